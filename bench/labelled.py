"""The labelled pairs of tests/alignment, and plancmp's word on each."""

from __future__ import annotations

import contextlib
import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import combinations, groupby
from operator import itemgetter
from pathlib import Path
from typing import Literal

from msgspec import structs

from plancmp.alignment import align
from plancmp.errors import Unreadable
from plancmp.library import Library, units, vocabulary
from plancmp.model import Indicator, Period, Plan, Quantity, Region, Target
from plancmp.readings import read
from plancmp.relate import judge, row_relation, worth_judging
from plancmp.text import squeeze
from plancmp.verdicts import NONE as NO_VERDICTS
from plancmp.verdicts import Verdicts

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "alignment"
ROW = ("same", "close", "broader", "narrower")
_BY_NEITHER = {"relation": "different", "second": "different"}
"""Two indicators that neither reader of two tables would put in one row."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two indicators, what a reader says the first is to the second, and what plancmp says."""

    group: str
    """Plans that are aligned together; pairs of one group compete in an assignment."""
    first: str
    second: str
    names: tuple[str, str]
    label: str
    said: str


def adversarial(file: str, *, by: Literal["author", "majority", "all"] = "author") -> tuple[Pair, ...]:
    """Read a file of name pairs; each pair is judged by itself.

    A label is the author's; *by* majority, what two of three readers say, where three have read it. *By* all are those pairs only
    that more than one has read, and all of them call the same, or put in one row, or take for different things.
    """
    return tuple(
        Pair(str(number), "a", "b", (row["a"], row["b"]), _majority(row) if by == "majority" else row["relation"], said)
        for number, (row, said) in enumerate(_said_singly(file))
        if by != "all" or _agreed(row)
    )


@cache
def _said_singly(file: str) -> tuple[tuple[dict[str, str], str], ...]:
    """Return the lines of a file of name pairs, each with what plancmp says of it."""
    found = []
    for row in _lines(file):
        units_ = (row["unit_a"], row["unit_b"])
        a, b = (_indicator(row[side], unit, promised=any(units_)) for side, unit in zip("ab", units_, strict=True))
        found.append((row, _judged(*a, *b)))
    return tuple(found)


