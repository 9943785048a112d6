"""What a plan file says, read and frozen: Plan, Indicator, Target, Actual and what they are made of."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from msgspec import Struct

from plancmp.units import NUMBER, Unit

NATURES = ("约束性", "预期性")


class Quantity(Struct, frozen=True, array_like=True):
    """A figure phrase, read."""

    stated: str
    """The phrase as printed."""
    state: str = "number"
    """``number``; ``relative`` (a bound without a number: 不低于全省平均水平); ``not-set`` (--); ``redacted`` (***)."""
    comparator: str | None = None
    """``≥ ≤ > < = ≈ range``; None where there is no number to compare."""
    value: Fraction | None = None
    """The number in :attr:`unit` as printed (0.47 of 万人); the lower end of a range. Negative for a decrease."""
    high: Fraction | None = None
    """The upper end of a range."""
    unit: Unit = NUMBER
    base: str | None = None
    """What a figure is a part or multiple of, or grows from: the 消费支出 of 不低于消费支出的60%."""
    change: str | None = None
    """``growth`` where the number says by how much something grows (每年递增10%, 翻一番), not how much there is."""


class Period(Struct, frozen=True, array_like=True):
    """The years a plan covers, both included."""

    start: int
    end: int

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}-{self.end}"


class Deadline(Struct, frozen=True, array_like=True):
    """A date phrase, read."""

    stated: str
    """The phrase as printed."""
    kind: str
    """``by`` (done by then), ``from`` (holds from then on), ``during`` (some time in it), ``every`` (each year)."""
    precision: str
    """``year``, ``year-end``, ``half``, ``quarter``, ``month``, ``day``; ``year`` for ``every`` without a year."""
    start: date | None
    """First day meant; None for ``every``."""
    end: date | None
    """Last day meant: a target *by* 2025 is due on 2025-12-31; None for ``every``."""

    @property
    def iso(self) -> str:
        """The contract's short form: ``2025``, ``2025-12``, ``2025-12-31`` or ``annual``."""
        if self.kind == "every" or self.end is None or self.start is None:
            return "annual"
        point = self.start if self.kind == "from" else self.end
        if self.precision == "year":
            return str(point.year)
        if self.precision in ("day", "year-end"):
            return point.isoformat()
        return f"{point.year}-{point.month:02}"

    @property
    def months(self) -> int | None:
        """Months from year 0 to the end of the month it falls in: what deadlines are ordered and subtracted by."""
        if self.end is None or self.start is None:
            return None
        point = self.start if self.kind == "from" else self.end
        return point.year * 12 + point.month


class Domain(Struct, frozen=True):
    """A field of civil affairs (data/domains.yaml)."""

    slug: str
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()


class Region(Struct, frozen=True, array_like=True):
    """The place a plan is for."""

    name: str
    level: str
    """``national``, ``province``, ``prefecture`` or ``county``."""
    name_en: str | None = None
    parent: str | None = None
    code: str | None = None
    """Six digits of GB/T 2260."""


class Source(Struct, frozen=True, array_like=True):
    """The captured text a plan was curated from."""

    file: str
    quality: str | None = None


class Target(Struct, frozen=True, array_like=True):
    """A promise."""

    stated: str
    """The figure phrase as printed, or the short phrase of a milestone."""
    quantity: Quantity | None
    """What the phrase says; None for a milestone."""
    deadline: Deadline | None = None
    """When it is due; None where neither the document nor, for a plan of one year, its period says."""
    deadline_stated: str | None = None
    """The date phrase as printed; None where the deadline comes from the plan's period."""
    at: tuple[str, ...] = ()
    """Where the source prints it."""
    milestone: bool = False
    """A promise without a number, which can be ticked off."""
    implied: bool = False
    """The source prints only how far it was exceeded."""
    growth: Quantity | None = None
    """The yearly growth that a table prints beside the target."""
    note: str | None = None


class Actual(Struct, frozen=True, array_like=True):
    """A value that was reached."""

    stated: str
    quantity: Quantity
    as_of: Deadline | None = None
    """When it was reached or counted."""
    as_of_stated: str | None = None
    at: tuple[str, ...] = ()
    note: str | None = None


class Indicator(Struct, frozen=True, array_like=True):
    """One thing measured for one group."""

    domain: str
    id: str
    name: str
    name_en: str | None = None
    unit: str | None = None
    nature: str | None = None
    """One of :data:`NATURES`."""
    scope: str | None = None
    """Whom or where the source limits it to, where its name does not say so."""
    scope_en: str | None = None
    targets: tuple[Target, ...] = ()
    actuals: tuple[Actual, ...] = ()
    note: str | None = None

    @property
    def figures(self) -> tuple[Target | Actual, ...]:
        """Targets, then actuals."""
        return (*self.targets, *self.actuals)


class Plan(Struct, frozen=True, array_like=True):
    """One document, curated."""

    id: str
    title: str
    region: Region
    kind: str
    """``five-year-plan``, ``annual-work-plan``, ``midterm-evaluation`` or ``special-plan``."""
    period: Period
    title_en: str | None = None
    aliases: tuple[str, ...] = ()
    issuer: str | None = None
    issued: str | None = None
    document_number: str | None = None
    as_of: str | None = None
    """The date phrase that an evaluation's results are reported at."""
    source: Source | None = None
    note: str | None = None
    indicators: tuple[Indicator, ...] = ()

    def within(self, domain: str | None) -> tuple[Indicator, ...]:
        """Return the indicators of one domain slug, or all of them for None, in the file's order."""
        return tuple(i for i in self.indicators if domain in (None, i.domain))
