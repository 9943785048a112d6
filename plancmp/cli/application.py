"""The application: its commands, its help, and what becomes of errors."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from plancmp import __version__, kept, output
from plancmp.cli import ask, browse, curate, decide, report
from plancmp.cli.formats import Offer, spoken
from plancmp.cli.helps import Command, Group, complaint, speaking
from plancmp.cli.options import Language, NoCache
from plancmp.cli.spoken import chosen, of_locale
from plancmp.errors import DataError, FileError, PlancmpError, cause
from plancmp.language import Lang, Said, tell
from plancmp.library import edition

HELP = "Compare China's civil-affairs (民政) plans: who promises what, how much, by when, how bindingly."

COMMANDS = {
    "list": Offer(browse.list_plans),
    "show": Offer(browse.show),
    "compare": Offer(browse.compare),
    "export": Offer(browse.export, default="csv"),
    "matrix": Offer(ask.matrix),
    "search": Offer(ask.search),
    "rank": Offer(ask.rank),
    "gaps": Offer(ask.gaps),
    "timeline": Offer(ask.timeline),
    "stats": Offer(ask.stats),
    "report": Offer(report.report),
    "why": Offer(decide.why),
    "align": Offer(decide.align_plans, default="sssom", more={"sssom": ".tsv"}),
    "verdict": Offer(decide.verdict),
    "review": Offer(decide.review),
    "check": Offer(curate.check, more={"github": ""}),
    "verify": Offer(curate.verify),
    "schema": Offer(curate.schema),
    "new": Offer(curate.new),
}
"""The commands by name, in the order of the help."""

BUG = 70
"""Exit status of what nobody foresaw."""

# Typer's errors of usage have this base; it is not exported by name.
_UsageBase: type[Exception] = typer.BadParameter.__mro__[2]


def _print_version(wanted: bool) -> None:
    if wanted:
        lang, data = chosen(sys.argv[1:], os.environ), edition()
        kept.begin()
        told = tell("data: {0} plans, the latest of {1}; contents {2}", lang, data.plans, data.issued, data.digest)
        output.write_text(f"plancmp {__version__}\n{told}\n")
        raise typer.Exit


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
    app.callback()(_options)
    for name, offer in COMMANDS.items():
        app.command(name, cls=Command)(spoken(offer, lang))
    return speaking(app, lang)


def _options(
    lang: Language = None,
    no_cache: NoCache = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the versions of program and data, and exit", is_eager=True, callback=_print_version),
    ] = False,
) -> None:
    """Read what stands before the command."""


def run(asked: bytes) -> None:
    """Run the command line; every foreseen failure becomes a message on standard error and an exit status.

    The answer to the question *asked* is kept, if the command gives one.
    """
    lang = of_locale(os.environ)
    try:
        lang = chosen(sys.argv[1:], os.environ)
        status = application(lang)(standalone_mode=False)
        sys.stdout.flush()
        if not status:
            kept.keep(asked, program())
    except BrokenPipeError:
        # The reader has seen enough (| head).
        output.forsake_standard_output()
        status = 0
    except PlancmpError as error:
        status = _tell(error.told(lang) if isinstance(error, DataError) else f"plancmp: {error.told(lang)}", error.exit_status)
    except _UsageBase as error:
        said = getattr(error, "format_message", error.__str__)()
        hint = tell("plancmp --help shows what there is.", lang)
        status = _tell(f"plancmp: {complaint(said, lang)}\n{hint}" if len(sys.argv) > 1 else said, 2)
    except (typer.Abort, KeyboardInterrupt):
        status = 130
    except OSError as error:
        # What no room foresaw, such as help into a full disk.
        output.forsake_standard_output()
        failed = FileError(error.filename or Said("standard output"), cause(error))
        status = _tell(f"plancmp: {failed.told(lang)}", failed.exit_status)
    except Exception:
        # Not foreseen: a bug, told with what a report of it needs.
        told = tell("this is a bug in plancmp {0}; please report it", lang, __version__)
        status = _tell(f"{traceback.format_exc()}plancmp: {told}", BUG)
    sys.exit(status if isinstance(status, int) else 0)


def _tell(message: str, status: int) -> int:
    output.write_note(message)
    return status


def program() -> list[str]:
    """Return the files that the program consists of, and the folder in which the libraries that it uses are."""
    package = Path(__file__).parent.parent
    own = [str(path) for path in package.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return [*own, str(Path(typer.__file__).parent.parent)]
