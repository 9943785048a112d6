"""Folding: what was typed or captured differently is one text, and no sign turns into a digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.text import fold, has_split_number, squeeze

FOLDED = [
    ("１２００", "1200"),
    ("٣", "3"),  # a decimal digit of another script
    ("100％", "100%"),
    ("﹪", "%"),
    ("℅", "%"),  # "care of", a slip for the percent sign
    ("＞＝≧", ">=≥"),
    ("1：4", "1:4"),
    ("1∶4", "1:4"),  # U+2236, the ratio sign
    ("“十四五”「十四五」", '"十四五""十四五"'),
    ("〔2021〕【2021】（2021）", "(2021)(2021)(2021)"),
    ("1—2–3−4", "1-2-3-4"),
    ("5～8", "5~8"),
    ("人・月•日", "人·月·日"),
    ("20㎡", "20平方米"),
    ("3㎢", "3平方公里"),
    ("不低于", "不低于"),
]
KEPT = ["5①", "5②", "m²", "½", "5½", "㋅", "⒈"]
SQUEEZED = [
    ("不低于 55 ％", "不低于55%"),
    (" 60\u3000%\n以上\t", "60%以上"),
    ("55\u200b%\ufeff", "55%"),
    ("", ""),
    (" \u3000\n", ""),
]
SPLIT = [
    ("60 80", True),
    ("60\n80", True),
    ("5, 600", True),
    ("12 .5", True),
    ("６０ ８０", True),
    ("60% 80%", False),
    ("不低于 55 %", False),
    ("1 : 4", False),
]


@pytest.mark.parametrize(("text", "expected"), FOLDED)
def test_fold(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize("text", KEPT)
def test_fold_makes_no_new_digits(text: str) -> None:
    assert fold(text) == text


@pytest.mark.parametrize(("text", "expected"), SQUEEZED)
def test_squeeze(text: str, expected: str) -> None:
    assert squeeze(text) == expected


@pytest.mark.parametrize(("text", "split"), SPLIT)
def test_has_split_number(text: str, split: bool) -> None:
    assert has_split_number(text) is split


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert squeeze(squeeze(text)) == squeeze(text)


@given(st.text())
def test_digits_are_those_printed(text: str) -> None:
    assert sum(map(str.isdecimal, fold(text))) == sum(map(str.isdecimal, text))


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E)))
def test_full_width_ascii_is_ascii(text: str) -> None:
    assert fold("".join(chr(ord(c) + 0xFEE0) for c in text)) == fold(text)
