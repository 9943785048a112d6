"""How wide the screen is, whether it shows styles, and a renderable as its text."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from typing import NamedTuple

from rich.console import Console, RenderableType

from plancmp.legible import legible

PIPE_WIDTH = 100
"""Columns of a table that goes into a pipe or a file, unless COLUMNS or a terminal behind the pipe says otherwise."""

# Borders, signs and punctuation that fonts of East Asian encodings draw two columns wide, each as one ASCII character.
_ASCII = str.maketrans(
    {
        "─": "-", "━": "-", "│": "|", "≈": "~", "—": "-", "–": "-", "\u2212": "-", "›": ">", "…": ".", "·": ".", "•": "*",
        "×": "x", "→": ">", "“": '"', "”": '"', "‘": "'", "’": "'",
    }
)  # fmt: skip


class Screen(NamedTuple):
    """What a renderable is drawn for."""

    width: int
    """Columns."""
    styled: bool
    """Whether bold and underlined text can be told from other text."""


Draw = Callable[[Screen], RenderableType | str]


def text(draw: Draw, *, plain: bool, ascii: bool = False) -> str:
    """Draw for standard output, or for a file if *plain*. What is a string already is not folded.

    Width and colours are as COLUMNS, NO_COLOR, FORCE_COLOR and TERM ask. With *ascii*, borders and signs are ASCII.
    """
    terminal = sys.stdout.isatty() and not plain
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() and int(columns) > 0 else None if terminal else _pipe_width()
    console = Console(
        file=io.StringIO(),  # so that not the terminal's encoding chooses the borders, but *ascii*
        width=width,
        no_color=None if not plain else True,
        force_terminal=True if terminal else False if plain else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    drawn = draw(Screen(console.width, console.color_system is not None))
    if isinstance(drawn, str):
        return legible(drawn)
    with console.capture() as captured:
        console.print(drawn)
    lines = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    return lines.translate(_ASCII) if ascii else lines


def _pipe_width() -> int:
    """Columns for a pipe: those of the terminal behind it (``| less``), where there is one."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or PIPE_WIDTH
    except (OSError, ValueError, AttributeError):
        return PIPE_WIDTH
