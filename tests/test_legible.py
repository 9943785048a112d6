"""What cannot be seen is shown as its code point, and nothing else is touched."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.legible import legible
from plancmp.render.drawn import Text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("养老 ≥55%　“十四五” 👨\ufe0f", "养老 ≥55%　“十四五” 👨\ufe0f"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x9b31m\r", "\\x9b31m\\x0d"),
        ("\u202e反\u202c\u200b\ufeff", "\\u202e反\\u202c\\u200b\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_legible(text: str, shown: str) -> None:
    assert legible(text) == shown
    assert Text(text).append(text).plain == shown * 2


def test_every_control_and_format_character_is_shown() -> None:
    visible = {"\t", "\n"} | set(map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD)))
    visible |= set(map(chr, range(0x13430, 0x13440)))  # joiners of hieroglyphs
    unseen = [c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert [hex(ord(c)) for c in unseen if legible(c) == c and c not in visible] == []


@given(st.text())
def test_it_changes_nothing_twice(text: str) -> None:
    assert legible(legible(text)) == legible(text)


def test_texts_join_as_texts() -> None:
    joined = Text("; ").join([Text("a"), Text("\x1bb", style="bold")])
    assert joined.plain == "a; \\x1bb"
    assert joined.pieces[-1] == ("\\x1bb", "bold")
