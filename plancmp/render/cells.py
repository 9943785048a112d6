"""What cells of tables for people are made of."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.language import Lang
from plancmp.model import Indicator
from plancmp.render.differing import Span
from plancmp.render.drawn import Text
from plancmp.render.words import ordered

DIFFERS = "bold underline"
"""The style of characters in which names differ; where styles do not show they stand in braces."""


def both(chinese: str, english: str | None, lang: Lang, marks: Sequence[Span] = (), *, styled: bool = False) -> Text:
    """A name in both languages, the reader's first and the other below it; the *marks* are of the Chinese one."""
    if lang == "zh" or not english:
        text = marked(chinese, marks, "", styled=styled)
        return text.append(f"\n{english}", style="dim") if english else text
    return Text(english).append("\n").append(marked(chinese, marks, "dim", styled=styled))


def marked(name: str, marks: Sequence[Span], style: str, *, styled: bool) -> Text:
    """A name in a style, some of its characters marked."""
    text = Text()
    at = 0
    for start, end in marks:
        text.append(name[at:start], style)
        text.append(name[start:end] if styled else f"{{{name[start:end]}}}", DIFFERS)
        at = end
    return text.append(name[at:], style)


def name(indicator: Indicator, lang: Lang, marks: Sequence[Span] = (), *, styled: bool = False) -> Text:
    """An indicator's name in both languages, with what it is limited to."""
    text = both(indicator.name, indicator.name_en, lang, marks, styled=styled)
    if indicator.scope:
        text.append(f"\n[{' '.join(ordered(indicator.scope, indicator.scope_en, lang))}]", style="italic")
    return text
