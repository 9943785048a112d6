"""The command line: reads arguments, calls the rooms below, writes bytes, picks the exit status."""

from __future__ import annotations

import gc
import os
import sys

from plancmp import kept

COMPLETION = "_PLANCMP_COMPLETE"
"""Set by the shells' scripts when they ask for completion."""


def main() -> None:
    """Run the command line: with the answer kept from last time if it still holds, or else with the application."""
    if "--no-cache" in sys.argv[1:]:
        os.environ["PLANCMP_CACHE"] = "off"
    if COMPLETION in os.environ:
        from plancmp.cli import completing

        if completing.complete():
            return
    asked = kept.question()
    answer = kept.recall(asked)
    if answer is None or not _write(answer):
        _hasten()
        from plancmp.cli.run import run

        run(asked)


def _hasten() -> None:
    """Spare a run what takes time and gives it nothing."""
    gc.set_threshold(50_000)  # next to nothing that a run makes is garbage that only a search finds
    if "typing_extensions" not in sys.modules:
        # msgspec takes it where it is, for Pythons older than ours; it takes longer to import than msgspec itself.
        sys.modules["typing_extensions"] = None  # type: ignore[assignment]
        import msgspec  # noqa: F401

        del sys.modules["typing_extensions"]


def _write(answer: bytes) -> bool:
    """Write an answer to standard output; if that fails, the application has to say why."""
    if sys.stdout.isatty():
        from plancmp import output

        output.write_text(answer.decode(sys.stdout.encoding))
        return True
    try:
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    except OSError:
        return False
    return True
