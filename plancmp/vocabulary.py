"""What an indicator's name says, facet by facet, in the curated words of the field (data/vocabulary.yaml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plancmp.text import squeeze

Values = frozenset[str]
Pair = tuple[str, str]
"""A facet and one of its values."""
NONE: Values = frozenset()


@dataclass(frozen=True, slots=True)
class Facet:
    """A question that a name can answer: who, where, what, by which measure."""

    id: str
    zh: str
    en: str
    missing: str
    """What follows when only one of two names answers it: ``broader``, ``different`` or ``open``."""


@dataclass(frozen=True, slots=True)
class Value:
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
    family: str | None = None
    """Of a measure: what sort of number it gives (rate, count, standard, area, money)."""
    counts: str | None = None
    """What a number of them is a number of, where it goes without saying: people."""
    tacit: Mapping[str, Values] = field(default_factory=dict)
    """Facet → values that go without saying beside it: a children's director is one of a village or community."""


@dataclass(frozen=True, slots=True)
class Meaning:
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


_QUOTES = re.compile("[\"'《》<>]")
_UNIT_NOTE = re.compile(r"\((?:%|‰|个|家|张|人|户|元|万人|万张|亿元|万元|平方米|人次|所|处|元/[^)]*)\)$")
_INCLUDING = re.compile(r"\((?:(?:含|包括|包含|不含|以下简称)[^()]*|年均|累计|平均|全市|全省|全区|全县)\)")
_PUNCTUATION = re.compile(r"[()、,;:/·\-~。+]+")
_SHARE_OF = re.compile(r"(?:占|与)(?P<base>[^占与]{2,24}?)(?P<measure>(?:的)?(?:比例|比重|比率|百分比|之比|比值|倍数|比))$")
_SHARE_WORDS = "(?:所)?(?:占比|比例|比重|比率|百分比|占比重|占比例)"
_THAT = re.compile(rf"^(?P<what>.{{2,}}的.{{2,}}?){_SHARE_WORDS}$")
_TURNS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"^(?P<thing>.{2,}?)在(?P<host>.{2,}?)中(?:的)?(?P<measure>覆盖率|占比|比例|比重)$", r"\g<host>\g<thing>\g<measure>"),
        # A相当于B的比例, A达到B标准的百分比: A占B的比例
        (
            r"(?:相当于|达到(?=[^的]{2,}(?:标准|收入|支出|工资)的))(?P<of>[^的]{2,24})的(?:比例|百分比|倍数|比重|比值)$",
            r"占\g<of>的比例",
        ),
        # 公益金用于养老服务的比例: 养老服务占公益金的比例
        (
            r"^(?P<of>[^用支]+?[金费])(?:中)?(?:用于|投向|支持发展|支持)(?P<use>[^的]{2,}?)(?:的)?(?:支出|资金|投入|经费)?(?:的)?(?:所)?"
            r"(?:比例|占比|比重)$",
            r"\g<use>占\g<of>的比例",
        ),
        (r"(?:达到|符合)(?P<of>[^达的]{0,8}?[级星](?:及)?(?:以上)?)(?:标准|等级)?的", r"\g<of>的"),
        (r"(?:达到|符合)(?P<of>[^达的]{0,14}?)标准的", r"\g<of>达标的"),
        (r"纳入(?P<into>.{2,}?)(?:的)?(?:比例|占比)$", r"\g<into>所占百分比"),
        (r"注册(?P<who>老年|社区|青年|学生|党员)志愿者", r"\g<who>注册志愿者"),
        # 城市社区平均拥有: 每个城市社区拥有
        (r"^(?P<each>[^每平]{1,12}?)平均(?:每个)?(?=拥有|配备|设有|建有|有)", r"每个\g<each>"),
    )
)
"""Turns of phrase and the plain order of words that says the same."""
_AGES = re.compile(
    r"(?P<low>\d+)(?:周?岁)?[-~至](?P<high>\d+)周?岁|(?P<below>\d+)周?岁(?:\(含\))?及?以下|(?P<from>\d+)周?岁(?:\(含\))?及?以上"
)
_EXAMPLES = re.compile(r"^[^等]{1,20}、[^等]{1,20}等(?=特殊困难|特殊|特定|困难|重点|各类|生态|节地|.{0,4}群体)")
PARTICLES = "的在中和与及或等之其均各有为对由按将把向于以者并且"
_EMPTY = frozenset("年月日次名个内共")
BASE_PREFIX, EACH_PREFIX, AGE_PREFIX = "of:", "per:", "age:"
EACH = "each"
PLACES = "places"
_KEYS = frozenset({"zh", "en", "words", "under", "close", "whole", "family", "counts", "tacit"})
_COUNT, _SHARE, _STANDARD, _GROWTH = (frozenset({id}) for id in ("count", "share", "standard", "growth"))
_POPULATION, _PER_HEAD, _AMOUNT = (frozenset({id}) for id in ("of-population", "per-head", "amount"))
_RESULTS = ("compliance", "satisfaction", "completion", "return-rate")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the field and what they stand for."""

    facets: Mapping[str, Facet]
    values: Mapping[tuple[str, str], Value]
    words: Mapping[str, tuple[tuple[str, str], ...]]
    """Word, normalised → the facet values it stands for; fillers stand for none."""
    longest: Mapping[str, tuple[str, ...]]
    """First character → the words that begin with it, longest first."""
    implied: tuple[tuple[tuple[tuple[str, str], ...], tuple[str, str]], ...]
    """Pairs (given, added): naming all of the first goes without saying the second."""
    meant: tuple[tuple[tuple[str, str], str, str, str], ...]
    """(given, facet, said, meant): beside the first, a facet that says only *said* means *meant*."""
    base_fillers: re.Pattern[str]
    base_names: Mapping[str, str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Vocabulary:
        """Build the vocabulary from the plain contents of ``vocabulary.yaml`` (all scalars text)."""
        facets = {id: Facet(id, f["zh"], f["en"], f["missing"]) for id, f in data["facets"].items()}
        values = {
            (facet, id): _value(facet, id, entry) for facet, members in data["values"].items() for id, entry in members.items()
        }
        words: dict[str, tuple[tuple[str, str], ...]] = {}
        for printed, pairs in _entries(data):
            for word in map(normal, printed):
                if word in words:
                    raise ValueError(f"the word {word} stands twice in the vocabulary")
                words[word] = pairs
        _check(data, facets, values, words)
        first: dict[str, list[str]] = defaultdict(list)
        for word in words:
            first[word[0]].append(word)
        return cls(
            facets,
            values,
            words,
            {c: tuple(sorted(ws, key=len, reverse=True)) for c, ws in first.items()},
            tuple((tuple(rule["given"].items()), _pair(rule["adds"])) for rule in data["implied"]),
            tuple((_pair(rule["given"]), rule["facet"], rule["said"], rule["means"]) for rule in data["meant"]),
            re.compile("|".join(sorted(data["base_fillers"], key=len, reverse=True))),
            data["base_names"],
        )

    def read(self, name: str, counted: Values = NONE) -> Meaning:
        """Cut a name into the facets it speaks of and what is left over.

        *counted* is what its figures' unit counts (people, households, visits), where the name itself does not say.
        """
        text = normal(name)
        for pattern, plain in _TURNS:
            text = pattern.sub(plain, text)
        base = None
        if (m := _SHARE_OF.search(text)) and f"占{m['base']}" not in self.words and not self._ends_known(text, m):
            base, text = m["base"], text[: m.start()] + "比例"
        elif m := _THAT.match(text):
            text = f"{m['what']}所占百分比"
        facets, head, residue = self._segments(text)
        if base and not self._goes_without_saying(base, facets, head):
            facets["denominator"] = self._base(base)
        if facets.keys() == {"who", "measure"} and facets["measure"] == _SHARE and not residue:
            facets["denominator"] = _POPULATION  # a group's bare share is one of the population
        self._settle_measure(facets, head, counted)
        for given, (to, added) in self.implied:
            if all(id in facets.get(facet, NONE) for facet, id in given):
                facets[to] = facets.get(to, NONE) | {added}
        for (facet, id), to, said, meant in self.meant:
            if id in facets.get(facet, NONE) and facets.get(to) == frozenset({said}):
                facets[to], head = frozenset({meant}), meant if head == said else head
        return Meaning(normal(name), facets, head, residue)

    def _settle_measure(self, facets: dict[str, Values], head: str | None, counted: Values) -> None:
        """Keep what is counted for numbers only, and what goes without saying for standards and growth out."""
        measure = facets.get("measure", _COUNT)
        if facets.get("event") == _GROWTH and measure == _COUNT:
            facets.pop("measure", None)  # 社会组织数量增长率 is no number
        if measure != _COUNT:
            if facets.get("counted") != _AMOUNT:
                facets.pop("counted", None)
        elif "counted" not in facets:
            facets |= {"counted": counted} if counted else self._counted(facets, head)
        if measure == _STANDARD and facets.get("denominator") == _PER_HEAD:
            del facets["denominator"]

    def value(self, facet: str, id: str) -> Value:
        """Look a value up; a base, an age or a thing that is counted by the piece stands for itself."""
        if id.startswith(BASE_PREFIX):
            return Value(facet, id, f"占{id[len(BASE_PREFIX) :]}", f"of {id[len(BASE_PREFIX) :]}")
        if id.startswith(AGE_PREFIX):
            return Value(facet, id, f"{id[len(AGE_PREFIX) :]}岁", f"aged {id[len(AGE_PREFIX) :]}")
        if id.startswith(EACH_PREFIX):
            of = self.value(*id[len(EACH_PREFIX) :].split(":"))
            return Value(facet, id, f"每个{of.zh}", f"per {of.en}")
        return self.values[facet, id]

    def label(self, facet: str, ids: Iterable[str], english: bool = True) -> str:
        """Name values for people, in the vocabulary's order."""
        order = {key: place for place, key in enumerate(self.values)}
        found = sorted((self.value(facet, id) for id in ids), key=lambda v: (order.get((facet, v.id), -1), v.id))
        return " + ".join(f"{v.zh} ({v.en})" if english else v.zh for v in found)

    def families(self, meaning: Meaning) -> Values:
        """What sorts of number a name's measure words give."""
        return frozenset(filter(None, (self.value("measure", id).family for id in meaning.of("measure"))))

    def _base(self, printed: str) -> Values:
        """A denominator without what says nothing about it: 上年度居民人均消费支出 is 人均消费支出."""
        named = self.base_names.get(printed.removesuffix("的"), printed)
        shorter = self.base_fillers.sub("", named) or named
        for wording in (named.removesuffix("的"), shorter, shorter.removesuffix("标准")):
            if pairs := self.words.get(f"占{wording}"):
                return frozenset(id for facet, id in pairs if facet == "denominator")
        of, _, residue = self._segments(named)
        said = [(facet, id) for facet, ids in of.items() for id in ids if facet not in ("measure", "counted")]
        if said and not residue and "of-population" not in of.get("denominator", NONE):
            return frozenset({BASE_PREFIX + "".join(sorted(self.value(*pair).zh for pair in said))})
        return frozenset({BASE_PREFIX + self.base_names.get(shorter, shorter).removesuffix("标准")})

    def _goes_without_saying(self, base: str, facets: Mapping[str, Values], head: str | None) -> bool:
        """A share among things of its own kind (达标村占行政村总数) needs no denominator."""
        of, _, residue = self._segments(base)
        if not residue and of.keys() <= {"status", "measure", "counted"}:
            return True  # 占登记总数
        said = {(facet, id) for facet, ids in of.items() for id in ids if facet in ("what", "level", "who")}
        mine = {(facet, up) for facet, ids in facets.items() for id in ids for up in (id, *self.above(facet, id))}
        person = self.values.get(("what", head or ""))
        if person and person.counts and not any(("what", up) in said for up in (person.id, *self.above("what", person.id))):
            return False  # elderly volunteers among older persons, not among volunteers
        bare = facets.keys() <= {"who", "measure", "counted", "population"}
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

    def _ends_known(self, text: str, m: re.Match[str]) -> bool:
        """A longer word of the vocabulary covers the 占 (护理型床位占养老床位总数)."""
        return any(
            text.startswith(word, start) and start + len(word) > m.start() + 1
            for start in range(m.start())
            for word in self.longest.get(text[start], ())
        )

    def _segments(self, text: str) -> tuple[dict[str, Values], str | None, tuple[str, ...]]:
        """Cut a name, longest words first, into facet values, the head among them, and what is left over."""
        known: list[tuple[Pair, ...]] = []
        residue: list[str] = []
        unknown = ""
        place = 0
        while place < len(text):
            word = next((w for w in self.longest.get(text[place], ()) if text.startswith(w, place)), None)
            if word is None and (m := _AGES.match(text, place)):
                known.append((("age", f"{AGE_PREFIX}{m['from'] or m['low'] or ''}-{m['high'] or m['below'] or ''}"),))
                place = m.end()
                continue
            if word is None:
                unknown += text[place]
                place += 1
                continue
            residue.append(unknown)
            unknown = ""
            if self.words[word]:
                known.append(self.words[word])
            place += len(word)
        residue.append(unknown)
        kept = (_PUNCTUATION.sub("", part).strip(PARTICLES) for part in residue)
        return *self._said(known), tuple(part for part in kept if part and part not in _EMPTY)

    def _said(self, known: Sequence[tuple[Pair, ...]]) -> tuple[dict[str, Values], str | None]:
        """Put the words' values together; the order of words decides on the head and the measure."""
        facets: dict[str, Values] = {}
        head: str | None = None
        measures: list[str] = []
        before: set[str] = set()
        each = False
        for word in known:
            pairs = word
            if each and (of := [f"{EACH_PREFIX}{facet}:{id}" for facet, id in pairs if facet in ("what", "level")]):
                facets["denominator"] = facets.get("denominator", NONE) | set(of)
                pairs = tuple(pair for pair in pairs if pair[0] not in ("what", "level"))
                each = False
            each = each or ("denominator", EACH) in pairs
            of_places = bool(before) and before <= {"level", "area"}
            # 建成服务中心的社区数 counts communities, not centres.
            counted = (("what", PLACES),) if of_places and ("measure", "count") in pairs else ()
            for facet, id in (*counted, *pairs):
                if id == EACH:
                    continue
                if facet == "measure":
                    # 设有服务站的乡镇占比 says how many townships it reaches.
                    measures.append("coverage" if id == "share" and of_places else id)
                else:
                    facets[facet] = facets.get(facet, NONE) | {id}
                    head = id if facet in ("what", "activity") else head
            before = {facet for facet, _ in pairs}
        if measures:
            facets["measure"] = frozenset({_measure(measures)})
            if "standard" in measures and measures[-1] in ("share", "part") and "level" not in facets:
                facets["counted"] = _AMOUNT  # 低保标准占比 is no share of recipients
        return facets, head


