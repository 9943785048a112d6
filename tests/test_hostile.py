"""Names that try to be more than text: shown as text in every format and by every command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from plancmp.legible import legible
from tests import hostile
from tests.conftest import Run
from tests.readers import answer_of, read_csv, read_html, read_jsonl, read_md, read_xlsx
from tests.test_formats import on_a_terminal

TITLE = "<b>一</b>\u202e市"
COMMANDS = (
    ("list",),
    ("show", "one"),
    ("compare", "one", "two"),
    ("export", "one", "-f", "table"),
    ("matrix", "one", "two"),
    ("search", "甲"),
    ("rank", "a|b", "one", "two"),
    ("gaps", "one", "--at-least", "1"),
    ("stats",),
    ("why", "one", "two"),
    ("why", "one", "two", "h24"),
    ("align", "one", "two", "-f", "table"),
    ("check", "one"),
)
# Styles are the program's own; nothing else may steer the terminal, turn the writing or hide.
STYLE = re.compile(r"\x1b\[[\d;]*m")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "one.yaml").write_text(hostile.plan(TITLE), encoding="utf-8")
    (folder / "two.yaml").write_text(hostile.plan("=二+县", hostile.NAMES[::-1]), encoding="utf-8")
    return folder


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_nothing_of_it_steers_a_terminal(run: Run, plans: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, PLANCMP_PLANS=str(plans), COLUMNS="20000")
    assert done.returncode == 0, done.stderr.decode()
    text = done.stdout.decode()
    assert not UNSEEN.search(text)
    assert not UNSEEN.search(done.stderr.decode())
    if arguments[0] in ("show", "compare", "matrix"):
        spaced = re.sub(r"\s+", " ", text)
        shown = {n for n in hostile.NAMES if all(re.sub(r"\s+", " ", line).strip() in spaced for line in legible(n).split("\n"))}
        assert shown == set(hostile.NAMES)


@pytest.mark.parametrize("format", ["table", "csv", "json", "jsonl", "md", "html"])
def test_nor_does_any_format_on_a_terminal(plans: Path, format: str) -> None:
    status, got = on_a_terminal("export", "one", "-f", format, PLANCMP_PLANS=str(plans))
    assert status == 0
    assert "粗体" in got.decode()
    assert not UNSEEN.search(STYLE.sub("", got.decode()))


def test_data_is_kept_as_it_is(run: Run, plans: Path) -> None:
    def export(format: str) -> bytes:
        return run("export", "one", "-f", format, PLANCMP_PLANS=str(plans)).stdout

    lines = read_jsonl(export("jsonl"))
    place = {name: number for number, name in enumerate(lines[0])}
    for field in ("name", "name_en", "stated", "scope", "at", "note"):
        assert tuple(line[place[field]] for line in lines[1:]) == hostile.NAMES, field
    assert [list(map(str, record.values())) for record in json.loads(export("json"))["records"]] == [
        [value or "None" for value in line] for line in lines[1:]
    ]
    assert read_csv(export("csv")) == read_csv(export("tsv"), "\t") == lines
    header, *rest = answer_of(read_xlsx(export("xlsx")))
    assert tuple(line[header.index("indicator")] for line in rest) == hostile.NAMES


def test_pages_show_it_as_text(run: Run, plans: Path) -> None:
    page = run("export", "one", "-f", "html", PLANCMP_PLANS=str(plans)).stdout
    elements = {"html", "head", "meta", "title", "style", "body", "h1", "table", "thead", "tbody", "tr", "th", "td", "p"}
    assert tuple(line[8] for line in read_html(page, elements)[1:]) == tuple(map(legible, hostile.NAMES))
    titled = run("list", "-f", "html", PLANCMP_PLANS=str(plans)).stdout
    assert legible(TITLE) in [line[1] for line in read_html(titled, elements)]
    table = run("export", "one", "-f", "md", PLANCMP_PLANS=str(plans)).stdout
    assert [line[8] for line in read_md(table)[1:]] == [re.sub(r"\s*\n\s*", "\n", legible(n)).strip() for n in hostile.NAMES]


def test_what_a_file_may_not_hold_is_named_by_its_code_point(run: Run, tmp_path: Path) -> None:
    for number, sequence in enumerate(("\x1b[31m", "\x9b31m", "\x07", "\u2028")):
        (tmp_path / f"{number}.yaml").write_text(hostile.plan("市").replace("粗体", sequence), encoding="utf-8")
        done = run("check", f"{number}.yaml")
        assert done.returncode == 1
        assert f"U+{ord(sequence[0]):04X} is not text" in done.stdout.decode()
        assert not UNSEEN.search(done.stdout.decode())
        assert not UNSEEN.search(run("show", f"{number}.yaml").stderr.decode())


def test_names_of_files_are_shown_too(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[31m\u202e"
    folder.mkdir()
    (folder / "jilin.yaml").write_text(hostile.plan("市"), encoding="utf-8")
    done = run("list", "--plans", str(folder))
    assert "takes the place of the plan jilin" in done.stderr.decode()
    assert "\\x1b[31m\\u202e" in done.stderr.decode()
    for arguments in (
        ("show", "\x1b[31mx.yaml"),
        ("list", "-o", "no\x1b/where.csv"),
        ("list", "-o", "x.\x1bpdf"),
        ("list", "\x1b"),
    ):
        failed = run(*arguments)
        assert failed.returncode in (2, 3)
        assert not UNSEEN.search(failed.stderr.decode())
