"""What is remembered of wordings is what reading them gives, whatever happens to the cache."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from plancmp import glossary
from plancmp.glossary import Glossary
from plancmp.library import Library, data_folder, vocabulary
from plancmp.readings import Gloss, Wording, gloss, wording
from plancmp.store import Store
from plancmp.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def wordings() -> list[Wording]:
    plans = Library((data_folder() / "plans",), {path.stem: path for path in (data_folder() / "plans").glob("*.yaml")}).plans()
    return list({wording(plan, indicator) for plan in plans for indicator in plan.indicators})


@pytest.fixture(scope="session")
def read(wordings: list[Wording]) -> dict[Wording, Gloss]:
    return {worded: gloss(worded, vocabulary()) for worded in wordings}


def unasked() -> Vocabulary:
    raise AssertionError("everything is remembered")


def test_what_is_remembered_is_what_was_read(tmp_path: Path, wordings: list[Wording], read: dict[Wording, Gloss]) -> None:
    path = tmp_path / "cache.sqlite"
    assert Glossary(Store(path), "1", vocabulary)(wordings) == read
    assert Glossary(Store(path), "1", unasked)(wordings) == read


def test_many_wordings_are_read_on_all_cores(
    tmp_path: Path, wordings: list[Wording], read: dict[Wording, Gloss], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glossary, "FEW", 10)
    monkeypatch.setattr(glossary, "_AT_ONCE", 30)
    assert Glossary(Store(tmp_path / "cache.sqlite"), "1", vocabulary)(wordings) == read


def test_another_vocabulary_reads_anew_and_what_the_last_one_said_is_forgotten(tmp_path: Path, wordings: list[Wording]) -> None:
    path = tmp_path / "cache.sqlite"
    Glossary(Store(path), "1", vocabulary)(wordings)
    poorer = replace(vocabulary().lexicon(), implied=(), meant=())
    words = replace(vocabulary(), lexicon=lambda: poorer)
    assert Glossary(Store(path), "2", lambda: words)(wordings) == {worded: gloss(worded, words) for worded in wordings}
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT DISTINCT part FROM notes").fetchall() == [("gloss 2",)]


def test_what_is_damaged_is_read_anew(tmp_path: Path, wordings: list[Wording], read: dict[Wording, Gloss]) -> None:
    path = tmp_path / "cache.sqlite"
    Glossary(Store(path), "1", vocabulary)(wordings)
    with sqlite3.connect(path) as db:
        db.execute("UPDATE notes SET piece = substr(piece, 1, 20) || x'00'")
    assert Glossary(Store(path), "1", vocabulary)(wordings) == read
    assert Glossary(Store(path), "1", unasked)(wordings) == read


def test_without_a_place_to_keep_them_they_are_read_once_a_run(wordings: list[Wording], read: dict[Wording, Gloss]) -> None:
    store = Store()
    assert Glossary(store, "1", vocabulary)(wordings) == read
    assert Glossary(store, "1", unasked)(wordings) == read


def test_wordings_that_differ_in_anything_are_kept_apart(tmp_path: Path) -> None:
    plain = Wording("志愿者总量", "", frozenset(), frozenset(), frozenset(), promised=False)
    others = [
        replace(plain, scope="农村"),
        replace(plain, dimensions=frozenset({"money"})),
        replace(plain, families=frozenset({"rate"})),
        replace(plain, per=frozenset({"per-1000"})),
        replace(plain, promised=True),
    ]
    path = tmp_path / "cache.sqlite"
    Glossary(Store(path), "1", vocabulary)([plain])
    found = Glossary(Store(path), "1", vocabulary)([plain, *others])
    assert found == {worded: gloss(worded, vocabulary()) for worded in (plain, *others)}
