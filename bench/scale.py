"""How cost grows with the number of plans: whole commands, alignment in one process, and what a user would do instead."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench import rivals, truth
from bench.make_library import make
from plancmp.alignment import align_all
from plancmp.group import bits, group
from plancmp.library import Library, verdicts_of, vocabulary
from plancmp.model import Plan

DOMAIN = "elderly"
_COMMANDS = (
    ("search 护理床位",),
    ("rank 养老机构护理型床位占比",),
    ("stats",),
    ("timeline --as-of 2024-06-30 --csv",),
    (f"matrix -d {DOMAIN} --csv",),
    (f"compare --all -d {DOMAIN} --json",),
)


def report(sizes: Sequence[int], rival_sizes: Iterable[int], runs: int) -> str:
    """Measure libraries of these sizes, and write the tables as Markdown."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "plans"
        lines = ["| plans | command | s (min-max) | per doubling | MiB |", "|--:|---|--:|--:|--:|"]
        right = ["| plans | in one process | s | per doubling | precision | recall |", "|--:|---|--:|--:|--:|--:|"]
        before: dict[str, float] = {}
        for size in sizes:
            make(folder / str(size), size)
            for (command,) in _COMMANDS:
                lines.append(_told(size, command, *_process(command, folder / str(size), scratch, runs), before))
            right += _alignments(folder / str(size), size, size in rival_sizes, before)
    return "\n".join(["## Whole commands, warm", "", *lines, "", f"## Who stands with whom ({DOMAIN})", "", *right, ""])


def _told(size: int, command: str, times: list[float], mib: float, before: dict[str, float]) -> str:
    middle = statistics.median(times)
    growth = f"{middle / before[command]:.2f}" if command in before else ""
    before[command] = middle
    return f"| {size} | `{command}` | {middle:.2f} ({min(times):.2f}-{max(times):.2f}) | {growth} | {mib:.0f} |"


_WATCHED = """
import atexit, runpy, sys
def told():
    with open("/proc/self/status") as lines:
        sys.stderr.write(next(line for line in lines if line.startswith("VmHWM")).split()[1] + "\\n")
atexit.register(told)
runpy.run_module("plancmp", run_name="__main__", alter_sys=True)
"""
"""plancmp, with the most memory it had (KiB) as the last line on standard error."""


def _process(command: str, folder: Path, scratch: str, runs: int) -> tuple[list[float], float]:
    """Seconds of some runs of a command after a first one, and the most memory one needed."""
    asked = [sys.executable, "-c", _WATCHED, *command.split(), "--plans", str(folder)]
    environment = os.environ | {"PLANCMP_CACHE": f"{scratch}/cache", "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    times, most = [], 0.0
    for run in range(runs + 1):
        asking = environment | {"BENCH_RUN": str(run)}  # else it would be a question put before, whose answer is kept
        start = time.perf_counter()
        done = subprocess.run(asked, env=asking, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True, cwd=scratch)  # noqa: S603
        times += [time.perf_counter() - start] if run else []
        most = max(most, int(done.stderr.split()[-1]) / 1024)
    return times, most


def _alignments(folder: Path, size: int, with_rivals: bool, before: dict[str, float]) -> list[str]:
    known = truth.read(folder)
    made = {plan for plan, _ in known}
    plans = tuple(plan for plan in Library.open([folder]).plans() if plan.id in made)
    names = [((p.id, i.id), i.name) for p in plans for i in p.indicators if i.domain == DOMAIN]
    inside = {member for member, _ in names}
    of_domain = {member: key for member, key in known.items() if member in inside}
    ways: list[tuple[str, Callable[[], rivals.Rows]]] = [("plancmp", lambda: _rows(plans))]
    if with_rivals:
        table = rivals.frame(names)
        ways += [
            ("TF-IDF cosine of 1- to 3-grams, linked", lambda: rivals.vectors(table)),
            ("pandas + RapidFuzz cdist + SciPy assignment, linked", lambda: rivals.assigned(table)),
        ]
    lines = []
    for name, way in ways:
        start = time.perf_counter()
        rows = way()
        taken = time.perf_counter() - start
        growth = f"{taken / before[name]:.2f}" if name in before else ""
        before[name] = taken
        found = truth.score(rows, of_domain)
        lines.append(f"| {size} | {name} | {taken:.2f} | {growth} | {found.precision:.3f} | {found.recall:.3f} |")
    return lines


def _rows(plans: Sequence[Plan]) -> rivals.Rows:
    kinds = align_all(plans, vocabulary(), verdicts_of()).kinds
    wanted = [number for number, kind in enumerate(kinds.kinds) if kind.reading.indicator.domain == DOMAIN]
    found = group(kinds, wanted).groups
    return [[(plans[p].id, kinds.of[p][kind].id) for kind, holders in one.kinds.items() for p in bits(holders)] for one in found]
