"""What cells of tables for people are made of."""

from __future__ import annotations

from plancmp.language import Lang
from plancmp.model import Indicator
from plancmp.render.texts import Text
from plancmp.render.words import ordered


def both(chinese: str, english: str | None, lang: Lang) -> Text:
    """A name in both languages, the reader's first and the other below it."""
    first, *second = ordered(chinese, english, lang)
    text = Text(first)
    for other in second:
        text.append(f"\n{other}", style="dim")
    return text


def name(indicator: Indicator, lang: Lang) -> Text:
    """An indicator's name in both languages, with what it is limited to."""
    text = both(indicator.name, indicator.name_en, lang)
    if indicator.scope:
        text.append(f"\n[{' '.join(ordered(indicator.scope, indicator.scope_en, lang))}]", style="italic")
    return text
