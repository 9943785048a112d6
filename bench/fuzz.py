"""Mutants of plan files: each loads, or has problems with file, line and column: ``python -m bench.fuzz --mutants 20000``.

No mutant may raise an exception, take longer than :data:`LIMIT` seconds, or let a process grow beyond :data:`MEMORY` MiB. The
mutants depend on the seed alone. What is found stays in ``bench-fuzz-*.yaml`` here, to be looked at.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

from plancmp import loading, workers
from plancmp.library import data_folder, domains, units

LIMIT = 5
"""Seconds that one file may take."""
MEMORY = 512
"""MiB that a process may take that examines them."""

HOSTILE = (
    "", "~", "null", "[]", "{}", "&a x", "*a", "!!python/object:os.system x", "!x y", "'", '"', "|", ">", "- - - -", "? :", "%",
    "\t", "\x00", "\x85", "\u2028", "\ufeff", "\ud800", "﷽" * 300, "9" * 5000, "1e999999999", "-" * 300, "一" * 300, "百分之" * 50,
    "不低于" * 40, "1/0", "0:0", "10000000:1", "99999-1%", "2021-2025-2030年", "十五五五五", "每每每年", "0000年00月00日",
    "9999年99月", "（" * 200,
    "[" * 30, "{" * 30, "a: " * 30, "\u202e", "\u200b55%", "５５％", "5²", "Ⅷ", "½", "1 2 3", "--", "***", "<script>",
)  # fmt: skip
"""Values that somebody may have good or bad reasons to write."""

Mutation = Callable[[random.Random, str], str]


def _delete(draw: random.Random, text: str) -> str:
    start = draw.randrange(len(text) + 1)
    return text[:start] + text[start + draw.choice((1, 2, 5, 40, 400)) :]


def _repeat(draw: random.Random, text: str) -> str:
    start = draw.randrange(len(text) + 1)
    piece = text[start : start + draw.choice((1, 3, 30, 300))]
    return text[:start] + piece * draw.choice((2, 3, 50)) + text[start:]


def _insert(draw: random.Random, text: str) -> str:
    start = draw.randrange(len(text) + 1)
    return text[:start] + draw.choice(HOSTILE) + text[start:]


def _swap(draw: random.Random, text: str) -> str:
    lines = text.split("\n")
    a, b = draw.randrange(len(lines)), draw.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    return "\n".join(lines)


def _indent(draw: random.Random, text: str) -> str:
    lines = text.split("\n")
    n = draw.randrange(len(lines))
    lines[n] = draw.choice((" ", "  ", "    ", "\t", "- ")) + lines[n] if draw.random() < 0.6 else lines[n].lstrip()
    return "\n".join(lines)


def _value(draw: random.Random, text: str) -> str:
    lines = text.split("\n")
    n = draw.randrange(len(lines))
    key, colon, _ = lines[n].partition(": ")
    lines[n] = f"{key}{colon}{draw.choice(HOSTILE)}"
    return "\n".join(lines)


def _inside(draw: random.Random, text: str) -> str:
    """Put a hostile value for one that stands in braces."""
    place = text.find(": ", draw.randrange(len(text) + 1))
    end = min((at for sign in ",}\n" if (at := text.find(sign, place)) > 0), default=place)
    return text[: place + 2] + draw.choice(HOSTILE) + text[end:] if place >= 0 else text


def _shuffle(draw: random.Random, text: str) -> str:
    """Move the characters of one line about."""
    lines = text.split("\n")
    n = draw.randrange(len(lines))
    lines[n] = "".join(draw.sample(lines[n], len(lines[n])))
    return "\n".join(lines)


MUTATIONS: tuple[Mutation, ...] = (_delete, _repeat, _insert, _swap, _indent, _value, _inside, _shuffle)


@cache
def _originals() -> list[list[str]]:
    """The shipped plan files, each cut at its entries."""
    texts = (path.read_text(encoding="utf-8") for path in sorted((data_folder() / "plans").glob("*.yaml")))
    return [text.split("\n    - id: ") for text in texts]


def mutant(seed: int) -> bytes:
    """Return a mutant: a plan with some or all of its entries, mutated up to five times, now and then in its bytes too."""
    draw = random.Random(seed)
    head, *entries = draw.choice(_originals())
    some = entries if draw.random() < 0.03 else draw.sample(entries, min(len(entries), draw.choice((1, 3, 10))))
    text = "\n    - id: ".join((head, *some))
    for _ in range(draw.choice((1, 1, 2, 3, 5))):
        text = draw.choice(MUTATIONS)(draw, text)
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    if draw.random() < 0.1 and raw:
        for _ in range(draw.choice((1, 5, 50))):
            raw[draw.randrange(len(raw))] = draw.randrange(256)
    return bytes(raw)


def complaint(raw: bytes) -> tuple[str, str]:
    """Examine a mutant; return what became of it, and what is wrong with how: nothing, if all is well."""
    began = time.monotonic()
    signal.signal(signal.SIGALRM, _late)
    signal.alarm(LIMIT)
    try:
        loaded = loading.examine_bytes(raw, "mutant.yaml", "mutant", domains(), units())
    except Exception:
        return "raised", traceback.format_exc()
    finally:
        signal.alarm(0)
    lines = len(raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    for problem in loaded.problems:
        if problem.file != "mutant.yaml" or not 1 <= problem.line <= lines or problem.column < 1 or not problem.message:
            return "misplaced", f"{problem} (of {lines} lines)"
    if loaded.plan is None and not any(problem.level == "error" for problem in loaded.problems):
        return "silent", "no plan, and no problem that says why"
    if (took := time.monotonic() - began) > LIMIT:
        return "slow", f"{took:.1f} s"
    if (used := resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024) > MEMORY:
        return "large", f"{used} MiB"
    return ("loads" if loaded.plan else "has problems"), ""


def _late(*_: object) -> None:
    raise TimeoutError(f"more than {LIMIT} s")


def _tried(seed: int) -> tuple[str, str]:
    return complaint(mutant(seed))


def run(mutants: int, seed: int) -> tuple[Counter[str], dict[int, str]]:
    """Try so many mutants; return how many came to what, and what is wrong with which."""
    units(), domains()
    counts: Counter[str] = Counter()
    wrong: dict[int, str] = {}
    for number, (fate, why) in workers.each(_tried, range(seed, seed + mutants)):
        counts[fate] += 1
        if why:
            wrong[number] = f"{fate}: {why}"
    return counts, wrong


def main() -> None:
    """Fuzz, and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.monotonic()
    counts, wrong = run(chosen.mutants, chosen.seed)
    for number, why in list(wrong.items())[:20]:
        Path(f"bench-fuzz-{number}.yaml").write_bytes(mutant(number))
        print(f"mutant {number}: {why}", file=sys.stderr)
    parts = ", ".join(f"{number:,} {fate}" for fate, number in counts.most_common())
    print(f"{chosen.mutants:,} mutants (seed {chosen.seed}) in {time.monotonic() - began:.0f} s: {parts}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
