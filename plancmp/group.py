"""What stands in one row of a comparison of many plans.

A row claims that any two of its members stand in one row of their two plans, so it holds only what every pair of its plans
agrees on. A = B and B = C without A = C makes no row of three; what was left out is reported.

Rows are put together from kinds (:mod:`plancmp.kinds`), not from pairs of plans: each kind begins as a row of all the plans
that have it, and two rows become one if every plan of the one agrees with every plan of the other. Which do not, is found by
counting: of a plan with one indicator only that may claim a kind, it is known without asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, product

from msgspec import Struct

from plancmp.alignment import MANY
from plancmp.kinds import Kinds
from plancmp.model import Indicator
from plancmp.pairing import RANK

_RARELY = 3
"""How many times fewer plans than by chance have both of two wordings that are put together."""

Named = tuple[tuple[str, str], tuple[str, str]]
"""Two indicators, each as plan id and indicator id."""
Pair = tuple[int, int]
"""Numbers of two plans."""


class Conflict(Struct, frozen=True):
    """A match of two plans that the rows could not keep, and the pair that speaks against it."""

    matched: Named
    because: Named
    """Two that would have come into one row and do not match."""


class Group(Struct, eq=False):
    """Indicators in one row, any two of them matching."""

    kinds: dict[int, int]
    """Number of a kind → the plans, as bits, whose indicator of that kind stands here."""

    @property
    def plans(self) -> int:
        """The plans, as bits, that have something here."""
        found = 0
        for holders in self.kinds.values():
            found |= holders
        return found

    def cells(self, kinds: Kinds) -> dict[int, tuple[Indicator, ...]]:
        """The number of each plan that has something here, and what."""
        found: dict[int, list[Indicator]] = {}
        for kind, holders in self.kinds.items():
            for plan in bits(holders):
                found.setdefault(plan, []).append(kinds.of[plan][kind])
        return {
            plan: tuple(here if len(here) == 1 else (i for i in kinds.plans[plan].indicators if i in here))
            for plan, here in sorted(found.items())
        }

    def claims(self, kinds: Kinds) -> tuple[set[str], float]:
        """What its plans' indicators are to those of later plans: the relations, and the best score."""
        relations: set[str] = set()
        score = 0.0
        for a, here in self.kinds.items():
            for b, there in self.kinds.items():
                # The first plan with the one and the last with the other; one plan alone with both is no pair.
                if (here & -here).bit_length() < there.bit_length() and b in kinds.near(a):
                    relations.add(kinds.near(a)[b].relation)
                    score = max(score, kinds.near(a)[b].score)
        return relations, score


class Grouping(Struct, frozen=True):
    """All indicators asked for, each in exactly one group."""

    groups: tuple[Group, ...]
    conflicts: tuple[Conflict, ...]


def group(kinds: Kinds, only: Iterable[int] | None = None) -> Grouping:
    """Group the indicators of all plans, or those of the kinds *only* and of what may share a row with them.

    Rows are joined strongest claim first: a person's word, the relation, how alike the names are. The order of the plans does
    not matter. Of two plans the groups are just the matches of their alignment.
    """
    return _Groups(kinds, range(len(kinds.kinds)) if only is None else sorted(kinds.around(only))).joined()


