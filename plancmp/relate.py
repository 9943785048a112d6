"""What one indicator is to another: the same, close, broader, narrower, a candidate, or something else.

A relation is never read off the similarity of names. Both names are cut into facets (vocabulary.py), and every
difference has to be explained by what the vocabulary knows; a difference that nothing explains leaves a candidate for a
person to decide on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from rapidfuzz import fuzz, process

from plancmp.grammar import ASIDE, BOTH_AREAS, DEFINITION, NONE, PARTICLES, Values
from plancmp.numbers import Effect, figures_tell, numbers, per_more_or_fewer, share_and_per_many
from plancmp.rates import near_rate, one_rate
from plancmp.readings import Reading, of_groups, places_and_persons, said
from plancmp.reasons import Reason
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import EACH_PLACE, Vocabulary

CANDIDATE_CUTOFF = 60.0
"""RapidFuzz ratio (0 to 100) of two names below which an unexplained difference is not worth showing."""
_OVERLAP_CUTOFF = 40.0
"""The same for names of which each says more than the other, all of it known."""

# Facets whose values add up: 街道 + 乡镇 is 乡镇(街道), so a subset is the narrower indicator.
_ADDITIVE = ("area", "level", "who", "housing", "arrangement", "ability")
# Facets in which saying more is saying something else: 年检合格 is no narrower 年检.
_DISTINCT = ("age", "activity", "event", "processing", "counted", "status")
_DOING = frozenset({"activity", "measure", "counted", "event"})
_OF_PLACES = frozenset({"level", "counted", "denominator", "measure"})
# What is paid, to which a deed without a number (集中供养) is no counterpart.
_LEVELS = frozenset({"standard", "subsidy-level", "money", "income"})
_OF_ANYTHING = frozenset({"measure", "counted", "area", "frequency", "statistic", "population", "status", "span"})
_OF_WHATEVER = frozenset({"share", "part", "coverage", "count", "completion", "compliance", "built-rate", "money", "standard"})
_COMMUNITIES = frozenset({"village", "community"})
_OF_MANY = frozenset({"measure", "counted"})
_IN_ALL = frozenset({"plan"})
_CHOSEN = frozenset({"brand", "system"})
_COUNTED = frozenset({"people", "households", "visits"})
# Part of what money a sum is, silence does not say.
_OF_MONEY = re.compile("consumption|income|金|支出|收入|经费|生产总值")


class Judgement(Struct, frozen=True):
    """What one indicator is to another."""

    relation: str
    """``same``, ``close``, ``broader`` (the first is), ``narrower`` (the first is), ``candidate`` or ``refused``."""
    score: float
    """RapidFuzz ratio of the two names, 0 to 100."""
    reasons: tuple[Reason, ...]
    by_verdict: bool = False
    """A person decided it."""
    noted: bool = False
    """The one is a part of the other, and differs from it in something else, too."""


def worth_judging(a: Sequence[Reading], b: Sequence[Reading]) -> Iterator[tuple[int, int]]:
    """Yield, in order, the places of every two that could be related at all, found cheaply: they name one thing, or look alike."""
    names = [y.meaning.name for y in b]
    about: dict[str, set[int]] = defaultdict(set)
    for j, y in enumerate(b):
        for subject in y.subject:
            about[subject].add(j)
    for i, x in enumerate(a):
        alike = process.extract(x.meaning.name, names, scorer=fuzz.ratio, score_cutoff=CANDIDATE_CUTOFF, limit=None)
        found = {j for _, _, j in alike}.union(*(about[subject] for subject in x.subject if subject in about))
        yield from ((i, j) for j in sorted(found))


def judge(a: Reading, b: Reading, vocabulary: Vocabulary, *, why_not: bool = True) -> Judgement:
    """Say what *a* is to *b*, and why; of what is refused no more than that, unless *why_not* is asked for."""
    effects = []
    for effect in _effects(a, b, vocabulary):
        if effect[0] == "refused" and not why_not:
            return Judgement("refused", 0.0, ())
        effects.append(effect)
    score = round(fuzz.ratio(a.meaning.name, b.meaning.name), 1)
    reasons = tuple(reason for _, reason in effects)
    kinds = {kind for kind, _ in effects}
    if "refused" in kinds:
        return Judgement("refused", score, tuple(r for kind, r in effects if kind == "refused"))
    if "candidate" in kinds or _overlap(kinds, a, b):  # something is unexplained, or a person decides which it is
        return Judgement("candidate" if score >= _cutoff(kinds, a, b) else "refused", score, reasons)
    if a.indicator.domain != b.indicator.domain:
        reasons = (*reasons, Reason("other-domain", (a.indicator.domain, b.indicator.domain)))
    relation = _relation(kinds)
    if relation != "same":
        return Judgement(relation, score, reasons, noted=_noted(kinds))
    exact = a.meaning.name == b.meaning.name
    return Judgement("same", score, (Reason("same-name" if exact else "same-meaning"), *reasons))


def _cutoff(kinds: set[str], a: Reading, b: Reading) -> float:
    """How alike two names must be to be shown to a person: not at all, if figures of one thing differ in unknown words only."""
    if kinds == {"candidate"} and a.meaning.head and a.families and b.families and not (a.milestone or b.milestone):
        return 0
    return CANDIDATE_CUTOFF if "candidate" in kinds else _OVERLAP_CUTOFF


def row_relation(a: Reading, b: Reading, vocabulary: Vocabulary) -> tuple[str, bool] | None:
    """Say what :func:`judge` says (the relation, and whether it is *noted*), if that lets both stand in one row; else None.

    It is the same for all readings of one sense (:func:`plancmp.readings.sense`), whatever their plans, names and domains.
    """
    kinds = set()
    for kind, _ in _effects(a, b, vocabulary):
        if kind in ("refused", "candidate"):
            return None
        kinds.add(kind)
    return None if _overlap(kinds, a, b) else (_relation(kinds), _noted(kinds))


def unknown_letters(reading: Reading) -> str:
    """What the vocabulary does not know of a name, whatever its order: without a difference in it, two can stand in one row."""
    return "".join(_letters(" ".join(reading.meaning.residue)))


def _overlap(kinds: set[str], a: Reading, b: Reading) -> bool:
    """Tell whether each says more than the other, or a number and a promise without one are of different reach."""
    return kinds >= {"broader", "narrower"} or (a.milestone != b.milestone and not kinds.isdisjoint({"broader", "narrower"}))


def _relation(kinds: set[str]) -> str:
    return next((relation for relation in ("broader", "narrower", "close") if relation in kinds), "same")


def _noted(kinds: set[str]) -> bool:
    return "close" in kinds and not kinds.isdisjoint({"broader", "narrower"})


def judge_by_verdict(a: Reading, b: Reading, verdicts: Verdicts) -> Judgement:
    """Say what a person decided about a pair that has a verdict."""
    verdict = verdicts.on((a.plan, a.indicator.id), (b.plan, b.indicator.id))
    assert verdict is not None
    score = round(fuzz.ratio(a.meaning.name, b.meaning.name), 1)
    code = "accepted" if verdict.accepted else "rejected"
    reason = Reason(code, (f"{verdict.file}:{verdict.line}", verdict.comment or "—"))
    return Judgement(verdict.relation if verdict.accepted else "refused", score, (reason,), by_verdict=True)


def differ_only_in(a: Reading, b: Reading) -> tuple[str, Values, Values] | None:
    """Return the one additive facet in which two readings differ by disjoint values (街道 / 乡镇), with those values."""
    found = None
    for facet in {*a.meaning.facets, *b.meaning.facets}:
        va, vb = a.meaning.of(facet), b.meaning.of(facet)
        if va == vb:
            continue
        if found or facet not in _ADDITIVE or va & vb or not (va and vb):
            return None
        found = (facet, va, vb)
    return found if a.meaning.residue == b.meaning.residue and a.scope_residue == b.scope_residue else None


def _effects(a: Reading, b: Reading, vocabulary: Vocabulary) -> Iterator[Effect]:
    everywhere = _everywhere(a, b) or _everywhere(b, a)
    of_many = share_and_per_many(a, b, vocabulary) or share_and_per_many(b, a, vocabulary)
    if everywhere:
        yield "close", Reason("everywhere")
    elif not of_many:
        yield from numbers(a, b, vocabulary)
    if not everywhere and a.milestone != b.milestone and a.meaning.name != b.meaning.name:
        yield "close", Reason("milestone")
    named = a.meaning.facets.keys() | b.meaning.facets.keys()
    for facet in vocabulary.facets:
        if facet not in named or (everywhere and facet in _OF_PLACES) or (of_many and facet in _OF_MANY):
            continue
        va, vb = said(facet, a, vocabulary), said(facet, b, vocabulary)
        if va != vb:
            yield from _facet(facet, va, vb, a, b, vocabulary)
    # The same unknown words in another order say the same (设立老年医学科的医院占比 / 医院设立老年医学科的比例).
    ra, rb = " ".join(a.meaning.residue), " ".join(b.meaning.residue)
    if _letters(ra) != _letters(rb) or (_says_nothing(a) and _says_nothing(b) and a.meaning.name != b.meaning.name):
        yield "candidate", Reason("unexplained", (ra or "—", rb or "—"))
    yield from _scopes(a, b)


def _says_nothing(reading: Reading) -> bool:
    """What is measured is not among the words known (信息系统应用率, 资源归集率)."""
    meaning = reading.meaning
    return not meaning.residue and meaning.facets.keys() <= _OF_ANYTHING and meaning.of("measure") <= _OF_WHATEVER


def _everywhere(one: Reading, share: Reading) -> bool:
    """每个县至少1所 is the promise of which 县级覆盖率 is the rate."""
    each = one.meaning.of("denominator")
    return (
        bool(each)
        and each <= EACH_PLACE.keys()
        and share.meaning.of("level") in [EACH_PLACE[id] for id in each]
        and share.families == {"rate"}
        and not share.meaning.of("denominator")
        and one.meaning.of("measure") <= {"count"}
        and all(one.meaning.of(f) == share.meaning.of(f) for f in {*one.meaning.facets, *share.meaning.facets} - _OF_PLACES)
    )


def _facet(facet: str, va: Values, vb: Values, a: Reading, b: Reading, vocabulary: Vocabulary) -> Iterator[Effect]:
    unsaid = _unsaid(facet, va, vb, a, b, vocabulary)
    if unsaid == "same" or figures_tell(facet, a, b):
        return
    if facet == "level" and (_all_communities_alike(a, b) or _all_communities_alike(b, a)):
        return
    about = vocabulary.facets[facet]
    label = f"{about.zh} ({about.en})"
    both = (vocabulary.label(facet, va), vocabulary.label(facet, vb))
    if unsaid:
        yield unsaid, Reason("facet-open", ((a if va - vb else b).plan, label, vocabulary.label(facet, va ^ vb)))
    elif facet == "denominator" and per_more_or_fewer(va, vb, vocabulary):
        yield "same", Reason("facet-converted", (label, *both))
    elif facet == "level" and (wide := _all_communities(a, b) or _all_communities(b, a)):
        yield "broader" if wide is a else "narrower", Reason("facet-narrower", (label, *(both if wide is b else both[::-1])))
    elif facet == "who" and of_groups(a) and of_groups(b):
        yield "refused", Reason("facet-conflict", (label, *both))
    elif not va or not vb:
        yield from _missing(facet, va, vb, label, both[0] or both[1], a, b, vocabulary)
    elif facet != "measure" or not one_rate(va | vb, a, b, vocabulary):
        yield from _beside(facet, va, vb, label, both, a, b, vocabulary)


def _unsaid(facet: str, va: Values, vb: Values, a: Reading, b: Reading, vocabulary: Vocabulary) -> str | None:
    """``same`` if what only one name says goes without saying in the other, ``close`` if it mostly does."""
    if facet in ("level", "area") and va and vb:
        return None  # villages are not communities, whatever goes without saying
    if facet in ("frequency", "statistic", DEFINITION) and va and vb:
        return None  # nor is a year's growth that of an average year, or the least the mean
    for kind, usual in (("same", False), ("close", True)):
        if _tacit(facet, va - vb, b, vocabulary, usual=usual) and _tacit(facet, vb - va, a, vocabulary, usual=usual):
            return kind
    return None


def _beside(
    facet: str, va: Values, vb: Values, label: str, both: tuple[str, str], a: Reading, b: Reading, vocabulary: Vocabulary
) -> Iterator[Effect]:
    """What follows where both names answer, and not the same."""
    if facet == DEFINITION or _close(facet, va, vb, vocabulary) or (facet == "measure" and near_rate(a, b, vocabulary)):
        yield "close", Reason("facet-close", (label, *both))
    elif facet == "what" and _of_other_things(a, b, vocabulary) and not _listed(facet, va, vb, vocabulary):
        yield "refused", Reason("head-conflict", both)
    elif facet in _DISTINCT or _another(facet, va, vb, vocabulary):
        yield "refused", Reason("facet-conflict", (label, *both))
    elif _under(facet, vb, va, vocabulary):
        yield from _direction("broader", facet, Reason("facet-narrower", (label, both[1], both[0])), a, b, vocabulary)
    elif _under(facet, va, vb, vocabulary):
        yield from _direction("narrower", facet, Reason("facet-narrower", (label, both[0], both[1])), a, b, vocabulary)
    else:
        yield "refused", Reason("facet-conflict", (label, *both))


def _of_other_things(a: Reading, b: Reading, vocabulary: Vocabulary) -> bool:
    """What is measured of the one is not what is measured of the other, nor a kind of it."""
    x, y = (_thing(reading) for reading in (a, b))
    return a.meaning.head != b.meaning.head and not _kind_of("what", x, y, vocabulary)


def _thing(reading: Reading) -> str | None:
    """The last thing of a name; where a deed stands last (两项补贴发放率), the one thing that it is done to."""
    things = reading.meaning.of("what")
    return next(iter(things)) if reading.meaning.head not in things and len(things) == 1 else reading.meaning.head


def _all_communities_alike(said: Reading, bare: Reading) -> bool:
    """城乡社区 are the communities of town and country: all of them, as communities are of which nothing is said."""
    levels = said.meaning.of("level") | bare.meaning.of("level")
    named = "community" in said.meaning.of("level") & bare.meaning.of("level") and levels <= _COMMUNITIES
    return named and said.meaning.of("area") == BOTH_AREAS and bare.meaning.of("area") in (NONE, BOTH_AREAS)


def _all_communities(wide: Reading, rural: Reading) -> Reading | None:
    """Communities of which nobody says that they are urban are also those of the countryside (农村社区)."""
    every = wide.meaning.of("level") == {"community"} and wide.meaning.of("area") in (NONE, BOTH_AREAS)
    return wide if every and rural.meaning.of("level") == {"village"} and rural.meaning.of("area") == {"rural"} else None


def _missing(
    facet: str, va: Values, vb: Values, label: str, present: str, a: Reading, b: Reading, vocabulary: Vocabulary
) -> Iterator[Effect]:
    rule = vocabulary.facets[facet].missing
    one, silent = (a, b) if va else (b, a)
    speaker = one.plan
    if rule == "silent":
        # What there is, and a total, is there in all; what is done in a year is not.
        if (va | vb) == _IN_ALL and "总" not in silent.meaning.name and (_done(silent, vocabulary) or "money" in silent.families):
            yield "close", Reason("facet-open", (speaker, label, present))
        return
    if facet == "who" and (va | vb) <= _for_whom("what", one, vocabulary):
        return  # what it is of says so, too: 特困人员供养机构
    share_of = facet == "denominator" and all(id.startswith("of") and not _OF_MONEY.search(id) for id in va | vb)
    if facet == "measure" and (a.milestone or b.milestone) and (va | vb) & _LEVELS:
        yield "refused", Reason("facet-only", (speaker, label, present))
    elif facet == "measure":
        # A count's 数量 and a rate's 率 go without saying where the figures show them, and so does the 标准 of some yuan.
        shown = a.families == b.families or (va | vb == {"standard"} and "standard" in a.families & b.families)
        if not (a.families and shown and (va | vb) <= {"count", "share", "standard", "money", "area"}):
            yield "close", Reason("facet-open", (speaker, label, present))
    elif facet == "counted" and a.meaning.of("measure") == b.meaning.of("measure") == {"compliance"}:
        yield "close", Reason("facet-open", (speaker, label, present))  # up to the standard, or their floor area is
    elif rule == "open" or share_of or ((a.milestone or b.milestone) and (va | vb <= _COUNTED or va | vb <= EACH_PLACE.keys())):
        # A promise without a number (完成适老化改造) need not say what is counted, nor that every county has it.
        yield "close", Reason("facet-open", (speaker, label, present))
    elif (
        (rule == "different" and not _portions(facet, va | vb, vocabulary))
        or _subset(facet, va, a, b)
        or _elsewhere(facet, va | vb, silent, vocabulary)
        or (_bare(silent) and not (facet == "who" and _for_whom("activity", silent, vocabulary)))
        or (facet == "who" and _others(one, silent, vocabulary))
        or (facet == "what" and not _common_ground(a, b))
    ):
        yield "refused", Reason("facet-only", (speaker, label, present))
    else:
        yield ("narrower" if va else "broader"), Reason("facet-only", (speaker, label, present))


def _bare(silent: Reading) -> bool:
    """A number of doings without a thing, group or place (开展各类试点) is no whole of which another is a part."""
    return silent.meaning.facets.keys() <= _DOING | ASIDE and "rate" not in silent.families


def _for_whom(facet: str, reading: Reading, vocabulary: Vocabulary) -> Values:
    """Whom its doings or things are for, where that goes without saying: 家庭适老化改造 is done for older persons."""
    return NONE.union(*(vocabulary.value(facet, id).tacit.get("who", NONE) for id in reading.meaning.of(facet)))


def _others(speaker: Reading, silent: Reading, vocabulary: Vocabulary) -> bool:
    """Orphans are no kind of older persons, even where being old goes without saying."""
    unsaid = (vocabulary.value(f, id).tacit.get("who", NONE) for f, ids in silent.meaning.facets.items() for id in ids)
    named, whole = speaker.meaning.of("who"), silent.meaning.of("who") or NONE.union(*unsaid)
    whole = frozenset(group for group in whole if not vocabulary.value("who", group).whole)
    return bool(whole) and not any(_kind_of("who", n, w, vocabulary, one_way=True) for n in named for w in whole)


def _common_ground(a: Reading, b: Reading) -> bool:
    """Two names of which one names no thing still speak of one matter if they share a group and an activity."""
    shared = [f for f in ("who", "activity", "arrangement", "processing") if a.meaning.of(f) & b.meaning.of(f)]
    return bool(shared)


def _direction(kind: str, facet: str, reason: Reason, a: Reading, b: Reading, vocabulary: Vocabulary) -> Iterator[Effect]:
    """The number or share of one kind of thing is no part of a comparison with that of all; coverage may be.

    So may the share of what is done, or of those that reach a grade (立体安葬占比 and 节地生态安葬率), and the number of a kind
    that plans set beside all (持证社工 beside 社会工作专业人才).
    """
    narrow, wide = (a, b) if kind == "narrower" else (b, a)
    portions = facet == "what" and _portions(facet, narrow.meaning.of(facet) - wide.meaning.of(facet), vocabulary)
    shares = a.meaning.of("measure") | b.meaning.of("measure") <= {"share", "part"} and a.meaning.head != b.meaning.head
    done = _done(a, vocabulary) & _done(b, vocabulary) or a.meaning.of("threshold") & b.meaning.of("threshold")
    if facet == "what" and not portions and ("count" in a.families | b.families or (shares and not done)):
        yield "refused", reason
    else:
        yield kind, reason


def _portions(facet: str, more: Values, vocabulary: Vocabulary) -> bool:
    """All that one name says more are kinds whose numbers stand beside those of all.

    A member says nothing more than the list that has it (慈善超市 beside 捐助站点和慈善超市).
    """
    return all(vocabulary.value(facet, id).portion for id in more)


def _done(reading: Reading, vocabulary: Vocabulary) -> Values:
    """What is done, be it said or not: 海葬 is a burial. A share of persons (活跃志愿者占比) is one of them, not of deeds."""
    things = [vocabulary.value("what", id) for id in reading.meaning.of("what")]
    if any(value.counts for value in things):
        return NONE
    return reading.meaning.of("activity").union(*(value.tacit.get("activity", NONE) for value in things))


def _under(facet: str, narrow: Values, wide: Values, vocabulary: Vocabulary) -> bool:
    """Each narrow value is one of the wide ones or a kind of one; where values qualify, more of them say more."""
    if facet in _ADDITIVE or _coordinated(facet, narrow, wide, vocabulary):
        return all(_kind_of(facet, n, w, vocabulary, one_way=True) for n in narrow for w in [_best(n, wide, facet, vocabulary)])
    return all(any(_kind_of(facet, n, w, vocabulary, one_way=True) for n in narrow) for w in wide)


def _coordinated(facet: str, one: Values, other: Values, vocabulary: Vocabulary) -> bool:
    """What one name says more stands beside a kind of the same (村民委员会和居民委员会); it does not qualify it."""
    shared = {vocabulary.value(facet, id).under for id in one & other}
    return one != other and all(vocabulary.value(facet, id).under in shared - {None} for id in one ^ other)


def _best(narrow: str, wide: Values, facet: str, vocabulary: Vocabulary) -> str:
    return next((w for w in sorted(wide) if _kind_of(facet, narrow, w, vocabulary, one_way=True)), "")


def _kind_of(facet: str, a: str | None, b: str | None, vocabulary: Vocabulary, one_way: bool = False) -> bool:
    """Tell whether *a* is *b* or a kind of it (or, unless *one_way*, the other way round)."""
    if a is None or b is None or a == b:
        return a == b
    up: str | None = a
    while up is not None and (value := vocabulary.values.get((facet, up))):
        if up == b:
            return True
        up = value.under
    return not one_way and _kind_of(facet, b, a, vocabulary, one_way=True)


def _close(facet: str, va: Values, vb: Values, vocabulary: Vocabulary) -> bool:
    """One value of each is close to the other's; what goes without saying beside the one, the other may say."""
    only_a, only_b = va - vb, vb - va
    return any(_close_but(facet, x, y, only_a, only_b, vocabulary) for x in only_a for y in only_b)


