"""JSON: real characters, two-space indents, the contracts ``plancmp/export/1`` and ``plancmp/compare/1``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import zip_longest
from typing import Any

from plancmp.comparison import Comparison, Row
from plancmp.differences import Difference
from plancmp.errors import Problem
from plancmp.explain import Explanation
from plancmp.exporting import Record, actual_fields, json_number, target_fields
from plancmp.model import Indicator, Plan
from plancmp.progress import Progress
from plancmp.reasons import say, say_all
from plancmp.render import words
from plancmp.verdicts import COLUMNS, Judged, fields


def export(records: Iterable[Record]) -> str:
    """Render records."""
    return dump({"schema": "plancmp/export/1", "records": list(records)})


def comparison(found: Comparison) -> str:
    """Render a comparison."""
    ids = [plan.id for plan in found.plans]
    return dump(
        {
            "schema": "plancmp/compare/1",
            "plans": ids,
            "about": [about(plan) for plan in found.plans],
            "rows": [_row(row, ids) for row in found.rows],
            "conflicts": [
                {"matched": [":".join(m) for m in c.matched], "because": [":".join(b) for b in c.because]} for c in found.conflicts
            ],
        }
    )


def plans(found: Sequence[Plan]) -> str:
    """Render a list of plans."""
    return dump({"schema": "plancmp/list/1", "plans": [about(plan) for plan in found]})


def problems(found: Sequence[Problem]) -> str:
    """Render problems."""
    return dump({"schema": "plancmp/problems/1", "problems": [asdict(problem) for problem in found]})


def explanations(first: Plan, second: Plan, found: Sequence[Explanation]) -> str:
    """Render why pairs of indicators are in one row, or why not."""
    return dump({"schema": "plancmp/why/1", "plans": [first.id, second.id], "pairs": [_explanation(e) for e in found]})


def _explanation(found: Explanation) -> dict[str, Any]:
    return {
        "indicators": [found.first.id, found.second.id],
        "names": [found.first.name, found.second.name],
        "relation": found.judgement.relation,
        "score": found.judgement.score,
        "reason": say_all(found.judgement.reasons),
        "segments": [asdict(segment) for segment in found.segments],
        "unknown": list(found.unknown),
    }


def mappings(found: Sequence[Judged]) -> str:
    """Render matches as mappings."""
    return dump({"schema": "plancmp/align/1", "mappings": [dict(zip(COLUMNS, fields(m), strict=True)) for m in found]})


def answer(question: str, found: Sequence[Record]) -> str:
    """Render the answer to a question: an empty list where there is none."""
    return dump({"schema": f"plancmp/{question}/1", "records": list(found)})


def about(plan: Plan) -> dict[str, Any]:
    """What identifies a plan."""
    return {
        "id": plan.id,
        "title": plan.title,
        "title_en": plan.title_en,
        "region": plan.region.name,
        "region_en": plan.region.name_en,
        "level": plan.region.level,
        "code": plan.region.code,
        "kind": plan.kind,
        "period": str(plan.period),
        "issuer": plan.issuer,
        "issued": plan.issued,
        "document_number": plan.document_number,
        "indicators": len(plan.indicators),
        "targets": sum(len(i.targets) for i in plan.indicators),
        "actuals": sum(len(i.actuals) for i in plan.indicators),
    }


def dump(document: object) -> str:
    """Write JSON as people can read it."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _row(row: Row, ids: Sequence[str]) -> dict[str, Any]:
    return {
        "domain": row.domain,
        "relation": row.relation,
        "score": row.score,
        "reason": words.reasons(row) or None,
        "cells": {id: _cells(cell, ways) for id, cell, ways in zip(ids, row.cells, row.progress or [()] * len(ids), strict=True)},
        "differences": [_difference(d) for d in row.differences],
        "pairs": [
            {"between": list(p.between), "relation": p.relation, "score": p.score, "reason": say_all(p.reasons) or None}
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


def _difference(found: Difference) -> dict[str, Any]:
    return {
        "between": list(found.between),
        "aspect": found.aspect,
        "state": found.state,
        "delta": json_number(found.delta),
        "unit": found.unit,
        "reason": say(found.reason) if found.reason else None,
        "indicators": list(found.indicators),
        "inputs": list(found.inputs) if found.inputs else None,
        "values": [json_number(value) for value in found.values] if found.values else None,
        "ambition": found.ambition,
    }
