"""The grammar of indicators' names: a name cut into known words, and what the order of those says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from plancmp.text import Pattern

Values = frozenset[str]
Pair = tuple[str, str]
"""A facet and one of its values."""
NONE: Values = frozenset()

_PUNCTUATION = Pattern(r"[()、,;:/·\-~。+]+")
_AGES = Pattern(
    r"(?P<low>\d+)(?:周?岁)?[-~至](?P<high>\d+)周?岁|(?P<below>\d+)周?岁(?:\(含\))?及?以下|(?P<from>\d+)周?岁(?:\(含\))?及?以上"
)
_WITHIN = Pattern(r"\d+(?:小时|个?工作日|分钟)(?:以?内)?(?!\))")
"""How soon it has to be done: 受灾人员12小时内得到救助."""
PARTICLES = "的在中和与及或等之其均各有为对由按将把使向于以者并且"
_EMPTY = frozenset("年月日次名个内共总具台条块件项支部册辆张例对所家座处万亿元人具") | {"万元", "亿元", "万名"}
_ALTERNATIVE = Pattern(
    r"^\((?:站|点|站、点|所|中心|机构|设施|基地|楼|堂|室|院|场所|站点|网点|食堂|园|场|处|家园|驿站|之家|单位|含.*)\)$"
)
"""What stands in brackets behind a thing as another name of it: 服务站(点)."""
_BYNAME = Pattern(r"^\([\u4e00-\u9fff、]{2,10}\)$")
"""What a region calls a thing, in brackets behind its common name: 农村幸福院(老饭桌)."""
BASE_PREFIX, EACH_PREFIX, AGE_PREFIX, WITH_PREFIX, WITHIN_PREFIX = "of:", "per:", "age:", "with:", "within:"
EACH = "each"
HAS = "has"
"""A word of having or doing (设立, 配备, 开展): a bare share beside it is one of those that have it."""
_VERB = (("measure", HAS),)
PLACES = "places"
DEFINITION, SPAN = "definition", "span"
ASIDE: Values = frozenset({DEFINITION, SPAN})
"""Facets that say nothing about what an indicator is of: that its words mean nearly, but not quite, what others of their value
mean, and whether its figures are of one year or of several."""
AMOUNT: Values = frozenset({"amount"})
GROWTH: Values = frozenset({"growth"})
BOTH_AREAS: Values = frozenset({"urban", "rural"})
"""Town and country: everywhere."""
_OF_THINGS = frozenset({"what", "area", "level"})
_RESULTS = ("compliance", "satisfaction", "completion", "return-rate")


class Segments(Struct, frozen=True):
    """What the known words of a name say, and what is left over."""

    facets: dict[str, Values]
    head: str | None
    """The last thing or activity."""
    residue: tuple[str, ...]


class Words(Struct, frozen=True):
    """All words of the vocabulary, found by their first characters."""

    meanings: Mapping[str, tuple[Pair, ...]]
    """Word, normalised → the facet values it stands for; fillers stand for none."""
    longest: Mapping[str, tuple[str, ...]]
    """First character → the words that begin with it, longest first."""

    @classmethod
    def of(cls, meanings: Mapping[str, tuple[Pair, ...]]) -> Words:
        """File the words under their first characters."""
        first: dict[str, list[str]] = defaultdict(list)
        for word in meanings:
            first[word[0]].append(word)
        return cls(meanings, {c: tuple(sorted(words, key=len, reverse=True)) for c, words in first.items()})

    def end_known(self, text: str, m: re.Match[str]) -> bool:
        """A longer word of the vocabulary covers the 占 (护理型床位占养老床位总数)."""
        return any(
            text.startswith(word, start) and start + len(word) > m.start() + 1
            for start in range(m.start() + (m[0][0] == "与"))
            for word in self.longest.get(text[start], ())
        )

    def cut(self, text: str) -> Segments:
        """Cut a name, longest words first, into facet values, the head among them, and what is left over."""
        known: list[tuple[Pair, ...]] = []
        notes: list[str] = []
        residue: list[str] = []
        unknown = ""
        place = 0
        while place < len(text):
            word = next((w for w in self.longest.get(text[place], ()) if text.startswith(w, place)), None)
            if word is None and (found := _for_itself(text, place)):
                pair, place = found
                known.append((pair,))
                notes.append("")
                continue
            if word is None:
                unknown += text[place]
                place += 1
                continue
            residue.append(unknown)
            unknown = ""
            if self.meanings[word]:
                known.append(self.meanings[word])
                notes.append(word if text[place - 1 : place] == "(" and text[place + len(word) :][:1] == ")" else "")
            place += len(word)
        residue.append(unknown)
        kept = (
            _PUNCTUATION.compiled.sub("", part).strip(PARTICLES)
            for part in residue
            if not (_ALTERNATIVE.compiled.match(part) or _BYNAME.compiled.match(part))
        )
        return Segments(*_said(known, notes), tuple(part for part in kept if part and part not in _EMPTY))


def _for_itself(text: str, place: int) -> tuple[Pair, int] | None:
    """An age range or a time limit, which no vocabulary lists, at a place of a name; and where it ends."""
    if m := _AGES.compiled.match(text, place):
        return ("age", f"{AGE_PREFIX}{m['from'] or m['low'] or ''}-{m['high'] or m['below'] or ''}"), m.end()
    if m := _WITHIN.compiled.match(text, place):
        return ("threshold", f"{WITHIN_PREFIX}{m[0].removesuffix('内').removesuffix('以')}"), m.end()
    return None


def _said(known: Sequence[tuple[Pair, ...]], notes: Sequence[str]) -> tuple[dict[str, Values], str | None]:
    """Put the words' values together; the order of words decides on the head and the measure.

    *notes* has the words that stand in brackets, as notes, and is empty for the others.
    """
    facets: dict[str, Values] = {}
    head: str | None = None
    measures: list[str] = []
    before: set[str] = set()
    each = False
    for word, noted in zip(known, notes, strict=True):
        byname = {id for facet, id in word if facet == "what"}
        if noted and head and byname and {facet for facet, _ in word} <= _OF_THINGS and not byname <= facets.get("what", NONE):
            facets[DEFINITION] = facets.get(DEFINITION, NONE) | {WITH_PREFIX + noted}
            continue  # what it is called or goes with, too: 儿童之家(儿童活动中心)
        pairs = word
        each = each or ("denominator", EACH) in pairs
        if each and (of := [f"{EACH_PREFIX}{facet}:{id}" for facet, id in pairs if facet in ("what", "level")]):
            facets["denominator"] = facets.get("denominator", NONE) | set(of)
            pairs = tuple(pair for pair in pairs if pair[0] not in ("what", "level"))
            each = False
        of_places = bool(before) and before <= {"level", "area"}
        # 建成服务中心的社区数 counts communities, not centres.
        counted = (("what", PLACES),) if of_places and ("measure", "count") in pairs else ()
        base = any(facet == "denominator" and id.startswith("of") for facet, id in pairs)
        for facet, id in (*counted, *pairs):
            if id == EACH:
                continue
            if facet == "measure":
                # 设有服务站的乡镇占比 says how many townships it reaches.
                measures.append("coverage" if id == "share" and of_places else id)
            else:
                facets[facet] = facets.get(facet, NONE) | {id}
                head = id if facet in ("what", "activity") and not base else head
        if word != _VERB and not noted:
            before = {facet for facet, _ in pairs} - ASIDE
    _narrow_area(facets, known)
    if not any(id != HAS for id in measures) and head and "level" in before and before <= {"level", "area"}:
        # 已开通热线的县 counts counties, even where it does not say 数.
        facets["what"], head, measures = facets.get("what", NONE) | {PLACES}, PLACES, ["count"]
    if any(id != HAS for id in measures):
        facets["measure"] = frozenset({_measure(measures)})
        if {"area", "compliance"} <= {*measures}:
            facets["counted"] = AMOUNT  # 面积达标率 is of floor area, not of places
        if "standard" in measures and measures[-1] in ("share", "part") and "level" not in facets:
            facets["counted"] = AMOUNT  # 低保标准占比 is no share of recipients
    return facets, head


def _narrow_area(facets: dict[str, Values], known: Sequence[tuple[Pair, ...]]) -> None:
    """城乡社区…覆盖率(农村) is the rural row of a figure for both."""
    said = [frozenset(id for facet, id in word if facet == "area") for word in known]
    alone = frozenset().union(*(ids for ids in said if len(ids) == 1))
    if len(alone) == 1 and any(len(ids) > 1 for ids in said):
        facets["area"] = alone


def _measure(said: Sequence[str]) -> str:
    """The last one says what is measured (低保标准占比 is a share), unless it only gives a result's share (达标村占比)."""
    measures = [id for id in said if id != HAS]
    if measures[-1] == "share" and HAS in said and len(measures) == 1:
        return "part"  # the share of those that have it
    results = [id for id in measures if id in _RESULTS]
    if measures[-1] in ("share", "part", "coverage") and results:
        return results[-1]
    if measures[-1] in ("share", "part") and "coverage" in measures:
        return "coverage"
    # An amount per person and period is a standard (每人每月补贴额).
    return "standard" if measures[-1] == "money" and "standard" in measures else measures[-1]
