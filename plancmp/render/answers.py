"""Answers to questions, as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from plancmp.exporting import Record
from plancmp.language import Lang, sentence, tell
from plancmp.model import Domain
from plancmp.render import cells

HEADINGS = {
    "domain": sentence("domain"),
    "name": sentence("indicator"),
    "have": sentence("have it"),
    "score": sentence("score"),
    "plan": sentence("plan"),
    "target": sentence("target"),
    "actual": sentence("actual"),
    "at": sentence("at"),
    "rank": sentence("rank"),
    "region": sentence("region"),
    "value": sentence("value"),
    "unit": sentence("unit"),
    "note": sentence("note"),
    "peers": sentence("peers"),
    "deadline": sentence("deadline"),
    "state": sentence("state"),
    "indicators": sentence("indicators"),
    "targets": sentence("targets"),
    "actuals": sentence("actuals"),
    "with_number_%": sentence("with number %"),
    "with_deadline_%": sentence("with deadline %"),
    "with_nature_%": sentence("with nature %"),
    "with_baseline_%": sentence("with baseline %"),
}
"""What a field is called above its column; a field that is none of these is a plan's id."""
_STATES = {state: state for state in (sentence("past"), sentence("due"), sentence("to come"), sentence("every year"))}


def table(
    found: Sequence[Record], nothing: str, hide: Sequence[str], domains: Mapping[str, Domain], lang: Lang = "en"
) -> RenderableType:
    """Render records without the fields to *hide*; *nothing* is said where there are none.

    An indicator's name stands in both languages, the reader's first.
    """
    if not found:
        return Text(nothing)
    fields = [field for field in found[0] if field not in hide and field != "name_en"]
    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for field in fields:
        number = all(isinstance(record.get(field), int | float | None) for record in found)
        heading = tell(HEADINGS[field], lang) if field in HEADINGS else field
        drawn.add_column(Text(heading), overflow="fold", justify="right" if number else "left")
    for record in found:
        drawn.add_row(*(_cell(field, record, domains, lang) for field in fields))
    return drawn


def _cell(field: str, record: Record, domains: Mapping[str, Domain], lang: Lang) -> Text:
    value = record.get(field)
    if field == "name" and value is not None:
        english = record.get("name_en")
        return cells.both(str(value), None if english is None else str(english), lang)
    if field == "domain" and lang == "zh" and value in domains:
        return Text(domains[str(value)].name)
    if field == "state" and value in _STATES:
        return Text(tell(_STATES[str(value)], lang))
    return Text("" if value is None else f"{value:g}" if isinstance(value, float) else str(value))
