"""Answers to questions, as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from rich.cells import cell_len

from plancmp.exporting import Record
from plancmp.language import Lang, tell
from plancmp.listing import Listing
from plancmp.model import Domain
from plancmp.render import cells, headings
from plancmp.render.drawn import Drawn, Group, Table, Text

_READABLE, _NAME = 14, 24
"""Columns below which a field's text, or an indicator's name, is squeezed."""
MOST, FIRST = 1000, 200
"""Lines that a table for people has at most; of more than that only the first ones are drawn."""
_ABOUT = ("rank", "deadline", "domain", "name")
"""The fields that head a record whose fields stand one below the other."""


def table(
    found: Sequence[Record], nothing: str, hide: Sequence[str], domains: Mapping[str, Domain], width: int, lang: Lang = "en"
) -> Drawn:
    """Render records without the fields to *hide* for a terminal of *width* columns; *nothing* is said where there are none.

    An indicator's name stands in both languages, the reader's first. Where columns would be too narrow to read, a record's
    fields stand one below the other. Of more than :data:`MOST` records the first are drawn, and the others counted.
    """
    if not found:
        return Text(nothing)
    fields = [name for name in found[0] if name not in hide and name != "name_en"]
    return _drawn(fields, found, domains, width, lang)


def listing(found: Listing, domains: Mapping[str, Domain], width: int, lang: Lang) -> Drawn:
    """Render a listing just as it is."""
    return _drawn(found.fields, found.records(), domains, width, lang)


def _drawn(fields: Sequence[str], found: Sequence[Record], domains: Mapping[str, Domain], width: int, lang: Lang) -> Drawn:
    if len(found) > MOST:
        more = tell("{0} more lines; a file has them all: -o FILE.csv or FILE.xlsx", lang, len(found) - FIRST)
        return Group(_drawn(fields, found[:FIRST], domains, width, lang), Text(more))
    headings_ = {name: Text(headings.heading(name, domains, lang)) for name in fields}
    lines = [{name: _cell(name, record, fields, domains, lang) for name in fields} for record in found]
    numbers = {name for name in fields if all(isinstance(record.get(name), int | float | None) for record in found)}
    least = {name: _least(name, headings_[name], [line[name] for line in lines], name in numbers) for name in fields}
    if len(fields) > 1 and sum(least.values()) + 3 * len(fields) + 1 > width:
        return Group(*(_stacked(headings_, line) for line in lines))
    drawn = Table()
    for name in fields:
        side: Literal["left", "right"] = "right" if name in numbers else "left"
        drawn.add_column(headings_[name], justify=side, min_width=least[name])
    for line in lines:
        drawn.add_row(*line.values())
    return drawn


def _stacked(headings_: Mapping[str, Text], line: Mapping[str, Text]) -> Drawn:
    """One record: what it is about, and below it what it says."""
    about = [line[name] for name in _ABOUT if line.get(name)]
    first = Text("  ").join([*about]) if about else None
    rest = Table(grid=True)
    rest.add_column(width=0)
    rest.add_column(style="dim")
    rest.add_column()
    for name, cell in line.items():
        if cell and (name not in _ABOUT):
            rest.add_row("", headings_[name], cell)
    return Group(*([first] if first else []), rest, "")


def _least(name: str, heading: Text, column: Sequence[Text], number: bool) -> int:
    """Columns that a field needs to be read: numbers stay whole, longer texts may fold."""
    widest = max(cell.widest for cell in column)
    if number:
        return max(widest, *(cell_len(word) for word in heading.plain.split()))
    return min(max(widest, heading.widest), _NAME if name == "name" else _READABLE)


def _cell(name: str, record: Record, fields: Sequence[str], domains: Mapping[str, Domain], lang: Lang) -> Text:
    value = headings.value(name, record.get(name), domains, lang)
    if name == "name" and value is not None and "name_en" not in fields:
        english = record.get("name_en")
        return cells.both(str(value), None if english is None else str(english), lang)
    return Text("" if value is None else f"{value:g}" if isinstance(value, float) else str(value))
