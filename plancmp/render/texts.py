"""Text for tables: rich's, in which nothing from data is markup, steers the terminal or hides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from rich import text

from plancmp.legible import legible


class Text(text.Text):
    """As :class:`rich.text.Text`, but every string given to it is made legible."""

    def __init__(self, plain: str = "", *args: Any, **more: Any) -> None:
        super().__init__(legible(plain), *args, **more)

    def join(self, lines: Iterable[text.Text]) -> Self:
        """Join texts by this one."""
        joined = type(self)()
        for number, line in enumerate(lines):
            if number:
                joined.append_text(self)
            joined.append_text(line)
        return joined

    def append(self, text: text.Text | str, style: Any = None) -> Self:
        """Append a text, or a string made legible."""
        super().append(legible(text) if isinstance(text, str) else text, style)
        return self
