"""What one plan's figure, deadline and nature are to another's: differences as values, with their inputs and reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from plancmp.model import Deadline, Indicator, Plan, Quantity, Target
from plancmp.reasons import Reason
from plancmp.shortly import deadline
from plancmp.units import Unit, conversion, per_many

NOT_COMPARABLE = "not comparable"
POINTS = "百分点"
MONTHS = "months"

# Amounts that grow with the size of the region they are counted in.
_ABSOLUTE = frozenset({"people", "person-times", "households", "beds", "things", "times-done", "money", "area", "number"})


def _never() -> bool:
    return False


class Difference(Struct, frozen=True):
    """One aspect in which two plans' indicators are held against each other."""

    between: tuple[str, str]
    """Ids of the two plans; the state says what the second is to the first."""
    indicators: tuple[str, str]
    """Ids of their indicators."""
    aspect: str
    """``target``, ``deadline`` or ``nature``."""
    state: str
    """target: ``equal higher lower``; deadline: ``same earlier later``; nature: ``same firmer softer``; or ``not comparable``."""
    delta: Fraction | None = None
    """Second minus first, exactly; None where nothing was subtracted."""
    unit: str | None = None
    """Unit of the delta: 百分点 for shares, ``months`` for deadlines, else the first figure's unit."""
    reason: Reason | None = None
    inputs: tuple[str, str] | None = None
    """The two phrases that were compared, as printed."""
    values: tuple[Fraction, Fraction] | None = None
    """The two numbers that were subtracted, both in the first figure's unit."""
    ambition: str | None = None
    """Of a target that is higher or lower: ``more`` or ``less`` ambitious, where it is known which way is more."""


def differences_between(
    a: Plan, x: Indicator, b: Plan, y: Indicator, direction: str | None = None, part: Callable[[], bool] = _never
) -> Iterator[Difference]:
    """Yield the differences of two plans' indicators: what *y* is to *x*.

    *direction* is ``higher`` or ``lower`` where it is known which way is more ambitious; else nothing is said of that. *part*
    tells, where it matters, whether the one is a part of the other.
    """
    between, ids = (a.id, b.id), (x.id, y.id)
    s, t = like_with_like(x, y)
    if s is None or t is None:
        yield Difference(between, ids, "target", NOT_COMPARABLE, reason=_without_target(a, x, s, b, y, t))
    else:
        found = between_targets(a, x, s, b, y, t, part)
        ambition = {direction: "more"}.get(found.state, "less") if direction and found.state in ("higher", "lower") else None
        yield replace(found, between=between, indicators=ids, inputs=(s.stated, t.stated), ambition=ambition)
        if not {"not-set", "redacted"} & {q.state for q in (s.quantity, t.quantity) if q}:
            yield from _deadlines(between, ids, s, t)
    if x.nature or y.nature:
        yield _natures(between, ids, x.nature, y.nature)


def like_with_like(x: Indicator, y: Indicator) -> tuple[Target | None, Target | None]:
    """Choose the targets to compare: due in the same month if there are such, else the last of each."""
    pairs = [(s, t) for s in x.targets for t in y.targets if s.deadline and t.deadline and _month(s) == _month(t) is not None]
    if pairs:
        return max(pairs, key=lambda pair: _month(pair[0]) or 0)
    return _last(x), _last(y)


def _last(indicator: Indicator) -> Target | None:
    """The target due last; of several due together the first in the file. Numbers come before milestones."""
    if not indicator.targets:
        return None
    return max(indicator.targets, key=lambda t: (not t.milestone, _month(t) or 0))


def _month(target: Target) -> int | None:
    return target.deadline.months if target.deadline else None


def _without_target(a: Plan, x: Indicator, s: Target | None, b: Plan, y: Indicator, t: Target | None) -> Reason:
    """Say why there are no two targets to hold against each other."""
    lacking = [(plan, i) for plan, i, target in ((a, x, s), (b, y, t)) if target is None]
    if all(i.actuals for _, i in lacking):
        return Reason("actuals" if len(lacking) == 2 else "actual")
    return Reason("no-target", (next(plan.id for plan, i in lacking if not i.actuals),))


