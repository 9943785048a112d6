"""Reading plan files: bytes in, a plan or its problems out. The only room that opens them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plancmp import check, marks, reading, schema
from plancmp.errors import DataError, FileError, Problem
from plancmp.marks import Marked
from plancmp.model import Domain, Plan
from plancmp.units import Units

MAX_BYTES = 4_000_000
"""A plan file is some 100 kB; what is much larger is something else."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan file, examined."""

    plan: Plan | None
    """None when a problem of level ``error`` makes the file unusable."""
    problems: tuple[Problem, ...]


def load(path: Path, domains: Mapping[str, Domain], units: Units) -> Plan:
    """Return the plan in the file *path*.

    Raises :class:`FileError` when it cannot be read, :class:`DataError` with every problem when its contents are at fault.
    """
    loaded = examine_file(path, domains, units)
    if loaded.plan is None:
        raise DataError(p for p in loaded.problems if p.level == "error")
    return loaded.plan


def examine_file(path: Path, domains: Mapping[str, Domain], units: Units) -> Loaded:
    """Read the file *path* and examine it. Raises :class:`FileError` when it cannot be read."""
    name = shown(path)
    raw = read_bytes(path)
    if len(raw) > MAX_BYTES:
        return _fault(name, 1, 1, "too-large", f"more than {MAX_BYTES:,} bytes; a plan file is text of some 100,000")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        before = raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", "replace")) + 1
        return _fault(
            name, line, column, "not-utf-8", f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file as UTF-8 (it may be GBK)"
        )
    return examine(text, name, path.stem, domains, units)


def examine(text: str, file: str, id: str, domains: Mapping[str, Domain], units: Units) -> Loaded:
    """Examine the *text* of a plan file: its YAML, its shape, every phrase, every rule."""
    marked = marks.parse(text, file)
    if marked.problems:
        return Loaded(None, reading.problems_by_place(marked.problems))
    shaped, problems = schema.read(marked, file)
    if shaped is None:
        return Loaded(None, reading.problems_by_place(problems))
    reader = reading.Reader(file, marked, units, domains, problems)
    plan = reader.plan(id, shaped)
    located = check.Located(plan, _paths(marked))
    broken = {p.where for p in problems}
    for level, rules in (("error", check.ERRORS), ("warning", check.WARNINGS)):
        for rule in rules:
            for path, message in rule(located):
                if rule is check.no_figures and schema.where(marked.data, path) in broken:
                    continue  # its figures are there, and unreadable
                reader.problem(path, check.code(rule), message, level=level)
    usable = not any(p.level == "error" for p in problems)
    return Loaded(plan if usable else None, reading.problems_by_place(problems))


def read_bytes(path: Path) -> bytes:
    """Return at most :data:`MAX_BYTES` + 1 bytes of a file. Raises :class:`FileError`."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise FileError(f"{shown(path)}: cannot be read: {error.strerror or error}") from error


def shown(path: Path) -> str:
    """Name a file for people: relative to the working folder where it lies below it."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def _fault(file: str, line: int, column: int, code: str, message: str) -> Loaded:
    return Loaded(None, (Problem(file, line, column, code, message),))


def _paths(marked: Marked) -> dict[str, list[marks.Path]]:
    paths: dict[str, list[marks.Path]] = defaultdict(list)
    for slug, entries in marked.data["domains"].items():
        for number, entry in enumerate(entries):
            paths[entry["id"]].append(("domains", slug, number))
    return paths
