"""Short texts that several formats print alike: figures, differences, reasons, places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from plancmp.comparison import Row
from plancmp.differences import MONTHS, NOT_COMPARABLE, POINTS, Difference
from plancmp.model import Actual, Indicator, Target
from plancmp.numerals import plain
from plancmp.progress import Progress
from plancmp.reasons import say, say_all
from plancmp.shortly import deadline, figure, reached_at


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
    if found.ambition:
        text = f"{text}, {found.ambition} ambitious"
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


def arithmetic(found: Difference) -> str:
    """How a delta was computed, from the phrases as printed."""
    if found.values is None or found.delta is None or found.inputs is None:
        return ""
    first, second = map(plain, found.values)
    unit = {POINTS: "percentage points"}.get(found.unit or "", found.unit or "")
    return f"{found.inputs[1]} - {found.inputs[0]}: {second} - {first} = {signed(found.delta)} {unit}".rstrip()


def to_go(found: Progress) -> str:
    """The way from a baseline to a target, in a few words."""
    read = found.target.quantity
    unit = "" if read is None else "percentage points" if read.unit.dimension == "share" else read.unit.symbol
    if found.met:
        return f"met already by the baseline {figure(found.baseline)}"
    text = f"to go: {signed(found.gap)} {unit}".rstrip()
    if found.pace is not None and found.years is not None:
        text += f" in {plain(round(found.years, 2))} years, {signed(round(found.pace, 2))} a year"
    return text