def _measure(measures: Sequence[str]) -> str:
    """The last one says what is measured (低保标准占比 is a share), unless it only gives a result's share (达标村占比)."""
    results = [id for id in measures if id in _RESULTS]
    if measures[-1] in ("share", "part", "coverage") and results:
        return results[-1]
    # An amount per person and period is a standard (每人每月补贴额).
    return "standard" if measures[-1] == "money" and "standard" in measures else measures[-1]


def normal(name: str) -> str:
    """Fold a name: one width, no spaces or quotation marks, no unit or ``(含…)`` note in brackets, no examples (独居、空巢等…)."""
    text = _QUOTES.sub("", squeeze(name))
    return _EXAMPLES.sub("", _INCLUDING.sub("", _UNIT_NOTE.sub("", text))) or text


def _entries(data: Mapping[str, Any]) -> Iterator[tuple[Sequence[str], tuple[Pair, ...]]]:
    """All words, with what they stand for."""
    yield data["fillers"], ()
    for facet, members in data["values"].items():
        for id, entry in members.items():
            yield entry.get("words", ()), ((facet, id),)
    for compound in data["compounds"]:
        yield compound["words"], tuple((facet, id) for facet, ids in compound.items() if facet != "words" for id in ids)


def _check(data: Mapping[str, Any], facets: Iterable[str], values: Iterable[Pair], words: Mapping[str, Iterable[Pair]]) -> None:
    """Refuse keys that mean nothing and targets that do not exist."""
    targets = [pair for pairs in words.values() for pair in pairs]
    for facet, members in data["values"].items():
        for id, entry in members.items():
            if unknown := entry.keys() - _KEYS:
                raise ValueError(f"{facet} {id}: unknown key {min(unknown)}")
            targets += [(facet, to) for to in (entry.get("under", id), *entry.get("close", ()))]
            targets += [(to, said) for to, ids in entry.get("tacit", {}).items() for said in ids]
    for rule in data["implied"]:
        targets += [*rule["given"].items(), *rule["adds"].items()]
    for rule in data["meant"]:
        targets += [*rule["given"].items(), (rule["facet"], rule["said"]), (rule["facet"], rule["means"])]
    known = {*values, ("denominator", EACH)}
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
        entry.get("family"),
        entry.get("counts"),
        {to: frozenset(ids) for to, ids in entry.get("tacit", {}).items()},
    )


def _pair(rule: Mapping[str, str]) -> tuple[str, str]:
    ((facet, id),) = rule.items()
    return facet, id
