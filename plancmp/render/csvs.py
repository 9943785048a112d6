"""CSV that spreadsheets open without running or changing anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields

from plancmp.comparison import Comparison, Row
from plancmp.errors import Problem
from plancmp.explain import Explanation
from plancmp.exporting import FIELDS, Record
from plancmp.model import Plan
from plancmp.reasons import say_all
from plancmp.render import words
from plancmp.verdicts import COLUMNS, Judged
from plancmp.verdicts import fields as mapping_fields

_RUNS = re.compile(r"[=+\-@\t\r'].*[^=+\-@]", re.DOTALL)


def safe(value: object) -> str:
    """Return a cell's text, with an apostrophe before what a spreadsheet would run (``=``, ``+``, ``-``, ``@``, tab, CR first).

    An apostrophe that stands there already gets one too, so that taking one away restores every cell. Numbers stay
    numbers, and signs alone (``=``, ``--``) have nothing to run.
    """
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and _RUNS.match(text) else text


def export(records: Iterable[Record]) -> str:
    """Render records: the contract's fields in the contract's order."""
    return table(FIELDS, ([record[field] for field in FIELDS] for record in records))


def comparison(found: Comparison) -> str:
    """Render a comparison: a line per row, a block of columns per plan."""
    ids = [plan.id for plan in found.plans]
    parts = ("indicator", "name", "name_en", "scope", "target", "deadline", "nature", "actual", "at")
    header = ["domain", "relation", "score", *(f"{id}: {part}" for id in ids for part in parts)]
    header += ["difference: target", "difference: deadline", "difference: nature", "reason"]
    return table(header, (_line(row) for row in found.rows))


def plans(found: Sequence[Plan]) -> str:
    """Render a list of plans."""
    header = ("id", "region", "region_en", "level", "kind", "period", "indicators", "title", "title_en")
    return table(
        header,
        (
            (p.id, p.region.name, p.region.name_en, p.region.level, p.kind, str(p.period), len(p.indicators), p.title, p.title_en)
            for p in found
        ),
    )


def problems(found: Sequence[Problem]) -> str:
    """Render problems."""
    names = [field.name for field in fields(Problem)]
    return table(names, ([getattr(problem, name) for name in names] for problem in found))


def explanations(first: Plan, second: Plan, found: Sequence[Explanation]) -> str:
    """Render why pairs of indicators are in one row, or why not: a line per pair."""
    header = (first.id, f"{first.id}: name", second.id, f"{second.id}: name", "relation", "score", "reason")
    return table(
        header,
        (
            (
                e.first.id,
                e.first.name,
                e.second.id,
                e.second.name,
                e.judgement.relation,
                e.judgement.score,
                say_all(e.judgement.reasons),
            )
            for e in found
        ),
    )


def mappings(found: Sequence[Judged]) -> str:
    """Render matches as mappings, with SSSOM's columns."""
    return table(COLUMNS, (mapping_fields(m) for m in found))


def answer(found: Sequence[Record]) -> str:
    """Render the answer to a question; nothing but an empty header where there is none."""
    header = list(found[0]) if found else []
    return table(header, ([record.get(field) for field in header] for record in found))


def table(header: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    """Write CSV by RFC 4180: CRLF, quotes where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([safe(cell) for cell in line] for line in lines)
    return out.getvalue()


def _line(row: Row) -> list[object]:
    cells: list[object] = [row.domain, row.relation, row.score]
    for cell in row.cells:
        cells += [
            _joined(i.id for i in cell),
            _joined(i.name for i in cell),
            _joined(i.name_en or "" for i in cell),
            _joined(i.scope or "" for i in cell),
            _joined(words.figures(i.targets) for i in cell),
            _joined(words.deadlines(i.targets) for i in cell),
            _joined(i.nature or "" for i in cell),
            _joined(words.reached(i.actuals) for i in cell),
            _joined(words.places(i) for i in cell),
        ]
    for aspect in ("target", "deadline", "nature"):
        cells.append("; ".join(words.of_pair(d, row) for d in row.differences if d.aspect == aspect))
    cells.append(words.reasons(row))
    return cells


def _joined(parts: Iterable[str]) -> str:
    found = list(parts)
    return " | ".join(found) if any(found) else ""
