"""Figure phrases: what they say, what they leave open, and what is refused.

An expected reading is written as *sign value unit*, then ``of …`` for the base and ``growth`` for a change.
"""

import re
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plancmp import quantity
from plancmp.errors import Unreadable
from plancmp.library import units
from plancmp.model import Quantity


def read(phrase: str, unit: str | None = None) -> Quantity:
    return quantity.read(phrase, units(), unit)


def told(q: Quantity) -> str:
    """A reading as the tables below write it."""
    value = None if q.value is None else str(q.value) if q.high is None else f"{q.value}..{q.high}"
    state = None if q.state == "number" else q.state
    parts = (state, q.comparator, value, q.unit.symbol, q.base and f"of {q.base}", q.change)
    return " ".join(part for part in parts if part)


COMPARATORS = [
    ("≥55", "≥ 55"), ("≧55%", "≥ 55 %"), ("＞＝55%", "≥ 55 %"), ("≮55%", "≥ 55 %"), ("不低于55%", "≥ 55 %"), ("不得低于55%", "≥ 55 %"),
    ("不能低于55%", "≥ 55 %"), ("不应低于55%", "≥ 55 %"), ("不少于5000张", "≥ 5000 张"), ("至少1家", "≥ 1 家"), ("最低60%", "≥ 60 %"),
    ("60%以上", "≥ 60 %"), ("60%及以上", "≥ 60 %"), ("90%(含)以上", "≥ 90 %"), ("90%以上（含）", "≥ 90 %"), ("至少60%以上", "≥ 60 %"),
    ("达到100%以上", "≥ 100 %"), ("3000人次以上", "≥ 3000 人次"), ("原则上不低于60%", "≥ 60 %"), ("一般不低于60%", "≥ 60 %"),
    ("超过50%以上", "≥ 50 %"),  # printed often, and meant as 以上
    ("≤5%", "≤ 5 %"), ("<=5%", "≤ 5 %"), ("≯5%", "≤ 5 %"), ("不超过5%", "≤ 5 %"), ("不得超过5%", "≤ 5 %"), ("不高于60%", "≤ 60 %"),
    ("至多5人", "≤ 5 人"), ("5%以下", "≤ 5 %"), ("控制在3%以内", "≤ 3 %"), ("15分钟以内", "≤ 15 分钟"), ("5个工作日内", "≤ 5 个工作日"),
    ("＞95%", "> 95 %"), ("超过300个", "> 300 个"), ("突破1000万元", "> 1000 万元"), ("高于60%", "> 60 %"), ("逾60%", "> 60 %"), ("超60%", "> 60 %"),
    ("＜5%", "< 5 %"), ("低于5%", "< 5 %"), ("不足三成", "< 30 %"), ("不到一半", "< 50 %"),
    ("约59张", "≈ 59 张"), ("约10万户", "≈ 10 万户"), ("近百家", "≈ 100 家"), ("30%左右", "≈ 30 %"), ("约50%左右", "≈ 50 %"), ("~60%", "≈ 60 %"),
    ("基本达到100%", "≈ 100 %"), ("接近100%", "≈ 100 %"), ("二十来家", "≈ 20 家"),
    ("40余万", "> 40 万"), ("1.7万余穴", "> 17/10 万穴"), ("8万多名", "> 8 万名"), ("1000多平方米", "> 1000 平方米"), ("百余个", "> 100 个"),
    ("十多个", "> 10 个"), ("两年多", "> 2 年"), ("不低于40余家", "≥ 40 家"),
    ("达到30%", "= 30 %"), ("达到了30%", "= 30 %"), ("力争达到60%", "= 60 %"), ("提高到65%", "= 65 %"), ("保持100%", "= 100 %"), ("=5%", "= 5 %"),
    ("进一步提高到65%", "= 65 %"), ("统一调整到1000元", "= 1000 元"), ("下降到5%", "= 5 %"), ("降至5%以下", "≤ 5 %"), ("增加到500张", "= 500 张"),
]  # fmt: skip
NUMBERS = [
    ("55", "= 55"), ("0", "= 0"), ("零", "= 0"), ("0起", "= 0 起"), ("5起", "= 5 起"), ("１２００", "= 1200"), ("1,200张", "= 1200 张"),
    ("2.0万张", "= 2 万张"), ("1.2万张以上", "≥ 6/5 万张"), ("0.47万人", "= 47/100 万人"), ("10.5亿元", "= 21/2 亿元"), ("3‰", "= 3 ‰"),
    ("12.5‰", "= 25/2 ‰"), ("16/10万", "= 16 /10万"), ("9人/10万以下", "≤ 9 人/10万"), ("1.3人/百万人", "= 13/10 人/百万人"), ("100％", "= 100 %"), ("两个", "= 2 个"), ("一百二十个", "= 120 个"), ("二十五万三千人", "= 253000 人"),
    ("两万人", "= 2 万人"), ("十万人", "= 10 万人"), ("3百人", "= 3 百人"), ("三亿元", "= 3 亿元"), ("三亿五千万元", "= 350000000 元"),
    ("2倍", "= 2 倍"), ("1.5倍以上", "≥ 3/2 倍"), ("13个百分点", "= 13 个百分点"), ("5百分点", "= 5 百分点"), ("20平方米以上", "≥ 20 平方米"),
    ("500㎡", "= 500 平方米"), ("500m²", "= 500 m²"), ("15分钟", "= 15 分钟"), ("半小时", "= 1/2 小时"), ("半年", "= 1/2 年"), ("三年", "= 3 年"),
    ("[10]", "= 10"), ("〔1700〕", "= 1700"), ("0.8米", "= 4/5 米"), ("80厘米以内", "≤ 80 厘米"), ("12颗", "= 12 颗"),
    ("5A级", "= 5 A级"), ("3A级以上", "≥ 3 A级"), ("五星级", "= 5 星级"), ("千人以上", "≥ 1000 人"),
]  # fmt: skip
SHARES = [
    ("乡镇(街道)全覆盖", "= 100 %"), ("行政村基本全覆盖", "≈ 100 %"), ("居村全覆盖", "= 100 %"),
    ("百分之五十五", "= 55 %"), ("百分之六十以上", "≥ 60 %"), ("百分之百", "= 100 %"), ("三分之二", "= 200/3 %"), ("三分之一以上", "≥ 100/3 %"),
    ("2/3以上", "≥ 200/3 %"), ("八成", "= 80 %"), ("九成以上", "≥ 90 %"), ("九成五", "= 95 %"), ("一半", "= 50 %"), ("半数以上", "≥ 50 %"),
    ("过半", "> 50 %"), ("过半数", "> 50 %"), ("超过半数", "> 50 %"),
    ("全覆盖", "= 100 %"), ("实现全覆盖", "= 100 %"), ("100%全覆盖", "= 100 %"), ("全面覆盖", "= 100 %"), ("基本实现全覆盖", "≈ 100 %"),
    ("基本覆盖", "≈ 100 %"), ("全部达标", "= 100 %"), ("均成立", "= 100 %"),
]  # fmt: skip
NAMES = [
    # The measure's own name before its figure
    ("覆盖率100%", "= 100 %"), ("覆盖率达到100%", "= 100 %"), ("覆盖面达到90%以上", "≥ 90 %"), ("占比约65%", "≈ 65 %"), ("约占65%", "≈ 65 %"),
    ("养老机构护理型床位占比不低于55%", "≥ 55 %"), ("注册志愿者人数占常住人口比例达到15%", "= 15 %"), ("床位总数超过500张", "> 500 张"),
    ("超标率降到5%", "= 5 %"), ("群众满意度不低于90%", "≥ 90 %"), ("总体达到60%", "= 60 %"), ("护理比达到1:4", "= 1/4 比"),
]  # fmt: skip
VERBS = [
    ("至少培育1家", "≥ 1 家"), ("至少建成1所", "≥ 1 所"), ("至少引进或培育一家", "≥ 1 家"), ("累计建成10个", "= 10 个"), ("已建成10个", "= 10 个"), ("培训2000人次", "= 2000 人次"),
    ("各建1所", "= 1 所"), ("新增5个", "= 5 个"), ("均拥有1名", "= 1 名"),
]  # fmt: skip
RANGES = [
    ("28-35", "range 28..35"), ("1—2家", "range 1..2 家"), ("50—60张", "range 50..60 张"), ("300-500张", "range 300..500 张"),
    ("5-8个", "range 5..8 个"), ("5～8个", "range 5..8 个"), ("5至8个", "range 5..8 个"), ("5到8个", "range 5..8 个"), ("三至五个", "range 3..5 个"),
    ("500元—800元", "range 500..800 元"), ("500-800元不等", "range 500..800 元"), ("500至800元之间", "range 500..800 元"),
    ("28%-35%", "range 28..35 %"), ("28-35%", "range 28..35 %"), ("3-5万人", "range 3..5 万人"), ("3万-5万人", "range 3..5 万人"),
    ("约5-8个", "range 5..8 个"),
]  # fmt: skip
RATIOS = [
    ("1:4", "= 1/4 比"), ("1∶3", "= 1/3 比"), ("1：3", "= 1/3 比"), ("1比3", "= 1/3 比"), ("1.2:1", "= 6/5 比"), ("不低于1:4", "≥ 1/4 比"),
    ("1:4以上", "≥ 1/4 比"), ("缩小到1.2:1", "= 6/5 比"),
    ("按1:4配备", "= 1/4 比"), ("不低于1:4的比例", "≥ 1/4 比"), ("0:1", "= 0 比"),
]  # fmt: skip
PER = [
    ("738元/月/人", "= 738 元/月/人"), ("5元/人·月", "= 5 元/人·月"), ("790元/人月", "= 790 元/人月"), ("200元/人/月", "= 200 元/人/月"),
    ("200元每人每月", "= 200 元每人每月"), ("平均390元/人月", "= 390 元/人月"), ("月人均546元", "= 546 元/人·月"), ("年人均4372元", "= 4372 元/人·年"),
    ("每人634元/月", "= 634 元/月/人"), ("每人每月不低于200元", "≥ 200 元/人·月"), ("每人每天20元", "= 20 元/人·天"), ("户均2000元", "= 2000 元/户"),
    ("人均面积不低于30平方米", "≥ 30 平方米/人"), ("每千名老人不低于40张", "≥ 40 张/千名老人"), ("每百户30平方米", "= 30 平方米/百户"),
    ("每个社区至少1个", "≥ 1 个/社区"), ("每县1所", "= 1 所/县"), ("每个乡镇(街道)至少建有1个", "≥ 1 个/乡镇(街道)"),
    ("每年不少于2次", "≥ 2 次/年"), ("每季度1次", "= 1 次/季度"), ("每半年1次", "= 1 次/半年"), ("每两年1次", "= 1 次/两年"), ("每周1次", "= 1 次/周"),
    ("不少于2次/年", "≥ 2 次/年"), ("每年培训不少于2000人次", "≥ 2000 人次/年"), ("年服务5万人次", "= 5 万人次/年"),
]  # fmt: skip
RELATIVE = [
    ("不低于消费性支出的60%", "≥ 60 % of 消费性支出"), ("≥消费性支出60%", "≥ 60 % of 消费性支出"),
    ("不低于当地上年度城乡人均消费支出的60%", "≥ 60 % of 当地上年度城乡人均消费支出"),
    ("不低于最低生活保障标准的1.3倍", "≥ 13/10 倍 of 最低生活保障标准"), ("最低工资标准的80%", "= 80 % of 最低工资标准"),
    ("达到城市低保标准的80%以上", "≥ 80 % of 城市低保标准"), ("为低保标准的1.5倍", "= 3/2 倍 of 低保标准"), ("低保标准1.3倍", "= 13/10 倍 of 低保标准"),
    ("按不低于低保标准1.3倍", "≥ 13/10 倍 of 低保标准"), ("占总数的60%以上", "≥ 60 % of 总数"), ("占全市60%", "= 60 % of 全市"),
    ("占总数的三分之二", "= 200/3 % of 总数"), ("不低于一般公共预算收入的5%", "≥ 5 % of 一般公共预算收入"),
    ("上年度消费支出的35%-40%", "range 35..40 % of 上年度消费支出"),
    ("不超过当年中央和省级下拨的社会救助专项资金总额的2%", "≤ 2 % of 当年中央和省级下拨的社会救助专项资金总额"),
    # Bounds without a number
    ("≥重残补贴标准", "relative ≥ of 重残补贴标准"), ("不低于居民上年度人均消费支出增速", "relative ≥ of 居民上年度人均消费支出增速"),
    ("不低于最低生活保障标准", "relative ≥ of 最低生活保障标准"), ("力争高于全省平均水平", "relative > of 全省平均水平"),
    ("达到全国平均水平", "relative = of 全国平均水平"), ("达到全国平均水平以上", "relative ≥ of 全国平均水平"),
]  # fmt: skip
GROWTH = [
    ("增长5%以上", "≥ 5 % growth"), ("提高5个百分点", "= 5 个百分点 growth"), ("至少提高5个百分点", "≥ 5 个百分点 growth"), ("增长一倍", "= 1 倍 growth"),
    ("增长率不低于7%", "≥ 7 % growth"), ("年增5%", "= 5 %/年 growth"), ("覆盖率提高5个百分点", "= 5 个百分点 growth"),
    # a year, which is not the same as over the whole period
    ("每年递增10%", "= 10 %/年 growth"), ("年均增长7%左右", "≈ 7 %/年 growth"), ("年均增长率达到7%", "= 7 %/年 growth"),
    ("年均增速不低于7%", "≥ 7 %/年 growth"), ("覆盖率每年提高2个百分点", "= 2 个百分点/年 growth"),
    # a fall of at least 5 is a change of at most -5
    ("下降3个百分点", "= -3 个百分点 growth"), ("下降5%以上", "≤ -5 % growth"), ("降幅不超过5%", "≥ -5 % growth"), ("减少超过10%", "< -10 % growth"),
    ("减少10%左右", "≈ -10 % growth"), ("下降5%-8%", "range -8..-5 % growth"),
    # doublings
    ("翻一番", "= 1 番 growth"), ("翻番", "= 1 番 growth"), ("翻两番", "= 2 番 growth"), ("力争翻一番以上", "≥ 1 番 growth"),
    # from when
    ("比2020年提高5个百分点", "= 5 个百分点 of 2020年 growth"), ("在2020年基础上增长10%", "= 10 % of 2020年 growth"),
    ("较上年增长5%以上", "≥ 5 % of 上年 growth"), ("同比下降5%", "= -5 % of 上年同期 growth"), ("力争比2020年翻一番", "= 1 番 of 2020年 growth"),
]  # fmt: skip
RANKS = [
    ("位列第二", "= 2 位次"),
    ("第1位", "= 1 位次"),
    ("排名第三", "= 3 位次"),
    ("前十名", "≤ 10 位次"),
    ("进入前3位", "≤ 3 位次"),
    ("三十强", "= 30 强"),
]
BLANK = [
    ("--", "not-set"), ("——", "not-set"), ("/", "not-set"), ("……", "not-set"), ("******人", "redacted"), ("**", "redacted"), ("××个", "redacted"),
]  # fmt: skip
READ = [*COMPARATORS, *NUMBERS, *SHARES, *NAMES, *VERBS, *RANGES, *RATIOS, *PER, *RELATIVE, *GROWTH, *RANKS, *BLANK]

