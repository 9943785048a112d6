"""Rows, candidates and refusals of two small plans, and the laws that hold for any two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from plancmp.alignment import Alignment, Match, align
from plancmp.library import vocabulary
from plancmp.model import Indicator, Plan
from plancmp.reasons import say_all
from plancmp.verdicts import Judged, decide
from tests.conftest import plan_of

HEAD = """\
plan:
  title: {id}规划
  region: {{name: {id}, level: county}}
  kind: five-year-plan
  period: 2021-2025
domains:
  elderly:
"""
NAMES = [
    "养老机构护理型床位占比", "护理型床位比例", "公办养老机构护理型床位占比", "养老机构床位数", "每千名老年人养老床位数",
    "乡镇(街道)具备综合功能的养老服务机构覆盖率", "街道具备综合功能的养老服务机构覆盖率", "乡镇具备综合功能的养老服务机构覆盖率",
    "城市低保标准", "农村低保标准", "低保标准", "困难残疾人生活补贴覆盖率", "重度残疾人护理补贴覆盖率", "社会工作专业人才数量",
    "持证社工人数", "社工站覆盖率", "志愿服务站点覆盖率", "火化率", "节地生态安葬率", "红白理事会覆盖率", "红白理事会数量", "老年食堂", "特困人员集中供养率",
]  # fmt: skip


def plan(id: str, *names: str) -> Plan:
    entries = "".join(
        f"    - {{id: i{n}, name: '{name}', targets: [{{stated: {'20%' if name.endswith(('率', '比', '例')) else '20'}}}]}}\n"
        for n, name in enumerate(names)
    )
    return plan_of(HEAD.format(id=id) + (entries or "    []\n"), id)


def names(match: Match) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(i.name for i in match.first), tuple(i.name for i in match.second)


def rows(found: Alignment) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {(match.relation, *names(match)) for match in found.matches}


def test_a_ladder_is_one_row() -> None:
    whole = "乡镇(街道)具备综合功能的养老服务机构覆盖率"
    parts = ("街道具备综合功能的养老服务机构覆盖率", "乡镇具备综合功能的养老服务机构覆盖率")
    found = align(plan("甲", *parts), plan("乙", whole), vocabulary())
    (row,) = found.matches
    assert row.relation == "narrower"
    assert set(names(row)[0]) == set(parts)
    assert names(row)[1] == (whole,)
    assert "covers several" in say_all(row.reasons)
    (mirrored,) = align(plan("乙", whole), plan("甲", *parts), vocabulary()).matches
    assert (mirrored.relation, mirrored.first, mirrored.second) == ("broader", row.second, row.first)


def test_half_a_ladder_is_no_ladder() -> None:
    found = align(
        plan("甲", "街道具备综合功能的养老服务机构覆盖率"), plan("乙", "乡镇(街道)具备综合功能的养老服务机构覆盖率"), vocabulary()
    )
    assert [len(match.first) for match in found.matches] == [1]
    assert found.matches[0].relation == "narrower"


def test_the_best_partner_wins_whatever_comes_first() -> None:
    found = align(plan("甲", "低保标准", "城市低保标准"), plan("乙", "城市最低生活保障标准"), vocabulary())
    assert rows(found) == {("same", ("城市低保标准",), ("城市最低生活保障标准",))}
    assert [i.name for i in found.only_first] == ["低保标准"]


def test_a_near_miss_is_kept_with_its_reason() -> None:
    found = align(plan("甲", "城市低保标准"), plan("乙", "农村低保标准"), vocabulary())
    assert not found.matches
    assert not found.candidates
    (refused,) = found.refused
    assert "城乡" in say_all(refused.reasons)


def test_an_unexplained_difference_is_a_candidate_beside_the_rows() -> None:
    found = align(plan("甲", "养老机构电梯检验合格率"), plan("乙", "养老机构食品合格率"), vocabulary())
    assert not found.matches
    assert [names(c) for c in found.candidates] == [(("养老机构电梯检验合格率",), ("养老机构食品合格率",))]
    assert found.only_first
    assert found.only_second


def test_another_domain_may_match_and_is_said() -> None:
    first, second = plan("甲", "志愿服务站点覆盖率"), plan("乙", "志愿服务站点覆盖率")
    moved = replace(second, indicators=tuple(replace(i, domain="charity") for i in second.indicators))
    (row,) = align(first, moved, vocabulary()).matches
    assert row.relation == "same"
    assert "other domains" in say_all(row.reasons)


def test_a_persons_word_outranks_the_rules() -> None:
    first, second = plan("甲", "城市低保标准", "火化率"), plan("乙", "农村低保标准", "火化率")
    accept = Judged(("甲", "i0"), "close", ("乙", "i0"), comment="so decided", file="v.tsv", line=7)
    reject = Judged(("乙", "i1"), "same", ("甲", "i1"), accepted=False, file="v.tsv", line=8)
    found = align(first, second, vocabulary(), decide([[accept, reject]]))
    assert rows(found) == {("close", ("城市低保标准",), ("农村低保标准",))}
    assert "v.tsv:7" in say_all(found.matches[0].reasons)
    assert [i.name for i in found.only_first] == ["火化率"]
    assert any("v.tsv:8" in say_all(refused.reasons) for refused in found.refused)


def test_what_lost_its_partner_to_a_nearer_one_is_a_candidate() -> None:
    found = align(plan("甲", "城乡低保标准", "城市低保标准"), plan("乙", "城市低保标准"), vocabulary())
    assert rows(found) == {("same", ("城市低保标准",), ("城市低保标准",))}
    (candidate,) = found.candidates
    assert (candidate.relation, candidate.first[0].name) == ("candidate", "城乡低保标准")
    assert say_all(candidate.reasons).startswith("broader, but one of the two stands in another row")


some = st.lists(st.sampled_from(NAMES), unique=True, max_size=9)


def ids(indicators: tuple[Indicator, ...]) -> list[str]:
    return [i.id for i in indicators]


@settings(max_examples=60, deadline=None)
@given(some, some)
def test_every_indicator_stands_in_exactly_one_row(a: list[str], b: list[str]) -> None:
    found = align(plan("甲", *a), plan("乙", *b), vocabulary())
    first = ids(found.only_first) + [i.id for m in found.matches for i in m.first]
    second = ids(found.only_second) + [i.id for m in found.matches for i in m.second]
    assert sorted(first) == sorted(f"i{n}" for n in range(len(a)))
    assert sorted(second) == sorted(f"i{n}" for n in range(len(b)))


MIRROR = {"broader": "narrower", "narrower": "broader"}


@settings(max_examples=60, deadline=None)
@given(some, some)
def test_swapping_the_plans_mirrors_the_rows(a: list[str], b: list[str]) -> None:
    one, two = plan("甲", *a), plan("乙", *b)
    there, back = rows(align(one, two, vocabulary())), rows(align(two, one, vocabulary()))
    assert there == {(MIRROR.get(relation, relation), second, first) for relation, first, second in back}


@settings(max_examples=60, deadline=None)
@given(some, some, st.randoms())
def test_the_order_of_indicators_changes_nothing(a: list[str], b: list[str], random: object) -> None:
    shuffled = list(a)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before = rows(align(plan("甲", *a), plan("乙", *b), vocabulary()))
    assert rows(align(plan("甲", *shuffled), plan("乙", *b), vocabulary())) == before


@pytest.mark.parametrize("damage", ["　", "”", "\u200b", " "])
@given(st.sampled_from(NAMES), st.integers(1, 5))
@settings(max_examples=20, deadline=None)
def test_a_name_typed_otherwise_keeps_its_row(damage: str, name: str, at: int) -> None:
    wide = name.translate({ord("("): "（", ord(")"): "）"})
    other = wide[:at] + damage + wide[at:]
    found = align(plan("甲", name), plan("乙", other), vocabulary())
    assert [match.relation for match in found.matches] == ["same"]
