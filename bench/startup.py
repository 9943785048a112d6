"""How long a run takes from start to end, beside importing what it is built on: ``python -m bench.startup``.

Whole processes, all questions in turn, round after round, so that whatever else the machine does hits all of them alike. A
question is put *again* (its answer is kept), for the *first* time (plans and vocabulary are remembered, the answer is not), and
*cold* (nothing is). Medians, with the range from the shortest to the longest, and the ratio to the floor of the same rounds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOOR = "import typer, rich.table, rich.console, yaml, rapidfuzz.fuzz"
COMPARE = ("compare", "jilin", "nanning", "--domain", "elderly")
OTHERS = (
    (*COMPARE, "--csv"),
    ("compare", "jilin", "nanning"),
    ("show", "guichi"),
    ("list",),
    ("matrix", "--domain", "elderly"),
    ("search", "护理床位"),
    ("stats", "--csv"),
)
COMPLETION = {"_PLANCMP_COMPLETE": "complete_bash", "COMP_WORDS": "plancmp\ncompare\n南", "COMP_CWORD": "2"}

Row = tuple[str, list[float]]


def measure(rounds: int) -> list[Row]:
    """Return the seconds of every round by question, the floor first."""
    rows: list[Row] = [(f"floor: {FLOOR}", []), ("python -c pass", [])]
    rows += [(f"{what}, {how}", []) for what, how in ((" ".join(COMPARE), "again"), ("…", "first time"), ("…", "cold"))]
    rows += [(f"{' '.join(question)}, first time", []) for question in OTHERS]
    rows += [("--version, again", []), ("completion, again", [])]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        for number in range(-1, rounds):  # the round before the first one warms everything up
            first = {"TRIAL": f"{number} {time.time()}"}  # another environment is another question
            taken = [
                _run(["-c", FLOOR], work, {}),
                _run(["-c", "pass"], work, {}),
                _plancmp(COMPARE, work, {}),
                _plancmp(COMPARE, work, first),
                _plancmp(COMPARE, work, {"PLANCMP_CACHE": str(work / f"cold{number}")}),
                *(_plancmp(question, work, first) for question in OTHERS),
                _plancmp(("--version",), work, {}),
                _plancmp((), work, COMPLETION),
            ]
            if number >= 0:
                for (_, times), seconds in zip(rows, taken, strict=True):
                    times.append(seconds)
    return rows


def _plancmp(arguments: tuple[str, ...], work: Path, environment: dict[str, str]) -> float:
    return _run(["-m", "plancmp", *arguments], work, environment)


def _run(arguments: list[str], work: Path, environment: dict[str, str]) -> float:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PLANCMP", "COVERAGE", "PYTEST", "PYTHON"))}
    # As installed: pip compiles what it installs, an editable install is compiled by its first run.
    compiled = {"PYTHONPYCACHEPREFIX": str(work / "compiled")}
    given = clean | compiled | {"PLANCMP_CACHE": str(work / "cache"), "NO_COLOR": "1"} | environment
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=work, env=given, stdout=subprocess.DEVNULL, check=True)  # noqa: S603
    return time.perf_counter() - began


def table(rows: list[Row]) -> str:
    """Return the measurements as Markdown."""
    floor = statistics.median(rows[0][1])
    lines = ["| whole process | median, ms | min–max, ms | ratio to the floor |", "|---|---:|---:|---:|"]
    for name, times in rows:
        low, middle, high = (1000 * value for value in (min(times), statistics.median(times), max(times)))
        lines.append(f"| {name} | {middle:.0f} | {low:.0f}–{high:.0f} | {middle / 1000 / floor:.2f} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    print(table(measure(parser.parse_args().rounds)))


if __name__ == "__main__":
    main()