def between_targets(
    a: Plan, x: Indicator, s: Target, b: Plan, y: Indicator, t: Target, part: Callable[[], bool] = _never
) -> Difference:
    """Hold two targets' figures against each other, whatever their deadlines: ``equal higher lower`` or ``not comparable``.

    Of a *part* there is always less than of the whole, which says nothing of the plans.

    The difference names neither plans nor indicators yet.
    """

    def no(code: str, *facts: str) -> Difference:
        return _outcome(NOT_COMPARABLE, reason=Reason(code, facts))

    p, q = s.quantity, t.quantity
    if p is None or q is None:
        return no("both-milestones" if p is q else "milestone")
    for plan, read in ((a, p), (b, q)):
        if read.state in ("not-set", "redacted"):
            return no(read.state, plan.id)
        if read.state == "relative":
            return no("no-number", plan.id, read.base or "")
    assert p.value is not None
    assert q.value is not None
    if p.base != q.base:
        return no("other-base", p.base or "—", q.base or "—")
    if p.change != q.change:
        return no("growth")
    convert = conversion(q.unit, p.unit)
    note: Reason | None = None
    if convert is None and "" in (p.unit.symbol, q.unit.symbol) and "share" not in (p.unit.dimension, q.unit.dimension):
        convert, note = per_many(q.unit, p.unit), Reason("bare", (a.id if not p.unit.symbol else b.id,))
    if convert is None:
        return no("units", p.unit.spelled or "—", q.unit.spelled or "—")
    if _absolute(x, p) and _absolute(y, q):
        if a.region.level != b.region.level:
            return no("levels", a.region.level, b.region.level)
        if part():
            return no("part")
    return _subtract(p, q, convert, note)


def _subtract(p: Quantity, q: Quantity, convert: Fraction, note: Reason | None) -> Difference:
    assert p.value is not None
    assert q.value is not None
    low, high = q.value * convert, (q.high if q.high is not None else q.value) * convert
    own_high = p.high if p.high is not None else p.value
    if convert != 1:
        note = converted(q.unit, p.unit, convert)
    unit = _delta_unit(p.unit)
    if (low, high) == (p.value, own_high):
        return _outcome("equal", Fraction(0), unit, note, (p.value, low))
    if low >= own_high:
        return _outcome("higher", low - own_high, unit, note, (own_high, low))
    if high <= p.value:
        return _outcome("lower", high - p.value, unit, note, (p.value, high))
    return _outcome(NOT_COMPARABLE, reason=Reason("overlap"))


def converted(have: Unit, want: Unit, times: Fraction) -> Reason:
    """Say what one of a unit is in another; where they are per so many, per how many."""
    per = have.each != want.each
    return Reason("converted", tuple(f"{n} {unit.spelled if per else unit.symbol}" for n, unit in ((1, have), (times, want))))


def _outcome(
    state: str,
    delta: Fraction | None = None,
    unit: str | None = None,
    reason: Reason | None = None,
    values: tuple[Fraction, Fraction] | None = None,
) -> Difference:
    return Difference(("", ""), ("", ""), "target", state, delta, unit, reason, None, values)


def _delta_unit(unit: Unit) -> str | None:
    return POINTS if unit.dimension == "share" and unit.size == 1 else unit.symbol or None


def _absolute(indicator: Indicator, read: Quantity) -> bool:
    per_head = any(word in indicator.name for word in ("每", "人均", "户均"))
    return read.unit.dimension in _ABSOLUTE and not read.unit.per and read.unit.months is None and not per_head


def _deadlines(between: tuple[str, str], ids: tuple[str, str], s: Target, t: Target) -> Iterator[Difference]:
    d, e = s.deadline, t.deadline
    if d is None and e is None:
        return
    inputs = (deadline(s) or "—", deadline(t) or "—")

    def difference(state: str, delta: int | None = None, reason: Reason | None = None) -> Difference:
        exact = None if delta is None else Fraction(delta)
        return Difference(between, ids, "deadline", state, exact, MONTHS if delta is not None else None, reason, inputs)

    if d is None or e is None:
        yield difference(NOT_COMPARABLE, reason=Reason("no-deadline", (between[0] if d is None else between[1],)))
    elif (d.kind == "every") != (e.kind == "every"):
        yield difference(NOT_COMPARABLE, reason=Reason("annual"))
    elif (d.kind == "from") != (e.kind == "from"):
        yield difference(NOT_COMPARABLE, reason=Reason("start"))
    else:
        months = _apart(d, e)
        yield difference("same" if months == 0 else "later" if months > 0 else "earlier", months)


def _apart(d: Deadline, e: Deadline) -> int:
    return (e.months or 0) - (d.months or 0)


def _natures(between: tuple[str, str], ids: tuple[str, str], x: str | None, y: str | None) -> Difference:
    if x is None or y is None:
        reason = Reason("nature-missing", (between[0] if x is None else between[1],))
        return Difference(between, ids, "nature", NOT_COMPARABLE, reason=reason)
    state = "same" if x == y else "firmer" if y == "约束性" else "softer"
    return Difference(between, ids, "nature", state, inputs=(x, y))
