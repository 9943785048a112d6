"""Tables for people, as rich renderables. Text from data is never markup; cells fold and are never cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from plancmp.comparison import Comparison, Row
from plancmp.differences import NOT_COMPARABLE
from plancmp.exporting import Record
from plancmp.group import Conflict
from plancmp.model import Domain, Indicator, Plan
from plancmp.progress import Progress
from plancmp.reasons import say_all
from plancmp.render import words
from plancmp.shortly import dated, reached_at

NARROW = 90
"""Columns below which an indicator's figures share a column."""
NARROW_PER_PLAN = 30
"""Columns per plan, and for the differences, below which a row's cells stand one below the other."""

_SIGNS = {"same": "=", "close": "≈", "broader": ">", "narrower": "<", "candidate": "?", "only": " "}
_LEGEND = "= same   ≈ close   < the first is narrower   > the first is broader   ? candidate, for a person to decide"


def plans(found: Sequence[Plan]) -> RenderableType:
    """Render a list of plans."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading in ("id", "region", "period"):
        table.add_column(heading, no_wrap=heading != "region", overflow="fold")
    table.add_column("indicators", justify="right", no_wrap=True)
    table.add_column("title", overflow="fold")
    for plan in found:
        region = _both(plan.region.name, plan.region.name_en)
        title = _both(plan.title, plan.title_en)
        title.append(f"\n{plan.kind}, {plan.region.level}", style="dim")
        table.add_row(Text(plan.id), region, Text(str(plan.period)), Text(str(len(plan.indicators))), title)
    return table


def records(found: Sequence[Record]) -> RenderableType:
    """Render records: the fields that a reader looks for first."""
    fields = ("plan", "name", "figure", "stated", "deadline", "nature", "at")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for field in fields:
        table.add_column(field, overflow="fold")
    for record in found:
        table.add_row(*(Text("" if record[field] is None else str(record[field])) for field in fields))
    return table


def plan(found: Plan, domains: Mapping[str, Domain], domain: str | None, width: int) -> RenderableType:
    """Render one plan for a terminal of *width* columns: a table per domain."""
    parts: list[RenderableType] = [_heading(found)]
    for slug, about in domains.items():
        indicators = found.within(slug) if domain in (None, slug) else ()
        if indicators:
            parts += [Text(), _domain(about, len(indicators)), _figures(indicators, width)]
    if len(parts) == 1:
        parts += [Text(), Text(f"{found.id} has nothing on {domain}")]
    return Group(*parts)


def comparison(found: Comparison, domains: Mapping[str, Domain], width: int, *, explain: bool = False) -> RenderableType:
    """Render a comparison for a terminal of *width* columns: a table per domain, what only one plan has below it.

    With *explain*, the arithmetic of every delta.
    """
    parts: list[RenderableType] = [_heading(one) for one in found.plans]
    parts.append(Text(_LEGEND, style="dim"))
    for slug, about in domains.items():
        rows = [row for row in found.rows if row.domain == slug]
        if not rows:
            continue
        parts += [Text(), _domain(about, None)]
        shared = [row for row in rows if row.relation not in ("only", "candidate")]
        if shared:
            parts.append(_side_by_side(found, shared, width, explain=explain))
        parts += _only(found, rows, width)
        maybe = [row for row in rows if row.relation == "candidate"]
        if maybe:
            parts += [Text("Candidates, for a person to decide:", style="bold"), _candidates(found, maybe)]
    if found.conflicts:
        parts += [Text(), Text("Matches that not all plans agree on:", style="bold"), *map(_conflict, found.conflicts)]
    if not found.rows:
        parts += [Text(), Text("No plan has anything that answers this.")]
    return Group(*parts)


def _conflict(conflict: Conflict) -> Text:
    a, b = (":".join(member) for member in conflict.matched)
    c, d = (":".join(member) for member in conflict.because)
    return Text(f"{a} matches {b}, but {c} and {d}, which would come into the row, do not match")


def _heading(plan: Plan) -> Text:
    text = Text()
    text.append(plan.id, style="bold")
    text.append(f"  {plan.title}")
    if plan.title_en:
        text.append(f"  {plan.title_en}", style="dim")
    text.append(f"  {plan.period}")
    return text


def _domain(domain: Domain, count: int | None) -> Text:
    text = Text(f"{domain.name}  {domain.name_en}", style="bold")
    if count is not None:
        text.append(f"  ({count})", style="not bold")
    return text


def _figures(indicators: Sequence[Indicator], width: int) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("indicator", ratio=5, overflow="fold")
    if width < NARROW:
        table.add_column("figures", ratio=4, overflow="fold")
        for indicator in indicators:
            name = _name(indicator)
            name.append_text(_about(indicator))
            table.add_row(name, _targets_and_actuals(indicator))
        return table
    table.add_column("target", ratio=4, overflow="fold")
    table.add_column("actual", ratio=3, overflow="fold")
    table.add_column("nature", min_width=6, overflow="fold")
    table.add_column("at", ratio=2, overflow="fold")
    for indicator in indicators:
        table.add_row(
            _name(indicator),
            Text("\n".join(dated(t) for t in indicator.targets)),
            Text("\n".join(reached_at(a) for a in indicator.actuals)),
            Text(indicator.nature or ""),
            Text(words.places(indicator), style="dim"),
        )
    return table


def _targets_and_actuals(indicator: Indicator) -> Text:
    lines = Text("\n").join([Text(dated(t), style="bold") for t in indicator.targets])
    for actual in indicator.actuals:
        lines.append(f"{chr(10) if lines else ''}reached: {reached_at(actual)}")
    return lines


def _about(indicator: Indicator) -> Text:
    about = "  ".join(filter(None, (indicator.nature, words.places(indicator))))
    return Text(f"\n{about}", style="dim") if about else Text()


def _side_by_side(found: Comparison, rows: Sequence[Row], width: int, *, explain: bool) -> Table:
    narrow = width < NARROW_PER_PLAN * (len(found.plans) + 1)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True, show_header=not narrow)
    if narrow:
        table.add_column(width=1)
        table.add_column(ratio=1, overflow="fold")
        for row in rows:
            table.add_row(Text(_SIGNS[row.relation]), _stacked(found, row, explain=explain), end_section=True)
        return table
    table.add_column("", width=1)
    for plan in found.plans:
        table.add_column(Text(plan.id), ratio=4, overflow="fold")
    table.add_column("difference", ratio=4, overflow="fold")
    for row in rows:
        cells = [_cell(cell, ways) for cell, ways in zip(row.cells, _ways(row), strict=True)]
        table.add_row(Text(_SIGNS[row.relation]), *cells, _differences(row, explain=explain), end_section=True)
    return table


def _stacked(found: Comparison, row: Row, *, explain: bool) -> Text:
    text = Text()
    for plan, cell, ways in zip(found.plans, row.cells, _ways(row), strict=True):
        if not cell:
            continue
        text.append(f"{plan.id}: ", style="bold")
        text.append_text(_cell(cell, ways))
        text.append("\n")
    text.append_text(_differences(row, explain=explain))
    return text


def _ways(row: Row) -> Sequence[Sequence[Progress | None]]:
    return row.progress or [[None] * len(cell) for cell in row.cells]


def _cell(indicators: Sequence[Indicator], ways: Sequence[Progress | None]) -> Text:
    lines = Text()
    for number, (indicator, way) in enumerate(zip(indicators, ways, strict=True)):
        if number:
            lines.append("\n")
        lines.append_text(_name(indicator))
        lines.append("\n")
        lines.append_text(_targets_and_actuals(indicator))
        if way:
            lines.append(f"\n{words.to_go(way)}")
        lines.append_text(_about(indicator))
    return lines


def _differences(row: Row, *, explain: bool) -> Text:
    lines = []
    for difference in row.differences:
        line = Text(f"{difference.aspect}: ")
        plain = difference.state in ("equal", "same", NOT_COMPARABLE)
        line.append(words.of_pair(difference, row), style="" if plain else "bold")
        if explain and (how := words.arithmetic(difference)):
            line.append(f"\n  {how}")
        lines.append(line)
    if row.relation != "same":
        lines.append(Text(f"{row.relation}: {words.reasons(row)}"))
    return Text("\n").join(lines)


def _only(found: Comparison, rows: Sequence[Row], width: int) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for side, plan in enumerate(found.plans):
        own = [row.cells[side][0] for row in rows if row.relation == "only" and row.cells[side]]
        if own:
            parts += [Text(f"Only {plan.id} ({len(own)}):", style="bold"), _figures(own, width)]
    return parts


def _candidates(found: Comparison, rows: Sequence[Row]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for plan in found.plans:
        table.add_column(Text(plan.id), ratio=3, overflow="fold")
    table.add_column("why undecided", ratio=3, overflow="fold")
    for row in rows:
        table.add_row(*(_name(cell[0]) if cell else Text() for cell in row.cells), Text(say_all(row.reasons)))
    return table


def _name(indicator: Indicator) -> Text:
    text = _both(indicator.name, indicator.name_en)
    if indicator.scope:
        scope = f"{indicator.scope} {indicator.scope_en}" if indicator.scope_en else indicator.scope
        text.append(f"\n[{scope}]", style="italic")
    return text


def _both(chinese: str, english: str | None) -> Text:
    text = Text(chinese)
    if english:
        text.append(f"\n{english}", style="dim")
    return text
