"""All formats of one hand-made comparison, against full texts that were read line by line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp import questions
from plancmp.comparison import Comparison
from plancmp.errors import Problem
from plancmp.exporting import FIELDS, Record, records
from plancmp.language import Lang
from plancmp.library import domains
from plancmp.listing import Coded, Listing
from plancmp.render import answers, console, csvs, jsons, listings, problems, terminal
from plancmp.render.console import Draw

GOLDEN = Path(__file__).parent / "golden"


def golden(name: str) -> str:
    return (GOLDEN / name).read_bytes().decode("utf-8")


def drawn(render: Draw, width: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    return console.text(render, plain=True)


def all_records(made: Comparison) -> Iterator[Record]:
    return (record for plan in made.plans for record in records(plan))


LANGUAGES: list[tuple[Lang, str]] = [("en", ""), ("zh", "-zh")]


@pytest.mark.parametrize(("lang", "suffix"), LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_a_comparison_on_a_terminal(made: Comparison, width: int, lang: Lang, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = drawn(lambda w: terminal.comparison(made, domains(), w, lang), width, monkeypatch)
    assert text == golden(f"comparison-{width}{suffix}.txt")


@pytest.mark.parametrize(("lang", "suffix"), LANGUAGES)
@pytest.mark.parametrize(("number", "width"), [(0, 80), (1, 100)])
def test_a_plan_on_a_terminal(
    made: Comparison, number: int, width: int, lang: Lang, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = drawn(lambda w: terminal.plan(made.plans[number], domains(), None, w.width, lang), width, monkeypatch)
    assert text == golden(f"plan-{width}{suffix}.txt")


@pytest.mark.parametrize(("lang", "suffix"), LANGUAGES)
@pytest.mark.parametrize("width", [60, 140])
def test_a_matrix_on_a_terminal(made: Comparison, width: int, lang: Lang, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    records = questions.matrix(made, lang)
    text = drawn(lambda w: answers.table(records, "", ("relation", "of"), domains(), w.width, lang), width, monkeypatch)
    assert text == golden(f"matrix-{width}{suffix}.txt")


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(made: Comparison, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.cells import cell_len

    text = drawn(lambda w: terminal.comparison(made, domains(), w), width, monkeypatch)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "…" not in text


def test_markup_in_data_is_text(made: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Plan of [bold]Yi" in drawn(lambda _: terminal.plans(made.plans), 100, monkeypatch)


def test_nothing_to_show_says_so(made: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nothing on charity" in drawn(lambda w: terminal.plan(made.plans[0], domains(), "charity", w.width), 80, monkeypatch)
    empty = Comparison(made.plans, ())
    assert "No plan has" in drawn(lambda w: terminal.comparison(empty, domains(), w), 80, monkeypatch)


def test_json(made: Comparison) -> None:
    assert jsons.comparison(made) == golden("comparison.json")
    assert jsons.listing("export", listings.export(all_records(made))) == golden("export.json")
    assert "\\u" not in golden("export.json")


scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(-1e6, 1e6).map(lambda x: round(x, 3)) | st.text()


@given(st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_is_what_the_standard_library_reads_and_writes(document: object) -> None:
    written = jsons.dump(document)
    assert json.loads(written) == document
    assert written == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def test_json_tells_a_coded_text_and_half_a_character() -> None:
    assert jsons.dump({"state": Coded("较高", "higher")}) == '{\n  "state": "较高"\n}\n'
    assert json.loads(jsons.dump(["\udc80"])) == ["\udc80"]
    with pytest.raises(NotImplementedError):
        jsons.dump({"what": object()})


def test_csv(made: Comparison) -> None:
    assert csvs.listing(listings.comparison(made)) == golden("comparison.csv")
    assert csvs.listing(listings.export(all_records(made))) == golden("export.csv")


def test_csv_and_json_say_the_same(made: Comparison) -> None:
    lines = list(csv.DictReader(io.StringIO(golden("export.csv"), newline="")))
    entries = json.loads(golden("export.json"))["records"]
    assert list(lines[0]) == list(FIELDS) == list(entries[0])
    for line, entry in zip(lines, entries, strict=True):
        assert [restored(line[f]) for f in FIELDS] == ["" if entry[f] is None else str(entry[f]) for f in FIELDS]


def restored(cell: str) -> str:
    return cell.removeprefix("'")


RUN = [
    "=1+1",
    "+86",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1+1",
    "\u3000=1",
    "＝1+1",
    "'quoted",
    "=cmd|' /C calc'!A0",
    "- 1",
]
READ = [
    "1-2", "2025-12", "3/4", "2025-12-31", "1:4", "022501", "1E5", "123456789012345678", "35%", "55.0", "0.50", "1,234", "(5)",
    "$5", "TRUE", "false", "5 May", "May-5", "5 pm", "1 2/3", " 12", "12 ", "２０２５", "2025年12月", "3月5日", "3时20分", "12:30:05",
]  # fmt: skip
KEPT = [
    "=", "--", "", "≥55", "55", "0.47", "2025", "2021-2025", "2025年底", "2025年", "22个", "不低于55%", "35%  2020年", "表1 第6行",
    "annual", "may", "第5次", "约59张(超额9张)", "0", "100",
]  # fmt: skip


@pytest.mark.parametrize("text", [*RUN, *READ])
def test_what_a_spreadsheet_would_run_or_read_otherwise_is_kept_as_text(text: str) -> None:
    assert csvs.safe(text) == f"'{text}"


@pytest.mark.parametrize("text", KEPT)
def test_what_a_spreadsheet_leaves_alone_stays(text: str) -> None:
    assert csvs.safe(text) == text


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), (0.47, "0.47"), (None, "")])
def test_numbers_stay_numbers(value: float | None, cell: str) -> None:
    assert csvs.safe(value) == cell


cells = st.one_of(st.text(), st.text("0123456789-/:.,%eE()$ 年月日'=+@\t\r\n\"", max_size=8), st.sampled_from([*RUN, *READ, *KEPT]))


@given(st.lists(st.tuples(cells, cells), max_size=5), st.sampled_from([",", "\t"]), st.booleans())
def test_taking_one_apostrophe_away_restores_every_cell(rows: list[tuple[str, str]], delimiter: str, headers: bool) -> None:
    written = csvs.listing(Listing(("a", "=b"), tuple(rows)), delimiter, headers=headers)
    read = list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter))
    assert [tuple(map(restored, line)) for line in read] == [("a", "=b")] * headers + rows


def test_a_long_text_is_judged_at_once() -> None:
    assert csvs.safe("janfeb " * 20_000 + "!").endswith("!")


PROBLEM = Problem("a,b.yaml", 4, 7, "unknown-key", "100% of 'deadlin'\nis wrong", "elderly › beds")


def test_problems() -> None:
    assert problems.text([PROBLEM], 2) == (
        "a,b.yaml:4:7: unknown-key: 100% of 'deadlin'\nis wrong [elderly › beds]\n2 files: 1 error, 0 warnings\n"
    )
    assert problems.github([PROBLEM]) == (
        "::error file=a%2Cb.yaml,line=4,col=7,title=unknown-key::100%25 of 'deadlin'%0Ais wrong [elderly › beds]\n"
    )
    assert json.loads(jsons.problems([PROBLEM]))["problems"][0]["line"] == 4
    assert csvs.listing(listings.problems([PROBLEM])).startswith("file,line,column,code,message,where,level\r\n")
