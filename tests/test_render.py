"""All formats of one hand-made comparison, against full texts that were read line by line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import RenderableType

from plancmp.comparison import Comparison
from plancmp.errors import Problem
from plancmp.exporting import FIELDS, Record, records
from plancmp.library import domains
from plancmp.render import console, csvs, jsons, problems, terminal

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    return (GOLDEN / name).read_bytes().decode("utf-8")


def drawn(render: Callable[[int], RenderableType], width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    return console.text(render, plain=True)


def all_records(made: Comparison) -> Iterator[Record]:
    return (record for plan in made.plans for record in records(plan))


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_a_comparison_on_a_terminal(made: Comparison, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(lambda w: terminal.comparison(made, domains(), w), width, monkeypatch)
    assert text == golden(f"comparison-{width}.txt")


@pytest.mark.parametrize(("number", "width"), [(0, 80), (1, 100)])
def test_a_plan_on_a_terminal(made: Comparison, number: int, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(lambda w: terminal.plan(made.plans[number], domains(), None, w), width, monkeypatch)
    assert text == golden(f"plan-{width}.txt")


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(made: Comparison, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    text = drawn(lambda w: terminal.comparison(made, domains(), w), width, monkeypatch)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "…" not in text


def test_markup_in_data_is_text(made: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Plan of [bold]Yi" in drawn(lambda _: terminal.plans(made.plans), 100, monkeypatch)


def test_nothing_to_show_says_so(made: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nothing on charity" in drawn(lambda w: terminal.plan(made.plans[0], domains(), "charity", w), 80, monkeypatch)
    empty = Comparison(made.plans, ())
    assert "No plan has" in drawn(lambda w: terminal.comparison(empty, domains(), w), 80, monkeypatch)


def test_json(made: Comparison) -> None:
    assert jsons.comparison(made) == golden("comparison.json")
    assert jsons.export(all_records(made)) == golden("export.json")
    assert "\\u" not in golden("export.json")


def test_csv(made: Comparison) -> None:
    assert csvs.comparison(made) == golden("comparison.csv")
    assert csvs.export(all_records(made)) == golden("export.csv")


def test_csv_and_json_say_the_same(made: Comparison) -> None:
    lines = list(csv.DictReader(io.StringIO(golden("export.csv"), newline="")))
    entries = json.loads(golden("export.json"))["records"]
    assert list(lines[0]) == list(FIELDS) == list(entries[0])
    for line, entry in zip(lines, entries, strict=True):
        assert [restored(line[f]) for f in FIELDS] == ["" if entry[f] is None else str(entry[f]) for f in FIELDS]


def restored(cell: str) -> str:
    return cell.removeprefix("'")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1+cmd", "@SUM(A1)", "\t=1", "\r=1", "'quoted", "=cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_would_run_is_text(text: str) -> None:
    assert csvs.safe(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), (0.47, "0.47"), (None, ""), ("=", "="), ("--", "--"), ("≥55", "≥55"), ("", "")]
)
def test_what_a_spreadsheet_would_not_run_stays(value: object, cell: str) -> None:
    assert csvs.safe(value) == cell


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_every_cell_comes_back(rows: list[list[str]]) -> None:
    rows = [[cell.replace("\x00", "") for cell in row] for row in rows]
    read = list(csv.reader(io.StringIO(csvs.table(["a", "b"], rows), newline="")))[1:]
    again = [[cell[1:] if csvs.safe(cell[1:]) == cell else cell for cell in row] for row in read]
    assert again == rows


PROBLEM = Problem("a,b.yaml", 4, 7, "unknown-key", "100% of 'deadlin'\nis wrong", "elderly › beds")


def test_problems() -> None:
    assert problems.text([PROBLEM], 2) == (
        "a,b.yaml:4:7: unknown-key: 100% of 'deadlin'\nis wrong [elderly › beds]\n2 files: 1 error, 0 warnings\n"
    )
    assert problems.github([PROBLEM]) == (
        "::error file=a%2Cb.yaml,line=4,col=7,title=unknown-key::100%25 of 'deadlin'%0Ais wrong [elderly › beds]\n"
    )
    assert json.loads(jsons.problems([PROBLEM]))["problems"][0]["line"] == 4
    assert csvs.problems([PROBLEM]).startswith("file,line,column,code,message,where,level\r\n")
