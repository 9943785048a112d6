"""Whole processes, measured: their seconds by the wall clock, of the processors, and the most memory they had."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_WATCHED = """
import atexit, runpy, sys
def told():
    with open("/proc/self/status") as lines:
        sys.stderr.write(next(line for line in lines if line.startswith("VmHWM")).split()[1] + "\\n")
atexit.register(told)
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""
"""A module, with the most memory it had (KiB) as the last line on standard error."""


@dataclass(slots=True)
class Times:
    """What some runs of one thing took."""

    wall: list[float] = field(default_factory=list)
    processors: list[float] = field(default_factory=list)
    """Seconds of all processes together."""
    mib: float = 0

    def middle(self) -> float:
        """The median by the wall clock."""
        return statistics.median(self.wall)

    def told(self, places: int = 2) -> str:
        """Median, and the shortest and longest."""
        return f"{self.middle():.{places}f} ({min(self.wall):.{places}f}–{max(self.wall):.{places}f})"

    def of_processors(self) -> float:
        """The median of the processors' seconds."""
        return statistics.median(self.processors)


def run(times: Times, module: str, *arguments: str, folder: Path, **environment: str) -> None:
    """Run a module as a process of its own in *folder*, and note what it took."""
    _measured(times, [sys.executable, "-c", _WATCHED, module, *arguments], folder, environment, watched=True)


def script(times: Times, code: str, *arguments: str, folder: Path, **environment: str) -> None:
    """Run a script as a process of its own in *folder*, and note what it took."""
    _measured(times, [sys.executable, "-c", code, *arguments], folder, environment, watched=False)


def in_turn(rounds: int, things: Sequence[Callable[[int], None]]) -> None:
    """Do all things, round after round, so that whatever else the machine does hits all of them alike."""
    for number in range(rounds):
        for thing in things:
            thing(number)


def _measured(times: Times, command: list[str], folder: Path, environment: dict[str, str], *, watched: bool) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PLANCMP", "COVERAGE", "PYTEST"))}
    given = clean | {"PYTHONPATH": str(ROOT), "NO_COLOR": "1"} | environment
    before = _processors()
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)  # noqa: S603
    times.wall.append(time.perf_counter() - began)
    times.processors.append(_processors() - before)
    if done.returncode:
        raise SystemExit(f"{command[2:]}: {done.stderr.decode()}")
    if watched:
        times.mib = max(times.mib, int(done.stderr.split()[-1]) / 1024)


def _processors() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
