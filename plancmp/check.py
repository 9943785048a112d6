"""Rules that a well-shaped plan file can still break.

A rule is a small generator: it yields (path, message) for every place that breaks it, its name with hyphens is its code,
and its docstring is its manual (``plancmp check --explain CODE``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from plancmp.language import Said, sentence
from plancmp.marks import Path
from plancmp.model import Actual, Deadline, Indicator, Plan, Target
from plancmp.text import squeeze

Finding = tuple[Path, str]


class Located(Struct, frozen=True):
    """A plan and where its indicators stand in the file."""

    plan: Plan
    entries: Sequence[tuple[Path, Indicator]]
    """Every indicator with its path, in the file's order."""

    def figures(self) -> Iterator[tuple[Path, Target | Actual]]:
        """Yield every target and actual with its path."""
        for path, indicator in self.entries:
            for n, target in enumerate(indicator.targets):
                yield (*path, "targets", n), target
            for n, actual in enumerate(indicator.actuals):
                yield (*path, "actuals", n), actual


_LEVELS = {level: level for level in (sentence("province"), sentence("prefecture"), sentence("county"))}

Rule = Callable[[Located], Iterator[Finding]]


def duplicate_id(file: Located) -> Iterator[Finding]:
    """An id names one indicator of the file; two entries with the same id cannot be told apart.

    Give the second one an id of its own, or merge them if they are the same indicator.
    """
    seen: set[str] = set()
    for path, indicator in file.entries:
        if indicator.id in seen:
            yield (*path, "id"), Said("{0!r} is the id of another indicator in this file", indicator.id)
        seen.add(indicator.id)


def no_figures(file: Located) -> Iterator[Finding]:
    """An indicator has at least one target or actual.

    Without one there is nothing to compare: add a target (``milestone: true`` for one without a number) or an actual.
    """
    for path, indicator in file.entries:
        if not indicator.targets and not indicator.actuals:
            yield path, Said("an indicator needs at least one target or actual")


def deadline_outside_reason(file: Located) -> Iterator[Finding]:
    """A date is near the plan's period.

    A deadline lies between ten years before the plan begins and thirty after it ends, an actual's date between forty years
    before it begins and its end. What lies outside is almost always a slip of the hand (2052 for 2025).
    """
    period = file.plan.period
    for path, figure in file.figures():
        if isinstance(figure, Target):
            if figure.deadline_stated and not _near(figure.deadline, period.start - 10, period.end + 30):
                yield (*path, "by"), Said("{0!r} is far outside the plan's period {1}", figure.deadline_stated, period)
        elif figure.as_of_stated and not _near(figure.as_of, period.start - 40, period.end):
            yield (*path, "as_of"), Said("{0!r} cannot be the date of a result in a plan for {1}", figure.as_of_stated, period)


def ambiguous_deadline(file: Located) -> Iterator[Finding]:
    """2025年前 may mean *before 2025 begins* or *by the end of 2025*; it is read as the latter.

    Say in ``note`` what the document's other passages support.
    """
    for path, figure in file.figures():
        if not isinstance(figure, Target) or figure.note or not figure.deadline_stated:
            continue
        if re.fullmatch(r"\D*\d{4}年?(?:前|之前|以前)", squeeze(figure.deadline_stated)):
            yield (*path, "by"), Said("{0!r} has two readings; read as the end of that year", figure.deadline_stated)


def missing_english(file: Located) -> Iterator[Finding]:
    """Titles, regions and indicators have an English name, for readers who know no Chinese; so has a scope."""
    plan = file.plan
    if not plan.title_en:
        yield ("plan", "title"), Said("no English title (`title_en`)")
    if not plan.region.name_en:
        yield ("plan", "region"), Said("no English name of the region (`name_en`)")
    for path, indicator in file.entries:
        if not indicator.name_en:
            yield (*path, "name"), Said("no English name (`name_en`)")
        if indicator.scope and not indicator.scope_en:
            yield (*path, "scope"), Said("no English scope (`scope_en`)")


def missing_locator(file: Located) -> Iterator[Finding]:
    """Every figure says where the source prints it (``at``), so that a reader can look it up."""
    for path, figure in file.figures():
        if not figure.at:
            yield path, Said("no place in the source (`at`)")


def same_name(file: Located) -> Iterator[Finding]:
    """Two indicators of a domain with the same name and scope are one, or need names that tell them apart."""
    seen: dict[tuple[str, str, str], str] = {}
    for path, indicator in file.entries:
        key = (indicator.domain, squeeze(indicator.name), squeeze(indicator.scope or ""))
        if key in seen:
            yield (*path, "name"), Said("{0!r} is also the name of {1}; merge them or name a scope", indicator.name, seen[key])
        else:
            seen[key] = indicator.id


def code_against_level(file: Located) -> Iterator[Finding]:
    """A GB/T 2260 code ends in 0000 for a province, in 00 for a prefecture, in neither for a county."""
    region = file.plan.region
    if region.code is None:
        return
    zeros = 4 if region.code.endswith("0000") else 2 if region.code.endswith("00") else 0
    wanted = {"province": 4, "prefecture": 2, "county": 0}.get(region.level)
    if wanted is not None and wanted != zeros:
        yield ("plan", "region", "code"), Said("{0} is not the code of a {1}", region.code, Said(_LEVELS[region.level]))


def unlikely_share(file: Located) -> Iterator[Finding]:
    """A share of a whole is at most 100 %; more is a slip, or a multiple of some base, which ``note`` should say."""
    for path, figure in file.figures():
        read = figure.quantity
        if figure.note or read is None or read.value is None or read.unit.dimension != "share" or read.base or read.change:
            continue
        if (read.high or read.value) * read.unit.size > 100:
            yield (*path, "stated"), Said("{0!r} is more than the whole", figure.stated)


ERRORS: tuple[Rule, ...] = (duplicate_id, no_figures, deadline_outside_reason)
WARNINGS: tuple[Rule, ...] = (
    missing_english, missing_locator, same_name, code_against_level, unlikely_share, ambiguous_deadline,
)  # fmt: skip


def code(rule: Rule) -> str:
    """The code that a rule's problems carry."""
    return rule.__name__.replace("_", "-")


def _near(when: Deadline | None, first: int, last: int) -> bool:
    return when is None or when.start is None or when.end is None or (when.start.year >= first and when.end.year <= last)
