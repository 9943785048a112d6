"""A row of a comparison → what a page shows of it: entries, reasons, differences, its targets on one axis."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from plancmp.comparison import Row
from plancmp.differences import NOT_COMPARABLE, Difference
from plancmp.model import Actual, Indicator, Plan, Target
from plancmp.overview import Axis, Line
from plancmp.progress import Progress
from plancmp.render import words
from plancmp.render.page import Entry, Figure, Name, Obstacle, Pair, Plot, Shown, Strip
from plancmp.render.voice import Voice
from plancmp.shortly import dated, deadline, figure, reached_at

MANY = 6
"""Plans in a row above which its differences are told from the first of them only, unless one was named to compare against."""
NATURES = {"约束性": "binding", "预期性": "indicative"}


def differences(row: Row, against: bool) -> tuple[Difference, ...]:
    """The differences to tell: every one, or of many plans those from the first of the row."""
    if against or sum(map(bool, row.cells)) <= MANY:
        return row.differences
    first = row.differences[0].between[0] if row.differences else ""
    return tuple(d for d in row.differences if d.between[0] == first)


def shown(anchor: str, row: Row, axis: Axis | None, plans: Sequence[Plan], voice: Voice) -> Shown:
    """Say what the page shows of a row, at an *anchor* of its own, with the axis of its comparable targets if it has one."""
    entries = [
        _entry(plan, indicator, way, voice)
        for plan, cell, mine in zip(plans, row.cells, row.progress, strict=True)
        for indicator, way in zip(cell, mine, strict=True)
    ]
    first = next(i for cell in row.cells for i in cell)
    return Shown(
        anchor,
        row.domain,
        row.relation,
        voice.of(first),
        tuple(_reasons(row, voice)),
        tuple(entries),
        tuple(_pairs(row, voice)),
        tuple(dict.fromkeys((f"row {row.relation}", *(f"{d.aspect} {d.state}" for d in row.differences)))),
        _plot(first, axis, voice) if axis else None,
    )


def _entry(plan: Plan, indicator: Indicator, way: Progress | None, voice: Voice) -> Entry:
    nature = voice.name(indicator.nature, voice.tell(NATURES[indicator.nature])) if indicator.nature else None
    if nature and voice.lang == "zh":
        nature = replace(nature, follow=None)
    return Entry(
        Name(voice.labels[plan.id], voice.lang),
        voice.of(indicator),
        voice.name(indicator.scope, indicator.scope_en) if indicator.scope else None,
        nature,
        tuple(_figure(f, voice) for f in indicator.figures),
        words.to_go(way, voice.lang) if way else None,
    )


def _figure(printed: Target | Actual, voice: Voice) -> Figure:
    places = voice.tell("; ").join(printed.at)
    if isinstance(printed, Target):
        return Figure("milestone" if printed.milestone else "target", figure(printed, voice.lang), deadline(printed), places)
    when = printed.as_of_stated or (f"({printed.as_of.iso})" if printed.as_of else "")
    return Figure("result", figure(printed, voice.lang), when, places)


def _reasons(row: Row, voice: Voice) -> Iterator[str]:
    """Why the row is one; pairs of plans with the same reason together, and unnamed where all of them have it."""
    together: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for pair in row.pairs:
        together[pair.relation, voice.reasons(pair.reasons)].append(pair.between)
    for (relation, why), pairs in together.items():
        claim = voice.tell("{0}: {1}", voice.tell(relation), why)
        if len(together) == 1:
            yield claim
        else:
            who = voice.tell(", ").join(voice.tell("{0} and {1}", *(voice.labels[id] for id in pair)) for pair in pairs)
            yield voice.tell("{0}: {1}", who, claim)


def _pairs(row: Row, voice: Voice) -> Iterator[Pair]:
    """The differences, pair by pair of plans; with the names of the indicators where a plan has several in the row."""
    names = {(n, i.id): voice.of(i).lead for n, cell in enumerate(row.cells) for i in cell}
    of_id = {id: name for (_, id), name in names.items()}
    for (between, ids), found in groupby(row.differences, key=lambda d: (d.between, d.indicators)):
        several = len({d.indicators for d in row.differences if d.between == between}) > 1
        who = voice.two(between)
        if several:
            who = voice.tell("{0} ({1} against {2})", who, of_id[ids[1]], of_id[ids[0]])
        yield Pair(who, tuple((voice.tell(d.aspect), d.state, _difference(d, voice)) for d in found))


def _difference(found: Difference, voice: Voice) -> str:
    named = voice.named(found.reason) if found.reason else None
    return words.difference(replace(found, reason=named), voice.lang)


def _plot(first: Indicator, axis: Axis, voice: Voice) -> Plot:
    unplaced = (
        voice.tell("{0}: {1}", f"{voice.labels[u.plan.id]} {figure(u.target, voice.lang)}", voice.reason(u.reason))
        for u in axis.unplaced
    )
    several = Counter(line.plan.id for line in axis.lines)
    return Plot(
        voice.of(first).lead,
        axis.unit.symbol,
        axis.share,
        tuple(_strip(line, voice, named=several[line.plan.id] > 1) for line in axis.lines),
        tuple(dict.fromkeys(unplaced)),
    )


def _strip(line: Line, voice: Voice, *, named: bool) -> Strip:
    label = voice.labels[line.plan.id]
    start = line.baseline
    says = [dated(p.figure, voice.lang) for p in line.targets if isinstance(p.figure, Target)]
    if start and isinstance(start.figure, Actual):
        now = reached_at(start.figure, voice.lang)
        says.append(voice.tell("from {0}", now) if line.ahead else voice.tell("result {0}", now))
    return Strip(
        f"{label} · {voice.of(line.indicator).lead}" if named else label,
        tuple(dict.fromkeys(says)),
        tuple((float(p.low), float(p.high)) for p in line.targets),
        float(start.low) if start else None,
        arrow=start is not None and line.ahead,
    )


def obstacles(row: Row, shown: Shown, voice: Voice) -> Iterator[Obstacle]:
    """What did not compare; pairs of plans with the same reason together."""
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for d in row.differences:
        if d.state == NOT_COMPARABLE:
            why = voice.reason(d.reason) if d.reason else ""
            together[d.aspect, why].append(voice.two(d.between))
    for (aspect, why), pairs in together.items():
        who = voice.tell(", ").join(dict.fromkeys(pairs))
        yield Obstacle(shown.id, row.domain, shown.name, voice.tell(aspect), who, why)
