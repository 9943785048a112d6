"""Where plancmp keeps what it remembers."""

from __future__ import annotations

# The shortest run needs no pathlib.
# ruff: noqa: PTH111, PTH118
import os
import sys


def cache_folder() -> str | None:
    """Return the folder for what can be made again: that of ``PLANCMP_CACHE``, or the system's own.

    None for ``off``, ``0`` or ``no``.
    """
    named = os.environ.get("PLANCMP_CACHE", "")
    if named:
        return None if named.lower() in ("off", "0", "no", "false") else named
    if sys.platform == "linux":  # what platformdirs says too, which takes as long to import as all that is needed here
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        return os.path.join(base, "plancmp")
    from platformdirs import user_cache_dir

    return user_cache_dir("plancmp", appauthor=False)
