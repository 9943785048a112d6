"""What tells, without reading it, that a file or folder is what it was."""

from __future__ import annotations

import os
import stat

SETTLED = 2_000_000_000
"""Nanoseconds after which every change shows in a file's times: the coarsest clock of a file system ticks every two seconds."""


def stamp(found: os.stat_result, now: int) -> str:
    """Return a text that is another one whenever the file or folder has changed; *now* is in nanoseconds since 1970.

    It is empty, and vouches for nothing, where the last change is so recent that one more of the same size might not show,
    and for what is neither file nor folder.
    """
    settled = max(found.st_mtime_ns, found.st_ctime_ns) <= now - SETTLED
    if not settled or not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
        return ""
    return f"{found.st_mtime_ns}.{found.st_ctime_ns}.{found.st_size}.{found.st_ino}"
