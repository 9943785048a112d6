"""How wide the terminal is, whether it has colour, and a renderable as its text."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from rich.console import Console, RenderableType

from plancmp.legible import legible

PIPE_WIDTH = 100
"""Columns of a table that goes into a pipe or a file, unless COLUMNS or a terminal behind the pipe says otherwise."""


def text(render: Callable[[int], RenderableType | str], *, plain: bool) -> str:
    """Render for standard output, or for a file if *plain*. What is a string already is not folded.

    Width and colours are as COLUMNS, NO_COLOR, FORCE_COLOR and TERM ask.
    """
    terminal = sys.stdout.isatty() and not plain
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() and int(columns) > 0 else None if terminal else _pipe_width()
    console = Console(
        width=width,
        no_color=None if not plain else True,
        force_terminal=None if terminal or not plain else False,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    drawn = render(console.width)
    if isinstance(drawn, str):
        return legible(drawn)
    with console.capture() as captured:
        console.print(drawn)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def _pipe_width() -> int:
    """Columns for a pipe: those of the terminal behind it (``| less``), where there is one."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or PIPE_WIDTH
    except (OSError, ValueError, AttributeError):
        return PIPE_WIDTH
