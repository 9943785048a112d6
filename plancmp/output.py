"""Where finished bytes go: a file that is whole or absent, a pipe, a terminal of any encoding."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

from plancmp.errors import FileError

BOM = "\ufeff"

# For terminals that cannot show a character: the nearest one that all of them can.
_PLAINER = str.maketrans(
    {
        "›": ">", "—": "-", "–": "-", "\u2212": "-", "•": "*", "✓": "v", "✗": "x", "“": '"', "”": '"', "‘": "'", "’": "'",
        "…": "...", "〔": "(", "〕": ")", "€": "E",
    }
)  # fmt: skip


def lands_in_file(target: Path | None) -> bool:
    """Tell whether the output ends up in a file: one that is named, or a redirect."""
    if target is not None:
        return True
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError, AttributeError):
        return False


def write_data(text: str, target: Path | None, *, bom: bool) -> None:
    """Write data as UTF-8 to *target* or to standard output (to a terminal in its own encoding).

    Raises :class:`FileError` when a file cannot be written; nothing half-written stays behind.
    """
    if target is not None:
        _replace(target, (BOM if bom else "") + text)
    elif sys.stdout.isatty():
        write_text(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(((BOM if bom else "") + text).encode("utf-8"))
        sys.stdout.buffer.flush()


def write_text(text: str) -> None:
    """Write text for people to standard output, in whatever encoding it has."""
    sys.stdout.write(encodable(text, sys.stdout.encoding))
    sys.stdout.flush()


def encodable(text: str, encoding: str | None) -> str:
    """Return *text* with every character that *encoding* lacks replaced by a plainer one, or by ``?``."""
    encoding = encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        plainer = "".join(c if _fits(c, encoding) else c.translate(_PLAINER) for c in text)
        return plainer.encode(encoding, "replace").decode(encoding)
    return text


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _replace(target: Path, text: str) -> None:
    """Write beside the target and rename, so that a full disk leaves the old file or none. A device is written to as it is."""
    part = target.parent / f".{target.name}.{os.getpid()}.part"
    try:
        if target.exists() and not target.is_file():
            part = target  # a device; or a folder, which cannot be opened
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        if part is not target:
            part.replace(target)
    except OSError as error:
        if part is not target:
            with contextlib.suppress(OSError):
                part.unlink()
        raise FileError(f"{target}: cannot be written: {error.strerror or error}") from error
