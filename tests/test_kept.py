"""Answers that are kept: the same as new ones, and only while nothing that they depend on has changed."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from plancmp import kept, library, stamp
from plancmp.cli import main
from tests.conftest import ROOT, Run
from tests.test_check import SOUND
from tests.test_compiled import write

Ask = Callable[..., bytes]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that puts a question as a run of its own would, and returns the answer."""
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(stamp, "SETTLED", -(10**15))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def put(*arguments: str) -> bytes:
        library.store.cache_clear()
        monkeypatch.setattr(stamp, "LOOKED_AT", {})
        monkeypatch.setattr(kept.Hearing, "answer", None)
        monkeypatch.setattr(kept.Hearing, "more", False)
        monkeypatch.setattr(sys, "argv", ["plancmp", *arguments])
        out = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, "utf-8"))
        with contextlib.suppress(SystemExit):
            main()
        return out.getvalue()

    return put


def kept_at(tmp_path: Path) -> dict[str, bytes]:
    """The files in which answers are kept."""
    return {path.name: path.read_bytes() for path in (tmp_path / "cache" / "answers").glob("*")}


def answered_from_memory(tmp_path: Path, ask: Ask, *arguments: str) -> bool:
    """Tell whether the answer is what was kept: put other words in its place, with the right checksum, and see."""
    ask(*arguments)
    for path in (tmp_path / "cache" / "answers").glob("*"):
        whole = path.read_bytes()
        length = int.from_bytes(whole[20:24])
        rest = whole[24 : 24 + length] + b"from memory"
        path.write_bytes(whole[:16] + zlib.crc32(rest).to_bytes(4) + whole[20:24] + rest)
    return ask(*arguments) == b"from memory"


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "jilin", "nanning", "--domain", "elderly"),
        ("compare", "南宁", "220000", "--csv"),
        ("list", "--lang", "zh"),
        ("export", "guichi", "--format", "jsonl"),
        ("matrix", "-d", "elderly"),
        ("search", "nursing beds"),
        ("check", "jilin"),
        ("--version",),
    ],
    ids=lambda a: a[0],
)
def test_an_answer_is_kept_word_for_word(ask: Ask, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    new = ask(*arguments)
    assert new
    assert kept_at(tmp_path)
    assert ask(*arguments) == new
    assert answered_from_memory(tmp_path, ask, *arguments)


def test_a_kept_answer_is_that_of_a_run_without_cache(run: Run) -> None:
    for arguments in (("compare", "jilin", "nanning", "-d", "elderly"), ("export", "--csv")):
        first, second = run(*arguments), run(*arguments)
        assert first.stdout == second.stdout == run(*arguments, "--no-cache").stdout == run(*arguments, PLANCMP_CACHE="off").stdout


def test_a_kept_answer_needs_none_of_the_libraries(run: Run) -> None:
    arguments = ("compare", "jilin", "nanning", "--domain", "elderly")
    imported = [run(*arguments, PYTHONPROFILEIMPORTTIME="1").stderr.decode() for _ in range(2)]
    for needed in ("rich", "rapidfuzz", "msgspec"):
        assert f" {needed}\n" in imported[0], needed
        assert f" {needed}\n" not in imported[1], needed
    assert "plancmp.kept" in imported[1]


def add_plan(folder: Path) -> None:
    write(folder / "yi.yaml", SOUND.replace("甲市", "乙市"))


def edit_plan(folder: Path) -> None:
    write(folder / "jia.yaml", SOUND.replace("甲市", "丁市"))


def remove_plan(folder: Path) -> None:
    (folder / "jia.yaml").unlink()


def own_folder(folder: Path) -> None:
    own = Path("data/plans")
    own.mkdir(parents=True)
    write(own / "yi.yaml", SOUND.replace("甲市", "乙市"))


@pytest.mark.parametrize("change", [add_plan, edit_plan, remove_plan, own_folder])
def test_a_change_of_the_plans_is_seen(ask: Ask, tmp_path: Path, change: Callable[[Path], None]) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    write(folder / "jia.yaml", SOUND)
    arguments = ("stats", "--csv", "--plans", str(folder))
    before = ask(*arguments)
    assert ask(*arguments) == before
    change(folder)
    assert ask(*arguments) != before
    assert ask(*arguments) == ask(*arguments, "--no-cache")


def test_a_change_of_the_verdicts_is_seen(ask: Ask) -> None:
    arguments = ("align", "jilin", "nanning")
    before = ask(*arguments)
    ask("verdict", "reject", "jilin:public-institution-nursing-care-bed-share", "nanning:nursing-care-bed-share")
    assert ask(*arguments) != before


@pytest.mark.parametrize("name", ["COLUMNS", "PLANCMP_LANG", "FORCE_COLOR"])
def test_another_environment_is_another_question(ask: Ask, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    before = ask("compare", "jilin", "nanning", "-d", "elderly")
    monkeypatch.setenv(name, {"COLUMNS": "61", "PLANCMP_LANG": "zh", "FORCE_COLOR": "1"}[name])
    assert ask("compare", "jilin", "nanning", "-d", "elderly") != before


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--plans", "bad"),  # says on standard error what is wrong with a file
        ("list", "-o", "list.csv"),
        ("new", "丁市"),
        ("check", "bad/bad.yaml"),
        ("--help",),
    ],
    ids=str,
)
def test_what_is_more_or_less_than_an_answer_is_not_kept(ask: Ask, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    Path("bad").mkdir()
    write(Path("bad/bad.yaml"), "plan: 1\n")
    ask(*arguments)
    assert kept_at(tmp_path) == {}


def test_a_review_asks_every_time(run: Run, tmp_path: Path) -> None:
    run("review", "jilin", "nanning", PLANCMP_CACHE=str(tmp_path / "cache"))
    assert kept_at(tmp_path) == {}


def test_what_has_just_changed_is_not_relied_on(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(Path("jia.yaml"), SOUND)
    monkeypatch.setattr(stamp, "SETTLED", 60 * 10**9)
    ask("show", "jia.yaml")
    assert kept_at(tmp_path) == {}


@pytest.mark.parametrize("damage", [lambda b: b[:10], lambda b: b[:-1], lambda b: b[:40] + b"\xff" + b[41:], lambda _: b""])
def test_a_damaged_answer_is_made_anew(ask: Ask, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    first = ask("list")
    (path,) = (tmp_path / "cache" / "answers").glob("*")
    path.write_bytes(damage(path.read_bytes()))
    assert ask("list") == first


def test_a_full_disk_keeps_nothing(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    first = ask("list", "--no-cache")
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(os, "replace", full)
    assert ask("list") == first
    assert kept_at(tmp_path) == {}


def test_old_answers_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for age in range(5):
        write(tmp_path / f"{age}", "x" * 100, age=100 * age)
    monkeypatch.setattr(kept, "ROOM", 250)
    kept._make_room(str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0", "1"]


def test_a_closed_pipe_ends_a_kept_answer_quietly(run: Run, tmp_path: Path) -> None:
    run("export", "--json")
    command = f"{sys.executable} -m plancmp export --json | head -c 10"
    environment = os.environ | {"HOME": str(tmp_path), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (len(done.stdout), done.stderr) == (10, b"")


def test_a_full_disk_behind_a_kept_answer_is_told(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    for _ in range(2):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run([sys.executable, "-m", "plancmp", "list", "--csv"], cwd=ROOT, stdout=full, stderr=-1, check=False)
        assert done.returncode == 3
        assert b"cannot be written" in done.stderr
