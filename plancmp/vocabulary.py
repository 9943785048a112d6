"""What an indicator's name says, facet by facet, in the curated words of the field (data/vocabulary.yaml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from plancmp.grammar import (
    AGE_PREFIX,
    AMOUNT,
    ASIDE,
    BASE_PREFIX,
    BOTH_AREAS,
    DEFINITION,
    EACH,
    EACH_PREFIX,
    GROWTH,
    HAS,
    NONE,
    PLACES,
    WITH_PREFIX,
    WITHIN_PREFIX,
    Pair,
    Values,
    Words,
)
from plancmp.phrases import SHARE_OF, THAT, included, normal, per, plain
from plancmp.text import Pattern


class Facet(Struct, frozen=True):
    """A question that a name can answer: who, where, what, by which measure."""

    id: str
    zh: str
    en: str
    missing: str
    """What follows when only one of two names answers it: ``broader``, ``different`` or ``open``."""


class Value(Struct, frozen=True):
    """An answer to a facet's question."""

    facet: str
    id: str
    zh: str
    en: str
    under: str | None = None
    """The value it is a kind of."""
    close: Values = NONE
    """Values that a careful reader accepts beside it."""
    whole: bool = False
    """It says no more than silence does."""
    title: bool = False
    """It is what places or bodies are called once they reach a standard (智慧社区), so that every rate of it is one rate."""
    portion: bool = False
    """Its number stands in one row with that of all it is a kind of: certified ones among all social workers."""
    family: str | None = None
    """Of a measure: what sort of number it gives (rate, count, standard, area, money)."""
    counts: str | None = None
    """What a number of them is a number of, where it goes without saying: people."""
    per: str | None = None
    """Of a denominator: of what it is so many (elderly of 每千名老年人); figures per more or fewer of it convert."""
    tacit: Mapping[str, Values] = field(default_factory=dict)
    """Facet → values that go without saying beside it: a children's director is one of a village or community."""
    usual: Mapping[str, Values] = field(default_factory=dict)
    """Facet → values that mostly go without saying beside it, worth a note: nursing beds stand in institutions."""


class Meaning(Struct, frozen=True, array_like=True):
    """A name, read."""

    name: str
    """The name folded, without spaces and quotation marks."""
    facets: Mapping[str, Values]
    """Facet → its values; facets that the name says nothing about are absent."""
    head: str | None
    """The thing or activity that is measured: the last one the name mentions."""
    residue: tuple[str, ...]
    """Segments that the vocabulary does not know, in order."""

    def of(self, facet: str) -> Values:
        """The values of one facet."""
        return self.facets.get(facet, NONE)


_WHICH_YEAR_OR_PURSE = Pattern("上一?年度?|同期|当地|(?<![省市县区])本级|地方级?留成|留成|民政部门")
_FOR_ITSELF = {
    BASE_PREFIX: ("占{}", "of {}"),
    AGE_PREFIX: ("{}岁", "aged {}"),
    WITHIN_PREFIX: ("{}内", "within {}"),
    WITH_PREFIX: ("{}", "a note in the name"),
}
"""What is called in Chinese and English what no vocabulary lists."""
_OF_PERSONS = frozenset({"area", "level", "who", "what", "kind", "ownership", "measure", "counted"})
_THINGS = ("what", "level", "who", "activity")
EACH_PLACE = {
    "per-county": frozenset({"county"}),
    "per-township": frozenset({"township", "subdistrict"}),
    "per-village": frozenset({"village"}),
    "per-community": frozenset({"community"}),
}
"""Of what places a promise to each of them has a rate."""
_PER_HOUSEHOLDS = frozenset({"per-100-households", "per-1000-households"})
_PERIODS = frozenset({"年", "月", "日", "天", "周", "次", "人次"})
_NEAR_KEYS = frozenset({"zh", "en", "words"})
_KEYS = _NEAR_KEYS | frozenset({"near", "under", "close", "whole", "title", "portion", "family", "counts", "per", "tacit", "usual"})
_RATES = frozenset({"share", "part", "coverage"})
_COUNT, _SHARE, _STANDARD, _MONEY = (frozenset({id}) for id in ("count", "share", "standard", "money"))
_POPULATION, _PER_HEAD, _YEARLY, _SUBSIDY = (frozenset({id}) for id in ("of-population", "per-head", "yearly", "subsidy-level"))