UNREADABLE = [
    # no number
    ("", "empty"), (" ", "empty"), ("第三方", "no figure"), ("统一", "no figure"), ("应保尽保", "no figure"), ("已覆盖", "no figure"), ("逐步覆盖", "no figure"),
    ("不低于", "no figure"), ("最低生活保障标准", "no figure"), ("过渡期标准", "no figure"), ("高于或等于全省平均水平", "no figure"), ("×", "no figure"),
    ("一批", "names no number"), ("培育一批", "names no number"), ("一系列", "names no number"),
    # a number that is left open
    ("三四个", "approximate"), ("两三家", "approximate"), ("三至五六个", "approximate"), ("翻三四番", "approximate"), ("第三四名", "approximate"),
    ("一万二", "cut short"), ("三百五个", "cut short"), ("二三十个", "no number"), ("数十家", "数"), ("上百个", "上"), ("几十个", "几"), ("十几个", "几个"),
    # more than one
    ("60%,80%", "more than one"), ("60%、80%", "more than one"), ("55%或60%", "more than one"), ("由50%提高到60%", "more than one"), ("1:4:5", "more than one"),
    ("2025年达到60%", "a year its place"), ("2025年", "a year is no figure"), ("2021-2025年", "a year is no figure"), ("90%(含90%)以上", "more than one"),
    ("60 80", "space inside"), ("5, 600张", "space inside"), ("1,23", "more than one"), ("5.5.5", "more than one"), ("2021/5", "more than one"),
    # at odds with itself
    ("不低于50%以下", "contradicts"), ("不低于不超过5%", "contradicts"), ("约50%以上", "contradicts"), ("不低于60%左右", "contradicts"),
    ("不低于28-35", "bound of its own"), ("28-35以上", "bound of its own"), ("8-5个", "does not rise"), ("500-1万元", "does not rise"),
    ("50%之间", "without a range"), ("1:4之间", "beside the ratio"), ("增长1:4", "beside the ratio"), ("1:0", "zero"), ("零分之一", "part of nothing"),
    ("增速下降5%", "contradicts"), ("翻5%", "go together"), ("5番", "go together"), ("同比提高到60%", "by how much"), ("比2020年提高到60%", "by how much"), ("每月5元/年", "two periods"),
    # what would be a guess
    ("100%o", "no unit"), ("零容忍", "no unit"), ("5②", "no unit"), ("5½", "no unit"), ("60%的老年人", "no unit"), ("5000元/星球", "no unit"),
    ("-5%", "before the number"), ("±5%", "before the number"), ("+5%", "before the number"), ("〉5%", "before the number"), ("的60%", "before the number"),
    ("环比增长5%", "before the number"), ("降幅比例达到5%", "before the number"), ("大多数达到60%", "before the number"), ("不5%", "before the number"), ("超额8%", "before the number"),
    ("高于全省平均5个百分点", "before the number"), ("占全市约60%", "before the number"), ("提高覆盖率到60%", "before the number"), ("每5个", "before the number"),
    ("增加500张", "increase of a count"), ("不低于" + "城乡居民" * 30 + "支出的60%", "too long"),
]  # fmt: skip
DECLARED = [
    # phrase, unit of the table's column, reading
    ("≥55", "%", "≥ 55 %"), ("28-35", "%", "range 28..35 %"), ("0.47", "万人", "= 47/100 万人"), ("60%以上", "%", "≥ 60 %"), ("3‰", "%", "= 3 ‰"), ("16", "1/10万", "= 16 1/10万"),
    ("9.32万", "万人", "= 233/25 万人"), ("13.6万", "人", "= 68/5 万人"), ("5亿", "元/年", "= 5 亿元/年"), ("1100元", "元/月", "= 1100 元/月"),
    ("3500万元", "元/人·月", "= 3500 万元"), ("100人", "人次", "= 100 人"), ("100-300/人·月", "元/人·月", "range 100..300 元/人·月"),
    ("≥消费性支出60", "％", "≥ 60 % of 消费性支出"), ("--", "%", "not-set"),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "expected"), READ)
