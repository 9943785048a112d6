"""Reading plan files: bytes in, a plan or its problems out. The only room that opens them.

The readers are imported where something is read, since most runs find everything read already.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from plancmp import stamp
from plancmp.errors import DataError, FileError, Problem, cause
from plancmp.language import Said
from plancmp.model import Domain, Plan
from plancmp.units import Units

if TYPE_CHECKING:
    from plancmp import schema
    from plancmp.marks import Marked

MAX_BYTES = 4_000_000
"""A plan file is some 100 kB; what is much larger is something else."""


class Loaded(Struct, frozen=True):
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
    return examine_bytes(read_bytes(path), shown(path), path.stem, domains, units)


def examine_bytes(raw: bytes, name: str, id: str, domains: Mapping[str, Domain], units: Units) -> Loaded:
    """Examine the contents of the file *name*."""
    if len(raw) > MAX_BYTES:
        return _fault(name, 1, 1, "too-large", Said("more than {0:,} bytes; a plan file is text of some 100,000", MAX_BYTES))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        from plancmp import marks

        line, column = marks.end_of(raw[: error.start].decode("utf-8"))
        likely = "UTF-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "GBK"
        message = Said("byte 0x{0:02x} is not UTF-8; save the file as UTF-8 (it may be {1})", raw[error.start], likely)
        return _fault(name, line, column, "not-utf-8", message)
    return examine(text, name, id, domains, units)


def examine(text: str, file: str, id: str, domains: Mapping[str, Domain], units: Units) -> Loaded:
    """Examine the *text* of a plan file: its YAML, its shape, every phrase, every rule.

    No fault keeps the others from being found; what only follows from a fault that is reported already is not reported.
    """
    from plancmp import check, marks, reading, schema

    marked = marks.parse(text, file)
    shape, faults = schema.read(marked, file)
    problems = [*marked.problems, *faults]
    if shape is None:
        return Loaded(None, reading.problems_by_place(problems))
    reader = reading.Reader(file, marked, units, domains, problems)
    plan = reader.plan(id, shape)
    located = check.Located(plan, tuple(reader.entries))
    for level, rules in (("error", check.ERRORS), ("warning", check.WARNINGS)):
        for rule in rules:
            for path, message in rule(located):
                reader.problem(path, check.code(rule), message, level=level)
    usable = not any(p.level == "error" for p in problems)
    return Loaded(plan if usable else None, reading.problems_by_place(problems))


def shaped(path: Path) -> tuple[schema.FileText, Marked]:
    """Return the text of a plan file in its shape, with the places of everything. Raises :class:`DataError`, :class:`FileError`."""
    from plancmp import marks, schema

    marked = marks.parse(read_text(path), shown(path))
    found, problems = schema.read(marked, shown(path))
    if found is None or marked.problems or problems:
        raise DataError([*marked.problems, *problems])
    return found, marked


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text. Raises :class:`FileError` when it cannot be read, is too large or is not UTF-8."""
    raw = read_bytes(path)
    if len(raw) > MAX_BYTES:
        raise FileError(shown(path), Said("has more than {0:,} bytes", MAX_BYTES))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(shown(path), Said("is not UTF-8 (byte {0})", error.start + 1)) from error


def read_bytes(path: Path) -> bytes:
    """Return at most :data:`MAX_BYTES` + 1 bytes of a file. Raises :class:`FileError`."""
    return read_stamped(path)[0]


def read_stamped(path: Path) -> tuple[bytes, str]:
    """Return the bytes as :func:`read_bytes` does, and the file's stamp; an empty one if it changed meanwhile."""
    try:
        with path.open("rb") as file:
            before = stamp.look(path)
            raw = file.read(MAX_BYTES + 1)
            after = stamp.of(os.fstat(file.fileno()), time.time_ns())
            return raw, after if after == before else ""
    except OSError as error:
        raise FileError(shown(path), Said("cannot be read: {0}", cause(error))) from error
    except ValueError as error:  # a name that no file can have: with U+0000 in it
        raise FileError(repr(shown(path)), Said("no file can have this name")) from error


def shown(path: Path) -> str:
    """Name a file for people: relative to the working folder where it lies below it, links as they were named."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(path)


def _fault(file: str, line: int, column: int, code: str, message: str) -> Loaded:
    return Loaded(None, (Problem(file, line, column, code, message),))
