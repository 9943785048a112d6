"""One function on many things, on all cores."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_AT_ONCE = 8


def each(work: Callable[[A], B], things: Sequence[A]) -> Iterator[tuple[A, B]]:
    """Yield every thing with what *work* makes of it, in order, however many processes do it.

    The work is spread over processes that end with this one, however it ends. Where the system cannot fork, or kills one of
    them, this process does the work.
    """
    done = 0
    if number() > 1 and "fork" in multiprocessing.get_all_start_methods():
        pool = ProcessPoolExecutor(number(), multiprocessing.get_context("fork"), _end_with_parent)
        try:
            for made in pool.map(work, things, chunksize=_AT_ONCE):
                yield things[done], made
                done += 1
        except BrokenProcessPool:
            pass
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    for thing in things[done:]:
        yield thing, work(thing)


def number() -> int:
    """Return how many processes share the work: as many as there are cores, unless ``PLANCMP_WORKERS`` says otherwise."""
    said = os.environ.get("PLANCMP_WORKERS", "")
    return int(said) if said.isdecimal() and int(said) else os.cpu_count() or 1


def _end_with_parent() -> None:
    """Leave Ctrl-C to the parent, and do not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None
    threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
