"""Answers to questions, as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plancmp.exporting import Record


def table(found: Sequence[Record], nothing: str, hide: Sequence[str]) -> RenderableType:
    """Render records without the fields to *hide*; *nothing* is said where there are none."""
    if not found:
        return Text(nothing)
    fields = [field for field in found[0] if field not in hide]
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for field in fields:
        number = all(isinstance(record.get(field), int | float | None) for record in found)
        drawn.add_column(Text(field.replace("_", " ")), overflow="fold", justify="right" if number else "left")
    for record in found:
        drawn.add_row(*(Text(_told(record.get(field))) for field in fields))
    return drawn


def _told(value: object) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
