"""Plans as flat records, one per figure: the contract ``plancmp/export/1``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from plancmp.model import Actual, Deadline, Indicator, Plan, Quantity, Target

FIELDS = (
    "plan", "region", "region_en", "level", "kind", "period", "domain", "indicator", "name", "name_en", "scope", "nature",
    "figure", "stated", "comparator", "value", "value_high", "unit", "deadline", "deadline_stated", "at", "note",
    "state", "base", "change", "deadline_kind", "growth", "scope_en",
)  # fmt: skip
"""Names and order of a record's fields. Those after ``note`` were added later than the rest."""

Scalar = str | int | float | None
Record = dict[str, Scalar]


def records(plan: Plan, domain: str | None = None) -> Iterator[Record]:
    """Yield one record per figure of a plan, or of one *domain* of it, in the file's order: targets before actuals."""
    for indicator in plan.within(domain):
        for target in indicator.targets:
            yield {**_about(plan, indicator), **target_fields(target, indicator.note)}
        for actual in indicator.actuals:
            yield {**_about(plan, indicator), **actual_fields(actual, indicator.note)}


def about(plan: Plan) -> Record:
    """What identifies a plan, and how much it says."""
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
        "source": plan.source.file if plan.source else None,
        "quality": plan.source.quality if plan.source else None,
    }


def target_fields(target: Target, note: str | None = None) -> Record:
    """The fields of a record that a target fills; *note* is the curator's on the whole indicator."""
    kind = "milestone" if target.milestone else "target"
    growth = target.growth.stated if target.growth else None
    return _fields(kind, target, target.deadline, target.deadline_stated, note) | {"growth": growth}


def actual_fields(actual: Actual, note: str | None = None) -> Record:
    """The fields of a record that an actual fills; its date is the day it was reached."""
    return _fields("actual", actual, actual.as_of, actual.as_of_stated, note) | {"growth": None}


def _fields(kind: str, figure: Target | Actual, when: Deadline | None, when_stated: str | None, note: str | None) -> Record:
    return {
        "figure": kind,
        "stated": figure.stated,
        **_number(figure.quantity),
        "deadline": when.iso if when else None,
        "deadline_stated": when_stated,
        "at": "; ".join(figure.at) or None,
        "note": _notes(figure.note, note),
        **_more(figure.quantity),
        "deadline_kind": when.kind if when else None,
    }


def json_number(value: Fraction | None) -> int | float | None:
    """An exact number as JSON writes it: whole numbers whole, others as the nearest float (0.47)."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else value.numerator / value.denominator


def _about(plan: Plan, indicator: Indicator) -> Record:
    return dict.fromkeys(FIELDS) | {
        "plan": plan.id,
        "region": plan.region.name,
        "region_en": plan.region.name_en,
        "level": plan.region.level,
        "kind": plan.kind,
        "period": str(plan.period),
        "domain": indicator.domain,
        "indicator": indicator.id,
        "name": indicator.name,
        "name_en": indicator.name_en,
        "scope": indicator.scope,
        "nature": indicator.nature,
        "scope_en": indicator.scope_en,
    }


def _number(read: Quantity | None) -> Record:
    if read is None or read.state in ("not-set", "redacted"):
        return {"comparator": None, "value": None, "value_high": None, "unit": None}
    return {
        "comparator": read.comparator,
        "value": json_number(read.value),
        "value_high": json_number(read.high),
        "unit": read.unit.symbol or None,
    }


def _more(read: Quantity | None) -> Record:
    return {
        "state": read.state if read else "milestone",
        "base": read.base if read else None,
        "change": read.change if read else None,
    }


def _notes(*notes: str | None) -> str | None:
    return " | ".join(filter(None, notes)) or None
