"""From the text of a plan file to the plan it describes: every figure phrase and date phrase read, or a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct, field
from msgspec.structs import replace

from plancmp import deadline, quantity, schema
from plancmp.errors import Problem, complaint
from plancmp.language import Said
from plancmp.marks import Marked, Path, short
from plancmp.model import Actual, Deadline, Domain, Indicator, Period, Plan, Quantity, Region, Source, Target
from plancmp.numerals import plain
from plancmp.text import squeeze
from plancmp.units import NUMBER, Units

UNKNOWN_PERIOD = Period(deadline.YEARS[0], deadline.YEARS[-1])
"""The period of a plan that states none that can be read."""
LARGEST = 10**15
"""No figure of a plan comes near it; what does is a slip, and would not fit where numbers are shown."""

_PERIOD = re.compile(r"([0-9]{4})(?:年?[-~至]([0-9]{4}))?年?")
_FIGURE_IN_MILESTONE = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:%|‰|余|多|[万亿]?[个家所处座项张户名人支台条元])")
# What per so many says nothing about.
_RATES = frozenset({"share", "points", "times", "doublings", "ratio"})
# A reader's own complaint, or that of arithmetic: a numeral that is none, a day that no calendar has.
_COMPLAINTS = (ValueError, ArithmeticError)


class Reader(Struct):
    """Reads one file. Problems gather in :attr:`problems`; nothing is said of what ``marked.doubtful`` holds.

    What cannot be read has a stand-in in the plan, so that the lists of the plan keep in step with those of the file.
    """

    file: str
    marked: Marked
    units: Units
    domains: Mapping[str, Domain]
    problems: list[Problem]
    entries: list[tuple[Path, Indicator]] = field(default_factory=list)
    """Every indicator with its path, in the file's order."""
    period: Period = UNKNOWN_PERIOD
    reported: Deadline | None = None
    """The reporting date of an evaluation (``as_of`` of the plan)."""
    current: date | None = None
    """The day that 今年 and 以来 count from."""

    def problem(self, path: Path, code: str, message: str, *, key: bool = False, level: str = "error") -> None:
        """Note a problem at the place of *path*."""
        if not self.marked.is_doubtful(path):
            line, column = self.marked.place(path, key=key)
            where = schema.where(self.marked.data, path)
            self.problems.append(Problem(self.file, line, column, code, message, where, level))

    def plan(self, id: str, text: schema.FileText) -> Plan:
        """Return the plan; after problems of level ``error`` it is not fit for use."""
        about = text.plan
        self._read_period(about)
        order = {slug: place for place, slug in enumerate(self.domains)}
        for slug, found in text.domains.items():
            if slug not in self.domains:
                message = Said("{0} is no domain (allowed: {1})", short(slug), ", ".join(self.domains))
                self.problem(("domains", slug), "unknown-domain", message, key=True)
            for number, entry in enumerate(found):
                self.entries.append((("domains", slug, number), self._indicator(("domains", slug, number), slug, entry)))
        return Plan(
            id=id,
            title=about.title,
            region=Region(**about.region.model_dump()),
            kind=about.kind,
            period=self.period,
            title_en=about.title_en,
            aliases=tuple(about.aliases),
            issuer=about.issuer,
            issued=about.issued,
            document_number=about.document_number,
            as_of=about.as_of,
            source=Source(about.source.file, about.source.quality) if about.source else None,
            note=about.note,
            indicators=tuple(sorted((i for _, i in self.entries), key=lambda i: order.get(i.domain, len(order)))),
        )

    def _read_period(self, about: schema.PlanText) -> None:
        """Find out which years the plan covers, and which day it speaks from."""
        m = _PERIOD.fullmatch(squeeze(about.period))
        period = Period(int(m[1]), int(m[2] or m[1])) if m else UNKNOWN_PERIOD
        if period.start in deadline.YEARS and period.start <= period.end <= period.start + 20:
            self.period = period
        else:
            message = Said("{0} is no period of years (allowed: 2021-2025, or 2023; at most 20 years)", short(about.period))
            self.problem(("plan", "period"), "bad-period", message)
        if about.issued:
            self._date(("plan", "issued"), about.issued)
        if about.as_of:
            self.reported = self._date(("plan", "as_of"), about.as_of)
            if self.reported and self.reported.end is None:
                self.problem(("plan", "as_of"), "unreadable-date", Said("{0} names no day", short(about.as_of)))
        self.current = self.reported.end if self.reported else None
        if self.current is None and (self.period == UNKNOWN_PERIOD or ("plan", "as_of") in self.marked.doubtful or about.as_of):
            self.current = date(self.period.end, 12, 31)  # a fault of its own; 今年 in an entry is none

    def _indicator(self, path: Path, slug: str, text: schema.IndicatorText) -> Indicator:
        unit = self._unit((*path, "unit"), text.unit)
        each = self.units.many(squeeze(text.name))
        return Indicator(
            domain=slug,
            id=text.id,
            name=text.name,
            name_en=text.name_en,
            unit=text.unit,
            nature=text.nature,
            scope=text.scope,
            scope_en=text.scope_en,
            targets=tuple(self._target((*path, "targets", n), entry, unit, each) for n, entry in enumerate(text.targets)),
            actuals=tuple(self._actual((*path, "actuals", n), entry, unit, each) for n, entry in enumerate(text.actuals)),
            note=text.note,
        )

    def _target(self, path: Path, text: schema.TargetText, unit: str | None, each: Fraction | None) -> Target:
        figure = None
        if text.milestone:
            self._hold_milestone(path, text)
        else:
            figure = _of_each(self._figure(path, text, unit), each)
        due = self._date((*path, "by"), text.by) if text.by else None
        if due is None and not text.by and self.period.start == self.period.end:
            due = deadline.read(str(self.period.end), self.period)
        growth = self._phrase((*path, "growth"), text.growth, "%") if text.growth else None
        return Target(
            text.stated,
            figure,
            due,
            text.by,
            tuple(text.at or ()),
            bool(text.milestone),
            bool(text.implied),
            growth,
            text.note,
        )

    def _actual(self, path: Path, text: schema.ActualText, unit: str | None, each: Fraction | None) -> Actual:
        figure = _of_each(self._figure(path, text, unit), each)
        when = self._date((*path, "as_of"), text.as_of) if text.as_of else self.reported
        return Actual(text.stated, figure, when, text.as_of, tuple(text.at or ()), text.note)

    def _hold_milestone(self, path: Path, text: schema.TargetText) -> None:
        """A milestone has no number, neither beside its phrase nor, without a reason given, in it."""
        for key in ("value", "comparator", "unit", "implied"):
            if getattr(text, key):
                message = Said("a milestone is a commitment without a number; leave out {0!r} or `milestone`", key)
                self.problem((*path, key), "milestone-with-value", message)
        if (m := _FIGURE_IN_MILESTONE.search(squeeze(text.stated))) and not text.note:
            message = Said(
                "{0!r} in a milestone is not read as a figure; state it without `milestone`, or say in `note` why not", m[0]
            )
            self.problem((*path, "stated"), "figure-in-milestone", message, level="warning")

    def _figure(self, path: Path, text: schema.TargetText | schema.ActualText, unit: str | None) -> Quantity:
        """The figure of a target or actual; a stand-in where it cannot be read."""
        unread = Quantity(text.stated, state="not-set")
        if any((*path, key) in self.marked.doubtful for key in ("value", "implied", "milestone")):
            return unread
        if text.implied and not text.value:
            self.problem(path, "implied-without-value", Said("an implied figure needs the `value` that follows from the phrase"))
            return unread
        unit = self._unit((*path, "unit"), text.unit) or unit
        if text.value is None:
            figure = self._phrase((*path, "stated"), text.stated, unit)
            return self._hold_together(path, text, unit, figure, figure) if figure else unread
        given = self._phrase((*path, "value"), text.value, unit)
        if given is None:
            return unread
        if given.value is None or given.comparator != "=" or given.change:
            self.problem((*path, "value"), "bad-value", Said("{0} is not a number", short(text.value)))
            return unread
        given = replace(given, stated=text.stated)
        return self._hold_together(path, text, unit, given, None if text.implied else self._printed(text.stated, unit))

    def _hold_together(
        self, path: Path, text: schema.TargetText | schema.ActualText, unit: str | None, given: Quantity, printed: Quantity | None
    ) -> Quantity:
        """Complete what the phrase says (*printed*) by what is *given* beside it; the two must not contradict each other."""
        if printed is None:
            return replace(given, comparator=text.comparator or given.comparator)
        said = Said("but the phrase {0} says", short(text.stated))
        if text.value and printed.value is not None and (printed.value, printed.high) != (given.value, None):
            number = "-".join(plain(end) for end in (printed.value, printed.high) if end is not None)
            self.problem((*path, "value"), "value-mismatch", Said("`value` is {0}, {1} {2}", text.value, said, number))
        if text.comparator and printed.comparator not in ("=", text.comparator):
            message = Said("`comparator` is {0}, {1} {2}", text.comparator, said, printed.comparator or Said("no number"))
            self.problem((*path, "comparator"), "value-mismatch", message)
        if text.unit and text.unit == unit:
            measures = (NUMBER.dimension, self.units.read(squeeze(unit)).dimension)
            if printed.unit.dimension not in measures:
                self.problem((*path, "unit"), "value-mismatch", Said("`unit` is {0}, {1} {2}", unit, said, printed.unit.symbol))
        own = given if printed.value is None else printed
        return replace(own, comparator=text.comparator or own.comparator, unit=own.unit if given.unit == NUMBER else given.unit)

    def _printed(self, phrase: str, unit: str | None) -> Quantity | None:
        """What a phrase with a value beside it says by itself, if anything."""
        try:
            return quantity.read(phrase, self.units, unit)
        except _COMPLAINTS:
            return None

    def _phrase(self, path: Path, phrase: str, unit: str | None) -> Quantity | None:
        try:
            figure = quantity.read(phrase, self.units, unit)
        except _COMPLAINTS as reason:
            self.problem(path, "unreadable-figure", Said("{0}: {1}", short(phrase), complaint(reason)))
            return None
        if any(value is not None and abs(value) > LARGEST for value in (figure.value, figure.high)):
            self.problem(path, "unreadable-figure", Said("{0}: larger than any figure of a plan", short(phrase)))
            return None
        return figure

    def _unit(self, path: Path, printed: str | None) -> str | None:
        """A declared unit, if the table has it."""
        try:
            self.units.read(squeeze(printed or ""))
        except _COMPLAINTS as reason:
            self.problem(path, "unknown-unit", Said("{0}: {1} (data/units.yaml has them all)", short(printed), complaint(reason)))
            return None
        return printed

    def _date(self, path: Path, phrase: str) -> Deadline | None:
        try:
            return deadline.read(phrase, self.period, self.current)
        except _COMPLAINTS as reason:
            self.problem(path, "unreadable-date", complaint(reason))
            return None


def _of_each(figure: Quantity, each: Fraction | None) -> Quantity:
    """What a figure is per so many of goes without saying in its unit, where the indicator's name says it."""
    counted = figure.unit.each is None and figure.unit.dimension not in _RATES
    return replace(figure, unit=replace(figure.unit, each=each)) if each and counted else figure


def problems_by_place(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Order problems as a curator walks through the file, each once."""
    return tuple(sorted(set(problems)))