class Lexicon(Struct, frozen=True):
    """What names are read by: the words, and what some of them say beside others."""

    words: Words
    implied: tuple[tuple[tuple[Pair, ...], Pair], ...]
    """Pairs (given, added): naming all of the first goes without saying the second."""
    meant: tuple[tuple[Pair, str, str, str], ...]
    """(given, facet, said, meant): beside the first, a facet that says only *said* means *meant*."""
    base_fillers: str
    """A pattern."""
    base_names: Mapping[str, str]


class Terms(Struct, frozen=True):
    """What names can say: the facets and their values, in the order of the vocabulary."""

    facets: tuple[Facet, ...]
    values: tuple[Value, ...]


class Vocabulary(Struct, frozen=True, eq=False):
    """The words of the field and what they stand for."""

    facets: Mapping[str, Facet]
    values: Mapping[Pair, Value]
    order: Mapping[Pair, int]
    """The place of each value in the vocabulary."""
    lexicon: Callable[[], Lexicon]
    """Asked for when a name is read; most runs find what they need read already."""

    @classmethod
    def of(cls, terms: Terms, lexicon: Callable[[], Lexicon]) -> Vocabulary:
        """Make it of its two halves."""
        values = {(value.facet, value.id): value for value in terms.values}
        order = {pair: place for place, pair in enumerate(values)}
        return cls({facet.id: facet for facet in terms.facets}, values, order, lexicon)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Vocabulary:
        """Build the vocabulary from the plain contents of ``vocabulary.yaml`` (all scalars text)."""
        terms, lexicon = halves(data)
        return cls.of(terms, lambda: lexicon)

    def read(self, name: str, counted: Values = NONE, below: Values = NONE, *, number: bool = False) -> Meaning:
        """Cut a name into the facets it speaks of and what is left over.

        *counted* is what its figures' unit counts (people, households, visits), and *below* what that unit is per (万人 in
        个/万人), where the name itself does not say; with *number*, the unit counts something.
        """
        text = plain(normal(name))
        base = None
        if (
            (m := SHARE_OF.compiled.search(text))
            and m.start()
            and f"占{m['base']}" not in self.lexicon().words.meanings
            and not self.lexicon().words.end_known(text, m)
        ):
            base, text = m["base"], text[: m.start()] + "比例"
        elif m := THAT.compiled.match(text):
            text = f"{m['what']}所占百分比"
        read = self.lexicon().words.cut(text)
        facets, head, residue = read.facets, read.head, read.residue
        so_many = self._below(below | per(name))
        if "denominator" not in facets:
            facets |= {facet: ids for facet, ids in so_many.items() if facet not in facets}
        if by := facets.get("denominator"):
            facets["denominator"] = frozenset(named for id in by for named in self._each(id))
        head = self._imply(facets, head)
        noted = frozenset(f"{WITH_PREFIX}{note}" for note in included(name))
        if base and not self._goes_without_saying(base, facets, head):
            of = self._base(base, facets.get("area", NONE))
            noted |= of.pop(DEFINITION, NONE)
            facets |= of
        if noted:
            facets[DEFINITION] = facets.get(DEFINITION, NONE) | noted
        if facets.keys() - {"population"} - ASIDE == {"who", "measure"} and facets["measure"] == _SHARE and not residue:
            facets["denominator"] = _POPULATION  # a group's bare share is one of the population
        self._count_for_so_many(facets, so_many.get("denominator", NONE), number)
        self._settle_measure(facets, head, counted)
        head = self._imply(facets, self._titled(facets, head))
        return Meaning(normal(name), facets, head, residue)

    def _titled(self, facets: dict[str, Values], head: str | None) -> str | None:
        """The communities that are smart communities are no more places than those."""
        things = facets.get("what", NONE)
        titles = sorted(id for id in things if id != PLACES and self.value("what", id).title)
        if PLACES not in things or not titles:
            return head
        facets["what"] = things - {PLACES}
        return titles[0] if head == PLACES else head

    def _imply(self, facets: dict[str, Values], head: str | None) -> str | None:
        """Add what goes without saying beside what is said, and read what means something else beside it."""
        for given, (to, added) in self.lexicon().implied:
            if all(id in facets.get(facet, NONE) for facet, id in given) and (to == "what" or to not in facets):
                facets[to] = facets.get(to, NONE) | {added}
        for (facet, id), to, said, meant in self.lexicon().meant:
            if id in facets.get(facet, NONE) and said in facets.get(to, NONE) and (facet != "area" or len(facets[facet]) == 1):
                facets[to], head = facets[to] - {said} | {meant}, meant if head == said else head
        return head

    def _count_for_so_many(self, facets: dict[str, Values], unit: Values, number: bool) -> None:
        """What is counted for every so many is a number, whatever the name calls it: 配备率(每万人), 占人口比例 in 人/万人."""
        of = facets.get("denominator", NONE)
        if self.of_so_many(unit) and self.of_so_many(of) == self.of_so_many(unit):
            facets["denominator"] = of = unit
        if number and self.of_so_many(of) and not any(id.startswith("of-") for id in of) and facets.get("measure", NONE) & _RATES:
            facets["measure"] = _COUNT

    def _settle_measure(self, facets: dict[str, Values], head: str | None, counted: Values) -> None:
        """Keep what is counted for numbers only, and what goes without saying for standards and growth out."""
        measure = facets.get("measure", _COUNT)
        if "denominator" in facets and any(self.value("measure", id).family == "rate" for id in facets.get("measure", NONE)):
            self._settle_rate(facets)
        if facets.get("event") == GROWTH and measure == _COUNT:
            facets.pop("measure", None)  # 社会组织数量增长率 is no number
        if measure != _COUNT:
            if facets.get("counted") != AMOUNT:
                facets.pop("counted", None)
        elif "counted" not in facets:
            facets |= {"counted": counted} if counted else self._counted(facets, head)
        paid = any("measure" in self.value("what", id).tacit for id in facets.get("what", NONE))
        if facets.get("denominator") != _PER_HEAD:
            return
        if paid and ("measure" not in facets or measure == _MONEY):
            facets["measure"] = measure = _STANDARD  # 人均救助金额
        if measure in (_STANDARD, _SUBSIDY):
            del facets["denominator"]
        elif facets.get("frequency") == _YEARLY:
            del facets["frequency"]  # 年人均服务时长 is one of a year anyway

    @staticmethod
    def _settle_rate(facets: dict[str, Values]) -> None:
        """A rate is per nothing: 每个县至少建有1所的比例 is one of counties, 每百户…达标率 of reaching that much."""
        by = facets.get("denominator", NONE)
        places = frozenset().union(*(EACH_PLACE.get(id, NONE) for id in by))
        if places and not facets.get("level"):
            facets["level"] = places
        if by <= _PER_HOUSEHOLDS and facets["measure"] == {"compliance"}:
            facets["counted"] = AMOUNT  # so much floor area for each
        if by <= EACH_PLACE.keys() | _PER_HOUSEHOLDS:
            facets.pop("denominator", None)

    def value(self, facet: str, id: str) -> Value:
        """Look a value up; a base, an age or a thing that is counted by the piece stands for itself."""
        if (known := self.values.get((facet, id))) is not None:
            return known
        for prefix, (zh, en) in _FOR_ITSELF.items():
            if id.startswith(prefix):
                own = id.removeprefix(prefix)
                return Value(facet, id, zh.format(own), en.format(own))
        if id.startswith(EACH_PREFIX):
            of = self.value(*id[len(EACH_PREFIX) :].split(":"))
            return Value(facet, id, f"每个{of.zh}", f"per {of.en}")
        return self.values[facet, id]

    def of_so_many(self, denominator: Values) -> Values:
        """What a denominator is so many of: older persons, of 每千名老年人 and 占老年人口."""
        return frozenset(per for id in denominator if (per := self.value("denominator", id).per))

    def label(self, facet: str, ids: Iterable[str], english: bool = True) -> str:
        """Name values for people, in the vocabulary's order."""
        found = sorted((self.value(facet, id) for id in ids), key=lambda v: (self.order.get((facet, v.id), -1), v.id))
        return " + ".join(f"{v.zh} ({v.en})" if english else v.zh for v in found)

    def families(self, meaning: Meaning) -> Values:
        """What sorts of number a name's measure words give."""
        return frozenset(filter(None, (self.value("measure", id).family for id in meaning.of("measure"))))

    def _below(self, units: Values) -> dict[str, Values]:
        """What a unit's words below its stroke say: 每万人 in 人/万人, 人均 in 平方米/人, 每个 and 城市 in 个/城市社区."""
        said: dict[str, Values] = {}
        for one in units - _PERIODS:
            phrases = ["人均"] if one in ("人", "名") else [f"每{one}", f"每个{one}"]
            read = (self.lexicon().words.cut(plain(normal(phrase))).facets for phrase in phrases)
            for facet, ids in next((facets for facets in read if "denominator" in facets), {}).items():
                said[facet] = said.get(facet, NONE) | ids
        return said

    def _each(self, id: str) -> Values:
        """The denominator that counting by the piece has a word for (平均每个城市社区 is 每个社区), or itself."""
        pairs = (
            self.lexicon().words.meanings.get(f"每个{self.value('denominator', id).zh.removeprefix('每个')}", ())
            if id.startswith(EACH_PREFIX)
            else ()
        )
        return frozenset(to for facet, to in pairs if facet == "denominator") or frozenset({id})

    def _base(self, printed: str, area: Values) -> dict[str, Values]:
        """A denominator, and of which population it is, without what says nothing: 上年度居民人均消费支出 is 人均消费支出.

        That it is of the same *area* as its part goes without saying.
        """
        named = self.lexicon().base_names.get(printed.removesuffix("的"), printed)
        shorter = re.sub(self.lexicon().base_fillers, "", named) or named
        of_now = _WHICH_YEAR_OR_PURSE.compiled.sub("", named)
        for wording in (named.removesuffix("的"), of_now, shorter, shorter.removesuffix("标准")):
            if pairs := self.lexicon().words.meanings.get(f"占{wording}"):
                return {
                    to: frozenset(id for facet, id in pairs if facet == to)
                    for to, _ in pairs
                    if to in ("denominator", "population")
                }
        read = self.lexicon().words.cut(of_now)
        of = read.facets
        unsaid = {"measure", "counted"} | ASIDE
        said = [(facet, id) for facet, ids in of.items() for id in ids if facet not in unsaid and ids not in (BOTH_AREAS, area)]
        if said and "of-population" not in of.get("denominator", NONE):
            labels = {self.value(*pair).zh for pair in said}
            own = "".join([*sorted(one for one in labels if not any(one in other != one for other in labels)), *read.residue])
        else:
            own = self.lexicon().base_names.get(shorter, shorter).removesuffix("标准")
        return {"denominator": frozenset({BASE_PREFIX + own}), DEFINITION: of.get(DEFINITION, NONE)}

    def _goes_without_saying(self, base: str, facets: dict[str, Values], head: str | None) -> bool:
        """A share among things of its own kind (达标村占行政村总数) needs no denominator."""
        read = self.lexicon().words.cut(base)
        of, residue = read.facets, read.residue
        if not residue and of.keys() <= {"status", "measure", "counted"}:
            return True  # 占登记总数
        for id in of.get("what", NONE):
            if up := {*self.above("what", id)} & facets.get("what", NONE):
                facets["what"] = facets["what"] - up | {id}  # beds among elderly-care beds are elderly-care beds
        if len(of.get("area", NONE)) == 1 and facets.get("area", of["area"]) != of["area"]:
            return False  # 城市低保标准占农村低保标准的比例
        said = {(facet, id) for facet, ids in of.items() for id in ids if facet in _THINGS and id != PLACES}
        if read.head and any(up == read.head for id in facets.get("what", NONE) for up in self.above("what", id)):
            facets["what"] = facets["what"] | of.get("what", NONE)  # 女性成员占村委会成员: women among its members
            return True
        among = self.values.get(("what", read.head or ""))
        if among and among.counts and not residue and of.keys() <= _OF_PERSONS and among.id not in facets.get("what", NONE):
            facets |= {facet: facets.get(facet, NONE) | ids for facet, ids in of.items() if facet != "measure"}
            return True  # 党员占社区工作者比例: party members among community workers, in whichever order
        mine = {(facet, up) for facet, ids in facets.items() for id in ids for up in (id, *self.above(facet, id))}
        mine |= {
            (to, id) for facet, ids in facets.items() for one in ids for to, of in self.value(facet, one).tacit.items() for id in of
        }
        person = self.values.get(("what", head or ""))
        if person and person.counts and not any(("what", up) in said for up in (person.id, *self.above("what", person.id))):
            return False  # elderly volunteers among older persons, not among volunteers
        bare = facets.keys() <= {"who", "measure", "counted", "population"} | ASIDE
        return bool(said) and not residue and said <= mine and not bare

    def above(self, facet: str, id: str) -> list[str]:
        """What a value is a kind of, and what that is."""
        found = self.values.get((facet, id))
        return [found.under, *self.above(facet, found.under)] if found and found.under else []

    def _counted(self, facets: Mapping[str, Values], head: str | None) -> dict[str, Values]:
        """A number of persons (特困人员数, 志愿者数量) is one of people even if it does not say 人数."""
        value = self.values.get(("what", head or ""))
        counts = value.counts if value else "people" if facets.get("who") and head is None else None
        return {"counted": frozenset({counts})} if counts else {}


