"""Commands that answer questions about plans: list, show, compare, export."""

from __future__ import annotations

from typing import Annotated

import typer

from plancmp.align import align
from plancmp.cli import options
from plancmp.cli.decide import VerdictFile, verdicts_in_force
from plancmp.cli.options import AsCsv, AsJson, Bom, DomainName, Folders, Format, FormatName, OutFile, PlanName
from plancmp.compare import compare as compare_aligned
from plancmp.errors import DataError, UsageError
from plancmp.library import Library, domains, vocabulary
from plancmp.records import records
from plancmp.render import csvs, jsons


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
    first: PlanName,
    second: PlanName,
    domain: DomainName = None,
    format: FormatName = None,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """Put two plans side by side: what both promise, how it differs, and what only one has.

    Differences say what the second plan is to the first.
    """
    library = options.library(plans)
    a, b = library.find(first), library.find(second)
    if a.id == b.id:
        raise UsageError(f"{first!r} and {second!r} are the same plan")
    found = compare_aligned(align(a, b, vocabulary(), verdicts_in_force(verdicts)), list(domains()), options.only_domain(domain))
    match options.chosen(format, csv, json):
        case Format.JSON:
            options.write_json(jsons.comparison(found), out)
        case Format.CSV:
            options.write_csv(csvs.comparison(found), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            options.write_table(lambda width: terminal.comparison(found, domains(), width), out)


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
