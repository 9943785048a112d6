"""From alignments to a comparison: rows, a cell per plan, and the differences between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import combinations, islice, product
from typing import Protocol, TypeVar, overload

from msgspec import Struct
from msgspec.structs import replace

from plancmp.alignment import MANY, Alignments, Match
from plancmp.differences import Difference, differences_between
from plancmp.directions import Directions
from plancmp.group import Conflict, Group, group
from plancmp.kinds import Kinds
from plancmp.model import Indicator, Plan
from plancmp.pairing import MIRROR
from plancmp.progress import Progress, progress
from plancmp.reasons import Reason

T = TypeVar("T")


class PairMatch(Struct, frozen=True):
    """What two plans' indicators of one row are to each other."""

    between: tuple[str, str]
    """Ids of the two plans; ``narrower`` and ``broader`` say what the first's indicator is."""
    relation: str
    score: float
    reasons: tuple[Reason, ...]

    @property
    def one_is_part(self) -> bool:
        """Whether the one is a part of the other."""
        return self.relation in MIRROR


class Cells(Sequence[tuple[T, ...]]):
    """One cell for each plan; only those with something in them take room."""

    __slots__ = ("_size", "filled")

    def __init__(self, size: int, filled: Mapping[int, tuple[T, ...]]) -> None:
        """Take the number of plans, and what stands in the cells of some of them, lowest number first."""
        self._size = size
        self.filled = filled
        """The number of each plan that has something, and what."""

    @overload
    def __getitem__(self, index: int) -> tuple[T, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[tuple[T, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[T, ...] | Sequence[tuple[T, ...]]:
        """Return the cell of a plan; it is empty where the plan has nothing."""
        if isinstance(index, slice):
            return [self[n] for n in range(self._size)[index]]
        return self.filled.get(range(self._size)[index], ())

    def __len__(self) -> int:
        """How many plans there are."""
        return self._size


class About(Protocol):
    """What can be said about a row, given its cells."""

    def pairs(self, cells: Cells[Indicator]) -> Iterator[PairMatch]:
        """What each two plans' indicators are to each other."""

    def differences(self, cells: Cells[Indicator]) -> Iterator[Difference]:
        """What the plans' figures, deadlines and natures are to each other."""

    def progress(self, cells: Cells[Indicator]) -> Cells[Progress | None]:
        """The way from each indicator's baseline to its target."""


class Compared(Struct, frozen=True):
    """What is said about rows that plans share: found by comparing them."""

    alignments: Alignments
    against: int | None
    directions: Directions | None

    def pairs(self, cells: Cells[Indicator]) -> Iterator[PairMatch]:
        """What each two plans' indicators are to each other; of many plans, one of them and each other one."""
        plans = self.alignments.kinds.plans
        for pair in _pairs(cells, self.against if len(plans) > MANY else None):
            i, j = sorted(pair)
            match = self.alignments.match(i, cells[i], j, cells[j])
            yield PairMatch((plans[i].id, plans[j].id), match.relation, match.score, match.reasons)

    def differences(self, cells: Cells[Indicator]) -> Iterator[Difference]:
        """The differences of each two plans, or from the one they are held against."""
        plans = self.alignments.kinds.plans
        for i, j in _pairs(cells, self.against):
            part = partial(self._one_is_part, cells, *sorted((i, j)))
            for x, y in product(cells[i], cells[j]):
                direction = self.directions.of((x, y)) if self.directions else None
                yield from differences_between(plans[i], x, plans[j], y, direction, part)

    def _one_is_part(self, cells: Cells[Indicator], i: int, j: int) -> bool:
        return self.alignments.match(i, cells[i], j, cells[j]).relation in MIRROR

    def progress(self, cells: Cells[Indicator]) -> Cells[Progress | None]:
        """The way from each indicator's baseline to its target."""
        return _ways(cells, self.directions)


class Proposed(Struct, frozen=True):
    """What is said about a candidate: why it may be one."""

    match: PairMatch

    def pairs(self, _: Cells[Indicator]) -> Iterator[PairMatch]:
        """What the two indicators may be to each other."""
        yield self.match

    def differences(self, _: Cells[Indicator]) -> Iterator[Difference]:
        """Of what may not be the same, none are told."""
        yield from ()

    def progress(self, cells: Cells[Indicator]) -> Cells[Progress | None]:
        """It is told where the indicators stand alone."""
        return Cells(len(cells), {n: (None,) * len(cell) for n, cell in cells.filled.items()})


class Chosen(Struct, frozen=True):
    """What is said about a row, with some of its differences only."""

    about: About
    chosen: tuple[Difference, ...]

    def pairs(self, cells: Cells[Indicator]) -> Iterator[PairMatch]:
        """What each two plans' indicators are to each other."""
        return self.about.pairs(cells)

    def differences(self, _: Cells[Indicator]) -> Iterator[Difference]:
        """The differences chosen."""
        return iter(self.chosen)

    def progress(self, cells: Cells[Indicator]) -> Cells[Progress | None]:
        """The way from each indicator's baseline to its target."""
        return self.about.progress(cells)


class Alone(Struct, frozen=True):
    """What is said about indicators that are compared with none."""

    def pairs(self, _: Cells[Indicator]) -> Iterator[PairMatch]:
        """There are none."""
        yield from ()

    def differences(self, _: Cells[Indicator]) -> Iterator[Difference]:
        """There are none."""
        yield from ()

    def progress(self, cells: Cells[Indicator]) -> Cells[Progress | None]:
        """The way from each indicator's baseline to its target, whichever way is more."""
        return _ways(cells, None)


class Row(Struct, frozen=True, eq=False, dict=True):
    """What stands side by side. What can be said about it is found when it is asked for."""

    domain: str
    relation: str
    """``same close broader narrower candidate`` as the alignment found, or ``only``; of more plans the weakest of the pairs."""
    score: float | None
    cells: Cells[Indicator]
    """One cell per plan, in the plans' order; empty where the plan has none."""
    about: About = Alone()
    """Where what can be said about it comes from."""

    @cached_property
    def pairs(self) -> tuple[PairMatch, ...]:
        """The relation of each pair of plans that has members here."""
        return tuple(self.about.pairs(self.cells))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why two plans' indicators stand here; nothing of more plans, of which each pair has its own reasons."""
        return self.pairs[0].reasons if len(self.pairs) == 1 else ()

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the plans' figures, deadlines and natures are to each other."""
        return tuple(self.about.differences(self.cells))

    @cached_property
    def progress(self) -> Cells[Progress | None]:
        """For each indicator of each cell the way from its baseline to its target."""
        return self.about.progress(self.cells)

    def telling(self, differences: Sequence[Difference]) -> Row:
        """Return the row with these of its differences only."""
        return replace(self, about=Chosen(self.about, tuple(differences)))

    def filled(self) -> Iterator[tuple[int, tuple[Indicator, ...]]]:
        """The number of each plan that has something here, and what."""
        return iter(self.cells.filled.items())

    def indicators(self) -> Iterator[Indicator]:
        """All that stands here, plan by plan."""
        return (i for _, cell in self.filled() for i in cell)


class Comparison(Struct, frozen=True, eq=False):
    """Plans side by side."""

    plans: tuple[Plan, ...]
    rows: tuple[Row, ...]
    """Every indicator of every plan stands in exactly one row that is no ``candidate``."""
    conflicts: tuple[Conflict, ...] = ()
    """Matches of pairs that the rows could not keep, because not all their plans agree."""
    against: int | None = None
    """The number of the plan that all others are held against, where one was named."""

    @property
    def many(self) -> bool:
        """Whether there are too many plans to stand side by side."""
        return len(self.plans) > MANY


def compare(
    plans: Sequence[Plan],
    alignments: Alignments,
    domains: Sequence[str],
    only: str | None = None,
    against: int | None = None,
    directions: Directions | None = None,
    near: Indicator | None = None,
    *,
    candidates: bool = True,
) -> Comparison:
    """Compare plans, given their alignments.

    *domains* gives the order of the rows; within a domain the plans' files do. With *only*, the rows of one domain: those in
    which one indicator belongs to it; with *near*, the rows of what may share one with this indicator. With *against*, the number
    of a plan, differences are between that plan and each other one; otherwise between every two. Of more plans than
    :data:`plancmp.alignment.MANY` they are between the first plan of each row and each other one, so are the pairs, and there are
    no candidates: those are for a person to decide, two plans at a time, and cost aligning every two, so that a question to which
    they are no answer does without them. *directions* says which way is more ambitious.
    """
    kinds = alignments.kinds
    alignments = alignments.for_rows(only)
    about = Compared(alignments, against, directions)
    found = group(kinds, _wanted(kinds, only, near))
    rows = [_row(kinds, one, about) for one in found.groups if only is None or _concerns(kinds, one, only)]
    if candidates and len(plans) <= MANY:
        rows += [_candidate(plans, i, j, match) for i, j in alignments for match in alignments[i, j].candidates]
    place = [{i.id: at for at, i in enumerate(plan.indicators)} for plan in plans]

    def order(row: Row) -> tuple[int, int, tuple[tuple[int, int], ...]]:
        standing = {"only": 1, "candidate": 2}.get(row.relation, 0)
        # By the place in the first plan's file, then in the second's; who has something comes before who has not. No two rows
        # share an indicator but for candidates, which have two cells.
        places = tuple((n, min(place[n][i.id] for i in cell)) for n, cell in islice(row.filled(), 2))
        return list(domains).index(row.domain), standing, (*places, (len(plans), 0))

    return Comparison(tuple(plans), tuple(sorted(rows, key=order)), found.conflicts, against)


def _concerns(kinds: Kinds, group: Group, domain: str) -> bool:
    """Whether an indicator of a domain stands in a group."""
    return any(kinds.kinds[kind].reading.indicator.domain == domain for kind in group.kinds)


def _wanted(kinds: Kinds, only: str | None, near: Indicator | None) -> list[int] | None:
    """The kinds that the rows asked for begin with; None for all."""
    if near is not None:
        return [number for of in kinds.of for number, indicator in of.items() if indicator is near]
    if only is not None:
        return [number for number, kind in enumerate(kinds.kinds) if kind.reading.indicator.domain == only]
    return None


def _pairs(cells: Cells[Indicator], against: int | None) -> Iterator[tuple[int, int]]:
    """Plans with something in a row, two by two; of many plans without one to hold them against, the first that has something."""
    if against is None and len(cells) <= MANY:
        yield from combinations(cells.filled, 2)
        return
    one = next(iter(cells.filled)) if against is None else against
    if one in cells.filled:
        yield from ((one, n) for n in cells.filled if n != one)


def _ways(cells: Cells[Indicator], directions: Directions | None) -> Cells[Progress | None]:
    def way(indicator: Indicator) -> Progress | None:
        return progress(indicator, directions.of((indicator,)) if directions else None)

    return Cells(len(cells), {n: tuple(map(way, cell)) for n, cell in cells.filled.items()})


def _row(kinds: Kinds, one: Group, about: Compared) -> Row:
    cells = Cells(len(kinds.plans), one.cells(kinds))
    domain = next(i.domain for cell in cells.filled.values() for i in cell)
    if len(cells.filled) < 2:
        return Row(domain, "only", None, cells, about)
    relations, score = one.claims(kinds)
    return Row(domain, _weakest(relations), score, cells, about)


def _weakest(relations: set[str]) -> str:
    """The row claims no more than its weakest pair; where pairs point in both directions, no direction."""
    directions = relations & MIRROR.keys()
    if len(directions) == 1 and len(relations) == 1:
        return next(iter(directions))
    if directions:
        return next(iter(directions)) if len(directions) == 1 and "close" not in relations else "close"
    return "close" if "close" in relations else "same"


def _candidate(plans: Sequence[Plan], i: int, j: int, match: Match) -> Row:
    cells = Cells(len(plans), {i: match.first, j: match.second})
    pair = PairMatch((plans[i].id, plans[j].id), match.relation, match.score, match.reasons)
    return Row(match.first[0].domain, match.relation, match.score, cells, Proposed(pair))
