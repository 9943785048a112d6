"""Text in styles, tables, and what stands below each other: drawn for a screen of some width.

Tables are laid out as Rich lays out its own, and a test holds both side by side. Rich itself takes longer to be imported and to
draw an answer than it takes to find one. How many columns a character is wide, we leave to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil
from typing import Literal, Self

from msgspec import Struct, field
from rich.cells import cell_len, chop_cells

from plancmp.legible import legible

Piece = tuple[str, str]
"""A text and its style: any of ``bold dim italic underline``, separated by spaces, each with ``not`` before it to end it."""
Line = list[Piece]

_CODES = {"bold": 1, "dim": 2, "italic": 3, "underline": 4}
_TAB = 8
_WORD = re.compile(r"\s*\S+\s*")


class Text:
    """A text in styles. Every string given to it is made legible, so that nothing from data steers the terminal or hides."""

    def __init__(self, plain: str = "", style: str = "") -> None:
        """Begin with a string; the *style* is that of all that will be appended, too."""
        self.style = style
        self.pieces: list[Piece] = [(legible(plain), "")] if plain else []

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.pieces)

    @property
    def plain(self) -> str:
        """The text without styles."""
        return "".join(text for text, _ in self.pieces)

    @property
    def widest(self) -> int:
        """Columns of its longest line."""
        return max(map(cell_len, self.plain.split("\n")))

    def append(self, text: Text | str, style: str = "") -> Self:
        """Append a text, or a string in a style; return this text."""
        if isinstance(text, Text):
            self.pieces += [(part, _both(text.style, own)) for part, own in text.pieces]
        elif text:
            self.pieces.append((legible(text), style))
        return self

    def join(self, texts: Iterable[Text]) -> Text:
        """Join texts by this one."""
        joined = Text()
        for number, text in enumerate(texts):
            if number:
                joined.append(self)
            joined.append(text)
        return joined

    def wrapped(self, width: int) -> Iterator[Line]:
        """Yield its lines, folded where they are wider: between words, or within a word that fits on no line."""
        for line in self._lines():
            plain = "".join(text for text, _ in line)
            if cell_len(plain) <= width:
                yield line
            else:
                for start, end in pairwise((0, *_breaks(plain, max(width, 1)), len(plain))):
                    yield _stripped(_part(line, start, end))

    def _lines(self) -> Iterator[Line]:
        line: Line = []
        for text, style in self.pieces:
            for number, part in enumerate(text.split("\n")):
                if number:
                    yield line
                    line = []
                if part:
                    line.append((_without_tabs(part, line) if "\t" in part else part, _both(self.style, style)))
        yield line


class Group:
    """Parts that stand below each other."""

    def __init__(self, *parts: Drawn) -> None:
        self.parts = parts


class _Column(Struct):
    """A column of a table."""

    header: Text
    style: str
    right: bool
    ratio: int | None
    width: int | None
    min_width: int | None
    no_wrap: bool
    cells: list[Text] = field(default_factory=list)


class Table:
    """A table: a line below its header, and none elsewhere. Cells fold and are never cut."""

    def __init__(self, *, expand: bool = False, show_header: bool = True, grid: bool = False) -> None:
        """With *expand* it is as wide as the screen; a *grid* has no header and no margins, and is indented as its columns say."""
        self._expand = expand
        self._header = show_header and not grid
        self._grid = grid
        self._columns: list[_Column] = []
        self._ends: set[int] = set()

    def add_column(
        self,
        header: Text | str = "",
        *,
        style: str = "",
        justify: Literal["left", "right"] = "left",
        ratio: int | None = None,
        width: int | None = None,
        min_width: int | None = None,
        no_wrap: bool = False,
    ) -> None:
        """Add a column: of a *ratio* of what is left in a table that expands, of a fixed *width*, or as wide as what it holds.

        One with *no_wrap* gives up width last.
        """
        heading = header if isinstance(header, Text) else Text(header)
        self._columns.append(_Column(heading, style, justify == "right", ratio, width, min_width, no_wrap))

    def add_row(self, *cells: Text | str) -> None:
        """Add a row, with a cell for each column."""
        for column, cell in zip(self._columns, cells, strict=True):
            column.cells.append(cell if isinstance(cell, Text) else Text(cell))

    def add_section(self) -> None:
        """Leave a line free after the last row, unless it is the last one of all."""
        self._ends.add(len(self._columns[0].cells))

    def lines(self, width: int) -> Iterator[Line]:
        """Draw it for a screen of some width."""
        widths = self._widths(width)
        if not self._grid:
            yield []
        if self._header:
            heading = [list(column.header.wrapped(self._inner(n, widths))) for n, column in enumerate(self._columns)]
            height = max(map(len, heading))
            yield from self._row([[*([[]] * (height - len(cell))), *cell] for cell in heading], widths, ["bold"] * len(widths))
            yield [(" " + "─" * (sum(widths) + len(widths) - 1), "")]
        rows = len(self._columns[0].cells)
        for number in range(rows):
            cells = [list(column.cells[number].wrapped(self._inner(n, widths))) for n, column in enumerate(self._columns)]
            yield from self._row(cells, widths, [column.style for column in self._columns])
            if number + 1 in self._ends and number + 1 < rows:
                yield []
        if not self._grid:
            yield []

    def _row(self, cells: Sequence[Sequence[Line]], widths: Sequence[int], styles: Sequence[str]) -> Iterator[Line]:
        between = 0 if self._grid else 1
        for number in range(max(map(len, cells))):
            line: Line = []
            gap = between
            for n, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
                here = cell[number] if number < len(cell) else []
                here = _stripped(here) if column.right else here
                left, right = self._padding(n)
                free = max(widths[n] - left - right - _width(here), 0)
                line.append((" " * (gap + left + (free if column.right else 0)), ""))
                line += [(text, _both(styles[n], style)) for text, style in here] if styles[n] else here
                gap = between + right + (0 if column.right else free)
            yield line

    def _padding(self, n: int) -> tuple[int, int]:
        last = n == len(self._columns) - 1
        if self._grid:
            return 0, 0 if last else 2
        return int(n > 0), int(not last)

    def _inner(self, n: int, widths: Sequence[int]) -> int:
        return widths[n] - sum(self._padding(n))

    def _widths(self, room: int) -> list[int]:
        """The width of each column with its padding, in a table of *room* columns."""
        columns = self._columns
        room -= 0 if self._grid else len(columns) + 1
        natural = [self._measured(n, room) for n in range(len(columns))]
        widths = [width or 1 for width in natural]
        if self._expand and any(column.ratio for column in columns):
            flexible = [n for n, column in enumerate(columns) if column.ratio is not None]
            left = room - sum(natural[n] for n in range(len(columns)) if n not in flexible)
            least = [(columns[n].width or 1) + sum(self._padding(n)) for n in flexible]
            for n, share in zip(flexible, _distributed(left, [columns[n].ratio or 0 for n in flexible], least), strict=True):
                widths[n] = share
        total = sum(widths)
        if total > room:
            widths = _collapsed(widths, [column.width is None and not column.no_wrap for column in columns], room)
            if (excess := sum(widths) - room) > 0:
                widths = _reduced(excess, [1] * len(widths), widths, widths)
            total = sum(widths)
            widths = [self._measured(n, width) for n, width in enumerate(widths)]
            if (excess := sum(widths) - room) > 0:  # a least width has widened a column again: the others give way
                spare = [max(0, width - self._least(n)) for n, width in enumerate(widths)]
                widths = _reduced(excess, spare, spare, widths)
        if self._expand and 0 < total < room:
            widths = [width + more for width, more in zip(widths, _distributed(room - total, widths), strict=True)]
        return widths

    def _least(self, n: int) -> int:
        """The width below which a column is not squeezed for others, with its padding."""
        column = self._columns[n]
        return (column.width or column.min_width or 1) + sum(self._padding(n))

    def _measured(self, n: int, room: int) -> int:
        """The width that a column wants with its padding, of *room* columns."""
        column, padding = self._columns[n], sum(self._padding(n))
        if room < 1:
            return 0
        if column.width is not None:
            return min(column.width + padding, room)
        texts = [*([column.header] if self._header else []), *column.cells]
        wanted = min(max((text.widest for text in texts), default=room) + padding, room)
        return max(wanted, (column.min_width or 0) + padding) if column.min_width is not None else wanted


Drawn = Text | Table | Group | str


def shown(drawn: Drawn, width: int, *, styled: bool) -> str:
    """Return what is drawn, as lines for a screen of some width; without styles unless they show."""
    if styled:
        return "".join(f"{_coded(_stripped(line))}\n" for line in lines(drawn, width))
    return "".join("".join([text for text, _ in line]).rstrip() + "\n" for line in lines(drawn, width))


def lines(drawn: Drawn, width: int) -> Iterator[Line]:
    """Yield what is drawn line by line."""
    if isinstance(drawn, Group):
        for part in drawn.parts:
            yield from lines(part, width)
    elif isinstance(drawn, Table):
        yield from drawn.lines(width)
    else:
        yield from (Text(drawn) if isinstance(drawn, str) else drawn).wrapped(width)


def _coded(line: Line) -> str:
    return "".join(f"\x1b[{codes}m{text}\x1b[0m" if (codes := _codes(style)) else text for text, style in line)


def _both(outer: str, inner: str) -> str:
    """A style within a style."""
    return f"{outer} {inner}" if outer and inner else outer or inner


@lru_cache
def _codes(style: str) -> str:
    """The terminal's codes of a style."""
    on: set[int] = set()
    words = iter(style.split())
    for word in words:
        if word == "not":
            on.discard(_CODES[next(words)])
        else:
            on.add(_CODES[word])
    return ";".join(map(str, sorted(on)))


