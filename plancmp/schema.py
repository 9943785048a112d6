"""The shape of a plan file: which keys, of which kind. Shape only; what the text says is read in reading.py.

One declaration gives the checks here and the JSON Schema that editors use (:func:`json_schema`).
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, WithJsonSchema

from plancmp.errors import Problem
from plancmp.language import Said
from plancmp.marks import Marked, Path, short

Text = Annotated[str, StringConstraints(pattern=r"\S", max_length=2000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
Yes = Annotated[Literal["true"], WithJsonSchema({"enum": [True, "true"]})]
"""Text to us, a boolean to the YAML readers of editors."""


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Places = Annotated[
    list[Text],
    BeforeValidator(_one_or_more, json_schema_input_type=Text | list[Text]),
    Field(min_length=1, description="Where the source prints it: 第三章第二节, 专栏3 01, 表1 第6行. Several places as a list."),
]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RegionText(_Shape):
    """The place the plan is for."""

    name: Annotated[Text, Field(description="Official Chinese name: 南宁市")]
    level: Annotated[Literal["national", "province", "prefecture", "county"], Field(description="Level of government")]
    name_en: Annotated[Text | None, Field(description="English name")] = None
    parent: Annotated[Text | None, Field(description="The region it belongs to: 广西壮族自治区")] = None
    code: Annotated[Code | None, Field(description="Six digits of GB/T 2260, quoted")] = None


class JumpText(_Shape):
    """Where a captured text goes on at another place than the headings above it say."""

    words: Annotated[Text, Field(description="The first few characters there, as captured")]
    at: Annotated[Text, Field(description="The place they belong to: 第三章第二节")]


class ReviewedText(_Shape):
    """Figures and dates of the source that are no entry, on purpose."""

    text: Annotated[Text, Field(description="A short phrase of the source; every figure inside it is reviewed")]
    reason: Annotated[Text, Field(description="Why it is no entry: a document's title, a hotline, an age limit")]
    at: Annotated[Text | None, Field(description="Only there; without it wherever the phrase stands")] = None


class SourceText(_Shape):
    """The captured text the plan was curated from."""

    file: Annotated[Text, Field(description="File name of the captured text")]
    quality: Annotated[Text | None, Field(description="What a reader of the text has to know")] = None
    jumps: Annotated[list[JumpText], Field(description="Where the text's pages are out of order")] = []


class PlanText(_Shape):
    """The document."""

    title: Annotated[Text, Field(description="Title as printed")]
    region: RegionText
    kind: Annotated[
        Literal["five-year-plan", "annual-work-plan", "midterm-evaluation", "special-plan"],
        Field(description="Kind of document"),
    ]
    period: Annotated[Text, Field(description="Years covered: 2021-2025, or 2023")]
    title_en: Annotated[Text | None, Field(description="Title in English")] = None
    aliases: Annotated[list[Text], Field(description="Other names the plan answers to on the command line")] = []
    issuer: Annotated[Text | None, Field(description="Who issued it")] = None
    issued: Annotated[Text | None, Field(description="Date of issue, as far as printed: 2021-12-24, 2022-10")] = None
    document_number: Annotated[Text | None, Field(description="Document number: 南府办〔2021〕46号")] = None
    as_of: Annotated[Text | None, Field(description="An evaluation's reporting date; actuals without as_of take it")] = None
    source: SourceText | None = None
    note: Annotated[Text | None, Field(description="What a reader of the whole plan should know")] = None


class _FigureText(_Shape):
    stated: Annotated[Text, Field(description="The figure phrase as printed: 不低于55%, 5000户以上, -- for a cell that is not set")]
    at: Places | None = None
    value: Annotated[Text | None, Field(description="The number, only where the phrase cannot carry it")] = None
    comparator: Annotated[
        Literal["≥", "≤", ">", "<", "=", "≈"] | None,
        Field(description="Only where the phrase cannot carry it"),
    ] = None
    unit: Annotated[
        Text | None, Field(description="Unit of this figure, where it differs from the indicator's and the phrase prints none")
    ] = None
    implied: Annotated[Yes | None, Field(description="The source prints the figure only as an excess or shortfall")] = None
    note: Annotated[Text | None, Field(description="Why the curator decided so")] = None


class TargetText(_FigureText):
    """A promise: a figure, or a milestone that can be ticked off."""

    by: Annotated[Text | None, Field(description="The date phrase as printed: 2025年底, “十四五”末, 每年, 从2022年起")] = None
    milestone: Annotated[Yes | None, Field(description="A commitment without a number (建成…, 出台…)")] = None
    growth: Annotated[Text | None, Field(description="Yearly growth that a table prints in a column of its own, in %")] = None


class ActualText(_FigureText):
    """A value that was reached."""

    as_of: Annotated[Text | None, Field(description="The date phrase as printed: 2020, 2020年末, 2017年以来")] = None


class IndicatorText(_Shape):
    """One thing measured for one group."""

    id: Annotated[Slug, Field(description="Kebab-case English, unique in the file")]
    name: Annotated[Text, Field(description="Official Chinese name; OCR damage repaired")]
    name_en: Annotated[Text | None, Field(description="English name in the field's own terms (docs/GLOSSARY.md)")] = None
    unit: Annotated[Text | None, Field(description="Unit of figures whose phrase prints none: %, 元/月, 万人")] = None
    nature: Annotated[Literal["约束性", "预期性"] | None, Field(description="Binding or indicative, where the source says")] = None
    scope: Annotated[Text | None, Field(description="Whom or where the source limits it to")] = None
    scope_en: Annotated[Text | None, Field(description="The scope in English")] = None
    targets: list[TargetText] = []
    actuals: list[ActualText] = []
    note: Annotated[Text | None, Field(description="Why the curator decided so")] = None


class FileText(_Shape):
    """A plan file of plancmp."""

    plan: PlanText
    domains: Annotated[dict[str, list[IndicatorText]], Field(description="Indicators by domain")]
    reviewed: Annotated[list[ReviewedText], Field(description="What `plancmp verify` need not ask about again")] = []


def read(marked: Marked, file: str) -> tuple[FileText | None, list[Problem]]:
    """Hold plain data against the shape; every fault is a problem at its own place.

    What is at fault is left out of the text returned, or has a stand-in there, and its path is added to ``marked.doubtful``: so
    everything else can be read, and its faults found, in the same run. Only for what is no mapping there is no text (None).
    """
    if not isinstance(marked.data, dict):
        line, column = (1, 1) if marked.data is None else marked.place(())
        nothing = Said("the file is empty; it needs the keys `plan` and `domains`")
        message = nothing if marked.data is None else Said("the file is no mapping; it needs the keys `plan` and `domains`")
        unread = marked.is_doubtful(()) or (marked.data is None and marked.cut is not None)
        return None, [] if unread else [Problem(file, line, column, "not-a-plan", message)]
    marked.doubtful |= _unfinished(marked)
    text, details = _validated(marked.data)
    faults = {_existing(marked, detail): detail for detail in details}
    problems = [_problem(marked, file, path, detail) for path, detail in faults.items() if not marked.is_doubtful(path)]
    marked.doubtful |= faults.keys()
    empty = [path for path in marked.empty if not marked.is_doubtful(path)]
    problems += [_problem(marked, file, path, _EMPTY) for path in empty]
    marked.doubtful |= set(empty)
    if marked.doubtful:
        text, _ = _validated(_mended(marked, unknown={path for path in faults if faults[path]["type"] == "extra_forbidden"}))
    return text, problems


def json_schema(domains: Iterable[str]) -> dict[str, Any]:
    """Return the JSON Schema of a plan file, with the *domains*' slugs as the only keys of ``domains``."""
    schema = _without_null(FileText.model_json_schema())
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    schema["properties"]["domains"]["propertyNames"] = {"enum": list(domains)}
    return schema


