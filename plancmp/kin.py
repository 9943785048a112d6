"""What readings are to each other, each two of one meaning asked about once, and only those asked that may share a row.

What one indicator is to another depends on what is read of them, not on their plans, and most share a row with few others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from plancmp.gist import Outline
from plancmp.model import Indicator
from plancmp.pairing import MIRROR, ROW_RELATIONS
from plancmp.readings import Gloss, Reading, Sense, read_as, sense
from plancmp.relate import CANDIDATE_CUTOFF, Judgement, judge_by_verdict, row_relation, unknown_letters
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import Vocabulary

Mark = bytes | tuple[str, str]
"""The key of a wording; or the ids of plan and indicator of one that a person decided about."""


def reach(
    plans: Sequence[Outline],
    wanted: Callable[[Outline], Iterable[int]],
    glosses: Mapping[bytes, Gloss],
    vocabulary: Vocabulary,
    verdicts: Verdicts,
) -> dict[str, list[int]]:
    """For each plan, which of its indicators may share a row, even by way of others, with those *wanted*.

    Indicators are told by their places in the plan's file; *glosses* are what is read of the wordings, by their keys.
    """
    decided = frozenset().union(*verdicts.of)
    of_whom = {plan for plan, _ in decided}
    # What one is to another depends on its wording, or else on what a person decided about it.
    marks: dict[str, list[Mark]] = {plan.id: [entry.wording for entry in plan.entries] for plan in plans}
    for plan in plans:
        if plan.id in of_whom:
            marks[plan.id] = [pair if (pair := (plan.id, e.id)) in decided else e.wording for e in plan.entries]
    first = {mark: (plan.id, entry) for plan in plans for mark, entry in zip(marks[plan.id], plan.entries, strict=True)}
    numbers = {mark: number for number, mark in enumerate(first)}
    readings = [read_as(id, Indicator(e.domain, e.id, e.name), glosses[e.wording]) for id, e in first.values()]
    begun = {numbers[marks[plan.id][place]] for plan in plans for place in wanted(plan)}
    around = Kin(readings, vocabulary, verdicts).around(begun)
    found = {mark for mark, number in numbers.items() if number in around}
    return {id: [place for place, mark in enumerate(of) if mark in found] for id, of in marks.items()}


class Kin:
    """What readings are to each other, by number, each asked once."""

    def __init__(self, readings: Sequence[Reading], vocabulary: Vocabulary, verdicts: Verdicts) -> None:
        """Take the readings; of two with verdicts, what a person decided counts."""
        self._readings = readings
        self._vocabulary = vocabulary
        self._verdicts = verdicts
        self._near: dict[int, dict[int, Judgement]] = {}
        self._senses: dict[Sense, int] = {}
        self._sense: dict[int, int] = {}
        """A number that readings share which differ by name and domain only."""
        self._between: dict[tuple[int, int], tuple[str, bool] | None] = {}
        self._shelves: dict[str, _Shelf] = {}
        self._filed: dict[str, list[int]] = defaultdict(list)
        for number, reading in enumerate(readings):
            self._filed[unknown_letters(reading)].append(number)
        self._decided = self._by_verdict()

    def near(self, number: int) -> Mapping[int, Judgement]:
        """Return the readings that may share a row with one, itself among them, and what it is to them (without reasons)."""
        if number not in self._near:
            self._near[number] = dict(self._judged(number))
        return self._near[number]

    def around(self, numbers: Iterable[int]) -> set[int]:
        """Return the readings that may share a row with one of these, even by way of others, and these."""
        found, left = set(numbers), list(numbers)
        while left:
            fresh = self.near(left.pop()).keys() - found
            found |= fresh
            left += fresh
        return found

    def _judged(self, number: int) -> Iterator[tuple[int, Judgement]]:
        """Readings of one subject, or of names alike, between which nothing is unexplained; and what a person decided."""
        mine = self._readings[number]
        decided = self._decided.get(number, {})
        for other in self._shelf(unknown_letters(mine)).beside(mine):
            if other not in decided and (found := self._relation(number, other)):
                names = (mine.meaning.name, self._readings[other].meaning.name)
                relation, noted = found
                yield other, Judgement(relation, round(fuzz.ratio(*names), 1), (), noted=noted)
        yield from ((other, judgement) for other, judgement in decided.items() if judgement.relation in ROW_RELATIONS)

    def _shelf(self, letters: str) -> _Shelf:
        if letters not in self._shelves:
            self._shelves[letters] = _Shelf(self._filed[letters], self._readings)
        return self._shelves[letters]

    def _relation(self, x: int, y: int) -> tuple[str, bool] | None:
        """What one reading is to another, as their senses have it, and whether that is noted."""
        a, b = (self._sense_of(number) for number in (x, y))
        if a > b:
            found = self._relation(y, x)
            return (MIRROR.get(found[0], found[0]), found[1]) if found else None
        if (a, b) not in self._between:
            self._between[a, b] = row_relation(self._readings[x], self._readings[y], self._vocabulary)
        return self._between[a, b]

    def _sense_of(self, number: int) -> int:
        if number not in self._sense:
            self._sense[number] = self._senses.setdefault(sense(self._readings[number]), len(self._senses))
        return self._sense[number]

    def _by_verdict(self) -> dict[int, dict[int, Judgement]]:
        """What a person decided about readings."""
        numbers = {(reading.plan, reading.indicator.id): number for number, reading in enumerate(self._readings)}
        found: dict[int, dict[int, Judgement]] = defaultdict(dict)
        for pair in self._verdicts.of:
            if pair <= numbers.keys():
                one, two = (numbers[key] for key in pair)
                for a, b in ((one, two), (two, one)):
                    found[a][b] = judge_by_verdict(self._readings[a], self._readings[b], self._verdicts)
        return found


class _Shelf:
    """Readings between which nothing is unexplained, found by subject and by name."""

    def __init__(self, numbers: Iterable[int], readings: Sequence[Reading]) -> None:
        self._subjects: dict[str, set[int]] = defaultdict(set)
        self._names: dict[str, set[int]] = defaultdict(set)
        for number in numbers:
            self._names[readings[number].meaning.name].add(number)
            for subject in readings[number].subject:
                self._subjects[subject].add(number)

    def beside(self, reading: Reading) -> set[int]:
        """The readings worth judging, as :func:`plancmp.relate.worth_judging` has it: they name one thing, or look alike."""
        found = set[int]().union(*(self._subjects[subject] for subject in reading.subject))
        alike = process.extract(
            reading.meaning.name, self._names.keys(), scorer=fuzz.ratio, score_cutoff=CANDIDATE_CUTOFF, limit=None
        )
        return found.union(*(self._names[name] for name, _, _ in alike))
