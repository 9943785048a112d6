"""The two languages that plancmp speaks: every English sentence has its Chinese counterpart, or a test fails."""

from __future__ import annotations

from typing import Literal

from plancmp.chinese import CHINESE

Lang = Literal["en", "zh"]


def tell(english: str, lang: Lang, *facts: object) -> str:
    """Tell a sentence in a language, its gaps ``{0}``, ``{1}`` … filled with *facts*, which are text in any language.

    Raises :class:`KeyError` for a sentence without a Chinese counterpart: nothing falls back silently.
    """
    sentence = CHINESE[english] if lang == "zh" else english
    return sentence.format(*facts) if facts else sentence
