"""Finished things as listings: the lines of which CSV, TSV, JSON Lines, Markdown, HTML and workbooks are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import asdict, fields, replace

from plancmp.differences import Difference, like_with_like
from plancmp.errors import Problem
from plancmp.exporting import FIELDS, Record, Scalar, about, json_number
from plancmp.language import Lang, told
from plancmp.listing import Coded, Listing
from plancmp.model import Plan, Target
from plancmp.reasons import say_all
from plancmp.render import words
from plancmp.verdicts import COLUMNS, Judged
from plancmp.verdicts import fields as mapping_fields

if TYPE_CHECKING:
    from plancmp.comparison import Comparison, Row
    from plancmp.explain import Explanation

PLAN_FIELDS = (
    "id", "region", "region_en", "level", "kind", "period", "indicators", "title", "title_en",
    "code", "issuer", "issued", "document_number", "targets", "actuals", "source", "quality",
)  # fmt: skip
"""The fields of a listing of plans; those after ``title_en`` were added later than the rest."""


_ASIDE = frozenset(("region", "region_en", "level", "kind", "period", "domain", "indicator", "state", "deadline_kind"))
_PARTS = ("indicator", "name", "name_en", "scope", "target", "value", "unit", "deadline", "nature", "actual", "at")
"""What a comparison lists of each plan; value and unit are of the target that is compared."""


def export(records: Iterable[Record], lang: Lang = "en") -> Listing:
    """List records: the contract's fields in the contract's order."""
    found = Listing.of(FIELDS, records)
    several = len({line[0] for line in found.lines}) > 1
    aside = _ASIDE | ({"name_en", "scope_en"} if lang == "zh" else set()) | (set() if several else {"plan"})
    counted = ("plan", "figure", "nature") if several else ("figure", "nature")
    return replace(found, places={"stated": "at"}, by="domain", counted=counted, aside=aside)


def comparison(found: Comparison, lang: Lang = "en") -> Listing:
    """List a comparison: a line per row, a block of fields per plan."""
    ids = [plan.id for plan in found.plans]
    header = ["domain", "relation", "score", *(f"{id}: {part}" for id in ids for part in _PARTS)]
    header += [f"difference: {part}" for part in ("target", "delta", "unit", "deadline", "months", "nature")]
    folded = ("indicator", "at", "name_en") if lang == "zh" else ("indicator", "at")
    return Listing(
        (*header, "reason"),
        tuple(_line(row, lang) for row in found.rows),
        places={f"{id}: target": f"{id}: at" for id in ids} | {f"{id}: actual": f"{id}: at" for id in ids},
        by="domain",
        counted=("relation", "difference: target"),
        aside=frozenset(("domain", "score", *(f"{id}: {part}" for id in ids for part in folded))),
    )


def plans(found: Iterable[Plan]) -> Listing:
    """List plans."""
    return Listing.of(PLAN_FIELDS, map(about, found))


def problems(found: Sequence[Problem], lang: Lang = "en") -> Listing:
    """List problems."""
    names = tuple(field.name for field in fields(Problem))
    return Listing.of(names, ({name: told(value, lang) for name, value in asdict(problem).items()} for problem in found))


def explanations(first: Plan, second: Plan, found: Sequence[Explanation], lang: Lang = "en") -> Listing:
    """List why pairs of indicators are in one row, or why not: a line per pair."""
    header = (first.id, f"{first.id}: name", second.id, f"{second.id}: name", "relation", "score", "reason")
    return Listing(
        header,
        tuple(
            (
                e.first.id,
                e.first.name,
                e.second.id,
                e.second.name,
                e.judgement.relation,
                e.judgement.score,
                say_all(e.judgement.reasons, lang),
            )
            for e in found
        ),
    )


def mappings(found: Sequence[Judged]) -> Listing:
    """List matches as mappings, with SSSOM's columns."""
    return Listing(COLUMNS, tuple(map(mapping_fields, found)))


def _line(row: Row, lang: Lang) -> tuple[Scalar, ...]:
    cells: list[Scalar] = [row.domain, row.relation, row.score]
    for cell, target in zip(row.cells, _compared(row), strict=True):
        read = target.quantity if target else None
        cells += [
            _joined(i.id for i in cell),
            _joined(i.name for i in cell),
            _joined(i.name_en or "" for i in cell),
            _joined(i.scope or "" for i in cell),
            _joined(words.figures(i.targets, lang) for i in cell),
            json_number(read.value) if read else None,
            (read.unit.symbol or None) if read and read.value is not None else None,
            _joined(words.deadlines(i.targets) for i in cell),
            _joined(i.nature or "" for i in cell),
            _joined(words.reached(i.actuals, lang) for i in cell),
            _joined(words.places(i) for i in cell),
        ]
    of = {aspect: [d for d in row.differences if d.aspect == aspect] for aspect in words.ASPECTS}
    (delta, unit), (months, _) = _delta(of["target"]), _delta(of["deadline"])
    cells += [_told(of["target"], row, lang), delta, unit, _told(of["deadline"], row, lang), months]
    return (*cells, _told(of["nature"], row, lang), words.reasons(row, lang) or None)


def _compared(row: Row) -> list[Target | None]:
    """Of each cell with one indicator the target that is held against the others: of two plans, one due when the other's is."""
    singles = [cell[0] if len(cell) == 1 else None for cell in row.cells]
    pair = [i for i in singles if i]
    if len(pair) == 2 == sum(map(bool, row.cells)):
        chosen = dict(zip(map(id, pair), like_with_like(*pair), strict=True))
        return [chosen[id(i)] if i else None for i in singles]
    return [like_with_like(i, i)[0] if i else None for i in singles]


def _delta(found: Sequence[Difference]) -> tuple[Scalar, str | None]:
    """The number and unit of a single difference; nothing of several, which do not fit one cell."""
    return (json_number(found[0].delta), found[0].unit) if len(found) == 1 else (None, None)


def _told(found: Sequence[Difference], row: Row, lang: Lang) -> str | None:
    text = "; ".join(words.of_pair(d, row, lang) for d in found)
    states = {d.state for d in found}
    return Coded(text, states.pop()) if len(states) == 1 else text or None


def _joined(parts: Iterable[str]) -> str | None:
    found = list(parts)
    return " | ".join(found) if any(found) else None
