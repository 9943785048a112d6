"""The shape of a plan file: which keys, of which kind. Shape only; what the text says is read in reading.py.

One declaration gives the checks here and the JSON Schema that editors use (:func:`json_schema`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from plancmp.errors import Problem
from plancmp.marks import Marked

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=120)]
Code = Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
Yes = Literal["true"]


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


class SourceText(_Shape):
    """The captured text the plan was curated from."""

    file: Annotated[Text, Field(description="File name of the captured text")]
    quality: Annotated[Text | None, Field(description="What a reader of the text has to know")] = None


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


def read(marked: Marked, file: str) -> tuple[FileText | None, list[Problem]]:
    """Hold plain data against the shape; every fault is a problem at its own place."""
    if not isinstance(marked.data, dict):
        found = "is empty" if marked.data is None else "is no mapping"
        line, column = marked.place(())
        return None, [Problem(file, line, column, "not-a-plan", f"the file {found}; it needs the keys `plan` and `domains`")]
    try:
        return FileText.model_validate(marked.data), []
    except ValidationError as error:
        return None, [_problem(marked, file, dict(detail)) for detail in error.errors(include_url=False)]


def json_schema(domains: Iterable[str]) -> dict[str, Any]:
    """Return the JSON Schema of a plan file, with the *domains*' slugs as the only keys of ``domains``."""
    schema = FileText.model_json_schema()
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    schema["properties"]["domains"]["propertyNames"] = {"enum": list(domains)}
    return schema


_WORDS = {
    "plan": PlanText, "region": RegionText, "source": SourceText, "targets": TargetText, "actuals": ActualText,
}  # fmt: skip


def _problem(marked: Marked, file: str, detail: dict[str, Any]) -> Problem:
    path = tuple(detail["loc"])
    kind = detail["type"]
    found = detail["input"]
    code, message, at_key = _explain(kind, path, found, detail)
    line, column = marked.place(path, key=at_key)
    return Problem(file, line, column, code, message, where(marked.data, path))


def _explain(kind: str, path: tuple[str | int, ...], found: Any, detail: dict[str, Any]) -> tuple[str, str, bool]:
    name = str(path[-1])
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        shape, what = _shape_at(path[:-1])
        return "unknown-key", f"{name!r} is not a key of {what} (allowed: {', '.join(sorted(shape.model_fields))})", True
    if kind == "missing":
        _, what = _shape_at(path[:-1])
        return "missing-key", f"{what} needs the key {name!r}", True
    if kind in ("literal_error",):
        return "unknown-value", f"{_short(found)} is not allowed for {name!r} (allowed: {context['expected']})", False
    if kind == "string_pattern_mismatch":
        allowed = {"code": "six digits"}.get(name, "lower-case words of a-z and 0-9 joined by single hyphens")
        return "bad-form", f"{_short(found)} is no {name!r} (allowed: {allowed})", False
    if kind == "string_too_long":
        return "too-long", f"{name!r} has {len(found):,} characters; at most {context['max_length']:,} are allowed", False
    if kind in ("string_too_short", "too_short"):
        return "empty-value", f"{name!r} is empty", False
    wanted = {
        "string_type": "text", "list_type": "a list", "dict_type": "a mapping",
        "model_type": "a mapping", "model_attributes_type": "a mapping",
    }.get(kind, "something else")  # fmt: skip
    return "wrong-type", f"{name!r} is {_kind(found)}; it has to be {wanted}", False


def _shape_at(path: tuple[str | int, ...]) -> tuple[type[BaseModel], str]:
    """The declaration that the mapping at *path* follows, and what to call it."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return FileText, "a plan file"
    if names[0] == "domains" and len(names) == 2:
        return IndicatorText, "an indicator"
    shape = _WORDS[names[-1]]
    return shape, {"targets": "a target", "actuals": "an actual"}.get(names[-1], f"`{names[-1]}`")


def where(data: Any, path: tuple[str | int, ...]) -> str:
    """Name the entry at *path* for people: ``elderly › nursing-care-bed-share``."""
    if len(path) < 2 or path[0] != "domains":
        return ""
    parts = [str(path[1])]
    if len(path) > 2:
        try:
            entry = data["domains"][path[1]][path[2]]
        except (KeyError, IndexError, TypeError):
            entry = None
        label = entry.get("id") if isinstance(entry, dict) else None
        parts.append(label if isinstance(label, str) else f"entry {int(path[2]) + 1}" if isinstance(path[2], int) else str(path[2]))
    return " › ".join(parts)


def _kind(value: Any) -> str:
    if value is None:
        return "empty"
    return {dict: "a mapping", list: "a list", str: f"the text {_short(value)}"}.get(type(value), type(value).__name__)


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
