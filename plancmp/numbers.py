"""What two indicators' figures say about them: the sorts of number, their units, and per how many they are."""

from __future__ import annotations

from collections.abc import Iterator

from plancmp.grammar import Values
from plancmp.readings import Reading
from plancmp.reasons import Reason
from plancmp.vocabulary import Vocabulary

_MULTIPLES = frozenset({"share", "times", "ratio"})
_ONE_EACH = frozenset({"people", "things"})
# Persons or households served and how often they were are told apart in a note: 救助人数 and 救助人次.
_SERVED = frozenset({"people", "person-times"})
_HELPED = frozenset({"households", "household-times"})
_COVERAGE = frozenset({"coverage"})

_FAMILY_NAMES = {"rate": "rate", "count": "count", "standard": "standard", "area": "area", "money": "amount of money"}

Effect = tuple[str, Reason]
"""The relation that a difference lets two indicators have, or ``refused`` or ``candidate``; and why."""


def numbers(a: Reading, b: Reading, vocabulary: Vocabulary) -> Iterator[Effect]:
    """Sorts of number that differ refuse a match, and so do units that do not convert; none is evidence for one."""
    if a.families and b.families and not a.families & b.families:
        names = tuple(" + ".join(_FAMILY_NAMES.get(f, f) for f in sorted(r.families)) for r in (a, b))
        yield "refused", Reason("family-conflict", names)
    elif (
        a.dimensions
        and b.dimensions
        and not a.dimensions & b.dimensions
        and not _of_one_dimension(a, b)
        and not _one_for_each_person(a, b, vocabulary)
    ):
        served = a.dimensions | b.dimensions in (_SERVED, _HELPED)
        # A reach given in places (覆盖面, 每县至少1所) is close to one in percent.
        reach = a.meaning.of("measure") == b.meaning.of("measure") == _COVERAGE and "share" in a.dimensions | b.dimensions
        yield (
            "close" if served or reach else "refused",
            Reason("unit-conflict", (" + ".join(sorted(a.dimensions)), " + ".join(sorted(b.dimensions)))),
        )


def _of_one_dimension(a: Reading, b: Reading) -> bool:
    """Bare numbers go with any unit; 1.3倍 of a standard is 130% of it."""
    both = a.dimensions | b.dimensions
    return "number" in both or (both <= _MULTIPLES and bool(a.meaning.of("denominator")) and a.meaning.of("measure") == {"share"})


def _one_for_each_person(a: Reading, b: Reading, vocabulary: Vocabulary) -> bool:
    """Where it goes without saying that persons are counted, a thing is one person's: 火化遗体(具) are 火化人数."""
    shared = [vocabulary.value(f, id) for f in ("what", "activity") for id in a.meaning.of(f) & b.meaning.of(f)]
    return a.dimensions | b.dimensions == _ONE_EACH and any("people" in value.tacit.get("counted", ()) for value in shared)


def share_and_per_many(share: Reading, many: Reading, vocabulary: Vocabulary) -> bool:
    """3% of older persons is 30 per thousand of them."""
    of, per = share.meaning.of("denominator"), many.meaning.of("denominator")
    return (
        share.families == {"rate"}
        and share.meaning.of("measure") == {"share"}
        and many.families == {"count"}
        and many.meaning.of("measure") <= {"count"}
        and of != per
        and any(id.startswith("of-") for id in of)
        and per_more_or_fewer(of, per, vocabulary)
    )


def per_more_or_fewer(va: Values, vb: Values, vocabulary: Vocabulary) -> bool:
    """Beds per hundred and per thousand older persons are one indicator; the figures are converted."""
    of = vocabulary.of_so_many(va)
    return len(va) == len(vb) == len(of) == 1 and of == vocabulary.of_so_many(vb)


def figures_tell(facet: str, a: Reading, b: Reading) -> bool:
    """Of figures in one unit it does not matter whether a name says 人数 or 人次."""
    return facet == "counted" and a.dimensions == b.dimensions and bool(a.dimensions) and a.dimensions <= _SERVED
