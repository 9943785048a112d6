"""The indicators of any number of plans by kind, and what kinds are to each other, each asked once.

What one indicator is to another depends on what is read of them, not on their plans. Indicators of which the same is read are
of one kind. There are far fewer kinds than indicators, and most share a row with no other kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace

from plancmp.kin import Kin
from plancmp.model import Indicator, Plan
from plancmp.pairing import rank, rows
from plancmp.readings import Gloss, Glosses, Reading, Wording, gloss, read_as, wording
from plancmp.relate import Judgement
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import Vocabulary

Key = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]


class Kind(Struct, frozen=True):
    """Indicators of which the same is read; of one plan there is at most one."""

    reading: Reading
    """Of one of them, which stands for all."""
    holders: int
    """The plans that have one, as bits: 1 << number of the plan."""


class Kinds:
    """The indicators of plans, by kind. A kind's number is its place in the stated order: by domain, name, scope, meaning.

    An indicator that a person decided about is a kind of its own.
    """

    def __init__(self, plans: Sequence[Plan], vocabulary: Vocabulary, verdicts: Verdicts, glosses: Glosses | None = None) -> None:
        """Read every indicator of *plans*, by *glosses* if what is read of wordings is remembered there."""
        self.plans = plans
        self._verdicts = verdicts
        self.kinds: tuple[Kind, ...]
        self.of: list[dict[int, Indicator]] = []
        """For each plan, its indicators by the numbers of their kinds, in order."""
        self._intern(glosses or (lambda wordings: {worded: gloss(worded, vocabulary) for worded in wordings}))
        self._crowds: dict[tuple[int, int], int] = {}
        self._standing: dict[tuple[tuple[int, ...], tuple[int, ...]], Mapping[int, frozenset[int]]] = {}
        self._kin = Kin([kind.reading for kind in self.kinds], vocabulary, verdicts)

    def _intern(self, glosses: Glosses) -> None:
        decided = frozenset().union(*self._verdicts.of)
        worded = [[(i, wording(plan, i)) for i in sorted(plan.indicators, key=lambda i: i.id)] for plan in self.plans]
        known = glosses({words for of_plan in worded for _, words in of_plan})
        keys: dict[tuple[str, Wording], Key] = {}
        found: dict[Key, Reading] = {}
        keyed: list[dict[Key, Indicator]] = []
        for plan, of_plan in zip(self.plans, worded, strict=True):
            here: dict[Key, Indicator] = {}
            for indicator, words in of_plan:
                if (indicator.domain, words) not in keys:
                    keys[indicator.domain, words] = _key(indicator.domain, words, known[words])
                key = keys[indicator.domain, words]
                if (plan.id, indicator.id) in decided:
                    key = (*key[:4], (plan.id, indicator.id))
                while key in here:
                    key = (*key[:4], (*key[4], "again"))
                here[key] = indicator
                if key not in found:
                    found[key] = read_as(plan.id, indicator, known[words])
            keyed.append(here)
        numbers = {key: number for number, key in enumerate(sorted(found))}
        holders = [0] * len(numbers)
        for plan_number, here in enumerate(keyed):
            of = {numbers[key]: indicator for key, indicator in here.items()}
            self.of.append(dict(sorted(of.items(), key=itemgetter(0))))
            for number in of:
                holders[number] |= 1 << plan_number
        self.kinds = tuple(Kind(reading, holders[numbers[key]]) for key, reading in sorted(found.items(), key=itemgetter(0)))

    def readings(self, plan: int) -> list[Reading]:
        """One plan's indicators with what is read of them, in the stated order."""
        return [self._reading(plan, number) for number in self.of[plan]]

    def reading(self, plan: int, indicator: Indicator) -> Reading:
        """One indicator of a plan with what is read of it."""
        return self._reading(plan, next(number for number, i in self.of[plan].items() if i.id == indicator.id))

    def _reading(self, plan: int, number: int) -> Reading:
        return replace(self.kinds[number].reading, plan=self.plans[plan].id, indicator=self.of[plan][number])

    def near(self, kind: int) -> Mapping[int, Judgement]:
        """Return the kinds that may share a row with a kind, itself among them, and what it is to them (without reasons)."""
        return self._kin.near(kind)

    def around(self, kinds: Iterable[int]) -> set[int]:
        """Return the kinds that may share a row with one of these, even by way of others, and these."""
        return self._kin.around(kinds)

    def rank(self, a: int, b: int) -> int:
        """How strongly two kinds that are near each other claim each other."""
        return rank(self.near(a)[b], self.kinds[a].reading, self.kinds[b].reading)

    def crowd(self, kind: int, rank: int) -> int:
        """The plans, as bits, with several indicators that claim one of a kind at least so strongly."""
        if (kind, rank) not in self._crowds:
            once = twice = 0
            for other in self.near(kind):
                if self.rank(other, kind) >= rank:
                    holders = self.kinds[other].holders
                    twice |= once & holders
                    once |= holders
            self._crowds[kind, rank] = twice
        return self._crowds[kind, rank]

    def stand(self, p: int, x: int, q: int, y: int) -> bool:
        """Tell whether the plan *p*'s indicator of kind *x* and *q*'s of kind *y* share a row of these two plans."""
        if self.plans[q].id < self.plans[p].id:
            p, x, q, y = q, y, p, x
        mine, theirs = self.of[p], self.of[q]
        here, there, left = {x}, set[int](), [x]
        while left:
            for other in self.near(left.pop()).keys() & theirs.keys() - there:
                there.add(other)
                fresh = self.near(other).keys() & mine.keys() - here
                here |= fresh
                left += fresh
        return y in there and y in self._rows(tuple(sorted(here)), tuple(sorted(there)))[x]

    def _rows(self, here: tuple[int, ...], there: tuple[int, ...]) -> Mapping[int, frozenset[int]]:
        """For each kind of one plan the kinds of another that share its row."""
        if (here, there) not in self._standing:
            a, b = ([self.kinds[number].reading for number in side] for side in (here, there))
            judged = {(i, j): self.near(x)[y] for i, x in enumerate(here) for j, y in enumerate(there) if y in self.near(x)}
            found: dict[int, frozenset[int]] = defaultdict(frozenset)
            for ii, jj in rows(a, b, judged):
                for i in ii:
                    found[here[i]] = frozenset(there[j] for j in jj)
            self._standing[here, there] = found
        return self._standing[here, there]


def _key(domain: str, words: Wording, of: Gloss) -> Key:
    meaning = [f"{facet}:{'+'.join(sorted(ids))}" for facet, ids in sorted(of.meaning.facets.items())]
    numbers = ["+".join(sorted(of.families)), "+".join(sorted(of.dimensions)), str(of.milestone)]
    about = (*meaning, of.meaning.head or "", *of.meaning.residue, of.scope_residue, *numbers)
    return domain, of.meaning.name, words.scope, about, ()
