"""Differences: what the second plan's figure, deadline and nature are to the first's."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.alignment import align_all
from plancmp.comparison import Cells, Comparison, Row, compare
from plancmp.differences import Difference, differences_between
from plancmp.library import Library, directions, domains, verdicts_of, vocabulary
from plancmp.model import Plan
from plancmp.reasons import say
from plancmp.select import Sort, select
from plancmp.verdicts import NONE as NO_VERDICTS
from tests.conftest import plan_of

TEXT = """\
plan:
  title: {id}规划
  region: {{name: {id}, level: {level}}}
  kind: {kind}
  period: {period}
domains:
  elderly:
    - {{id: it, name: {name}, {more}}}
"""


def held(a: str, b: str, *, name: str = "护理型床位占比", levels: tuple[str, str] = ("county", "county")) -> dict[str, Difference]:
    """Compare one indicator given as YAML (``targets: [...]``) in two plans."""
    plans = [
        plan_of(TEXT.format(id=id, level=level, kind="five-year-plan", period="2021-2025", name=name, more=more), id)
        for id, more, level in (("甲", a, levels[0]), ("乙", b, levels[1]))
    ]
    x, y = (plan.indicators[0] for plan in plans)
    return {d.aspect: d for d in differences_between(plans[0], x, plans[1], y)}


SIX = plan_of(
    TEXT.format(
        id="六", level="county", kind="five-year-plan", period="2021-2025", name="一", more="targets: [{stated: 1个, by: 2022年}]"
    )
    + "".join(f"    - {{id: i{n}, name: '{n}', targets: [{{stated: {n}个}}]}}\n" for n in range(5)),
    "六",
)


def targets(*stated: str, by: str = "") -> str:
    date = f", by: {by}" if by else ""
    return "targets: [" + ", ".join(f"{{stated: '{s}'{date}}}" for s in stated) + "]"


@pytest.mark.parametrize(
    ("a", "b", "state", "delta", "unit"),
    [
        ("不低于55%", "55%", "equal", 0, "百分点"),
        ("不低于55%", "60%以上", "higher", 5, "百分点"),
        ("60%", "55%", "lower", -5, "百分点"),
        ("0.47万人", "4700人", "equal", 0, "万人"),
        ("4700人", "0.9万人", "higher", 4300, "人"),
        ("1200元/年", "110元/月", "higher", 120, "元/年"),
        ("5‰", "1%", "higher", 5, "‰"),
        ("28%-35%", "28%-35%", "equal", 0, "百分点"),
        ("28%-35%", "40%", "higher", 5, "百分点"),
        ("40%", "28%-35%", "lower", -5, "百分点"),
        ("738元/月/人", "681元/月", "lower", -57, "元/月/人"),
        ("不低于低保标准的1.3倍", "不低于低保标准的1.5倍", "higher", Fraction(1, 5), "倍"),
    ],
)
def test_targets(a: str, b: str, state: str, delta: int, unit: str) -> None:
    found = held(targets(a), targets(b))["target"]
    assert (found.state, found.delta, found.unit) == (state, delta, unit)
    mirrored = held(targets(b), targets(a))["target"]
    assert {"equal": "equal", "higher": "lower", "lower": "higher"}[state] == mirrored.state


@pytest.mark.parametrize(
    ("a", "b", "why"),
    [
        ("55%", "5个百分点", "units do not convert"),
        ("55%", "每年递增10%", "growth"),
        ("22个", "30%", "units do not convert"),
        ("不低于消费支出的60%", "60%", "bases"),
        ("--", "60%", "sets no value"),
        ("******人", "60人", "blanked out"),
        ("不低于全省平均水平", "60%", "without a number"),
        ("20%-40%", "30%", "overlap"),
        ("700元/月", "8400元", "units do not convert"),
    ],
)
def test_what_cannot_be_compared_says_why(a: str, b: str, why: str) -> None:
    for pair in ((a, b), (b, a)):
        found = held(*map(targets, pair))["target"]
        assert found.state == "not comparable"
        assert found.delta is None
        assert found.reason is not None
        assert why in say(found.reason)


def test_a_bare_number_is_compared_and_said() -> None:
    found = held(targets("45"), targets("59张"), name="每千名老年人床位数")["target"]
    assert (found.state, found.delta) == ("higher", 14)
    assert found.reason is not None
    assert "prints no unit" in say(found.reason)


def promising(id: str, name: str, stated: str) -> Plan:
    """A plan with one figure for one indicator."""
    return plan_of(
        TEXT.format(id=id, level="county", kind="five-year-plan", period="2021-2025", name=name, more=targets(stated)), id
    )


@pytest.mark.parametrize(
    ("a", "b", "state", "delta", "why"),
    [
        (("每千名老年人拥有养老床位数", "30张"), ("每百名老人养老床位数", "4.5张"), "higher", 15, "1 张/100 = 10 张/1000"),
        (
            ("每百名老人养老床位数", "4.5张"),
            ("每千名老年人拥有养老床位数", "30张"),
            "lower",
            Fraction(-3, 2),
            "1 张/1000 = 1/10 张/100",
        ),
        (("每万名老年人拥有养老护理员数", "40人"), ("每千名老年人配备养老护理员", "4名"), "equal", 0, "1 名/1000 = 10 人/10000"),
        # the unit may say it, and a phrase none at all
        (("每千名老年人养老床位数", "30张"), ("每千名老人养老床位数", "30张/千名老人"), "equal", 0, ""),
        (("每千名老年人养老床位数", "45"), ("每百名老人养老床位数", "4张"), "lower", -5, "= 10"),
    ],
)
def test_figures_per_more_and_per_fewer_are_converted(
    a: tuple[str, str], b: tuple[str, str], state: str, delta: Fraction, why: str
) -> None:
    plans = [promising("甲", *a), promising("乙", *b)]
    (row,) = compare(plans, align_all(plans, vocabulary(), verdicts_of()), list(domains())).rows
    assert row.relation == "same"
    found = next(d for d in row.differences if d.aspect == "target")
    assert (found.state, found.delta) == (state, delta)
    assert why in (say(found.reason) if found.reason else "")


def test_a_figure_per_many_is_not_held_against_one_that_is_not() -> None:
    a, b = promising("甲", "每千名老年人养老床位数", "30张"), promising("乙", "养老床位数", "30张")
    (found,) = (d for d in differences_between(a, a.indicators[0], b, b.indicators[0]) if d.aspect == "target")
    assert (found.state, say(found.reason or pytest.fail())) == ("not comparable", "units do not convert: 张/1000 against 张")


def test_absolute_counts_of_regions_of_different_level() -> None:
    across = held(targets("5000张"), targets("300张"), name="家庭养老床位", levels=("province", "county"))["target"]
    assert across.state == "not comparable"
    assert "different level" in say(across.reason or pytest.fail())
    per_head = held(targets("50张"), targets("59张"), name="每千名老年人床位数", levels=("province", "county"))["target"]
    assert per_head.state == "higher"


@pytest.mark.parametrize(
    ("name", "figures", "state"),
    [
        (("社会工作专业人才数量", "持证社工数量"), ("5000人", "2000人"), "not comparable"),
        (("低保人数", "城市低保人数"), ("5000人", "2000人"), "not comparable"),
        (("低保标准", "城市低保标准"), ("800元/月", "900元/月"), "higher"),
        (("社会工作专业人才数量", "社会工作专业人才总量"), ("5000人", "2000人"), "lower"),
    ],
)
def test_absolute_counts_of_a_part_and_of_the_whole(name: tuple[str, str], figures: tuple[str, str], state: str) -> None:
    plans = [
        plan_of(TEXT.format(id=id, level="county", kind="five-year-plan", period="2021-2025", name=n, more=targets(stated)), id)
        for id, n, stated in zip("甲乙", name, figures, strict=True)
    ]
    for pair in (plans, plans[::-1]):
        (row,) = compare(tuple(pair), align_all(tuple(pair), vocabulary(), NO_VERDICTS), ["elderly"]).rows
        target = next(d for d in row.differences if d.aspect == "target")
        assert target.state == (state if pair is plans else {"higher": "lower", "lower": "higher"}.get(state, state))
        if state == "not comparable":
            assert say(target.reason or pytest.fail()) == "absolute counts of a part and of the whole"


def test_milestones_and_actuals_are_shown_not_scored() -> None:
    milestone = "targets: [{stated: 建成, milestone: true}]"
    assert say(held(milestone, targets("55%"))["target"].reason or pytest.fail()) == "a number against a milestone"
    assert "both sides" in say(held(milestone, milestone)["target"].reason or pytest.fail())
    reached = held("actuals: [{stated: 78%, as_of: 2018年}]", targets("70%"))
    assert reached["target"].state == "not comparable"
    assert say(reached["target"].reason or pytest.fail()).startswith("an actual against a target")
    both = held("actuals: [{stated: 78%, as_of: 2018年}]", "actuals: [{stated: 80%, as_of: 2020年}]")
    assert say(both["target"].reason or pytest.fail()).startswith("results on both sides and no target")
    assert "deadline" not in reached


@pytest.mark.parametrize(
    ("a", "b", "state", "months"),
    [
        ("2025", "2025年底", "same", 0),
        ("2025年", "“十四五”末", "same", 0),
        ("2022年", "2022年6月前", "earlier", -6),
        ("2022年底", "2025年", "later", 36),
        ("每年", "每年", "same", 0),
    ],
)
def test_deadlines(a: str, b: str, state: str, months: int) -> None:
    found = held(targets("55%", by=a), targets("55%", by=b))["deadline"]
    assert (found.state, found.delta, found.unit) == (state, months, "months")


@pytest.mark.parametrize(
    ("a", "b", "why"), [("2025", "", "states no deadline"), ("2025", "每年", "every year"), ("从2022年起", "2022", "start")]
)
def test_deadlines_that_cannot_be_compared(a: str, b: str, why: str) -> None:
    found = held(targets("55%", by=a), targets("55%", by=b))["deadline"]
    assert found.state == "not comparable"
    assert why in say(found.reason or pytest.fail())


def test_a_deadline_that_only_the_period_gives_stands_in_brackets() -> None:
    text = TEXT.replace("{kind}", "annual-work-plan").replace("{period}", "'2023'")
    plans = [plan_of(text.format(id=id, level="county", name="火化率", more=targets("90%")), id) for id in "甲乙"]
    x, y = (plan.indicators[0] for plan in plans)
    found = {d.aspect: d for d in differences_between(plans[0], x, plans[1], y)}
    assert found["deadline"].inputs == ("(2023)", "(2023)")


def test_no_deadline_on_either_side_is_no_difference() -> None:
    assert "deadline" not in held(targets("55%"), targets("60%"))


PHRASES = [
    "55%",
    "不低于60%",
    "0.47万人",
    "5000人",
    "738元/月",
    "8000元/年",
    "5‰",
    "28%-35%",
    "22个",
    "--",
    "翻一番",
    "每年递增10%",
    "不低于消费支出的60%",
]
DATES = ["", "2022年", "2022年6月前", "2025年底", "每年", "从2022年起", "“十四五”末"]
TURNED = {"higher": "lower", "lower": "higher", "earlier": "later", "later": "earlier", "firmer": "softer", "softer": "firmer"}
figures = st.tuples(st.sampled_from(PHRASES), st.sampled_from(DATES), st.sampled_from(["", "nature: 约束性, ", "nature: 预期性, "]))


@settings(max_examples=150, deadline=None)
@given(figures, figures)
def test_the_difference_of_b_to_a_mirrors_that_of_a_to_b(a: tuple[str, str, str], b: tuple[str, str, str]) -> None:
    x, y = (f"{nature}{targets(stated, by=by)}" for stated, by, nature in (a, b))
    there, back = held(x, y), held(y, x)
    assert there.keys() == back.keys()
    for aspect, found in there.items():
        turned = back[aspect]
        assert turned.state == TURNED.get(found.state, found.state)
        if found.delta is not None and found.unit == turned.unit:
            assert turned.delta == -found.delta
        elif found.delta is not None:  # in the other figure's unit
            assert turned.delta is not None
            assert (turned.delta < 0) == (found.delta > 0)


@given(st.permutations(range(6)), st.sampled_from(list(Sort)))
def test_sorting_is_total_and_stable(order: list[int], by: Sort) -> None:
    rows = [Row("elderly", "only", None, Cells(1, {0: (indicator,)})) for indicator in SIX.indicators]
    found = select(Comparison((SIX,), tuple(rows[n] for n in order)), sort=by)
    assert sorted(row.cells[0][0].id for row in found.rows) == sorted(row.cells[0][0].id for row in rows)
    again = select(found, sort=by)
    assert again.rows == found.rows


def test_natures() -> None:
    binding, indicative = f"nature: 约束性, {targets('55%')}", f"nature: 预期性, {targets('55%')}"
    assert held(binding, binding)["nature"].state == "same"
    assert held(indicative, binding)["nature"].state == "firmer"
    assert held(binding, indicative)["nature"].state == "softer"
    assert held(binding, targets("55%"))["nature"].state == "not comparable"
    assert "nature" not in held(targets("55%"), targets("55%"))


def test_like_is_compared_with_like() -> None:
    several = "targets: [{stated: 50%, by: 2022年底}, {stated: 60%, by: 2025年底}]"
    same_year = held(several, targets("55%", by="2022年"))
    assert (same_year["target"].delta, same_year["deadline"].state) == (5, "same")
    last = held(several, targets("55%", by="2024年"))
    assert (last["target"].delta, last["deadline"].delta) == (-5, -12)
    undated = held(several, targets("55%"))
    assert undated["target"].inputs == ("60%", "55%")


def test_rows_stand_in_the_order_of_domains_and_of_the_first_file(made: Comparison) -> None:
    assert [(row.domain, row.relation) for row in made.rows] == [("elderly", "broader"), ("elderly", "only"), ("funeral", "same")]
    assert [d.aspect for d in made.rows[2].differences] == ["target"]  # not set: no deadline to speak of


def test_the_rows_of_a_domain_are_those_of_all_rows_in_which_it_has_a_part() -> None:
    library = Library.open()
    plans = tuple(map(library.find, ("jilin", "guichi", "nanning")))
    aligned, order = align_all(plans, vocabulary(), verdicts_of()), list(domains())

    def told(rows: Iterable[Row]) -> list[object]:
        return [(row.domain, row.relation, row.score, list(row.cells), row.pairs, row.differences) for row in rows]

    every = compare(plans, aligned, order, directions=directions()).rows
    assert any(len({i.domain for i in row.indicators()}) > 1 for row in every)
    for domain in order:
        narrowed = compare(plans, aligned, order, domain, directions=directions()).rows
        assert told(narrowed) == told(row for row in every if any(i.domain == domain for i in row.indicators()))


def test_two_plans_stand_in_a_row_for_the_sake_of_a_third_ones_domain() -> None:
    text = TEXT.replace("elderly:", "{domain}:")
    plans = [
        plan_of(
            text.format(
                id=id,
                level="county",
                kind="five-year-plan",
                period="2021-2025",
                name="志愿服务站点社区覆盖率",
                more=targets("90%"),
                domain=domain,
            ),
            id,
        )
        for id, domain in (("甲", "charity"), ("乙", "charity"), ("丙", "governance"))
    ]
    (row,) = compare(plans, align_all(plans, vocabulary()), list(domains()), "governance").rows
    assert [pair.between for pair in row.pairs] == [("甲", "乙"), ("甲", "丙"), ("乙", "丙")]
    assert {pair.relation for pair in row.pairs} == {"same"}


@pytest.mark.parametrize("domain", ["elderly", "social-assistance", None])
def test_an_alignment_for_rows_is_that_part_of_the_whole_that_rows_tell(domain: str | None) -> None:
    library = Library.open()
    aligned = align_all((library.find("huzhou"), library.find("jilin")), vocabulary(), verdicts_of())
    whole, part = aligned[0, 1], aligned.for_rows(domain)[0, 1]
    for every, told in ((whole.matches, part.matches), (whole.candidates, part.candidates)):
        wanted = tuple(m for m in every if any(domain in (None, i.domain) for i in (*m.first, *m.second)))
        assert wanted
        assert told == wanted
    assert part.only_first == tuple(i for i in whole.only_first if domain in (None, i.domain))
    assert part.only_second == tuple(i for i in whole.only_second if domain in (None, i.domain))
    assert whole.refused
    assert part.refused == ()


@pytest.mark.parametrize(
    "ids", [("jilin", "guichi", "nanning"), ("nanning", "huzhou"), ("huzhou", "zhonglou", "jilin", "nanning", "guichi")]
)
def test_a_row_claims_what_the_weakest_of_its_pairs_does(ids: tuple[str, ...]) -> None:
    plans = tuple(map(Library.open().find, ids))
    found = compare(plans, align_all(plans, vocabulary(), verdicts_of()), list(domains()))
    shared = [row for row in found.rows if row.relation not in ("only", "candidate")]
    assert shared
    for row in shared:
        assert row.score == max(pair.score for pair in row.pairs)
        relations = {pair.relation for pair in row.pairs}
        if len(relations) == 1:
            assert {row.relation} == relations
        else:
            assert row.relation in ("close", *({"broader", "narrower"} & relations if "close" not in relations else ()))


def test_without_candidates_the_rows_are_the_same() -> None:
    plans = tuple(map(Library.open().find, ("jilin", "huzhou")))
    aligned, order = align_all(plans, vocabulary(), verdicts_of()), list(domains())
    every = compare(plans, aligned, order).rows
    told = [(row.domain, row.relation, row.score, list(row.cells)) for row in every if row.relation != "candidate"]
    assert 0 < len(told) < len(every)
    assert [(r.domain, r.relation, r.score, list(r.cells)) for r in compare(plans, aligned, order, candidates=False).rows] == told
