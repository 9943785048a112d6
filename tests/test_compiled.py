"""What is remembered of plan files: never more than what they say, whatever happens to the cache."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from platformdirs import user_cache_dir

from plancmp import coded, compiled, library, loading, places, stamp, store, workers
from plancmp.cli import progress
from plancmp.errors import FileError
from plancmp.language import LANGS
from plancmp.library import Library, data_folder, domains, units
from plancmp.loading import Loaded, examine_file
from plancmp.model import Plan
from plancmp.store import Made, Store
from tests.conftest import Run
from tests.test_check import BROKEN, SOUND


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty cache of one's own, in an empty working folder."""
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "cache"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    library.store.cache_clear()
    yield tmp_path / "cache"
    library.store.cache_clear()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder with three plans, long settled."""
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("jia", "yi", "bing"):
        write(folder / f"{name}.yaml", SOUND.replace("甲市", f"{name}市"))
    return folder


def write(path: Path, text: str, age: float = 3600) -> None:
    path.write_text(text, encoding="utf-8")
    then = time.time() - age
    os.utime(path, (then, then))


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a change show at once: the tests' file system ticks fast, and they do not want to wait."""
    monkeypatch.setattr(stamp, "SETTLED", -(10**12))


@pytest.fixture
def examined(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the plan files that are examined, as they are."""
    ids: list[str] = []
    examine = loading.examine_bytes

    def noting(raw: bytes, name: str, id: str, *rest: object) -> Loaded:
        ids.append(id)
        return examine(raw, name, id, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "examine_bytes", noting)
    return ids


def anew() -> None:
    """Forget what this process knows, as another run would."""
    library.store.cache_clear()


def titles(folder: Path) -> list[str]:
    anew()
    found = Library.open([folder])
    return [plan.title for plan in found.plans() if plan.id in ("jia", "yi", "bing")]


@pytest.mark.parametrize("base", [None, "/elsewhere"])
def test_the_cache_is_where_the_system_keeps_such_things(base: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PLANCMP_CACHE")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if base:
        monkeypatch.setenv("XDG_CACHE_HOME", base)
    assert places.cache_folder() == user_cache_dir("plancmp", appauthor=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert places.cache_folder() == user_cache_dir("plancmp", appauthor=False)


@pytest.mark.parametrize("path", sorted((data_folder() / "plans").glob("*.yaml")), ids=lambda p: p.stem)
def test_what_is_remembered_is_what_was_read(path: Path) -> None:
    loaded = examine_file(path, domains(), units())
    assert coded.decoder(Plan)(coded.encode(loaded.plan)) == loaded.plan
    assert Library.open().examine(path) == loaded


@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.yaml")), ids=lambda p: p.stem)
def test_remembered_problems_are_told_in_both_languages(path: Path) -> None:
    for _ in range(2):
        remembered = Library.open().examine(path).problems
        for lang in LANGS:
            assert [p.told(lang) for p in remembered] == [p.told(lang) for p in examine_file(path, domains(), units()).problems]


def test_problems_name_the_file_as_it_is_named_now(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.yaml").write_text("plan: 1\n")
    (there,) = {problem.file for problem in Library.open().examine(tmp_path / "bad.yaml").problems}
    monkeypatch.chdir(tmp_path)
    anew()
    (here,) = {problem.file for problem in Library.open().examine(Path("bad.yaml")).problems}
    assert (there, here) == (str(tmp_path / "bad.yaml"), "bad.yaml")


@pytest.mark.usefixtures("cache", "settled")
def test_a_file_is_read_once(mine: Path, examined: list[str]) -> None:
    first = titles(mine)
    assert {"jia", "yi", "bing"} <= set(examined)
    examined.clear()
    assert titles(mine) == first
    assert examined == []


@pytest.mark.usefixtures("cache", "settled")
def test_an_edited_file_alone_is_read_again(mine: Path, examined: list[str]) -> None:
    titles(mine)
    examined.clear()
    write(mine / "yi.yaml", SOUND.replace("甲市", "丁市"))
    assert "丁市民政规划" in titles(mine)
    assert examined == ["yi"]


@pytest.mark.usefixtures("cache", "settled")
def test_a_touched_file_is_known_by_its_contents(mine: Path, examined: list[str]) -> None:
    first = titles(mine)
    examined.clear()
    os.utime(mine / "yi.yaml")
    assert titles(mine) == first
    assert examined == []


@pytest.mark.usefixtures("cache")
def test_an_edit_within_a_tick_of_the_clock_is_seen(mine: Path) -> None:
    write(mine / "yi.yaml", SOUND.replace("甲市", "丁市"), age=0)
    when = (mine / "yi.yaml").stat()
    assert "丁市民政规划" in titles(mine)
    (mine / "yi.yaml").write_text(SOUND.replace("甲市", "戊市"), encoding="utf-8")
    os.utime(mine / "yi.yaml", ns=(when.st_atime_ns, when.st_mtime_ns))
    assert "戊市民政规划" in titles(mine)


def test_what_is_neither_settled_nor_a_file_has_no_stamp(tmp_path: Path) -> None:
    found = tmp_path.stat()
    late = max(found.st_mtime_ns, found.st_ctime_ns) + stamp.SETTLED
    assert stamp.of(found, late - 1) == ""
    assert stamp.of(found, late) != ""
    os.mkfifo(tmp_path / "pipe")
    assert stamp.of((tmp_path / "pipe").stat(), late + 10**12) == ""


def test_a_file_that_changes_while_it_is_read_has_no_stamp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_text("x")
    monkeypatch.setattr(stamp, "look", lambda _: "before")
    assert loading.read_stamped(tmp_path / "x") == (b"x", "")


@pytest.mark.usefixtures("settled")
def test_what_is_gone_is_forgotten(cache: Path, mine: Path) -> None:
    titles(mine)
    before = pieces(cache)
    (mine / "yi.yaml").unlink()
    write(mine / "jia.yaml", SOUND.replace("甲市", "丁市"))
    titles(mine)
    assert pieces(cache) == before - 5  # the five pieces of yi; those of jia are others


def pieces(cache: Path) -> int:
    (file,) = cache.glob("*.sqlite")
    with sqlite3.connect(file) as db:
        (number,) = db.execute("SELECT count(*) FROM pieces").fetchone()
    return int(number)


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("seed", range(12))
def test_damage_is_repaired_silently(cache: Path, mine: Path, seed: int) -> None:
    first = titles(mine)
    (file,) = cache.glob("*.sqlite")
    whole = file.read_bytes()
    draw = random.Random(seed)
    damaged = bytearray(whole)
    match seed % 4:
        case 0:
            damaged = damaged[: draw.randrange(len(damaged))]
        case 1:
            damaged[:] = draw.randbytes(len(damaged))
        case _:
            for _ in range(200 * (seed % 4)):
                damaged[draw.randrange(len(damaged))] = draw.randrange(256)
    file.write_bytes(damaged)
    assert titles(mine) == first
    assert titles(mine) == first


def test_a_damaged_piece_is_made_again(cache: Path, mine: Path) -> None:
    first = titles(mine)
    (file,) = cache.glob("*.sqlite")
    with sqlite3.connect(file) as db:
        db.execute("UPDATE pieces SET piece = replace(piece, CAST('市' AS BLOB), CAST('县' AS BLOB))")
    assert titles(mine) == first


@pytest.mark.parametrize("what", ["a file in its place", "no folder to make it in", "off", "0"])
def test_without_a_cache_the_answers_are_the_same(
    what: str, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    first = titles(mine)
    if what in ("off", "0"):
        monkeypatch.setenv("PLANCMP_CACHE", what)
    else:
        (tmp_path / "file").touch()
        monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "file" / ("below" if what.startswith("no") else "")))
    assert titles(mine) == first


def test_what_cannot_be_written_is_remembered_for_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Made(b"key", "1", {"part": b"piece"})
    full = Store(tmp_path / "full.sqlite")
    full.keep("folder", {"other": Made(b"other", "1", {"part": b"before"})})
    with sqlite3.connect(tmp_path / "full.sqlite", isolation_level=None) as other:
        monkeypatch.setattr(store, "PATIENCE", 0.1)
        other.execute("BEGIN IMMEDIATE")
        full._db = None
        full.keep("folder", {"name": made})
        assert dict(full.pieces("part", [b"key", b"other", b"none"])) == {b"key": b"piece", b"other": b"before"}
    assert Store(tmp_path / "full.sqlite").files("folder") == {"other": ("1", b"other")}


def test_files_of_other_versions_are_removed_in_time(tmp_path: Path) -> None:
    for name, age in (("old", store.FORGOTTEN + 10), ("recent", store.FORGOTTEN - 3600)):
        write(tmp_path / f"{name}.sqlite", "", age)
    Store(tmp_path / "this.sqlite").files("folder")
    assert sorted(path.stem for path in tmp_path.glob("*.sqlite")) == ["recent", "this"]


@pytest.mark.usefixtures("cache")
def test_many_files_are_read_in_many_processes(tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(compiled.FEW + 5):
        write(folder / f"p{n}.yaml", SOUND.replace("甲市", f"第{n}市"))
    write(folder / "bad.yaml", "plan: 1\n")
    (folder / "lost.yaml").symlink_to("nowhere")
    found = Library.open([folder])
    regions = {plan.region.name for plan in found.plans()}
    assert {f"第{n}市" for n in range(compiled.FEW + 5)} <= regions
    assert {Path(problem.file).name for problem in found.errors()} == {"bad.yaml", "lost.yaml"}
    anew()
    assert Library.open([folder]).plans() == found.plans()


def double(number: int) -> int:
    if number == 30 and os.environ.get("PARENT") != str(os.getpid()):
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def test_work_is_finished_when_a_worker_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARENT", str(os.getpid()))
    assert list(workers.each(double, range(60))) == [(n, 2 * n) for n in range(60)]


def test_work_is_done_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    assert list(workers.each(double, range(5))) == [(n, 2 * n) for n in range(5)]


def test_runs_that_are_killed_and_runs_at_once_leave_a_cache_that_tells_the_truth(run: Run, mine: Path, tmp_path: Path) -> None:
    """A short version of ``bench/crash.py``."""
    for n in range(30):
        shutil.copy(mine / "jia.yaml", mine / f"copy{n}.yaml")
    cold = run("list", "--plans", str(mine), "--json", PLANCMP_CACHE="off").stdout
    environment = os.environ | {"PLANCMP_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "plancmp", "list", "--plans", str(mine), "--json"]
    draw = random.Random(1)
    for _ in range(4):
        shutil.rmtree(tmp_path / "cache", ignore_errors=True)
        two = [subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL) for _ in range(2)]
        time.sleep(draw.uniform(0.2, 1.5))
        two[0].kill()
        two[0].wait()
        assert run("list", "--plans", str(mine), "--json", PLANCMP_CACHE=str(tmp_path / "cache")).stdout == cold
        assert two[1].wait(60) == 0
        assert run("list", "--plans", str(mine), "--json", PLANCMP_CACHE=str(tmp_path / "cache")).stdout == cold


def test_a_bar_shows_on_a_terminal_how_far_long_reading_has_come(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert list(progress._bar(iter("abc"), 3, "Reading")) == ["a", "b", "c"]
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(progress, "PATIENCE", -1)
    assert list(progress._bar(iter("abc"), 3, "Reading")) == ["a", "b", "c"]
    assert "Reading" in capsys.readouterr().err
    outcomes = iter([(Path("x"), FileError("x", "is none"))])
    assert progress.reading("en")(outcomes, 1) is outcomes  # standard error is no terminal here
