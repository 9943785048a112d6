"""Date phrases: the interval they mean, at the precision they are printed with.

An expected reading is written as *kind precision first-day/last-day*.
"""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp import deadline
from plancmp.deadline import FIVE_YEAR_PLANS
from plancmp.errors import Unreadable
from plancmp.model import Deadline, Period

FIVE_YEARS, ONE_YEAR = Period(2021, 2025), Period(2023, 2023)
REPORTED = date(2023, 9, 30)


def read(phrase: str, period: Period = FIVE_YEARS, current: date | None = None) -> Deadline:
    return deadline.read(phrase, period, current)


def told(d: Deadline) -> str:
    """A reading as the tables below write it."""
    return f"{d.kind} {d.precision}" + (f" {d.start}/{d.end}" if d.start else "")


BY_YEAR = [
    ("2025", 2025), ("2025年", 2025), ("到2025年", 2025), ("至2025年", 2025), ("在2023年", 2023), ("截至2020年", 2020), ("预计2025年", 2025),
    ("2025年内", 2025), ("2025年度", 2025), ("2025年前", 2025), ("２０２５年", 2025), ("2025 年", 2025), ("二〇二五年", 2025), ("二零二五年", 2025),
    ("二〇二五", 2025), ("1949年", 1949), ("到2035年", 2035), ("2100年", 2100),
]  # fmt: skip
BY_YEAR_END = [
    ("2025年底", 2025), ("2025年底前", 2025), ("2025年底之前", 2025), ("2025年底以前", 2025), ("2025年末", 2025), ("2025年年底", 2025), ("2025年终", 2025),
    ("到2022年底", 2022), ("截至2020年底", 2020), ("力争到2025年底", 2025), ("确保2025年底前", 2025), ("2025 年 底", 2025), ("二〇二五年底", 2025),
    ("“十四五”末", 2025), ("“十四五”末期", 2025), ("“十四五”期末", 2025), ("“十四五”时期末", 2025), ("“十四五”末年", 2025), ("到“十四五”末", 2025),
    ("“十四五”规划期末", 2025), ("十四五末", 2025), ("“十三五”期末", 2020), ("“十二五”末", 2015), ("“十五”末", 2005), ("规划期末", 2025), ("期末", 2025),
]  # fmt: skip
SHORTER = [
    ("2023年上半年", "by half 2023-01-01/2023-06-30"), ("2023年下半年", "by half 2023-07-01/2023-12-31"),
    ("2025年第一季度", "by quarter 2025-01-01/2025-03-31"), ("2025年三季度末", "by quarter 2025-07-01/2025-09-30"),
    ("2022年6月前", "by month 2022-06-01/2022-06-30"), ("2025年2月底前", "by month 2025-02-01/2025-02-28"), ("2024年2月", "by month 2024-02-01/2024-02-29"),
    ("2025年6月份", "by month 2025-06-01/2025-06-30"), ("2025年6月上旬", "by month 2025-06-01/2025-06-30"), ("2025-12", "by month 2025-12-01/2025-12-31"),
    ("2025.1", "by month 2025-01-01/2025-01-31"), ("截至2023年6月", "by month 2023-06-01/2023-06-30"), ("2025年十二月", "by month 2025-12-01/2025-12-31"),
    ("2021年12月24日", "by day 2021-12-24/2021-12-24"), ("2025-12-31", "by day 2025-12-31/2025-12-31"), ("2024年2月29日", "by day 2024-02-29/2024-02-29"),
    ("2025/6/1", "by day 2025-06-01/2025-06-01"), ("2025年6月30日前", "by day 2025-06-30/2025-06-30"),
    ("二〇二五年十二月三十一日", "by day 2025-12-31/2025-12-31"),
]  # fmt: skip
LONGER = [
    ("“十四五”期间", "during year 2021-01-01/2025-12-31"), ("“十四五”时期", "during year 2021-01-01/2025-12-31"), ("十四五", "during year 2021-01-01/2025-12-31"),
    ("“十三五”期间", "during year 2016-01-01/2020-12-31"), ("“十五五”时期", "during year 2026-01-01/2030-12-31"), ("“八五”期间", "during year 1991-01-01/1995-12-31"),
    ("规划期内", "during year 2021-01-01/2025-12-31"), ("规划期", "during year 2021-01-01/2025-12-31"),
    ("2021-2025年", "during year 2021-01-01/2025-12-31"), ("2021—2025", "during year 2021-01-01/2025-12-31"), ("2021年至2023年", "during year 2021-01-01/2023-12-31"),
    ("从2021年到2025年", "during year 2021-01-01/2025-12-31"), ("2021-23年", "during year 2021-01-01/2023-12-31"), ("2022-2023年度", "during year 2022-01-01/2023-12-31"),
    ("2023年1—9月", "during month 2023-01-01/2023-09-30"), ("2020年6月至2021年6月", "during month 2020-06-01/2021-06-30"),
]  # fmt: skip
FROM = [
    ("从2022年起", "from year 2022-01-01/2025-12-31"), ("2022年起", "from year 2022-01-01/2025-12-31"), ("自2019年", "from year 2019-01-01/2025-12-31"),
    ("2017年以来", "from year 2017-01-01/2025-12-31"), ("2016年至今", "from year 2016-01-01/2025-12-31"), ("2026年起", "from year 2026-01-01/2026-12-31"),
    ("2022年6月起", "from month 2022-06-01/2025-12-31"), ("自2022年7月1日起", "from day 2022-07-01/2025-12-31"),
    ("“十三五”以来", "from year 2016-01-01/2025-12-31"), ("“十三五”时期以来", "from year 2016-01-01/2025-12-31"),
    ("党的十八大以来", "from month 2012-11-01/2025-12-31"), ("党的十九大以来", "from month 2017-10-01/2025-12-31"), ("党的二十大以来", "from month 2022-10-01/2025-12-31"),
]  # fmt: skip
READ = [
    *((phrase, f"by year {year}-01-01/{year}-12-31") for phrase, year in BY_YEAR),
    *((phrase, f"by year-end {year}-01-01/{year}-12-31") for phrase, year in BY_YEAR_END),
    *SHORTER,
    *LONGER,
    *FROM,
    *((phrase, "every year") for phrase in ("每年", "逐年", "每年度", "常年", "每年底", "每年年底前")),
]
# In the work plan of 2023 the year goes without saying; in an evaluation it is that of the day reported on.
THIS_YEAR = [
    ("全年", "during year 2023-01-01/2023-12-31"), ("年内", "during year 2023-01-01/2023-12-31"), ("今年", "during year 2023-01-01/2023-12-31"),
    ("本年度", "during year 2023-01-01/2023-12-31"), ("年底前", "by year-end 2023-01-01/2023-12-31"), ("今年底", "by year-end 2023-01-01/2023-12-31"),
    ("今年6月底前", "by month 2023-06-01/2023-06-30"), ("6月底前", "by month 2023-06-01/2023-06-30"), ("上半年", "by half 2023-01-01/2023-06-30"),
    ("二季度", "by quarter 2023-04-01/2023-06-30"), ("3月15日前", "by day 2023-03-15/2023-03-15"), ("1-6月", "during month 2023-01-01/2023-06-30"),
    ("去年底", "by year-end 2022-01-01/2022-12-31"), ("上年度", "by year 2022-01-01/2022-12-31"), ("明年6月", "by month 2024-06-01/2024-06-30"),
]  # fmt: skip
IN_THE_WORK_PLAN = [
    ("今年以来", "during year 2023-01-01/2023-12-31"), ("截至今年", "during year 2023-01-01/2023-12-31"), ("12月底前", "by month 2023-12-01/2023-12-31"),
    ("规划期内", "during year 2023-01-01/2023-12-31"), ("2017年以来", "from year 2017-01-01/2023-12-31"),
]  # fmt: skip
IN_THE_EVALUATION = [
    ("今年以来", "during year 2023-01-01/2023-09-30"), ("截至今年", "by month 2023-01-01/2023-09-30"), ("2017年以来", "from year 2017-01-01/2023-09-30"),
    ("2025年起", "from year 2025-01-01/2025-12-31"), ("“十四五”以来", "from year 2021-01-01/2023-09-30"), ("党的二十大以来", "from month 2022-10-01/2023-09-30"),
    ("两年来", "during month 2021-09-01/2023-09-30"), ("近3年", "during month 2020-09-01/2023-09-30"), ("过去五年间", "during month 2018-09-01/2023-09-30"),
    ("2年半来", "during month 2021-03-01/2023-09-30"),
]  # fmt: skip
UNREADABLE = [
    "", " ", "前", "到", "底", "15年", "五年", "近期", "下一步", "近年来", "长期", "适时", "目前", "每月", "2025年左右", "约2025年", "2025年春节前", "2025?", "2025年、2026年",
    "2025年或2026年", "2025年中", "2025年初", "2025年以后", "202512", "2021 2025", "2025年1 2月", "2025①年", "“十四五”中期", "“十四五”前三年", "两年多来",
]  # fmt: skip
FAULTS = [
    ("1900年", "the year 1900 is outside 1949 to 2100"), ("2101年", "outside"), ("二一二五年", "outside"), ("1948-1950年", "outside"),
    ("2022年13月", "no month 13"), ("2025-00", "no month 0"), ("2021-22", "no month 22"), ("2023年1-13月", "no month 13"), ("从2022年13月起", "no month 13"),
    ("2022年2月30日", "no day 30"), ("2023年2月29日", "no day 29"), ("2025-6-0", "no day 0"), ("2022年五六月", "approximate"),
    ("2025-2021年", "ends before it begins"), ("2023年9-1月", "ends before it begins"), ("“五五”期间", "names no five-year plan"), ("五末", "names no five-year plan"),
    ("今年", "needs a year"), ("年底前", "needs a year"), ("6月底前", "needs a year"), ("两年来", "needs the day"), ("近3年", "needs the day"),
]  # fmt: skip
ISO = [
    ("2025年", "2025"), ("2025年底", "2025-12-31"), ("2022年6月前", "2022-06"), ("2021年12月24日", "2021-12-24"), ("2023年上半年", "2023-06"), ("2025年一季度", "2025-03"),
    ("“十四五”期间", "2025"), ("从2022年起", "2022"), ("2022年6月起", "2022-06"), ("自2022年7月1日起", "2022-07-01"), ("每年", "annual"),
]  # fmt: skip
PRECISION_KEPT = [
    ("2025", "2025年底", 0),
    ("2025年", "“十四五”末", 0),
    ("2022年6月", "2022年", 6),
    ("2025年6月初", "2025年6月30日", 0),
    ("2021年", "从2021年起", -11),
]


