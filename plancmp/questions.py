"""Questions that planners ask of many plans, each answered by a list of flat records."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from operator import itemgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from plancmp.differences import converted, like_with_like
from plancmp.exporting import Record, json_number
from plancmp.gist import Dues, Entry, Outline, Tally, folded, parted, told
from plancmp.language import Lang, sentence, tell
from plancmp.listing import Listing
from plancmp.model import Indicator, Plan, Target
from plancmp.reasons import Reason, say, say_all
from plancmp.shortly import dated, figure, reached_at
from plancmp.text import squeeze
from plancmp.units import conversion

if TYPE_CHECKING:
    from plancmp.comparison import Comparison, Row
    from plancmp.readings import Gloss
    from plancmp.vocabulary import Meaning, Vocabulary

    Glossed = Callable[[Sequence[Outline]], Mapping[bytes, Gloss]]
    """What is read of the wordings in some plans, by their keys."""

_UNRANKED = {"not-set": sentence("not set"), "redacted": sentence("redacted"), "relative": sentence("no number of its own")}
SEARCH_CUTOFF = 60.0
"""Score (0 to 100) below which an indicator does not answer a search."""

ABOUT_FIELDS = ("plan", "region", "domain", "indicator", "name", "name_en", "scope", "target", "actual", "at")
"""What every record about an indicator says."""
SEARCH_FIELDS = ("score", *ABOUT_FIELDS)
RANK_FIELDS = ("rank", *ABOUT_FIELDS, "value", "unit", "note")
TIMELINE_FIELDS = ("deadline", "deadline_stated", "state", *ABOUT_FIELDS)
STATS_FIELDS = (
    "plan", "region", "indicators", "targets", "actuals", "with_number_%", "with_deadline_%", "with_nature_%", "with_baseline_%",
)  # fmt: skip
"""After these comes a field for each domain."""


SPREAD_FIELDS = ("domain", "name", "name_en", "have", "of", "lowest", "middle", "highest")


def matrix_fields(found: Comparison) -> tuple[str, ...]:
    """The fields of a matrix of these plans; of very many, a line has one plan's figure."""
    if found.many:
        return ("domain", "name", "name_en", "relation", "have", "of", "plan", "figure")
    return ("domain", "name", "name_en", "relation", "have", "of", *(plan.id for plan in found.plans))


def gaps_fields(found: Comparison, plan: Plan) -> tuple[str, ...]:
    """The fields of the gaps of a plan among those compared; of very many peers, their number is told and not their figures."""
    if found.many:
        return ("domain", "name", "name_en", "peers")
    return ("domain", "name", "name_en", "peers", *(other.id for other in found.plans if other.id != plan.id))


def matrix(found: Comparison, lang: Lang = "en") -> list[Record]:
    """Indicator by plan: the short figure of each plan, and how many of the plans have it.

    Of more plans than stand side by side there is a record for each figure, the plan in a field of its own.
    """
    answers: list[Record] = []
    for row in found.rows:
        if row.relation == "candidate":
            continue
        first = next(row.indicators())
        have = len(row.cells.filled)
        record: Record = {"domain": row.domain, "name": first.name, "name_en": first.name_en, "relation": row.relation}
        record |= {"have": have, "of": len(found.plans)}
        counted = _per_unlike(row)
        if found.many:
            answers += [
                record | {"plan": found.plans[n].id, "figure": _short(cell, lang, counted=counted)} for n, cell in row.filled()
            ]
            continue
        record |= {plan.id: _short(cell, lang, counted=counted) for plan, cell in zip(found.plans, row.cells, strict=True)}
        answers.append(record)
    return sorted(answers, key=lambda r: -int(r["have"] or 0))