def _close_but(facet: str, x: str, y: str, only_a: Values, only_b: Values, vocabulary: Vocabulary) -> bool:
    one, other = vocabulary.value(facet, x), vocabulary.value(facet, y)
    unsaid = (other.tacit.get(facet, NONE), one.tacit.get(facet, NONE))
    return (y in one.close or x in other.close) and only_a - {x} <= unsaid[0] and only_b - {y} <= unsaid[1]


def _tacit(facet: str, said: Values, silent: Reading, vocabulary: Vocabulary, *, usual: bool = False) -> bool:
    """Tell whether what only one name says goes without saying in the other: children's directors are those of villages.

    With *usual*, also whether it mostly does.
    """
    if not said:
        return True
    if facet == "statistic":
        return not silent.meaning.of(facet)
    if facet == "frequency" and "standard" in silent.families and not (silent.meaning.of(facet) or silent.meaning.of("event")):
        return True
    if facet == "level" and said == {"village"} and silent.meaning.of("area") == {"rural"} and "rate" in silent.families and usual:
        return True  # 农村公墓覆盖率 mostly counts villages
    # Villages are rural, but villages and communities are not.
    places = facet == "area" and len(silent.meaning.of("level")) > 1
    beside = [vocabulary.value(f, id) for f, ids in silent.meaning.facets.items() if not (places and f == "level") for id in ids]
    unsaid = frozenset().union(*(value.tacit.get(facet, NONE) for value in beside))
    return said <= (unsaid.union(*(value.usual.get(facet, NONE) for value in beside)) if usual else unsaid)


