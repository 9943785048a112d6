"""Arguments and options that several commands share, and what they stand for."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from plancmp import output
from plancmp.cli import progress
from plancmp.cli.declared import Argument, Option
from plancmp.language import Lang, Said
from plancmp.library import VERDICTS_FILE, Library, find_domain, verdicts_of
from plancmp.verdicts import Verdicts

PlanName = Annotated[str, Argument(help="A plan's id, Chinese name, alias, GB/T 2260 code, or a file's path")]
DomainName = Annotated[
    str | None, Option("--domain", "-d", help="Only this domain: slug, Chinese or English name, or its beginning")
]
Folders = Annotated[list[Path] | None, Option("--plans", help="A folder with plan files of your own (repeatable)")]
OutFile = Annotated[Path | None, Option("--output", "-o", help="Write to this file instead of standard output")]

VerdictFile = Annotated[
    Path | None,
    Option("--verdicts", help=f"Your verdicts; by default PLANCMP_VERDICTS, or {VERDICTS_FILE} in the working folder"),
]


class Tongue(StrEnum):
    """The languages that plancmp speaks."""

    ZH = "zh"
    EN = "en"


Language = Annotated[Tongue | None, Option("--lang", help="What plancmp speaks; by default PLANCMP_LANG, or the locale's language")]

NoCache = Annotated[bool, Option("--no-cache", help="Read every file anew, and remember nothing")]


def library(extra: list[Path] | None, lang: Lang) -> Library:
    """Open the library with the folders of ``PLANCMP_PLANS`` and ``--plans``; say which plans were replaced."""
    named = [Path(part) for part in os.environ.get("PLANCMP_PLANS", "").split(os.pathsep) if part]
    found = Library.open([*named, *(extra or ())])
    found.watch = progress.reading(lang)
    for id, counts, hidden in found.overridden:
        said(Said("{0} takes the place of the plan {1} in {2}", counts, id, hidden.parent), lang)
    return found


def said(message: Said, lang: Lang) -> None:
    """Say something on standard error, where it is no part of the answer."""
    output.write_note(f"plancmp: {message.told(lang)}")


def only_domain(name: str | None) -> str | None:
    """Return the slug of the domain named, or None for all."""
    return find_domain(name).slug if name else None


def verdicts_file(named: Path | None) -> Path:
    """The user's own file of verdicts, whether or not it exists."""
    return named or Path(os.environ.get("PLANCMP_VERDICTS") or VERDICTS_FILE)


def verdicts_in_force(named: Path | None, lang: Lang) -> Verdicts:
    """The shipped verdicts, outranked by the user's. What contradicts itself is said on standard error."""
    decided = verdicts_of(verdicts_file(named))
    for problem in decided.problems:
        output.write_note(f"plancmp: {problem.told(lang)}")
    return decided
