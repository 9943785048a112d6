"""An indicator with everything that alignment asks of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct, msgpack

from plancmp.grammar import ASIDE, BOTH_AREAS, GROWTH, NONE, PLACES, Values
from plancmp.model import Indicator, Plan
from plancmp.stamp import blake2b
from plancmp.text import squeeze
from plancmp.vocabulary import Meaning, Vocabulary

# The sort of number that a unit's dimension belongs to; others are counts.
_FAMILIES = {
    "share": "rate", "points": "rate", "area": "area", "duration": "time", "months": "time", "age": "age", "ratio": "ratio",
    "length": "length", "grade": "grade", "stars": "grade", "rank": "rank",
    "working-days": "time", "lessons": "time",
}  # fmt: skip
_FOR_ALL = 100_000
"""Fewer plain yuan than these may be what one person or place gets; what all get is given in 万元 or 亿元, or is more."""
SUBSIDY = "subsidy"
KEY = 16
"""Bytes of a wording's key."""
_ENCODER = msgpack.Encoder(order="deterministic")
_COUNTED = {"people": "people", "person-times": "visits", "households": "households", "household-times": "households"}


class Reading(Struct, frozen=True):
    """An indicator with everything that alignment asks of it."""

    plan: str
    indicator: Indicator
    meaning: Meaning
    """Of its name, with what its scope adds."""
    scope_residue: str
    """What the vocabulary does not know of its scope."""
    families: Values
    """The sorts of number it gives, by its measure words or else by its figures' units."""
    dimensions: Values
    """The dimensions of its figures' units."""
    milestone: bool
    """It is promised without a number."""
    subject: Values
    """What it is about: things and activities, what they are kinds of and close to, or else its groups and unknown words."""


Sense = tuple[frozenset[tuple[str, Values]], tuple[str | None, tuple[str, ...], str], Values, Values, bool]


class Wording(Struct, frozen=True, array_like=True):
    """All that the reading of an indicator depends on; many plans have indicators of one wording."""

    name: str
    """Without the plan's own region, which goes without saying; so is the scope."""
    scope: str
    dimensions: Values
    families: Values
    """The sorts of number of its figures' units."""
    per: Values
    """What its figures are per, beyond periods: 万人 in 个/万人."""
    promised: bool
    """Its targets are all without a number."""


def wording(plan: Plan, indicator: Indicator) -> Wording:
    """Return all that the reading of an indicator depends on."""
    own = _regions(plan.region.name, plan.aliases)
    return Wording(
        _without(indicator.name, own),
        _without(indicator.scope, own) if indicator.scope else "",
        frozenset(_dimensions(indicator)),
        frozenset(_families(indicator)),
        frozenset(_per(indicator)),
        bool(indicator.targets) and all(figure.milestone for figure in indicator.targets),
    )


def key(worded: Wording) -> bytes:
    """Return a digest of a wording, :data:`KEY` bytes; no other wording has the same."""
    return blake2b(_ENCODER.encode(worded), digest_size=KEY).digest()


def bare(name: str) -> Wording:
    """Return a name as a wording of which nothing else is known."""
    return Wording(name, "", NONE, NONE, NONE, promised=False)


class Gloss(Struct, frozen=True, array_like=True):
    """What is read of a wording; see :class:`Reading`."""

    meaning: Meaning
    scope_residue: str
    families: Values
    dimensions: Values
    milestone: bool
    subject: Values


Glosses = Callable[[Collection[Wording]], Mapping[Wording, Gloss]]
"""Reads many wordings at once."""


