"""Which rates are one rate under several names: 覆盖率, 占比 and 建成率 of what places have or are called."""

from __future__ import annotations

from plancmp.grammar import ASIDE, Values
from plancmp.readings import Reading, said
from plancmp.vocabulary import Vocabulary

_WHERE_AND_WHAT = frozenset({"area", "level", "housing", "what", "measure"}) | ASIDE


def one_rate(measures: Values, a: Reading, b: Reading, vocabulary: Vocabulary) -> bool:
    """Tell whether two names mean the same rate by different *measures*."""
    if measures == {"share", "part"} and _of_bodies(a, b, vocabulary):
        return False
    return (
        _of_a_base(measures, a, b)
        or _of_those_entitled(measures, a, b, vocabulary)
        or _of_those_that(measures, a, b)
        or _of_places(measures, a, b, vocabulary)
        or _of_a_title(measures, a, b, vocabulary)
    )


def near_rate(a: Reading, b: Reading, vocabulary: Vocabulary) -> bool:
    """Tell whether two rates are close, like 参保率 and 覆盖率: one names an activity that says no more than silence."""
    measures = a.meaning.of("measure") | b.meaning.of("measure")
    if measures == {"coverage", "completion"}:
        return True  # what is finished of a plan, and what there is
    if "compliance" in measures and _of_a_title(measures - {"compliance"}, a, b, vocabulary):
        return True  # what is up to the standard of a title, and what bears it
    named = a.meaning.of("activity") | b.meaning.of("activity")
    return measures == {"share", "coverage"} and bool(named) and said("activity", a, vocabulary) == said("activity", b, vocabulary)


def _of_bodies(a: Reading, b: Reading, vocabulary: Vocabulary) -> bool:
    """The share of committees that have a woman is no share of women among their members."""
    heads = [vocabulary.values.get(("what", r.meaning.head or "")) for r in (a, b)]
    shared = {a.meaning.head, b.meaning.head} <= a.meaning.of("what") & b.meaning.of("what")
    return shared and len({bool(of and of.counts) for of in heads}) == 2


def _of_a_base(measures: Values, a: Reading, b: Reading) -> bool:
    """Of a base that both name, coverage is a share (注册志愿者占居民人口比例, 居民志愿者注册率)."""
    base = a.meaning.of("denominator")
    return (
        measures <= {"share", "part", "coverage"}
        and base == b.meaning.of("denominator")
        and any(id.startswith("of") for id in base)
    )


def _of_those_entitled(measures: Values, a: Reading, b: Reading, vocabulary: Vocabulary) -> bool:
    """How many of those entitled are paid or insured is how many are covered."""
    named = a.meaning.of("activity") | b.meaning.of("activity")
    return (
        measures == {"share", "coverage"}
        and bool(named & {"payout", "insured"})
        and said("activity", a, vocabulary) == said("activity", b, vocabulary)
    )


def _of_those_that(measures: Values, a: Reading, b: Reading) -> bool:
    """A share *of those that* is any rate (建有设施的社区占比 is 覆盖率): which, the verb says; so does a shared activity."""
    activity = (a.meaning.of("activity"), a.meaning.residue)
    if measures == {"coverage", "built-rate"}:
        return not a.meaning.of("housing")
    if (
        a.meaning.of("threshold")
        and a.meaning.of("threshold") == b.meaning.of("threshold")
        and measures <= {"compliance", "share", "part"}
    ):
        return True  # what complies with a grade has it
    if "part" in measures:
        return measures <= {"part", "share", "coverage", "built-rate", "implementation", "completion"}
    same = activity == (b.meaning.of("activity"), b.meaning.residue) and any(activity)
    return same and measures <= {"share", "coverage", "implementation", "completion"} and not measures >= {"coverage", "completion"}


def _of_places(measures: Values, a: Reading, b: Reading, vocabulary: Vocabulary) -> bool:
    """The rate of a thing that places have or lack (村规民约制定率, 地名标志设置率) is its coverage."""
    things = a.meaning.of("what")
    values = [vocabulary.value("what", id) for id in things]
    done = measures <= {"share", "part", "completion"}  # of what is to be made: 地名规划编制率, 编制完成率
    return (
        (done or measures <= {"share", "part", "coverage", "built-rate"})
        and things == b.meaning.of("what")
        and len(values) == 1
        and (done or not (values[0].under or values[0].counts))  # else it may be a share of its own kind
        and not any(said(facet, r, vocabulary) for r in (a, b) for facet in r.meaning.facets.keys() - _WHERE_AND_WHAT)
    )


def _of_a_title(measures: Values, a: Reading, b: Reading, vocabulary: Vocabulary) -> bool:
    """智慧社区覆盖率, 智慧社区占比 and 智慧社区建成率 all say how many of those that might bear the name do."""
    head = vocabulary.values.get(("what", a.meaning.head or ""))
    rates = measures <= {"share", "part", "coverage", "built-rate"}
    return rates and head is not None and head.title and a.meaning.head == b.meaning.head
