"""Arguments and options that several commands share, and what they stand for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from plancmp.library import Library, find_domain

PlanName = Annotated[str, typer.Argument(help="A plan's id, Chinese name, alias, GB/T 2260 code, or a file's path")]
DomainName = Annotated[
    str | None, typer.Option("--domain", "-d", help="Only this domain: slug, Chinese or English name, or its beginning")
]
Folders = Annotated[list[Path] | None, typer.Option("--plans", help="A folder with plan files of your own (repeatable)")]
OutFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of standard output")]


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
