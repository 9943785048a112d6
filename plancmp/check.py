"""Rules that a well-shaped plan file can still break.

A rule is a small generator: it yields (path, message) for every place that breaks it, its name with hyphens is its code,
and its docstring is its manual (``plancmp check --explain CODE``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plancmp.deadline import Deadline
from plancmp.marks import Path
from plancmp.model import Indicator, Plan
from plancmp.text import squeeze

Finding = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Located:
    """A plan and the path of each of its indicators in the file."""

    plan: Plan
    paths: dict[str, list[Path]]
    """Indicator id → where entries with that id stand."""

    def each(self) -> Iterator[tuple[Path, Indicator]]:
        """Yield every indicator with its path."""
        left = {id: list(paths) for id, paths in self.paths.items()}
        for indicator in self.plan.indicators:
            yield left[indicator.id].pop(0), indicator


Rule = Callable[[Located], Iterator[Finding]]


def duplicate_id(file: Located) -> Iterator[Finding]:
    """An id names one indicator of the file; two entries with the same id cannot be told apart.

    Give the second one an id of its own, or merge them if they are the same indicator.
    """
    for id, paths in file.paths.items():
        for path in paths[1:]:
            yield (*path, "id"), f"{id!r} is the id of another indicator in this file"


def no_figures(file: Located) -> Iterator[Finding]:
    """An indicator has at least one target or actual.

    Without one there is nothing to compare: add a target (``milestone: true`` for one without a number) or an actual.
    """
    for path, indicator in file.each():
        if not indicator.targets and not indicator.actuals:
            yield path, "an indicator needs at least one target or actual"


def deadline_outside_reason(file: Located) -> Iterator[Finding]:
    """A deadline lies between ten years before the plan begins and thirty after it ends, an actual's date no later than the plan's end.

    What lies outside is almost always a slip of the hand (2052 for 2025).
    """
    period = file.plan.period
    for path, indicator in file.each():
        for n, target in enumerate(indicator.targets):
            if target.deadline and target.deadline_stated and not _near(target.deadline, period.start - 10, period.end + 30):
                yield (*path, "targets", n, "by"), f"{target.deadline_stated!r} is far outside the plan's period {period}"
        for n, actual in enumerate(indicator.actuals):
            if actual.as_of and actual.as_of_stated and not _near(actual.as_of, period.start - 40, period.end):
                yield (
                    (*path, "actuals", n, "as_of"),
                    f"{actual.as_of_stated!r} cannot be the date of a result in a plan for {period}",
                )


def ambiguous_deadline(file: Located) -> Iterator[Finding]:
    """2025年前 may mean *before 2025 begins* or *by the end of 2025*; it is read as the latter.

    Say in ``note`` what the document's other passages support.
    """
    for path, indicator in file.each():
        for n, target in enumerate(indicator.targets):
            if (
                target.deadline_stated
                and re.fullmatch(r"\D*\d{4}年?(?:前|之前|以前)", squeeze(target.deadline_stated))
                and not target.note
            ):
                yield (*path, "targets", n, "by"), f"{target.deadline_stated!r} has two readings; read as the end of that year"


def missing_english(file: Located) -> Iterator[Finding]:
    """Titles, regions and indicators have an English name, for readers who know no Chinese; so has a scope."""
    plan = file.plan
    if not plan.title_en:
        yield ("plan", "title"), "no English title (`title_en`)"
    if not plan.region.name_en:
        yield ("plan", "region"), "no English name of the region (`name_en`)"
    for path, indicator in file.each():
        if not indicator.name_en:
            yield (*path, "name"), "no English name (`name_en`)"
        if indicator.scope and not indicator.scope_en:
            yield (*path, "scope"), "no English scope (`scope_en`)"


def missing_locator(file: Located) -> Iterator[Finding]:
    """Every figure says where the source prints it (``at``), so that a reader can look it up."""
    for path, indicator in file.each():
        for n, target in enumerate(indicator.targets):
            if not target.at:
                yield (*path, "targets", n), "no place in the source (`at`)"
        for n, actual in enumerate(indicator.actuals):
            if not actual.at:
                yield (*path, "actuals", n), "no place in the source (`at`)"


def same_name(file: Located) -> Iterator[Finding]:
    """Two indicators of a domain with the same name and scope are one, or need names that tell them apart."""
    seen: dict[tuple[str, str, str], str] = defaultdict(str)
    for path, indicator in file.each():
        key = (indicator.domain, squeeze(indicator.name), squeeze(indicator.scope or ""))
        if seen[key]:
            yield (*path, "name"), f"{indicator.name!r} is also the name of {seen[key]}; merge them or name a scope"
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
        yield ("plan", "region", "code"), f"{region.code} is not the code of a {region.level}"


def unlikely_share(file: Located) -> Iterator[Finding]:
    """A share of a whole is at most 100 %; more is a slip, or a multiple of some base, which ``note`` should say."""
    for path, indicator in file.each():
        groups = (("targets", indicator.targets), ("actuals", indicator.actuals))
        for key, figures in groups:
            for n, figure in enumerate(figures):
                read = figure.quantity
                if read and read.value and read.unit.dimension == "share" and not read.base and not read.change:
                    percent = (read.high or read.value) * read.unit.size
                    if percent > 100 and not figure.note:
                        yield (*path, key, n, "stated"), f"{figure.stated!r} is more than the whole"


ERRORS: tuple[Rule, ...] = (duplicate_id, no_figures, deadline_outside_reason)
WARNINGS: tuple[Rule, ...] = (
    missing_english, missing_locator, same_name, code_against_level, unlikely_share, ambiguous_deadline,
)  # fmt: skip


def code(rule: Rule) -> str:
    """The code that a rule's problems carry."""
    return rule.__name__.replace("_", "-")


def _near(when: Deadline, first: int, last: int) -> bool:
    return when.end is None or when.start is None or (when.start.year >= first and when.end.year <= last)
