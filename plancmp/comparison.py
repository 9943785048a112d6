"""From alignments to a comparison: rows, a cell per plan, and the differences between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from plancmp.alignment import MIRROR, Alignment, Match
from plancmp.differences import Difference, differences_between
from plancmp.directions import Directions
from plancmp.group import Conflict, Group, group
from plancmp.model import Indicator, Plan
from plancmp.progress import Progress, progress
from plancmp.reasons import Reason


@dataclass(frozen=True, slots=True)
class PairMatch:
    """What two plans' indicators of one row are to each other."""

    between: tuple[str, str]
    """Ids of the two plans; ``narrower`` and ``broader`` say what the first's indicator is."""
    relation: str
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """What stands side by side."""

    domain: str
    relation: str
    """``same close broader narrower candidate`` as the alignment found, or ``only``; of more plans the weakest of the pairs."""
    score: float | None
    reasons: tuple[Reason, ...]
    cells: tuple[tuple[Indicator, ...], ...]
    """One cell per plan, in the plans' order; empty where the plan has none."""
    differences: tuple[Difference, ...] = ()
    pairs: tuple[PairMatch, ...] = ()
    """The relation of each pair of plans that has members here."""
    progress: tuple[tuple[Progress | None, ...], ...] = ()
    """For each indicator of each cell the way from its baseline to its target."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans side by side."""

    plans: tuple[Plan, ...]
    rows: tuple[Row, ...]
    """Every indicator of every plan stands in exactly one row that is no ``candidate``."""
    conflicts: tuple[Conflict, ...] = ()
    """Matches of pairs that the rows could not keep, because not all their plans agree."""


def compare(
    plans: Sequence[Plan],
    alignments: Mapping[tuple[int, int], Alignment],
    domains: Sequence[str],
    only: str | None = None,
    against: int | None = None,
    directions: Directions | None = None,
) -> Comparison:
    """Compare plans, given the alignment of each pair (i, j) of their numbers with i < j.

    *domains* gives the order of the rows; within a domain the plans' files do. With *only*, the rows of one domain: those in
    which one indicator belongs to it. With *against*, the number of a plan, differences are between that plan and each other
    one; otherwise between every two. *directions* says which way is more ambitious.
    """
    found = group(plans, alignments)
    rows = [_row(plans, one, against, directions) for one in found.groups]
    rows += [_candidate(plans, i, j, m) for (i, j), alignment in sorted(alignments.items()) for m in alignment.candidates]
    place = {(n, i.id): at for n, plan in enumerate(plans) for at, i in enumerate(plan.indicators)}

    def order(row: Row) -> tuple[int, int, tuple[int, ...]]:
        standing = {"only": 1, "candidate": 2}.get(row.relation, 0)
        places = (min((place[n, i.id] for i in cell), default=len(place)) for n, cell in enumerate(row.cells))
        return list(domains).index(row.domain), standing, tuple(places)

    wanted = (row for row in rows if only is None or any(i.domain == only for cell in row.cells for i in cell))
    return Comparison(tuple(plans), tuple(sorted(wanted, key=order)), found.conflicts)


def _row(plans: Sequence[Plan], one: Group, against: int | None, directions: Directions | None) -> Row:
    domain = next(i.domain for cell in one.cells for i in cell)
    if not one.matches:
        return Row(domain, "only", None, (), one.cells, progress=_progress(one.cells, directions))
    pairs = tuple(PairMatch((plans[i].id, plans[j].id), m.relation, m.score, m.reasons) for i, j, m in one.matches)
    differences = tuple(_differences(plans, one.cells, against, directions))
    reasons = pairs[0].reasons if len(pairs) == 1 else ()
    return Row(
        domain,
        _weakest(pairs),
        max(p.score for p in pairs),
        reasons,
        one.cells,
        differences,
        pairs,
        _progress(one.cells, directions),
    )


def _progress(cells: Sequence[tuple[Indicator, ...]], directions: Directions | None) -> tuple[tuple[Progress | None, ...], ...]:
    return tuple(tuple(progress(i, directions.of((i,)) if directions else None) for i in cell) for cell in cells)


def _weakest(pairs: Sequence[PairMatch]) -> str:
    """The row claims no more than its weakest pair; where pairs point in both directions, no direction."""
    relations = {pair.relation for pair in pairs}
    directions = relations & MIRROR.keys()
    if len(directions) == 1 and len(relations) == 1:
        return next(iter(directions))
    if directions:
        return next(iter(directions)) if len(directions) == 1 and "close" not in relations else "close"
    return "close" if "close" in relations else "same"


def _differences(
    plans: Sequence[Plan], cells: Sequence[tuple[Indicator, ...]], against: int | None, directions: Directions | None
) -> Iterator[Difference]:
    numbers = [n for n, cell in enumerate(cells) if cell]
    if against is None:
        pairs = [(i, j) for i in numbers for j in numbers if i < j]
    else:
        pairs = [(against, j) for j in numbers if j != against] if against in numbers else []
    for i, j in pairs:
        for x, y in product(cells[i], cells[j]):
            direction = directions.of((x, y)) if directions else None
            yield from differences_between(plans[i], x, plans[j], y, direction)


def _candidate(plans: Sequence[Plan], i: int, j: int, match: Match) -> Row:
    cells = tuple(match.first if n == i else match.second if n == j else () for n in range(len(plans)))
    pair = PairMatch((plans[i].id, plans[j].id), match.relation, match.score, match.reasons)
    return Row(match.first[0].domain, match.relation, match.score, match.reasons, cells, (), (pair,))