def _width(line: Line) -> int:
    return sum(cell_len(text) for text, _ in line)


def _part(line: Line, start: int, end: int) -> Line:
    """The characters of a line from *start* to *end*."""
    found: Line = []
    at = 0
    for text, style in line:
        if part := text[max(start - at, 0) : max(end - at, 0)]:
            found.append((part, style))
        at += len(text)
    return found


def _stripped(line: Line) -> Line:
    """A line without white space at its end."""
    kept = list(line)
    while kept:
        text, style = kept.pop()
        if shorter := text.rstrip():
            return [*kept, (shorter, style)]
    return []


def _without_tabs(text: str, before: Line) -> str:
    """A text that stands behind others on its line, with spaces up to the next stop for every tab."""
    first, *others = text.split("\t")
    at = _width(before)
    found = first
    for part in others:
        found += " " * (_TAB - (at + cell_len(found)) % _TAB) + part
    return found


def _breaks(text: str, width: int) -> Iterator[int]:
    """The places at which a line is broken."""
    at = 0
    for word in _WORD.finditer(text):
        start, length = word.start(), cell_len(word[0].rstrip())
        if length <= width - at:
            at += cell_len(word[0])
        elif length > width:
            parts = chop_cells(word[0], width)
            for part in parts:
                if start:
                    yield start
                start += len(part)
            at = cell_len(parts[-1])
        else:
            if at and start:
                yield start
            at = cell_len(word[0])


