"""What a plan file says, read and frozen: Plan, Indicator, Target, Actual and what they are made of."""

from __future__ import annotations

from msgspec import Struct

from plancmp.deadline import Deadline, Period
from plancmp.quantity import Quantity

NATURES = ("约束性", "预期性")


class Domain(Struct, frozen=True):
    """A field of civil affairs (data/domains.yaml)."""

    slug: str
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()


class Region(Struct, frozen=True):
    """The place a plan is for."""

    name: str
    level: str
    """``national``, ``province``, ``prefecture`` or ``county``."""
    name_en: str | None = None
    parent: str | None = None
    code: str | None = None
    """Six digits of GB/T 2260."""


class Source(Struct, frozen=True):
    """The captured text a plan was curated from."""

    file: str
    quality: str | None = None


class Target(Struct, frozen=True):
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


class Actual(Struct, frozen=True):
    """A value that was reached."""

    stated: str
    quantity: Quantity
    as_of: Deadline | None = None
    """When it was reached or counted."""
    as_of_stated: str | None = None
    at: tuple[str, ...] = ()
    note: str | None = None


class Indicator(Struct, frozen=True):
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


class Plan(Struct, frozen=True):
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