def halves(data: Mapping[str, Any]) -> tuple[Terms, Lexicon]:
    """Make both halves of a vocabulary from the plain contents of ``vocabulary.yaml`` (all scalars text).

    Raises :class:`ValueError` for keys that mean nothing, words that stand twice, and values that do not exist.
    """
    facets = tuple(Facet(id, f["zh"], f["en"], f["missing"]) for id, f in data["facets"].items())
    values = tuple(
        value
        for facet, members in data["values"].items()
        for id, entry in members.items()
        for value in (_value(facet, id, entry), *(_value(DEFINITION, near, of) for near, of in entry.get("near", {}).items()))
    )
    words: dict[str, tuple[Pair, ...]] = {}
    for printed, pairs in _entries(data):
        for word in map(normal, printed):
            if word in words:
                raise ValueError(f"the word {word} stands twice in the vocabulary")
            words[word] = pairs
    _check(data, {facet.id for facet in facets}, {(value.facet, value.id) for value in values}, words)
    lexicon = Lexicon(
        Words.of(words),
        tuple((tuple(rule["given"].items()), _pair(rule["adds"])) for rule in data["implied"]),
        tuple((_pair(rule["given"]), rule["facet"], rule["said"], rule["means"]) for rule in data["meant"]),
        "|".join(sorted(data["base_fillers"], key=len, reverse=True)),
        data["base_names"],
    )
    return Terms(facets, values), lexicon


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], tuple[Pair, ...]]]:
    """All words, with what they stand for."""
    yield data["fillers"], ()
    for facet, members in data["values"].items():
        for id, entry in members.items():
            yield entry.get("words", ()), ((facet, id),)
            for near, of in entry.get("near", {}).items():
                yield of.get("words", ()), ((facet, id), (DEFINITION, near))
    for compound in data["compounds"]:
        yield compound["words"], tuple((facet, id) for facet, ids in compound.items() if facet != "words" for id in ids)


