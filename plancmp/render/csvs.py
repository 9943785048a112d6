"""CSV that spreadsheets open without running or changing anything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from plancmp.compare import Comparison, Row
from plancmp.model import Plan
from plancmp.reasons import say_all
from plancmp.records import FIELDS, Record
from plancmp.render import words

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def safe(value: object) -> str:
    """Return a cell's text, with an apostrophe before what a spreadsheet would run (``=``, ``+``, ``-``, ``@``, tab, CR).

    An apostrophe that stands there already gets one too, so that taking one away restores every cell. Numbers stay numbers.
    """
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA) and not (isinstance(value, int | float) and _NUMBER.fullmatch(text)):
        return f"'{text}"
    return text


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


def plans(rows: Iterable[Mapping[str, object]]) -> str:
    """Render a list of plans."""
    lines = list(rows)
    header = list(lines[0]) if lines else ["id"]
    return table(header, (list(line.values()) for line in lines))


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
        cells.append("; ".join(words.difference(d) for d in row.differences if d.aspect == aspect))
    cells.append(say_all(row.reasons))
    return cells


def _joined(parts: Iterable[str]) -> str:
    found = list(parts)
    return " | ".join(found) if any(found) else ""


def about(found: Sequence[Plan]) -> list[dict[str, object]]:
    """What identifies plans, as lines of a table."""
    return [
        {
            "id": plan.id,
            "region": plan.region.name,
            "region_en": plan.region.name_en,
            "level": plan.region.level,
            "kind": plan.kind,
            "period": str(plan.period),
            "indicators": len(plan.indicators),
            "title": plan.title,
            "title_en": plan.title_en,
        }
        for plan in found
    ]
