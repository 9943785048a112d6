"""Which indicators of two plans are the same: an Alignment of Matches, each with relation, score and reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from plancmp.assign import assign
from plancmp.model import Indicator, Plan
from plancmp.readings import Reading, read
from plancmp.reasons import Reason
from plancmp.relate import CANDIDATE_CUTOFF, Judgement, differ_only_in, judge, judge_by_verdict, worth_judging
from plancmp.verdicts import NONE as NO_VERDICTS
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import Vocabulary

ROW_RELATIONS = ("same", "close", "broader", "narrower")
_RANK = {"same": 4, "close": 3, "broader": 2, "narrower": 2, "candidate": 1}
MIRROR = {"broader": "narrower", "narrower": "broader"}


@dataclass(frozen=True, slots=True)
class Match:
    """Indicators of two plans in one row."""

    relation: str
    """``same``, ``close``, ``broader`` or ``narrower`` (the first plan's is), or ``candidate``."""
    score: float
    """RapidFuzz ratio of the best pair of names, 0 to 100."""
    reasons: tuple[Reason, ...]
    first: tuple[Indicator, ...]
    """Of the first plan; several where they are parts of the second's one."""
    second: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two plans have in common and what only one of them has.

    Every indicator stands in exactly one of ``matches``, ``only_first`` and ``only_second``;
    ``candidates`` and ``refused`` come besides.
    """

    plans: tuple[Plan, Plan]
    matches: tuple[Match, ...]
    only_first: tuple[Indicator, ...]
    only_second: tuple[Indicator, ...]
    candidates: tuple[Match, ...]
    refused: tuple[Match, ...]
    """Near-misses: pairs of similar names that are something else, with the reason."""


def align(first: Plan, second: Plan, vocabulary: Vocabulary, verdicts: Verdicts = NO_VERDICTS) -> Alignment:
    """Align two plans. What a person decided (*verdicts*) outranks every rule.

    Neither the order of the plans nor that of their indicators changes who stands in a row with whom: both sides are
    numbered by name and id, the pairs are judged in that order, and ties fall to it.
    """
    return _align(first, _readings(first, vocabulary), second, _readings(second, vocabulary), vocabulary, verdicts)


def align_all(plans: Sequence[Plan], vocabulary: Vocabulary, verdicts: Verdicts = NO_VERDICTS) -> dict[tuple[int, int], Alignment]:
    """Align every two plans; the alignment of the plans i and j is at (i, j), i < j."""
    read_ = [_readings(plan, vocabulary) for plan in plans]
    return {
        (i, j): _align(plans[i], read_[i], plans[j], read_[j], vocabulary, verdicts) for i, j in combinations(range(len(plans)), 2)
    }


def _align(
    first: Plan, mine: list[Reading], second: Plan, theirs: list[Reading], vocabulary: Vocabulary, verdicts: Verdicts
) -> Alignment:
    swapped = second.id < first.id
    a, b = (theirs, mine) if swapped else (mine, theirs)
    judged = {(i, j): judge(x, y, vocabulary) for i, x in enumerate(a) for j, y in enumerate(b) if worth_judging(x, y)}
    judged |= _decided(a, b, verdicts)
    rows = {pair: j for pair, j in judged.items() if j.relation in ROW_RELATIONS}
    chosen = assign({pair: _weight(j, a[pair[0]], b[pair[1]]) for pair, j in rows.items()})
    groups = _with_ladders(chosen, rows, a, b)
    used_a = {i for ii, _ in groups for i in ii}
    used_b = {j for _, jj in groups for j in jj}
    candidates = _candidates(judged, used_a, used_b, a, b)
    near = {
        pair: j for pair, j in judged.items()
        if j.relation == "refused" and j.score >= CANDIDATE_CUTOFF and not (pair[0] in used_a and pair[1] in used_b)
    }  # fmt: skip

    def match(ii: Sequence[int], jj: Sequence[int]) -> Match:
        return _match([a[i] for i in ii], [b[j] for j in jj], [judged[i, j] for i in ii for j in jj if (i, j) in judged], swapped)

    only_a = tuple(x.indicator for i, x in enumerate(a) if i not in used_a)
    only_b = tuple(y.indicator for j, y in enumerate(b) if j not in used_b)
    return Alignment(
        (first, second),
        tuple(match(ii, jj) for ii, jj in groups),
        only_b if swapped else only_a,
        only_a if swapped else only_b,
        tuple(_candidate(match([i], [j])) for i, j in sorted(candidates)),
        tuple(match([i], [j]) for i, j in sorted(near)),
    )


def _readings(plan: Plan, vocabulary: Vocabulary) -> list[Reading]:
    """A plan's indicators in the stated order: by domain, name, scope, id."""
    indicators = sorted(plan.indicators, key=lambda i: (i.domain, i.name, i.scope or "", i.id))
    return [read(plan, indicator, vocabulary) for indicator in indicators]


def _decided(a: Sequence[Reading], b: Sequence[Reading], verdicts: Verdicts) -> dict[tuple[int, int], Judgement]:
    """The pairs that a person decided."""
    place_a = {(x.plan, x.indicator.id): i for i, x in enumerate(a)}
    place_b = {(y.plan, y.indicator.id): j for j, y in enumerate(b)}
    decided: dict[tuple[int, int], Judgement] = {}
    for pair in verdicts.of:
        one, two = pair
        for p, q in ((one, two), (two, one)):
            if p in place_a and q in place_b:
                i, j = place_a[p], place_b[q]
                decided[i, j] = judge_by_verdict(a[i], b[j], verdicts)
    return decided


def _weight(judgement: Judgement, a: Reading, b: Reading) -> int:
    """A person's word first, then the relation, then the domain, then how alike the names are."""
    same_domain = a.indicator.domain == b.indicator.domain
    rank = _RANK[judgement.relation] + (10 if judgement.by_verdict else 0)
    return rank * 100_000 + (10_000 if same_domain else 0) + round(judgement.score * 10) + 1


def _candidates(
    judged: Mapping[tuple[int, int], Judgement], used_a: set[int], used_b: set[int], a: Sequence[Reading], b: Sequence[Reading]
) -> set[tuple[int, int]]:
    """What a person may decide about indicators that stand alone.

    Two that both stand alone are assigned one to one. What is left is shown beside each indicator of the other plan that it
    would share a row with, had that not a nearer one: 城乡低保标准 beside the 城市低保标准 that stands with its like.
    """
    open_ = {pair: j for pair, j in judged.items() if j.relation in _RANK and not (pair[0] in used_a and pair[1] in used_b)}
    alone = {pair: j for pair, j in open_.items() if pair[0] not in used_a and pair[1] not in used_b}
    found = set(assign({pair: _weight(j, a[pair[0]], b[pair[1]]) for pair, j in alone.items()}))
    settled = {("a", i) for i, _ in found} | {("b", j) for _, j in found}
    return found | {
        (i, j)
        for (i, j), judgement in open_.items()
        if judgement.relation in ROW_RELATIONS and ("a", i) not in settled and ("b", j) not in settled
    }


def _candidate(found: Match) -> Match:
    """A match that is only proposed; one that would have made a row says so."""
    if found.relation == "candidate":
        return found
    return replace(found, relation="candidate", reasons=(Reason("taken", (found.relation,)), *found.reasons))


def _with_ladders(
    chosen: frozenset[tuple[int, int]],
    rows: dict[tuple[int, int], Judgement],
    a: Sequence[Reading],
    b: Sequence[Reading],
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Add to a chosen pair what else is a part of the same whole: 街道 and 乡镇 beside 乡镇(街道)."""
    used_a, used_b = {i for i, _ in chosen}, {j for _, j in chosen}
    parts_a: dict[int, list[int]] = defaultdict(list)
    parts_b: dict[int, list[int]] = defaultdict(list)
    for (i, j), judgement in sorted(rows.items()):
        if judgement.relation == "narrower" and i not in used_a:
            parts_a[j].append(i)
        if judgement.relation == "broader" and j not in used_b:
            parts_b[i].append(j)
    groups = []
    for i, j in sorted(chosen):
        relation = rows[i, j].relation
        more_a = _parts(a, [i] if relation == "narrower" else [], [x for x in parts_a[j] if x not in used_a], b[j])
        more_b = _parts(b, [j] if relation == "broader" else [], [x for x in parts_b[i] if x not in used_b], a[i])
        used_a |= set(more_a)
        used_b |= set(more_b)
        groups.append((tuple(sorted({i, *more_a})), tuple(sorted({j, *more_b}))))
    return groups


def _parts(side: Sequence[Reading], first: Sequence[int], others: Sequence[int], whole: Reading) -> list[int]:
    """Those of *others* that, with *first*, are different parts of *whole* in one and the same facet."""
    taken = list(first)
    facet: str | None = None
    for other in others:
        found = [differ_only_in(side[x], side[other]) for x in taken]
        facets = {f[0] for f in found if f}
        if taken and (None in found or len(facets) != 1 or facet not in (None, *facets)):
            continue
        facet = next(iter(facets), facet)
        taken.append(other)
    new = [x for x in taken if x not in first]
    if facet is None:
        return []
    covered = frozenset().union(*(side[x].meaning.of(facet) for x in taken))
    complete = len(taken) > 1 and (not whole.meaning.of(facet) or covered == whole.meaning.of(facet))
    return new if complete else []


def _match(a: list[Reading], b: list[Reading], judgements: list[Judgement], swapped: bool) -> Match:
    if len(judgements) > 1:
        # The row claims no more than its weakest pair.
        best = min(judgements, key=lambda j: (_RANK[j.relation], -j.score))
        whole, parts = (a[0], b) if len(a) == 1 else (b[0], a)
        names = " + ".join(part.indicator.name for part in parts)
        reasons = (Reason("ladder", (whole.plan, parts[0].plan, names)), *best.reasons)
    else:
        best = judgements[0]
        reasons = best.reasons
    score = max(j.score for j in judgements)
    relation = MIRROR.get(best.relation, best.relation) if swapped else best.relation
    sides = tuple(x.indicator for x in a), tuple(y.indicator for y in b)
    first, second = sides[::-1] if swapped else sides
    return Match(relation, score, reasons, first, second)
