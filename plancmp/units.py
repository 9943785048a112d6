"""What a unit is worth: its dimension, its size, what it is an amount per."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from plancmp.errors import Unreadable
from plancmp.language import Said


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


NUMBER = Unit("", "number", Fraction(1))
RATIO = Unit("比", "ratio", Fraction(1))


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
        return Unit(text, dimension, scale * size, per, months)

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
    person beside a period is no obstacle; a missing period is.
    """
    if have.dimension != want.dimension or (have.months is None) != (want.months is None):
        return None
    without_person = frozenset("人") if have.months is not None else frozenset()
    if have.per - without_person != want.per - without_person:
        return None
    periods = Fraction(want.months or 1, have.months or 1)
    return have.size / want.size * periods
