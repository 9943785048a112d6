"""How right the rows of a made-up library are: precision and recall of the pairs of indicators that stand in one row."""

from __future__ import annotations

import csv
import functools
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from bench.concepts import labels
from bench.make_library import TRUTH

Key = tuple[str, str, str]
"""Concept, turn, scope: what an indicator truly is."""
Member = tuple[str, str]
"""A plan's id and an indicator's."""

# The labelled pairs are of two plans each; these are parts of one another within one plan.
_WITHIN = (
    ("huzhou:elderly-care-institutions", "huzhou:institutions-publicly-built-privately-run"),
    ("guichi:elderly-assessment-system", "guichi:elderly-ability-assessment"),
    ("guichi:seniors-canteen-coverage", "guichi:urban-community-canteen-coverage"),
    ("guichi:nursing-care-bed-ratio-2020", "guichi:nursing-care-bed-share"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of indicators of different plans."""

    right: int
    """Of one concept and scope, and in one row."""
    wrong: int
    """In one row, and neither the same nor one a part of the other."""
    missed: int
    """The same, and in different rows."""

    @property
    def precision(self) -> float:
        """The share of right ones among the pairs in one row, but for those of which one is a part of the other."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of what is the same that stands in one row."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def read(folder: Path) -> dict[Member, Key]:
    """Read what every indicator of a made-up library is."""
    with (folder / TRUTH).open(encoding="utf-8", newline="") as lines:
        return {
            (r["plan"], r["indicator"]): (r["concept"], r["turn"], r["scope"])
            for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        }


def score(rows: Iterable[Iterable[Member]], truth: Mapping[Member, Key], plans: Iterable[str] | None = None) -> Score:
    """Hold rows against the truth, for all plans or for some of them. What stands in no row of several stands alone."""
    wanted = None if plans is None else set(plans)
    right = wrong = 0
    for row in rows:
        members = [m for m in row if m in truth and (wanted is None or m[0] in wanted)]
        if len(members) > 1:
            of = Counter(truth[m] for m in members)
            right += sum(n * (n - 1) // 2 for n in of.values()) - _twice((truth[m], m[0]) for m in members)
            wrong += sum(of[a] * of[b] for a, b in combinations(of, 2) if not kin(a, b))
    everything = Counter(key for m, key in truth.items() if wanted is None or m[0] in wanted)
    same = sum(n * (n - 1) // 2 for n in everything.values())
    same -= _twice((key, m[0]) for m, key in truth.items() if wanted is None or m[0] in wanted)
    return Score(right, wrong, same - right)


def kin(a: Key, b: Key) -> bool:
    """Tell whether one is a part of the other, so that they may stand in one row but need not."""
    if a[0] != b[0]:
        return a[1] == b[1] and (a[2] == b[2] or "" in (a[2], b[2])) and frozenset((a[0], b[0])) in _labelled()
    parts = [key[1] for key in (a, b) if key[1].endswith("/part")]
    if a[1] != b[1] and not (len(parts) == 1 and "" in (a[1], b[1])):
        return False
    return a[2] == b[2] or "" in (a[2], b[2])


@functools.cache
def _labelled() -> frozenset[frozenset[str]]:
    return frozenset(frozenset((a, b)) for a, b, *_ in (*labels("close", "broader", "narrower"), *_WITHIN))


def _twice(members: Iterable[tuple[Key, str]]) -> int:
    """Pairs within one plan, which no alignment is asked about."""
    return sum(n * (n - 1) // 2 for n in Counter(members).values())
