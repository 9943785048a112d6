"""Why two indicators are in one row, or why not, segment by segment."""

from __future__ import annotations

from msgspec import Struct

from plancmp.model import Indicator, Plan
from plancmp.readings import Reading, read
from plancmp.relate import Judgement, judge, judge_by_verdict
from plancmp.verdicts import NONE as NO_VERDICTS
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import Vocabulary

_RANK = {"same": 5, "close": 4, "broader": 3, "narrower": 3, "candidate": 2, "refused": 1}


class Segment(Struct, frozen=True):
    """What both names say about one facet; empty text where one says nothing."""

    facet: str
    label: str
    """The facet in Chinese, with its English in brackets; so are the values."""
    first: str
    second: str


class Explanation(Struct, frozen=True):
    """Two indicators, what the first is to the second, and what each name says."""

    first: Indicator
    second: Indicator
    judgement: Judgement
    segments: tuple[Segment, ...]
    """The facets that either name speaks of, in the vocabulary's order."""
    unknown: tuple[str, str]
    """What the vocabulary does not know of each name."""


def explain(a: Plan, x: Indicator, b: Plan, y: Indicator, vocabulary: Vocabulary, verdicts: Verdicts = NO_VERDICTS) -> Explanation:
    """Explain one pair of indicators."""
    return _explain(read(a, x, vocabulary), read(b, y, vocabulary), vocabulary, verdicts)


def nearest(
    a: Plan, x: Indicator, b: Plan, vocabulary: Vocabulary, verdicts: Verdicts = NO_VERDICTS, limit: int = 3
) -> tuple[Explanation, ...]:
    """Explain what comes nearest to an indicator in another plan: by relation, then by how alike the names are."""
    mine = read(a, x, vocabulary)
    found = [_explain(mine, read(b, y, vocabulary), vocabulary, verdicts) for y in b.indicators]
    found.sort(key=lambda e: (-_RANK[e.judgement.relation], -e.judgement.score, e.second.name, e.second.id))
    return tuple(found[:limit])


def _explain(x: Reading, y: Reading, vocabulary: Vocabulary, verdicts: Verdicts) -> Explanation:
    decided = verdicts.on((x.plan, x.indicator.id), (y.plan, y.indicator.id))
    judgement = judge_by_verdict(x, y, verdicts) if decided else judge(x, y, vocabulary)
    segments = tuple(
        Segment(
            facet,
            f"{about.zh} ({about.en})",
            vocabulary.label(facet, x.meaning.of(facet)),
            vocabulary.label(facet, y.meaning.of(facet)),
        )
        for facet, about in vocabulary.facets.items()
        if x.meaning.of(facet) or y.meaning.of(facet)
    )
    unknown = (_unknown(x), _unknown(y))
    return Explanation(x.indicator, y.indicator, judgement, segments, unknown)


def _unknown(reading: Reading) -> str:
    return " ".join(filter(None, (*reading.meaning.residue, reading.scope_residue)))
