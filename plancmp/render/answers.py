"""Answers to questions, as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table

from plancmp.exporting import Record
from plancmp.language import Lang
from plancmp.listing import Listing
from plancmp.model import Domain
from plancmp.render import cells, headings
from plancmp.render.texts import Text


def table(
    found: Sequence[Record], nothing: str, hide: Sequence[str], domains: Mapping[str, Domain], lang: Lang = "en"
) -> RenderableType:
    """Render records without the fields to *hide*; *nothing* is said where there are none.

    An indicator's name stands in both languages, the reader's first.
    """
    if not found:
        return Text(nothing)
    fields = [name for name in found[0] if name not in hide and name != "name_en"]
    return _drawn(fields, found, domains, lang)


def listing(found: Listing, domains: Mapping[str, Domain], lang: Lang) -> RenderableType:
    """Render a listing just as it is."""
    return _drawn(found.fields, found.records(), domains, lang)


def _drawn(fields: Sequence[str], found: Sequence[Record], domains: Mapping[str, Domain], lang: Lang) -> Table:
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in fields:
        number = all(isinstance(record.get(name), int | float | None) for record in found)
        drawn.add_column(Text(headings.heading(name, domains, lang)), overflow="fold", justify="right" if number else "left")
    for record in found:
        drawn.add_row(*(_cell(name, record, fields, domains, lang) for name in fields))
    return drawn


def _cell(name: str, record: Record, fields: Sequence[str], domains: Mapping[str, Domain], lang: Lang) -> Text:
    value = headings.value(name, record.get(name), domains, lang)
    if name == "name" and value is not None and "name_en" not in fields:
        english = record.get("name_en")
        return cells.both(str(value), None if english is None else str(english), lang)
    return Text("" if value is None else f"{value:g}" if isinstance(value, float) else str(value))
