"""A comparison at a glance: which targets of a row stand on one axis, what many promise and some do not, what did not compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from plancmp.comparison import Comparison, Row
from plancmp.differences import NOT_COMPARABLE, between_targets
from plancmp.model import Actual, Indicator, Plan, Target
from plancmp.progress import Progress
from plancmp.reasons import Reason
from plancmp.units import Unit, conversion, per_many


class Point(Struct, frozen=True):
    """A figure on an axis."""

    figure: Target | Actual
    low: Fraction
    """The number, or the lower end of a range, in the axis's unit, exactly."""
    high: Fraction
    """The upper end of a range; the number itself where there is none."""


class Line(Struct, frozen=True):
    """What one plan's indicator puts on an axis."""

    plan: Plan
    indicator: Indicator
    targets: tuple[Point, ...]
    """By deadline, those without one first; never empty."""
    baseline: Point | None
    """The latest result to start from; None where the plan prints none that converts."""
    ahead: bool
    """Whether the target is due after the day of the baseline; not where either prints no date."""


class Unplaced(Struct, frozen=True):
    """A target that a row has and its axis cannot show."""

    plan: Plan
    indicator: Indicator
    target: Target
    reason: Reason


class Axis(Struct, frozen=True):
    """The targets of one row that compare, in one unit."""

    unit: Unit
    lines: tuple[Line, ...]
    unplaced: tuple[Unplaced, ...]

    @property
    def share(self) -> bool:
        """Whether the axis is a share of a whole in percent, which ends at 0 and 100; growth in percent has no ends."""
        points = [p for line in self.lines for p in (*line.targets, *((line.baseline,) if line.baseline else ()))]
        levels = all(p.figure.quantity is None or p.figure.quantity.change is None for p in points)
        percent = self.unit.dimension == "share" and self.unit.size == 1
        return percent and levels and all(0 <= p.low <= p.high <= 100 for p in points)


class Hole(Struct, frozen=True):
    """What some plans promise and others do not."""

    row: Row
    promised: tuple[Plan, ...]
    reported: tuple[Plan, ...]
    """Plans that print a result for it and no target."""
    missing: tuple[Plan, ...]
    """Plans that say nothing of it."""


def axis(plans: Sequence[Plan], row: Row) -> Axis | None:
    """Put the targets of a row on one axis, as many as compare; None where those of fewer than two plans do, or in a candidate.

    What compares is what :func:`plancmp.differences.between_targets` says; the axis has the unit of the figure with which most
    of the others compare, of several the first.
    """
    if row.relation == "candidate":
        return None
    entries = [
        (plan, indicator, way)
        for n, (plan, cell) in enumerate(zip(plans, row.cells, strict=True))
        for indicator, way in zip(cell, row.progress[n], strict=True)
    ]
    numbers = [(plan, indicator, t) for plan, indicator, _ in entries for t in indicator.targets if _number(t)]
    parts = frozenset(frozenset(pair.between) for pair in row.pairs if pair.one_is_part)
    found = [_against(reference, entries, parts) for reference in numbers]
    best = max(found, key=lambda a: len({line.plan.id for line in a.lines}), default=None)
    return best if best and len({line.plan.id for line in best.lines}) > 1 else None


def holes(found: Comparison, at_least: int) -> tuple[Hole, ...]:
    """Rows that at least so many plans promise and at least one does not, most promised first."""
    answers = []
    for row in found.rows:
        cells = list(zip(found.plans, row.cells, strict=True))
        promised = tuple(plan for plan, cell in cells if any(i.targets for i in cell))
        if row.relation == "candidate" or len(promised) < at_least or len(promised) == len(cells):
            continue
        reported = tuple(plan for plan, cell in cells if cell and plan not in promised)
        missing = tuple(plan for plan, cell in cells if not cell)
        answers.append(Hole(row, promised, reported, missing))
    return tuple(sorted(answers, key=lambda hole: -len(hole.promised)))


def _number(target: Target) -> bool:
    return target.quantity is not None and target.quantity.state == "number" and target.quantity.value is not None


def _against(
    reference: tuple[Plan, Indicator, Target],
    entries: Iterable[tuple[Plan, Indicator, Progress | None]],
    parts: frozenset[frozenset[str]],
) -> Axis:
    """The axis that *reference* gives: every target that compares with it, the others with the reason.

    *parts* are the plans, two by two, of which one has a part of what the other has.
    """
    plan, indicator, target = reference
    assert target.quantity is not None
    unit = target.quantity.unit
    lines: list[Line] = []
    unplaced: list[Unplaced] = []
    for other, theirs, way in entries:
        points = []
        for t in theirs.targets:
            reason = None if t is target else _obstacle(plan, indicator, target, other, theirs, t, parts)
            if reason is None:
                points.append(_point(t, unit))
            else:
                unplaced.append(Unplaced(other, theirs, t, reason))
        if points:
            points.sort(key=lambda p: _due(p.figure))
            start = _start(way, unit)
            ahead = way is not None and way.years is not None and way.years > 0
            lines.append(Line(other, theirs, tuple(points), start, ahead))
    return Axis(unit, tuple(lines), tuple(unplaced))


def _obstacle(
    a: Plan, x: Indicator, s: Target, b: Plan, y: Indicator, t: Target, parts: frozenset[frozenset[str]]
) -> Reason | None:
    """Why two targets cannot stand on one axis. Ranges that overlap can: an axis shows just that."""
    found = between_targets(a, x, s, b, y, t, lambda: frozenset((a.id, b.id)) in parts)
    return found.reason if found.state == NOT_COMPARABLE and found.reason and found.reason.code != "overlap" else None


def _point(figure: Target | Actual, unit: Unit) -> Point:
    read = figure.quantity
    assert read is not None
    assert read.value is not None
    convert = (
        conversion(read.unit, unit) or per_many(read.unit, unit) or Fraction(1)
    )  # figures without a printed unit compare as they are
    return Point(figure, read.value * convert, (read.value if read.high is None else read.high) * convert)


def _start(way: Progress | None, unit: Unit) -> Point | None:
    if way is None or conversion(way.baseline.quantity.unit, unit) is None:
        return None
    return _point(way.baseline, unit)


def _due(figure: Target | Actual) -> int:
    return (figure.deadline.months or 0) if isinstance(figure, Target) and figure.deadline else 0
