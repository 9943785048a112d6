"""What a unit is worth: its dimension, its size, what it is an amount per."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from plancmp.errors import Unreadable
from plancmp.language import Said
from plancmp.text import Pattern


class Unit(Struct, frozen=True, array_like=True):
    """A unit as printed, with what is needed to convert it."""

    symbol: str
    """As printed: ``%``, ``万人``, ``元/月/人``."""
    dimension: str
    """What is measured: ``share``, ``money``, ``people`` … (data/units.yaml), ``ratio``, or ``number`` without a unit."""
    size: Fraction
    """How many of the dimension's first unit one of these is: 10,000 for 万人."""
    per: frozenset[str] = frozenset()
    """What the amount is per, periods aside: ``{"人"}`` in 元/月/人."""
    months: int | None = None
    """Length of the period the amount is for: 1 for 元/月, 12 for 元/年, None where none is printed."""
    each: Fraction | None = None
    """How many persons or things the amount is per, where the unit (张/千人) or the indicator's name (每千名老年人) says so."""

    @property
    def spelled(self) -> str:
        """The symbol with what the amount is per: 张/1000 of 张 per thousand."""
        return self.symbol if self.each is None else f"{self.symbol.split('/')[0]}/{self.each}"


NUMBER = Unit("", "number", Fraction(1))
RATIO = Unit("比", "ratio", Fraction(1))
_MANY = Pattern(
    r"(?:每一?(?:(?P<digits>\d*)(?P<scale>十万|百万|千万|[百千万])|(?P<plain>\d{2,})(?=[名位个人户张例老儿]))"
    r"|(?<![\d一二两三四五六七八九十百千万几数余多])(?P<fewer>\d*)(?P<counted>十万|百万|[百千万])(?=[名户张人活]|$))(?!.?以上|人次)"
)
"""How many of something an amount is per: 千名 of 每千名老年人, 百户, 10万人."""
_PERCENT = {"share": Fraction(1), "times": Fraction(100), "ratio": Fraction(100)}
_COUNTS = frozenset({"people", "households", "beds", "things"})
_HEADS = Pattern(r"^\d*[十百千万]+[名个位]?")


class Units(Struct, frozen=True, eq=False):
    """The table of units (data/units.yaml)."""

    scales: Mapping[str, Fraction]
    periods: Mapping[str, int]
    per: frozenset[str]
    measures: Mapping[str, tuple[str, Fraction]]
    """Unit → its dimension and its size in the dimension's first unit."""

    @classmethod
    def from_data(cls, data: Mapping[str, object]) -> Units:
        """Build the table from the plain contents of ``units.yaml`` (all scalars text)."""
        scales, periods, per, dimensions = (data[key] for key in ("scales", "periods", "per", "dimensions"))
        assert isinstance(scales, Mapping)
        assert isinstance(periods, Mapping)
        assert isinstance(per, Sequence)
        assert isinstance(dimensions, Mapping)
        return cls(
            scales={word: Fraction(size) for word, size in scales.items()},
            periods={word: int(months) for word, months in periods.items()},
            per=frozenset(per),
            measures={
                unit: (dimension, Fraction(size)) for dimension, members in dimensions.items() for unit, size in members.items()
            },
        )

    def read(self, text: str) -> Unit:
        """Return the unit printed as *text* (folded, without spaces); ``""`` is a bare number.

        Raises :class:`Unreadable` for a unit that the table does not have.
        """
        if not text:
            return NUMBER
        head, *below = re.split(r"[/·]每?|(?<=.)每", text.removeprefix("1") if text.startswith("1/") else text)
        scale, measure = self._scale(head)
        if measure:
            known = self.measures.get(measure)
            if known is None:
                raise Unreadable(Said("{0!r} is no known unit", measure))
            dimension, size = known
        else:
            dimension, size = ("number", Fraction(1))
        months, per = self._below(below)
        each = next(filter(None, map(self.many, sorted(per))), None)
        return Unit(text, dimension, scale * size, per, months, each)

    def many(self, text: str) -> Fraction | None:
        """Return how many persons or things a name, or the lower part of a unit, says an amount is per: 1000 of 每千名老年人."""
        found = {
            (m["plain"] or m["digits"] or m["fewer"] or "1", m["scale"] or m["counted"]) for m in _MANY.compiled.finditer(text)
        }
        sizes = {int(digits) * (self.scales[scale] if scale else Fraction(1)) for digits, scale in found}
        return sizes.pop() if len(sizes) == 1 else None

    def _scale(self, head: str) -> tuple[Fraction, str]:
        for length in (2, 1):
            word = head[:length]
            if word in self.scales and head not in self.measures:
                return self.scales[word], head[length:]
        return Fraction(1), head

    def _below(self, parts: Sequence[str]) -> tuple[int | None, frozenset[str]]:
        months: int | None = None
        per: set[str] = set()
        words = [word for part in parts for word in self._split(part.replace("10万", "十万"))]
        for word in words:
            if word in self.periods:
                if months not in (None, self.periods[word]):
                    raise Unreadable(Said("{0!r} is two periods", "/".join(parts)))
                months = self.periods[word]
            elif word in self.per:
                per.add(word)
            else:
                raise Unreadable(Said("{0!r} is nothing an amount can be per", word))
        return months, frozenset(per)

    def _split(self, part: str) -> tuple[str, ...]:
        """Cut 人月 into 人 and 月; leave words that the table knows whole."""
        if part not in self.per and part[-1:] in self.periods and part[:-1] in self.per:
            return part[:-1], part[-1:]
        return (part,)


