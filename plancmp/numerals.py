"""Numbers as Chinese documents write them: 0.47, 12,000, 二十五, 两, 百分之五十五, 三分之二, 八成, 一半."""

from __future__ import annotations

import re
from fractions import Fraction

DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}

_CHINESE = "[零〇一二两三四五六七八九十百千]"
_CHINESE_NUMBER = rf"{_CHINESE}+(?:万{_CHINESE}+|亿{_CHINESE}+|点[零〇一二三四五六七八九]+)*"
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|{_CHINESE_NUMBER})"
"""Pattern of a plain number. A trailing 万 or 亿 is left to the unit, as in ``0.47万人``."""

SHARE = rf"(?:百分之百|[百千万]分之{NUMBER}|{NUMBER}分之{NUMBER}|{_CHINESE}成{_CHINESE}?|\d+(?:\.\d+)?成|一半|半数)"
"""Pattern of a part of a whole written in words."""


def number(text: str) -> Fraction:
    """Return the exact value of a plain number matched by :data:`NUMBER`.

    Raises ``ValueError`` for numerals that stand in no order (``十百``) or approximate ones (``三四``).
    """
    if text[0].isascii():
        return Fraction(text.replace(",", ""))
    whole, _, decimals = text.partition("点")
    value = Fraction(_whole(whole))
    for place, digit in enumerate(decimals, start=1):
        value += Fraction(DIGITS[digit], 10**place)
    return value


def share(text: str) -> Fraction:
    """Return a part of a whole matched by :data:`SHARE`, in percent (八成 is 80)."""
    if text in ("一半", "半数"):
        return Fraction(50)
    if text == "百分之百":
        return Fraction(100)
    if "分之" in text:
        below, _, above = text.partition("分之")
        base = {"百": 100, "千": 1000, "万": 10000}.get(below) or number(below)
        return Fraction(number(above), base) * 100
    tenths, _, rest = text.partition("成")
    return number(tenths) * 10 + (number(rest) if rest else 0)


def _whole(text: str) -> int:
    """Value of a Chinese integer: 一百二十, 两万三千, 二〇二五."""
    if len(text) > 1 and all(c in DIGITS for c in text):
        # Digit by digit (二〇二五); two or three alone (三四) mean "three or four".
        if len(text) < 4:
            raise ValueError(f"{text} is an approximate number")
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    last_power = 10**9
    for c in text:
        if c in DIGITS:
            if digit:
                raise ValueError(f"{text} is no number")
            digit = DIGITS[c]
        elif c in POWERS:
            if POWERS[c] >= last_power:
                raise ValueError(f"{text} is no number")
            last_power = POWERS[c]
            section += (1 if digit is None else digit) * POWERS[c]
            digit = None
        else:
            total = (total + section + (digit or 0)) * MYRIADS[c]
            section, digit, last_power = 0, None, 10**9
    return total + section + (digit or 0)


_ONLY = re.compile(NUMBER)


def is_number(text: str) -> bool:
    """Tell whether the whole *text* is a plain number."""
    return _ONLY.fullmatch(text) is not None
