"""Completion: what the shells are offered, and that they can be offered it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plancmp.cli import words
from plancmp.cli.completing import Sheet
from tests.conftest import Run
from tests.test_check import SOUND


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return Sheet(words.sheet([]))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("", {"compare", "rank", "why"}),
        ("comp", {"compare"}),
        ("--ver", {"--version"}),
        ("show ", {"guichi", "huzhou", "jilin", "nanning", "zhonglou"}),
        ("compare jilin 南", {"南宁市", "南宁"}),
        ("compare jilin nanning zho", {"zhonglou"}),
        ("show 4501", {"450100"}),
        ("compare jilin --domain 养", {"养老服务", "养老"}),
        ("compare jilin -d fun", {"funeral", "funerals"}),
        ("matrix --domain=fune", {"--domain=funeral", "--domain=funerals"}),
        ("compare --against JI", {"jilin"}),
        ("compare --only-d", {"--only-differences"}),
        ("compare --all --sort d", {"deadline", "difference"}),
        ("show jilin --format js", {"json", "jsonl"}),
        ("rank 养老机构护", {"养老机构护理型床位占比"}),
        ("why jilin nanning public-institution-nursing", {"public-institution-nursing-care-bed-share"}),
        ("verdict ac", {"accept"}),
        ("verdict accept jil", {"jilin:"}),
        ("verdict accept nanning:nursing-care-b", {"nanning:nursing-care-bed-share"}),
        ("gaps --peers jil", {"jilin"}),
        ("show jilin x", set()),
        ("nothing j", set()),
    ],
)
def test_what_may_come_next_is_offered(sheet: Sheet, line: str, offered: set[str]) -> None:
    *before, begun = line.split(" ")
    found = {word for word, _ in sheet.offers(before, begun)}
    assert offered <= found
    if line.rsplit(" ", maxsplit=1)[-1]:
        assert offered == found


def test_of_plans_named_only_the_indicators_are_offered(sheet: Sheet) -> None:
    of_both = {word for word, _ in sheet.offers(["why", "guichi", "zhonglou"], "")}
    assert of_both < {word for word, _ in sheet.offers(["rank"], "")}
    assert of_both
    assert not any(word.isascii() for word in of_both)


def test_words_are_told_in_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANCMP_LANG", "zh")
    offers = dict(Sheet(words.sheet([])).offers(["compare", "--domain"], "elderly"))
    assert offers["elderly"] == "养老服务"


def shell(name: str, script: str, tmp_path: Path) -> list[str]:
    """Run a script in a shell that has plancmp on its path; return the lines it prints."""
    if shutil.which(name) is None:
        pytest.skip(f"no {name} here")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([name, "-c", script], cwd=tmp_path, env=environment, capture_output=True, timeout=60, check=False)
    return done.stdout.decode().splitlines()


BASH = """
eval "$(_PLANCMP_COMPLETE=source_bash plancmp)"
COMP_WORDS=({words}); COMP_CWORD=$(({count} - 1)); _plancmp_completion plancmp; printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("plancmp compa", ["compare"]),
        ("plancmp compare jilin 南", ["南宁市", "南宁"]),
        ("plancmp compare --domain = 养", ["养老服务", "养老"]),
        ("plancmp verdict accept nanning : nursing-care-b", ["nursing-care-bed-share"]),
        ("plancmp check ./no", [""]),
    ],
)
def test_bash(typed: str, offered: list[str], tmp_path: Path) -> None:
    assert shell("bash", BASH.format(words=typed, count=len(typed.split())), tmp_path) == offered


def test_zsh(tmp_path: Path) -> None:
    script = """
    compdef() { :; }; _arguments() { print -r -- "$1" }; _files() { print files }
    eval "$(_PLANCMP_COMPLETE=source_zsh plancmp)"
    words=(plancmp compare jilin 南); CURRENT=4; _plancmp_completion
    words=(plancmp check ./no); CURRENT=3; _plancmp_completion
    """
    lines = shell("zsh", script, tmp_path)
    assert lines == ["""*: :(("南宁市":"南宁市 2021-2025" "南宁":"南宁市 2021-2025"))""", "files"]


def test_fish(tmp_path: Path) -> None:
    script = """
    env _PLANCMP_COMPLETE=source_fish plancmp | source
    complete -C 'plancmp compare jilin 南'
    complete -C 'plancmp compare --domain place'
    """
    assert shell("fish", script, tmp_path) == [
        "南宁\t南宁市 2021-2025",
        "南宁市\t南宁市 2021-2025",
        "place-names\tAdministrative divisions and place names",
    ]


def test_powershell_is_told_in_its_form(run: Run) -> None:
    asked = {"_PLANCMP_COMPLETE": "complete_powershell", "_TYPER_COMPLETE_ARGS": "plancmp show jil"}
    done = run(**asked, _TYPER_COMPLETE_WORD_TO_COMPLETE="jil")
    assert done.stdout.decode() == "jilin:::吉林省 2021-2025\n"


def test_plans_of_folders_that_the_line_names_are_offered(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "jia.yaml").write_text(SOUND, encoding="utf-8")
    for line in (f"plancmp show --plans {tmp_path}/mine ji", f'plancmp show --plans "{tmp_path}/mine" ji'):
        done = run(_PLANCMP_COMPLETE="complete_fish", _TYPER_COMPLETE_ARGS=line, _TYPER_COMPLETE_FISH_ACTION="get-args")
        assert {word.split("\t")[0] for word in done.stdout.decode().splitlines()} == {"jilin", "jia"}


def test_a_second_press_of_the_key_needs_none_of_the_libraries(run: Run) -> None:
    asked = {"_PLANCMP_COMPLETE": "complete_bash", "COMP_WORDS": "plancmp\nshow\njil", "COMP_CWORD": "2"}
    imported = [run(**asked, PYTHONPROFILEIMPORTTIME="1") for _ in range(2)]
    assert [done.stdout for done in imported] == [b"jilin\n"] * 2
    assert b" typer\n" not in imported[1].stderr


def test_a_library_that_cannot_be_opened_leaves_commands_and_domains(tmp_path: Path) -> None:
    found = Sheet(words.sheet([str(tmp_path / "nowhere")]))
    assert found.words["domain"]
    assert not found.words["plan"]
