"""A comparison and what planners ask of it → what a report's page shows, told in one language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from plancmp.comparison import Comparison, Row
from plancmp.differences import NOT_COMPARABLE, Difference
from plancmp.exporting import Record
from plancmp.group import Conflict
from plancmp.language import Lang
from plancmp.model import Actual, Domain, Indicator, Plan, Target
from plancmp.overview import Axis, Hole, Line
from plancmp.progress import Progress
from plancmp.render import words
from plancmp.render.page import (
    ALONE,
    CANDIDATE,
    Coverage,
    Document,
    Due,
    Entry,
    Figure,
    Gap,
    Heat,
    Lane,
    Name,
    Obstacle,
    Page,
    Pair,
    Plot,
    Section,
    Shown,
    Strip,
)
from plancmp.render.voice import Voice, labels
from plancmp.shortly import dated, deadline, figure, reached_at

MANY = 6
"""Plans in a row above which its differences are told from the first of them only, unless one was named to compare against."""
WIDE = 8
"""Plans above which the coverage table has a row per plan instead of a column."""
LEVELS = 5
"""Shades of the coverage table, besides the one for nothing."""
NATURES = {"约束性": "binding", "预期性": "indicative"}
KINDS = {
    "five-year-plan": "five-year plan",
    "annual-work-plan": "annual work plan",
    "midterm-evaluation": "mid-term evaluation",
    "special-plan": "special plan",
}


def page(
    found: Comparison,
    axes: Sequence[Axis | None],
    holes: Sequence[Hole],
    dues: Sequence[Record],
    domains: Mapping[str, Domain],
    as_of: date,
    *,
    against: bool = False,
    lang: Lang = "en",
) -> Page:
    """Say what the page shows.

    *axes* has the axis of each row of *found*, in the rows' order; *dues* are the records of
    :func:`plancmp.questions.timeline`. With *against*, the differences are already those from one plan.
    """
    voice = Voice(lang, labels(found.plans, lang))
    told = [replace(row, differences=_told(row, against)) for row in found.rows]
    shown = [_shown(f"r{n}", row, axis, found.plans, voice) for n, (row, axis) in enumerate(zip(told, axes, strict=True), start=1)]
    anchors = {id(row): one.id for row, one in zip(found.rows, shown, strict=True)}
    used = [domain for slug, domain in domains.items() if any(row.domain == slug for row in found.rows)]
    lanes = tuple(_lane(plan, dues, used, voice) for plan in found.plans)
    return Page(
        lang=lang,
        as_of=as_of,
        documents=tuple(_document(plan, voice) for plan in found.plans),
        facts=tuple(_facts(found, voice)),
        coverage=_coverage(found.plans, used, voice),
        sections=tuple(_section(domain, shown, voice) for domain in used),
        gaps=tuple(_gap(hole, domains[hole.row.domain], anchors[id(hole.row)], voice) for hole in holes),
        obstacles=tuple(o for row, one in zip(told, shown, strict=True) for o in _obstacles(row, one, voice)),
        conflicts=tuple(_conflict(conflict, found.plans, voice) for conflict in found.conflicts),
        lanes=lanes,
        years=tuple(sorted({(month - 1) // 12 for lane in lanes for month, _ in lane.counts})),
        dues=tuple(_due(record, domains, voice) for record in dues),
        first_only=MANY if any(a.differences != b.differences for a, b in zip(told, found.rows, strict=True)) else None,
    )


def _told(row: Row, against: bool) -> tuple[Difference, ...]:
    """The differences to tell: every one, or of many plans those from the first of the row."""
    if against or sum(map(bool, row.cells)) <= MANY:
        return row.differences
    first = row.differences[0].between[0] if row.differences else ""
    return tuple(d for d in row.differences if d.between[0] == first)


def _document(plan: Plan, voice: Voice) -> Document:
    texts = {
        "Document number": plan.document_number,
        "Issued": plan.issued,
        "Issuer": plan.issuer,
        "Period": str(plan.period),
        "Kind of document": voice.tell(KINDS[plan.kind]),
        "Level": voice.tell(plan.region.level),
        "Results reported at": plan.as_of,
        "Indicators": str(len(plan.indicators)),
        "Targets": str(sum(len(i.targets) for i in plan.indicators)),
        "Results": str(sum(len(i.actuals) for i in plan.indicators)),
    }
    unprinted = ("Document number", "Issued", "Issuer")
    facts = tuple(
        (voice.tell(label), text or voice.tell("not printed")) for label, text in texts.items() if text or label in unprinted
    )
    region = voice.name(plan.region.name, plan.region.name_en)
    notes = filter(None, (plan.source.quality if plan.source else None, plan.note))
    return Document(plan.id, region, voice.name(plan.title, plan.title_en), facts, tuple(notes))


def _facts(found: Comparison, voice: Voice) -> Iterator[tuple[str, str]]:
    shared = [row for row in found.rows if row.relation not in (ALONE, CANDIDATE)]
    states = Counter(d.state for row in shared for d in row.differences if d.aspect == "target")
    yield str(len(found.plans)), voice.tell("documents")
    yield (
        str(sum(len(cell) for row in found.rows if row.relation != CANDIDATE for cell in row.cells)),
        voice.tell("indicators in all"),
    )
    yield str(len(shared)), voice.tell("indicators that two plans or more share")
    yield str(states.total() - states[NOT_COMPARABLE]), voice.tell("pairs of targets that compare")
    yield str(states["equal"]), voice.tell("of them equal")
    yield str(states[NOT_COMPARABLE]), voice.tell("pairs of entries without comparable targets")


def _coverage(plans: Sequence[Plan], domains: Sequence[Domain], voice: Voice) -> Coverage:
    entries = {(p.id, d.slug): p.within(d.slug) for p in plans for d in domains}
    greatest = max(map(len, entries.values()), default=0)

    def heat(plan: Plan, domain: Domain) -> Heat:
        mine = entries[plan.id, domain.slug]
        return Heat(len(mine), sum(bool(i.targets) for i in mine), -(-LEVELS * len(mine) // greatest) if mine else 0)

    of_plans = [(Name(voice.labels[p.id], voice.lang), p) for p in plans]
    of_domains = [(voice.name(d.name, d.name_en), d) for d in domains]
    if len(plans) > WIDE:
        rows = tuple((name, tuple(heat(p, d) for d in domains)) for name, p in of_plans)
        return Coverage(tuple(name for name, _ in of_domains), rows, by_plan=True)
    rows = tuple((name, tuple(heat(p, d) for p in plans)) for name, d in of_domains)
    return Coverage(tuple(name for name, _ in of_plans), rows, by_plan=False)


def _section(domain: Domain, shown: Iterable[Shown], voice: Voice) -> Section:
    mine = [row for row in shown if row.slug == domain.slug]
    return Section(
        domain.slug,
        voice.name(domain.name, domain.name_en),
        shared=tuple(row for row in mine if row.relation not in (ALONE, CANDIDATE)),
        alone=tuple(row for row in mine if row.relation == ALONE),
        candidates=tuple(row for row in mine if row.relation == CANDIDATE),
    )


def _shown(anchor: str, row: Row, axis: Axis | None, plans: Sequence[Plan], voice: Voice) -> Shown:
    ways = row.progress or [(None,) * len(cell) for cell in row.cells]
    entries = [
        _entry(plan, indicator, way, voice)
        for plan, cell, mine in zip(plans, row.cells, ways, strict=True)
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


def _gap(hole: Hole, domain: Domain, anchor: str, voice: Voice) -> Gap:
    first = next(i for cell in hole.row.cells for i in cell if i.targets)
    lists = (voice.plans(plans) for plans in (hole.promised, hole.reported, hole.missing))
    return Gap(anchor, domain.slug, voice.name(domain.name, domain.name_en), voice.of(first), *lists)


def _obstacles(row: Row, shown: Shown, voice: Voice) -> Iterator[Obstacle]:
    """What did not compare; pairs of plans with the same reason together."""
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for d in row.differences:
        if d.state == NOT_COMPARABLE:
            why = voice.reason(d.reason) if d.reason else ""
            together[d.aspect, why].append(voice.two(d.between))
    for (aspect, why), pairs in together.items():
        who = voice.tell(", ").join(dict.fromkeys(pairs))
        yield Obstacle(shown.id, row.domain, shown.name, voice.tell(aspect), who, why)


def _conflict(found: Conflict, plans: Iterable[Plan], voice: Voice) -> str:
    names = {(plan.id, i.id): voice.of(i).lead for plan in plans for i in plan.indicators}
    told = [voice.tell("{0}: {1}", voice.labels[member[0]], names[member]) for member in (*found.matched, *found.because)]
    return voice.tell("“{0}” matches “{1}”, but “{2}” and “{3}”, which would come into the row, do not match.", *told)


def _lane(plan: Plan, dues: Iterable[Record], domains: Iterable[Domain], voice: Voice) -> Lane:
    due = [str(record["deadline"]) for record in dues if record["plan"] == plan.id]
    dated_ones = Counter(_month(iso) for iso in due if iso != "annual")
    targets = sum(len(i.targets) for domain in domains for i in plan.within(domain.slug))
    return Lane(voice.labels[plan.id], tuple(sorted(dated_ones.items())), due.count("annual"), targets - len(due))


def _month(iso: str) -> int:
    """The month of a deadline's short form (2025 is due in its December), counted from year 0."""
    year, month, *_ = (*map(int, iso.split("-")), 12)
    return year * 12 + month


def _due(record: Record, domains: Mapping[str, Domain], voice: Voice) -> Due:
    name_en = record["name_en"]
    iso, stated = str(record["deadline"]), str(record["deadline_stated"] or "")
    return Due(
        deadline=voice.tell("every year") if iso == "annual" else iso,
        stated=stated if stated != iso else "",
        state="due within a year" if record["state"] == "due" else str(record["state"]),
        slug=str(record["domain"]),
        domain=voice.name(domains[str(record["domain"])].name, domains[str(record["domain"])].name_en),
        plan=voice.labels[str(record["plan"])],
        name=voice.name(str(record["name"]), str(name_en) if name_en else None),
        target=str(record["target"]),
        place=str(record["at"] or ""),
    )
