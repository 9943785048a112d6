"""What a date phrase says: an interval that keeps the precision it was printed with."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from plancmp.errors import Unreadable
from plancmp.numerals import DIGITS, is_number, number
from plancmp.text import squeeze


@dataclass(frozen=True, slots=True)
class Period:
    """The years a plan covers, both included."""

    start: int
    end: int

    def __str__(self) -> str:
        return str(self.start) if self.start == self.end else f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date phrase, read."""

    stated: str
    """The phrase as printed."""
    kind: str
    """``by`` (done by then), ``from`` (holds from then on), ``during`` (some time in it), ``every`` (each year)."""
    precision: str
    """``year``, ``year-end``, ``half``, ``quarter``, ``month``, ``day``; ``year`` for ``every`` without a year."""
    start: date | None
    """First day meant; None for ``every``."""
    end: date | None
    """Last day meant: a target *by* 2025 is due on 2025-12-31; None for ``every``."""

    @property
    def iso(self) -> str:
        """The contract's short form: ``2025``, ``2025-12``, ``2025-12-31`` or ``annual``."""
        if self.kind == "every" or self.end is None or self.start is None:
            return "annual"
        point = self.start if self.kind == "from" else self.end
        if self.precision == "year":
            return str(point.year)
        if self.precision in ("day", "year-end"):
            return point.isoformat()
        return f"{point.year}-{point.month:02}"

    @property
    def months(self) -> int | None:
        """Months from year 0 to the end of the month it falls in: what deadlines are ordered and subtracted by."""
        if self.end is None or self.start is None:
            return None
        point = self.start if self.kind == "from" else self.end
        return point.year * 12 + point.month


FIVE_YEAR_PLANS = {
    name: Period(1981 + 5 * (n - 6), 1985 + 5 * (n - 6))
    for n, name in enumerate(("六五", "七五", "八五", "九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五", "十六五"), start=6)
}  # fmt: skip
"""The periods of China's five-year plans: 十四五 is 2021 to 2025."""

YEARS = range(1949, 2101)
"""Years that a civil-affairs plan can speak of."""

_WORDS = "到|至|截至|截止|截止到|于|在|力争|争取|预计|计划|即"
_YEAR = r"(?P<year>(?:19|20)\d\d|[二一][〇零0九\d一二三四五六七八]{3})"
_TAIL = r"(?:之前|以前|前|止|为止|内|中|间|时)?"
_PLAN = r'["\']?(?P<plan>十?[一二三四五六七八九]?五)["\']?'
_DATED = re.compile(
    rf"(?:{_WORDS})*(?:{_YEAR}年?(?:度)?)"
    rf"(?:(?P<end>年?底|年?末|年?终)|(?P<half>[上下]半年)|(?:第?(?P<quarter>[一二三四1-4])季度)|"
    rf"(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:份)?(?:(?P<day>\d{{1,2}}|[一二三十四五六七八九]{{1,3}})[日号]|(?P<month_end>底|末|初|中旬|上旬|下旬)?))?{_TAIL}"
)
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?")
_FROM = re.compile(
    rf"(?:从|自)?{_YEAR}年?(?:(?P<month>\d{{1,2}})月)?(?:起|开始|以来|之后|以后|后)|(?:从|自){_YEAR.replace('year', 'year2')}年?"
)
_SPAN = re.compile(r"(?P<first>(?:19|20)\d\d)年?[-~至到]+(?P<last>(?:19|20)?\d\d)年?(?:间|期间)?")
_FIVE = re.compile(rf"(?:{_WORDS})*{_PLAN}(?P<what>规划)?(?P<part>期?末期?|末年|期间|时期|期|以来|期内|中期|初期|内)?(?:{_TAIL})")
_OF_PLAN = re.compile(rf"(?:{_WORDS})*(?:本?规划)?(?:期末|规划期末|规划期内|规划期|规划期间|期内)(?:{_TAIL})")
_EVERY = re.compile(r"(?:每年|逐年|每年度|年年|常年|每一年|每年均|各年|年均|年度)")
_THIS = re.compile(
    r"(?:截至|截止|到|至)?(?:今年|全年|年内|本年|本年度|当年|年底|年末|年底前|今年底|今年年底|今年底前|本年内|今年内|年终|年底之前)(?:末|底|前|来|以来)?"
)
_YEARS_BACK = re.compile(r"(?:近|过去|最近)?(?P<n>[\d一二两三四五六七八九十]+)年(?P<half>半)?(?:来|多来|以来|间)")


# Party congresses that such documents count from, by the month they opened.
_CONGRESSES = {"十八": date(2012, 11, 1), "十九": date(2017, 10, 1), "二十": date(2022, 10, 1)}
_SINCE_CONGRESS = re.compile(r"(?:自)?党的(?P<congress>十八|十九|二十)大(?:召开)?(?:以来|后|之后|以后)")


def read(phrase: str, period: Period, current: date | None = None) -> Deadline:
    """Read a date phrase as printed, within a plan of the given *period*.

    *current* is the day from which words like 今年 and 两年来 count: an evaluation's reporting date. Without it an annual
    plan's own year is meant. Raises :class:`Unreadable` with what was not understood.
    """
    text = squeeze(phrase)
    for pattern, reader in _READERS:
        if m := pattern.fullmatch(text):
            return reader(phrase, m, period, current)
    raise Unreadable(f"{phrase!r} is no date that a deadline can have (examples: 2025, 2025年底, 2022年6月前, “十四五”末, 每年)")


