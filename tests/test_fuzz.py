"""A short version of ``python -m bench.fuzz``, and what is held against every mutant."""

from __future__ import annotations

import pytest

from bench import fuzz
from plancmp import loading
from plancmp.errors import Problem
from plancmp.loading import Loaded


def test_every_mutant_loads_or_has_problems_at_their_places() -> None:
    counts, wrong = fuzz.run(300, seed=7)
    assert wrong == {}
    assert set(counts) == {"loads", "has problems"}


def test_mutants_depend_on_the_seed_alone() -> None:
    assert fuzz.mutant(5) == fuzz.mutant(5) != fuzz.mutant(6)


@pytest.mark.parametrize(
    ("loaded", "fate"),
    [
        (Loaded(None, ()), "silent"),
        (Loaded(None, (Problem("mutant.yaml", 9, 1, "code", "message"),)), "misplaced"),
        (Loaded(None, (Problem("other.yaml", 1, 1, "code", "message"),)), "misplaced"),
        (Loaded(None, (Problem("mutant.yaml", 1, 1, "code", "message"),)), "has problems"),
    ],
)
def test_what_is_wrong_is_noticed(monkeypatch: pytest.MonkeyPatch, loaded: Loaded, fate: str) -> None:
    monkeypatch.setattr(loading, "examine_bytes", lambda *_: loaded)
    assert fuzz.complaint(b"plan: 1\n")[0] == fate


def test_what_is_raised_or_takes_too_long_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr(loading, "examine_bytes", endless)
    monkeypatch.setattr(fuzz, "LIMIT", 1)
    assert "more than 1 s" in fuzz.complaint(b"")[1]