def factor(have: Unit, want: Unit) -> Fraction | None:
    """Return what a value in *have* is multiplied by to be in *want*, exactly; None if they do not convert.

    Amounts per person and period (元/月/人) are often printed without the person (元/月), so a missing
    person beside a period is no obstacle; a missing period is. Amounts per hundred and per thousand of one thing convert.
    """
    if have.dimension != want.dimension or (have.months is None) != (want.months is None):
        return None
    without_person = frozenset("人") if have.months is not None else frozenset()
    heads = per_many(have, want)
    counted = have.each is not None
    if heads is None or (not counted and have.per - without_person != want.per - without_person):
        return None
    if counted and have.per and want.per and _counted(have) != _counted(want):
        return None  # where only one of them prints what it is per, the other's name tells it
    return have.size / want.size * Fraction(want.months or 1, have.months or 1) * heads


def conversion(have: Unit, want: Unit) -> Fraction | None:
    """Return what a value in *have* is multiplied by to be in *want*, where figures of one row have their base in common.

    Beyond :func:`factor`: 1.3 times a base is 130 per cent of it, and 3 per cent of older persons are 30 per thousand of them.
    """
    if (straight := factor(have, want)) is not None:
        return straight
    kinds = {have.dimension, want.dimension}
    mine, theirs = _percent(have), _percent(want)
    if mine is None or theirs is None or len(kinds) == 1 or not kinds & _PERCENT.keys():
        return None
    return mine / theirs


def _percent(unit: Unit) -> Fraction | None:
    """What one of a unit is in per cent of what it is of or per; None where that is no number of persons or things."""
    if unit.dimension in _PERCENT:
        return unit.size * _PERCENT[unit.dimension]
    counted = unit.each is not None and unit.dimension in _COUNTS and unit.months is None
    return unit.size * 100 / unit.each if counted and unit.each else None


def per_many(have: Unit, want: Unit) -> Fraction | None:
    """Return what an amount per as many as *have* says is multiplied by to be one per as many as *want* says.

    None where only one of them says so.
    """
    if have.each is None or want.each is None:
        return Fraction(1) if have.each is want.each else None
    return want.each / have.each


def _counted(unit: Unit) -> frozenset[str]:
    """Of what an amount is per so many: 人 of 张/千人."""
    return frozenset(_HEADS.compiled.sub("", word) for word in unit.per)
