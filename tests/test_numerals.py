"""Numbers and shares as Chinese writes them."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.errors import Unreadable
from plancmp.numerals import NUMBER, SHARE, number, share

NUMBERS = [
    ("0", "0"), ("55", "55"), ("0.47", "0.47"), ("12,000", "12000"), ("1,234,567.8", "1234567.8"),
    ("零", "0"), ("〇", "0"), ("一", "1"), ("两", "2"), ("十", "10"), ("十五", "15"), ("二十", "20"), ("二十五", "25"),
    ("百", "100"), ("千", "1000"), ("一百", "100"), ("一百零五", "105"), ("二百〇五", "205"), ("一百一十", "110"), ("一百二十", "120"),
    ("一百二十三", "123"), ("一千零五", "1005"), ("一千零五十", "1050"), ("两千三百", "2300"), ("九千九百九十九", "9999"),
    ("一万零二", "10002"), ("一万两千", "12000"), ("二十五万三千", "253000"), ("三亿五千万", "350000000"),
    ("三亿五千万三千", "350003000"), ("三亿零五百", "300000500"), ("三亿零五百万", "305000000"), ("二〇二五", "2025"), ("二零二五", "2025"),
    ("零点五", "0.5"), ("三点一四", "3.14"), ("十二点五", "12.5"), ("半", "0.5"),
]  # fmt: skip
NO_NUMBERS = [
    "三四", "两三", "七八", "十五六", "二三十", "二〇", "十百", "百千", "百十", "十十", "零五十", "一万二", "三百五", "两千三",
    "三亿五千", "一亿二百万", "一万五百",
]  # fmt: skip
SHARES = [
    ("百分之五十五", "55"), ("百分之百", "100"), ("百分百", "100"), ("百分之0.5", "0.5"), ("百分之零点五", "0.5"), ("百分之一百二十", "120"),
    ("千分之三", "0.3"), ("万分之一", "0.01"), ("三分之二", "200/3"), ("四分之三", "75"), ("100分之5", "5"), ("2/3", "200/3"), ("9/10", "90"),
    ("八成", "80"), ("九成五", "95"), ("十成", "100"), ("8.5成", "85"), ("一半", "50"), ("半数", "50"),
]  # fmt: skip
NO_SHARES = ["零分之一", "0分之1", "3/2", "5/5", "百分之三四", "三四分之一"]


def matches(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text) is not None


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_number(text: str, value: str) -> None:
    assert matches(NUMBER, text) or text == "半"  # which is a number only before 年, 小时 …
    assert number(text) == Fraction(value)


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_approximate_disordered_and_shortened_numbers_are_refused(text: str) -> None:
    assert matches(NUMBER, text)
    with pytest.raises(Unreadable, match=text):
        number(text)


@pytest.mark.parametrize(("text", "percent"), SHARES)
def test_share(text: str, percent: str) -> None:
    assert matches(SHARE, text)
    assert share(text) == Fraction(percent)


@pytest.mark.parametrize("text", NO_SHARES)
def test_no_share(text: str) -> None:
    with pytest.raises(Unreadable):
        share(text)


@given(st.integers(0, 10**9), st.integers(0, 999))
def test_decimals_are_exact(whole: int, thousandths: int) -> None:
    assert number(f"{whole}.{thousandths:03}") == whole + Fraction(thousandths, 1000)
    assert number(f"{whole:,}.{thousandths:03}") == whole + Fraction(thousandths, 1000)


@given(st.text("零〇一二两三四五六七八九十百千万亿点半", min_size=1, max_size=12))
def test_numerals_in_any_order_are_read_or_refused(text: str) -> None:
    for m in re.finditer(f"({SHARE})|({NUMBER})", text):
        try:
            value = share(m[1]) if m[1] else number(m[2])
        except Unreadable:
            continue
        assert value >= 0
