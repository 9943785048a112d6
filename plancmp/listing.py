"""An answer as lines of fields: what every format is made of, but the drawn table and the nested JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Self

from msgspec import Struct, field

from plancmp.errors import UsageError
from plancmp.exporting import Record, Scalar
from plancmp.language import Said
from plancmp.model import Plan


class Coded(str):
    """A text that tells a state, with the state's code, by which it is coloured and counted."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, text: str, code: str) -> Self:
        """Make it of the text and its code."""
        coded = super().__new__(cls, text)
        coded.code = code
        return coded


class Origin(Struct, frozen=True):
    """Where an answer comes from."""

    title: str
    version: str
    """Of plancmp."""
    day: date
    plans: tuple[Plan, ...]


class Listing(Struct, frozen=True):
    """Fields, and lines with a value for each of them."""

    fields: tuple[str, ...]
    lines: tuple[tuple[Scalar, ...], ...]
    places: Mapping[str, str] = field(default_factory=dict)
    """Of a field with figures, the field that says where the source prints them."""
    by: str | None = None
    """The field whose values divide a workbook into sheets; None for a single one."""
    counted: tuple[str, ...] = ()
    """The fields whose values a workbook's overview counts."""
    aside: frozenset[str] = frozenset()
    """Fields for programs rather than people, which a workbook folds away."""

    @classmethod
    def of(cls, fields: Iterable[str], records: Iterable[Record]) -> Listing:
        """List records by *fields*; what a record lacks is empty."""
        order = tuple(fields)
        return cls(order, tuple(tuple(record.get(name) for name in order) for record in records))

    def numeric(self) -> frozenset[str]:
        """The fields in which every value is a number."""
        columns = {name: {type(line[n]) for line in self.lines} - {type(None)} for n, name in enumerate(self.fields)}
        return frozenset(name for name, kinds in columns.items() if kinds and kinds <= {int, float})

    def records(self) -> list[Record]:
        """The lines as records."""
        return [dict(zip(self.fields, line, strict=True)) for line in self.lines]

    def choose(self, wanted: Sequence[str]) -> Listing:
        """Keep the fields *wanted*, in that order. Raises :class:`UsageError` for one that is not here, or named twice."""
        for name in wanted:
            if name not in self.fields:
                import difflib

                close = difflib.get_close_matches(name, self.fields, n=1)
                known = ", ".join(self.fields)
                if close:
                    raise UsageError(Said("no field is called {0!r}; did you mean {1}? (fields: {2})", name, close[0], known))
                raise UsageError(Said("no field is called {0!r} (fields: {1})", name, known))
        if len(set(wanted)) < len(wanted):
            raise UsageError(Said("a field is named twice: {0}", ", ".join(wanted)))
        kept = {figures: place for figures, place in self.places.items() if {figures, place} <= set(wanted)}
        numbers = [self.fields.index(name) for name in wanted]
        chosen = tuple(tuple(line[n] for n in numbers) for line in self.lines)
        by = self.by if self.by in wanted else None
        return Listing(tuple(wanted), chosen, kept, by, tuple(name for name in self.counted if name in wanted))
