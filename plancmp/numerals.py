"""Numbers as Chinese documents write them: 0.47, 12,000, 二十五, 两, 百分之五十五, 三分之二, 2/3, 八成, 一半."""

from __future__ import annotations

from fractions import Fraction

from plancmp.errors import Unreadable
from plancmp.language import Said
from plancmp.text import Pattern

DIGITS = {**{c: i for i, c in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
POWERS = {"十": 10, "百": 100, "千": 1000}

_D = "[一二两三四五六七八九]"
_S = "[零〇一二两三四五六七八九十百千]+"
NUMBER = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
    rf"|{_S}(?:亿{_S}(?:万(?:{_S})?)?|万{_S}|点[零〇一二三四五六七八九]+)?|半(?=小时|年|天|日|个月))"
)
"""Pattern of a plain number. A trailing 万 or 亿 is left to the unit (``0.47万人``), save in 三亿五千万, which is one number."""

SHARE = (
    rf"(?:百分之?百|[百千万]分之{NUMBER}|{NUMBER}分之{NUMBER}|[1-9]/(?:[2-9]|10)(?![0-9.])"
    rf"|{_D}成[一二三四五六七八九]?|十成|[0-9]+(?:\.[0-9]+)?成|一半|半数|(?<=过)半)"
)
"""Pattern of a part of a whole: in words, or as 2/3."""

# A section below ten thousand. Only 十 goes without a digit of its own.
_SECTION = Pattern(
    rf"(?P<zero>[零〇]?)(?:(?P<千>{_D})千)?(?:[零〇]?(?P<百>{_D})百)?(?:[零〇]?(?P<十>{_D}?)十)?(?:(?P<skip>[零〇]?)(?P<one>{_D}))?"
)


def number(text: str) -> Fraction:
    """Return the exact value of a plain number matched by :data:`NUMBER`.

    Raises :class:`Unreadable` for numerals that stand in no order (``十百``), approximate ones (``三四``) and those that
    are cut short as in speech (``一万二``, which may be meant as 12,000 or 10,002).
    """
    if text[0].isascii():
        return Fraction(text.replace(",", ""))
    if text == "半":
        return Fraction(1, 2)
    whole, _, decimals = text.partition("点")
    return sum((Fraction(DIGITS[digit], 10**place) for place, digit in enumerate(decimals, start=1)), Fraction(_whole(whole)))


def share(text: str) -> Fraction:
    """Return a part of a whole matched by :data:`SHARE`, in percent (八成 is 80).

    Raises :class:`Unreadable` for what :func:`number` refuses and for parts of nothing.
    """
    if text in ("一半", "半数", "半"):
        return Fraction(50)
    if text in ("百分之百", "百分百"):
        return Fraction(100)
    if "成" in text:
        tenths, _, rest = text.partition("成")
        return number(tenths) * 10 + (number(rest) if rest else 0)
    if "/" in text:
        above, _, below = text.partition("/")
        if int(above) >= int(below):
            raise Unreadable(Said("{0} is no part of a whole", text))
    else:
        below, _, above = text.partition("分之")
    whole = Fraction({"百": 100, "千": 1000, "万": 10000}.get(below) or number(below))
    if not whole:
        raise Unreadable(Said("{0} is a part of nothing", text))
    return number(above) / whole * 100


def _whole(text: str) -> int:
    """Value of a Chinese integer: 一百二十, 两万三千, 二〇二五."""
    if len(text) > 1 and all(c in DIGITS for c in text):
        # Digit by digit (二〇二五); two or three alone (三四) mean "three or four".
        if len(text) < 4:
            raise Unreadable(Said("{0} is an approximate number", text))
        return int("".join(str(DIGITS[c]) for c in text))
    if text in POWERS:
        return POWERS[text]  # 近百家, 千余人
    upper, _, rest = text.rpartition("亿")
    middle, _, lower = rest.rpartition("万")
    value, above = 0, 0
    for part, size in ((upper, 10**8), (middle, 10**4), (lower, 1)):
        if part:
            value, above = value + _section(part, text, above and above // size) * size, size
    return value


def _section(part: str, text: str, step: int) -> int:
    """Value of a section below ten thousand that stands *step* times lower than the one before it (0: it is the first)."""
    m = _SECTION.compiled.fullmatch(part)
    if m is None or (not step and m["zero"] and part not in DIGITS):
        raise Unreadable(Said("{0} is no number", text))
    no_gap = not step or (step == 10**4 and m["千"])
    short = m["one"] and not m["skip"] and m["十"] is None and (m["百"] or m["千"])
    if short or not (no_gap or m["zero"]):
        raise Unreadable(Said("{0} is cut short; write it in digits", text))
    return sum(POWERS[c] * DIGITS[m[c] or "一"] for c in POWERS if m[c] is not None) + DIGITS[m["one"] or "零"]


def plain(value: Fraction) -> str:
    """Write an exact number as people do: 0.47, 4372; thirds rounded to four places and marked by ``≈``."""
    if value.denominator == 1:
        return str(value.numerator)
    decimals = next((n for n in range(1, 13) if (value * 10**n).denominator == 1), None)
    if decimals is None:
        return f"≈{plain(round(value, 4))}"
    scaled = abs(value * 10**decimals).numerator
    whole, rest = divmod(scaled, 10**decimals)
    return f"{'-' if value < 0 else ''}{whole}.{rest:0{decimals}}"