@pytest.mark.parametrize(("phrase", "expected"), READ)
def test_read(phrase: str, expected: str) -> None:
    assert told(read(phrase)) == expected
    assert read(phrase).stated == phrase


@pytest.mark.parametrize(("phrase", "expected"), [*THIS_YEAR, *IN_THE_WORK_PLAN])
def test_year_of_a_work_plan(phrase: str, expected: str) -> None:
    assert told(read(phrase, ONE_YEAR)) == expected


@pytest.mark.parametrize(("phrase", "expected"), [*THIS_YEAR, *IN_THE_EVALUATION])
def test_year_of_an_evaluation(phrase: str, expected: str) -> None:
    assert told(read(phrase, FIVE_YEARS, REPORTED)) == expected


@pytest.mark.parametrize("phrase", UNREADABLE)
def test_unreadable(phrase: str) -> None:
    with pytest.raises(Unreadable, match="is no date that a deadline can have"):
        read(phrase, ONE_YEAR, REPORTED)


@pytest.mark.parametrize(("phrase", "reason"), FAULTS)
def test_impossible_dates(phrase: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(phrase)


@pytest.mark.parametrize(("phrase", "reason"), [("12月底", "after the day reported on"), ("近99年", "outside")])
def test_impossible_dates_of_an_evaluation(phrase: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(phrase, FIVE_YEARS, REPORTED)


@pytest.mark.parametrize(("phrase", "iso"), ISO)
def test_iso(phrase: str, iso: str) -> None:
    assert read(phrase).iso == iso


@pytest.mark.parametrize(("earlier", "later", "apart"), PRECISION_KEPT)
def test_months_apart(earlier: str, later: str, apart: int) -> None:
    assert (read(later).months or 0) - (read(earlier).months or 0) == apart


def test_every_year_has_no_month() -> None:
    assert read("每年").months is None


def test_five_year_plans() -> None:
    assert {name: str(plan) for name, plan in FIVE_YEAR_PLANS.items() if "十" in name} == {
        "十五": "2001-2005", "十一五": "2006-2010", "十二五": "2011-2015", "十三五": "2016-2020", "十四五": "2021-2025", "十五五": "2026-2030", "十六五": "2031-2035",
    }  # fmt: skip
    assert str(ONE_YEAR) == "2023"


# Laws

PHRASES = [phrase for phrase, _ in (*READ, *THIS_YEAR, *IN_THE_EVALUATION)]
WORDS = [
    *"年月日号底末终前内间时起来初中度份半一二三十五〇零大的上下旬季期今去明本每近从自到至截在以 -~/.“”", "2025", "2021", "1900", "13", "6", "31", "99",
    "十四五", "十三五", "规划", "期间", "以来", "季度", "党的", "二〇二五", "年底", "全年", "力争", "过去", "之前", "至今", "99999",
]  # fmt: skip
PERIODS = st.builds(lambda start, length: Period(start, start + length), st.integers(1949, 2080), st.integers(0, 20))
CURRENT = st.none() | st.dates(date(1949, 1, 1), date(2100, 12, 31))


def outcome(phrase: str, period: Period = ONE_YEAR, current: date | None = REPORTED) -> str:
    """The reading, or that there is none; anything else raised is a fault."""
    try:
        d = read(phrase, period, current)
    except Unreadable:
        return "unreadable"
    assert d.start is None or d.end is None or d.start <= d.end
    assert d.iso
    return told(d)


@settings(deadline=None)
@given(st.text(), PERIODS, CURRENT)
def test_any_text_is_read_or_unreadable(text: str, period: Period, current: date | None) -> None:
    outcome(text, period, current)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=7).map("".join) | st.sampled_from(PHRASES), PERIODS, CURRENT)
