"""How cost grows with the number of plans: reading them, two among many, questions about all, and who stands with whom."""

from __future__ import annotations

import json
import random
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from bench import measured, truth
from bench.job import DOMAIN
from bench.make_library import make
from bench.measured import Times
from plancmp.alignment import align_all
from plancmp.group import bits, group
from plancmp.library import Library, glosses, verdicts_of, vocabulary

_QUESTIONS = (
    "search 护理床位",
    "search 养老床护理",
    "rank 养老机构护理型床位占比",
    "rank 养老机构护理型床位占比 --csv",
    "stats",
    "timeline --as-of 2024-06-30",
    "timeline --as-of 2024-06-30 --csv",
    f"matrix -d {DOMAIN} --csv",
    f"compare --all -d {DOMAIN} --json",
)
_PARSE = """
import pathlib, sys, yaml
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.yaml")):
    yaml.load(path.read_bytes(), getattr(yaml, sys.argv[2]))
"""
_WAYS = (
    ("plancmp", "warm", "plancmp, everything remembered"),
    ("plancmp", "files", "plancmp, files remembered, names not"),
    ("plancmp", "cold", "plancmp, nothing remembered"),
    ("tfidf", "", "scikit-learn's TF-IDF of character 1- to 3-grams, linked"),
    ("cdist", "", "pandas, RapidFuzz `cdist`, SciPy's assignment for each two plans, linked"),
)
FEW = 5
_DRAWS = 300


def report(sizes: Sequence[int], scratch: Path, rounds: int, most: int) -> Iterator[str]:
    """Measure libraries of these sizes, and yield the tables as Markdown, line by line; what takes long up to *most* plans only."""
    folders = {size: scratch / str(size) for size in sizes}
    for size, folder in folders.items():
        make(folder, size)
    yield from _building(folders[sizes[0]], sizes[0], scratch, rounds)
    yield from _two(folders[sizes[-1]], sizes[-1], scratch, rounds)
    yield from _questions(folders, scratch, rounds)
    yield from _standing(folders, scratch, rounds, most)


def _building(folder: Path, size: int, scratch: Path, rounds: int) -> Iterator[str]:
    """Reading every file for the first time, beside what PyYAML's C loader alone takes on one core."""
    yield from ("", f"## Reading {size} plans for the first time", "")
    parsers = {"CSafeLoader": Times(), "CBaseLoader": Times()}
    cold = {"all cores": Times(), "one core (`PLANCMP_WORKERS=1`)": Times()}

    def parse(name: str, number: int) -> None:
        measured.script(parsers[name], _PARSE, str(folder), name, folder=scratch)

    def build(name: str, number: int) -> None:
        given = {"PLANCMP_CACHE": str(scratch / f"build-{name[:3]}-{number}")} | (
            {"PLANCMP_WORKERS": "1"} if name[:3] == "one" else {}
        )
        measured.run(cold[name], "plancmp", "stats", "--csv", "--plans", str(folder), folder=scratch, **given)

    measured.in_turn(
        rounds, [lambda n, name=name: parse(name, n) for name in parsers] + [lambda n, name=name: build(name, n) for name in cold]
    )
    yield "| whole process | s (min–max) | s of processors | wall clock, to CSafeLoader | processors, to CSafeLoader |"
    yield "|---|--:|--:|--:|--:|"
    floor = parsers["CSafeLoader"]
    named = [(f"PyYAML's {name}, one core", times) for name, times in parsers.items()]
    named += [(f"`plancmp stats`, nothing remembered, {name}", times) for name, times in cold.items()]
    for what, times in named:
        ratios = f"{times.middle() / floor.middle():.2f} | {times.of_processors() / floor.of_processors():.2f}"
        yield f"| {what} | {times.told()} | {times.of_processors():.2f} | {ratios} |"


def _two(folder: Path, size: int, scratch: Path, rounds: int) -> Iterator[str]:
    """Two plans named by id, in the big library and in one of two."""
    yield from ("", f"## Two plans among {size}", "")
    pair = sorted(folder.glob("*.yaml"))[:2]
    small = scratch / "two"
    small.mkdir()
    for path in pair:
        (small / path.name).write_bytes(path.read_bytes())
    libraries = {f"two plans among {size}": (folder, Times()), "two plans among two": (small, Times())}

    def ask(name: str, number: int) -> None:
        source, times = libraries[name]
        asked = ("compare", *(path.stem for path in pair), "-d", DOMAIN, "--csv", "--plans", str(source))
        given = {"PLANCMP_CACHE": str(scratch / f"cache-two-{source.name}"), "BENCH_RUN": str(number)}
        measured.run(times if number >= 0 else Times(), "plancmp", *asked, folder=scratch, **given)

    for name, (source, _) in libraries.items():
        given = {"PLANCMP_CACHE": str(scratch / f"cache-two-{source.name}")}
        measured.run(Times(), "plancmp", "stats", "--csv", "--plans", str(source), folder=scratch, **given)
        ask(name, -1)
    measured.in_turn(3 * rounds, [lambda n, name=name: ask(name, n) for name in libraries])  # type: ignore[misc]
    yield "| `compare A B -d elderly --csv`, not asked before | s (min–max) | ratio |"
    yield "|---|--:|--:|"
    least = libraries["two plans among two"][1].middle()
    for name, (_, times) in libraries.items():
        yield f"| {name} | {times.told(3)} | {times.middle() / least:.2f} |"


