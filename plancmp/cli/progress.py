"""How far a long piece of work has come, on standard error, if somebody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from plancmp.compiled import Outcome, Watch
from plancmp.language import Lang, sentence, tell

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds of silence before a bar is drawn."""
_READING = sentence("Reading plan files")
CHECKING = sentence("Checking plan files")
VERIFYING = sentence("Holding plan files against their sources")


def reading(lang: Lang) -> Watch:
    """Return what watches plan files being read."""

    def watched(outcomes: Iterator[Outcome], total: int) -> Iterable[Outcome]:
        return _bar(outcomes, total, tell(_READING, lang)) if sys.stderr.isatty() else outcomes

    return watched


def watched(things: Sequence[T], what: str, lang: Lang) -> Iterator[T]:
    """Pass things on that are worked on one after the other; *what* says, as a sentence for :func:`tell`, what is done to them."""
    return _bar(iter(things), len(things), tell(what, lang)) if sys.stderr.isatty() else iter(things)


def _bar(things: Iterator[T], total: int, what: str) -> Iterator[T]:
    """Pass things on, and draw a bar once they take longer than :data:`PATIENCE`."""
    from rich.console import Console
    from rich.progress import Progress

    began = time.monotonic()
    with Progress(console=Console(stderr=True), transient=True, disable=True) as bar:
        task = bar.add_task(what, total=total)
        for thing in things:
            if bar.disable and time.monotonic() > began + PATIENCE:
                bar.disable = False
                bar.start()
            bar.advance(task)
            yield thing
