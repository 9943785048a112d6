"""Questions of planners, answered for the real plans and for small ones; baselines, directions, groups."""

from __future__ import annotations

import json
from fractions import Fraction
from itertools import combinations, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.alignment import align_all
from plancmp.comparison import Comparison, compare
from plancmp.directions import Directions
from plancmp.library import directions, domains, vocabulary
from plancmp.progress import progress
from tests.conftest import Run, plan_of
from tests.test_alignment import NAMES, plan
from tests.test_cli import FIVE, rows


def ask(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run(*arguments, "--json")
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)["records"]
    return found


@pytest.mark.parametrize("text", ["护理床位", "nursing beds", "护理型床", "护理型床位占比"])
def test_search_finds_the_nursing_beds(run: Run, text: str) -> None:
    found = ask(run, "search", text)
    assert {"guichi", "jilin", "nanning"} <= {record["plan"] for record in found[:6]}
    assert [record["score"] for record in found] == sorted((record["score"] for record in found), reverse=True)


def test_rank_puts_what_does_not_compare_last(run: Run) -> None:
    found = ask(run, "rank", "养老机构护理型床位占比")
    # Read in the plans: Jilin 60 % (publicly run only), Guichi and Nanning 55 %; Zhonglou and Huzhou have none.
    assert [(r["rank"], r["plan"], r["value"]) for r in found[:3]] == [(1, "jilin", 60), (2, "guichi", 55), (2, "nanning", 55)]
    assert found[0]["note"] == "only 公办养老机构"
    assert {r["plan"]: r["note"] for r in found[3:]} == {
        "huzhou": "huzhou has no target for it", "zhonglou": "zhonglou has no target for it",
    }  # fmt: skip


def test_rank_says_what_is_only_a_part_of_what_is_asked_for(run: Run) -> None:
    found = ask(run, "rank", "社会工作专业人才总量")
    notes = {r["plan"]: r["note"] for r in found if r["value"] is not None}
    # Read in the plans: Guichi and Nanning count social work professionals, Jilin those with the certificate.
    assert notes["guichi"] is notes["nanning"] is None
    assert "持证社工 (certified social workers) is part of 社会工作专业人才" in str(notes["jilin"])


def test_gaps_are_what_others_promise(run: Run) -> None:
    found = ask(run, "gaps", "guichi")
    names = {record["name"] for record in found}
    assert "婚姻登记合格率" in names  # Jilin and Nanning both promise 100 %
    assert "养老机构护理型床位占比" not in names
    assert all(record["peers"] >= 2 for record in found)
    assert len(ask(run, "gaps", "guichi", "--at-least", "1")) > len(found)
    only = ask(run, "gaps", "guichi", "--peers", "nanning", "--at-least", "1")
    assert only
    assert "jilin" not in only[0]


def test_timeline_is_seen_from_a_day(run: Run) -> None:
    found = ask(run, "timeline", "jilin", "--as-of", "2024-06-30")
    states = {record["deadline"][:4]: record["state"] for record in found if record["deadline"] != "annual"}
    assert states["2022"] == "past"
    assert states["2024"] == "due"
    assert states["2025"] == "to come"
    assert states["2035"] == "to come"
    assert {r["state"] for r in found if r["deadline"] == "annual"} == {"every year"}


def test_stats_say_how_checkable_a_plan_is(run: Run) -> None:
    found = {record["plan"]: record for record in ask(run, "stats")}
    assert set(found) == set(FIVE)
    assert found["zhonglou"]["with_deadline_%"] == 100  # an annual plan: its year
    assert found["zhonglou"]["with_baseline_%"] == 0
    assert sum(found["nanning"][slug] for slug in domains()) == found["nanning"]["indicators"]


