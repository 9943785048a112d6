"""The formats of an answer, and how the command line chooses one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from plancmp.cli.answer import Answer
from plancmp.cli.declared import Option
from plancmp.errors import UsageError
from plancmp.language import Lang, Said

SUFFIXES = {
    "table": ".txt",
    "csv": ".csv",
    "tsv": ".tsv",
    "json": ".json",
    "jsonl": ".jsonl",
    "md": ".md",
    "html": ".html",
    "xlsx": ".xlsx",
}
"""The formats of every answer, and the suffix by which ``-o FILE`` asks for one."""
_HEADLESS = ("csv", "tsv", "md", "html", "xlsx")
"""The formats that can do without a line of headers."""


def answer(
    format: Annotated[str | None, Option("--format", "-f", metavar="|".join(SUFFIXES), help="How the answer is written")] = None,
    csv: Annotated[bool, Option("--csv", help="Short for --format csv")] = False,
    json: Annotated[bool, Option("--json", help="Short for --format json")] = False,
    out: Annotated[Path | None, Option("--output", "-o", help="Write to this file; its suffix says the format")] = None,
    fields: Annotated[
        str | None, Option("--fields", metavar="A,B,C", help="Only these fields of the records, in this order")
    ] = None,
    no_headers: Annotated[bool, Option("--no-headers", help="Without the line of headers")] = False,
    bom: Annotated[
        bool | None,
        Option("--bom/--no-bom", help="CSV and TSV with a byte order mark; by default only when it lands in a file"),
    ] = None,
    ascii: Annotated[bool, Option("--ascii", help="Borders and signs of tables in ASCII")] = False,
    no_pager: Annotated[bool, Option("--no-pager", help="No pager for what is longer than the terminal")] = False,
    *,
    lang: Lang,
    default: str,
    more: Mapping[str, str],
) -> Answer:
    """Return the answer that is asked for; it is in the format *default* unless another one is.

    *more* are formats that the command alone has. Raises :class:`UsageError` for options that contradict each other.
    """
    chosen = _chosen(format, csv, json, out, default, SUFFIXES | dict(more))
    if no_headers and chosen not in _HEADLESS:
        raise UsageError(Said("{0} goes with {1}; not with {2}", "--no-headers", ", ".join(_HEADLESS), chosen))
    names = None if fields is None else tuple(filter(None, map(str.strip, fields.split(","))))
    if names == ():
        raise UsageError(Said("--fields names no field"))
    if names and chosen not in SUFFIXES:
        raise UsageError(Said("{0} goes with {1}; not with {2}", "--fields", ", ".join(SUFFIXES), chosen))
    return Answer(chosen, out, bom, names, not no_headers, lang, ascii, not no_pager)


def _chosen(format: str | None, csv: bool, json: bool, out: Path | None, default: str, suffixes: Mapping[str, str]) -> str:
    """The format asked for: by name, else by the suffix of the file to write, else the command's own."""
    if format is not None and format not in suffixes:
        raise UsageError(Said("--format: {0!r} is not one of {1}", format, ", ".join(suffixes)))
    wishes = {f for f, wished in (("csv", csv), ("json", json)) if wished} | ({format} if format else set())
    if len(wishes) > 1:
        raise UsageError(Said("one format at a time: {0} exclude each other", ", ".join(sorted(wishes))))
    if wishes:
        return wishes.pop()
    if out is None or not out.suffix:
        return default
    named = {suffix: name for name, suffix in suffixes.items()}
    if out.suffix.lower() not in named:
        allowed = ", ".join(suffix for suffix in named if suffix)
        raise UsageError(
            Said("{0}: no format has the suffix {1!r} (suffixes: {2}; or name one with --format)", out, out.suffix, allowed)
        )
    return named[out.suffix.lower()]