def where(data: Any, path: Path) -> str:
    """Name the entry at *path* for people: ``elderly › nursing-care-bed-share``."""
    if len(path) < 2 or path[0] != "domains":
        return ""
    parts = [_plainly(path[1])]
    if len(path) > 2:
        try:
            entry = data["domains"][path[1]][path[2]]
        except (KeyError, IndexError, TypeError):
            entry = None
        label = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(label, str) and isinstance(path[2], int):
            return Said("{0} › entry {1}", *parts, path[2] + 1)
        parts.append(_plainly(label) if isinstance(label, str) else _plainly(path[2]))
    return " › ".join(parts)


_SHAPES: Mapping[str, tuple[type[BaseModel], str]] = {
    "plan": (PlanText, "`plan`"),
    "region": (RegionText, "`region`"),
    "source": (SourceText, "`source`"),
    "targets": (TargetText, Said("a target")),
    "actuals": (ActualText, Said("an actual")),
    "jumps": (JumpText, Said("a jump")),
    "reviewed": (ReviewedText, Said("a reviewed phrase")),
}

_EMPTY = {"type": "empty", "loc": (), "input": None}

# What stands in for a value at fault, where one is needed, or where its absence would be a problem of its own.
_UNREAD = "?"
_FIGURE = {"stated": "--", "at": _UNREAD}
_INDICATOR = {"id": "stand-in-for-no-id", "name": _UNREAD, "name_en": _UNREAD, "targets": [_FIGURE]}
_REGION = {"name": _UNREAD, "name_en": _UNREAD, "level": "national"}
_PLAN = {"title": _UNREAD, "title_en": _UNREAD, "region": _REGION, "kind": "special-plan", "period": _UNREAD}
_STAND_INS: Mapping[str, Any] = {
    **_PLAN, **_REGION, **_INDICATOR, **_FIGURE, "plan": _PLAN, "domains": {}, "actuals": [_FIGURE],
    "scope": _UNREAD, "scope_en": _UNREAD, "file": _UNREAD, "words": _UNREAD, "text": _UNREAD, "reason": _UNREAD,
}  # fmt: skip
_STAND_IN_ITEMS: Mapping[str, Any] = {
    "targets": _FIGURE, "actuals": _FIGURE, "at": _UNREAD, "aliases": _UNREAD,
    "jumps": {"words": _UNREAD, "at": _UNREAD}, "reviewed": {"text": _UNREAD, "reason": _UNREAD},
}  # fmt: skip


