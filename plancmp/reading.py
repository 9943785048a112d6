"""From the text of a plan file to the plan it describes: every figure phrase and date phrase read, or a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from plancmp import deadline, quantity, schema
from plancmp.deadline import Deadline, Period
from plancmp.errors import Problem, Unreadable
from plancmp.marks import Marked, Path
from plancmp.model import Actual, Domain, Indicator, Plan, Region, Source, Target
from plancmp.quantity import Quantity
from plancmp.text import squeeze
from plancmp.units import Units

_PERIOD = re.compile(r"(\d{4})(?:年?[-~至](\d{4}))?年?")
_FIGURE_IN_MILESTONE = re.compile(r"\d+(?:\.\d+)?(?:%|‰|余|多|[万亿]?[个家所处座项张户名人支台条元])")
_T = TypeVar("_T")


@dataclass(slots=True)
class Reader:
    """Reads one file; problems gather in :attr:`problems`."""

    file: str
    marked: Marked
    units: Units
    domains: Mapping[str, Domain]
    problems: list[Problem]
    period: Period = Period(1949, 2100)
    current: date | None = None

    def problem(self, path: Path, code: str, message: str, *, key: bool = False, level: str = "error") -> None:
        """Note a problem at the place of *path*."""
        line, column = self.marked.place(path, key=key)
        where = schema.where(self.marked.data, path)
        self.problems.append(Problem(self.file, line, column, code, message, where, level))

    def plan(self, id: str, text: schema.FileText) -> Plan:
        """Return the plan; after problems of level ``error`` it is not fit for use."""
        about = text.plan
        self.period = self._period(about.period)
        self.current = self._current(about)
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
            indicators=self._indicators(text),
        )

    def _period(self, printed: str) -> Period:
        m = _PERIOD.fullmatch(squeeze(printed))
        period = Period(int(m[1]), int(m[2] or m[1])) if m else None
        if period is None or not (period.start in deadline.YEARS and period.start <= period.end <= period.start + 20):
            self.problem(("plan", "period"), "bad-period", f"{printed!r} is no period of years (2021-2025, or 2023)")
            return Period(deadline.YEARS[0], deadline.YEARS[-1])
        return period

    def _current(self, about: schema.PlanText) -> date | None:
        """The day that 今年 and 以来 count from, in an evaluation."""
        if about.as_of is None:
            return None
        read = self._date(("plan", "as_of"), about.as_of)
        return read.end if read else None

    def _indicators(self, text: schema.FileText) -> tuple[Indicator, ...]:
        found: list[Indicator] = []
        for slug, entries in text.domains.items():
            if slug not in self.domains:
                allowed = ", ".join(self.domains)
                self.problem(("domains", slug), "unknown-domain", f"{slug!r} is no domain (allowed: {allowed})", key=True)
            found += [self._indicator(slug, number, entry) for number, entry in enumerate(entries)]
        order = {slug: place for place, slug in enumerate(self.domains)}
        return tuple(sorted(found, key=lambda i: order.get(i.domain, len(order))))

    def _indicator(self, slug: str, number: int, text: schema.IndicatorText) -> Indicator:
        path: Path = ("domains", slug, number)
        targets = [self._target((*path, "targets", n), entry, text.unit) for n, entry in enumerate(text.targets)]
        actuals = [self._actual((*path, "actuals", n), entry, text.unit) for n, entry in enumerate(text.actuals)]
        return Indicator(
            domain=slug,
            id=text.id,
            name=text.name,
            name_en=text.name_en,
            unit=text.unit,
            nature=text.nature,
            scope=text.scope,
            scope_en=text.scope_en,
            targets=tuple(filter(None, targets)),
            actuals=tuple(filter(None, actuals)),
            note=text.note,
        )

    def _target(self, path: Path, text: schema.TargetText, unit: str | None) -> Target | None:
        if text.milestone:
            figure = None
            if m := _FIGURE_IN_MILESTONE.search(squeeze(text.stated)):
                message = f"{m[0]!r} in a milestone is not read as a figure; state it without `milestone`, or say in `note` why not"
                if not text.note:
                    self.problem((*path, "stated"), "figure-in-milestone", message, level="warning")
        else:
            figure = self._figure(path, text, unit)
            if figure is None:
                return None
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

    def _actual(self, path: Path, text: schema.ActualText, unit: str | None) -> Actual | None:
        figure = self._figure(path, text, unit)
        if figure is None:
            return None
        when = None
        if text.as_of:
            when = self._date((*path, "as_of"), text.as_of)
        elif self.current and (plan := self.marked.data["plan"].get("as_of")):
            when = deadline.read(plan, self.period)
        return Actual(text.stated, figure, when, text.as_of, tuple(text.at or ()), text.note)

    def _figure(self, path: Path, text: schema.TargetText | schema.ActualText, unit: str | None) -> Quantity | None:
        unit = text.unit or unit
        if text.implied and not text.value:
            self.problem(path, "implied-without-value", "an implied figure needs the `value` that follows from the phrase")
            return None
        if text.value is None:
            return self._phrase((*path, "stated"), text.stated, unit)
        given = self._phrase((*path, "value"), text.value, unit)
        if given is None:
            return None
        if given.state != "number" or given.high is not None:
            self.problem((*path, "value"), "bad-value", f"{text.value!r} is not a number")
            return None
        given = replace(given, stated=text.stated, comparator=text.comparator or "=")
        if not text.implied:
            self._hold_together(path, text, given, unit)
        return given

    def _hold_together(self, path: Path, text: schema.TargetText | schema.ActualText, given: Quantity, unit: str | None) -> None:
        """The number given beside a phrase must not contradict what the phrase itself says."""
        try:
            printed = quantity.read(text.stated, self.units, unit)
        except Unreadable:
            return
        if printed.value is not None and printed.value != given.value:
            self.problem(
                (*path, "value"),
                "value-mismatch",
                f"`value` is {text.value}, but the phrase {text.stated!r} says {plain(printed.value)}",
            )

    def _phrase(self, path: Path, phrase: str, unit: str | None) -> Quantity | None:
        try:
            return quantity.read(phrase, self.units, unit)
        except Unreadable as reason:
            self.problem(path, "unreadable-figure", f"{phrase!r}: {reason}")
            return None

    def _date(self, path: Path, phrase: str) -> Deadline | None:
        try:
            return deadline.read(phrase, self.period, self.current)
        except Unreadable as reason:
            self.problem(path, "unreadable-date", str(reason))
            return None


def plain(value: Fraction) -> str:
    """Write an exact number as people do: 0.47, 4372; thirds rounded to four places and marked by ``≈``."""
    if value.denominator == 1:
        return str(value.numerator)
    decimals = next((n for n in range(1, 13) if (value * 10**n).denominator == 1), None)
    if decimals is None:
        return f"≈{round(float(value), 4)}"
    scaled = abs(value * 10**decimals).numerator
    whole, rest = divmod(scaled, 10**decimals)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{decimals}}"


def problems_by_place(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Order problems as a curator walks through the file, each once."""
    return tuple(sorted(set(problems)))
