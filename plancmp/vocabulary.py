"""What an indicator's name says, facet by facet, in the curated words of the field (data/vocabulary.yaml)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plancmp.text import squeeze

Values = frozenset[str]
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
_INCLUDING = re.compile(r"\((?:含|包括|包含|不含|以下简称)[^()]*\)")
_PUNCTUATION = re.compile(r"[()、,;:/·\-~。+]+")
_SHARE_OF = re.compile(r"占(?P<base>[^占]{2,24}?)(?P<measure>(?:的)?(?:比例|比重|比率|百分比))$")
_WITHIN = re.compile(r"^(?P<thing>.{2,}?)在(?P<host>.{2,}?)中(?:的)?(?P<measure>覆盖率|占比|比例|比重)$")
_PARTICLES = "的在中和与及或等之其为是按对里内均各全有占建"
BASE_PREFIX = "of:"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the field and what they stand for."""

    facets: Mapping[str, Facet]
    values: Mapping[tuple[str, str], Value]
    words: Mapping[str, tuple[tuple[str, str], ...]]
    """Word, normalised → the facet values it stands for; fillers stand for none."""
    longest: Mapping[str, tuple[str, ...]]
    """First character → the words that begin with it, longest first."""
    implied: tuple[tuple[tuple[str, str], tuple[str, str]], ...]
    """Pairs (given, added): naming the first goes without saying the second."""

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Vocabulary:
        """Build the vocabulary from the plain contents of ``vocabulary.yaml`` (all scalars text)."""
        facets = {id: Facet(id, f["zh"], f["en"], f["missing"]) for id, f in data["facets"].items()}
        values: dict[tuple[str, str], Value] = {}
        words: dict[str, tuple[tuple[str, str], ...]] = {normal(w): () for w in data["fillers"]}
        for facet, members in data["values"].items():
            for id, entry in members.items():
                values[facet, id] = _value(facet, id, entry)
                words |= {normal(w): ((facet, id),) for w in entry["words"]}
        for compound in data["compounds"]:
            pairs = tuple((facet, id) for facet, ids in compound.items() if facet != "words" for id in ids)
            words |= {normal(w): pairs for w in compound["words"]}
        first: dict[str, list[str]] = defaultdict(list)
        for word in words:
            first[word[0]].append(word)
        return cls(
            facets,
            values,
            words,
            {c: tuple(sorted(ws, key=len, reverse=True)) for c, ws in first.items()},
            tuple((_pair(rule["given"]), _pair(rule["adds"])) for rule in data["implied"]),
        )

    def read(self, name: str) -> Meaning:
        """Cut a name into the facets it speaks of and what is left over."""
        text = _WITHIN.sub(r"\g<host>\g<thing>\g<measure>", normal(name))
        base = None
        if (m := _SHARE_OF.search(text)) and f"占{m['base']}" not in self.words and not self._ends_known(text, m):
            base, text = m["base"], text[: m.start()] + m["measure"]
        facets, head, residue = self._segments(text)
        if base:
            facets["denominator"] = frozenset({BASE_PREFIX + base.removesuffix("的")})
        for (facet, id), (to, added) in self.implied:
            if id in facets.get(facet, NONE):
                facets[to] = facets.get(to, NONE) | {added}
        return Meaning(normal(name), facets, head, residue)

    def value(self, facet: str, id: str) -> Value:
        """Look a value up; a base that only the document names stands for itself."""
        if id.startswith(BASE_PREFIX):
            return Value(facet, id, f"占{id[len(BASE_PREFIX) :]}", f"of {id[len(BASE_PREFIX) :]}")
        return self.values[facet, id]

    def label(self, facet: str, ids: Iterable[str], english: bool = True) -> str:
        """Name values for people, in the vocabulary's order."""
        order = {key: place for place, key in enumerate(self.values)}
        found = sorted((self.value(facet, id) for id in ids), key=lambda v: (order.get((facet, v.id), -1), v.id))
        return " + ".join(f"{v.zh} ({v.en})" if english else v.zh for v in found)

    def families(self, meaning: Meaning) -> Values:
        """What sorts of number a name's measure words give."""
        return frozenset(filter(None, (self.value("measure", id).family for id in meaning.of("measure"))))

    def _ends_known(self, text: str, m: re.Match[str]) -> bool:
        """A longer word of the vocabulary covers the 占 (护理型床位占养老床位总数)."""
        return any(
            text.startswith(word, start) and start + len(word) > m.start() + 1
            for start in range(m.start())
            for word in self.longest.get(text[start], ())
        )

    def _segments(self, text: str) -> tuple[dict[str, Values], str | None, tuple[str, ...]]:
        facets: dict[str, Values] = {}
        residue: list[str] = []
        head: str | None = None
        unknown = ""
        place = 0
        while place < len(text):
            word = next((w for w in self.longest.get(text[place], ()) if text.startswith(w, place)), None)
            if word is None:
                unknown += text[place]
                place += 1
                continue
            if unknown:
                residue.append(unknown)
                unknown = ""
            for facet, id in self.words[word]:
                facets[facet] = facets.get(facet, NONE) | {id}
                if facet in ("what", "activity"):
                    head = id
                if facet == "measure":  # the last one says what is measured (低保标准占比 is a share)
                    facets[facet] = frozenset({id})
            place += len(word)
        if unknown:
            residue.append(unknown)
        kept = tuple(filter(None, (_PUNCTUATION.sub("", part).strip(_PARTICLES) for part in residue)))
        return facets, head, kept


def normal(name: str) -> str:
    """Fold a name: one width, no spaces, no quotation marks, no unit or ``(含…)`` note in brackets."""
    text = _QUOTES.sub("", squeeze(name))
    return _INCLUDING.sub("", _UNIT_NOTE.sub("", text)) or text


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
    )


def _pair(rule: Mapping[str, str]) -> tuple[str, str]:
    ((facet, id),) = rule.items()
    return facet, id