def _stand_in(path: Path) -> Any:
    """What takes the place of the value at *path*; None if it is simply left out."""
    match path:
        case ("domains", _):
            return []
        case ("domains", _, int()):
            return _INDICATOR
        case (*_, int()):
            return _STAND_IN_ITEMS.get(str(path[-2]), _UNREAD)
        case _:
            return _STAND_INS.get(str(path[-1]))


def _mended(marked: Marked, unknown: set[Path]) -> Any:
    """A copy of the data without what is doubtful: *unknown* keys left out, stand-ins for the rest."""
    data = copy.deepcopy(marked.data)
    for path in sorted(marked.doubtful, key=len, reverse=True):  # what encloses comes after what is inside
        parent = data
        for part in path[:-1]:
            parent = parent[part]
        stand_in = None if path in unknown else _stand_in(path)
        if stand_in is None:
            parent.pop(path[-1], None)
        else:
            parent[path[-1]] = copy.deepcopy(stand_in)
    return data


def _unfinished(marked: Marked) -> set[Path]:
    """Where the text could not be read to its end: the entry it broke off in, and what would have followed."""
    if marked.cut is None:
        return set()
    entry = marked.cut[:3] if marked.cut[:1] == ("domains",) else marked.cut[:1]
    missing = {(key,) for key in ("plan", "domains") if key not in marked.data}
    return missing | ({entry} if len(entry) == 3 or (entry and entry[0] != "domains") else set())


