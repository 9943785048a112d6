"""Units: what they measure, how they convert, and that conversion is exact."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.errors import Unreadable
from plancmp.library import units
from plancmp.units import Unit, Units, conversion, factor

UNITS = [
    # symbol, dimension, size, per, months, each
    ("", "number", "1", "", None, None),
    ("万", "number", "10000", "", None, None),
    ("%", "share", "1", "", None, None),
    ("‰", "share", "1/10", "", None, None),
    ("个百分点", "points", "1", "", None, None),
    ("倍", "times", "1", "", None, None),
    ("番", "doublings", "1", "", None, None),
    ("万人", "people", "10000", "", None, None),
    ("人次", "person-times", "1", "", None, None),
    ("百户", "households", "100", "", None, None),
    ("千米", "length", "1000", "", None, None),  # a unit of its own, not a thousand of 米 read apart
    ("万千米", "length", "10000000", "", None, None),
    ("亿元", "money", "100000000", "", None, None),
    ("万亿元", "money", "1000000000000", "", None, None),
    ("亩", "area", "2000/3", "", None, None),
    ("m²", "area", "1", "", None, None),
    ("hm²", "area", "10000", "", None, None),
    ("km2", "area", "1000000", "", None, None),
    ("元/月", "money", "1", "", 1, None),
    ("元/季度", "money", "1", "", 3, None),
    ("元/年", "money", "1", "", 12, None),
    ("元/月/人", "money", "1", "人", 1, None),
    ("元/人·月", "money", "1", "人", 1, None),
    ("元/人月", "money", "1", "人", 1, None),
    ("元/人年", "money", "1", "人", 12, None),
    ("元每人每月", "money", "1", "人", 1, None),
    ("元/每人/每月", "money", "1", "人", 1, None),
    ("元/人·天", "money", "1", "人 天", None, None),
    ("平方米/百户", "area", "1", "百户", None, 100),
    ("张/千名老人", "beds", "1", "千名老人", None, 1000),
    ("个/乡镇(街道)", "things", "1", "乡镇(街道)", None, None),
    ("/人·月", "number", "1", "人", 1, None),
    # rates of deaths and illness
    ("1/10万", "number", "1", "十万", None, 100000),
    ("/十万", "number", "1", "十万", None, 100000),
    ("人/百万人", "people", "1", "百万人", None, 1000000),
    ("‱", "share", "1/100", "", None, None),
    ("元/餐", "money", "1", "餐", None, None),
]
NO_UNITS = ["%o", "万万", "百分", "元/", "元//月", "元/星球", "元/月/年", "容忍", "个个", "每人"]
FACTORS = [
    # have, want, what a value is multiplied by
    ("万人", "人", "10000"),
    ("人", "万名", "1/10000"),
    ("‰", "%", "1/10"),
    ("亿元", "万元", "10000"),
    ("亩", "平方米", "2000/3"),
    ("hm²", "公顷", "1"),
    ("公里", "米", "1000"),
    ("年", "个月", "12"),
    ("小时", "分钟", "60"),
    ("元/月", "元/年", "12"),  # 100 a month is 1200 a year
    ("元/年", "元/季度", "1/4"),
    ("次/季度", "次/年", "4"),
    ("元/月/人", "元/月", "1"),  # the person goes without saying beside a period
    ("元/人·年", "元/月", "1/12"),
    ("张/千名老人", "张/千名老人", "1"),
    ("张/百名老人", "张/千名老人", "10"),  # 3 beds per hundred are 30 per thousand
    ("人/万人", "人/千人", "1/10"),
]
APART = [
    ("%", "个百分点"), ("%", "倍"), ("%", "%/年"), ("倍", "番"), ("人", "人次"), ("人", "户"), ("户", "户次"), ("张", "个"), ("元", "元/月"),
    ("元/人", "元"), ("元/户·月", "元/人·月"), ("张/千名老人", "张"), ("张/千名老人", "张/万人"), ("平方米/百户", "平方米/千人"), ("天", "个工作日"), ("小时", "学时"), ("天", "个月"),
    ("A级", "星级"), ("", "%"), ("", "个"),
]  # fmt: skip

# Few dimensions, so that many units drawn convert.
SIZE = st.fractions(min_value=Fraction(1, 1000), max_value=10**12)
DIMENSION, MONTHS = st.sampled_from(["money", "people"]), st.sampled_from([None, 1, 3, 12])
UNIT = st.one_of(
    st.builds(Unit, st.just(""), DIMENSION, SIZE, st.frozensets(st.sampled_from(["人", "户"])), MONTHS),
    st.builds(
        Unit,
        st.just(""),
        DIMENSION,
        SIZE,
        st.sampled_from([frozenset({"百户"}), frozenset({"千户"}), frozenset({"千人"})]),
        MONTHS,
        st.sampled_from([Fraction(100), Fraction(1000)]),
    ),
)


@pytest.mark.parametrize(("symbol", "dimension", "size", "per", "months", "each"), UNITS)
def test_read(symbol: str, dimension: str, size: str, per: str, months: int | None, each: int | None) -> None:
    many = None if each is None else Fraction(each)
    assert units().read(symbol) == Unit(symbol, dimension, Fraction(size), frozenset(per.split()), months, many)


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("每千名老年人拥有养老床位数", 1000),
        ("千名老人养老床位数", 1000),
        ("每1000名老年人口养老床位数", 1000),
        ("每10万人口死亡率", 100_000),
        ("每百万人口因灾死亡率", 1_000_000),
        ("城镇常住人口每万人拥有社区工作者数", 10_000),
        ("每百户居民拥有社区综合服务设施面积", 100),
        ("每名养老护理员照护老年人数", None),
        ("养老护理员培训人次(万人次)", None),
        ("覆盖3万人以上的乡镇数", None),
        ("每万人拥有社会组织数(每千户)", None),  # two of them: no telling which
    ],
)
def test_how_many_a_name_says_its_figures_are_per(text: str, many: int | None) -> None:
    assert units().many(text) == many


@pytest.mark.parametrize("symbol", NO_UNITS)
def test_unknown_units_are_refused(symbol: str) -> None:
    with pytest.raises(Unreadable):
        units().read(symbol)


@pytest.mark.parametrize(("have", "want", "times"), FACTORS)
def test_factor(have: str, want: str, times: str) -> None:
    assert factor(units().read(have), units().read(want)) == Fraction(times)


@pytest.mark.parametrize(("have", "want"), APART)
def test_what_does_not_convert(have: str, want: str) -> None:
    assert factor(units().read(have), units().read(want)) is None
    assert factor(units().read(want), units().read(have)) is None


@pytest.mark.parametrize(
    ("have", "want", "times"),
    [
        ("倍", "%", "100"),
        ("%", "张/千名老人", "10"),  # 3% of older persons are 30 beds per thousand
        ("人/万人", "‰", "1/10"),
        ("万人", "人", "10000"),
        # no number of persons or things, or not per so many
        ("平方米/百户", "%", None),
        ("人", "%", None),
        ("人", "户", None),
    ],
)
def test_what_has_one_base_converts_to_per_cent(have: str, want: str, times: str | None) -> None:
    there, back = (conversion(units().read(one), units().read(other)) for one, other in ((have, want), (want, have)))
    if times is None:
        assert there is back is None
    else:
        assert there == Fraction(times)
        assert back == 1 / Fraction(times)


def test_table_of_text() -> None:
    """All scalars of units.yaml arrive as text; 2000/3 stays exact."""
    table = Units.from_data(
        {"scales": {"万": "10000"}, "periods": {"月": "1"}, "per": ["人"], "dimensions": {"area": {"亩": "2000/3"}}},
    )
    assert table.read("万亩/人·月") == Unit("万亩/人·月", "area", Fraction(20_000_000, 3), frozenset("人"), 1)


@given(UNIT, UNIT, st.fractions())
def test_there_and_back_is_exactly_once(a: Unit, b: Unit, value: Fraction) -> None:
    there, back = factor(a, b), factor(b, a)
    if there is None or back is None:
        assert there is back
    else:
        assert there * back == 1
        assert value * there * back == value


@given(UNIT, UNIT, UNIT)
def test_factor_is_transitive(a: Unit, b: Unit, c: Unit) -> None:
    ab, bc = factor(a, b), factor(b, c)
    if ab is not None and bc is not None:
        assert factor(a, c) == ab * bc


@settings(deadline=None)
@given(st.text())
def test_any_text_is_a_unit_or_unreadable(text: str) -> None:
    with suppress(Unreadable):
        assert units().read(text).symbol == text