def test_read(phrase: str, expected: str) -> None:
    assert told(read(phrase)) == expected
    assert read(phrase).stated == phrase


@pytest.mark.parametrize(("phrase", "reason"), UNREADABLE)
def test_unreadable(phrase: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(phrase)


@pytest.mark.parametrize(("phrase", "unit", "expected"), DECLARED)
def test_unit_of_the_column(phrase: str, unit: str, expected: str) -> None:
    assert told(read(phrase, unit)) == expected


# Laws

PHRASES = [phrase for phrase, _ in READ]
WORDS = sorted(
    {*quantity._SIGNS, *quantity._GROWTH, *quantity._LEVEL, *quantity._NEUTRAL, *quantity._VERBS, *quantity._PER_BEFORE}
    | {*quantity._AFTER, *quantity._MORE, *units().measures, *units().scales, *units().per, *units().periods}
    | {"的", "每", "翻", "番", "第", "率", "标准", "支出", "比2020年", "同比", "全覆盖", "/", "·", "-", ":", ",", "(含)", "*", " "}
)
PLAIN_WORDS = [word for word in WORDS if not set(word) & set("一两半十百千")]
NUMERALS = [
    "3",
    "55",
    "0.5",
    "1,200",
    "三",
    "十",
    "百",
    "二十五",
    "三四",
    "零",
    "三分之",
    "成",
    "百分之",
    "一半",
    "半",
    "两",
    "点",
    "亿",
    "万",
]


def outcome(phrase: str) -> str:
    """The reading, or that there is none; anything else raised is a fault."""
    try:
        return told(read(phrase))
    except Unreadable:
        return "unreadable"


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read_or_unreadable(text: str) -> None:
    outcome(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, *NUMERALS]), max_size=8).map("".join))
