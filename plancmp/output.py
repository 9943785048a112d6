"""Where finished bytes go: a file that is whole or absent, a pipe, a terminal of any encoding."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from plancmp import kept
from plancmp.errors import FileError, cause
from plancmp.language import Said
from plancmp.legible import legible

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


def is_terminal() -> bool:
    """Tell whether standard output is a terminal."""
    return sys.stdout.isatty()


def write_data(data: str | bytes, target: Path | None, *, bom: bool = False) -> None:
    """Write data, text as UTF-8, to *target* or to standard output (text to a terminal in its own encoding, made legible).

    Raises :class:`FileError` when it cannot be written; nothing half-written stays behind in a file.
    """
    if target is None and isinstance(data, str) and is_terminal():
        write_text(legible(data.replace("\r\n", "\n")))
        return
    finished = data if isinstance(data, bytes) else ((BOM if bom else "") + data).encode("utf-8", "backslashreplace")
    if target is not None:
        _replace(target, finished)
        return
    with _standard_output():
        sys.stdout.flush()
        sys.stdout.buffer.write(finished)
        sys.stdout.buffer.flush()
        kept.said(finished)


def write_text(text: str) -> None:
    """Write text for people to standard output, in whatever encoding it has. Raises :class:`FileError` when it is full."""
    with _standard_output():
        shown = encodable(text, sys.stdout.encoding)
        sys.stdout.write(shown)
        sys.stdout.flush()
        kept.said(shown.replace("\n", os.linesep).encode(sys.stdout.encoding or "utf-8"))


def write_note(text: str) -> None:
    """Write what is no part of the answer to standard error, made legible."""
    kept.said_more()
    sys.stderr.write(encodable(legible(text), sys.stderr.encoding) + "\n")


def is_unicode() -> bool:
    """Tell whether standard output has an encoding of Unicode; in others many signs are two columns wide."""
    return (sys.stdout.encoding or "utf-8").lower().startswith(("utf", "u8"))


def write_screen(text: str, *, paged: bool) -> None:
    """Write text for people, through a pager if it is longer than the terminal and *paged*."""
    command = _pager(text.count("\n")) if paged and is_terminal() else []
    if not command:
        write_text(text)
        return
    import subprocess

    environment = {"LESS": "-RFX", **os.environ}
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as pager:  # noqa: S603 - the user's own choice
        assert pager.stdin is not None
        with contextlib.suppress(BrokenPipeError):  # the reader has seen enough
            pager.stdin.write(encodable(text, sys.stdout.encoding).encode(sys.stdout.encoding or "utf-8", "replace"))
        with contextlib.suppress(BrokenPipeError):
            pager.stdin.close()
        while pager.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):  # meant for the pager
                pager.wait()


def _pager(lines: int) -> list[str]:
    """The command line of the pager for so many lines: that of ``PAGER``, else less; nothing if none is needed, or there."""
    import shlex
    import shutil

    if lines < shutil.get_terminal_size().lines:
        return []
    command = shlex.split(os.environ.get("PAGER", "less"))
    return command if command and shutil.which(command[0]) else []


def forsake_standard_output() -> None:
    """Point standard output elsewhere, so that at exit nothing is flushed to what has refused it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _standard_output() -> Iterator[None]:
    """A full disk behind a redirect is a file that cannot be written. A closed pipe is none: its reader has seen enough."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        forsake_standard_output()
        raise FileError(Said("standard output"), Said("cannot be written: {0}", cause(error))) from error


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


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target and rename, so that a full disk leaves the old file or none. A device is written to as it is."""
    part = target.parent / f".{target.name}.{os.getpid()}.part"
    try:
        if target.exists() and not target.is_file():
            part = target  # a device; or a folder, which cannot be opened
        with part.open("wb") as file:
            file.write(data)
        if part is not target:
            part.replace(target)
    except OSError as error:
        if part is not target:
            with contextlib.suppress(OSError):
                part.unlink()
        raise FileError(target, Said("cannot be written: {0}", cause(error))) from error
