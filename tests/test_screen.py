"""What people see: characters that differ, ASCII where glyphs are wide, encodings of all sorts, a pager for what is long."""

from __future__ import annotations

import io
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from plancmp.cli import progress
from plancmp.comparison import Comparison
from plancmp.library import domains
from plancmp.render import console, terminal
from plancmp.render.differing import differing
from tests.conftest import FIRST, ROOT, Run, all_of

COMMANDS = [
    ("list",),
    ("show", "jia.yaml"),
    ("compare", "jia.yaml", "huzhou", "zhonglou", "--explain"),
    ("export", "jia.yaml", "--format", "table"),
    ("matrix", "jia.yaml", "huzhou", "zhonglou"),
    ("search", "护理型床位"),
    ("rank", "养老机构护理型床位占比"),
    ("gaps", "zhonglou"),
    ("timeline", "huzhou", "zhonglou", "--as-of", "2024-06-30"),
    ("stats",),
    ("why", "jia.yaml", "guichi"),
    ("why", "guichi", "nanning", "养老机构护理型床位占比"),
    ("align", "guichi", "nanning", "--format", "table"),
    ("check", "jia.yaml"),
    ("check", "--explain", "not-utf-8"),
    ("verify", "jia.yaml", "--source", "jia.txt"),
    ("schema",),
    ("verdict", "accept", "jia:beds", "nanning:nursing-care-bed-share", "--plans", "."),
    ("review", "jilin", "nanning"),
    ("new", "芜湖市"),
    ("report", "guichi", "zhonglou"),
    ("--help",),
    ("compare", "--help"),
    ("show", "贵迟"),
    ("shew",),
]
"""Every command, and some errors."""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_any_encoding_will_do(run: Run, tmp_path: Path, arguments: tuple[str, ...], lang: str) -> None:
    (tmp_path / "jia.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "jia.txt").write_text("甲市民政规划\n第三章 食堂\n2023年新增22个\n", encoding="utf-8")
    done = run(*arguments, PLANCMP_LANG=lang, PYTHONIOENCODING="gbk")
    status = {"verify": 1, "review": 130, "shew": 2}.get(arguments[0], 2 if "贵迟" in arguments else 0)
    assert done.returncode == status, done.stderr.decode("gbk", "replace")
    assert b"Traceback" not in done.stderr
    done.stderr.decode("gbk")
    data = arguments[0] in ("schema", "report")
    done.stdout.decode("utf-8" if data else "gbk")


def test_every_command_is_tried_in_every_encoding() -> None:
    from plancmp.cli.commands import COMMANDS as ALL

    assert {arguments[0] for arguments in COMMANDS} >= set(ALL)


AMBIGUOUS = re.compile("[─━│≈—–…›·•×→“”‘’]")


@pytest.mark.parametrize(
    ("more", "environment"), [(("--ascii",), {}), ((), {"PYTHONIOENCODING": "gbk"}), ((), {"PYTHONIOENCODING": "gb18030"})]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_borders_and_signs_are_ascii_where_glyphs_may_be_wide(
    run: Run, more: tuple[str, ...], environment: dict[str, str], lang: str
) -> None:
    arguments = ("compare", "jilin", "nanning", "-d", "elderly", "--lang", lang)
    shown = run(*arguments, *more, COLUMNS="120", **environment).stdout.decode(environment.get("PYTHONIOENCODING", "utf-8"))
    usual = run(*arguments, COLUMNS="120").stdout.decode()
    assert AMBIGUOUS.search(usual)
    assert not AMBIGUOUS.search(shown)
    assert " ~ " in shown
    assert "-----" in shown
    assert [cell_len(line) for line in shown.splitlines()] == [cell_len(line) for line in usual.splitlines()]


@pytest.mark.parametrize(
    ("names", "runs"),
    [
        (["火化率", "火化率"], [[], []]),
        (["占比", "占总数的比例"], [[], [(1, 4), (5, 6)]]),
        (["城市低保标准", "农村低保标准"], [[(0, 2)], [(0, 2)]]),
        (["养老床位", "每千名老年人拥有床位数"], [[], []]),  # less than half alike: nothing is marked
        (["社区覆盖率", "城市社区覆盖率", "农村社区覆盖率"], [[], [(0, 2)], [(0, 2)]]),
        ([], []),
    ],
)
def test_characters_that_differ(names: list[str], runs: list[list[tuple[int, int]]]) -> None:
    assert differing(names) == runs


@given(st.lists(st.text(alphabet="城乡养老床位率数", min_size=1, max_size=12), min_size=2, max_size=2))
def test_without_what_differs_two_names_are_the_same(names: list[str]) -> None:
    left = []
    runs = differing(names)
    for name, own in zip(names, runs, strict=True):
        left.append("".join(c for place, c in enumerate(name) if not any(start <= place < end for start, end in own)))
    assert left[0] == left[1] or runs == [[], []]


def test_what_differs_is_underlined_where_styles_show_and_in_braces_elsewhere(
    made: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    plain = console.text(lambda screen: terminal.comparison(made, domains(), screen), plain=True)
    assert "护理型床位占{养老床位总数的}比{例}" in plain
    assert "{ }: characters in which the names differ" in plain
    styled = console.Screen(140, styled=True)
    text = console.text(lambda _: terminal.comparison(made, domains(), styled), plain=True)
    assert "护理型床位占养老床位总数的比例" in text
    assert "underlined: characters in which the names differ" in text


def on_a_terminal(*arguments: str, rows: int = 24, **environment: str) -> str:
    """What a terminal of 80 columns shows."""
    import fcntl
    import struct
    import termios

    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    clean = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES", "PAGER", "LESS", "NO_COLOR")}
    clean |= {"TERM": "xterm", "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"} | environment
    process = subprocess.Popen(
        [sys.executable, "-m", "plancmp", *arguments], stdin=child, stdout=child, stderr=child, env=clean, cwd=ROOT
    )
    os.close(child)
    shown = all_of(parent)
    os.close(parent)
    assert process.wait(60) == 0
    return shown.decode()


def test_a_long_answer_goes_through_the_pager() -> None:
    assert "paged" in on_a_terminal("show", "guichi", PAGER="sed s/^/paged/")
    assert "paged" not in on_a_terminal("show", "guichi", "--no-pager", PAGER="sed s/^/paged/")
    assert "paged" not in on_a_terminal("list", rows=60, PAGER="sed s/^/paged/")


def test_a_pager_that_quits_early_or_is_not_there_is_no_error() -> None:
    assert "Traceback" not in on_a_terminal("export", "--format", "table", PAGER="head -1")
    assert "guichi" in on_a_terminal("show", "guichi", PAGER="no-such-pager")
    assert "guichi" in on_a_terminal("show", "guichi", PAGER="")


def test_a_terminal_underlines_what_differs() -> None:
    shown = on_a_terminal("compare", "jilin", "nanning", "-d", "elderly", "--no-pager")
    assert re.search(r"\x1b\[1;4m\w+\x1b\[0m", shown)
    assert "underlined" in shown


@pytest.mark.parametrize(("terminal", "patience", "drawn"), [(True, 0.0, True), (True, 60.0, False), (False, 0.0, False)])
def test_long_work_shows_how_far_it_has_come_to_who_watches(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, patience: float, drawn: bool
) -> None:
    class Watched(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    monkeypatch.setattr(progress, "PATIENCE", patience)
    monkeypatch.setattr(sys, "stderr", shown := Watched())
    monkeypatch.setenv("TERM", "xterm")
    assert list(progress.watched([1, 2, 3], progress.CHECKING, "zh")) == [1, 2, 3]
    assert ("正在检查规划文件" in shown.getvalue()) == drawn
