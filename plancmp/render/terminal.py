"""Tables for people, as rich renderables. Text from data is never markup; cells fold and are never cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plancmp.differences import NOT_COMPARABLE
from plancmp.language import Lang, sentence, tell
from plancmp.model import Domain, Indicator, Plan
from plancmp.reasons import say_all
from plancmp.render import cells, words
from plancmp.render.console import Screen
from plancmp.render.differing import Span, differing
from plancmp.render.drawn import Drawn, Group, Table, Text
from plancmp.render.voice import labels
from plancmp.shortly import dated, reached_at

if TYPE_CHECKING:
    from plancmp.comparison import Comparison, Row
    from plancmp.group import Conflict
    from plancmp.progress import Progress

NARROW = 90
"""Columns below which an indicator's figures share a column."""
NARROW_PER_PLAN = 30
"""Columns per plan, and for the differences, below which a row's cells stand one below the other."""

_SIGNS = {"same": "=", "close": "≈", "broader": ">", "narrower": "<", "candidate": "?", "only": " "}
_LEGEND = sentence("= same   ≈ close   < the first is narrower   > the first is broader   ? candidate, for a person to decide")
_SEVERAL = sentence("Where more than two plans share a row, differences are told from the first; --against PLAN chooses another.")
_KINDS = {
    kind: kind
    for kind in (sentence("five-year-plan"), sentence("annual-work-plan"), sentence("midterm-evaluation"), sentence("special-plan"))
}
_LEVELS = {level: level for level in (sentence("national"), sentence("province"), sentence("prefecture"), sentence("county"))}


def plans(found: Sequence[Plan], lang: Lang = "en") -> Drawn:
    """Render a list of plans."""
    table = Table()
    table.add_column(tell("id", lang), no_wrap=True)
    table.add_column(tell("region", lang))
    table.add_column(tell("period", lang), no_wrap=True)
    table.add_column(tell("indicators", lang), justify="right", no_wrap=True)
    table.add_column(tell("title", lang))
    for plan in found:
        region = cells.both(plan.region.name, plan.region.name_en, lang)
        title = cells.both(plan.title, plan.title_en, lang)
        sort = tell("{0}, {1}", lang, tell(_KINDS[plan.kind], lang), tell(_LEVELS[plan.region.level], lang))
        title.append(f"\n{sort}", style="dim")
        table.add_row(Text(plan.id), region, Text(str(plan.period)), Text(str(len(plan.indicators))), title)
    return table


def plan(found: Plan, domains: Mapping[str, Domain], domain: str | None, width: int, lang: Lang = "en") -> Drawn:
    """Render one plan for a terminal of *width* columns: a table per domain."""
    parts: list[Drawn] = [_heading(found, lang)]
    for slug, about in domains.items():
        indicators = found.within(slug) if domain in (None, slug) else ()
        if indicators:
            parts += [Text(), _domain(about, len(indicators), lang), _figures(indicators, width, lang)]
    if len(parts) == 1:
        parts += [Text(), Text(tell("{0} has nothing on {1}", lang, found.id, domain))]
    return Group(*parts)


def comparison(
    found: Comparison, domains: Mapping[str, Domain], screen: Screen, lang: Lang = "en", *, explain: bool = False
) -> Drawn:
    """Render a comparison for a screen: a table per domain, what only one plan has below it.

    With *explain*, the arithmetic of every delta.
    """
    parts: list[Drawn] = [_heading(one, lang) for one in found.plans]
    parts += [Text(line, style="dim") for line in _legend(found, screen, lang)]
    for slug, about in domains.items():
        rows = [row for row in found.rows if row.domain == slug]
        if not rows:
            continue
        parts += [Text(), _domain(about, None, lang)]
        shared = [row for row in rows if row.relation not in ("only", "candidate")]
        if shared:
            parts.append(_side_by_side(found, shared, screen, lang, explain=explain))
        parts += _only(found, rows, screen.width, lang)
        maybe = [row for row in rows if row.relation == "candidate"]
        if maybe:
            parts += [
                Text(tell("Candidates, for a person to decide:", lang), style="bold"),
                _candidates(found, maybe, screen, lang),
            ]
    if found.conflicts:
        parts += [Text(), Text(tell("Matches that not all plans agree on:", lang), style="bold")]
        parts += [_conflict(conflict, lang) for conflict in found.conflicts]
    if not found.rows:
        parts += [Text(), Text(tell("No plan has anything that answers this.", lang))]
    return Group(*parts)


def _conflict(conflict: Conflict, lang: Lang) -> Text:
    a, b = (":".join(member) for member in conflict.matched)
    c, d = (":".join(member) for member in conflict.because)
    return Text(tell("{0} matches {1}, but {2} and {3}, which would come into the row, do not match", lang, a, b, c, d))


