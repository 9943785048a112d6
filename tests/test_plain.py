"""Plain command lines mean the same to the reader that needs no library as to the library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.cli import application, commands, plain
from plancmp.cli.commands import COMMANDS, Offer, parameters
from plancmp.cli.declared import REQUIRED
from plancmp.language import Lang
from plancmp.select import Sort
from tests.conftest import Run

WORDS = ("jilin", "nanning", "南宁", "养老", "elderly", "3", "0", "007", "2025", "-1", "-", "--", "x.csv", "", "a=b", "~", "ACCEPT", "accept",
         "zh", "ZH", "name", "１", "--=", "-d=", "--all=yes", "--nothing", "-h", "--help", "--version", "--lan", "-dall", "--install-completion")  # fmt: skip


def understood(monkeypatch: pytest.MonkeyPatch, line: list[str]) -> tuple[str, dict[str, Any]] | None:
    """What the library gives to which command; None if it carries none out."""
    found: list[tuple[str, dict[str, Any]]] = []

    def noted(offer: Offer, values: dict[str, Any], lang: Lang) -> int:
        found.append((next(name for name, one in COMMANDS.items() if one is offer), values))
        return 0

    monkeypatch.setattr(application, "carry_out", noted)
    monkeypatch.setattr("sys.argv", ["plancmp", *line])
    monkeypatch.setattr("sys.stdout.write", lambda _: None, raising=False)
    try:
        application.answer("en")
    except SystemExit:
        return None
    return found[0] if found else None


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Command lines of which about half are well-formed."""
    name = draw(st.sampled_from([*COMMANDS]))
    taken = parameters(COMMANDS[name])
    before = draw(st.sampled_from([[], [], [], ["--no-cache"], ["--lang", "zh"], ["--lang=en", "--no-cache"], ["--lang"]]))
    good = [word for word in WORDS if word[:1].isalnum()]
    wanted = [draw(st.sampled_from(good)) for p in taken if p.default is REQUIRED]
    options = [word for p in taken for words in p.mark.words for word in words.split("/")]
    flags = [word for p in taken if p.kind is bool for words in p.mark.words for word in words.split("/")]
    others = [word for p in taken if p.kind is not bool for word in p.mark.words]
    sound = st.one_of(
        st.sampled_from(flags).map(lambda word: [word]),
        st.tuples(st.sampled_from(others), st.sampled_from(good)).map(list),
        st.tuples(st.sampled_from(others), st.sampled_from(good)).map(lambda two: ["=".join(two)]),
    )
    doubtful = st.one_of(
        st.sampled_from((*WORDS, *options)).map(lambda word: [word]),
        st.tuples(st.sampled_from(options), st.sampled_from(WORDS)).map(list),
        st.tuples(st.sampled_from(options), st.sampled_from(WORDS)).map(lambda two: ["=".join(two)]),
    )
    pieces = draw(st.lists(st.one_of(sound, sound, sound, doubtful), max_size=5))
    pieces.insert(draw(st.integers(0, len(pieces))), wanted)
    return [*before, name, *(word for piece in pieces for word in piece)]


@given(lines())
@settings(max_examples=300, deadline=None)
def test_what_is_read_plainly_is_what_the_library_reads(line: list[str]) -> None:
    found = plain.read(line)
    if found is not None:
        with pytest.MonkeyPatch.context() as patch:
            assert understood(patch, line) == found


@pytest.mark.parametrize(
    ("line", "name", "values"),
    [
        ("list", "list", {"plans": None, "format": None, "lang": None, "no_cache": False}),
        ("--no-cache show 南宁 -d 养老", "show", {"plan": "南宁", "domain": "养老", "no_cache": False}),
        ("compare jilin --all nanning --sort=name", "compare", {"plan": ["jilin", "nanning"], "every": True, "sort": Sort.NAME}),
        ("rank 火化率 jilin nanning -o x.csv", "rank", {"indicator": "火化率", "plan": ["jilin", "nanning"], "out": Path("x.csv")}),
        ("search beds -n 0 --plans a --plans b", "search", {"limit": 0, "plans": [Path("a"), Path("b")]}),
        ("export --bom", "export", {"bom": True}),
        ("export --bom --no-bom", "export", {"bom": False}),
        ("export -f csv --format tsv", "export", {"format": "tsv"}),
    ],
)
def test_plain_lines(line: str, name: str, values: dict[str, Any]) -> None:
    found = plain.read(line.split())
    assert found is not None
    assert found[0] == name
    assert found[1].items() >= values.items()


@pytest.mark.parametrize(
    "line",
    [
        "", "--version", "--help", "lists", "show", "show a b", "show a -h", "show -- a", "show -", "show a --domain", "show a -dx",
        "compare a b --by x", "compare a b --by 007", "compare a b --sort size", "show a --csv=yes", "show a --nothing", "--lang fr list",
        "show a -d --csv", "show a --domain=",
    ],
)  # fmt: skip
def test_whatever_else_is_left_to_the_library(line: str) -> None:
    assert plain.read(line.split()) is None


def test_every_command_is_where_its_offer_says() -> None:
    for name, offer in COMMANDS.items():
        assert offer.function.__doc__, name
        assert len({p.name for p in parameters(offer)}) == len(parameters(offer)), name
        values = {p.name: p.default for p in commands.parameters(offer)}
        assert {"lang", "no_cache"} <= values.keys()


def test_a_plain_question_imports_no_library_for_command_lines(run: Run) -> None:
    run("list")  # so that the plans are read
    plainly = run("stats", "--csv", PYTHONPROFILEIMPORTTIME="1").stderr.decode()
    otherwise = run("stats", "--csv", "--", PYTHONPROFILEIMPORTTIME="1").stderr.decode()
    for library in ("typer", "pydantic"):
        assert f" {library}\n" not in plainly
        assert f" {library}\n" in otherwise
