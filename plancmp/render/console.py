"""How wide the screen is, whether it shows styles, and what is drawn for it as its text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from plancmp.legible import legible
from plancmp.render.drawn import Drawn, shown

PIPE_WIDTH = 100
"""Columns of a table that goes into a pipe or a file, unless COLUMNS or a terminal behind the pipe says otherwise."""

TERMINAL_WIDTH = 80
"""Columns of a terminal that does not say how many it has."""

# Borders, signs and punctuation that fonts of East Asian encodings draw two columns wide, each as one ASCII character.
_ASCII = str.maketrans(
    {
        "─": "-", "━": "-", "│": "|", "≈": "~", "—": "-", "–": "-", "\u2212": "-", "›": ">", "…": ".", "·": ".", "•": "*",
        "×": "x", "→": ">", "“": '"', "”": '"', "‘": "'", "’": "'",
    }
)  # fmt: skip


class Screen(NamedTuple):
    """What something is drawn for."""

    width: int
    """Columns."""
    styled: bool
    """Whether bold and underlined text can be told from other text."""


Draw = Callable[[Screen], Drawn]


def text(draw: Draw, *, plain: bool, ascii: bool = False) -> str:
    """Draw for standard output, or for a file if *plain*. What is a string already is not folded.

    Width and colours are as COLUMNS, NO_COLOR, FORCE_COLOR and TERM ask. With *ascii*, borders and signs are ASCII.
    """
    terminal = sys.stdout.isatty() and not plain
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() and int(columns) > 0 else _terminal_width() if terminal else _pipe_width()
    screen = Screen(width, _shows_styles(terminal=terminal) and not plain)
    drawn = draw(screen)
    if isinstance(drawn, str):
        return legible(drawn)
    lines = shown(drawn, width, styled=screen.styled)
    return lines.translate(_ASCII) if ascii else lines


def _shows_styles(*, terminal: bool) -> bool:
    """Whether standard output shows styles: a terminal does, and what FORCE_COLOR or TTY_COMPATIBLE say does; no dumb one."""
    wish = os.environ.get("TTY_COMPATIBLE", "")
    forced = wish == "1" if wish in ("0", "1") else os.environ.get("FORCE_COLOR", "") != ""
    return (terminal or forced) and not _is_dumb()


def _is_dumb() -> bool:
    return os.environ.get("TERM", "").lower() in ("dumb", "unknown")


def _terminal_width() -> int:
    """Columns of the terminal that any of the standard streams is."""
    for stream in () if _is_dumb() else range(3):
        try:
            return os.get_terminal_size(stream).columns or TERMINAL_WIDTH
        except (OSError, ValueError, AttributeError):
            continue
    return TERMINAL_WIDTH


def _pipe_width() -> int:
    """Columns for a pipe: those of the terminal behind it (``| less``), where there is one."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or PIPE_WIDTH
    except (OSError, ValueError, AttributeError):
        return PIPE_WIDTH
