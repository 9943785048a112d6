"""The application: its help, its completion, and what is said of mistakes; it reads every command line that is not plain."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from plancmp import __version__, kept, output
from plancmp.cli.commands import COMMANDS, Offer, carry_out, everywhere, parameters
from plancmp.cli.declared import REQUIRED, Parameter, declared
from plancmp.cli.helps import Command, Group, complaint, speaking
from plancmp.cli.spoken import chosen
from plancmp.language import Lang, tell
from plancmp.library import edition

HELP = "Compare China's civil-affairs (民政) plans: who promises what, how much, by when, how bindingly."

# Typer's errors of usage have this base; it is not exported by name.
_UsageBase: type[Exception] = typer.BadParameter.__mro__[2]


def answer(lang: Lang) -> int:
    """Answer the command line, in a language; return the exit status."""
    try:
        status = application(lang)(standalone_mode=False)
    except _UsageBase as error:
        said = getattr(error, "format_message", error.__str__)()
        hint = tell("plancmp --help shows what there is.", lang)
        output.write_note(f"plancmp: {complaint(said, lang)}\n{hint}" if len(sys.argv) > 1 else said)
        return 2
    except typer.Abort as stopped:
        raise KeyboardInterrupt from stopped
    return status if isinstance(status, int) else 0


def application(lang: Lang) -> Group:
    """Return the application, speaking a language."""
    app = typer.Typer(
        name="plancmp",
        cls=Group,
        help=HELP,
        no_args_is_help=True,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    version = typer.Option("--version", help="Print the versions of program and data, and exit", is_eager=True, callback=_version)

    def before(**_: Any) -> None:
        """Read what stands before the command."""

    app.callback()(_signed(before, [*map(_shown, declared(everywhere)), _keyword("version", bool, version, False)]))
    for name, offer in COMMANDS.items():
        app.command(name, cls=Command)(_command(offer, lang))
    return speaking(app, lang)


def _version(wanted: bool) -> None:
    if wanted:
        lang, data = chosen(sys.argv[1:], os.environ), edition()
        kept.begin()
        told = tell("data: {0} plans, the latest of {1}; contents {2}", lang, data.plans, data.issued, data.digest)
        output.write_text(f"plancmp {__version__}\n{told}\n")
        raise typer.Exit


def _command(offer: Offer, lang: Lang) -> Callable[..., int | None]:
    """A command as the function that Typer makes it of."""

    def command(**given: Any) -> int | None:
        return carry_out(offer, given, lang)

    command.__doc__ = offer.function.__doc__
    return _signed(command, [_shown(parameter) for parameter in parameters(offer)])


def _shown(parameter: Parameter) -> inspect.Parameter:
    """A parameter as Typer knows them."""
    mark = parameter.mark
    shown: Any = typer.Argument(help=mark.help, metavar=mark.metavar)
    if mark.words:
        shown = typer.Option(*mark.words, help=mark.help, metavar=mark.metavar)
    return _keyword(parameter.name, parameter.annotation, shown, parameter.default)


def _keyword(name: str, kind: Any, mark: object, default: object) -> inspect.Parameter:
    given = inspect.Parameter.empty if default is REQUIRED else default
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=given, annotation=Annotated[kind, mark])


def _signed(function: Callable[..., Any], taken: list[inspect.Parameter]) -> Callable[..., Any]:
    """Give a function of any keywords the signature that Typer reads."""
    vars(function)["__signature__"] = inspect.Signature(taken)
    function.__annotations__ = {parameter.name: parameter.annotation for parameter in taken}
    return function