def gloss(worded: Wording, vocabulary: Vocabulary) -> Gloss:
    """Read one wording."""
    counted = frozenset(_COUNTED[d] for d in worded.dimensions if d in _COUNTED)
    said = vocabulary.read(worded.name, counted, worded.per, number=worded.families == {"count"})
    meaning = _rated(_apiece(_measured(said, worded.dimensions), worded.families), worded.families)
    scope = vocabulary.read(worded.scope) if worded.scope else None
    if scope:
        added = {f: ids for f, ids in scope.facets.items() if f not in ("measure", "counted") and not ids <= meaning.of(f)}
        facets = {**meaning.facets, **{f: meaning.of(f) | ids for f, ids in added.items()}}
        meaning = Meaning(meaning.name, facets, meaning.head, meaning.residue)
    grows = meaning.of("event") == GROWTH and bool(worded.families)
    families = worded.families if grows else _or_standard(meaning, vocabulary.families(meaning) or worded.families, vocabulary)
    residue = "".join(scope.residue) if scope else ""
    milestone = worded.promised and not worded.families
    return Gloss(meaning, residue, families, worded.dimensions, milestone, _subject(meaning, vocabulary))


def read(plan: Plan, indicator: Indicator, vocabulary: Vocabulary) -> Reading:
    """Read one indicator of a plan."""
    return read_as(plan.id, indicator, gloss(wording(plan, indicator), vocabulary))


def read_as(plan: str, indicator: Indicator, of: Gloss) -> Reading:
    """Return an indicator of the plan with an id, with what is read of its wording."""
    return Reading(plan, indicator, of.meaning, of.scope_residue, of.families, of.dimensions, of.milestone, of.subject)


def sense(reading: Reading) -> Sense:
    """Return all of a reading that its relation to others depends on, but for the words of its name."""
    said = frozenset(reading.meaning.facets.items())
    about = (reading.meaning.head, reading.meaning.residue, reading.scope_residue)
    return said, about, reading.families, reading.dimensions, reading.milestone


def _measured(meaning: Meaning, dimensions: Values) -> Meaning:
    """What figures in money give is an amount, even where the name says 规模 or 总量; hours need no word."""
    if meaning.of("measure") != {"count"} or not dimensions <= {"money", "duration"} or len(dimensions) != 1:
        return meaning
    facets = {facet: ids for facet, ids in meaning.facets.items() if facet not in ("measure", "counted")}
    money = {"measure": frozenset({"money"})} if dimensions == {"money"} else {}
    return Meaning(meaning.name, {**facets, **money}, meaning.head, meaning.residue)


def _apiece(meaning: Meaning, families: Values) -> Meaning:
    """So much money for each is a standard (减免金额 in 元/具), and so is the subsidy for each (海葬补贴, 海葬补贴标准)."""
    amount = meaning.of("measure") == {"money"} and families == {"standard"}
    subsidy = meaning.head == SUBSIDY and not meaning.of("measure") and "standard" in families
    if not (amount or subsidy):
        return meaning
    facets = {**meaning.facets, "measure": frozenset({"standard"})}
    about = meaning.of("what") - {SUBSIDY}
    if meaning.head != SUBSIDY or not about:
        return Meaning(meaning.name, facets, meaning.head, meaning.residue)
    return Meaning(meaning.name, {**facets, "what": about}, min(about), meaning.residue)


def _rated(meaning: Meaning, families: Values) -> Meaning:
    """A percentage for places to have something (乡镇(街道)社工站, in %) is its coverage, even where the name does not say so."""
    places = meaning.facets.keys() & {"level"} and meaning.head is not None and families == {"rate"}
    if not places or meaning.facets.keys() & {"measure", "event", "denominator", "activity", "counted"}:
        return meaning
    return Meaning(meaning.name, {**meaning.facets, "measure": frozenset({"coverage"})}, meaning.head, meaning.residue)


def _or_standard(meaning: Meaning, families: Values, vocabulary: Vocabulary) -> Values:
    """An amount for each place or person, or of what is a standard without saying so (工作经费, 报酬), is a standard, too."""
    if families != {"money"}:
        return families
    beside = (vocabulary.value("what", id).tacit.get("measure", NONE) for id in meaning.of("what"))
    each = any(not id.startswith("of") for id in meaning.of("denominator"))
    return families | {"standard"} if each or "standard" in NONE.union(*beside) else families


