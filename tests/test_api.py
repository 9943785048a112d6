"""The Python interface gives what the commands give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import plancmp
from plancmp import align, compare, load, plans
from plancmp.errors import FileError, UsageError
from plancmp.exporting import FIELDS
from tests.conftest import FIRST, Run


def test_the_five_are_at_hand() -> None:
    assert [plan.id for plan in plans()] == ["guichi", "huzhou", "jilin", "nanning", "zhonglou"]


def test_records_are_those_of_export(run: Run) -> None:
    found = plancmp.records(load("guichi"), domain="养老")
    exported = json.loads(run("export", "guichi", "-d", "elderly", "--json").stdout)["records"]
    assert found == exported
    assert list(found[0]) == list(FIELDS)


def test_a_comparison_is_that_of_compare(run: Run) -> None:
    found = compare(load("jilin"), load("南宁"), domain="elderly")
    rows = json.loads(run("compare", "jilin", "nanning", "-d", "elderly", "--json").stdout)["rows"]
    assert [row.relation for row in found.rows] == [row["relation"] for row in rows]
    assert [len(row.differences) for row in found.rows] == [len(row["differences"]) for row in rows]


def test_an_alignment_has_matches_and_what_only_one_has() -> None:
    found = align(load("jilin"), load("nanning"))
    assert {match.relation for match in found.matches} <= {"same", "close", "broader", "narrower"}
    assert found.only_first
    assert found.only_second


def test_a_reference_plan() -> None:
    jilin, nanning, guichi = load("jilin"), load("nanning"), load("guichi")
    found = compare(jilin, nanning, guichi, against=nanning)
    assert {d.between[0] for row in found.rows for d in row.differences} == {"nanning"}


def test_plans_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "jia.yaml").write_text(FIRST, encoding="utf-8")
    assert load("甲市", [tmp_path]).id == "jia"
    assert load(tmp_path / "jia.yaml").region.name == "甲市"


def test_wrong_use() -> None:
    jilin = load("jilin")
    for wrong in (lambda: compare(jilin), lambda: compare(jilin, jilin), lambda: load("jilim")):
        with pytest.raises(UsageError):
            wrong()
    with pytest.raises(UsageError):
        compare(jilin, load("nanning"), against=load("guichi"))
    with pytest.raises(FileError):
        plans(["/nowhere/at/all"])
    with pytest.raises(AttributeError):
        plancmp.nothing  # noqa: B018
