"""What a date phrase says: an interval that keeps the precision it was printed with."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from plancmp.errors import Unreadable
from plancmp.language import Said
from plancmp.model import Deadline, Period
from plancmp.numerals import DIGITS, number
from plancmp.text import has_split_number, squeeze

_PLAN_NAMES = ("六五", "七五", "八五", "九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五", "十六五")
FIVE_YEAR_PLANS = {name: Period(1981 + 5 * n, 1985 + 5 * n) for n, name in enumerate(_PLAN_NAMES)}
"""The periods of China's five-year plans: 十四五 is 2021 to 2025."""

YEARS = range(1949, 2101)
"""Years that a civil-affairs plan can speak of."""

_LEAD = "(?:截至|截止|到|至|于|在|力争|争取|确保|预计|计划|即)*"
_YEAR_AD = "(?:19|20|21)[0-9]{2}"
_CN = "[一二三四五六七八九十]"
_YEAR = rf"(?P<year>{_YEAR_AD}|[一二][〇零0-9一二三四五六七八九]{{3}})"
_ANY_YEAR = rf"(?:{_YEAR}年?度?|(?P<word>[今本当去上明]年)度?)"
_MONTH = rf"(?P<month>[0-9]{{1,2}}|{_CN}{{1,2}})月"
_DAY = rf"(?P<day>[0-9]{{1,2}}|{_CN}{{1,3}})[日号]"
_TAIL = "(?:之前|以前|前|止|为止|内|间|时)?"
_PLAN = r'"?(?P<plan>十?[一二三四五六七八九]?五)"?(?:规划)?'
_DATED = re.compile(
    rf"(?=.*[0-9〇零年月季]){_LEAD}{_ANY_YEAR}?"
    rf"(?:(?P<end>年?[底末终])|(?P<half>[上下]半年)|第?(?P<quarter>[一二三四1-4])季度[底末]?|{_MONTH}份?(?:{_DAY}|[底末初中]|[上中下]旬)?)?{_TAIL}"
)
_ISO = re.compile(rf"(?P<year>{_YEAR_AD})[-./](?P<month>[0-9]{{1,2}})(?:[-./](?P<day>[0-9]{{1,2}}))?")
_FROM = re.compile(rf"(?=[从自]|.*(?:起|开始|以来|至今)$)[从自]?{_ANY_YEAR}(?:{_MONTH}份?(?:{_DAY})?)?(?:起|开始|以来|至今)?")
_SPAN = re.compile(rf"[从自]?(?P<first>{_YEAR_AD})年?[-~至到]+(?P<last>{_YEAR_AD}|[0-9]{{2}}(?=年))年?度?(?:间|期间)?")
_MONTHS = re.compile(
    rf"[从自]?(?:{_YEAR}年|(?P<word>[今本当去上明]年))?(?P<first>[0-9]{{1,2}})月?[-~至到]+"
    rf"(?:(?P<to>{_YEAR_AD})年)?(?P<last>[0-9]{{1,2}})月(?:份|底|末|间|期间)?"
)
_FIVE = re.compile(rf"{_LEAD}{_PLAN}(?P<part>(?:时期|期)?末[期年]?|(?:时期|期间)?以来|期间|时期|期内|期|内)?{_TAIL}")
_OF_PLAN = re.compile(rf"{_LEAD}本?(?:规划)?(?:期末|期内|期间)|{_LEAD}本?规划期")
_EVERY = re.compile(r"每一?年度?均?|每年年?[底末](?:之?前)?|逐年|年年|常年|各年|年均|年度")
_THIS = re.compile(r"(?P<lead>截至|截止|到|至|在)?(?:[今本当]年度?|全年|年内)(?P<tail>内|以来|来)?")
_YEARS_BACK = re.compile(
    r"(?=近|过去|最近|.*[来间]$)(?:近|过去|最近)?(?P<n>[0-9]{1,2}|[两一二三四五六七八九十]{1,3})年(?P<half>半)?(?:以?来|间)?"
)
_SINCE_CONGRESS = re.compile(r"自?党的(?P<congress>十八|十九|二十)大(?:召开)?(?:以来|后|之后|以后)")
# Party congresses that such documents count from, by the month they opened.
_CONGRESSES = {"十八": date(2012, 11, 1), "十九": date(2017, 10, 1), "二十": date(2022, 10, 1)}


@lru_cache(maxsize=4096)  # plans repeat the same few phrases
def read(phrase: str, period: Period, current: date | None = None) -> Deadline:
    """Read a date phrase as printed, within a plan of the given *period*.

    *current* is the day from which words like 今年 and 两年来 count: an evaluation's reporting date. Without it an annual
    plan's own year is meant, also where a month stands without its year. Raises :class:`Unreadable` with what was not understood.
    """
    text = squeeze(phrase)
    for pattern, reader in () if has_split_number(phrase) else _READERS:
        if m := pattern.fullmatch(text):
            return reader(phrase, m, period, current)
    raise Unreadable(
        Said("{0!r} is no date that a deadline can have (examples: 2025, 2025年底, 2022年6月前, “十四五”末, 每年)", phrase)
    )