def bits(of: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first."""
    while of:
        lowest = of & -of
        yield lowest.bit_length() - 1
        of ^= lowest


class _Groups:
    """Groups on their way to being joined, by number."""

    def __init__(self, kinds: Kinds, wanted: Iterable[int]) -> None:
        self._kinds = kinds
        self._groups = {kind: Group({kind: kinds.kinds[kind].holders}) for kind in wanted}
        self._of = {kind: {kind} for kind in self._groups}
        """For each kind the groups that have some of it."""
        self._refused: set[Pair] = set()

    def joined(self) -> Grouping:
        edges = self._edges()
        self._join_along(edges, spare=True)
        # What was taken out may stand together, or with what lost a member.
        while self._join_along([*((kind, kind) for kind, of in self._of.items() if len(of) > 1), *edges], spare=False):
            pass  # what has joined may hold the other name of what could not
        return Grouping(tuple(self._groups.values()), tuple(self._conflicts(edges)))

    def _join_along(self, edges: Sequence[Pair], *, spare: bool) -> bool:
        """Join groups that kinds may join, strongest claim first; tell whether any did."""
        self._refused.clear()
        before = len(self._groups)
        for a, b in edges:
            for one, two in self._between(a, b):
                if not self._join(one, two, spare=self._kinds.near(a)[b].relation if spare else None):
                    self._refused.add((one, two))
        return len(self._groups) < before

    def _between(self, a: int, b: int) -> Iterator[Pair]:
        """Groups that the kinds *a* and *b* may join, lower number first."""
        for m, n in product(sorted(self._of[a]), sorted(self._of[b])):
            one, two = min(m, n), max(m, n)
            if one != two and (one, two) not in self._refused and {one, two} <= self._groups.keys():
                yield one, two

    def _edges(self) -> list[tuple[int, int]]:
        """Two kinds that may share a row, strongest claim first."""
        found = []
        for a in self._groups:
            for b, judgement in self._kinds.near(a).items():
                if a < b:
                    found.append(((not judgement.by_verdict, -RANK[judgement.relation], -judgement.score), (a, b)))
        return [edge for _, edge in sorted(found)]

    def _join(self, one: int, two: int, *, spare: str | None) -> bool:
        """Make two groups one, if all their plans agree; tell whether they do.

        Given the relation for whose sake plans may be taken out (*spare*), those that have both, and so agree with neither the
        ones nor the others, are, if they are few.
        """
        left, right = self._groups[one], self._groups[two]
        if (left.plans | right.plans).bit_count() < 2:
            return False
        out = 0
        for outsiders in self._outsiders(left, right):
            out |= outsiders
            if not spare or not self._worth(left, right, out, spare):
                return False
        for number in (one, two) if out else ():
            self._take_out(number, out)
        for kind, holders in right.kinds.items():
            left.kinds[kind] = left.kinds.get(kind, 0) | holders
            self._of[kind] = self._of[kind] - {two} | {one}
        del self._groups[two]
        return True

    def _worth(self, left: Group, right: Group, out: int, relation: str) -> bool:
        """Tell whether few enough plans disagree with what they are of to put two groups into one row without them.

        More pairs have to come together than are taken apart. Of two wordings that are only close, far fewer plans have both than
        would by chance: then they are two names of one thing, of which a plan needs one.
        """
        sizes = [(g.plans & ~out).bit_count() for g in (left, right)]
        lost = sum((g.plans & out).bit_count() * n for g, n in zip((left, right), sizes, strict=True))
        if sizes[0] * sizes[1] <= lost:
            return False
        by_chance = left.plans.bit_count() * right.plans.bit_count() / len(self._kinds.plans)
        both = (left.plans & right.plans).bit_count()
        return relation == "same" or (relation == "close" and both * _RARELY <= by_chance)

    def _take_out(self, number: int, out: int) -> None:
        """Make a group of their own of what some plans have in a group."""
        group, new = self._groups[number], max(self._groups) + 1
        apart = {kind: holders & out for kind, holders in group.kinds.items() if holders & out}
        if apart:
            self._groups[new] = Group(apart)
            group.kinds = {kind: holders & ~out for kind, holders in group.kinds.items() if holders & ~out}
            for kind in apart:
                self._of[kind] = (self._of[kind] if kind in group.kinds else self._of[kind] - {number}) | {new}

    def _outsiders(self, left: Group, right: Group) -> Iterator[int]:
        """Plans, as bits, that do not agree with all of the other group."""
        for x, here in left.kinds.items():
            for y, there in right.kinds.items():
                if y not in self._kinds.near(x):
                    if (here | there).bit_count() > 1:
                        yield min((here, there), key=lambda side: (side.bit_count(), side))
                    continue
                rank = self._kinds.rank(x, y)
                for p in bits(here & self._kinds.crowd(y, rank)):
                    if self._stranger(p, x, y, there, (left, right)) is not None:
                        yield 1 << p
                for q in bits(there & self._kinds.crowd(x, rank)):
                    if self._stranger(q, y, x, here, (left, right)) is not None:
                        yield 1 << q

    def _stranger(self, p: int, x: int, y: int, there: int, groups: Sequence[Group]) -> int | None:
        """A plan among *there* whose indicator of kind *y* shares no row with *p*'s of kind *x*, nor does another name for it."""
        kinds = self._kinds
        there &= ~(1 << p)
        entangled = 0
        for other in kinds.of[p].keys() & kinds.near(y).keys():
            for rival in kinds.near(other).keys() - {y}:
                entangled |= kinds.kinds[rival].holders
        plain = next(bits(there & ~entangled), None)  # all of these stand to p alike
        asked = [*([plain] if plain is not None else []), *bits(there & entangled)]
        return next((q for q in asked if not kinds.stand(p, x, q, y) and not self._twice(p, x, q, y, groups)), None)

    def _twice(self, p: int, x: int, q: int, y: int, groups: Sequence[Group]) -> bool:
        """Tell whether one of two plans has another name for its indicator in *groups*, which shares a row with the other plan's.

        In a row of very many plans, what says the same stands in one cell.
        """
        if len(self._kinds.plans) <= MANY:
            return False
        mine, theirs = ([*self._again(plan, kind, groups), kind] for plan, kind in ((p, x), (q, y)))
        return len(mine) + len(theirs) > 2 and any(self._kinds.stand(p, one, q, two) for one in mine for two in theirs)

    def _again(self, plan: int, kind: int, groups: Sequence[Group]) -> Iterator[int]:
        """Other kinds of which a plan has an indicator in *groups* that says the same as its own of this kind."""
        for other in self._kinds.of[plan].keys() & self._kinds.near(kind).keys() - {kind}:
            same = self._kinds.near(kind)[other].relation == "same"
            if same and any(group.kinds.get(other, 0) >> plan & 1 for group in groups):
                yield other

    def _conflicts(self, edges: Sequence[Pair]) -> Iterator[Conflict]:
        """One match that the groups could not keep, for each two of them, and why."""
        self._refused.clear()
        for a, b in chain(((kind, kind) for kind, of in self._of.items() if len(of) > 1), edges):
            for m, n in product(sorted(self._of[a]), sorted(self._of[b])):
                pair = min(m, n), max(m, n)
                if m != n and pair not in self._refused and (matched := self._match(self._groups[m], self._groups[n], a, b)):
                    self._refused.add(pair)
                    yield Conflict(self._named(matched, a, b), self._mismatch(self._groups[m], self._groups[n]))

    def _match(self, left: Group, right: Group, a: int, b: int) -> Pair | None:
        """Two plans whose indicators of the kinds *a* and *b* share a row, one of each group."""
        here, there = left.kinds[a], right.kinds[b]
        rank = self._kinds.rank(a, b)
        clear = _two(here & ~self._kinds.crowd(b, rank), there & ~self._kinds.crowd(a, rank))
        if clear:
            return clear
        return next(((p, q) for p in bits(here) for q in bits(there) if p != q and self._kinds.stand(p, a, q, b)), None)

    def _mismatch(self, left: Group, right: Group) -> Named:
        """Two indicators of plans, one of each group, that share no row."""
        for x, here in left.kinds.items():
            for y, there in right.kinds.items():
                if y not in self._kinds.near(x):
                    if two := _two(here, there):
                        return self._named(two, x, y)
                    continue
                for p in bits(here):
                    if (q := self._stranger(p, x, y, there, (left, right))) is not None:
                        return self._named((p, q), x, y)
        raise AssertionError("two groups of which all agree are one")

    def _named(self, plans: Pair, a: int, b: int) -> Named:
        of, named = self._kinds.of, self._kinds.plans
        (p, a), (q, b) = sorted(zip(plans, (a, b), strict=True))
        return (named[p].id, of[p][a].id), (named[q].id, of[q][b].id)


def _two(here: int, there: int) -> Pair | None:
    """Two different plans, one of each side."""
    for p in islice(bits(here), 2):
        for q in islice(bits(there), 2):
            if p != q:
                return p, q
    return None