def _validated(data: Any) -> tuple[FileText | None, list[Any]]:
    try:
        return FileText.model_validate(data), []
    except ValidationError as error:
        return None, list(error.errors(include_url=False))


def _existing(marked: Marked, detail: Any) -> Path:
    """The path of a fault; that of a single text where a list with this one item would do too (``at``)."""
    path: Path = tuple(detail["loc"])
    return path if detail["type"] == "missing" or path in marked.values else path[:-1]


def _problem(marked: Marked, file: str, path: Path, detail: Any) -> Problem:
    code, message, at_key = _explain(path, detail)
    return Problem(file, *marked.place(path, key=at_key), code, message, where(marked.data, path))


def _explain(path: Path, detail: Any) -> tuple[str, str, bool]:
    """The code and message of a fault, and whether it stands at the key."""
    kind, found, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = short(path[-1]) if isinstance(path[-1], str) else Said("item {0} of {1}", path[-1] + 1, short(path[-2]))
    if kind == "missing":
        code, message = "missing-key", Said("{0} needs the key {1}", _shape_at(path[:-1])[1], name)
    elif kind == "extra_forbidden":
        shape, what = _shape_at(path[:-1])
        code, message = (
            "unknown-key",
            Said("{0} is not a key of {1} (allowed: {2})", name, what, ", ".join(sorted(shape.model_fields))),
        )
    elif found is None or kind == "too_short" or (kind == "string_pattern_mismatch" and not found.strip()):
        code, message = "empty-value", Said("{0} is empty; give it a value or leave it out", name)
    elif kind == "literal_error":
        code, message = (
            "unknown-value",
            Said("{0} is not allowed for {1} (allowed: {2})", short(found), name, _any_of(context["expected"])),
        )
    elif kind == "string_pattern_mismatch":
        words = Said("lower-case words of a-z and 0-9 joined by single hyphens")
        allowed = Said("six digits") if path[-1] == "code" else words
        code, message = "bad-form", Said("{0} is no {1} (allowed: {2})", short(found), name, allowed)
    elif kind == "string_too_long":
        code, message = (
            "too-long",
            Said("{0} has {1:,} characters; at most {2:,} are allowed", name, len(found), context["max_length"]),
        )
    else:
        listed = Said("text or a list") if path[-1] == "at" else Said("a list")
        wanted = {"string_type": Said("text"), "list_type": listed}.get(kind, Said("a mapping"))
        code, message = "wrong-type", Said("{0} is {1}; it has to be {2}", name, _kind(found), wanted)
    return code, message, code in ("missing-key", "unknown-key") or found is None


def _shape_at(path: Path) -> tuple[type[BaseModel], str]:
    """The declaration that the mapping at *path* follows, and what to call it."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return FileText, Said("a plan file")
    if names[0] == "domains" and len(names) == 2:
        return IndicatorText, Said("an indicator")
    return _SHAPES[names[-1]]


def _kind(value: Any) -> Said:
    if isinstance(value, dict):
        return Said("a mapping")
    return Said("a list") if isinstance(value, list) else Said("the text {0}", short(value))


def _any_of(expected: str) -> str:
    """What pydantic lists as ``'a', 'b' or 'c'``."""
    most, _, last = expected.rpartition(" or ")
    return Said("{0} or {1}", most, last) if most else last


def _plainly(part: str | int) -> str:
    """A key or id as it is, if that fits into a line; else quoted and cut."""
    text = str(part)
    return text if text.isprintable() and len(text) <= 60 else short(text)


def _without_null(node: Any) -> Any:
    """An optional key is left out, never empty: take ``null`` out of a JSON Schema."""
    if isinstance(node, list):
        return [_without_null(item) for item in node if item != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    node = {key: _without_null(value) for key, value in node.items() if (key, value) != ("default", None)}
    if len(node.get("anyOf", ())) == 1:
        (only,) = node.pop("anyOf")
        node |= only
    return node