def _lines(file: str) -> list[dict[str, str]]:
    with (FOLDER / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _agreed(row: dict[str, str]) -> bool:
    """Tell whether several have read a pair and agree on whether it is the same, of one row, or different."""
    labels = _labels(row)
    return len(labels) > 1 and len({_sort(label) for label in labels}) == 1


def _majority(row: dict[str, str]) -> str:
    """What most readers say, the same, of one row or different; the first one's word where no sort has more than half."""
    labels = _labels(row)
    sort, times = Counter(map(_sort, labels)).most_common(1)[0]
    return next(label for label in labels if _sort(label) == sort) if times * 2 > len(labels) else labels[0]


def _labels(row: dict[str, str]) -> list[str]:
    return [row[reader] for reader in ("relation", "second", "third", "fourth", "fifth") if row.get(reader)]


def _sort(label: str) -> str:
    return label if label in ("same", "different") else "row"


def wordings() -> dict[str, tuple[int, int]]:
    """Return (right, all) of the wordings of one indicator found the same, and of what is called the same that is one.

    Two groups are told apart within a set only: two authors may have thought of one indicator.
    """
    found: Counter[tuple[bool, bool]] = Counter()
    for _, members in groupby(_lines("wordings.tsv"), itemgetter("set")):
        of = [(row["group"], read(*_indicator(row["name"], row["unit"], promised=True), vocabulary())) for row in members]
        for (one, x), (two, y) in combinations(of, 2):
            if one == two or x.subject & y.subject:
                found[one == two, bool(any(worth_judging([x], [y])) and row_relation(x, y, vocabulary()) == ("same", False))] += 1
    return {
        "wordings of one indicator found the same": (found[True, True], found[True, True] + found[True, False]),
        "same that are of one indicator": (found[True, True], found[True, True] + found[False, True]),
    }


def five_plans(verdicts: Verdicts = NO_VERDICTS) -> tuple[Pair, ...]:
    """Read the pairs of the five plans; what plancmp says is the row of the alignment of their two plans.

    Without *verdicts* it is the word of the rules alone.
    """
    plans = {plan.id: plan for plan in Library.open().plans()}
    said = {
        (a, x, b, y): relation
        for a, b in combinations(sorted(plans), 2)
        for (x, y), relation in _rows(plans[a], plans[b], verdicts).items()
    }
    names = {(plan.id, i.id): i.name for plan in plans.values() for i in plan.indicators}
    labels = {(r["plan_a"], r["indicator_a"], r["plan_b"], r["indicator_b"]): r["relation"] for r in _lines("five-plans.tsv")}
    # A row that the reader did not write down is a wrong one: every right one was to be written down.
    keys = [*labels, *(key for key, relation in said.items() if relation in ROW and key not in labels)]
    return tuple(
        Pair(f"{a}-{b}", x, y, (names[a, x], names[b, y]), labels.get((a, x, b, y), "different"), said.get((a, x, b, y), "refused"))
        for a, x, b, y in keys
    )


def tables(which: Literal["learnt", "aside"], *, by: Literal["majority", "all"] = "all") -> tuple[Pair, ...]:
    """Read the whole tables of documents beside each other; what plancmp says is the row of the alignment of the two.

    Found are the pairs that a reader or plancmp would put in one row. *By* all are those only that all readers call the same, or
    put in one row, or take for different things.
    """
    return tuple(pair for pair, label in _said_of_tables(which) if by == "majority" or _agreed(label))


@cache
def _said_of_tables(which: str) -> tuple[tuple[Pair, dict[str, str]], ...]:
    """Return the pairs that a reader or plancmp would put in one row, as most readers label them, each with all its labels."""
    documents: dict[str, list[Indicator]] = defaultdict(list)
    for row in _lines("documents.tsv"):
        empty, indicator = _indicator(row["name"], row["unit"], promised=True)
        documents[row["document"]].append(structs.replace(indicator, id=row["indicator"]))
    read_ = (row for row in _lines("tables.tsv") if row["set"] == which)
    found = []
    for (a, b), rows in groupby(read_, itemgetter("document_a", "document_b")):
        labels = {(row["indicator_a"], row["indicator_b"]): row for row in rows if row["indicator_a"]}
        one, other = (structs.replace(empty, id=id, indicators=tuple(documents[id])) for id in (a, b))
        said = _rows(one, other, NO_VERDICTS)
        names = {(id, i.id): i.name for id in (a, b) for i in documents[id]}
        for x, y in sorted(labels.keys() | said.keys()):
            label = labels.get((x, y), _BY_NEITHER)
            pair = Pair(f"{a}-{b}", x, y, (names[a, x], names[b, y]), _majority(label), said.get((x, y), "refused"))
            found.append((pair, label))
    return tuple(found)


def _rows(a: Plan, b: Plan, verdicts: Verdicts) -> dict[tuple[str, str], str]:
    """What the alignment of two plans says of the indicators that it puts in one row, or offers for one."""
    said = {}
    found = align(a, b, vocabulary(), verdicts)
    for match in (*found.candidates, *found.matches):
        ladder = len(match.first) + len(match.second) > 2
        for x in match.first:
            for y in match.second:
                # A row of a whole and its parts claims no more than its weakest pair; a pair is what it is.
                pair = _judged(a, x, b, y) if ladder else match.relation
                said[x.id, y.id] = pair if pair in ROW else match.relation
    return said


def _judged(a: Plan, x: Indicator, b: Plan, y: Indicator) -> str:
    one, two = read(a, x, vocabulary()), read(b, y, vocabulary())
    return judge(one, two, vocabulary()).relation if any(worth_judging([one], [two])) else "refused"


def counts(pairs: tuple[Pair, ...]) -> dict[str, tuple[int, int]]:
    """Return (right, all) for precision and recall of ``same``, of any row, and of rows and candidates together."""
    return {
        "same precision": _ratio(p.label == "same" for p in pairs if p.said == "same"),
        "same recall": _ratio(p.said == "same" for p in pairs if p.label == "same"),
        "same found in a row": _ratio(p.said in ROW for p in pairs if p.label == "same"),
        "same found, candidates included": _ratio(p.said in (*ROW, "candidate") for p in pairs if p.label == "same"),
        "row precision": _ratio(p.label in ROW for p in pairs if p.said in ROW),
        "row recall": _ratio(p.said in ROW for p in pairs if p.label in ROW),
        "row recall, candidates included": _ratio(p.said in (*ROW, "candidate") for p in pairs if p.label in ROW),
    }


def _ratio(hits: Iterator[bool]) -> tuple[int, int]:
    found = list(hits)
    return sum(found), len(found)


def _indicator(name: str, unit: str, *, promised: bool) -> tuple[Plan, Indicator]:
    """An indicator with a figure in *unit*; without one, beside one that has one, it is *promised* without a number."""
    targets: tuple[Target, ...] = (Target(name, None, milestone=True),) if promised else ()
    if unit:
        with contextlib.suppress(Unreadable):
            targets = (Target("1", Quantity("1", comparator="=", value=Fraction(1), unit=units().read(squeeze(unit)))),)
    return Plan("p", "", Region("", "county"), "special-plan", Period(2021, 2025)), Indicator("other", "i", name, targets=targets)
