"""Why indicators stand in one row, as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from plancmp.explain import Explanation
from plancmp.model import Plan
from plancmp.reasons import say_all


def explanations(first: Plan, second: Plan, found: Sequence[Explanation], width: int, *, detailed: bool) -> RenderableType:
    """Render explanations for a terminal of *width* columns: segment by segment if *detailed*, else a line per pair."""
    if not found:
        return Text(f"Nothing in {second.id} comes near it.")
    if not detailed:
        return _overview(first, second, found)
    parts: list[RenderableType] = []
    for one in found:
        parts += [_heading(first, second, one), _segments(first, second, one), Text()]
    return Group(*parts)


def _overview(first: Plan, second: Plan, found: Sequence[Explanation]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("relation", no_wrap=True)
    table.add_column(Text(first.id), ratio=3, overflow="fold")
    table.add_column(Text(second.id), ratio=3, overflow="fold")
    table.add_column("why", ratio=5, overflow="fold")
    for one in found:
        why = say_all(one.judgement.reasons)
        table.add_row(Text(one.judgement.relation), Text(one.first.name), Text(one.second.name), Text(why))
    return table


def _heading(first: Plan, second: Plan, one: Explanation) -> Text:
    text = Text()
    text.append(one.judgement.relation, style="bold")
    text.append(f"  (names {one.judgement.score:g} of 100 alike): {say_all(one.judgement.reasons)}\n")
    for plan, indicator in ((first, one.first), (second, one.second)):
        scope = f"  [{indicator.scope}]" if indicator.scope else ""
        text.append(f"  {plan.id}: {indicator.name}{scope}  ({indicator.id})\n")
    return text


def _segments(first: Plan, second: Plan, one: Explanation) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("facet", first.id, second.id):
        table.add_column(Text(heading), overflow="fold")
    for segment in one.segments:
        style = "" if segment.first == segment.second else "bold"
        table.add_row(Text(segment.facet), Text(segment.first or "—", style=style), Text(segment.second or "—", style=style))
    if any(one.unknown):
        table.add_row(Text("not in the vocabulary"), *(Text(part or "—", style="bold") for part in one.unknown))
    return table
