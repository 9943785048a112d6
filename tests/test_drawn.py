"""Text and tables for a screen: folded between words, as wide as they may be, and laid out as Rich lays them out."""

from __future__ import annotations

import io
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text as RichText

from plancmp.render.drawn import Group, Table, Text, shown


def drawn_by_rich(thing: Any, width: int) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False, legacy_windows=False)
    with console.capture() as captured:
        console.print(thing)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


WORDS = st.text(alphabet="ab 养老床位、（%", max_size=30).map(lambda text: text.replace(" ", "  ") if "b" in text else text)
CELLS = st.lists(WORDS, max_size=3).map("\n".join).map(lambda text: text if text.strip() else "")
COLUMNS = st.fixed_dictionaries(
    {},
    optional={"ratio": st.integers(1, 5), "min_width": st.integers(1, 12), "justify": st.sampled_from(["left", "right"])},
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Table, RichTable]:
    """The same table as ours and as Rich's."""
    expand, header = draw(st.booleans()), draw(st.booleans())
    columns: list[dict[str, Any]] = draw(st.lists(COLUMNS, min_size=1, max_size=5))
    ours = Table(expand=expand, show_header=header)
    theirs = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, expand=expand, show_header=header)
    for options in columns:
        heading = draw(WORDS)
        ours.add_column(Text(heading), **options)
        theirs.add_column(RichText(heading), overflow="fold", **options)
    for _ in range(draw(st.integers(1, 4))):
        cells = [draw(CELLS) or "-" for _ in columns]  # Rich draws no lines of a column without a character
        ours.add_row(*map(Text, cells))
        theirs.add_row(*map(RichText, cells))
        if draw(st.booleans()):
            ours.add_section()
            theirs.add_section()
    return ours, theirs


@given(tables(), st.integers(60, 150))
@settings(max_examples=400, deadline=None)
def test_tables_are_laid_out_as_rich_lays_them_out(both: tuple[Table, RichTable], width: int) -> None:
    ours, theirs = both
    widths = ours._widths(width)
    console = Console(width=width)
    theirs_wide = sum(theirs._calculate_column_widths(console, console.options.update_width(width - theirs._extra_width)))
    # Where there is no room, Rich cuts, which ours does not: a column too narrow for a wide character, a table wider than the screen.
    assume(all(ours._inner(n, widths) > 1 for n in range(len(widths))) and sum(widths) + len(widths) + 1 <= width)
    assume(theirs_wide + theirs._extra_width <= width)
    assert shown(ours, width, styled=False) == drawn_by_rich(theirs, width)


@given(tables(), st.integers(1, 60))
@settings(deadline=None)
def test_a_narrow_screen_loses_no_character(both: tuple[Table, RichTable], width: int) -> None:
    ours, _ = both
    told = "".join(shown(ours, width, styled=False).split())
    every = [column.header.plain if ours._header else "" for column in ours._columns]
    every += [cell.plain for column in ours._columns for cell in column.cells]
    assert sorted(told.replace("─", "")) == sorted("".join("".join(every).split()))


@given(CELLS, st.integers(2, 60))
def test_text_is_folded_as_rich_folds_it(text: str, width: int) -> None:
    assert shown(Text(text), width, styled=False) == drawn_by_rich(RichText(text), width)
    assert all(cell_len(line) <= width for line in shown(Text(text), width, styled=False).split("\n"))


def test_styles_add_up_and_end() -> None:
    text = Text("养老", style="bold").append(" (2)", style="not bold").append(Text("x", style="dim").append("y", style="underline"))
    assert shown(text, 80, styled=True) == "\x1b[1m养老\x1b[0m (2)\x1b[1;2mx\x1b[0m\x1b[1;2;4my\x1b[0m\n"
    assert shown(text, 80, styled=False) == "养老 (2)xy\n"


def test_a_styled_text_keeps_its_styles_where_it_is_folded() -> None:
    text = Text("one ").append("two three", style="italic")
    assert shown(text, 8, styled=True) == "one \x1b[3mtwo\x1b[0m\n\x1b[3mthree\x1b[0m\n"


def test_headers_and_columns_have_styles() -> None:
    table = Table()
    table.add_column("a")
    table.add_column("b", style="dim")
    table.add_row("1", "2")
    assert shown(table, 20, styled=True).split("\n")[1:4] == [
        " \x1b[1ma\x1b[0m   \x1b[1mb\x1b[0m",
        " ─────",
        " 1   \x1b[2m2\x1b[0m",
    ]


def test_tabs_stop_every_eight_columns() -> None:
    assert shown(Text("a\tb\t养老\tc"), 80, styled=False) == "a       b       养老    c\n"
    assert shown(Text("ab").append("\tc"), 80, styled=False) == "ab      c\n"


def test_parts_stand_below_each_other() -> None:
    table = Table(grid=True)
    table.add_column(width=0)
    table.add_column()
    table.add_column()
    table.add_row("", "deadline", "2025")
    assert shown(Group(Text("one"), Group(table, ""), Text("two")), 80, styled=False) == "one\n  deadline  2025\n\ntwo\n"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 60)), min_size=1, max_size=6), st.integers(0, 30))
def test_what_has_room_for_its_least_widths_is_no_wider_than_the_screen(columns: list[tuple[int, int]], spare: int) -> None:
    table = Table()
    for least, _ in columns:
        table.add_column("a", min_width=least)
    table.add_row(*("x" * wide for _, wide in columns))
    width = sum(least for least, _ in columns) + 3 * len(columns) + 1 + spare
    assert max(map(cell_len, shown(table, width, styled=False).split("\n"))) <= width