def _subject(meaning: Meaning, vocabulary: Vocabulary) -> Values:
    """What a name is about. The head alone would not do: 养老护理员培训人次 and 培训养老护理员 end in different words."""
    named = [(facet, id) for facet in ("what", "activity") for id in meaning.of(facet) if id != PLACES]
    about = {up for facet, id in named for up in (id, *vocabulary.above(facet, id), *vocabulary.value(facet, id).close)}
    about |= meaning.of("processing") | meaning.of("arrangement")
    if meaning.head is None or not about:
        of = [vocabulary.value("who", id) for id in meaning.of("who")]
        unsaid = [said.get(facet, NONE) for value in of for said in (value.tacit, value.usual) for facet in ("what", "activity")]
        about |= NONE.union(*unsaid)
        about |= meaning.of("who") or frozenset(meaning.residue) or frozenset({"measure"})
    return frozenset(about)


@lru_cache(maxsize=4096)  # every indicator of a plan asks for them
def _regions(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """What a plan's own region is called, longest first."""
    own = [name, *(a for a in aliases if not a.isascii() and len(a) > 1)]
    return tuple(sorted(map(squeeze, own), key=len, reverse=True))


def _without(name: str, regions: Iterable[str]) -> str:
    """A name without the plan's own region, which goes without saying."""
    text = squeeze(name)
    for region in regions:
        shorter = text.replace(region, "")
        text = shorter if len(shorter) > 2 else text
    return text


def _dimensions(indicator: Indicator) -> Iterator[str]:
    for figure in indicator.figures:
        read = figure.quantity
        if read is not None and read.value is not None and read.base is None:
            yield read.unit.dimension


def _per(indicator: Indicator) -> Iterator[str]:
    for figure in indicator.figures:
        read = figure.quantity
        if read is not None and read.value is not None and read.base is None and read.unit.dimension != "money":
            yield from read.unit.per


def _families(indicator: Indicator) -> Iterator[str]:
    for figure in indicator.figures:
        read = figure.quantity
        if read is None or read.value is None or read.change or read.unit.dimension in ("number", "times", "doublings"):
            continue
        if read.unit.dimension == "money":
            apiece = bool(read.unit.months or read.unit.per)
            if not apiece:
                yield "money"
            if apiece or (read.unit.size == 1 and abs(read.value) < _FOR_ALL):
                yield "standard"
        else:
            yield _FAMILIES.get(read.unit.dimension, "count")


def of_groups(reading: Reading) -> bool:
    """Tell whether a name gives the share or the number of a group itself (65岁以上人口占比, 残疾人数)."""
    if reading.meaning.of("measure") == {"count"} and reading.meaning.facets.keys() - {"activity"} - ASIDE <= {
        "who",
        "measure",
        "counted",
        "population",
    }:
        return reading.meaning.of("activity") <= {"certified"}
    return "of-population" in reading.meaning.of("denominator") and reading.meaning.head is None


def places_and_persons(speaker: Reading, silent: Reading) -> bool:
    """The share of places where something is done is no share of the persons it is done for."""
    of_persons = silent.meaning.of("who") - speaker.meaning.of("who") and silent.meaning.of("measure") <= {"share", "part"}
    return bool(of_persons) and not speaker.meaning.of("who") and speaker.meaning.of("measure") <= {"coverage", "share", "part"}


def said(facet: str, reading: Reading, vocabulary: Vocabulary) -> Values:
    """Return a facet's values, without those that say no more than silence does."""
    values = reading.meaning.of(facet)
    if not values or (facet == "area" and values == BOTH_AREAS):
        return NONE
    wider = {up for id in values for up in vocabulary.above(facet, id)}
    # 老年人 says nothing beside 助餐服务, but older volunteers are not all volunteers.
    persons = facet == "who" and any(vocabulary.value("what", id).counts for id in reading.meaning.of("what"))
    return frozenset(id for id in values if id not in wider and (persons or not vocabulary.value(facet, id).whole))
