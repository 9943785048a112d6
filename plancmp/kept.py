"""Answers kept word for word, for when the same question is put again and nothing it depends on has changed.

A question is everything that a run is given: arguments, environment, folder, day, terminal. An answer stays true while every
file and folder that was looked at for it, the program's own among them, has the stamp that it had. This room comes before all
others, so it imports next to nothing.
"""

from __future__ import annotations

# ruff: noqa: PTH103, PTH105, PTH108, PTH109, PTH118, PTH120, PTH123
import contextlib
import os
import sys
import time
import zlib
from collections.abc import Iterable

from plancmp import places, stamp
from plancmp.stamp import blake2b

LARGEST = 64_000_000
"""Bytes of an answer that is worth keeping."""
ROOM = 256_000_000
"""Bytes that all kept answers may take; the oldest make room for new ones."""

_OF_THE_SHELL = frozenset(("_", "SHLVL", "OLDPWD", "PWD"))


class Hearing:
    """What this run has said so far."""

    answer: list[bytes] | None = None
    """What went to standard output; None before an answer begins."""
    more: bool = False
    """Whether it has said anything besides."""


def begin() -> None:
    """Begin an answer: it depends on nothing but the question and on what has been looked at."""
    Hearing.answer = Hearing.answer or []


def said(data: bytes) -> None:
    """Note what goes to standard output."""
    if Hearing.answer is not None:
        Hearing.answer.append(data)


def said_more() -> None:
    """Note that something is said which is no part of the answer, so that the answer alone is not worth keeping."""
    Hearing.more = True


def question() -> bytes:
    """Return the digest of everything that this run is given."""
    given = [*sys.argv[1:], "", *program()]
    given += [time.strftime("%Y-%m-%d"), time.strftime("%Y-%m-%d", time.gmtime())]
    given += sorted(f"{name}={value}" for name, value in os.environ.items() if name not in _OF_THE_SHELL)
    given += [
        f"{getattr(sys.stdout, 'encoding', None)} {getattr(sys.stdout, 'errors', None)}",
        *(_stream(number) for number in range(3)),
    ]
    return digest(given)


def digest(given: Iterable[str]) -> bytes:
    """Return the digest of what a question is made of."""
    return blake2b("\0".join(given).encode("utf-8", "surrogateescape"), digest_size=16).digest()


def program() -> tuple[str, ...]:
    """Return what this run is a run of, and where."""
    return sys.version, sys.executable, os.path.dirname(__file__), _folder()


def _folder() -> str:
    try:
        return os.getcwd()
    except OSError:
        return "removed"


def _stream(number: int) -> str:
    """What a standard stream is: a terminal of some width, a pipe, a file."""
    try:
        size = tuple(os.get_terminal_size(number)) if os.isatty(number) else ()
        return f"{size} {os.fstat(number).st_mode >> 12}"
    except OSError:
        return "closed"


def recall(asked: bytes) -> bytes | None:
    """Return the kept answer to a question; None if there is none that still holds."""
    try:
        with open(_place(asked), "rb") as file:
            before, seal, length = file.read(16), file.read(4), int.from_bytes(file.read(4))
            rest = file.read()
    except OSError:
        return None
    if before != asked or seal != zlib.crc32(rest).to_bytes(4):
        return None
    looked_at = rest[:length].decode("utf-8", "surrogateescape").split("\0")
    return rest[length:] if all(stamp.look(path) == mark for mark, path in (line.split(" ", 1) for line in looked_at)) else None


def keep(asked: bytes, program: Iterable[str]) -> None:
    """Keep the answer of this run, unless something that it depends on changed just now; *program* is what made it."""
    answer = b"".join(Hearing.answer or ())
    for path in program:
        stamp.look(path)
    if not answer or Hearing.more or len(answer) > LARGEST or "" in stamp.LOOKED_AT.values():
        return
    looked_at = "\0".join(f"{mark} {path}" for path, mark in stamp.LOOKED_AT.items()).encode("utf-8", "surrogateescape")
    rest = looked_at + answer
    place = _place(asked)
    part = f"{place}.{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(part, "wb") as file:
            file.write(asked + zlib.crc32(rest).to_bytes(4) + len(looked_at).to_bytes(4) + rest)
        os.replace(part, place)
        _make_room(os.path.dirname(place))
    except OSError:  # read-only, full: it is not kept
        with contextlib.suppress(OSError):
            os.unlink(part)


def _place(asked: bytes) -> str:
    """The file for the answer to a question. There are 256; a question may take the place of another one."""
    nowhere = os.devnull  # in which nothing can be made or found
    return os.path.join(places.cache_folder() or nowhere, "answers", f"{asked[0]:02x}")


def _make_room(folder: str) -> None:
    """Remove what is oldest of what is too much."""
    with os.scandir(folder) as entries:
        newest_first = sorted(((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in entries), reverse=True)
    total = 0
    for _, size, path in newest_first:
        total += size
        if total > ROOM:
            os.unlink(path)
