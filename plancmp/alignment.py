"""Which indicators of two plans are the same: an Alignment of Matches, each with relation, score and reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import comb

from msgspec import Struct
from msgspec.structs import replace

from plancmp.assign import Edge
from plancmp.kinds import Kinds
from plancmp.model import Indicator, Plan
from plancmp.pairing import MIRROR, RANK, ROW_RELATIONS, rows
from plancmp.readings import Glosses, Reading
from plancmp.reasons import Reason
from plancmp.relate import CANDIDATE_CUTOFF, Judgement, judge, judge_by_verdict, worth_judging
from plancmp.verdicts import NONE as NO_VERDICTS
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import Vocabulary

MANY = 12
"""Of more plans than this, every two are too many to align or to tell of; what is asked about is judged by itself."""

_PROPOSED = (*ROW_RELATIONS, "candidate")


class Match(Struct, frozen=True):
    """Indicators of two plans in one row."""

    relation: str
    """``same``, ``close``, ``broader`` or ``narrower`` (the first plan's is), or ``candidate``."""
    score: float
    """RapidFuzz ratio of the best pair of names, 0 to 100."""
    reasons: tuple[Reason, ...]
    first: tuple[Indicator, ...]
    """Of the first plan; several where they are parts of the second's one."""
    second: tuple[Indicator, ...]


class Alignment(Struct, frozen=True):
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


class Alignments(Mapping[tuple[int, int], Alignment]):
    """The alignments of every two of several plans, that of the plans i and j at (i, j), i < j; each made when it is asked for."""

    def __init__(
        self, kinds: Kinds, vocabulary: Vocabulary, verdicts: Verdicts, domain: str | None = None, *, near_misses: bool = True
    ) -> None:
        """Take what is read of the plans' indicators, and the domain to which the alignments are narrowed, if any."""
        self.kinds = kinds
        self._vocabulary = vocabulary
        self._verdicts = verdicts
        self._domain = domain
        self._near_misses = near_misses
        self._made: dict[tuple[int, int], Alignment] = {}

    def for_rows(self, domain: str | None) -> Alignments:
        """Return the alignments as rows need them: without near-misses, and of a domain only what its indicators have a part in."""
        return Alignments(self.kinds, self._vocabulary, self._verdicts, domain, near_misses=False)

    def __getitem__(self, pair: tuple[int, int]) -> Alignment:
        """Align two plans."""
        if pair not in self._made:
            i, j = pair
            if not 0 <= i < j < len(self.kinds.plans):
                raise KeyError(pair)
            self._made[pair] = self._align(i, j)
        return self._made[pair]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """Every two plans."""
        return combinations(range(len(self.kinds.plans)), 2)

    def __len__(self) -> int:
        """How many pairs there are."""
        return comb(len(self.kinds.plans), 2)

    def match(self, i: int, x: tuple[Indicator, ...], j: int, y: tuple[Indicator, ...]) -> Match:
        """Return the match of two plans in which *x* and *y* stand.

        Of plans not aligned so far it is made of these alone; so it is of two that stand in a row only for the sake of a third
        plan's indicator, where that is the only one of the domain asked for.
        """
        if (i, j) in self._made or len(self.kinds.plans) <= MANY:
            known = next((m for m in self[i, j].matches if x[0] in m.first and y[0] in m.second), None)
            if known is not None:
                return known
        a, b = ([self.kinds.reading(n, one) for one in cell] for n, cell in ((i, x), (j, y)))
        swapped = self.kinds.plans[j].id < self.kinds.plans[i].id
        a, b = (b, a) if swapped else (a, b)
        judged = {(m, n): judge(one, two, self._vocabulary) for m, one in enumerate(a) for n, two in enumerate(b)} | _decided(
            a, b, self._verdicts
        )
        return _match(a, b, [j for j in judged.values() if j.relation in ROW_RELATIONS], swapped)

    def _align(self, i: int, j: int) -> Alignment:
        first, second = (self.kinds.plans[n] for n in (i, j))
        swapped = second.id < first.id
        a, b = (self.kinds.readings(n) for n in ((j, i) if swapped else (i, j)))
        judged = self._judged(a, b)
        groups = rows(a, b, {pair: judgement for pair, judgement in judged.items() if judgement.relation in ROW_RELATIONS})
        used_a = {i for ii, _ in groups for i in ii}
        used_b = {j for _, jj in groups for j in jj}
        candidates = _candidates(judged, used_a, used_b)
        near = {
            pair for pair, j in judged.items()
            if j.relation == "refused" and j.score >= CANDIDATE_CUTOFF and not (pair[0] in used_a and pair[1] in used_b)
        } if self._near_misses else set()  # fmt: skip

        def match(ii: Sequence[int], jj: Sequence[int]) -> Match:
            return _match(
                [a[i] for i in ii], [b[j] for j in jj], [judged[i, j] for i in ii for j in jj if (i, j) in judged], swapped
            )

        def wanted(ii: Sequence[int], jj: Sequence[int]) -> bool:
            return any(self._concerns(x) for x in (*(a[i] for i in ii), *(b[j] for j in jj)))

        only_a = tuple(x.indicator for i, x in enumerate(a) if i not in used_a and self._concerns(x))
        only_b = tuple(y.indicator for j, y in enumerate(b) if j not in used_b and self._concerns(y))
        return Alignment(
            (first, second),
            tuple(match(ii, jj) for ii, jj in groups if wanted(ii, jj)),
            only_b if swapped else only_a,
            only_a if swapped else only_b,
            tuple(_candidate(match([i], [j])) for i, j in sorted(candidates) if wanted([i], [j])),
            tuple(match([i], [j]) for i, j in sorted(near) if wanted([i], [j])),
        )

    def _judge(self, x: Reading, y: Reading) -> Judgement:
        return judge(x, y, self._vocabulary, why_not=self._near_misses)

    def _concerns(self, reading: Reading) -> bool:
        return self._domain is None or reading.indicator.domain == self._domain

    def _judged(self, a: Sequence[Reading], b: Sequence[Reading]) -> dict[Edge, Judgement]:
        """Judge every two that are worth it; of a domain, its indicators with all others, and whatever decides where they stand.

        That is what may share a row with them or be a candidate beside them, what may share a row with that, and so on: rows
        fall apart as these pairs do.
        """
        decided = _decided(a, b, self._verdicts)
        beside: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        for pair in {*worth_judging(a, b), *decided}:
            for side in (0, 1):
                beside[side, pair[side]].append(pair)
        asked = {place for place in beside if self._concerns((a, b)[place[0]][place[1]])}
        seen, left = set(asked), list(asked)
        found: dict[Edge, Judgement] = {}
        while left:
            place = left.pop()
            for pair in beside[place]:
                if pair not in found:
                    found[pair] = decided.get(pair) or self._judge(a[pair[0]], b[pair[1]])
                other = (1 - place[0], pair[1 - place[0]])
                if other not in seen and found[pair].relation in (_PROPOSED if place in asked else ROW_RELATIONS):
                    seen.add(other)
                    left.append(other)
        return found


def align(first: Plan, second: Plan, vocabulary: Vocabulary, verdicts: Verdicts = NO_VERDICTS) -> Alignment:
    """Align two plans. What a person decided (*verdicts*) outranks every rule.

    Neither the order of the plans nor that of their indicators changes who stands in a row with whom: both sides are numbered
    by domain, name, scope and id, the pairs are judged in that order, and ties fall to it.
    """
    return align_all((first, second), vocabulary, verdicts)[0, 1]


def align_all(
    plans: Sequence[Plan], vocabulary: Vocabulary, verdicts: Verdicts = NO_VERDICTS, glosses: Glosses | None = None
) -> Alignments:
    """Align every two plans, each pair when it is asked for.

    What is read of their wordings is taken from *glosses*, where it may be remembered; without them it is read here.
    """
    return Alignments(Kinds(plans, vocabulary, verdicts, glosses), vocabulary, verdicts)


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


def _candidates(judged: Mapping[tuple[int, int], Judgement], used_a: set[int], used_b: set[int]) -> set[tuple[int, int]]:
    """What a person may decide about indicators that stand alone.

    Each is shown beside all of the other plan that it is like, also those that have a nearer one: 城乡低保标准 beside the
    城市低保标准 that stands with its like.
    """
    return {(i, j) for (i, j), judgement in judged.items() if judgement.relation in _PROPOSED and not (i in used_a and j in used_b)}


def _candidate(found: Match) -> Match:
    """A match that is only proposed; one that would have made a row says so."""
    if found.relation == "candidate":
        return found
    return replace(found, relation="candidate", reasons=(Reason("taken", (found.relation,)), *found.reasons))


def _match(a: list[Reading], b: list[Reading], judgements: list[Judgement], swapped: bool) -> Match:
    best = judgements[0]
    reasons = best.reasons
    if len(judgements) > 1 and not any(judgement.relation in MIRROR for judgement in judgements):
        # One plan names it twice; the nearer name says what it is.
        best = max(judgements, key=lambda j: (RANK[j.relation], j.score))
        reasons = best.reasons
    elif len(judgements) > 1:
        # The row claims no more than its weakest pair.
        best = min(judgements, key=lambda j: (RANK[j.relation], -j.score))
        whole, parts = (a[0], b) if len(a) == 1 else (b[0], a)
        names = " + ".join(part.indicator.name for part in parts)
        reasons = (Reason("ladder", (whole.plan, parts[0].plan, names)), *best.reasons)
    score = max(j.score for j in judgements)
    relation = MIRROR.get(best.relation, best.relation) if swapped else best.relation
    sides = tuple(x.indicator for x in a), tuple(y.indicator for y in b)
    first, second = sides[::-1] if swapped else sides
    return Match(relation, score, reasons, first, second)
