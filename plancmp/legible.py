"""Text from data for people's eyes: what cannot be seen, or steers a terminal or a page, stands there as its code point."""

from __future__ import annotations

import re

# Control characters but tab and line feed; what turns the direction of writing; what has no width; line and paragraph
# separators; lone surrogates; tags. Variation selectors stay: they choose among forms of Chinese characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


def legible(text: str) -> str:
    r"""Return *text* with every unseen character as its escape: ``\x1b``, ``\u202e``. Tabs and line feeds stay."""
    return _UNSEEN.sub(_escaped, text)


def _escaped(m: re.Match[str]) -> str:
    number = ord(m[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
