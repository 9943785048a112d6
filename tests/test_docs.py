"""What the documents show is what the program does."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import screenshots
from plancmp.library import Library
from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
BOTH = pytest.mark.parametrize("readme", [README, CHINESE], ids=["English", "Chinese"])


def commands_in(readme: str) -> list[str]:
    """The command lines that a README shows, without what it says of them."""
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    return [line.partition(" # ")[0].strip() for block in blocks for line in block.splitlines()]


@BOTH
def test_the_readme_is_short(readme: str) -> None:
    assert len(readme.splitlines()) <= 150


def test_the_readmes_say_the_same() -> None:
    def frame(readme: str) -> list[str]:
        without_code = re.sub(r"```.*?```", "", readme, flags=re.DOTALL)
        return [line.split()[0] for line in without_code.splitlines() if line.startswith(("#", "|", "<!--", "- "))]

    assert frame(README) == frame(CHINESE)
    assert [line.replace(" --lang zh", "") for line in commands_in(CHINESE)] == commands_in(README)
    assert "](README.zh-CN.md)" in README
    assert "](README.md)" in CHINESE


@BOTH
def test_the_output_in_the_readme_is_what_its_first_command_prints(run: Run, readme: str) -> None:
    shown = re.search(r"```text\n(.*?)```", readme, re.DOTALL)
    command = re.search(r"<!-- main-command -->\n```sh\n.*plancmp (compare .*)\n```", readme)
    assert shown
    assert command
    printed = run(*command[1].split(), COLUMNS="100").stdout.decode()
    assert shown[1] in printed


def test_every_command_in_the_readme_runs(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PLANCMP", "COLUMNS", "LC_", "LANG"))}
    environment |= {"HOME": str(tmp_path), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    (tmp_path / "plancmp").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plancmp "$@"\n', encoding="utf-8")
    (tmp_path / "plancmp").chmod(0o755)
    (tmp_path / "wuhu.txt").write_text("芜湖市民政事业发展规划\n", encoding="utf-8")
    ours = [line for line in commands_in(README) if line.startswith("plancmp ")]
    assert len(ours) > 15
    for line in ours:
        done = subprocess.run(line, shell=True, cwd=tmp_path, env=environment, input=b"q\n", capture_output=True, check=False)
        assert (done.returncode, line) == (0, line), done.stderr.decode()
    assert (tmp_path / "both.xlsx").read_bytes().startswith(b"PK")
    assert (tmp_path / "elderly.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "jilin-nanning.sssom.tsv").stat().st_size > 1000
    assert (tmp_path / "report.html").stat().st_size > 10_000


@BOTH
def test_the_python_example_in_the_readme_runs(readme: str) -> None:
    example = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert example
    lines = [line for line in example[1].splitlines() if not line.startswith("import pandas")]
    names: dict[str, Any] = {"pd": SimpleNamespace(DataFrame=list)}
    exec("\n".join(lines), names)
    assert names["rows"]
    assert {record["plan"] for record in names["frame"]} == {"jilin", "nanning"}


def test_the_terminal_pictures_are_what_the_program_draws() -> None:
    for name, picture in screenshots.pictures():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == picture, "python -m bench.screenshots draws them anew"
        assert len(picture.encode()) < 100_000
        assert not re.search(r"(?:src|href|url)\W*\(?['\"]?https?:", picture)


def test_the_example_in_contributing_is_in_the_data() -> None:
    plan = Library.open().find("nanning")
    (beds,) = [i for i in plan.indicators if i.id == "nursing-care-bed-share"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for figure in beds.figures:
        assert figure.stated in text
        assert figure.at[0] in text
    assert beds.nature == "约束性"


@BOTH
def test_what_the_readme_links_is_there_and_its_pictures_are_small(readme: str) -> None:
    links = set(re.findall(r"\]\(([^)#]+)\)", readme))
    assert "docs/report.png" in links
    for link in links:
        path = ROOT / link
        assert path.is_file(), link
        assert path.suffix != ".png" or path.stat().st_size < 300_000, link


def test_every_room_is_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = {path.stem for path in (ROOT / "plancmp").glob("*.py")} - {"__init__", "__main__"}
    missing = {room for room in rooms if f"`{room}`" not in text}
    assert not missing


def test_the_commands_page_is_what_the_help_says() -> None:
    made = subprocess.run([sys.executable, "-m", "plancmp.cli.handbook"], capture_output=True, check=True).stdout
    assert made == (ROOT / "docs" / "COMMANDS.md").read_bytes()


def test_the_schema_knows_every_domain(run: Run) -> None:
    schema = json.loads((ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8"))
    assert "social-assistance" in json.dumps(schema["properties"]["domains"])


def test_the_example_in_the_formats_restores_every_cell(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docs" / "FORMATS.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    assert example
    assert run("export", "-o", "all.csv").returncode == 0
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(example[1], names)
    entries = json.loads(run("export", "--json").stdout)["records"]
    assert names["records"] == [{k: "" if v is None else str(v) for k, v in entry.items()} for entry in entries]


def test_the_formats_are_those_that_the_page_names() -> None:
    from plancmp.cli.formats import SUFFIXES

    text = (ROOT / "docs" / "FORMATS.md").read_text(encoding="utf-8")
    assert f"--format {'|'.join(SUFFIXES)}" in text
    assert f"(`{' '.join(SUFFIXES.values())}`;" in text
    assert f"--format {'|'.join(SUFFIXES)}" in README
    assert f"--format {'|'.join(SUFFIXES)}" in CHINESE
