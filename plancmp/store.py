"""What is remembered between runs: pieces of bytes under keys, in an SQLite file.

No answer needs it. Whatever goes wrong (a folder that cannot be written, a full disk, a damaged file, another process that
holds it too long) means only that less is remembered. A piece is found under the digest of what it was made from and carries
a checksum of its key and contents, so that it is what was kept, or not there.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from msgspec import Struct, field

PATIENCE = 2.0
"""Seconds to wait for another process that is writing."""
FORGOTTEN = 30 * 24 * 3600
"""Seconds after which the file of another version of the program, not written since, is removed."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS files (folder TEXT, name TEXT, stamp TEXT, key BLOB, PRIMARY KEY (folder, name)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS pieces (part TEXT, key BLOB, piece BLOB, PRIMARY KEY (part, key))",
    "CREATE TABLE IF NOT EXISTS notes (part TEXT, key BLOB, piece BLOB, PRIMARY KEY (part, key)) WITHOUT ROWID",
)
_AT_ONCE = 500
_PASSING = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
}  # fmt: skip
"""What is wrong with the disk or the moment, not with the file; of an extended code the lowest byte says so."""


class Made(Struct, frozen=True):
    """What was made of a file."""

    key: bytes
    """Digest of what it was made from."""
    stamp: str
    """The file's stamp when it was read; empty where that vouches for nothing."""
    pieces: Mapping[str, bytes]
    """Part → its bytes."""


class Store(Struct):
    """The memory of one version of the program; without a *path*, of this run only."""

    path: Path | None = None
    _new: dict[tuple[str, bytes], bytes] = field(default_factory=dict)
    """What could not be written."""
    _db: sqlite3.Connection | None = None

    def files(self, folder: str) -> dict[str, tuple[str, bytes]]:
        """Return what is known of a folder's files: name → stamp and key."""
        rows = self._rows("SELECT name, stamp, key FROM files WHERE folder = ?", [folder])
        return {name: (stamp, key) for name, stamp, key in rows}

    def pieces(self, part: str, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Yield (key, piece) for the keys whose piece, made of a file, is there and undamaged."""
        return self._found("pieces", part, keys)

    def notes(self, part: str, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        """Yield (key, piece) for the keys under which something is noted and undamaged."""
        return self._found("notes", part, keys)

    def note(self, part: str, notes: Mapping[bytes, bytes]) -> None:
        """Remember what is made of no file, under keys, and forget what was noted for other parts."""
        kept = self._write(
            ("DELETE FROM notes WHERE part != ?", [(part,)]),
            ("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", [(part, key, _seal(part, key, n) + n) for key, n in notes.items()]),
        )
        if not kept:
            self._new |= {(part, key): piece for key, piece in notes.items()}

    def _found(self, table: str, part: str, keys: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
        waiting = iter(sorted(keys))  # in the order in which they are stored
        while some := list(islice(waiting, _AT_ONCE)):
            yield from ((key, self._new[part, key]) for key in some if (part, key) in self._new)
            places = ",".join("?" * len(some))
            for key, piece in self._rows(f"SELECT key, piece FROM {table} WHERE part = ? AND key IN ({places})", [part, *some]):  # noqa: S608
                if (part, key) not in self._new and isinstance(piece, bytes) and piece[:4] == _seal(part, key, piece[4:]):
                    yield key, piece[4:]

    def keep(self, folder: str, made: Mapping[str, Made]) -> None:
        """Remember what was made of files of a folder, by name."""
        pieces = {(part, one.key): piece for one in made.values() for part, piece in one.pieces.items()}
        files = [(folder, name, one.stamp, one.key) for name, one in made.items()]
        kept = self._write(
            ("INSERT OR REPLACE INTO pieces VALUES (?, ?, ?)", [(*at, _seal(*at, piece) + piece) for at, piece in pieces.items()]),
            ("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", files),
        )
        if not kept:
            self._new |= pieces

    def forget(self, folder: str, names: Iterable[str]) -> None:
        """Forget files of a folder, and whatever no file is made into any more."""
        self._write(
            ("DELETE FROM files WHERE folder = ? AND name = ?", [(folder, name) for name in names]),
            ("DELETE FROM pieces WHERE key NOT IN (SELECT key FROM files)", [()]),
        )

    def _rows(self, query: str, values: list[Any]) -> list[tuple[Any, ...]]:
        try:
            db = self._opened()
            return db.execute(query, values).fetchall() if db else []
        except sqlite3.Error as error:
            self._close(damaged=not _passing(error))
            return []

    def _write(self, *statements: tuple[str, list[tuple[Any, ...]]]) -> bool:
        """Carry out all statements or none of them; tell whether it succeeded."""
        try:
            db = self._opened()
            if db is None:
                return False
            with db:
                db.execute("BEGIN IMMEDIATE")
                for statement, rows in statements:
                    db.executemany(statement, rows)
        except sqlite3.Error as error:
            if not _passing(error):
                self._close(damaged=True)
            return False
        return True

    def _opened(self) -> sqlite3.Connection | None:
        if self._db is None and self.path is not None:
            if not self.path.exists():
                with contextlib.suppress(OSError):
                    self.path.parent.mkdir(parents=True, exist_ok=True)
                    _forget_others(self.path)
            self._db = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
            for table in _TABLES:
                self._db.execute(table)
        return self._db

    def _close(self, *, damaged: bool) -> None:
        """Remove a damaged file, so that it is made anew; do without one that cannot be read now."""
        if self._db is not None:
            self._db.close()
            self._db = None
        try:
            if damaged and self.path is not None:
                self.path.unlink()
            else:
                self.path = None
        except OSError:
            self.path = None


def _passing(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _PASSING


def _seal(part: str, key: bytes, piece: bytes) -> bytes:
    return zlib.crc32(piece, zlib.crc32(part.encode() + key)).to_bytes(4)


def _forget_others(path: Path) -> None:
    """Remove the files of other versions that have not been written for long."""
    for other in path.parent.glob(f"*{path.suffix}"):
        if other.stat().st_mtime < time.time() - FORGOTTEN:
            other.unlink()
