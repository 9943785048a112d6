"""Commands that answer questions about plans: list, show, compare, export."""

from __future__ import annotations

from typing import Annotated

import typer

from plancmp.alignment import align_all
from plancmp.cli import options
from plancmp.cli.decide import VerdictFile, verdicts_in_force
from plancmp.cli.options import AsCsv, AsJson, Bom, DomainName, Folders, Format, FormatName, OutFile, PlanName
from plancmp.comparison import compare as compare_aligned
from plancmp.errors import DataError, UsageError
from plancmp.exporting import records
from plancmp.library import Library, domains, vocabulary
from plancmp.model import NATURES, Plan
from plancmp.render import csvs, jsons
from plancmp.select import Sort, differs, select


def list_plans(
    format: FormatName = None,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """List the plans at hand."""
    library = options.library(plans)
    found = library.plans()
    match options.chosen(format, csv, json):
        case Format.JSON:
            options.write_json(jsons.plans(found), out)
        case Format.CSV:
            options.write_csv(csvs.plans(found), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            options.write_table(lambda _: terminal.plans(found), out)
    _complain(library)


def show(
    plan: PlanName,
    domain: DomainName = None,
    format: FormatName = None,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """Show one plan: targets, deadlines, what was reached, and where the source says so."""
    found = options.library(plans).find(plan)
    only = options.only_domain(domain)
    match options.chosen(format, csv, json):
        case Format.JSON:
            options.write_json(jsons.export(records(found, only)), out)
        case Format.CSV:
            options.write_csv(csvs.export(records(found, only)), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            options.write_table(lambda width: terminal.plan(found, domains(), only, width), out)


def compare(
    plan: Annotated[list[str] | None, typer.Argument(help="Two plans or more")] = None,
    domain: DomainName = None,
    every: Annotated[bool, typer.Option("--all", help="All plans at hand")] = False,
    against: Annotated[str | None, typer.Option("--against", help="Differences from this plan only")] = None,
    differing: Annotated[bool, typer.Option("--only-differences", help="Only rows in which something differs")] = False,
    common: Annotated[bool, typer.Option("--only-common", help="Only what every plan has")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="Only what some plan has and another lacks")] = False,
    nature: Annotated[str | None, typer.Option("--nature", help="约束性 (binding) or 预期性 (indicative)")] = None,
    by: Annotated[int | None, typer.Option("--by", help="Only targets due in or before this year")] = None,
    sort: Annotated[Sort, typer.Option("--sort", help="Order of the rows")] = Sort.FILE,
    explain: Annotated[bool, typer.Option("--explain", help="Show the arithmetic of every delta")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit status 1 if there are differences")] = False,
    format: FormatName = None,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """Put plans side by side: what they promise, how it differs, what only one has.

    Differences say what the later plan is to the earlier one, or to the one named by --against.
    """
    library = options.library(plans)
    chosen, reference = _to_compare(library, plan or [], every, against)
    if nature is not None and nature not in NATURES:
        nature = _nature(nature)
    found = compare_aligned(
        chosen,
        align_all(chosen, vocabulary(), verdicts_in_force(verdicts)),
        list(domains()),
        options.only_domain(domain),
        reference,
    )
    found = select(found, differing=differing, common=common, missing=missing, nature=nature, by=by, sort=sort)
    match options.chosen(format, csv, json):
        case Format.JSON:
            options.write_json(jsons.comparison(found), out)
        case Format.CSV:
            options.write_csv(csvs.comparison(found), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            options.write_table(lambda width: terminal.comparison(found, domains(), width, explain=explain), out)
    if exit_code and any(differs(row) or row.relation == "only" for row in found.rows):
        raise typer.Exit(1)


def _to_compare(library: Library, names: list[str], every: bool, against: str | None) -> tuple[tuple[Plan, ...], int | None]:
    """The plans to compare, each once, in the order named; and the number of the reference among them."""
    if every and names:
        raise UsageError("--all takes no plans")
    wanted = [*names, *([against] if against else [])]
    plans = library.plans() if every else tuple(library.find(name) for name in wanted)
    twice = [plan.id for n, plan in enumerate(plans) if plan.id in [p.id for p in plans[:n]]]
    reference = library.find(against).id if against else None
    if [id for id in twice if id != reference]:
        raise UsageError(f"{twice[0]} is named twice: the same plan (a copy needs a file name of its own)")
    chosen = tuple({plan.id: plan for plan in plans}.values())
    if len(chosen) < 2:
        raise UsageError("name two plans or more (or --all)")
    return chosen, [plan.id for plan in chosen].index(reference) if reference else None


def _nature(name: str) -> str:
    english = {"binding": "约束性", "indicative": "预期性"}
    if name.lower() not in english:
        raise UsageError(f"--nature {name}: allowed are 约束性 (binding) and 预期性 (indicative)")
    return english[name.lower()]


def export(
    plan: Annotated[list[str] | None, typer.Argument(help="The plans to export; all of them if none is named")] = None,
    domain: DomainName = None,
    format: FormatName = None,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """Export every figure as one record, for spreadsheets and programs (CSV, unless another format is asked for)."""
    library = options.library(plans)
    found = [library.find(name) for name in plan] if plan else library.plans()
    only = options.only_domain(domain)
    lines = [record for one in found for record in records(one, only)]
    match options.chosen(format, csv, json, default=Format.CSV):
        case Format.JSON:
            options.write_json(jsons.export(lines), out)
        case Format.CSV:
            options.write_csv(csvs.export(lines), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            options.write_table(lambda _: terminal.records(lines), out)
    if not plan:
        _complain(library)


def _complain(library: Library) -> None:
    """After an answer made of all plans: name what is wrong with those that had to be left out."""
    if problems := library.errors():
        raise DataError(problems)
