"""What tells, without reading it, that a file or folder is what it was; and which of them this run has looked at.

Also the digest that contents and questions are known by.
"""

from __future__ import annotations

import os
import stat
import time

try:
    from _blake2 import blake2b  # what hashlib offers, without OpenSSL, which takes longer to load than all that is needed here
except ImportError:  # another implementation of Python
    from hashlib import blake2b

__all__ = ["LOOKED_AT", "NOTHING", "SETTLED", "blake2b", "look", "of"]

SETTLED = 2_000_000_000
"""Nanoseconds after which every change shows in a file's times: the coarsest clock of a file system ticks every two seconds."""
NOTHING = "-"
"""The stamp of a place where nothing is."""

LOOKED_AT: dict[str, str] = {}
"""Path, as it was named, → its stamp when it was first looked at."""


def look(path: str | os.PathLike[str]) -> str:
    """Look at a file or folder, and note that its state has a bearing on this run; return its stamp."""
    try:
        found = os.stat(path)  # noqa: PTH116 - the shortest run needs no pathlib
    except (OSError, ValueError):
        mark = NOTHING
    else:
        mark = of(found, time.time_ns())
    LOOKED_AT.setdefault(os.fspath(path), mark)
    return mark


def of(found: os.stat_result, now: int) -> str:
    """Return a text that is another one whenever the file or folder has changed; *now* is in nanoseconds since 1970.

    It is empty, and vouches for nothing, where the last change is so recent that one more of the same size might not show,
    and for what is neither file nor folder.
    """
    settled = max(found.st_mtime_ns, found.st_ctime_ns) <= now - SETTLED
    if not settled or not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        return ""
    return f"{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_size}.{found.st_ino}"
