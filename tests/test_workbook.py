"""Workbooks, opened by another library than the one that writes them."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from plancmp.comparison import Comparison
from plancmp.errors import UsageError
from plancmp.exporting import Scalar, records
from plancmp.language import Lang
from plancmp.library import domains
from plancmp.listing import Listing, Origin
from plancmp.model import Source
from plancmp.render import listings, xlsx
from tests.readers import answer_of, read_xlsx

DAY = date(2025, 6, 30)


def written(found: Listing, made: Comparison | None = None, lang: Lang = "en") -> bytes:
    return xlsx.workbook(found, Origin("plancmp test", "1.2.3", DAY, made.plans if made else ()), domains(), lang)


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def cell_below(sheet: Any, heading: str, line: int = 2) -> Any:
    (column,) = [cell.column for cell in sheet[1] if cell.value == heading]
    return sheet.cell(line, column)


def test_a_comparison_has_an_overview_a_sheet_per_domain_and_where_it_comes_from(made: Comparison) -> None:
    book = opened(written(listings.comparison(made), made))
    assert book.sheetnames == ["Overview", "Elderly care", "Funeral services", "About"]
    overview = [[cell.value for cell in line] for line in book["Overview"].iter_rows(min_row=4)]
    assert overview == [
        [None, None, "relation", None, None, "difference: target", None],
        ["domain", "lines", "same", "broader", "only", "higher", "not comparable"],
        ["Elderly care", 2, None, 1, 1, 1, None],
        ["Funeral services", 1, 1, None, None, None, 1],
        ["together", 3, 1, 1, 1, 1, 1],
    ]
    assert book["Overview"]["A6"].hyperlink.location == "'Elderly care'!A1"
    chinese = opened(written(listings.comparison(made, "zh"), made, "zh"))
    assert chinese.sheetnames == ["概览", "养老服务", "殡葬", "说明"]


def test_figures_are_numbers_with_their_unit_beside_them_and_their_place_as_a_comment(made: Comparison) -> None:
    sheet = opened(written(listings.comparison(made), made))["Elderly care"]
    for heading, value in {
        "relation": "broader", "jia: indicator": "养老机构护理型床位占比", "jia: value": 55, "jia: unit": "%", "yi: value": 60,
        "jia: target": "不低于55%", "difference: target": "higher (+5 percentage points), more ambitious", "difference: delta": 5,
        "difference: unit": "percentage points", "difference: months": -18, "difference: nature": "softer",
    }.items():  # fmt: skip
        assert cell_below(sheet, heading).value == value, heading
    assert cell_below(sheet, "jia: target").comment.text == "jia: at: 表1 第6行"
    assert cell_below(sheet, "jia: unit").comment is None
    exported = opened(written(listings.export(records(made.plans[0])), made))["Elderly care"]
    assert (cell_below(exported, "as printed").value, cell_below(exported, "as printed").comment.text) == (
        "不低于55%",
        "at: 表1 第6行",
    )


def test_states_have_a_colour_and_their_word(made: Comparison) -> None:
    sheet = opened(written(listings.comparison(made), made))["Elderly care"]
    colours = {cell_below(sheet, heading).fill.start_color.rgb for heading in ("relation", "difference: nature")}
    assert len(colours) == 2
    assert cell_below(sheet, "jia: indicator").fill.fill_type is None
    timeline = Listing(("deadline", "state"), (("2022", "past"), ("2025", "due")))
    past, due = (cell_below(opened(written(timeline, lang="zh"))["结果"], "状态", line) for line in (2, 3))
    assert (past.value, due.value) == ("已到期", "一年内到期")
    assert past.fill.start_color.rgb != due.fill.start_color.rgb


def test_sheets_can_be_read_filtered_and_printed(made: Comparison) -> None:
    sheet = opened(written(listings.comparison(made), made))["Elderly care"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}3"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows) == ("landscape", 0, "$1:$1")
    folded = {cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden}
    assert {"domain", "jia: indicator's id", "jia: at", "jia: scope"} <= folded  # jia has no scope: nothing to see
    assert not {"jia: indicator", "jia: target", "yi: scope", "difference: target"} & folded
    letter = cell_below(sheet, "jia: indicator").column_letter
    assert sheet.column_dimensions[letter].width >= 2 * len("养老机构护理型床位占比")
    assert sheet.row_dimensions[2].height > sheet.row_dimensions[3].height


def test_the_last_sheet_says_which_plans_which_version_which_day(made: Comparison) -> None:
    plan = replace(made.plans[0], document_number="南府办〔2021〕46号", issued="2021-12-24", source=Source("jia.txt", "OCR"))
    lines = read_xlsx(xlsx.workbook(Listing(("a",), ()), Origin("T", "1.2.3", DAY, (plan,)), domains(), "en"))["About"]
    assert [line[:2] for line in lines[:3]] == [["answer", "T"], ["made by", "plancmp 1.2.3"], ["day", "2025-06-30"]]
    said = dict(zip(lines[4], lines[5], strict=True))
    assert (said["id"], said["title"], said["document number"], said["issued"]) == (
        "jia",
        "甲市民政规划",
        "南府办〔2021〕46号",
        "2021-12-24",
    )
    assert (said["source text"], said["quality of the source text"]) == ("jia.txt", "OCR")


cells = st.one_of(
    st.none(), st.integers(-(10**14), 10**14), st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.just("=1+1")
)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=4))
def test_every_cell_comes_back(lines: list[tuple[Scalar, Scalar]]) -> None:
    sheet = read_xlsx(written(Listing(("a", "b"), tuple(lines))))["Answer"]
    assert [tuple(line) for line in sheet[1:]] == [tuple(cell for cell in line) for line in lines]


def test_numbers_too_long_for_a_spreadsheet_are_text() -> None:
    assert read_xlsx(written(Listing(("a",), ((1234567890123456789,), (0.47,)))))["Answer"][1:] == [["1234567890123456789"], [0.47]]


@pytest.mark.parametrize("long", ["甲" * 40_000, "👨" * 40_000])
def test_a_text_that_is_too_long_says_so(long: str) -> None:
    ((cell,),) = read_xlsx(written(Listing(("a",), ((long,),))))["Answer"][1:]
    assert len(cell.encode("utf-16-le")) // 2 <= xlsx.CHARACTERS
    assert cell.endswith("… [cut here: 40,000 characters; the other formats have them all]")
    exact = "甲" * xlsx.CHARACTERS
    assert read_xlsx(written(Listing(("a",), ((exact,),))))["Answer"][1:] == [[exact]]


def test_what_xml_has_no_place_for_stands_as_its_code_point() -> None:
    (line,) = read_xlsx(written(Listing(("a", "b", "c"), (("红\x1b[31m", "\x00\ufffe", "\ud800"),))))["Answer"][1:]
    assert line == ["红\\x1b[31m", "\\x00\\ufffe", "\\ud800"]


def test_more_than_a_sheet_holds_is_refused() -> None:
    line: tuple[Scalar, ...] = ("x",)
    with pytest.raises(UsageError, match="1,048,576 lines of 1 fields"):
        written(Listing(("a",), (line,) * xlsx.ROWS))
    with pytest.raises(UsageError, match="0 lines of 16,385 fields"):
        written(Listing(tuple(map(str, range(xlsx.COLUMNS + 1))), ()))


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("养老服务", (), "养老服务"),
        ("a/b:c?[d]*\\e", (), "a-b-c--d---e"),
        ("'quoted'", (), "quoted"),
        ("", (), "-"),
        ("History", (), "History (2)"),
        ("x" * 40, (), "x" * 31),
        ("X" * 40, ("x" * 31,), "X" * 27 + " (2)"),
        ("About", ("About", "about (2)"), "About (3)"),
    ],
)
def test_names_of_sheets(wanted: str, taken: tuple[str, ...], name: str) -> None:
    assert xlsx.sheet_name(wanted, taken) == name


def test_a_chinese_character_is_two_columns_wide() -> None:
    assert [xlsx.width(text) for text in ("", "ab", "民政", "a民\nbcdef")] == [0, 2, 4, 5]


def test_an_answer_without_lines_is_its_headings(made: Comparison) -> None:
    for found in (listings.comparison(Comparison(made.plans, ())), listings.export(())):
        sheets = read_xlsx(written(found, made))
        assert list(sheets) == ["Answer", "About"]
        assert len(sheets["Answer"]) == 1
        assert sheets["Answer"][0][0] in ("domain", "plan")


def test_a_title_that_xml_has_no_place_for() -> None:
    data = xlsx.workbook(Listing(("a",), ()), Origin("\x1b[31m", "1", DAY, ()), domains(), "en")
    assert opened(data).properties.title == "\\x1b[31m"


def test_sheets_divide_by_any_value() -> None:
    found = Listing(("domain", "name"), (("a/b", 1), ("[x]", 2), ("a/b", 3)), by="domain", counted=("name",))
    sheets = read_xlsx(written(found))
    assert list(sheets) == ["Overview", "a-b", "-x-", "About"]
    assert answer_of(sheets)[1:] == [["a/b", "1"], ["a/b", "3"], ["[x]", "2"]]
