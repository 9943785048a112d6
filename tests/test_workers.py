"""What comes out does not depend on how many processes did the work."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from bench import make_library
from plancmp import compiled, workers
from tests.conftest import Run

QUESTIONS = (
    ("stats", "--csv"),
    ("search", "养老床护理", "--json"),
    ("rank", "火化率", "--csv"),
    ("timeline", "--as-of", "2024-01-01", "--csv"),
    ("compare", "--all", "-d", "elderly", "--json"),
    ("matrix", "-d", "governance"),
    ("export", "--json"),
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many plans that several processes read them."""
    folder = tmp_path_factory.mktemp("many")
    make_library.make(folder, 3 * compiled.FEW)
    return folder


def test_answers_and_what_is_remembered_are_the_same_for_any_number_of_workers(run: Run, many: Path, tmp_path: Path) -> None:
    answers, remembered = [], []
    for number in ("1", "2", "4"):
        cache = tmp_path / number
        given = {"PLANCMP_WORKERS": number, "PLANCMP_CACHE": str(cache)}
        done = [run(*question, "--plans", str(many), **given) for question in QUESTIONS]
        assert [one.returncode for one in done] == [0] * len(QUESTIONS), [one.stderr for one in done]
        answers.append([one.stdout for one in done])
        (path,) = cache.glob("*.sqlite")
        with sqlite3.connect(path) as db:
            of_plans = "SELECT part, key, piece FROM pieces WHERE part NOT IN ('data', 'terms') ORDER BY part, key"
            remembered.append(db.execute(of_plans).fetchall())
            ((wordings,),) = db.execute("SELECT count(*) FROM notes")
    assert answers[0] == answers[1] == answers[2]
    assert remembered[0] == remembered[1] == remembered[2]
    assert len(remembered[0]) >= 5 * 3 * compiled.FEW
    assert wordings > 500


@pytest.mark.parametrize(("said", "number"), [("3", 3), ("1", 1), ("0", None), ("many", None), ("", None), ("-2", None)])
def test_how_many_is_as_many_as_cores_unless_said(said: str, number: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCMP_WORKERS", said)
    assert workers.number() == (number or os.cpu_count())


def test_one_worker_is_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCMP_WORKERS", "1")
    assert list(workers.each(_process, range(3))) == [(n, os.getpid()) for n in range(3)]
    monkeypatch.setenv("PLANCMP_WORKERS", "2")
    found = list(workers.each(_process, range(64)))
    assert [n for n, _ in found] == list(range(64))
    assert os.getpid() not in {pid for _, pid in found}


def _process(_: int) -> int:
    return os.getpid()
