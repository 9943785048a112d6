"""One normal form for text that differs only in how it was typed or captured."""

from __future__ import annotations

import re
import unicodedata

# NFKC would turn these into letters; the field writes them as units.
_BEFORE_NFKC = str.maketrans({"㎡": "平方米", "℅": "%"})
_AFTER_NFKC = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": '"', "」": '"', "『": '"', "』": '"',
        "‘": "'", "’": "'", "〔": "(", "〕": ")", "【": "(", "】": ")", "[": "(", "]": ")",
        "—": "-", "–": "-", "‒": "-", "−": "-", "―": "-", "─": "-", "～": "~", "〜": "~", "∼": "~",
        "、": "、", "・": "·", "•": "·", "‧": "·", "⁄": "/", "∕": "/", "﹪": "%", "≧": "≥", "≦": "≤", "⩾": "≥", "⩽": "≤",
    }
)  # fmt: skip
_INVISIBLE = re.compile(r"[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")


def fold(text: str) -> str:
    """Return *text* in one width (NFKC), with one form of each quote, dash and bracket.

    White space stays; see :func:`squeeze`.
    """
    return unicodedata.normalize("NFKC", text.translate(_BEFORE_NFKC)).translate(_AFTER_NFKC)


def squeeze(text: str) -> str:
    """Return *text* folded and without white space or invisible characters.

    Chinese is written without spaces, so those in a captured text are layout.
    """
    return _INVISIBLE.sub("", fold(text))