def _heading(plan: Plan, lang: Lang) -> Text:
    text = Text()
    text.append(plan.id, style="bold")
    first, *second = words.ordered(plan.title, plan.title_en, lang)
    text.append(f"  {first}")
    for other in second:
        text.append(f"  {other}", style="dim")
    text.append(f"  {plan.period}")
    return text


def _domain(domain: Domain, count: int | None, lang: Lang) -> Text:
    text = Text("  ".join(words.ordered(domain.name, domain.name_en, lang)), style="bold")
    if count is not None:
        text.append(f"  ({count})", style="not bold")
    return text


def _figures(indicators: Sequence[Indicator], width: int, lang: Lang) -> Table:
    table = Table(expand=True)
    table.add_column(tell("indicator", lang), ratio=5)
    if width < NARROW:
        table.add_column(tell("figures", lang), ratio=4)
        for indicator in indicators:
            name = cells.name(indicator, lang)
            name.append(_about(indicator))
            table.add_row(name, _targets_and_actuals(indicator, lang))
        return table
    table.add_column(tell("target", lang), ratio=4)
    table.add_column(tell("actual", lang), ratio=3)
    table.add_column(tell("nature", lang), min_width=6)
    table.add_column(tell("at", lang), ratio=2)
    for indicator in indicators:
        table.add_row(
            cells.name(indicator, lang),
            Text("\n".join(dated(t, lang) for t in indicator.targets)),
            Text("\n".join(reached_at(a, lang) for a in indicator.actuals)),
            Text(indicator.nature or ""),
            Text(words.places(indicator), style="dim"),
        )
    return table


def _targets_and_actuals(indicator: Indicator, lang: Lang) -> Text:
    lines = Text("\n").join([Text(dated(t, lang), style="bold") for t in indicator.targets])
    for actual in indicator.actuals:
        lines.append(f"{chr(10) if lines else ''}{tell('reached: {0}', lang, reached_at(actual, lang))}")
    return lines


def _about(indicator: Indicator) -> Text:
    about = "  ".join(filter(None, (indicator.nature, words.places(indicator))))
    return Text(f"\n{about}", style="dim") if about else Text()


def _side_by_side(found: Comparison, rows: Sequence[Row], screen: Screen, lang: Lang, *, explain: bool) -> Table:
    if screen.width < NARROW_PER_PLAN * (len(found.plans) + 1):
        return _stacked(found, rows, screen, lang, explain=explain)
    table = Table(expand=True)
    table.add_column("", width=1)
    for plan in found.plans:
        table.add_column(Text(_label(found, plan, lang)), ratio=4)
    table.add_column(tell("difference", lang), ratio=4)
    for row in rows:
        table.add_row(
            Text(_SIGNS[row.relation]), *_cells(row, screen, lang), _differences(row, _names(found, lang), lang, explain=explain)
        )
        table.add_section()
    return table


def _stacked(found: Comparison, rows: Sequence[Row], screen: Screen, lang: Lang, *, explain: bool) -> Table:
    """The plans of a row one below the other."""
    table = Table(expand=True, show_header=False)
    table.add_column(width=1)
    table.add_column(no_wrap=True, style="bold")
    table.add_column(ratio=1)
    names = _names(found, lang)
    for row in rows:
        sign = _SIGNS[row.relation]
        for plan, cell in zip(found.plans, _cells(row, screen, lang), strict=True):
            if cell:
                table.add_row(Text(sign), Text(names.get(plan.id, plan.id)), cell)
                sign = ""
        table.add_row(
            Text(), Text(tell("difference", lang), style="not bold"), _differences(row, _names(found, lang), lang, explain=explain)
        )
        table.add_section()
    return table


def _legend(found: Comparison, screen: Screen, lang: Lang) -> Iterator[str]:
    yield tell(_LEGEND, lang)
    if any(map(any, (_marks(row) for row in found.rows))):
        yield (
            tell("underlined: characters in which the names differ", lang)
            if screen.styled
            else tell("{ }: characters in which the names differ", lang)
        )
    if len(found.plans) > 2 and len({d.between[0] for row in found.rows for d in row.differences}) > 1:
        yield tell(
            "Where more than two plans share a row, differences are told from the first; --against PLAN chooses another.", lang
        )


def _names(found: Comparison, lang: Lang) -> Mapping[str, str]:
    """What reasons call the plans: in Chinese their regions; in English the ids that are typed, for which nothing is needed."""
    return labels(found.plans, lang) if lang == "zh" else {}


def _label(found: Comparison, plan: Plan, lang: Lang) -> str:
    """What a plan is called above its column: its id, in Chinese behind its region."""
    name = _names(found, lang).get(plan.id)
    return tell("{0} ({1})", lang, name, plan.id) if name else plan.id


