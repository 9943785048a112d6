"""Arguments and options that several commands share, and what they stand for."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plancmp import output
from plancmp.errors import UsageError
from plancmp.library import Library, find_domain

if TYPE_CHECKING:
    from rich.console import RenderableType


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


PlanName = Annotated[str, typer.Argument(help="A plan's id, Chinese name, alias, GB/T 2260 code, or a file's path")]
DomainName = Annotated[
    str | None, typer.Option("--domain", "-d", help="Only this domain: slug, Chinese or English name, or its beginning")
]
FormatName = Annotated[Format | None, typer.Option("--format", "-f", help="How the answer is written")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Short for --format csv")]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json")]
Folders = Annotated[list[Path] | None, typer.Option("--plans", help="A folder with plan files of your own (repeatable)")]
OutFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output")]
Bom = Annotated[
    bool | None,
    typer.Option("--bom/--no-bom", help="CSV with a byte order mark; by default only when it lands in a file"),
]


def library(extra: list[Path] | None) -> Library:
    """Open the library with the folders of ``PLANCMP_PLANS`` and ``--plans``; say which plans were replaced."""
    named = [Path(part) for part in os.environ.get("PLANCMP_PLANS", "").split(os.pathsep) if part]
    found = Library.open([*named, *(extra or ())])
    for id, counts, hidden in found.overridden:
        typer.echo(f"plancmp: {counts} takes the place of the plan {id} in {hidden.parent}", err=True)
    return found


def chosen(format: Format | None, csv: bool, json: bool, default: Format = Format.TABLE) -> Format:
    """Return the one format that ``--format``, ``--csv`` and ``--json`` ask for."""
    wishes = {f for f, wished in ((Format.CSV, csv), (Format.JSON, json)) if wished} | ({format} if format else set())
    if len(wishes) > 1:
        raise UsageError(f"one format at a time: {' and '.join(sorted(wishes))} exclude each other")
    return wishes.pop() if wishes else default


def only_domain(name: str | None) -> str | None:
    """Return the slug of the domain named, or None for all."""
    return find_domain(name).slug if name else None


def write_json(text: str, out: Path | None) -> None:
    """Write JSON, without a byte order mark anywhere."""
    output.write_data(text, out, bom=False)


def write_csv(text: str, out: Path | None, bom: bool | None) -> None:
    """Write CSV: with a byte order mark when it lands in a file, unless ``--bom`` or ``PLANCMP_BOM`` decide otherwise."""
    if bom is None:
        wish = os.environ.get("PLANCMP_BOM", "").strip().lower()
        bom = wish not in ("0", "no", "false", "off") if wish else output.lands_in_file(out)
    output.write_data(text, out, bom=bom)


def write_table(render: Callable[[int], RenderableType], out: Path | None) -> None:
    """Write a table for people, as wide as the terminal."""
    from plancmp.render import console

    text = console.text(render, plain=out is not None)
    if out is None:
        output.write_text(text)
    else:
        output.write_data(text, out, bom=False)
