"""Help and complaints about usage in both languages, laid out for characters of any width."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from typing import Any

import typer
from rich.cells import cell_len
from typer.core import TyperCommand, TyperGroup

from plancmp.language import Lang, sentence, tell
from plancmp.render.drawn import Text

EXAMPLES = (
    ("plancmp list", sentence("the plans at hand")),
    ("plancmp show guichi", sentence("one plan, domain by domain")),
    ("plancmp show 南宁 --domain 养老", sentence("names and domains in Chinese too")),
    ("plancmp compare jilin nanning --domain elderly", sentence("two plans side by side")),
    ("plancmp compare jilin nanning --csv > both.csv", sentence("the same for a spreadsheet")),
    ("plancmp report --all -o report.html", sentence("all of it on one page, with charts")),
    ("plancmp rank 养老机构护理型床位占比", sentence("who promises most")),
    ("plancmp gaps guichi", sentence("what the others promise and Guichi does not")),
    ("plancmp why jilin nanning 养老机构护理型床位占比", sentence("why two indicators are in one row")),
    ("plancmp export --json | jq '.records[0]'", sentence("every figure, one record each")),
    ("plancmp check my-plan.yaml", sentence("what is wrong with a file of your own")),
    ("plancmp show my-plan.yaml", sentence("and what it says")),
)
"""Command lines that the help teaches by, each with what it shows."""
_WIDEST = 100
_TERM = 30
"""Columns of a term beside which its explanation still stands; a wider term has it on the next line."""

# What the command-line library says of wrong usage, as its sentences with gaps.
_COMPLAINTS = (
    sentence("No such command {0}. Did you mean {1}?"),
    sentence("No such command {0}."),
    sentence("Missing command."),
    sentence("Missing argument {0}."),
    sentence("Missing option {0}."),
    sentence("No such option: {0} (Possible options: {1})"),
    sentence("No such option: {0}"),
    sentence("Option {0} requires an argument."),
    sentence("Option {0} does not take a value."),
    sentence("Got unexpected extra argument(s) ({0})"),
    sentence("Invalid value for {0}: {1}"),
    sentence("Value error, {0} is not one of {1}."),
    sentence("Input should be a valid integer, unable to parse string as an integer"),
)
_PIECES = {piece: piece for piece in (sentence("[OPTIONS]"), sentence("COMMAND [ARGS]..."))}
_EXTRAS = (sentence("[default: {0}]"), sentence("[required]"))


class Command(TyperCommand):
    """A command whose help speaks a language."""

    lang: Lang = "en"

    def get_help(self, ctx: Any) -> str:
        """Return the whole help of the command."""
        return "".join(_help(self, ctx, self.lang, _columns())).rstrip("\n")


class Group(TyperGroup):
    """The program, whose help speaks a language."""

    lang: Lang = "en"

    def get_help(self, ctx: Any) -> str:
        """Return the whole help: what the program is for, examples, options, commands."""
        return "".join(_help(self, ctx, self.lang, _columns())).rstrip("\n")


def speaking(app: typer.Typer, lang: Lang) -> Group:
    """Return the application's commands, with their help in a language."""
    group = typer.main.get_command(app)
    assert isinstance(group, Group)
    for command in (group, *group.commands.values()):
        assert isinstance(command, Group | Command)
        command.lang = lang
    return group


def complaint(message: str, lang: Lang) -> str:
    """Tell in a language what the command-line library said of wrong usage; what it never said before stays as it is."""
    if lang == "en":
        return message.replace("Value error, ", "")
    for english in _COMPLAINTS:
        if found := re.fullmatch(_pattern(english), message):
            return tell(english, lang, *(complaint(part, lang) for part in found.groups()))
    return message


def _pattern(english: str) -> str:
    return re.sub(r"\\\{\d\\\}", "(.+)", re.escape(english))


def _columns() -> int:
    return min(shutil.get_terminal_size().columns, _WIDEST)


def _help(command: Command | Group, ctx: Any, lang: Lang, width: int) -> Iterator[str]:
    pieces = " ".join(tell(_PIECES[piece], lang) if piece in _PIECES else piece for piece in command.collect_usage_pieces(ctx))
    yield tell("Usage: {0} {1}\n", lang, ctx.command_path, pieces)
    for paragraph in tell(command.help or "", lang).split("\n\n"):
        yield "\n"
        yield from _folded(" ".join(paragraph.split("\n")), width, "  ")
    if isinstance(command, Group):
        yield f"\n{tell('Examples:', lang)}\n"
        yield from _listed([(line, tell(shown, lang)) for line, shown in EXAMPLES], width, widest=60)
    records = [(param, param.get_help_record(ctx)) for param in command.get_params(ctx)]
    for kind, heading in (("argument", tell("Arguments:", lang)), ("option", tell("Options:", lang))):
        rows = [(record[0], _told(param, record[1], lang)) for param, record in records if record and param.param_type_name == kind]
        if rows:
            yield f"\n{heading}\n"
            yield from _listed(rows, width)
    if isinstance(command, Group):
        yield f"\n{tell('Commands:', lang)}\n"
        summaries = [(name, tell(sub.help or "", lang).split("\n\n")[0]) for name, sub in command.commands.items()]
        yield from _listed(summaries, width)


def _told(param: Any, record: str, lang: Lang) -> str:
    """What an option or argument is for, and what stands in brackets behind it."""
    english = param.help or ""
    rest = record.removeprefix(english).strip()
    for extra in _EXTRAS:
        if found := re.fullmatch(_pattern(extra), rest):
            rest = tell(extra, lang, *found.groups())
    return "  ".join(filter(None, (tell(english, lang) if english else "", rest)))


def _listed(rows: Sequence[tuple[str, str]], width: int, widest: int = _TERM) -> Iterator[str]:
    """Terms and their explanations in two columns."""
    first = min(max(cell_len(term) for term, _ in rows), widest)
    for term, explanation in rows:
        lines = list(_folded(explanation, width, " " * (first + 4)))
        if cell_len(term) > first:
            yield f"  {term}\n"
        else:
            lines[:1] = [f"  {term}{' ' * (first - cell_len(term))}  {lines[0].lstrip()}"] if lines else [f"  {term}\n"]
        yield from lines


def _folded(text: str, width: int, indent: str) -> Iterator[str]:
    """Lines of at most *width* columns."""
    for line in Text(text).wrapped(max(width - len(indent), 20)):
        yield f"{indent}{''.join(part for part, _ in line).rstrip()}\n"
