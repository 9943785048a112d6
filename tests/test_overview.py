"""Which targets stand on one axis, and which gaps there are."""

from __future__ import annotations

from fractions import Fraction

import pytest

from plancmp.alignment import align_all
from plancmp.comparison import Cells, Comparison, Row, compare
from plancmp.library import domains, vocabulary
from plancmp.model import Plan
from plancmp.overview import Axis, axis, holes
from tests.conftest import plan_of

HEAD = """\
plan:
  title: {name}民政规划
  region: {{name: {name}, level: {level}}}
  kind: five-year-plan
  period: 2021-2025
domains:
  elderly:
    - id: x
      name: {indicator}
"""


def plan(id: str, figures: str, level: str = "county", indicator: str = "火化率") -> Plan:
    name = {"jia": "甲", "yi": "乙", "bing": "丙"}[id] + {"county": "县", "prefecture": "市"}[level]
    text = HEAD.format(name=name, level=level, indicator=indicator) + "".join(f"      {line}\n" for line in figures.splitlines())
    return plan_of(text, id)


def compared(*plans: Plan) -> Comparison:
    return compare(plans, align_all(plans, vocabulary()), list(domains()))


def only_axis(*plans: Plan) -> Axis | None:
    found = compared(*plans)
    (row,) = found.rows
    return axis(plans, row)


def test_targets_are_put_in_one_unit_exactly() -> None:
    first = plan("jia", "targets: [{stated: 1.5万人, by: 2025年}]", indicator="社工人数")
    second = plan("yi", "targets: [{stated: 8000人以上, by: 2024年}, {stated: 9000-12000人, by: 2025年}]", indicator="社工人数")
    found = only_axis(first, second)
    assert found
    assert found.unit.symbol == "万人"
    assert not found.share
    assert [[(p.low, p.high) for p in line.targets] for line in found.lines] == [
        [(Fraction("1.5"), Fraction("1.5"))],
        [(Fraction("0.8"), Fraction("0.8")), (Fraction("0.9"), Fraction("1.2"))],
    ]


def test_an_arrow_leads_from_a_baseline_to_a_later_deadline_only() -> None:
    figures = "targets: [{{stated: 60%, by: 2025年}}]\nactuals: [{{stated: 50%{}}}]"
    before = plan("jia", figures.format(", as_of: 2020年"))
    after = plan("yi", figures.format(", as_of: 2025年"))
    undated = plan("bing", figures.format(""))
    found = only_axis(before, after, undated)
    assert found
    assert [(line.baseline and line.baseline.low, line.ahead) for line in found.lines] == [(50, True), (50, False), (50, False)]


def test_what_does_not_compare_is_named_with_its_reason() -> None:
    small = plan("jia", "targets: [{stated: 400张, by: 2025年}]", indicator="新增床位数")
    like_it = plan("yi", "targets: [{stated: 300张, by: 2025年}]", indicator="新增床位数")
    large = plan(
        "bing",
        "targets:\n  - {stated: 5000张, by: 2025年}\n  - {stated: 建成一批床位, milestone: true}",
        "prefecture",
        indicator="新增床位数",
    )
    for plans in ((small, like_it, large), (large, small, like_it), (like_it, large, small)):
        found = only_axis(*plans)
        assert found
        assert {line.plan.id for line in found.lines} == {"jia", "yi"}
        assert [(u.plan.id, u.target.stated, u.reason.code) for u in found.unplaced] == [
            ("bing", "5000张", "levels"),
            ("bing", "建成一批床位", "milestone"),
        ]


@pytest.mark.parametrize(
    ("first", "second", "common"),
    [
        ("targets: [{stated: 60%}]", "targets: [{stated: 建成, milestone: true}]", False),
        ("targets: [{stated: 60%}]", "actuals: [{stated: 50%}]", False),
        ("targets: [{stated: 60%}]", 'targets: [{stated: "--"}]', False),
        ("targets: [{stated: 60%}]", "targets: [{stated: 每年增长5%}]", False),
        ("targets: [{stated: 60%}]", "targets: [{stated: 500‰}]", True),
        ("targets: [{stated: 50-70%}]", "targets: [{stated: 60-80%}]", True),
    ],
)
def test_one_plan_alone_makes_no_axis(first: str, second: str, common: bool) -> None:
    assert bool(only_axis(plan("jia", first), plan("yi", second))) is common


@pytest.mark.parametrize(
    ("indicator", "figures", "common"),
    [("社会工作专业人才数量", "5000人", False), ("每万人持证社工数", "5人", True), ("持证社工数量", "5000人", True)],
)
def test_the_number_of_a_part_and_that_of_the_whole_have_no_axis(indicator: str, figures: str, common: bool) -> None:
    certified = indicator.replace("社会工作专业人才", "持证社工")
    targets = f"targets: [{{stated: {figures}}}]"
    assert bool(only_axis(plan("jia", targets, indicator=indicator), plan("yi", targets, indicator=certified))) is common


def test_a_candidate_makes_no_axis() -> None:
    first, second = (plan(id, "targets: [{stated: 60%}]") for id in ("jia", "yi"))
    cells = Cells(2, {0: first.indicators, 1: second.indicators})
    assert axis((first, second), Row("elderly", "same", 100.0, cells))
    assert axis((first, second), Row("elderly", "candidate", 100.0, cells)) is None


def test_only_shares_of_a_whole_end_at_a_hundred() -> None:
    whole = only_axis(plan("jia", "targets: [{stated: 60%}]"), plan("yi", "targets: [{stated: 100%}]"))
    more = only_axis(plan("jia", "targets: [{stated: 60%}]"), plan("yi", "targets: [{stated: 120%}]"))
    assert whole
    assert more
    assert (whole.share, more.share) == (True, False)


def test_gaps_tell_a_result_from_nothing() -> None:
    promise = "targets: [{stated: 60%}]"
    first, second = plan("jia", promise), plan("yi", promise)
    third = plan("bing", "actuals: [{stated: 50%}]")
    fourth = plan_of(HEAD.format(name="丁县", level="county", indicator="结婚登记数") + "      targets: [{stated: 5对}]\n", "ding")
    (hole,) = holes(compared(first, second, third, fourth), 2)
    assert [[p.id for p in plans] for plans in (hole.promised, hole.reported, hole.missing)] == [["jia", "yi"], ["bing"], ["ding"]]
    assert not holes(compared(first, second), 2)
    assert not holes(compared(first, second, fourth), 3)
