"""Questions that planners ask of many plans, each answered by a list of flat records."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from plancmp.differences import like_with_like
from plancmp.exporting import Record, json_number
from plancmp.language import Lang, sentence, tell
from plancmp.model import Indicator, Plan, Target
from plancmp.reasons import Reason, say
from plancmp.shortly import dated, figure, first_place, reached_at
from plancmp.text import squeeze
from plancmp.units import factor

if TYPE_CHECKING:
    from plancmp.comparison import Comparison
    from plancmp.vocabulary import Vocabulary

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
        if found.many:
            answers += [record | {"plan": found.plans[n].id, "figure": _short(cell, lang)} for n, cell in row.filled()]
            continue
        record |= {plan.id: _short(cell, lang) for plan, cell in zip(found.plans, row.cells, strict=True)}
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
            units = Counter(t.quantity.unit.symbol for t in chosen if t.quantity)
            unit = max(units, key=lambda symbol: (units[symbol], symbol), default=None)
            alike = [(t.quantity.value, t) for t in chosen if t.quantity and t.quantity.unit.symbol == unit]
            alike.sort(key=lambda pair: pair[0] or 0)
            low, middle, high = ([figure(alike[n][1], lang) for n in (0, len(alike) // 2, -1)]) if alike else (None, None, None)
            record: Record = {"domain": row.domain, "name": first.name, "name_en": first.name_en, "have": len(row.cells.filled)}
            answers.append(record | {"of": len(found.plans), "lowest": low, "middle": middle, "highest": high})
    return sorted(answers, key=lambda r: -int(r["have"] or 0))


def search(text: str, plans: Iterable[Plan], vocabulary: Vocabulary, lang: Lang = "en", limit: int | None = None) -> list[Record]:
    """Indicators that a text means, best first: by what it says in the field's words, or by how alike it is to their names.

    *limit* is the number of answers at most; None for all.
    """
    wanted = vocabulary.read(text)
    said = {(facet, id) for facet, ids in wanted.facets.items() for id in ids} if not wanted.residue else set()
    key = squeeze(text).casefold()
    names: dict[tuple[str, str | None], float] = {}
    scored: list[tuple[float, Plan, Indicator]] = []
    for plan in plans:
        for indicator in plan.indicators:
            name = indicator.name, indicator.name_en
            if name not in names:
                names[name] = _score(text, key, said, *name, vocabulary)
            score = 100.0 if key == indicator.id else names[name]
            if score >= SEARCH_CUTOFF:
                scored.append((score, plan, indicator))
    scored.sort(key=lambda s: (-s[0], s[1].id, s[2].id))
    return [{"score": round(score, 1), **_about(plan, indicator, lang)} for score, plan, indicator in scored[:limit]]


def _score(text: str, key: str, said: set[tuple[str, str]], name: str, name_en: str | None, vocabulary: Vocabulary) -> float:
    """How well a name answers a search for *key*, which says the facet values *said*."""
    chinese, english = squeeze(name).casefold(), (name_en or "").casefold().replace("-", " ")
    if key == chinese:
        return 100.0
    if key in chinese or key in squeeze(english):
        return 95.0
    from rapidfuzz import fuzz

    alike = fuzz.partial_ratio(key, chinese) if len(chinese) >= len(key) else fuzz.ratio(key, chinese)
    if said:
        meaning = vocabulary.read(name)
        if said <= {(facet, id) for facet, ids in meaning.facets.items() for id in ids}:
            return 90.0
    words = fuzz.token_set_ratio(text.casefold().replace("-", " "), english) if key.isascii() else 0.0
    return min(89.0, max(alike, words))


def rank(found: Comparison, indicator: Indicator, lang: Lang = "en") -> list[Record]:
    """The plans by their target for what an indicator of one of them measures, greatest first.

    Plans whose figure does not compare come last, with the reason.
    """
    row = next(row for row in found.rows if row.relation != "candidate" and any(indicator is i for i in row.indicators()))
    entries = [(plan, i, like_with_like(i, i)[0]) for plan, cell in zip(found.plans, row.cells, strict=True) for i in cell]
    unit = next((t.quantity.unit for _, _, t in entries if t and t.quantity and t.quantity.value is not None), None)
    ranked: list[tuple[Fraction, Record]] = []
    others: list[Record] = []
    for plan, i, target in entries:
        why = _unranked(i, target, lang)
        convert = factor(target.quantity.unit, unit) if target and target.quantity and unit and not why else None
        if not why and convert is None:
            units = (unit.symbol if unit else "—", target.quantity.unit.symbol if target and target.quantity else "—")
            why = say(Reason("units", units), lang)
        record: Record = {
            "rank": None,
            **_about(plan, i, lang),
            "value": None,
            "unit": unit.symbol if unit else None,
            "note": why or _limits(i, lang),
        }
        if convert is not None and target and target.quantity and target.quantity.value is not None:
            value = target.quantity.value * convert
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
        record |= {p.id: _short(cell, lang) for p, cell in others if p.id != plan.id}
        answers.append(record)
    return sorted(answers, key=lambda r: -int(r["peers"] or 0))


def timeline(plans: Iterable[Plan], as_of: date, domain: str | None = None, lang: Lang = "en") -> list[Record]:
    """Targets by deadline; ``state`` is past, due (within a year), to come or every year, as seen on a day."""
    answers: list[tuple[tuple[object, ...], Record]] = []
    for plan in plans:
        for indicator in plan.within(domain):
            for target in indicator.targets:
                due = target.deadline
                if due is None:
                    continue
                state = _state(due.end if due.kind != "from" else due.start, as_of)
                record: Record = {"deadline": due.iso, "deadline_stated": target.deadline_stated, "state": state}
                record |= {**_about(plan, indicator, lang), "target": figure(target, lang), "at": first_place(target)}
                answers.append(((due.months or 10**9, plan.id, indicator.id), record))
    return [record for _, record in sorted(answers, key=lambda a: a[0])]


def _state(end: date | None, as_of: date) -> str:
    if end is None:
        return "every year"
    if end < as_of:
        return "past"
    return "due" if (end - as_of).days <= 365 else "to come"


def stats(plans: Iterable[Plan], domains: Iterable[str]) -> list[Record]:
    """How checkable each plan is: entries per domain, and the share of targets with a number, a deadline, a nature, a baseline."""
    slugs = list(domains)
    answers: list[Record] = []
    for plan in plans:
        targets = [(i, t) for i in plan.indicators for t in i.targets]
        record: Record = {"plan": plan.id, "region": plan.region.name, "indicators": len(plan.indicators)}
        record |= {"targets": len(targets), "actuals": sum(len(i.actuals) for i in plan.indicators)}
        record |= {
            "with_number_%": _percent(targets, lambda i, t: t.quantity is not None and t.quantity.value is not None),
            "with_deadline_%": _percent(targets, lambda i, t: t.deadline is not None),
            "with_nature_%": _percent(targets, lambda i, t: i.nature is not None),
            "with_baseline_%": _percent(targets, lambda i, t: bool(i.actuals)),
        }
        record |= {slug: len(plan.within(slug)) for slug in slugs}
        answers.append(record)
    return answers


def _percent(targets: Sequence[tuple[Indicator, Target]], test: Callable[[Indicator, Target], bool]) -> float | None:
    return round(100 * sum(test(i, t) for i, t in targets) / len(targets), 1) if targets else None


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


def _short(cell: Sequence[Indicator], lang: Lang) -> str | None:
    """The figure that fits a cell: the last target, or else the latest result."""
    parts = []
    for indicator in cell:
        target, _ = like_with_like(indicator, indicator)
        parts.append(dated(target, lang) if target else f"({reached_at(indicator.actuals[-1], lang)})")
    return "; ".join(parts) or None
