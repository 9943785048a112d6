"""From a baseline to a target: the distance to go, the pace it needs, and whether it was met already."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from plancmp.directions import HIGHER, LOWER
from plancmp.model import Actual, Indicator, Quantity, Target
from plancmp.units import factor

CAP = Fraction(100)
"""A share of a whole has no more than 100 %."""


class Progress(Struct, frozen=True):
    """An indicator's last target against its latest baseline."""

    baseline: Actual
    target: Target
    gap: Fraction
    """Target minus baseline, in the target's unit, exactly."""
    met: bool | None
    """Whether the baseline reaches the target already; None where it is not known which way is more."""
    years: Fraction | None
    """Time from the baseline to the deadline; None without both dates."""
    pace: Fraction | None
    """Gap per year; None without both dates or without time left."""
    headroom: Fraction | None
    """What a share could still rise above the baseline before 100 %, in the target's unit; None for what has no cap."""


def progress(indicator: Indicator, direction: str | None) -> Progress | None:
    """Hold an indicator's last numeric target against its latest comparable actual; None where there is no such pair."""
    targets = [t for t in indicator.targets if _number(t.quantity)]
    if not targets:
        return None
    target = max(targets, key=lambda t: t.deadline.months or 0 if t.deadline else 0)
    aim = target.quantity
    assert aim is not None
    assert aim.value is not None
    actuals = [a for a in indicator.actuals if _number(a.quantity) and _comparable(a.quantity, aim)]
    if not actuals:
        return None
    baseline = max(actuals, key=lambda a: a.as_of.months or 0 if a.as_of else 0)
    convert = factor(baseline.quantity.unit, aim.unit)
    assert convert is not None
    assert baseline.quantity.value is not None
    start = baseline.quantity.value * convert
    gap = aim.value - start
    years = _years(baseline, target)
    share = aim.unit.dimension == "share" and aim.change is None and aim.base is None
    met = {HIGHER: gap <= 0, LOWER: gap >= 0}.get(direction or "")
    pace = gap / years if years and years > 0 else None
    return Progress(baseline, target, gap, met, years, pace, CAP / aim.unit.size - start if share else None)


def _number(read: Quantity | None) -> bool:
    return read is not None and read.state == "number" and read.value is not None


def _comparable(a: Quantity, b: Quantity) -> bool:
    return a.base == b.base and a.change == b.change and factor(a.unit, b.unit) is not None


def _years(baseline: Actual, target: Target) -> Fraction | None:
    start, end = baseline.as_of, target.deadline
    if start is None or end is None or start.months is None or end.months is None:
        return None
    return Fraction(end.months - start.months, 12)
