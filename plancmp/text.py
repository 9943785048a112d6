"""One normal form for text that differs only in how it was typed or captured."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache


class Pattern:
    """A regular expression, compiled when it is first needed: no run needs all of them, and few take no time."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, ready for use."""
        return re.compile(self.text)


_FORMS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "『": '"', "』": '"',
        "‘": "'", "’": "'", "〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")",
        "—": "-", "–": "-", "‒": "-", "−": "-", "―": "-", "─": "-", "～": "~", "〜": "~", "∼": "~",
        "・": "·", "•": "·", "‧": "·", "⁄": "/", "∕": "/", "∶": ":", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤",
    }
)  # fmt: skip
# NFKC would turn these into letters; the field writes them as units.
_UNITS = {"㎡": "平方米", "㎢": "平方公里", "℅": "%"}
_INVISIBLE = Pattern(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_SPLIT_NUMBER = Pattern(r"[0-9](?:\s+[.,]?\s*|[.,]\s+)[0-9]")


def fold(text: str) -> str:
    """Return *text* in one width (NFKC), with one form of each quote, dash, bracket and colon.

    Signs that NFKC would make digits of stay as they are, lest 5① or 5² be taken for 51 or 52. White space stays too;
    see :func:`squeeze`.
    """
    return unicodedata.normalize("NFC", text.translate(_FOLDED))


@lru_cache(maxsize=16384)  # the same names and phrases are asked for again and again
def squeeze(text: str) -> str:
    """Return *text* folded and without white space or invisible characters.

    Chinese is written without spaces, so those in a captured text are layout.
    """
    return unicodedata.normalize("NFC", _INVISIBLE.compiled.sub("", fold(text)))


def has_split_number(text: str) -> bool:
    """Tell whether white space stands inside a number: ``60 80`` may be one number or two."""
    return _SPLIT_NUMBER.compiled.search(fold(text)) is not None


def _fold_character(c: str) -> str:
    if c.isdecimal():
        return str(unicodedata.decimal(c))
    plain = _UNITS.get(c) or unicodedata.normalize("NFKC", c)
    return c if any(map(str.isdecimal, plain)) else plain


class _Folded(dict[int, str]):
    """The folded form of each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code)).translate(_FORMS)
        return folded


_FOLDED = _Folded()
