"""Short texts that several formats print alike: figures, differences, reasons, places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plancmp.differences import MONTHS, NOT_COMPARABLE, POINTS, Difference
from plancmp.language import Lang, sentence, tell
from plancmp.model import Actual, Indicator, Target
from plancmp.numerals import plain
from plancmp.reasons import Reason, say, say_all
from plancmp.shortly import deadline, figure, reached_at

if TYPE_CHECKING:
    from plancmp.comparison import Row
    from plancmp.progress import Progress

ASPECTS = {aspect: aspect for aspect in (sentence("target"), sentence("deadline"), sentence("nature"))}
"""What of two indicators is held against each other."""
STATES = {
    state: state
    for state in (
        sentence("equal"), sentence("higher"), sentence("lower"), sentence("same"), sentence("earlier"), sentence("later"),
        sentence("firmer"), sentence("softer"), sentence("not comparable"),
    )
}  # fmt: skip
"""What the second plan's figure, deadline or nature is to the first's."""
RELATIONS = {
    relation: relation
    for relation in (
        sentence("same"), sentence("close"), sentence("broader"), sentence("narrower"), sentence("candidate"),
        sentence("refused"), sentence("only"),
    )
}  # fmt: skip
"""What one indicator is to another."""
_AMBITION = {"more": sentence("{0}, more ambitious"), "less": sentence("{0}, less ambitious")}
_UNITS = {MONTHS: sentence("months"), POINTS: sentence("percentage points")}


def ordered(chinese: str, english: str | None, lang: Lang) -> tuple[str, ...]:
    """A name in both languages, the reader's first; in one where there is no English."""
    if not english:
        return (chinese,)
    return (chinese, english) if lang == "zh" else (english, chinese)


def figures(targets: Sequence[Target], lang: Lang = "en") -> str:
    """The figures of several targets."""
    return "; ".join(figure(t, lang) for t in targets)


def deadlines(targets: Sequence[Target]) -> str:
    """The deadlines of several targets, in the same order; a dash for one without."""
    return "; ".join(deadline(t) or "—" for t in targets) if any(t.deadline for t in targets) else ""


def reached(actuals: Sequence[Actual], lang: Lang = "en") -> str:
    """Several actuals with their dates."""
    return "; ".join(reached_at(a, lang) for a in actuals)


def places(indicator: Indicator) -> str:
    """Where the source prints the figures of an indicator, each place once."""
    found: Iterable[str] = (place for f in indicator.figures for place in f.at)
    return "; ".join(dict.fromkeys(found))


def signed(value: Fraction) -> str:
    """A number with its sign."""
    return f"+{plain(value)}" if value > 0 else plain(value)


def difference(found: Difference, lang: Lang = "en") -> str:
    """A difference in a few words: what the second plan's figure is to the first's."""
    state = tell(STATES[found.state], lang)
    if found.state == NOT_COMPARABLE:
        return tell("{0}: {1}", lang, state, say(found.reason, lang)) if found.reason else state
    if found.delta:
        state = tell("{0} ({1})", lang, state, _amount(found.delta, found.unit, lang))
    if found.ambition:
        state = tell(_AMBITION[found.ambition], lang, state)
    return tell("{0}; {1}", lang, state, say(found.reason, lang)) if found.reason else state


def renamed(reason: Reason, names: Mapping[str, str]) -> Reason:
    """A reason that calls plans by *names* instead of their ids."""
    return replace(reason, facts=tuple(names.get(fact, fact) for fact in reason.facts))


def reasons(row: Row, lang: Lang = "en") -> str:
    """Why a row is a row; of more than two plans, pair by pair."""
    if len(row.pairs) < 2:
        return say_all(row.reasons, lang)
    told = (
        tell("{0}: {1}, {2}", lang, "-".join(p.between), tell(RELATIONS[p.relation], lang), say_all(p.reasons, lang))
        for p in row.pairs
    )
    return " | ".join(told)


def of_pair(found: Difference, row: Row, lang: Lang = "en") -> str:
    """A difference in a few words, naming its plans and indicators where the row has several."""
    several = len({d.between for d in row.differences}) > 1
    parts = len({d.indicators for d in row.differences if d.between == found.between}) > 1
    whom = f"{'-'.join(found.between)} " if several else ""
    which = f"({'/'.join(found.indicators)}) " if parts else ""
    return f"{whom}{which}{difference(found, lang)}"


def arithmetic(found: Difference, lang: Lang = "en") -> str:
    """How a delta was computed, from the phrases as printed."""
    if found.values is None or found.delta is None or found.inputs is None:
        return ""
    first, second = map(plain, found.values)
    delta = _amount(found.delta, found.unit, lang)
    return f"{found.inputs[1]} - {found.inputs[0]}: {second} - {first} = {delta}"


def to_go(found: Progress, lang: Lang = "en") -> str:
    """The way from a baseline to a target, in a few words."""
    if found.met:
        return tell("met already by the baseline {0}", lang, figure(found.baseline, lang))
    read = found.target.quantity
    unit = None if read is None else POINTS if read.unit.dimension == "share" else read.unit.symbol
    gap = _amount(found.gap, unit, lang)
    if found.pace is None or found.years is None:
        return tell("to go: {0}", lang, gap)
    years, pace = plain(round(found.years, 2)), signed(round(found.pace, 2))
    return tell("to go: {0} in {1} years, {2} a year", lang, gap, years, pace)


def _amount(value: Fraction, unit: str | None, lang: Lang) -> str:
    """A signed number with its unit."""
    if not unit:
        return signed(value)
    return tell("{0} {1}", lang, signed(value), tell(_UNITS[unit], lang) if unit in _UNITS else unit)
