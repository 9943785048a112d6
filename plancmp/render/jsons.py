"""JSON: real characters, two-space indents, the contracts ``plancmp/export/1`` and ``plancmp/compare/1``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import asdict

from plancmp.errors import Problem
from plancmp.exporting import about, actual_fields, json_number, target_fields
from plancmp.language import Lang, told
from plancmp.listing import Listing
from plancmp.model import Indicator, Plan
from plancmp.progress import Progress
from plancmp.reasons import say, say_all
from plancmp.render import words
from plancmp.verdicts import COLUMNS, Judged, fields

if TYPE_CHECKING:
    from plancmp.comparison import Comparison, Row
    from plancmp.differences import Difference
    from plancmp.explain import Explanation

DENSE = 100
"""Plans up to which every row has a cell for each of them, empty or not; of more, empty cells would be most of the document."""


def listing(name: str, found: Listing) -> str:
    """Render a listing: the schema ``plancmp/NAME/1``, and its lines as records."""
    return dump({"schema": f"plancmp/{name}/1", "records": found.records()})


def lines(found: Listing) -> str:
    """Render a listing as JSON Lines, a record each."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in found.records())


def comparison(found: Comparison, lang: Lang = "en") -> str:
    """Render a comparison."""
    ids = [plan.id for plan in found.plans]
    dense = len(ids) <= DENSE
    return dump(
        {
            "schema": "plancmp/compare/1",
            "plans": ids,
            **({} if dense else {"cells": "only of the plans that have something"}),
            "about": [about(plan) for plan in found.plans],
            "rows": [_row(row, ids, dense, lang) for row in found.rows],
            "conflicts": [
                {"matched": [":".join(m) for m in c.matched], "because": [":".join(b) for b in c.because]} for c in found.conflicts
            ],
        }
    )


def plans(found: Sequence[Plan]) -> str:
    """Render a list of plans."""
    return dump({"schema": "plancmp/list/1", "plans": [about(plan) for plan in found]})


def problems(found: Sequence[Problem], lang: Lang = "en") -> str:
    """Render problems."""
    return dump(
        {
            "schema": "plancmp/problems/1",
            "problems": [{name: told(value, lang) for name, value in asdict(problem).items()} for problem in found],
        }
    )


def explanations(first: Plan, second: Plan, found: Sequence[Explanation], lang: Lang = "en") -> str:
    """Render why pairs of indicators are in one row, or why not."""
    return dump({"schema": "plancmp/why/1", "plans": [first.id, second.id], "pairs": [_explanation(e, lang) for e in found]})


def _explanation(found: Explanation, lang: Lang) -> dict[str, Any]:
    return {
        "indicators": [found.first.id, found.second.id],
        "names": [found.first.name, found.second.name],
        "relation": found.judgement.relation,
        "score": found.judgement.score,
        "reason": say_all(found.judgement.reasons, lang),
        "segments": [asdict(segment) for segment in found.segments],
        "unknown": list(found.unknown),
    }


def mappings(found: Sequence[Judged]) -> str:
    """Render matches as mappings."""
    return dump({"schema": "plancmp/align/1", "mappings": [dict(zip(COLUMNS, fields(m), strict=True)) for m in found]})


def dump(document: object) -> str:
    """Write JSON as people can read it."""
    try:
        return msgspec.json.format(msgspec.json.encode(document, enc_hook=_text), indent=2).decode() + "\n"
    except UnicodeEncodeError:  # half a character, in a file's name: the library of C does not write it
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _text(thing: object) -> str:
    """A text that carries a code (:class:`plancmp.listing.Coded`) is its text."""
    if isinstance(thing, str):
        return str(thing)
    raise NotImplementedError(type(thing))


def _row(row: Row, ids: Sequence[str], dense: bool, lang: Lang) -> dict[str, Any]:
    return {
        "domain": row.domain,
        "relation": row.relation,
        "score": row.score,
        "reason": words.reasons(row, lang) or None,
        "cells": {ids[n]: _cells(row.cells[n], row.progress[n]) for n in (range(len(ids)) if dense else row.cells.filled)},
        "differences": [_difference(d, lang) for d in row.differences],
        "pairs": [
            {"between": list(p.between), "relation": p.relation, "score": p.score, "reason": say_all(p.reasons, lang) or None}
            for p in row.pairs
        ],
    }


def _cells(cell: Sequence[Indicator], ways: Sequence[Progress | None]) -> list[dict[str, Any]]:
    return [_cell(i, way) for i, way in zip_longest(cell, ways)]


def _progress(found: Progress) -> dict[str, Any]:
    return {
        "baseline": found.baseline.stated,
        "target": found.target.stated,
        "gap": json_number(found.gap),
        "met": found.met,
        "years": json_number(found.years),
        "pace": json_number(found.pace),
        "headroom": json_number(found.headroom),
    }


def _cell(indicator: Indicator, way: Progress | None) -> dict[str, Any]:
    return {
        "indicator": indicator.id,
        "domain": indicator.domain,
        "name": indicator.name,
        "name_en": indicator.name_en,
        "scope": indicator.scope,
        "nature": indicator.nature,
        "targets": [target_fields(t) for t in indicator.targets],
        "actuals": [actual_fields(a) for a in indicator.actuals],
        "progress": _progress(way) if way else None,
    }


def _difference(found: Difference, lang: Lang) -> dict[str, Any]:
    return {
        "between": list(found.between),
        "aspect": found.aspect,
        "state": found.state,
        "delta": json_number(found.delta),
        "unit": found.unit,
        "reason": say(found.reason, lang) if found.reason else None,
        "indicators": list(found.indicators),
        "inputs": list(found.inputs) if found.inputs else None,
        "values": [json_number(value) for value in found.values] if found.values else None,
        "ambition": found.ambition,
    }
