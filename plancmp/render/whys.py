"""Why indicators stand in one row, as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.explain import Explanation
from plancmp.language import Lang, tell
from plancmp.model import Plan
from plancmp.reasons import say_all, term
from plancmp.render import words
from plancmp.render.drawn import Drawn, Group, Table, Text
from plancmp.render.voice import labels


def explanations(first: Plan, second: Plan, found: Sequence[Explanation], lang: Lang = "en", *, detailed: bool) -> Drawn:
    """Render explanations: segment by segment if *detailed*, else a line per pair."""
    if not found:
        return Text(tell("Nothing in {0} comes near it.", lang, second.id))
    if not detailed:
        return _overview(first, second, found, lang)
    parts: list[Drawn] = []
    for one in found:
        parts += [_heading(first, second, one, lang), _segments(first, second, one, lang), Text()]
    return Group(*parts)


def _why(first: Plan, second: Plan, one: Explanation, lang: Lang) -> str:
    names = labels((first, second), lang) if lang == "zh" else {}
    return say_all((words.renamed(reason, names) for reason in one.judgement.reasons), lang)


def _overview(first: Plan, second: Plan, found: Sequence[Explanation], lang: Lang) -> Table:
    table = Table(expand=True)
    table.add_column(tell("relation", lang), no_wrap=True)
    table.add_column(Text(first.id), ratio=3)
    table.add_column(Text(second.id), ratio=3)
    table.add_column(tell("why", lang), ratio=5)
    for one in found:
        why = _why(first, second, one, lang)
        table.add_row(
            Text(tell(words.RELATIONS[one.judgement.relation], lang)), Text(one.first.name), Text(one.second.name), Text(why)
        )
    return table


def _heading(first: Plan, second: Plan, one: Explanation, lang: Lang) -> Text:
    text = Text()
    text.append(tell(words.RELATIONS[one.judgement.relation], lang), style="bold")
    why = _why(first, second, one, lang)
    text.append(tell("  (names {0} of 100 alike): {1}\n", lang, f"{one.judgement.score:g}", why))
    for plan, indicator in ((first, one.first), (second, one.second)):
        scope = f"  [{indicator.scope}]" if indicator.scope else ""
        text.append(f"  {plan.id}: {indicator.name}{scope}  ({indicator.id})\n")
    return text


def _segments(first: Plan, second: Plan, one: Explanation, lang: Lang) -> Table:
    table = Table()
    for heading in (tell("facet", lang), first.id, second.id):
        table.add_column(Text(heading))
    for segment in one.segments:
        style = "" if segment.first == segment.second else "bold"
        said = (Text(term(values, lang) or "—", style=style) for values in (segment.first, segment.second))
        table.add_row(Text(term(segment.label, lang)), *said)
    if any(one.unknown):
        table.add_row(Text(tell("not in the vocabulary", lang)), *(Text(part or "—", style="bold") for part in one.unknown))
    return table