def test_any_words_of_the_grammar_are_read_or_unreadable(text: str, period: Period, current: date | None) -> None:
    outcome(text, period, current)


@settings(deadline=None)
@given(st.sampled_from(PHRASES), st.data())
def test_width_and_spaces_do_not_matter(phrase: str, data: st.DataObject) -> None:
    """Save a space inside a number, which is refused: it may be two."""
    tokens = re.findall(r"[\d.,]+|.", phrase)
    spaced = "".join(token + data.draw(st.sampled_from(["", " ", "\u3000", "\n"])) for token in tokens)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and data.draw(st.booleans()) else c for c in spaced)
    assert outcome(wide) == outcome(phrase)


@settings(deadline=None)
@given(st.sampled_from(PHRASES), st.sampled_from(PHRASES), PERIODS)
def test_months_are_in_the_order_of_the_days(a: str, b: str, period: Period) -> None:
    """Of the last days, that is, and of the first days where something holds from then on."""

    def point(d: Deadline) -> date | None:
        return d.start if d.kind == "from" else d.end

    try:
        first, second = read(a, period, REPORTED), read(b, period, REPORTED)
    except Unreadable:
        return
    p, q = point(first), point(second)
    assert (p is None) == (first.months is None)
    if p and q and first.months is not None and second.months is not None:
        assert (first.months < second.months) == ((p.year, p.month) < (q.year, q.month))
        assert p > q or first.months <= second.months


@given(st.dates(date(1949, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for phrase in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"到{day.year}年{day.month:02}月{day.day:02}日前"):
        assert (read(phrase).start, read(phrase).end, read(phrase).iso) == (day, day, day.isoformat())