def _distributed(total: int, ratios: Sequence[int], least: Sequence[int] | None = None) -> list[int]:
    """Parts of a whole in these ratios, none below its least."""
    left, ratio_left = total, sum(ratios)
    parts = []
    for ratio, minimum in zip(ratios, least or [0] * len(ratios), strict=True):
        part = max(minimum, ceil(ratio * left / ratio_left)) if ratio_left > 0 else left
        parts.append(part)
        ratio_left -= ratio
        left -= part
    return parts


def _reduced(excess: int, ratios: Sequence[int], most: Sequence[int], widths: Sequence[int]) -> list[int]:
    """Widths that are together less by *excess*, taken from them in these ratios, from none more than *most*."""
    ratios = [ratio if limit else 0 for ratio, limit in zip(ratios, most, strict=True)]
    left, ratio_left = excess, sum(ratios)
    found = []
    for ratio, limit, width in zip(ratios, most, widths, strict=True):
        taken = min(limit, round(ratio * left / ratio_left)) if ratio and ratio_left > 0 else 0
        found.append(width - taken)
        left -= taken
        ratio_left -= ratio
    return found


def _collapsed(widths: Sequence[int], may_shrink: Sequence[bool], room: int) -> list[int]:
    """Widths that fit, the widest ones having given up first."""
    found = list(widths)
    while any(may_shrink) and (excess := sum(found) - room) > 0:
        flexible = [width for width, may in zip(found, may_shrink, strict=True) if may]
        widest = max(flexible)
        step = widest - max((width for width in flexible if width != widest), default=0)
        if not step:
            break
        ratios = [int(may and width == widest) for width, may in zip(found, may_shrink, strict=True)]
        found = _reduced(excess, ratios, [min(excess, step)] * len(found), found)
    return found
