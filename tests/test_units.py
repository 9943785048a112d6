"""Units: what they measure, how they convert, and that conversion is exact."""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.errors import Unreadable
from plancmp.library import units
from plancmp.units import Unit, Units, factor

UNITS = [
    # symbol, dimension, size, per, months
    ("", "number", "1", "", None),
    ("万", "number", "10000", "", None),
    ("%", "share", "1", "", None),
    ("‰", "share", "1/10", "", None),
    ("个百分点", "points", "1", "", None),
    ("倍", "times", "1", "", None),
    ("番", "doublings", "1", "", None),
    ("万人", "people", "10000", "", None),
    ("人次", "person-times", "1", "", None),
    ("百户", "households", "100", "", None),
    ("千米", "length", "1000", "", None),  # a unit of its own, not a thousand of 米 read apart
    ("万千米", "length", "10000000", "", None),
    ("亿元", "money", "100000000", "", None),
    ("万亿元", "money", "1000000000000", "", None),
    ("亩", "area", "2000/3", "", None),
    ("m²", "area", "1", "", None),
    ("元/月", "money", "1", "", 1),
    ("元/季度", "money", "1", "", 3),
    ("元/年", "money", "1", "", 12),
    ("元/月/人", "money", "1", "人", 1),
    ("元/人·月", "money", "1", "人", 1),
    ("元/人月", "money", "1", "人", 1),
    ("元/人年", "money", "1", "人", 12),
    ("元每人每月", "money", "1", "人", 1),
    ("元/每人/每月", "money", "1", "人", 1),
    ("元/人·天", "money", "1", "人 天", None),
    ("平方米/百户", "area", "1", "百户", None),
    ("张/千名老人", "beds", "1", "千名老人", None),
    ("个/乡镇(街道)", "things", "1", "乡镇(街道)", None),
    ("/人·月", "number", "1", "人", 1),
    # rates of deaths and illness
    ("1/10万", "number", "1", "十万", None),
    ("/十万", "number", "1", "十万", None),
    ("人/百万人", "people", "1", "百万人", None),
    ("‱", "share", "1/100", "", None),
    ("元/餐", "money", "1", "餐", None),
]
NO_UNITS = ["%o", "万万", "百分", "元/", "元//月", "元/星球", "元/月/年", "容忍", "个个", "每人"]
FACTORS = [
    # have, want, what a value is multiplied by
    ("万人", "人", "10000"),
    ("人", "万名", "1/10000"),
    ("‰", "%", "1/10"),
    ("亿元", "万元", "10000"),
    ("亩", "平方米", "2000/3"),
    ("公里", "米", "1000"),
    ("年", "个月", "12"),
    ("小时", "分钟", "60"),
    ("元/月", "元/年", "12"),  # 100 a month is 1200 a year
    ("元/年", "元/季度", "1/4"),
    ("次/季度", "次/年", "4"),
    ("元/月/人", "元/月", "1"),  # the person goes without saying beside a period
    ("元/人·年", "元/月", "1/12"),
    ("张/千名老人", "张/千名老人", "1"),
]
APART = [
    ("%", "个百分点"), ("%", "倍"), ("%", "%/年"), ("倍", "番"), ("人", "人次"), ("人", "户"), ("户", "户次"), ("张", "个"), ("元", "元/月"),
    ("元/人", "元"), ("元/户·月", "元/人·月"), ("张/千名老人", "张"), ("张/千名老人", "张/万人"), ("天", "个工作日"), ("小时", "学时"), ("天", "个月"),
    ("A级", "星级"), ("", "%"), ("", "个"),
]  # fmt: skip

# Few dimensions, so that many units drawn convert.
UNIT = st.builds(
    Unit,
    st.just(""),
    st.sampled_from(["money", "people"]),
    st.fractions(min_value=Fraction(1, 1000), max_value=10**12),
    st.frozensets(st.sampled_from(["人", "户"])),
    st.sampled_from([None, 1, 3, 12]),
)


@pytest.mark.parametrize(("symbol", "dimension", "size", "per", "months"), UNITS)
def test_read(symbol: str, dimension: str, size: str, per: str, months: int | None) -> None:
    assert units().read(symbol) == Unit(symbol, dimension, Fraction(size), frozenset(per.split()), months)


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