def _elsewhere(facet: str, level: Values, silent: Reading, vocabulary: Vocabulary) -> bool:
    """Subdistricts are urban, and villages rural."""
    where = frozenset().union(*(vocabulary.value(facet, id).tacit.get("area", NONE) for id in level)) if facet == "level" else NONE
    return len(where) == 1 and bool(silent.meaning.of("area")) and not where & silent.meaning.of("area")


def _subset(facet: str, va: Values, a: Reading, b: Reading) -> bool:
    """The number of things of one grade, or persons in one matter, is no part of a comparison with the number of all."""
    speaker, silent = (a, b) if va else (b, a)
    if facet == "level" and (places_and_persons(speaker, silent) or _places_and_deeds(speaker, silent)):
        return True
    if facet == "threshold" and {"grading", "evaluation"} & (a.meaning.of("activity") | b.meaning.of("activity")):
        return True  # who is graded at all, and who reached a grade
    chosen = facet == "kind" and not (va or b.meaning.of(facet)).isdisjoint(_CHOSEN)
    some = a.families | b.families if facet == "what" else a.families & b.families
    return (chosen or facet in ("threshold", "what")) and "count" in some


def _places_and_deeds(speaker: Reading, silent: Reading) -> bool:
    """The share of villages where something is done (生态安葬行政村覆盖率) is no share of what is done (节地生态安葬率)."""
    rate = silent.meaning.of("measure")
    return speaker.meaning.of("measure") == {"coverage"} and rate <= {"share", "part"} and bool(silent.meaning.of("activity"))