def spread(found: Comparison, lang: Lang = "en") -> list[Record]:
    """A matrix of very many plans at a glance: how many have each indicator, and the lowest, middle and highest target.

    Figures are those of targets in the unit that most of them have; rows of one plan alone are left out.
    """
    answers: list[Record] = []
    for row in found.rows:
        if len(row.cells.filled) > 1 and row.relation != "candidate":
            first = next(row.indicators())
            chosen = [
                t for t, _ in (like_with_like(i, i) for i in row.indicators()) if t and t.quantity and t.quantity.value is not None
            ]
            units = Counter(t.quantity.unit.spelled for t in chosen if t.quantity)
            unit = max(units, key=lambda symbol: (units[symbol], symbol), default=None)
            alike = [(t.quantity.value, t) for t in chosen if t.quantity and t.quantity.unit.spelled == unit]
            alike.sort(key=lambda pair: pair[0] or 0)
            low, middle, high = ([figure(alike[n][1], lang) for n in (0, len(alike) // 2, -1)]) if alike else (None, None, None)
            record: Record = {"domain": row.domain, "name": first.name, "name_en": first.name_en, "have": len(row.cells.filled)}
            answers.append(record | {"of": len(found.plans), "lowest": low, "middle": middle, "highest": high})
    return sorted(answers, key=lambda r: -int(r["have"] or 0))


class Hit(Struct, frozen=True):
    """An indicator that answers a search."""

    score: float
    """0 to 100."""
    plan: str
    indicator: str


def hits(text: str, plans: Sequence[Outline], vocabulary: Vocabulary, glosses: Glossed) -> Iterator[Hit]:
    """Find the indicators that a text means, best first: by its very words, by what it says in the field's words, or by likeness.

    What was read of wordings (*glosses*, by their keys) is asked for only when those that have the very words are not enough.
    """
    key = folded(text)
    names: dict[tuple[str, str], float] = {}
    found: list[Hit] = []
    others: list[tuple[str, Entry]] = []
    for plan in plans:
        id = plan.id
        for entry in plan.entries:
            name = entry.name, entry.name_en
            score = names.get(name)
            if score is None:
                names[name] = score = _worded(key, *name)
            if score or key == entry.id:
                found.append(Hit(100.0 if key == entry.id else score, id, entry.id))
            else:
                others.append((id, entry))
    yield from sorted(found, key=_best_first)
    read = glosses(plans) if (said := _said(text, vocabulary)) else {}
    saying = {wording for wording, gloss in read.items() if said <= _pairs(gloss.meaning)}
    yield from sorted(_meant(text, others, saying), key=_best_first)


def _best_first(hit: Hit) -> tuple[float, str, str]:
    return -hit.score, hit.plan, hit.indicator


def _said(text: str, vocabulary: Vocabulary) -> set[tuple[str, str]]:
    """The facet values that a text speaks of; none where it says what the vocabulary does not know."""
    meaning = vocabulary.read(text)
    return set() if meaning.residue else _pairs(meaning)


def _pairs(meaning: Meaning) -> set[tuple[str, str]]:
    return {(facet, id) for facet, ids in meaning.facets.items() for id in ids}


def _meant(text: str, entries: Iterable[tuple[str, Entry]], saying: Container[bytes]) -> Iterator[Hit]:
    """Those of some plans' entries whose wording is among those *saying* what a text says, or which are like it."""
    names: dict[tuple[str, str], float] = {}
    key, words = folded(text), parted(text)
    for plan, entry in entries:
        name = entry.name, entry.name_en
        if name not in names:
            names[name] = _alike(key, words, *name)
        score = 90.0 if entry.wording in saying else names[name]
        if score >= SEARCH_CUTOFF:
            yield Hit(score, plan, entry.id)


def _worded(key: str, name: str, name_en: str) -> float:
    """100 for an indicator called *key*, 95 for one whose name has it in it; otherwise 0."""
    if key == name:
        return 100.0
    return 95.0 if key in name or ((key.isascii() or not name_en.isascii()) and key in squeeze(name_en)) else 0.0


def _alike(key: str, words: str, name: str, name_en: str) -> float:
    """How alike a text (*key* as Chinese, *words* as English) and an indicator's name are, at most 89."""
    from rapidfuzz import fuzz

    chinese = fuzz.partial_ratio(key, name) if len(name) >= len(key) else fuzz.ratio(key, name)
    english = fuzz.token_set_ratio(words, name_en) if key.isascii() else 0.0
    return min(89.0, max(chinese, english))


def search(found: Iterable[Hit], plans: Iterable[Plan], lang: Lang = "en") -> list[Record]:
    """Tell of the indicators that were found, given the plans that have them."""
    of = {(plan.id, i.id): (plan, i) for plan in plans for i in plan.indicators}
    return [{"score": round(hit.score, 1), **_about(*of[hit.plan, hit.indicator], lang)} for hit in found]


def rank(found: Comparison, indicator: Indicator, lang: Lang = "en") -> list[Record]:
    """The plans by their target for what an indicator of one of them measures, greatest first.

    Plans whose figure does not compare come last, with the reason.
    """
    row = next(row for row in found.rows if row.relation != "candidate" and any(indicator is i for i in row.indicators()))
    entries = [(plan, i, like_with_like(i, i)[0]) for plan, cell in zip(found.plans, row.cells, strict=True) for i in cell]
    beside = _parts_and_wholes(found, row, indicator, lang)
    unit = next((t.quantity.unit for _, _, t in entries if t and t.quantity and t.quantity.value is not None), None)
    ranked: list[tuple[Fraction, Record]] = []
    others: list[Record] = []
    for plan, i, target in entries:
        why = _unranked(i, target, lang)
        convert = conversion(target.quantity.unit, unit) if target and target.quantity and unit and not why else None
        if not why and convert is None:
            units = (unit.spelled if unit else "—", target.quantity.unit.spelled if target and target.quantity else "—")
            why = say(Reason("units", units), lang)
        record: Record = {
            "rank": None,
            **_about(plan, i, lang),
            "value": None,
            "unit": unit.symbol if unit else None,
            "note": why or _limits(i, lang) or beside.get(plan.id),
        }
        if convert is not None and target and target.quantity and target.quantity.value is not None:
            value = target.quantity.value * convert
            if unit and (unit.each, unit.dimension) != (target.quantity.unit.each, target.quantity.unit.dimension):
                record["note"] = record["note"] or say(converted(target.quantity.unit, unit, convert), lang)
            ranked.append((value, record | {"value": json_number(value)}))
        else:
            others.append(record)
    missing = [{"rank": None, "plan": plan.id, "region": plan.region.name, "note": say(Reason("no-target", (plan.id,)), lang)}
               for plan, cell in zip(found.plans, row.cells, strict=True) if not cell]  # fmt: skip
    ranked.sort(key=lambda r: (-r[0], str(r[1]["plan"])))
    values = [-value for value, _ in ranked]
    places = [record | {"rank": 1 + bisect_left(values, -value)} for value, record in ranked]
    keys = list(_about(found.plans[0], indicator, lang))
    return [*places, *others, *({"rank": None, **dict.fromkeys(keys), "value": None, "unit": None} | m for m in missing)]


def _parts_and_wholes(found: Comparison, row: Row, indicator: Indicator, lang: Lang) -> dict[str, str]:
    """The plans whose indicator is broader or narrower than the one asked for, and why.

    Of many plans it takes a comparison against the plan of that one to know.
    """
    own = next(plan.id for plan, cell in zip(found.plans, row.cells, strict=True) if any(indicator is i for i in cell))
    return {
        next(id for id in pair.between if id != own): say_all(pair.reasons, lang)
        for pair in row.pairs
        if own in pair.between and pair.one_is_part
    }


def _limits(indicator: Indicator, lang: Lang) -> str | None:
    """A ranked figure that holds only for some says for whom."""
    return tell("only {0}", lang, indicator.scope) if indicator.scope else None


def _unranked(indicator: Indicator, target: Target | None, lang: Lang) -> str | None:
    if target is None:
        return say(Reason("actual"), lang) if indicator.actuals else tell("no target", lang)
    if target.quantity is None:
        return say(Reason("milestone"), lang)
    read = target.quantity
    if read.state != "number":
        return tell("{0}: {1}", lang, read.stated, tell(_UNRANKED[read.state], lang))
    if read.base:
        return tell("{0}: relative to {1}", lang, read.stated, read.base)
    if read.change:
        return tell("{0}: relative to a growth", lang, read.stated)
    return None


def gaps(found: Comparison, plan: Plan, at_least: int, lang: Lang = "en") -> list[Record]:
    """What at least so many of the other plans promise and this one does not, with their figures."""
    number = [p.id for p in found.plans].index(plan.id)
    answers: list[Record] = []
    for row in found.rows:
        promised = [(found.plans[n], cell) for n, cell in row.filled() if any(i.targets for i in cell)]
        if row.relation == "candidate" or any(i.targets for i in row.cells[number]) or len(promised) < at_least:
            continue
        first = promised[0][1][0]
        record: Record = {"domain": row.domain, "name": first.name, "name_en": first.name_en, "peers": len(promised)}
        others = () if found.many else zip(found.plans, row.cells, strict=True)
        counted = _per_unlike(row)
        record |= {p.id: _short(cell, lang, counted=counted) for p, cell in others if p.id != plan.id}
        answers.append(record)
    return sorted(answers, key=lambda r: -int(r["peers"] or 0))


def timeline(plans: Iterable[Dues], as_of: date, domain: str | None = None, lang: Lang = "en") -> Listing:
    """Targets by deadline; ``state`` is past, due (within a year), to come or every year, as seen on a day."""
    by_id = sorted(plans, key=lambda plan: plan.plan)
    found = [(due.months or 10**9, plan, due) for plan in by_id for due in plan.dues if domain in (None, due.domain)]
    found.sort(key=itemgetter(0))
    states = {last: _state(last, as_of) for last in {due.last for _, _, due in found}}
    lines = [
        (
            due.deadline, due.stated, states[due.last], plan.plan, plan.region, due.domain, due.indicator, due.name, due.name_en,
            due.scope, told(due.target, lang), told(due.actual, lang), due.at,
        )
        for _, plan, due in found
    ]  # fmt: skip
    return Listing(TIMELINE_FIELDS, tuple(lines))


def _state(end: date | None, as_of: date) -> str:
    if end is None:
        return "every year"
    if end < as_of:
        return "past"
    return "due" if (end - as_of).days <= 365 else "to come"


def stats(tallies: Iterable[Tally], domains: Iterable[str]) -> list[Record]:
    """How checkable each plan is: entries per domain, and the share of targets with a number, a deadline, a nature, a baseline."""
    slugs = list(domains)
    return [
        {
            "plan": plan.plan,
            "region": plan.region,
            "indicators": plan.indicators,
            "targets": plan.targets,
            "actuals": plan.actuals,
            "with_number_%": _percent(plan.numbers, plan.targets),
            "with_deadline_%": _percent(plan.deadlines, plan.targets),
            "with_nature_%": _percent(plan.natures, plan.targets),
            "with_baseline_%": _percent(plan.baselines, plan.targets),
            **{slug: plan.domains.get(slug, 0) for slug in slugs},
        }
        for plan in tallies
    ]


def _percent(some: int, of: int) -> float | None:
    return round(100 * some / of, 1) if of else None


def _about(plan: Plan, indicator: Indicator, lang: Lang) -> Record:
    return {
        "plan": plan.id,
        "region": plan.region.name,
        "domain": indicator.domain,
        "indicator": indicator.id,
        "name": indicator.name,
        "name_en": indicator.name_en,
        "scope": indicator.scope,
        "target": "; ".join(dated(t, lang) for t in indicator.targets) or None,
        "actual": "; ".join(reached_at(a, lang) for a in indicator.actuals) or None,
        "at": "; ".join(dict.fromkeys(place for f in indicator.figures for place in f.at)) or None,
    }


def _per_unlike(row: Row) -> bool:
    """Whether figures of a row are per more and per fewer persons or things (每千名, 每百名), as only their names say."""
    return (
        len({t.quantity.unit.each for i in row.indicators() for t in i.targets if t.quantity and t.quantity.value is not None}) > 1
    )


def _short(cell: Sequence[Indicator], lang: Lang, *, counted: bool = False) -> str | None:
    """The figure that fits a cell: the last target, or else the latest result; *counted*, with how many it is per."""
    parts = []
    for indicator in cell:
        target, _ = like_with_like(indicator, indicator)
        parts.append(dated(target, lang, counted=counted) if target else f"({reached_at(indicator.actuals[-1], lang)})")
    return "; ".join(parts) or None
