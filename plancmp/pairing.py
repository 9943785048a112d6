"""Who stands with whom: the rows of two plans, given what each two of their indicators are to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from plancmp.assign import Edge, assign
from plancmp.readings import Reading
from plancmp.relate import Judgement, differ_only_in

ROW_RELATIONS = ("same", "close", "broader", "narrower")
MIRROR = {"broader": "narrower", "narrower": "broader"}

RANK = {"same": 5, "close": 4, "broader": 2, "narrower": 2, "candidate": 1}
"""How much each relation claims."""
_SAME_NAME = 6
_RUNG = 3
"""The rank of a whole and its part that differ in nothing else."""
_BY_VERDICT = 6
"""What a person's word adds to the rank of its relation, so that it outranks every rule."""

Standing = tuple[tuple[int, ...], tuple[int, ...]]
"""The indicators of the first and of the second plan in one row, by their places."""


def rows(a: Sequence[Reading], b: Sequence[Reading], judged: Mapping[Edge, Judgement]) -> list[Standing]:
    """Choose the rows of two plans among the pairs *judged*, all of them of a relation that lets both stand in one row.

    The result falls apart as the pairs do: what shares no pair with others, even by way of others, can be asked by itself.
    """
    return _with_ladders(choose(a, b, judged), judged, a, b)


def choose(a: Sequence[Reading], b: Sequence[Reading], judged: Mapping[Edge, Judgement]) -> frozenset[Edge]:
    """Assign one to one: as many pairs of the highest rank as there can be, then of the next; then the nearest."""
    most = 1 + min(len(a), len(b))
    return assign({(i, j): _weight(judgement, a[i], b[j], most) for (i, j), judgement in judged.items()})


def rank(judgement: Judgement, a: Reading, b: Reading) -> int:
    """How strongly two indicators claim each other: by a person's word, by the same name, or by their relation."""
    if judgement.by_verdict:
        return RANK[judgement.relation] + _BY_VERDICT
    if judgement.relation == "same" and a.meaning.name == b.meaning.name:
        return _SAME_NAME
    return _RUNG if judgement.relation in MIRROR and not judgement.noted else RANK[judgement.relation]


def nearness(judgement: Judgement, a: Reading, b: Reading) -> int:
    """What decides between pairs of one rank: the domain, then how alike the names are; at most 11,001."""
    return (10_000 if a.indicator.domain == b.indicator.domain else 0) + round(judgement.score * 10) + 1


def _weight(judgement: Judgement, a: Reading, b: Reading, most: int) -> int:
    """One pair of a rank outweighs any number of a lower one, so that no two halves take a whole apart."""
    above: int = most ** (1 + rank(judgement, a, b))
    return 11_002 * above + nearness(judgement, a, b)


def _with_ladders(
    chosen: frozenset[Edge], judged: Mapping[Edge, Judgement], a: Sequence[Reading], b: Sequence[Reading]
) -> list[Standing]:
    """Add to a chosen pair what else is a part of the same whole: 街道 and 乡镇 beside 乡镇(街道).

    A part is taken even from a pair that only half belongs together.
    """
    weak = {(i, j) for i, j in chosen if rank(judged[i, j], a[i], b[j]) < _RUNG}
    used_a, used_b = {i for i, _ in chosen - weak}, {j for _, j in chosen - weak}
    parts_a: dict[int, list[int]] = defaultdict(list)
    parts_b: dict[int, list[int]] = defaultdict(list)
    for (i, j), judgement in sorted(judged.items()):
        if judgement.relation == "narrower" and i not in used_a:
            parts_a[j].append(i)
        if judgement.relation == "broader" and j not in used_b:
            parts_b[i].append(j)
    groups = []
    for i, j in (*sorted(chosen - weak), *sorted(weak)):
        if (i, j) in weak and (i in used_a or j in used_b):
            continue
        relation = judged[i, j].relation
        more_a = _parts(a, [i] if relation == "narrower" else [], [x for x in parts_a[j] if x not in used_a], b[j])
        more_b = _parts(b, [j] if relation == "broader" else [], [x for x in parts_b[i] if x not in used_b], a[i])
        used_a |= {i, *more_a}
        used_b |= {j, *more_b}
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