def _marks(row: Row) -> list[list[Span]]:
    """Where the names of a row's first indicators differ, plan by plan; nothing is marked in what is no match."""
    if row.relation in ("only", "candidate"):
        return [[] for _ in row.cells]
    found = iter(differing([cell[0].name for cell in row.cells if cell]))
    return [next(found) if cell else [] for cell in row.cells]


def _cells(row: Row, screen: Screen, lang: Lang) -> list[Text]:
    ways = row.progress
    marks = _marks(row)
    return [_cell(cell, way, mark, screen, lang) for cell, way, mark in zip(row.cells, ways, marks, strict=True)]


def _cell(
    indicators: Sequence[Indicator], ways: Sequence[Progress | None], marks: Sequence[Span], screen: Screen, lang: Lang
) -> Text:
    lines = Text()
    for number, (indicator, way) in enumerate(zip(indicators, ways, strict=True)):
        if number:
            lines.append("\n")
        lines.append(cells.name(indicator, lang, () if number else marks, styled=screen.styled))
        lines.append("\n")
        lines.append(_targets_and_actuals(indicator, lang))
        if way:
            lines.append(f"\n{words.to_go(way, lang)}")
        lines.append(_about(indicator))
    return lines


def _differences(row: Row, names: Mapping[str, str], lang: Lang, *, explain: bool) -> Text:
    """What differs and why the row is one; of more than two plans, seen from the first of them that has something to say."""
    lines = []
    first = row.differences[0].between[0] if row.differences else row.pairs[0].between[0]
    told = [d for d in row.differences if d.between[0] == first]
    groups = dict.fromkeys((d.between, d.indicators) for d in told)
    for between, ids in groups:
        if len(groups) > 1:
            lines.append(Text(_whom(row, between, ids, [two for one, two in groups if one == between], names), style="italic"))
        for difference in told:
            if (difference.between, difference.indicators) != (between, ids):
                continue
            line = Text(tell("{0}: ", lang, tell(words.ASPECTS[difference.aspect], lang)))
            plain = difference.state in ("equal", "same", NOT_COMPARABLE)
            reason = difference.reason and words.renamed(difference.reason, names)
            line.append(words.difference(replace(difference, reason=reason), lang), style="" if plain else "bold")
            if explain and (how := words.arithmetic(difference, lang)):
                line.append(f"\n  {how}")
            lines.append(line)
    for pair in row.pairs:
        if pair.relation != "same":
            whom = f"{' - '.join(names.get(id, id) for id in pair.between)} " if len(row.pairs) > 1 else ""
            relation = tell(words.RELATIONS[pair.relation], lang)
            why = say_all((words.renamed(reason, names) for reason in pair.reasons), lang)
            lines.append(Text(whom + tell("{0}: {1}", lang, relation, why)))
    return Text("\n").join(lines)


def _whom(
    row: Row, between: tuple[str, str], ids: tuple[str, str], beside: Sequence[tuple[str, str]], names: Mapping[str, str]
) -> str:
    """Which two plans are held against each other; where others stand *beside* in the row, which of their indicators."""
    if len(beside) == 1:
        return " - ".join(names.get(id, id) for id in between)
    called = {indicator.id: indicator.name for cell in row.cells for indicator in cell}
    return " - ".join(called[id] for id, side in zip(ids, zip(*beside, strict=True), strict=True) if len(set(side)) > 1)


def _only(found: Comparison, rows: Sequence[Row], width: int, lang: Lang) -> list[Drawn]:
    parts: list[Drawn] = []
    for side, plan in enumerate(found.plans):
        own = [row.cells[side][0] for row in rows if row.relation == "only" and row.cells[side]]
        if own:
            parts += [
                Text(tell("Only {0} ({1}):", lang, _label(found, plan, lang), len(own)), style="bold"),
                _figures(own, width, lang),
            ]
    return parts


def _candidates(found: Comparison, rows: Sequence[Row], screen: Screen, lang: Lang) -> Table:
    narrow = screen.width < NARROW
    table = Table(expand=True, show_header=not narrow)
    table.add_column(tell("indicator", lang), ratio=3)
    if not narrow:
        table.add_column(tell("indicator of another plan", lang), ratio=3)
        table.add_column(tell("why undecided", lang), ratio=3)
    for row in rows:
        sides = [
            Text(f"{plan.id}: ", style="bold").append(cells.name(cell[0], lang))
            for plan, cell in zip(found.plans, row.cells, strict=True)
            if cell
        ]
        why = Text(say_all((words.renamed(reason, _names(found, lang)) for reason in row.reasons), lang))
        if narrow:
            table.add_row(Text("\n").join([*sides, why]))
            table.add_section()
        else:
            table.add_row(*sides, why)
    return table
