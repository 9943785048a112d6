"""Files as finished pieces: made once, on all cores, and remembered until the file says something else."""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from plancmp import loading, stamp
from plancmp.errors import FileError
from plancmp.stamp import blake2b
from plancmp.store import Made, Store

Make = Callable[[Path, bytes], Mapping[str, bytes]]
"""From a file's path and bytes to its pieces, by part. Of the path only the stem may matter."""
Outcome = tuple[Path, Made | FileError]
Watch = Callable[[Iterator[Outcome], int], Iterable[Outcome]]
"""Passes on what is being made, of which there will be so many, and may tell how far it has come."""

FEW = 16
"""Files that one process has made before it has started others."""
OFTEN = 1.0
"""Seconds of work after which it is written, so that little is lost if the run is killed."""


def unwatched(outcomes: Iterator[Outcome], _: int) -> Iterator[Outcome]:
    """Pass on what is being made."""
    return outcomes


class Read(Struct, frozen=True):
    """A file as it was read."""

    key: bytes
    """Digest of its kind, name and contents."""
    stamp: str
    contents: bytes | None
    """None where they have to be read once more."""


class Compiler(Struct, frozen=True):
    """Makes pieces of one kind of file, and remembers them."""

    store: Store
    kind: str
    make: Make
    watch: Watch = unwatched

    def pieces(self, paths: Iterable[Path], part: str) -> Iterator[tuple[Path, bytes | FileError]]:
        """Yield one part of each file, in no particular order; what cannot be read is a :class:`FileError`."""
        folders: dict[Path, list[Path]] = defaultdict(list)
        for path in paths:
            folders[path.parent.absolute()].append(path)
        for folder, here in folders.items():
            yield from self._in_folder(folder, here, part)

    def _in_folder(self, folder: Path, paths: Sequence[Path], part: str) -> Iterator[tuple[Path, bytes | FileError]]:
        shelf = f"{self.kind}:{folder}"
        known = self.store.files(shelf)
        missing: dict[bytes, Path] = {}
        changed: dict[Path, Read] = {}
        for path in paths:
            mark, key = known.get(path.name, ("", b""))
            if not mark or mark != stamp.look(path):
                try:
                    read = _read(self.kind, path)
                except FileError as error:
                    yield path, error
                    continue
                key = read.key
                changed[path] = read if len(changed) < FEW else replace(read, contents=None)
            missing[key] = path
        for key, piece in self.store.pieces(part, list(missing)):
            path = missing.pop(key)
            yield path, piece
            if path in changed and known.get(path.name) != (changed[path].stamp, key):
                self.store.keep(shelf, {path.name: Made(key, changed[path].stamp, {})})
        if missing:
            yield from self._made(shelf, list(missing.values()), changed, part)
            self.store.forget(shelf, [name for name in known if not os.path.lexists(folder / name)])

    def _made(
        self, shelf: str, paths: Sequence[Path], changed: Mapping[Path, Read], part: str
    ) -> Iterator[tuple[Path, bytes | FileError]]:
        """Make what is missing; keep all of it and yield one part."""
        if len(paths) > FEW:
            from plancmp import workers

            outcomes = workers.each(partial(_attempt, self.kind, self.make), paths)
        else:
            outcomes = ((path, _attempt(self.kind, self.make, path, changed.get(path))) for path in paths)
        fresh: dict[str, Made] = {}
        written = time.monotonic()
        try:
            for path, made in self.watch(outcomes, len(paths)):
                if isinstance(made, FileError):
                    yield path, made
                    continue
                fresh[path.name] = made
                yield path, made.pieces[part]
                if time.monotonic() > written + OFTEN:
                    self.store.keep(shelf, fresh)
                    fresh, written = {}, time.monotonic()
        finally:
            self.store.keep(shelf, fresh)


def _attempt(kind: str, make: Make, path: Path, read: Read | None = None) -> Made | FileError:
    """Read a file, unless that has been done, and make its pieces."""
    try:
        read = read if read and read.contents is not None else _read(kind, path)
    except FileError as error:
        return error
    assert read.contents is not None
    return Made(read.key, read.stamp, make(path, read.contents))


def _read(kind: str, path: Path) -> Read:
    contents, mark = loading.read_stamped(path)
    key = blake2b(f"{kind}:{path.name}:".encode(errors="surrogateescape") + contents, digest_size=16)
    return Read(key.digest(), mark, contents)
