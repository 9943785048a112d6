"""A comparison and what planners ask of it → what a report's page shows, told in one language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from plancmp.comparison import Comparison
from plancmp.differences import NOT_COMPARABLE
from plancmp.exporting import Record
from plancmp.group import Conflict
from plancmp.language import Lang
from plancmp.model import Domain, Plan
from plancmp.overview import Axis, Hole
from plancmp.render import rows
from plancmp.render.page import (
    ALONE,
    CANDIDATE,
    Coverage,
    Document,
    Due,
    Gap,
    Heat,
    Lane,
    Name,
    Page,
    Section,
    Shown,
)
from plancmp.render.voice import Voice, labels

WIDE = 8
"""Plans above which the coverage table has a row per plan instead of a column."""
LEVELS = 5
"""Shades of the coverage table, besides the one for nothing."""
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
    told = [row.telling(rows.differences(row, against)) for row in found.rows]
    shown = [
        rows.shown(f"r{n}", row, axis, found.plans, voice) for n, (row, axis) in enumerate(zip(told, axes, strict=True), start=1)
    ]
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
        obstacles=tuple(o for row, one in zip(told, shown, strict=True) for o in rows.obstacles(row, one, voice)),
        conflicts=tuple(_conflict(conflict, found.plans, voice) for conflict in found.conflicts),
        lanes=lanes,
        years=tuple(sorted({(month - 1) // 12 for lane in lanes for month, _ in lane.counts})),
        dues=tuple(_due(record, domains, voice) for record in dues),
        first_only=rows.MANY
        if (found.many and not against) or any(a.differences != b.differences for a, b in zip(told, found.rows, strict=True))
        else None,
    )


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
        lines = tuple((name, tuple(heat(p, d) for d in domains)) for name, p in of_plans)
        return Coverage(tuple(name for name, _ in of_domains), lines, by_plan=True)
    lines = tuple((name, tuple(heat(p, d) for p in plans)) for name, d in of_domains)
    return Coverage(tuple(name for name, _ in of_plans), lines, by_plan=False)


def _section(domain: Domain, shown: Iterable[Shown], voice: Voice) -> Section:
    mine = [row for row in shown if row.slug == domain.slug]
    return Section(
        domain.slug,
        voice.name(domain.name, domain.name_en),
        shared=tuple(row for row in mine if row.relation not in (ALONE, CANDIDATE)),
        alone=tuple(row for row in mine if row.relation == ALONE),
        candidates=tuple(row for row in mine if row.relation == CANDIDATE),
    )


def _gap(hole: Hole, domain: Domain, anchor: str, voice: Voice) -> Gap:
    first = next(i for cell in hole.row.cells for i in cell if i.targets)
    lists = (voice.plans(plans) for plans in (hole.promised, hole.reported, hole.missing))
    return Gap(anchor, domain.slug, voice.name(domain.name, domain.name_en), voice.of(first), *lists)


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
