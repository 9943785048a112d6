"""Arguments and options that several commands share, and what they stand for."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
Folders = Annotated[list[Path] | None, typer.Option("--plans", help="A folder with plan files of your own (repeatable)")]
FormatName = Annotated[Format | None, typer.Option("--format", "-f", help="How the answer is written")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Short for --format csv")]
AsJson = Annotated[bool, typer.Option("--json", help="Short for --format json")]
OutFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output")]
Bom = Annotated[
    bool | None,
    typer.Option("--bom/--no-bom", help="CSV with a byte order mark; by default only when it lands in a file"),
]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a command's answer goes, and in which format."""

    format: Format
    path: Path | None
    bom: bool | None

    def write(self, *, json: Callable[[], str], csv: Callable[[], str], table: Callable[[int], RenderableType | str]) -> None:
        """Write the answer in the format asked for; a table is drawn for the terminal's width, lines of text stay as they are."""
        match self.format:
            case Format.JSON:
                write_json(json(), self.path)
            case Format.CSV:
                write_csv(csv(), self.path, self.bom)
            case Format.TABLE:
                self._write_table(table)

    def _write_table(self, draw: Callable[[int], RenderableType | str]) -> None:
        from plancmp.render import console

        text = console.text(draw, plain=self.path is not None)
        if self.path is None:
            output.write_text(text)
        else:
            output.write_data(text, self.path, bom=False)


def answers(command: Callable[..., None], default: Format = Format.TABLE) -> Callable[..., None]:
    """Give a command the options --format, --csv, --json, --output and --bom in place of its parameter ``answer``."""

    @functools.wraps(command)
    def with_options(*, format: Format | None, csv: bool, json: bool, out: Path | None, bom: bool | None, **rest: Any) -> None:
        command(**rest, answer=Answer(_chosen(format, csv, json, default), out, bom))

    shared = {
        "format": (FormatName, None),
        "csv": (AsCsv, False),
        "json": (AsJson, False),
        "out": (OutFile, None),
        "bom": (Bom, None),
    }
    own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name != "answer"]
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [p.replace(kind=keyword) for p in own]
    parameters += [inspect.Parameter(name, keyword, default=value, annotation=kind) for name, (kind, value) in shared.items()]
    vars(with_options)["__signature__"] = inspect.Signature(parameters)
    with_options.__annotations__ = {p.name: p.annotation for p in parameters}
    return with_options


def library(extra: list[Path] | None) -> Library:
    """Open the library with the folders of ``PLANCMP_PLANS`` and ``--plans``; say which plans were replaced."""
    named = [Path(part) for part in os.environ.get("PLANCMP_PLANS", "").split(os.pathsep) if part]
    found = Library.open([*named, *(extra or ())])
    for id, counts, hidden in found.overridden:
        typer.echo(f"plancmp: {counts} takes the place of the plan {id} in {hidden.parent}", err=True)
    return found


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


def _chosen(format: Format | None, csv: bool, json: bool, default: Format) -> Format:
    wishes = {f for f, wished in ((Format.CSV, csv), (Format.JSON, json)) if wished} | ({format} if format else set())
    if len(wishes) > 1:
        raise UsageError(f"one format at a time: {' and '.join(sorted(wishes))} exclude each other")
    return wishes.pop() if wishes else default
