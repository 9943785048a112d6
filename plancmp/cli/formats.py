"""The formats of an answer, and how the command line chooses one."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec import Struct, field

from plancmp.cli.answer import Answer
from plancmp.cli.options import Language, NoCache
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

OutFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file; its suffix says the format")]
Bom = Annotated[
    bool | None,
    typer.Option("--bom/--no-bom", help="CSV and TSV with a byte order mark; by default only when it lands in a file"),
]
FieldNames = Annotated[
    str | None, typer.Option("--fields", metavar="A,B,C", help="Only these fields of the records, in this order")
]


class Offer(Struct, frozen=True):
    """A command on offer: its function, what it answers in by default, and the formats that it alone has.

    Each format of its own has the suffix that asks for it, or ``""``.
    """

    function: Callable[..., None]
    default: str = "table"
    more: Mapping[str, str] = field(default_factory=dict)


def spoken(offer: Offer, lang: Lang) -> Callable[..., None]:
    """Make a command that speaks a language: with the option --lang, and *lang* for its parameter ``lang`` if it has one.

    In place of a parameter ``answer`` come the options of an answer (--format, --output, --fields …).
    """
    command = offer.function
    if "answer" in inspect.signature(command).parameters:
        command = _answering(command, lang, offer.default, offer.more)
    own = inspect.signature(command, eval_str=True).parameters

    @functools.wraps(command)
    def with_language(**given: Any) -> None:
        del given["lang"], given["no_cache"]  # found out before the arguments were read
        command(**given, **({"lang": lang} if "lang" in own else {}))

    parameters = [p for p in own.values() if p.name != "lang"]
    _sign(with_language, parameters, {"lang": (Language, None), "no_cache": (NoCache, False)})
    return with_language


def _answering(command: Callable[..., None], lang: Lang, default: str, more: Mapping[str, str]) -> Callable[..., None]:
    """Give a command the options of an answer in place of its parameter ``answer``."""
    suffixes = SUFFIXES | dict(more)

    @functools.wraps(command)
    def with_options(
        *,
        format: str | None,
        csv: bool,
        json: bool,
        out: Path | None,
        fields: str | None,
        no_headers: bool,
        bom: bool | None,
        ascii: bool,
        no_pager: bool,
        **rest: Any,
    ) -> None:
        chosen = _chosen(format, csv, json, out, default, suffixes)
        if no_headers and chosen not in _HEADLESS:
            raise UsageError(Said("{0} goes with {1}; not with {2}", "--no-headers", ", ".join(_HEADLESS), chosen))
        names = None if fields is None else tuple(filter(None, map(str.strip, fields.split(","))))
        if names == ():
            raise UsageError(Said("--fields names no field"))
        if names and chosen not in SUFFIXES:
            raise UsageError(Said("{0} goes with {1}; not with {2}", "--fields", ", ".join(SUFFIXES), chosen))
        command(**rest, answer=Answer(chosen, out, bom, names, not no_headers, lang, ascii, not no_pager))

    choice = typer.Option(
        "--format", "-f", metavar="|".join(suffixes), help="How the answer is written", autocompletion=lambda: list(suffixes)
    )
    shared: dict[str, tuple[Any, object]] = {
        "format": (Annotated[str | None, choice], None),
        "csv": (Annotated[bool, typer.Option("--csv", help="Short for --format csv")], False),
        "json": (Annotated[bool, typer.Option("--json", help="Short for --format json")], False),
        "out": (OutFile, None),
        "fields": (FieldNames, None),
        "no_headers": (Annotated[bool, typer.Option("--no-headers", help="Without the line of headers")], False),
        "bom": (Bom, None),
        "ascii": (Annotated[bool, typer.Option("--ascii", help="Borders and signs of tables in ASCII")], False),
        "no_pager": (Annotated[bool, typer.Option("--no-pager", help="No pager for what is longer than the terminal")], False),
    }
    own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name != "answer"]
    _sign(with_options, own, shared)
    return with_options


def _sign(function: Callable[..., None], own: Iterable[inspect.Parameter], shared: Mapping[str, tuple[Any, object]]) -> None:
    """Let a function show the parameters of a command, its *own* and those that it *shared* with others."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [p.replace(kind=keyword) for p in own]
    parameters += [inspect.Parameter(name, keyword, default=value, annotation=kind) for name, (kind, value) in shared.items()]
    vars(function)["__signature__"] = inspect.Signature(parameters)
    function.__annotations__ = {p.name: p.annotation for p in parameters}


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