def _another(facet: str, va: Values, vb: Values, vocabulary: Vocabulary) -> bool:
    """Naming one more kind of person names another indicator (women among members, among chairs); so does one more owner.

    But a list of such persons has each of them for a part (儿童督导员、儿童主任).
    """
    more = va ^ vb if (va < vb or vb < va) and not _listed(facet, va, vb, vocabulary) else NONE
    persons = facet == "what" and any(vocabulary.value("what", id).counts for id in more)
    return bool(more) and (facet == "ownership" or persons)


def _listed(facet: str, va: Values, vb: Values, vocabulary: Vocabulary) -> bool:
    """One name lists, beside the other's, more of their kind."""
    return (va < vb or vb < va) and _coordinated(facet, va, vb, vocabulary)


def _letters(residue: str) -> list[str]:
    return sorted(c for c in residue if c not in PARTICLES)


def _scopes(a: Reading, b: Reading) -> Iterator[Effect]:
    sa, sb = a.scope_residue, b.scope_residue
    if sa == sb:
        return
    if not sa or not sb:
        narrow = a if sa else b
        kind = "narrower" if sa else "broader"
        yield kind, Reason("scope-only", (narrow.plan, narrow.indicator.scope or ""))
    else:
        yield "close", Reason("scope-conflict", (a.indicator.scope or "", b.indicator.scope or ""))