def test_matrix_counts_who_has_what(run: Run) -> None:
    found = ask(run, "matrix", "--domain", "elderly")
    beds = next(r for r in found if r["name"] == "养老机构护理型床位占比")
    assert beds["have"] >= 2
    assert beds["of"] == 5
    assert [r["have"] for r in found] == sorted((r["have"] for r in found), reverse=True)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("search", "宇宙飞船"), "No plan has anything like"),
        (("rank", "宇宙飞船"), "No plan has anything like"),
        (("matrix", "zhonglou", "-d", "disability", "nanning", "--plans", "."), ""),
        (("gaps", "guichi", "--at-least", "5"), "Nothing that 5 or more of 4 peers promise is missing in guichi."),
        (("timeline", "huzhou", "-d", "place-names"), "No target has a deadline."),
    ],
)
def test_no_answer_is_said_in_one_line(run: Run, arguments: tuple[str, ...], line: str) -> None:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().startswith(line)
    if line:
        assert json.loads(run(*arguments, "--json").stdout)["records"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("timeline", "--as-of", "soon"), "a day looks like"),
        (("gaps", "guichi", "--peers", "guichi"), "no peers"),
        (("compare", "jilin"), "two plans or more"),
        (("compare", "--all", "jilin"), "--all takes no plans"),
        (("compare", "jilin", "nanning", "--nature", "soft"), "allowed are"),
    ],
)
def test_slips(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()


def test_compare_filters(run: Run) -> None:
    everything = rows(run, "guichi", "nanning")
    for option in (("--only-differences",), ("--only-common",), ("--missing",), ("--nature", "binding"), ("--by", "2022")):
        some = rows(run, "guichi", "nanning", *option)
        assert 0 < len(some) < len(everything), option
    assert all(r["cells"]["guichi"] and r["cells"]["nanning"] for r in rows(run, "guichi", "nanning", "--only-common"))
    named = rows(run, "guichi", "nanning", "--sort", "name")
    names = [next(c["name"] for cell in r["cells"].values() for c in cell) for r in named]
    assert names == sorted(names)
    for order in ("deadline", "difference"):
        assert len(rows(run, "guichi", "nanning", "--sort", order)) == len(everything)


def test_compare_exit_code(run: Run) -> None:
    assert run("compare", "guichi", "nanning", "--exit-code").returncode == 1
    assert run("compare", "guichi", "nanning").returncode == 0


def test_compare_explains_its_arithmetic(run: Run) -> None:
    text = run("compare", "jilin", "nanning", "-d", "elderly", "--explain", COLUMNS="300").stdout.decode()
    assert "55 - 60 = -5 percentage points" in text


def test_compare_against_one(run: Run) -> None:
    found = rows(run, "guichi", "jilin", "nanning", "--against", "nanning")
    assert {d["between"][0] for r in found for d in r["differences"]} == {"nanning"}
    assert list(found[0]["cells"]) == ["guichi", "jilin", "nanning"]


def test_all_plans_at_once(run: Run) -> None:
    found = [r for r in rows(run, "--all") if r["relation"] != "candidate"]
    for plan_id in FIVE:
        stands = [c["indicator"] for r in found for c in r["cells"][plan_id]]
        assert len(stands) == len(set(stands))
        assert set(stands) == {r["indicator"] for r in json.loads(run("export", plan_id, "--json").stdout)["records"]}


def compared(*plans: Any) -> Comparison:
    return compare(plans, align_all(plans, vocabulary()), list(domains()))


def shared(found: Comparison, a: str, b: str) -> set[tuple[frozenset[str], frozenset[str]]]:
    """The rows that two plans share, as the names that stand in their cells."""
    i, j = ([p.id for p in found.plans].index(id) for id in (a, b))
    cells = ((row.cells[i], row.cells[j]) for row in found.rows if row.relation != "candidate" and row.cells[i] and row.cells[j])
    return {(frozenset(x.name for x in first), frozenset(y.name for y in second)) for first, second in cells}


some = st.lists(st.sampled_from(NAMES), unique=True, max_size=6)


@settings(max_examples=40, deadline=None)
@given(some, some, some)
def test_groups_are_consistent_with_the_pairs(a: list[str], b: list[str], c: list[str]) -> None:
    plans = (plan("甲", *a), plan("乙", *b), plan("丙", *c))
    found = compared(*plans)
    for p, q in combinations(plans, 2):
        pair = shared(compared(p, q), p.id, q.id)
        many = shared(found, p.id, q.id)
        assert all(any(x <= first and y <= second for first, second in pair) for x, y in many)
        assert many == pair or found.conflicts  # what the rows could not keep is reported
    for numbers in range(3):
        stands = [i.id for row in found.rows if row.relation != "candidate" for i in row.cells[numbers]]
        assert sorted(stands) == sorted(i.id for i in plans[numbers].indicators)


@settings(max_examples=25, deadline=None)
@given(some, some, some)
def test_another_plan_changes_no_relation_of_two(a: list[str], b: list[str], c: list[str]) -> None:
    one, two, three = plan("甲", *a), plan("乙", *b), plan("丙", *c)
    alone = align_all((one, two), vocabulary())[0, 1]
    assert align_all((one, two, three), vocabulary())[0, 1] == alone
    assert align_all((three, one, two), vocabulary())[1, 2] == alone


@settings(max_examples=25, deadline=None)
@given(some, some, some)
def test_the_order_of_plans_changes_no_row(a: list[str], b: list[str], c: list[str]) -> None:
    plans = (plan("甲", *a), plan("乙", *b), plan("丙", *c))
    seen = set()
    for order in permutations(plans):
        found = compared(*order)
        seen.add(
            frozenset(
                frozenset((p.id, i.name) for p, cell in zip(order, row.cells, strict=True) for i in cell) for row in found.rows
            )
        )
    assert len(seen) == 1


def test_a_match_that_not_all_plans_agree_on_is_reported() -> None:
    # 公办 and 城市 beds each match all beds, but not each other.
    found = compared(
        plan("甲", "公办养老机构护理型床位占比"), plan("乙", "养老机构护理型床位占比"), plan("丙", "城市养老机构护理型床位占比")
    )
    assert found.conflicts
    assert all(sum(bool(cell) for cell in row.cells) <= 2 for row in found.rows)


BASELINE = """\
plan: {{title: 甲规划, region: {{name: 甲市, level: county}}, kind: five-year-plan, period: 2021-2025}}
domains:
  elderly:
    - id: it
      name: {name}
      targets: [{{stated: {target}, by: 2025年}}]
      actuals: [{{stated: {actual}, as_of: 2020年}}]
"""


@pytest.mark.parametrize(
    ("name", "actual", "target", "gap", "pace", "met", "headroom"),
    [
        ("护理型床位占比", "35%", "不低于55%", 20, 4, False, 65),
        ("老年食堂覆盖率", "100%", "90%", -10, -2, True, 0),
        ("空置率", "30%", "不超过20%", -10, -2, False, 70),
        ("空置率", "15%", "不超过20%", 5, 1, True, 85),
        ("社会组织数量", "3200人", "0.47万人", Fraction(3, 20), Fraction(3, 100), None, None),
        ("低保标准", "6000元/年", "600元/月", 100, 20, None, None),
    ],
)
def test_the_way_from_a_baseline_to_a_target(
    name: str, actual: str, target: str, gap: Fraction, pace: Fraction, met: bool | None, headroom: Fraction | None
) -> None:
    (indicator,) = plan_of(BASELINE.format(name=name, actual=actual, target=target), "甲").indicators
    found = progress(indicator, directions().of((indicator,)))
    assert found is not None
    assert (found.gap, found.pace, found.met, found.headroom, found.years) == (gap, pace, met, headroom, 5)


@pytest.mark.parametrize(("actual", "target"), [("30人", "55%"), ("35%", "每年递增10%"), ("--", "55%"), ("35%", "--")])
def test_no_way_where_there_is_nothing_to_subtract(actual: str, target: str) -> None:
    (indicator,) = plan_of(BASELINE.format(name="护理型床位占比", actual=f'"{actual}"', target=f'"{target}"'), "甲").indicators
    assert progress(indicator, None) is None


def test_directions() -> None:
    def of(name: str, target: str) -> str | None:
        return directions().of(plan_of(BASELINE.format(name=name, actual="1%", target=target), "甲").indicators)

    assert of("某某", "不低于5%") == "higher"
    assert of("某某", "5%以内") == "lower"
    assert of("老年食堂覆盖率", "5%") == "higher"
    assert of("某某", "5%") is None
    with pytest.raises(KeyError):
        Directions.from_data({"higher": {"what": ["spaceship"]}}, vocabulary())
