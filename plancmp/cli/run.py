"""A run of the command line from its arguments to its exit status: every foreseen failure becomes a message and a status."""

from __future__ import annotations

import gc
import os
import sys

from plancmp import __version__, kept, output
from plancmp.cli import COMPLETION, plain
from plancmp.cli.commands import COMMANDS, carry_out
from plancmp.cli.spoken import chosen, of_locale
from plancmp.errors import DataError, FileError, PlancmpError, cause
from plancmp.language import Lang, Said, tell

BUG = 70
"""Exit status of what nobody foresaw."""
STOPPED = 130
"""Exit status after Ctrl-C."""


def run(asked: bytes) -> None:
    """Run the command line; every foreseen failure becomes a message on standard error and an exit status.

    The answer to the question *asked* is kept, if the command gives one.
    """
    gc.disable()  # next to nothing here refers to itself, and looking for what does takes a third of a large answer's time
    lang = of_locale(os.environ)
    try:
        lang = chosen(sys.argv[1:], os.environ)
        status = _answered(lang)
        sys.stdout.flush()
        if not status:
            kept.keep(asked, program())
    except BrokenPipeError:
        # The reader has seen enough (| head).
        output.forsake_standard_output()
        status = 0
    except PlancmpError as error:
        told = error.told(lang) if isinstance(error, DataError) else f"plancmp: {error.told(lang)}"
        output.write_note(told)
        status = error.exit_status
    except KeyboardInterrupt:
        status = STOPPED
    except OSError as error:
        # What no room foresaw, such as help into a full disk.
        output.forsake_standard_output()
        failed = FileError(error.filename or Said("standard output"), cause(error))
        output.write_note(f"plancmp: {failed.told(lang)}")
        status = failed.exit_status
    except Exception:
        # Not foreseen: a bug, told with what a report of it needs.
        import traceback

        told = tell("this is a bug in plancmp {0}; please report it", lang, __version__)
        output.write_note(f"{traceback.format_exc()}plancmp: {told}")
        status = BUG
    sys.exit(status)


def _answered(lang: Lang) -> int:
    """Carry out what the command line asks for; return the exit status."""
    asked = plain.read(sys.argv[1:]) if COMPLETION not in os.environ else None
    if asked is None:
        from plancmp.cli import application

        return application.answer(lang)
    name, given = asked
    return carry_out(COMMANDS[name], given, lang) or 0


def program() -> list[str]:
    """Return the files that the program consists of, and the folder in which the libraries that it uses are."""
    import msgspec

    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    own = [
        os.path.join(folder, name)  # noqa: PTH118
        for folder, _, names in os.walk(package)
        if not folder.endswith("__pycache__")
        for name in names
    ]
    return [*own, os.path.dirname(os.path.dirname(msgspec.__file__))]  # noqa: PTH120
