"""Finished things as listings: the lines of which CSV, TSV, JSON Lines, Markdown, HTML and workbooks are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields

from plancmp.comparison import Comparison, Row
from plancmp.errors import Problem
from plancmp.explain import Explanation
from plancmp.exporting import FIELDS, Record, Scalar, about
from plancmp.language import Lang, told
from plancmp.listing import Listing
from plancmp.model import Plan
from plancmp.reasons import say_all
from plancmp.render import words
from plancmp.verdicts import COLUMNS, Judged
from plancmp.verdicts import fields as mapping_fields

PLAN_FIELDS = (
    "id", "region", "region_en", "level", "kind", "period", "indicators", "title", "title_en",
    "code", "issuer", "issued", "document_number", "targets", "actuals",
)  # fmt: skip
"""The fields of a listing of plans; those after ``title_en`` were added later than the rest."""


def export(records: Iterable[Record]) -> Listing:
    """List records: the contract's fields in the contract's order."""
    return Listing.of(FIELDS, records)


def comparison(found: Comparison, lang: Lang = "en") -> Listing:
    """List a comparison: a line per row, a block of fields per plan."""
    ids = [plan.id for plan in found.plans]
    parts = ("indicator", "name", "name_en", "scope", "target", "deadline", "nature", "actual", "at")
    header = ["domain", "relation", "score", *(f"{id}: {part}" for id in ids for part in parts)]
    header += ["difference: target", "difference: deadline", "difference: nature", "reason"]
    return Listing(tuple(header), tuple(_line(row, lang) for row in found.rows))


def plans(found: Iterable[Plan]) -> Listing:
    """List plans."""
    return Listing.of(PLAN_FIELDS, map(about, found))


def problems(found: Sequence[Problem], lang: Lang = "en") -> Listing:
    """List problems."""
    names = tuple(field.name for field in fields(Problem))
    return Listing.of(names, (asdict(problem) | {"message": told(problem.message, lang)} for problem in found))


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
    for cell in row.cells:
        cells += [
            _joined(i.id for i in cell),
            _joined(i.name for i in cell),
            _joined(i.name_en or "" for i in cell),
            _joined(i.scope or "" for i in cell),
            _joined(words.figures(i.targets, lang) for i in cell),
            _joined(words.deadlines(i.targets) for i in cell),
            _joined(i.nature or "" for i in cell),
            _joined(words.reached(i.actuals, lang) for i in cell),
            _joined(words.places(i) for i in cell),
        ]
    for aspect in ("target", "deadline", "nature"):
        cells.append("; ".join(words.of_pair(d, row, lang) for d in row.differences if d.aspect == aspect) or None)
    cells.append(words.reasons(row, lang) or None)
    return tuple(cells)


def _joined(parts: Iterable[str]) -> str | None:
    found = list(parts)
    return " | ".join(found) if any(found) else None
