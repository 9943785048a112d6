"""From the alignments of all pairs of plans to groups: what stands in one row of a comparison of many plans.

A group claims that any two of its members are in one row, so it holds only what every pair of its plans agrees on. A = B
and B = C without A = C makes no group of three; what was left out is reported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from plancmp.alignment import Alignment, Match
from plancmp.model import Indicator, Plan

Node = tuple[int, str]
"""Number of the plan and id of the indicator."""

_RANK = {"same": 4, "close": 3, "broader": 2, "narrower": 2}


@dataclass(frozen=True, slots=True)
class Conflict:
    """A match of two plans that the groups could not keep, and the pair that speaks against it."""

    matched: tuple[tuple[str, str], tuple[str, str]]
    """The two indicators, each as plan id and indicator id."""
    because: tuple[tuple[str, str], tuple[str, str]]
    """Two that would have come into one row and do not match."""


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators of several plans in one row."""

    cells: tuple[tuple[Indicator, ...], ...]
    """One cell per plan, empty where it has none."""
    matches: tuple[tuple[int, int, Match], ...]
    """The match of each pair of plans (by number, the lower first) that has members here."""


@dataclass(frozen=True, slots=True)
class Grouping:
    """All plans' indicators, each in exactly one group."""

    groups: tuple[Group, ...]
    conflicts: tuple[Conflict, ...]


def group(plans: Sequence[Plan], alignments: Mapping[tuple[int, int], Alignment]) -> Grouping:
    """Group the indicators of *plans*, given the alignment of each pair (i, j) of their numbers with i < j.

    Matches are taken strongest first: relation, then score, then names; the order of the plans does not matter. Of two plans
    the groups are just the matches.
    """
    partners = _partners(alignments)
    cluster: dict[Node, set[Node]] = {(n, i.id): {(n, i.id)} for n, plan in enumerate(plans) for i in plan.indicators}
    conflicts: list[Conflict] = []
    for a, b in _edges(plans, alignments):
        if b in cluster[a]:
            continue
        union = cluster[a] | cluster[b]
        against = _stranger(union, partners)
        if against is None:
            for node in union:
                cluster[node] = union
        else:
            conflicts.append(Conflict((_named(plans, a), _named(plans, b)), (_named(plans, against[0]), _named(plans, against[1]))))
    seen: set[Node] = set()
    groups = []
    for n, plan in enumerate(plans):
        for indicator in plan.indicators:
            if (n, indicator.id) not in seen:
                members = cluster[n, indicator.id]
                seen |= members
                groups.append(_group(plans, alignments, members))
    return Grouping(tuple(groups), tuple(conflicts))


def _partners(alignments: Mapping[tuple[int, int], Alignment]) -> Mapping[Node, set[Node]]:
    """Who may stand with whom: those in one match, also the parts of one whole in the same cell."""
    found: dict[Node, set[Node]] = defaultdict(set)
    for (i, j), alignment in alignments.items():
        for match in alignment.matches:
            members = {(i, x.id) for x in match.first} | {(j, y.id) for y in match.second}
            for member in members:
                found[member] |= members
    return found


def _edges(plans: Sequence[Plan], alignments: Mapping[tuple[int, int], Alignment]) -> Iterable[tuple[Node, Node]]:
    edges = [
        ((-_RANK[m.relation], -m.score, *sorted((plans[i].id + x.id, plans[j].id + y.id))), (i, x.id), (j, y.id))
        for (i, j), alignment in alignments.items()
        for m in alignment.matches
        for x in m.first
        for y in m.second
    ]
    return [(a, b) for _, a, b in sorted(edges)]


def _stranger(union: Iterable[Node], partners: Mapping[Node, set[Node]]) -> tuple[Node, Node] | None:
    members = sorted(union)
    return next(((a, b) for a in members for b in members if a < b and b not in partners[a]), None)


def _named(plans: Sequence[Plan], node: Node) -> tuple[str, str]:
    return plans[node[0]].id, node[1]


def _group(plans: Sequence[Plan], alignments: Mapping[tuple[int, int], Alignment], members: set[Node]) -> Group:
    cells = tuple(tuple(i for i in plan.indicators if (n, i.id) in members) for n, plan in enumerate(plans))
    matches = [
        (i, j, match)
        for (i, j), alignment in sorted(alignments.items())
        if cells[i] and cells[j]
        for match in alignment.matches
        if cells[i][0] in match.first and cells[j][0] in match.second
    ]
    return Group(cells, tuple(matches))
