"""The indicators of any number of plans by kind, and what kinds are to each other, each asked once.

What one indicator is to another depends on what is read of them, not on their plans. Indicators of which the same is read are
of one kind. There are far fewer kinds than indicators, and most share a row with no other kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz, process

from plancmp.model import Indicator, Plan
from plancmp.pairing import MIRROR, ROW_RELATIONS, rank, rows
from plancmp.readings import Gloss, Glosses, Reading, Sense, Wording, gloss, read_as, sense, wording
from plancmp.relate import CANDIDATE_CUTOFF, Judgement, judge_by_verdict, row_relation, unknown_letters
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import Vocabulary

Key = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]


class Kind(Struct, frozen=True):
    """Indicators of which the same is read; of one plan there is at most one."""

    reading: Reading
    """Of one of them, which stands for all."""
    sense: int
    """A number that kinds share which differ by name and domain only."""
    holders: int
    """The plans that have one, as bits: 1 << number of the plan."""


class Kinds:
    """The indicators of plans, by kind. A kind's number is its place in the stated order: by domain, name, scope, meaning.

    An indicator that a person decided about is a kind of its own.
    """

    def __init__(self, plans: Sequence[Plan], vocabulary: Vocabulary, verdicts: Verdicts, glosses: Glosses | None = None) -> None:
        """Read every indicator of *plans*, by *glosses* if what is read of wordings is remembered there."""
        self.plans = plans
        self._vocabulary = vocabulary
        self._verdicts = verdicts
        self.kinds: tuple[Kind, ...]
        self.of: list[dict[int, Indicator]] = []
        """For each plan, its indicators by the numbers of their kinds, in order."""
        self._intern(glosses or (lambda wordings: {worded: gloss(worded, vocabulary) for worded in wordings}))
        self._senses: dict[tuple[int, int], str | None] = {}
        self._near: dict[int, dict[int, Judgement]] = {}
        self._crowds: dict[tuple[int, int], int] = {}
        self._standing: dict[tuple[tuple[int, ...], tuple[int, ...]], Mapping[int, frozenset[int]]] = {}
        self._shown = {kind.sense: kind.reading for kind in self.kinds}
        self._shelves: dict[str, _Shelf] = defaultdict(_Shelf)
        for number, kind in enumerate(self.kinds):
            self._shelves[unknown_letters(kind.reading)].add(number, kind.reading)
        self._decided = self._by_verdict()

    def _intern(self, glosses: Glosses) -> None:
        decided = frozenset().union(*self._verdicts.of)
        worded = [[(i, wording(plan, i)) for i in sorted(plan.indicators, key=lambda i: i.id)] for plan in self.plans]
        known = glosses({words for of_plan in worded for _, words in of_plan})
        keys: dict[tuple[str, Wording], Key] = {}
        found: dict[Key, tuple[Reading, Sense]] = {}
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
                    reading = read_as(plan.id, indicator, words, known[words])
                    found[key] = reading, sense(reading)
            keyed.append(here)
        numbers = {key: number for number, key in enumerate(sorted(found))}
        holders = [0] * len(numbers)
        for plan_number, here in enumerate(keyed):
            of = {numbers[key]: indicator for key, indicator in here.items()}
            self.of.append(dict(sorted(of.items(), key=itemgetter(0))))
            for number in of:
                holders[number] |= 1 << plan_number
        senses: dict[Sense, int] = {}
        self.kinds = tuple(
            Kind(reading, senses.setdefault(said, len(senses)), holders[numbers[key]])
            for key, (reading, said) in sorted(found.items())
        )

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
        if kind not in self._near:
            self._near[kind] = dict(self._judged(kind))
        return self._near[kind]

    def around(self, kinds: Iterable[int]) -> set[int]:
        """Return the kinds that may share a row with one of these, even by way of others, and these."""
        found, left = set(kinds), list(kinds)
        while left:
            fresh = self.near(left.pop()).keys() - found
            found |= fresh
            left += fresh
        return found

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

    def _judged(self, kind: int) -> Iterator[tuple[int, Judgement]]:
        """Kinds of one subject, or of names alike, between which nothing is unexplained; and what a person decided."""
        mine = self.kinds[kind]
        decided = self._decided.get(kind, {})
        shelf = self._shelves[unknown_letters(mine.reading)]
        for other in shelf.beside(mine.reading):
            if other not in decided and (relation := self._relation(mine.sense, self.kinds[other].sense)):
                names = (mine.reading.meaning.name, self.kinds[other].reading.meaning.name)
                yield other, Judgement(relation, round(fuzz.ratio(*names), 1), ())
        yield from ((other, judgement) for other, judgement in decided.items() if judgement.relation in ROW_RELATIONS)

    def _relation(self, a: int, b: int) -> str | None:
        """What one sense is to another."""
        if a > b:
            found = self._relation(b, a)
            return MIRROR.get(found, found) if found else None
        if (a, b) not in self._senses:
            x, y = (self._shown[s] for s in (a, b))
            self._senses[a, b] = row_relation(x, y, self._vocabulary)
        return self._senses[a, b]

    def _by_verdict(self) -> dict[int, dict[int, Judgement]]:
        """What a person decided about kinds."""
        numbers = {(kind.reading.plan, kind.reading.indicator.id): number for number, kind in enumerate(self.kinds)}
        found: dict[int, dict[int, Judgement]] = defaultdict(dict)
        for pair in self._verdicts.of:
            if pair <= numbers.keys():
                one, two = (numbers[key] for key in pair)
                for a, b in ((one, two), (two, one)):
                    found[a][b] = judge_by_verdict(self.kinds[a].reading, self.kinds[b].reading, self._verdicts)
        return found


class _Shelf:
    """Kinds between which nothing is unexplained, found by subject and by name."""

    def __init__(self) -> None:
        self._subjects: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)

    def add(self, number: int, reading: Reading) -> None:
        """File a kind."""
        self._names[reading.meaning.name].add(number)
        for subject in reading.subject:
            self._subjects[subject].add(number)

    def beside(self, reading: Reading) -> set[int]:
        """The kinds worth judging, as :func:`plancmp.relate.worth_judging` has it: they name one thing, or look alike."""
        found = set[int]().union(*(self._subjects[subject] for subject in reading.subject))
        alike = process.extract(
            reading.meaning.name, self._names.keys(), scorer=fuzz.ratio, score_cutoff=CANDIDATE_CUTOFF, limit=None
        )
        return found.union(*(self._names[name] for name, _, _ in alike))


def _key(domain: str, words: Wording, of: Gloss) -> Key:
    meaning = [f"{facet}:{'+'.join(sorted(ids))}" for facet, ids in sorted(of.meaning.facets.items())]
    numbers = ["+".join(sorted(of.families)), "+".join(sorted(words.dimensions)), str(words.promised and not words.families)]
    about = (*meaning, of.meaning.head or "", *of.meaning.residue, of.scope_residue, *numbers)
    return domain, of.meaning.name, words.scope, about, ()
