"""The formats of an answer: how one is chosen, and how a finished answer is written in it."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from plancmp import output
from plancmp.cli.options import Language
from plancmp.errors import UsageError
from plancmp.language import Lang, Said
from plancmp.library import domains
from plancmp.listing import Listing
from plancmp.render import csvs, jsons

if TYPE_CHECKING:
    from rich.console import RenderableType

SUFFIXES = {
    "table": ".txt",
    "csv": ".csv",
    "tsv": ".tsv",
    "json": ".json",
    "jsonl": ".jsonl",
}  # fmt: skip
"""The formats of every answer, and the suffix by which ``-o FILE`` asks for one."""
_HEADLESS = ("csv", "tsv")
"""The formats that can do without a line of headers."""

OutFile = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file; its suffix says the format")]
Bom = Annotated[
    bool | None,
    typer.Option("--bom/--no-bom", help="CSV and TSV with a byte order mark; by default only when it lands in a file"),
]
FieldNames = Annotated[
    str | None, typer.Option("--fields", metavar="A,B,C", help="Only these fields of the records, in this order")
]


@dataclass(frozen=True, slots=True)
class Answer:
    """Where a command's answer goes, in which format and language, and with which fields."""

    format: str
    path: Path | None
    bom: bool | None
    fields: tuple[str, ...] | None
    headers: bool
    lang: Lang

    def write(
        self,
        name: str,
        listing: Callable[[], Listing],
        table: Callable[[int], RenderableType | str] | None = None,
        **special: Callable[[], str],
    ) -> None:
        """Write the answer called *name*.

        *listing* gives its lines, of which every format can be made; *table* draws it for people, for a terminal's width,
        better than a plain table of the lines does; *special* holds, by format, what is richer than the lines. With
        ``--fields`` an answer is its lines in any format.
        """
        if self.fields is not None:
            self._write_listing(name if "json" not in special else f"{name}-records", listing().choose(self.fields))
        elif self.format in special:
            output.write_data(special[self.format](), self.path, bom=False)
        elif self.format == "table" and table is not None:
            self._write_table(table)
        else:
            self._write_listing(name, listing())

    def _write_listing(self, name: str, listing: Listing) -> None:
        match self.format:
            case "csv":
                output.write_data(csvs.listing(listing, headers=self.headers), self.path, bom=self._marked())
            case "tsv":
                output.write_data(csvs.listing(listing, "\t", headers=self.headers), self.path, bom=self._marked())
            case "json":
                output.write_data(jsons.listing(name, listing), self.path, bom=False)
            case "jsonl":
                output.write_data(jsons.lines(listing), self.path, bom=False)
            case _:
                from plancmp.render import answers

                self._write_table(lambda _: answers.table(listing.records(), "", (), domains(), self.lang))

    def _write_table(self, draw: Callable[[int], RenderableType | str]) -> None:
        from plancmp.render import console

        text = console.text(draw, plain=self.path is not None)
        if self.path is None:
            output.write_text(text)
        else:
            output.write_data(text, self.path, bom=False)

    def _marked(self) -> bool:
        """Whether a byte order mark comes first: when the answer lands in a file, unless the user decides otherwise."""
        if self.bom is not None:
            return self.bom
        wish = os.environ.get("PLANCMP_BOM", "").strip().lower()
        return wish not in ("0", "no", "false", "off") if wish else output.lands_in_file(self.path)


@dataclass(frozen=True, slots=True)
class Offer:
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
        del given["lang"]  # found out before the arguments were read
        command(**given, **({"lang": lang} if "lang" in own else {}))

    parameters = [p for p in own.values() if p.name != "lang"]
    _sign(with_language, parameters, {"lang": (Language, None)})
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
        command(**rest, answer=Answer(chosen, out, bom, names, not no_headers, lang))

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
