"""Two processes build one cache and one is killed at random: ``python -m bench.crash --rounds 200``.

After each round a third run gives the answer that a run without any cache gives, and so does the one that was not killed.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from plancmp.library import data_folder

COPIES = 6
"""Copies of the shipped plans, so that there is something to do for both processes and all cores."""

QUESTIONS = (("stats",), ("matrix", "-d", "elderly"))
"""The one needs what is taken out of plans, the other also what is read of wordings, and some of the plans themselves."""


def library(folder: Path) -> None:
    """Write a folder of plans."""
    folder.mkdir()
    for path in (data_folder() / "plans").glob("*.yaml"):
        head, *entries = path.read_text(encoding="utf-8").split("\n    - id: ")
        for copy in range(COPIES):
            text = "\n    - id: ".join((head, *entries[copy * 5 : copy * 5 + 20])) + "\n"
            (folder / f"{path.stem}-{copy}.yaml").write_text(text, encoding="utf-8")


def run(rounds: int, seed: int) -> int:
    """Kill so many times; return how often an answer was another one than without a cache."""
    draw = random.Random(seed)
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        library(work / "plans")
        commands = [[sys.executable, "-m", "plancmp", *question, "--csv", "--plans", str(work / "plans")] for question in QUESTIONS]
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PLANCMP")}
        began = time.monotonic()
        cold = [_answer(command, work, clean | {"PLANCMP_CACHE": "off"}) for command in commands]
        longest = (time.monotonic() - began) / len(commands)
        for number in range(rounds):
            if number % 3 == 0:  # otherwise the next two go on where the last were stopped
                shutil.rmtree(work / "cache", ignore_errors=True)
            environment = clean | {"PLANCMP_CACHE": str(work / "cache")}
            command, expected = commands[number % len(commands)], cold[number % len(commands)]
            killed, spared = (_start(command, work, environment) for _ in range(2))
            time.sleep(draw.uniform(0, longest))
            killed.kill()
            answers = [spared.communicate()[0], _answer(command, work, environment)]
            killed.communicate()
            wrong += any(answer != expected for answer in answers)
    return wrong


def _start(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=-1, stderr=-1)  # noqa: S603 - it is this very program


def _answer(command: list[str], folder: Path, environment: dict[str, str]) -> bytes:
    return _start(command, folder, environment).communicate()[0]


def main() -> None:
    """Kill, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    wrong = run(chosen.rounds, chosen.seed)
    print(f"{chosen.rounds} rounds (seed {chosen.seed}) in {time.monotonic() - began:.0f} s: {wrong} wrong answers")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