@example("5" * 5000)
@example("达到" * 2000 + "标准")
@example("*" * 5000 + "5")
def test_any_words_of_the_grammar_are_read_or_unreadable(text: str) -> None:
    outcome(text)


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PLAIN_WORDS) | st.integers(1, 1899).map(str), max_size=8).map("".join))
def test_no_number_is_read_that_is_not_printed(phrase: str) -> None:
    printed = [Fraction(n.replace(",", "")) for n in re.findall(r"[0-9]+(?:,[0-9]{3})*", phrase)]
    try:
        q = read(phrase)
    except Unreadable:
        return
    if q.unit.dimension == "ratio":
        assert q.value == printed[0] / printed[1]
    elif q.value is not None and "全覆盖" not in phrase:
        assert abs(q.value) in printed
        assert q.high is None or abs(q.high) in printed


@settings(deadline=None)
@given(st.sampled_from(PHRASES), st.data())
def test_width_and_spaces_do_not_matter(phrase: str, data: st.DataObject) -> None:
    """Save a space inside a number, which is refused: it may be two."""
    tokens = re.findall(r"[\d.,]+|.", phrase)
    spaced = "".join(token + data.draw(st.sampled_from(["", " ", "\u3000", "\n"])) for token in tokens)
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and data.draw(st.booleans()) else c for c in spaced)
    assert outcome(wide) == outcome(phrase)


@settings(deadline=None)
@given(st.integers(0, 10**4 - 1) | st.integers(0, 10**8 - 1) | st.integers(0, 10**12 - 1))
def test_whole_numbers_in_chinese_are_read_back(n: int) -> None:
    q = read(in_chinese(n) + "人")
    assert q.value is not None
    assert q.value * q.unit.size == n


def in_chinese(n: int) -> str:
    """Write *n*, below 10¹², as schoolbooks do."""
    if n >= 10**4:
        size, mark = (10**8, "亿") if n >= 10**8 else (10**4, "万")
        upper, lower = divmod(n, size)
        return in_chinese(upper) + mark + ("零" if 0 < lower < size // 10 else "") + (in_chinese(lower) if lower else "")
    words = ""
    for power, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, power)
        if digit:
            words += "零一二三四五六七八九"[digit] + mark
        elif words and n and not words.endswith("零"):
            words += "零"
    return words or "零"
