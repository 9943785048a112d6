"""What the documents show is what the program does."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

from plancmp.library import Library
from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_the_output_in_the_readme_is_what_its_first_command_prints(run: Run) -> None:
    shown = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    command = re.search(r"<!-- main-command -->\n```sh\n.*plancmp (compare .*)\n```", README)
    assert shown
    assert command
    printed = run(*command[1].split(), COLUMNS="100").stdout.decode()
    assert shown[1] in printed


def test_every_command_in_the_readme_exists(run: Run) -> None:
    text = run("--help").stdout.decode()
    commands = set(re.findall(r"^plancmp ([a-z]+)", README, re.MULTILINE)) - {"COMMAND"}
    assert commands
    for command in commands:
        assert re.search(rf"^  {command} ", text, re.MULTILINE), command


def test_the_python_example_in_the_readme_runs() -> None:
    example = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert example
    lines = [line for line in example[1].splitlines() if not line.startswith("import pandas")]
    names: dict[str, Any] = {"pd": SimpleNamespace(DataFrame=list)}
    exec("\n".join(lines), names)
    assert names["rows"]
    assert {record["plan"] for record in names["frame"]} == {"jilin", "nanning"}


def test_the_example_in_contributing_is_in_the_data() -> None:
    plan = Library.open().find("nanning")
    (beds,) = [i for i in plan.indicators if i.id == "nursing-care-bed-share"]
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for figure in beds.figures:
        assert figure.stated in text
        assert figure.at[0] in text
    assert beds.nature == "约束性"


def test_what_the_readme_links_is_there_and_its_pictures_are_small() -> None:
    links = set(re.findall(r"\]\(([^)#]+)\)", README))
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


def test_the_schema_knows_every_domain(run: Run) -> None:
    schema = json.loads((ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8"))
    assert "social-assistance" in json.dumps(schema["properties"]["domains"])
