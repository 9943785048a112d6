"""The command line: reads arguments, calls load, align, compare and render, writes bytes, picks the exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancmp import __version__, output
from plancmp.align import align
from plancmp.compare import compare as compare_aligned
from plancmp.errors import DataError, PlancmpError, UsageError
from plancmp.library import Library, domains, find_domain, vocabulary
from plancmp.records import records
from plancmp.render import csvs, jsons

if TYPE_CHECKING:
    from rich.console import RenderableType


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


app = typer.Typer(
    name="plancmp",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Compare China's civil-affairs (民政) plans: who promises what, how much, by when, how bindingly.

    Examples:

    \b
      plancmp list                                        the plans at hand
      plancmp show guichi                                 one plan, domain by domain
      plancmp show 南宁 --domain 养老                      names and domains in Chinese too
      plancmp compare jilin nanning --domain elderly      two plans side by side
      plancmp compare jilin nanning --csv > beds.csv      the same for a spreadsheet
      plancmp export --json | jq '.records[0]'            every figure, one record each
      plancmp show my-plan.yaml                           a plan file of your own
    """,
)

PlanName = Annotated[str, typer.Argument(help="A plan's id, Chinese name, alias, GB/T 2260 code, or a file's path")]
DomainName = Annotated[
    str | None, typer.Option("--domain", "-d", help="Only this domain: slug, Chinese or English name, or its beginning")
]
FormatName = Annotated[Format, typer.Option("--format", "-f", help="How the answer is written")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Short for --format csv")]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json")]
Folders = Annotated[list[Path] | None, typer.Option("--plans", help="A folder with plan files of your own (repeatable)")]
OutFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output")]
Bom = Annotated[
    bool | None, typer.Option("--bom/--no-bom", help="CSV with a byte order mark; by default only when it lands in a file")
]


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit", is_eager=True)] = False,
) -> None:
    if version:
        typer.echo(f"plancmp {__version__}")
        raise typer.Exit


@app.command("list")
def list_plans(
    format: FormatName = Format.TABLE,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """List the plans at hand."""
    library = _library(plans)
    found = library.plans()
    match _format(format, csv, json):
        case Format.JSON:
            output.write_data(jsons.plans(found), out, bom=False)
        case Format.CSV:
            _write_csv(csvs.plans(csvs.about(found)), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            _print(lambda _: terminal.plans(found), out)
    _complain(library)


@app.command()
def show(
    plan: PlanName,
    domain: DomainName = None,
    format: FormatName = Format.TABLE,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """Show one plan: targets, deadlines, what was reached, and where the source says so."""
    found = _library(plans).find(plan)
    only = find_domain(domain).slug if domain else None
    match _format(format, csv, json):
        case Format.JSON:
            output.write_data(jsons.export(records(found, only)), out, bom=False)
        case Format.CSV:
            _write_csv(csvs.export(records(found, only)), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            _print(lambda _: terminal.plan(found, domains(), only), out)


@app.command()
def compare(
    first: PlanName,
    second: PlanName,
    domain: DomainName = None,
    format: FormatName = Format.TABLE,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """Put two plans side by side: what both promise, how it differs, and what only one has.

    Differences say what the second plan is to the first.
    """
    library = _library(plans)
    a, b = library.find(first), library.find(second)
    if a.id == b.id:
        raise UsageError(f"{first!r} and {second!r} are the same plan")
    only = find_domain(domain).slug if domain else None
    found = compare_aligned(align(a, b, vocabulary(), only), list(domains()))
    match _format(format, csv, json):
        case Format.JSON:
            output.write_data(jsons.comparison(found), out, bom=False)
        case Format.CSV:
            _write_csv(csvs.comparison(found), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            _print(lambda width: terminal.comparison(found, domains(), width), out)


@app.command()
def export(
    plan: Annotated[list[str] | None, typer.Argument(help="The plans to export; all of them if none is named")] = None,
    domain: DomainName = None,
    format: FormatName = Format.CSV,
    csv: AsCsv = False,
    json: AsJson = False,
    plans: Folders = None,
    out: OutFile = None,
    bom: Bom = None,
) -> None:
    """Export every figure as one record, for spreadsheets and programs."""
    library = _library(plans)
    found = [library.find(name) for name in plan] if plan else library.plans()
    only = find_domain(domain).slug if domain else None
    lines = (record for one in found for record in records(one, only))
    match _format(format, csv, json):
        case Format.JSON:
            output.write_data(jsons.export(lines), out, bom=False)
        case Format.CSV:
            _write_csv(csvs.export(lines), out, bom)
        case Format.TABLE:
            from plancmp.render import terminal

            _print(lambda _: terminal.records(list(lines)), out)
    if not plan:
        _complain(library)


def _library(extra: list[Path] | None) -> Library:
    """Open the library with the folders of ``PLANCMP_PLANS`` and ``--plans``, and say which plans were replaced."""
    named = [Path(part) for part in os.environ.get("PLANCMP_PLANS", "").split(os.pathsep) if part]
    library = Library.open([*named, *(extra or ())])
    for id, counts, hidden in library.overridden:
        typer.echo(f"plancmp: {counts} takes the place of the plan {id} in {hidden.parent}", err=True)
    return library


def _complain(library: Library) -> None:
    """After an answer made of all plans: name those that had to be left out."""
    if problems := library.errors():
        raise DataError(problems)


def _format(format: Format, csv: bool, json: bool) -> Format:
    if csv and json:
        raise UsageError("--csv and --json exclude each other")
    return Format.CSV if csv else Format.JSON if json else format


def _write_csv(text: str, out: Path | None, bom: bool | None) -> None:
    if bom is None:
        wish = os.environ.get("PLANCMP_BOM", "").strip().lower()
        bom = wish not in ("0", "no", "false", "off") if wish else output.lands_in_file(out)
    output.write_data(text, out, bom=bom)


def _print(render: Callable[[int], RenderableType], out: Path | None) -> None:
    from plancmp.render import console

    text = console.text(render, plain=out is not None)
    if out is None:
        output.write_text(text)
    else:
        output.write_data(text, out, bom=False)


def main() -> None:
    """Run the command line; every foreseen failure becomes a message on standard error and an exit status."""
    try:
        status = app(standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except BrokenPipeError:
        # The reader has seen enough (| head); point stdout elsewhere so that nothing is flushed at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except PlancmpError as error:
        _tell(str(error) if isinstance(error, DataError) else f"plancmp: {error}")
        sys.exit(error.exit_status)
    except typer.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)


def _tell(message: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(output.encodable(message, sys.stderr.encoding) + "\n")