def _dated(phrase: str, m: re.Match[str], _period: Period, _current: date | None) -> Deadline:
    groups = m.groupdict()
    year = _year(m["year"])
    if groups.get("end"):
        return Deadline(phrase, "by", "year-end", date(year, 1, 1), date(year, 12, 31))
    if half := groups.get("half"):
        first = 1 if half[0] == "上" else 7
        return Deadline(phrase, "by", "half", date(year, first, 1), _month_end(year, first + 5))
    if quarter := groups.get("quarter"):
        last = int(number(quarter)) * 3
        return Deadline(phrase, "by", "quarter", date(year, last - 2, 1), _month_end(year, last))
    if not m["month"]:
        return Deadline(phrase, "by", "year", date(year, 1, 1), date(year, 12, 31))
    month = int(number(m["month"]))
    if not 1 <= month <= 12:
        raise Unreadable(f"{phrase!r} has no month {month}")
    if not m["day"]:
        return Deadline(phrase, "by", "month", date(year, month, 1), _month_end(year, month))
    day = int(number(m["day"]))
    if not 1 <= day <= _month_end(year, month).day:
        raise Unreadable(f"{phrase!r} has no day {day}")
    return Deadline(phrase, "by", "day", date(year, month, day), date(year, month, day))


def _from(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    year = _year(m["year"] or m["year2"])
    month = int(m["month"] or 1)
    if not 1 <= month <= 12:
        raise Unreadable(f"{phrase!r} has no month {month}")
    end = current or date(max(year, period.end), 12, 31)
    return Deadline(phrase, "from", "month" if m["month"] else "year", date(year, month, 1), end)


def _span(phrase: str, m: re.Match[str], _period: Period, _current: date | None) -> Deadline:
    first = _year(m["first"])
    last = _year(m["last"] if len(m["last"]) == 4 else m["first"][:2] + m["last"])
    if last < first:
        raise Unreadable(f"{phrase!r} ends before it begins")
    return Deadline(phrase, "during", "year", date(first, 1, 1), date(last, 12, 31))


def _five(phrase: str, m: re.Match[str], _period: Period, _current: date | None) -> Deadline:
    plan = FIVE_YEAR_PLANS.get(m["plan"])
    if plan is None:
        raise Unreadable(f"{phrase!r} names no five-year plan")
    part = m["part"] or ""
    if "末" in part:
        return Deadline(phrase, "by", "year-end", date(plan.end, 1, 1), date(plan.end, 12, 31))
    if "中期" in part or "初期" in part:
        raise Unreadable(f"{phrase!r} names no year")
    return Deadline(phrase, "during", "year", date(plan.start, 1, 1), date(plan.end, 12, 31))


def _of_plan(phrase: str, m: re.Match[str], period: Period, _current: date | None) -> Deadline:
    if "末" in m[0]:
        return Deadline(phrase, "by", "year-end", date(period.end, 1, 1), date(period.end, 12, 31))
    return Deadline(phrase, "during", "year", date(period.start, 1, 1), date(period.end, 12, 31))


def _every(phrase: str, _m: re.Match[str], _period: Period, _current: date | None) -> Deadline:
    return Deadline(phrase, "every", "year", None, None)


def _this(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    if current is None and period.start != period.end:
        raise Unreadable(f"{phrase!r} needs a year; only a plan of one year, or one with `as_of`, gives it")
    year = current.year if current else period.start
    last = current if current and m[0].endswith("来") else date(year, 12, 31)
    if m[0].startswith(("截至", "截止")) and current:
        return Deadline(phrase, "by", "month", date(year, 1, 1), current)
    end = "year-end" if "底" in m[0] or "末" in m[0] or "终" in m[0] else "year"
    return Deadline(phrase, "by" if end == "year-end" else "during", end, date(year, 1, 1), last)


def _years_back(phrase: str, m: re.Match[str], _period: Period, current: date | None) -> Deadline:
    if current is None:
        raise Unreadable(f"{phrase!r} needs the day it counts back from (`as_of` of the plan)")
    if not is_number(m["n"]):
        raise Unreadable(f"{phrase!r} counts no years")
    back = int(number(m["n"])) * 12 + (6 if m["half"] else 0)
    months = current.year * 12 + current.month - 1 - back
    return Deadline(phrase, "during", "month", date(months // 12, months % 12 + 1, 1), current)


def _since_congress(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    start = _CONGRESSES[m["congress"]]
    return Deadline(phrase, "from", "month", start, current or date(max(start.year, period.end), 12, 31))


_READERS = (
    (_SINCE_CONGRESS, _since_congress),
    (_EVERY, _every),
    (_THIS, _this),
    (_ISO, _dated),
    (_FROM, _from),
    (_SPAN, _span),
    (_DATED, _dated),
    (_FIVE, _five),
    (_OF_PLAN, _of_plan),
    (_YEARS_BACK, _years_back),
)


def _year(text: str) -> int:
    value = int("".join(str(DIGITS.get(c, c)) for c in text))
    if value not in YEARS:
        raise Unreadable(f"the year {value} is outside {YEARS[0]} to {YEARS[-1]}")
    return value


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
