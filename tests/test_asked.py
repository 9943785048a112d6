"""What is answered does not depend on how much of the plans was loaded for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import make_library
from plancmp import gist, library, questions, stamp
from plancmp.alignment import MANY, align_all
from plancmp.asked import Asked
from plancmp.comparison import Comparison, compare
from plancmp.gist import Dues, Outline, Tally
from plancmp.library import Library, domains, verdicts_of, vocabulary
from plancmp.model import Plan
from tests.conftest import Run

TEXTS = ("护理型床位", "养老床护理", "nursing beds", "cremation", "农村低保标准", "没有这种东西")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with more plans than stand side by side, in which some things recur and some do not."""
    folder = tmp_path_factory.mktemp("many")
    make_library.make(folder, 2 * MANY, indicators=40, seed=3)
    return folder


@pytest.fixture(params=["five plans", "many plans"])
def asked(request: pytest.FixtureRequest, many: Path) -> Asked:
    return Asked(Library.open([many] if request.param == "many plans" else []))


@pytest.fixture
def mine(tmp_path: Path, many: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Plans of one's own, with a cache of one's own in which they are remembered."""
    monkeypatch.setenv("PLANCMP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(stamp, "SETTLED", -(10**12))
    folder = tmp_path / "mine"
    folder.mkdir()
    for path in sorted(many.glob("*.yaml"))[:3]:
        (folder / path.name).write_bytes(path.read_bytes())
    told(folder)
    yield folder
    library.store.cache_clear()
    library.glosses.cache_clear()


def whole(asked: Asked) -> Asked:
    """The same plans, loaded whole."""
    return Asked(asked.library, asked.plans())


def told(folder: Path) -> tuple[Any, ...]:
    """What another run would say of these plans."""
    library.store.cache_clear()
    library.glosses.cache_clear()
    asked = Asked(Library.open([folder]))
    outlines = asked.outlines()
    found = list(questions.hits("养老床护理", outlines, vocabulary(), asked.glosses))
    return outlines, asked.dues(), asked.tallies(), found, asked.plans({hit.plan for hit in found})


def shown(found: Comparison) -> list[tuple[Any, ...]]:
    """The rows of a comparison, with all that is told of them; candidates are not asked for here."""
    return [
        (r.domain, r.relation, r.score, [(n, [i.id for i in cell]) for n, cell in r.filled()], r.pairs, r.differences)
        for r in found.rows
        if r.relation != "candidate"
    ]


def compared(plans: tuple[Plan, ...], domain: str) -> Comparison:
    return compare(plans, align_all(plans, vocabulary(), verdicts_of()), list(domains()), domain)


def test_what_is_taken_out_of_plans_is_what_they_say(asked: Asked) -> None:
    plans = asked.plans()
    assert asked.library.gists(Outline) == tuple(map(gist.outline, plans))
    assert asked.library.gists(Dues) == tuple(map(gist.dues, plans))
    assert asked.library.gists(Tally) == tuple(map(gist.tally, plans))


@pytest.mark.parametrize("text", TEXTS)
def test_a_search_finds_the_same(asked: Asked, text: str) -> None:
    found, expected = (list(questions.hits(text, a.outlines(), vocabulary(), a.glosses)) for a in (asked, whole(asked)))
    assert found == expected
    assert [-hit.score for hit in found] == sorted(-hit.score for hit in found)
    told = questions.search(found, asked.plans({hit.plan for hit in found}))
    assert told == questions.search(found, asked.plans())
    assert len(told) == len(found)


@pytest.mark.parametrize("domain", ["elderly", "governance", "marriage"])
def test_rows_of_one_domain_are_the_same(asked: Asked, domain: str) -> None:
    near = asked.near(asked.outlines(), lambda plan: (n for n, e in enumerate(plan.entries) if e.domain == domain), verdicts_of())
    assert shown(compared(near, domain)) == shown(compared(asked.plans(), domain))
    assert sum(len(plan.indicators) for plan in near) < sum(len(plan.indicators) for plan in asked.plans())


def test_rows_about_one_indicator_are_the_same(asked: Asked) -> None:
    plans = asked.plans()
    everything = align_all(plans, vocabulary(), verdicts_of())
    for place, one in list(enumerate(plans[-1].indicators))[::7]:
        near = asked.near(asked.outlines(), lambda plan, place=place: [place] if plan.id == plans[-1].id else [], verdicts_of())  # type: ignore[misc]
        (same,) = (i for i in near[-1].indicators if i.id == one.id)
        found = compare(near, align_all(near, vocabulary(), verdicts_of()), list(domains()), near=same)
        assert shown(found) == shown(compare(plans, everything, list(domains()), near=one))


@pytest.mark.parametrize(
    "question",
    [("search", "护理床位"), ("rank", "火化率"), ("stats",), ("timeline", "--as-of", "2024-01-01"), ("matrix", "-d", "elderly")],
)
def test_naming_every_plan_is_asking_all(run: Run, many: Path, question: tuple[str, ...]) -> None:
    asked = ("--json", "--plans", str(many))
    named = [
        path.stem
        for path in sorted([*many.glob("*.yaml"), *(library.data_folder() / "plans").glob("*.yaml")], key=lambda p: p.stem)
    ]
    every, each = run(*question, *asked), run(*question, *named, *asked)
    assert every.stdout == each.stdout
    assert every.returncode == 0


def test_an_edited_file_tells_what_it_says_now(mine: Path) -> None:
    path = min(mine.glob("*.yaml"))
    path.write_text(path.read_text(encoding="utf-8").replace("2025年", "2023年").replace("护理", "照护"), encoding="utf-8")
    after = told(mine)
    for remembered in (mine.parent / "cache").glob("*.sqlite"):
        remembered.unlink()
    assert told(mine) == after


def test_a_vanished_file_tells_nothing(mine: Path) -> None:
    path = min(mine.glob("*.yaml"))
    path.unlink()
    outlines, dues, tallies, found, _ = told(mine)
    assert path.stem not in {outline.id for outline in outlines} | {one.plan for one in (*dues, *tallies, *found)}


def test_a_file_that_cannot_be_used_tells_nothing(mine: Path) -> None:
    path = min(mine.glob("*.yaml"))
    path.write_text("plan: 1\n", encoding="utf-8")
    for _ in range(2):
        assert path.stem not in {outline.id for outline in told(mine)[0]}


def test_a_file_that_vanishes_between_two_looks_is_left_out(mine: Path) -> None:
    asked = Asked(Library.open([mine]))
    outlines = asked.outlines()
    path = min(mine.glob("*.yaml"))
    path.unlink()
    near = asked.near(outlines, lambda plan: range(len(plan.entries)), verdicts_of())
    assert {plan.id for plan in near} == {outline.id for outline in outlines} - {path.stem}


@pytest.mark.parametrize("damage", ["x'00'", "NULL", "substr(piece, 1, 9)", "piece || x'00'"])
def test_what_is_damaged_is_taken_out_anew(mine: Path, damage: str) -> None:
    before = told(mine)
    (remembered,) = (mine.parent / "cache").glob("*.sqlite")
    with sqlite3.connect(remembered) as db:
        db.execute(f"UPDATE pieces SET piece = {damage}")
        db.execute(f"UPDATE notes SET piece = {damage}")
    assert told(mine) == before
