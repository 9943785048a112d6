"""Short texts that several formats print alike: figures with their dates, differences, places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from plancmp.comparison import Row
from plancmp.differences import MONTHS, NOT_COMPARABLE, POINTS, Difference
from plancmp.model import Actual, Indicator, Target
from plancmp.reading import plain
from plancmp.reasons import say, say_all

_STATES = {"not-set": "not set", "redacted": "redacted"}


def figure(target: Target | Actual) -> str:
    """A figure as printed, with the unit that its table column gives."""
    read = target.quantity
    if read is None:
        return target.stated
    if read.state in _STATES:
        return f"{_STATES[read.state]} ({target.stated})"
    symbol = read.unit.symbol
    bare = symbol and symbol not in target.stated and target.stated[-1:].isdigit()
    implied = isinstance(target, Target) and target.implied and read.value is not None
    stated = f"{plain(read.value)}{symbol}, implied by {target.stated}" if implied and read.value is not None else target.stated
    return f"{stated} {symbol}" if bare and not implied else stated


def deadline(target: Target) -> str:
    """A deadline as printed; in brackets where only the plan's period gives it."""
    if target.deadline is None:
        return ""
    return target.deadline_stated or f"({target.deadline.iso})"


def dated(target: Target) -> str:
    """A target with its deadline, on one line."""
    due = deadline(target)
    return f"{figure(target)}  {due}" if due else figure(target)


def reached_at(actual: Actual) -> str:
    """An actual with its date, on one line."""
    when = actual.as_of_stated or (f"({actual.as_of.iso})" if actual.as_of else "")
    return f"{figure(actual)}  {when}" if when else figure(actual)


def figures(targets: Sequence[Target]) -> str:
    """The figures of several targets."""
    return "; ".join(figure(t) for t in targets)


def deadlines(targets: Sequence[Target]) -> str:
    """The deadlines of several targets, in the same order; a dash for one without."""
    return "; ".join(deadline(t) or "—" for t in targets) if any(t.deadline for t in targets) else ""


def reached(actuals: Sequence[Actual]) -> str:
    """Several actuals with their dates."""
    return "; ".join(reached_at(a) for a in actuals)


def places(indicator: Indicator) -> str:
    """Where the source prints the figures of an indicator, each place once."""
    found: Iterable[str] = (place for f in indicator.figures for place in f.at)
    return "; ".join(dict.fromkeys(found))


def signed(value: Fraction) -> str:
    """A number with its sign."""
    return f"+{plain(value)}" if value > 0 else plain(value)


def difference(found: Difference) -> str:
    """A difference in a few words: what the second plan's figure is to the first's."""
    if found.state == NOT_COMPARABLE:
        return f"not comparable: {say(found.reason)}" if found.reason else NOT_COMPARABLE
    if found.delta:
        unit = {MONTHS: "months", POINTS: "percentage points"}.get(found.unit or "", found.unit or "")
        text = f"{found.state} ({signed(found.delta)} {unit})".replace(" )", ")")
    else:
        text = found.state
    return f"{text}; {say(found.reason)}" if found.reason else text


def reasons(row: Row) -> str:
    """Why a row is a row; of more than two plans, pair by pair."""
    if len(row.pairs) < 2:
        return say_all(row.reasons)
    told = (f"{'-'.join(p.between)}: {p.relation}, {say_all(p.reasons)}" for p in row.pairs)
    return " | ".join(told)


def of_pair(found: Difference, row: Row) -> str:
    """A difference in a few words, naming its plans and indicators where the row has several."""
    several = len({d.between for d in row.differences}) > 1
    parts = len({d.indicators for d in row.differences if d.between == found.between}) > 1
    whom = f"{'-'.join(found.between)} " if several else ""
    which = f"({'/'.join(found.indicators)}) " if parts else ""
    return f"{whom}{which}{difference(found)}"
