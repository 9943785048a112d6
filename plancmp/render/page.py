"""The parts of a report's page: texts in one language and numbers to draw, ready for a template."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from plancmp.language import Lang

ALONE, CANDIDATE = "only", "candidate"
"""Relations of rows that stand beside the aligned ones."""


class Name(Struct, frozen=True):
    """A name in the page's language, and in the other one where there is one."""

    lead: str
    lead_lang: Lang
    follow: str | None = None
    follow_lang: Lang = "zh"


class Document(Struct, frozen=True):
    """A plan as the title block tells it."""

    id: str
    region: Name
    title: Name
    facts: tuple[tuple[str, str], ...]
    """Label and text of what the document prints about itself, and what it holds."""
    notes: tuple[str, ...]
    """What the curator says of the captured text and of the document, in the curator's language."""


class Heat(Struct, frozen=True):
    """A cell of the coverage table."""

    indicators: int
    targets: int
    """How many of the indicators have a target."""
    level: int
    """0 for none, 1 to 5 for more and more of the greatest number."""


class Coverage(Struct, frozen=True):
    """How many indicators each plan has per domain; plans are the columns, or with many of them the rows."""

    columns: tuple[Name, ...]
    rows: tuple[tuple[Name, tuple[Heat, ...]], ...]
    by_plan: bool
    """Whether the rows are plans."""


class Figure(Struct, frozen=True):
    """A line of a table: a target, a milestone or a result."""

    kind: str
    """``target``, ``milestone`` or ``result``."""
    text: str
    """As printed."""
    when: str
    """As printed; in brackets where only the plan's period says so."""
    places: str
    """Where the source prints it."""


class Entry(Struct, frozen=True):
    """A plan's indicator in a table."""

    plan: Name
    name: Name
    scope: Name | None
    nature: Name | None
    figures: tuple[Figure, ...]
    way: str | None
    """From the baseline to the target."""


class Pair(Struct, frozen=True):
    """What a row says of two plans."""

    who: str
    differences: tuple[tuple[str, str, str], ...]
    """Aspect, state (its code) and the sentence."""


class Strip(Struct, frozen=True):
    """A line of a dot plot, in the unit of its axis."""

    label: str
    says: tuple[str, ...]
    """Each target with its deadline, then the baseline, as printed."""
    targets: tuple[tuple[float, float], ...]
    """Lower and upper end of each target, the last one last."""
    baseline: float | None
    arrow: bool
    """Whether an arrow leads from the baseline to the last target."""


class Plot(Struct, frozen=True):
    """Comparable targets on one axis."""

    title: str
    unit: str
    whole: bool
    """Whether the axis ends at 100 %."""
    strips: tuple[Strip, ...]
    unplaced: tuple[str, ...]


class Shown(Struct, frozen=True):
    """A row of the comparison."""

    id: str
    """The row's anchor in the page."""
    slug: str
    """The domain's."""
    relation: str
    name: Name
    reasons: tuple[str, ...]
    entries: tuple[Entry, ...]
    pairs: tuple[Pair, ...]
    states: tuple[str, ...]
    """Codes of the relation (``row same``) and of the differences (``target higher``), for the filter."""
    plot: Plot | None = None


class Section(Struct, frozen=True):
    """A domain."""

    slug: str
    name: Name
    shared: tuple[Shown, ...]
    alone: tuple[Shown, ...]
    candidates: tuple[Shown, ...]


class Gap(Struct, frozen=True):
    """What some plans promise and others do not."""

    row: str
    """Anchor of its row."""
    slug: str
    domain: Name
    name: Name
    promised: str
    """The plans that have a target."""
    reported: str
    """Those that print a result only."""
    missing: str
    """Those that say nothing of it."""


class Obstacle(Struct, frozen=True):
    """What could not be compared, and why."""

    row: str
    """Anchor of its row."""
    slug: str
    name: Name
    aspect: str
    who: str
    reason: str


class Due(Struct, frozen=True):
    """A target with its deadline."""

    deadline: str
    stated: str
    """As printed, where that says it otherwise."""
    state: str
    """``past``, ``due within a year``, ``to come`` or ``every year``."""
    slug: str
    domain: Name
    plan: str
    name: Name
    target: str
    place: str


class Lane(Struct, frozen=True):
    """A plan's deadlines: months (year × 12 + month) and how many targets are due in each."""

    label: str
    counts: tuple[tuple[int, int], ...]
    yearly: int
    """Targets that are due every year."""
    undated: int
    """Targets for which neither the document nor, for a plan of one year, its period says when they are due."""

    def within(self, year: int) -> int:
        """Count the targets due in a year."""
        return sum(count for month, count in self.counts if (month - 1) // 12 == year)


class Page(Struct, frozen=True):
    """A report."""

    lang: Lang
    as_of: date
    documents: tuple[Document, ...]
    facts: tuple[tuple[str, str], ...]
    """A number and what it counts."""
    coverage: Coverage
    sections: tuple[Section, ...]
    gaps: tuple[Gap, ...]
    obstacles: tuple[Obstacle, ...]
    conflicts: tuple[str, ...]
    lanes: tuple[Lane, ...]
    years: tuple[int, ...]
    """Years in which a target is due."""
    dues: tuple[Due, ...]
    first_only: int | None
    """Number of plans in a row above which it tells its differences from the first of them only; None where all are told."""
