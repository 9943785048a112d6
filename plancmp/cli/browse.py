"""Commands that answer questions about plans: list, show, compare, export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from plancmp import render
from plancmp.asked import Asked
from plancmp.cli import options
from plancmp.cli.answer import Answer
from plancmp.cli.declared import Argument, Option
from plancmp.cli.options import DomainName, Folders, PlanName, VerdictFile
from plancmp.errors import DataError, UsageError
from plancmp.exporting import Record, records
from plancmp.language import Lang, Said
from plancmp.library import Library, domains
from plancmp.model import NATURES, Plan
from plancmp.select import Sort, differs, select

if TYPE_CHECKING:
    from plancmp.render.console import Screen
    from plancmp.render.drawn import Drawn

_FIRST = ("plan", "name", "name_en", "figure", "stated", "deadline", "nature", "at")


def list_plans(
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """List the plans at hand."""
    library = options.library(plans, answer.lang)
    found = library.plans()
    answer.write(
        "list",
        lambda: render.listings.plans(found),
        lambda _: render.terminal.plans(found, answer.lang),
        lambda: found,
        json=lambda: render.jsons.plans(found),
    )
    _complain(library)


def show(
    plan: PlanName,
    domain: DomainName = None,
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """Show one plan: targets, deadlines, what was reached, and where the source says so."""
    found = options.library(plans, answer.lang).find(plan)
    only = options.only_domain(domain)
    answer.write(
        "export",
        lambda: render.listings.export(records(found, only), answer.lang),
        lambda screen: render.terminal.plan(found, domains(), only, screen.width, answer.lang),
        lambda: (found,),
    )


def compare(
    plan: Annotated[list[str] | None, Argument(help="Two plans or more")] = None,
    domain: DomainName = None,
    every: Annotated[bool, Option("--all", help="All plans at hand")] = False,
    against: Annotated[str | None, Option("--against", help="Differences from this plan only")] = None,
    differing: Annotated[bool, Option("--only-differences", help="Only rows in which something differs")] = False,
    common: Annotated[bool, Option("--only-common", help="Only what every plan has")] = False,
    missing: Annotated[bool, Option("--missing", help="Only what some plan has and another lacks")] = False,
    nature: Annotated[str | None, Option("--nature", help="约束性 (binding) or 预期性 (indicative)")] = None,
    by: Annotated[int | None, Option("--by", help="Only targets due in or before this year")] = None,
    sort: Annotated[Sort, Option("--sort", help="Order of the rows")] = Sort.FILE,
    explain: Annotated[bool, Option("--explain", help="Show the arithmetic of every delta")] = False,
    exit_code: Annotated[bool, Option("--exit-code", help="Exit status 1 if there are differences")] = False,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    *,
    answer: Answer,
) -> int:
    """Put plans side by side: what they promise, how it differs, what only one has.

    Differences say what the later plan is to the earlier one, or to the one named by --against.
    """
    library = options.library(plans, answer.lang)
    chosen, reference = to_compare(library, plan or [], every, against)
    if nature is not None and nature not in NATURES:
        nature = _nature(nature)
    from plancmp.cli.comparing import compared

    force, only = options.verdicts_in_force(verdicts, answer.lang), options.only_domain(domain)
    near = Asked(library).of_domain(only, force) if every else chosen
    found = replace(compared(near, force, only, reference, candidates=True), plans=chosen)
    if found.many and reference is None:
        options.said(
            Said("so many plans: differences are those from the first plan of each row; --against names another"), answer.lang
        )
    found = select(found, differing=differing, common=common, missing=missing, nature=nature, by=by, sort=sort)
    answer.write(
        "compare",
        lambda: render.listings.comparison(found, answer.lang),
        lambda screen: render.terminal.comparison(found, domains(), screen, answer.lang, explain=explain),
        lambda: found.plans,
        json=lambda: render.jsons.comparison(found, answer.lang),
    )
    return int(exit_code and any(differs(row) or row.relation == "only" for row in found.rows))


def to_compare(library: Library, names: list[str], every: bool, against: str | None) -> tuple[tuple[Plan, ...], int | None]:
    """The plans to compare, each once, in the order named; and the number of the reference among them."""
    if every and names:
        raise UsageError(Said("--all takes no plans"))
    wanted = [*names, *([against] if against else [])]
    plans = library.plans() if every else tuple(library.find(name) for name in wanted)
    twice = [plan.id for n, plan in enumerate(plans) if plan.id in [p.id for p in plans[:n]]]
    reference = library.find(against).id if against else None
    if [id for id in twice if id != reference]:
        raise UsageError(Said("{0} is named twice: the same plan (a copy needs a file name of its own)", twice[0]))
    chosen = tuple({plan.id: plan for plan in plans}.values())
    if len(chosen) < 2:
        raise UsageError(Said("name two plans or more (or --all)"))
    return chosen, [plan.id for plan in chosen].index(reference) if reference else None


def _nature(name: str) -> str:
    english = {"binding": "约束性", "indicative": "预期性"}
    if name.lower() not in english:
        raise UsageError(Said("--nature {0}: allowed are 约束性 (binding) and 预期性 (indicative)", name))
    return english[name.lower()]


def export(
    plan: Annotated[list[str] | None, Argument(help="The plans to export; all of them if none is named")] = None,
    domain: DomainName = None,
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """Export every figure as one record, for spreadsheets and programs (CSV, unless another format is asked for)."""
    library = options.library(plans, answer.lang)
    found = [library.find(name) for name in plan] if plan else library.plans()
    only = options.only_domain(domain)
    lines = [record for one in found for record in records(one, only)]
    answer.write(
        "export",
        lambda: render.listings.export(lines, answer.lang),
        lambda screen: _figures(lines, screen, answer.lang),
        lambda: found,
    )
    if not plan:
        _complain(library)


def _figures(lines: Sequence[Record], screen: Screen, lang: Lang) -> Drawn:
    """Figures as a table of the fields that a reader looks for first."""
    return render.answers.table([{name: line[name] for name in _FIRST} for line in lines], "", (), domains(), screen.width, lang)


def _complain(library: Library) -> None:
    """After an answer made of all plans: name what is wrong with those that had to be left out."""
    if problems := library.errors():
        raise DataError(problems)
