"""A plan file held against its source, both ways: on small texts here, on the five documents where they are at hand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from plancmp import loading, marks, schema, verify
from plancmp.errors import Problem
from plancmp.library import data_folder

PLAN = """\
plan:
  title: 某区规划
  region: {name: 某区, level: county}
  kind: five-year-plan
  period: 2021-2025
  source: {file: x.txt}
domains:
  elderly:
    - id: beds
      name: 护理型床位占比
      targets:
        - {stated: 不低于55%, by: 2025年, at: 第一章第一节}
        - {stated: 50%, by: 2022年底, at: 第一章第一节}
    - id: canteens
      name: 老年食堂
      targets: [{stated: 22个, by: 2023年, at: [第一章第二节, 专栏1]}]
    - id: policy
      name: 办法
      targets: [{stated: 出台办法, milestone: true, by: 2022年底前, at: 第一章第二节}]
reviewed:
  - {text: "12345", reason: hotline}
"""
SOURCE = """\
某区规划
第一章 任务
第一节 床位
2022年底,护理型床位占比达到50%;到2025年,护理型床位占比不低于55%。拨打12345。
第二节 食堂
2023年新增老年食堂22个,2022年底前出台办法。
专栏1 食堂
到2023年新增22个。
"""


def problems(plan: str = PLAN, text: str = SOURCE) -> list[tuple[str, int, int, str]]:
    return [(p.code, p.line, p.column, p.file) for p in held(plan, text)]


def held(plan: str, text: str) -> tuple[Problem, ...]:
    marked = marks.parse(plan, "x.yaml")
    shaped, faults = schema.read(marked, "x.yaml")
    assert shaped is not None, faults
    return verify.verify(shaped, marked, "x.yaml", "x.txt", text)


def test_what_agrees_has_no_problem() -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("stated: 50%", "stated: 51%", [("not-found", 13, 20), ("uncovered-figure", 4, 17)]),
        ("stated: 不低于55%", "stated: 55%", [("cut-short", 12, 20)]),
        ("by: 2022年底, at: 第一章第一节", "by: 2023年底, at: 第一章第一节", [("date-not-found", 13, 29), ("uncovered-date", 4, 1)]),
        ("stated: 22个", "stated: 2个", [("not-found", 16, 26), ("uncovered-figure", 6, 12), ("uncovered-figure", 8, 9)]),
        ("[第一章第二节, 专栏1]", "[第一章第二节, 专栏2]", [("no-such-place", 16, 46), ("uncovered-figure", 8, 9), ("uncovered-date", 8, 2)]),
        ("[第一章第二节, 专栏1]", "第一章第一节", [("elsewhere", 16, 26)]),
        ("at: [第一章第二节, 专栏1]", "at: 某处", [("bad-locator", 16, 46)]),
        ('text: "12345"', 'text: "1234567"', [("stale-review", 21, 12), ("uncovered-figure", 4, 44)]),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_place(old: str, new: str, expected: list[tuple[str, int, int]]) -> None:
    found = {(code, line, column) for code, line, column, _ in problems(PLAN.replace(old, new))}
    assert set(expected) <= found


def test_a_deleted_entry_leaves_its_figures_uncovered() -> None:
    plan = re.sub(r"    - id: canteens\n.*\n.*\n", "", PLAN)
    assert [code for code, *_ in problems(plan)] == ["uncovered-date", "uncovered-figure", "uncovered-date", "uncovered-figure"]


def test_a_deadline_without_a_figure_counts() -> None:
    plan = re.sub(r"    - id: policy\n.*\n.*\n", "", PLAN)
    assert [(p.code, p.line) for p in held(plan, SOURCE)] == [("uncovered-date", 6)]


def test_the_nearest_passage_and_the_sentence_are_shown() -> None:
    wrong = held(PLAN.replace("stated: 50%", "stated: 51%"), SOURCE)
    assert "护理型床位占比" in wrong[0].message
    assert "达到50%" in wrong[1].message
    assert wrong[0].where == "elderly › beds"


def test_columns_that_ran_together_are_told_apart() -> None:
    text = "某区规划\n表1 指标 2020年 2025年 属性1床位占比%3555约束性2食堂个1030预期性第一章"
    plan = """\
plan: {title: 某区规划, region: {name: 某区, level: county}, kind: five-year-plan, period: 2021-2025}
domains:
  elderly:
    - id: beds
      name: 床位占比
      unit: "%"
      targets: [{stated: "TARGET", by: 2025年, at: 表1 第1行}]
      actuals: [{stated: "35", as_of: 2020年, at: 表1 第1行}]
    - id: canteens
      name: 食堂
      unit: 个
      targets: [{stated: "30", by: 2025年, at: 表1 第2行}]
      actuals: [{stated: "10", as_of: 2020年, at: 表1 第2行}]
"""
    assert problems(plan.replace("TARGET", "55"), text) == []
    assert "not-found" in {code for code, *_ in problems(plan.replace("TARGET", "5"), text)}


SOURCES = os.environ.get("PLANCMP_SOURCES")
FIVE = ("guichi", "huzhou", "jilin", "nanning", "zhonglou")
needs_sources = pytest.mark.skipif(not SOURCES, reason="PLANCMP_SOURCES names no folder with the source texts")


def five(id: str) -> tuple[str, str]:
    plan = (data_folder() / "plans" / f"{id}.yaml").read_text(encoding="utf-8")
    return plan, loading.read_text(Path(SOURCES or "") / f"{id}.txt")


@needs_sources
@pytest.mark.parametrize("id", FIVE)
def test_the_five_are_faithful_and_complete(id: str) -> None:
    assert [str(p) for p in held(*five(id))] == []


def changed(plan: str, at: re.Match[str], group: str, new: str) -> str:
    return plan[: at.start(group)] + new + plan[at.end(group) :]


def planted(plan: str) -> Iterator[tuple[str, str]]:
    """Yield (what was planted, the file with it): one of each kind, at places that a fault would be found at."""
    figure = next(m for m in re.finditer(r'stated: "?(?P<it>\D{0,4}\d{3,}[^,"}]*)', plan))
    digit = re.search(r"\d", figure["it"])
    assert digit
    other = figure["it"].replace(digit[0], str((int(digit[0]) + 4) % 10), 1)
    yield "a digit", changed(plan, figure, "it", other)
    date = next(iter(re.finditer(r"(?:by|as_of): (?P<it>\D?20\d\d年[^,}]*)", plan)), None)
    if date:
        yield "a year", changed(plan, date, "it", date["it"].replace("20", "19", 1))
    locator = next(m for m in re.finditer(r"at: (?P<it>[^,\[\]{}]+?)[,}]", plan) if "第" in m["it"] or "、" in m["it"])
    yield "a locator", changed(plan, locator, "it", "第九章")
    block = next(m for m in re.finditer(r"    - id: .*?(?=\n    - id:|\n  \w|\n    #)", plan, re.DOTALL) if figure["it"] in m[0])
    yield "a deleted entry", plan[: block.start()] + plan[block.end() + 1 :]


@needs_sources
@pytest.mark.parametrize("id", FIVE)
def test_faults_planted_in_the_five_are_caught(id: str) -> None:
    plan, text = five(id)
    kinds = dict(planted(plan))
    assert {"a digit", "a locator", "a deleted entry"} <= set(kinds)
    for what, wrong in kinds.items():
        assert wrong != plan
        assert held(wrong, text), f"{what} was changed in {id} and not noticed"