def _questions(folders: dict[int, Path], scratch: Path, rounds: int) -> Iterator[str]:
    """Questions about all plans, put for the first time with the plans remembered."""
    yield from ("", "## Questions about all plans", "")
    found = {(question, size): Times() for question in _QUESTIONS for size in folders}
    for size, folder in folders.items():
        cache = str(scratch / f"cache-{size}")
        measured.run(Times(), "plancmp", "stats", "--plans", str(folder), folder=scratch, PLANCMP_CACHE=cache)
        for question in _QUESTIONS:
            for number in range(-1, rounds):  # the round before the first one has names read
                times = found[question, size] if number >= 0 else Times()
                given = {"PLANCMP_CACHE": cache, "BENCH_RUN": str(number)}  # another environment is another question
                measured.run(times, "plancmp", *question.split(), "--plans", str(folder), folder=scratch, **given)
    yield f"| s (min–max) of | {' | '.join(map(str, folders))} | per doubling, at most | of processors | MiB |"
    yield f"|---|{'--:|' * len(folders)}--:|--:|--:|"
    for question in _QUESTIONS:
        row = [found[question, size] for size in folders]
        growth = max((b.of_processors() / a.of_processors() for a, b in pairwise(row)), default=1.0)
        most = f"{row[-1].of_processors():.2f} | {row[-1].mib:.0f}"
        yield f"| `{question}` | {' | '.join(t.told() for t in row)} | {growth:.2f} | {most} |"


def _standing(folders: dict[int, Path], scratch: Path, rounds: int, most: int) -> Iterator[str]:
    """Who stands with whom, from the files to the rows, by plancmp and by what a user would do instead."""
    yield from ("", f"## Who stands with whom ({DOMAIN}), from the files to the rows", "")
    yield "| plans | | whole process, s (min–max) | of processors | grouping alone, s | MiB | precision | recall |"
    yield "|--:|---|--:|--:|--:|--:|--:|--:|"
    for size, folder in folders.items():
        known = _of_domain(folder)
        yield f"| {FEW} | plancmp ({_DRAWS} draws from {size}) | | | | | {_few(folder, known)} |"
        for way, state, what in _WAYS:
            if size > most and (way == "cdist" or state in ("files", "cold")):
                continue
            times, inside = Times(), []
            for number in range(1 if way == "cdist" else rounds):
                cache = str(scratch / (f"cold-{size}-{number}" if state == "cold" else f"cache-{size}"))
                if state == "files":
                    cache = str(scratch / f"files-{size}-{number}")
                    measured.run(Times(), "plancmp", "stats", "--csv", "--plans", str(folder), folder=scratch, PLANCMP_CACHE=cache)
                out = scratch / "rows.json"
                measured.run(times, "bench.job", way, str(folder), str(out), folder=scratch, PLANCMP_CACHE=cache)
                done = json.loads(out.read_bytes())
                inside.append(done["seconds"])
            rows = [[(plan, indicator) for plan, indicator in row] for row in done["rows"]]
            score = truth.score(rows, known)
            told = f"{times.told()} | {times.of_processors():.2f} | {statistics.median(inside):.2f} | {times.mib:.0f}"
            yield f"| {size} | {what} | {told} | {score.precision:.3f} | {score.recall:.3f} |"


def _of_domain(folder: Path) -> dict[truth.Member, truth.Key]:
    """What the indicators of the domain truly are."""
    plans = Library((folder,), {path.stem: path for path in folder.glob("*.yaml")}).plans()
    inside = {(plan.id, i.id) for plan in plans for i in plan.indicators if i.domain == DOMAIN}
    return {member: key for member, key in truth.read(folder).items() if member in inside}


def _few(folder: Path, known: dict[truth.Member, truth.Key]) -> str:
    """Precision and recall of so many draws of a few plans, all pairs of all draws together."""
    draw = random.Random(1)
    paths = sorted(folder.glob("*.yaml"))
    right = wrong = missed = 0
    for _ in range(_DRAWS):
        chosen = sorted(draw.sample(paths, FEW))
        plans = Library((folder,), {path.stem: path for path in chosen}).plans()
        kinds = align_all(plans, vocabulary(), verdicts_of(), glosses()).kinds
        found = group(kinds, [number for number, kind in enumerate(kinds.kinds) if kind.reading.indicator.domain == DOMAIN]).groups
        rows = [
            [(plans[p].id, kinds.of[p][kind].id) for kind, holders in one.kinds.items() for p in bits(holders)] for one in found
        ]
        one = truth.score(rows, known, [plan.id for plan in plans])
        right, wrong, missed = right + one.right, wrong + one.wrong, missed + one.missed
    all_of = truth.Score(right, wrong, missed)
    return f"{all_of.precision:.3f} | {all_of.recall:.3f}"