def _check(data: Mapping[str, Any], facets: Iterable[str], values: Iterable[Pair], words: Mapping[str, Iterable[Pair]]) -> None:
    """Refuse keys that mean nothing and targets that do not exist."""
    targets = [pair for pairs in words.values() for pair in pairs]
    known_near: set[str] = set()
    for facet, members in data["values"].items():
        for id, entry in members.items():
            if unknown := entry.keys() - _KEYS:
                raise ValueError(f"{facet} {id}: unknown key {min(unknown)}")
            for near, of in entry.get("near", {}).items():
                if unknown := of.keys() - _NEAR_KEYS:
                    raise ValueError(f"{facet} {id}, {near}: unknown key {min(unknown)}")
                if near in known_near:
                    raise ValueError(f"{near} stands twice in the vocabulary")
                known_near.add(near)
            targets += [(facet, to) for to in (entry.get("under", id), *entry.get("close", ()))]
            targets += [(to, said) for key in ("tacit", "usual") for to, ids in entry.get(key, {}).items() for said in ids]
    for rule in data["implied"]:
        targets += [*rule["given"].items(), *rule["adds"].items()]
    for rule in data["meant"]:
        targets += [*rule["given"].items(), (rule["facet"], rule["said"]), (rule["facet"], rule["means"])]
    known = {*values, ("denominator", EACH), ("measure", HAS)}
    for facet, id in targets:
        if facet not in facets or (facet, id) not in known:
            raise ValueError(f"the vocabulary has no {facet} {id}")


def _value(facet: str, id: str, entry: Mapping[str, Any]) -> Value:
    return Value(
        facet,
        id,
        entry["zh"],
        entry["en"],
        entry.get("under"),
        frozenset(entry.get("close", ())),
        entry.get("whole") == "yes",
        entry.get("title") == "yes",
        entry.get("portion") == "yes",
        entry.get("family"),
        entry.get("counts"),
        entry.get("per"),
        *({to: frozenset(ids) for to, ids in entry.get(key, {}).items()} for key in ("tacit", "usual")),
    )


def _pair(rule: Mapping[str, str]) -> tuple[str, str]:
    ((facet, id),) = rule.items()
    return facet, id