def _dated(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    part = m.groupdict()
    year = _year(phrase, part, period, current)
    read = _part_of_year(phrase, part, year)
    if current and read.start and read.start > current and not (part.get("year") or part.get("word")):
        raise Unreadable(Said("{0!r} lies after the day reported on ({1}); say of which year", phrase, current))
    return read


def _part_of_year(phrase: str, part: Mapping[str, str | None], year: int) -> Deadline:
    if part.get("end"):
        return _year_end(phrase, year)
    if half := part.get("half"):
        first = 1 if half[0] == "上" else 7
        return Deadline(phrase, "by", "half", date(year, first, 1), _month_end(year, first + 5))
    if quarter := part.get("quarter"):
        last = int(number(quarter)) * 3
        return Deadline(phrase, "by", "quarter", date(year, last - 2, 1), _month_end(year, last))
    return Deadline(phrase, "by", *_day(phrase, year, part["month"], part["day"]))


def _from(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    precision, start, _ = _day(phrase, _year(phrase, m.groupdict(), period, current), m["month"], m["day"])
    return _since(phrase, precision, start, period, current)


def _span(phrase: str, m: re.Match[str], _period: Period, _current: date | None) -> Deadline:
    last = m["last"] if len(m["last"]) == 4 else m["first"][:2] + m["last"]
    return _during(phrase, "year", date(_in_range(m["first"]), 1, 1), date(_in_range(last), 12, 31))


def _months(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    year = _year(phrase, m.groupdict(), period, current)
    _, start, _ = _day(phrase, year, m["first"], None)
    _, _, end = _day(phrase, _in_range(m["to"]) if m["to"] else year, m["last"], None)
    return _during(phrase, "month", start, end)


def _five(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    plan = FIVE_YEAR_PLANS.get(m["plan"])
    if plan is None:
        raise Unreadable(Said("{0!r} names no five-year plan", phrase))
    part = m["part"] or ""
    if part.endswith("以来"):
        return _since(phrase, "year", date(plan.start, 1, 1), period, current)
    return _of_plan(phrase, m, plan, current)


def _of_plan(phrase: str, m: re.Match[str], period: Period, _current: date | None) -> Deadline:
    if "末" in m[0]:
        return _year_end(phrase, period.end)
    return Deadline(phrase, "during", "year", date(period.start, 1, 1), date(period.end, 12, 31))


def _every(phrase: str, _m: re.Match[str], _period: Period, _current: date | None) -> Deadline:
    return Deadline(phrase, "every", "year", None, None)


def _this(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    year = _year(phrase, {}, period, current)
    if current and (m["lead"] or "").startswith("截"):
        return Deadline(phrase, "by", "month", date(year, 1, 1), current)
    last = current if current and (m["tail"] or "").endswith("来") else date(year, 12, 31)
    return Deadline(phrase, "during", "year", date(year, 1, 1), last)


def _years_back(phrase: str, m: re.Match[str], _period: Period, current: date | None) -> Deadline:
    if current is None:
        raise Unreadable(Said("{0!r} needs the day it counts back from (`as_of` of the plan)", phrase))
    months = current.year * 12 + current.month - 1 - int(number(m["n"])) * 12 - (6 if m["half"] else 0)
    return Deadline(phrase, "during", "month", date(_in_range(months // 12), months % 12 + 1, 1), current)


def _since_congress(phrase: str, m: re.Match[str], period: Period, current: date | None) -> Deadline:
    return _since(phrase, "month", _CONGRESSES[m["congress"]], period, current)


_READERS = (
    (_SINCE_CONGRESS, _since_congress),
    (_EVERY, _every),
    (_THIS, _this),
    (_ISO, _dated),
    (_SPAN, _span),
    (_MONTHS, _months),
    (_DATED, _dated),
    (_FROM, _from),
    (_FIVE, _five),
    (_OF_PLAN, _of_plan),
    (_YEARS_BACK, _years_back),
)


def _year(phrase: str, part: Mapping[str, str | None], period: Period, current: date | None) -> int:
    """The year that is printed, or that 今年, 去年 or no word at all stands for."""
    if printed := part.get("year"):
        return _in_range("".join(str(DIGITS.get(c, c)) for c in printed))
    if current is None and period.start != period.end:
        raise Unreadable(Said("{0!r} needs a year; only a plan of one year, or one with `as_of`, gives it", phrase))
    offset = {"去": -1, "上": -1, "明": 1}.get((part.get("word") or "今")[0], 0)
    return (current.year if current else period.start) + offset


def _in_range(year: str | int) -> int:
    if int(year) not in YEARS:
        raise Unreadable(Said("the year {0} is outside {1} to {2}", year, YEARS[0], YEARS[-1]))
    return int(year)


def _day(phrase: str, year: int, month: str | None, day: str | None) -> tuple[str, date, date]:
    """Precision, first and last day of a year, a month or a day."""
    if not month:
        return "year", date(year, 1, 1), date(year, 12, 31)
    m = int(number(month))
    if not 1 <= m <= 12:
        raise Unreadable(Said("{0!r} has no month {1}", phrase, m))
    if not day:
        return "month", date(year, m, 1), _month_end(year, m)
    d = int(number(day))
    if not 1 <= d <= _month_end(year, m).day:
        raise Unreadable(Said("{0!r} has no day {1}", phrase, d))
    return "day", date(year, m, d), date(year, m, d)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _year_end(phrase: str, year: int) -> Deadline:
    return Deadline(phrase, "by", "year-end", date(year, 1, 1), date(year, 12, 31))


def _during(phrase: str, precision: str, start: date, end: date) -> Deadline:
    if end < start:
        raise Unreadable(Said("{0!r} ends before it begins", phrase))
    return Deadline(phrase, "during", precision, start, end)


def _since(phrase: str, precision: str, start: date, period: Period, current: date | None) -> Deadline:
    """From a day on: up to the reporting date, or else to the end of the plan (of the starting year, if that is later)."""
    end = current if current and current >= start else date(max(start.year, period.end), 12, 31)
    return Deadline(phrase, "from", precision, start, end)
