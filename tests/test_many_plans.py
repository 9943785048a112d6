"""More plans than stand side by side: what the commands say of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from plancmp.alignment import MANY
from plancmp.render.jsons import DENSE
from tests.conftest import Run

PLAN = """\
plan:
  title: 第{n}市民政规划
  title_en: Plan {n}
  region: {{name: 第{n}市, name_en: City {n}, level: prefecture}}
  kind: five-year-plan
  period: 2021-2025
domains:
  elderly:
    - id: beds
      name: 养老机构护理型床位占比
      name_en: Share of nursing-care beds
      targets: [{{stated: "{share}%", by: 2025年底, at: 表1}}]
"""
CREMATION = """\
  funeral:
    - id: cremation
      name: 火化率
      name_en: Cremation rate
      targets: [{stated: 100%, by: 2025年底, at: 表1}]
"""


@pytest.fixture
def only(tmp_path: Path) -> list[str]:
    """Thirteen cities, all but the last of which promise cremation; the shipped plans answer too."""
    folder = tmp_path / "cities"
    folder.mkdir()
    for n in range(MANY + 1):
        text = PLAN.format(n=n, share=40 + n) + (CREMATION if n < MANY else "")
        (folder / f"city{n:02}.yaml").write_text(text, encoding="utf-8")
    return [f"city{n:02}" for n in range(MANY + 1)] + ["--plans", str(folder)]


def lines(run: Run, *arguments: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run(*arguments, "--csv").stdout.decode("utf-8-sig"))))


def test_a_matrix_has_a_line_per_figure(run: Run, only: list[str]) -> None:
    beds = [line for line in lines(run, "matrix", *only) if line["domain"] == "elderly"]
    assert [(line["plan"], line["figure"][:3]) for line in beds] == [(f"city{n:02}", f"{40 + n}%") for n in range(MANY + 1)]
    assert {(line["have"], line["of"]) for line in beds} == {("13", "13")}


def test_a_matrix_for_people_has_the_lowest_middle_and_highest_target(run: Run, only: list[str]) -> None:
    text = run("matrix", *only, "-d", "elderly", COLUMNS="120").stdout.decode()
    (row,) = [line for line in text.splitlines() if "40%" in line]
    assert "46%" in row
    assert "52%" in row


def test_gaps_tell_how_many_peers_promise_it(run: Run, only: list[str]) -> None:
    (gap,) = lines(run, "gaps", "city12", *(f"--peers=city{n:02}" for n in range(MANY)), *only[-2:])
    assert (gap["name"], gap["peers"], list(gap)) == ("火化率", "12", ["domain", "name", "name_en", "peers"])


def test_a_comparison_holds_each_plan_against_the_first(run: Run, only: list[str]) -> None:
    done = run("compare", *only, "--json")
    rows = json.loads(done.stdout)["rows"]
    (beds,) = [row for row in rows if row["domain"] == "elderly"]
    assert [p["between"] for p in beds["pairs"]] == [["city00", f"city{n:02}"] for n in range(1, MANY + 1)]
    deltas = [d["delta"] for d in beds["differences"] if d["aspect"] == "target"]
    assert deltas == list(range(1, MANY + 1))
    (cremation,) = [row for row in rows if row["domain"] == "funeral"]
    assert cremation["cells"]["city12"] == []
    assert b"city00" in done.stderr or b"first" in done.stderr


def test_of_very_many_plans_empty_cells_are_left_out_and_it_is_said(run: Run, only: list[str]) -> None:
    for n in range(MANY + 1, DENSE + 1):
        (Path(only[-1]) / f"city{n:02}.yaml").write_text(PLAN.format(n=n, share=50), encoding="utf-8")
    names = [f"city{n:02}" for n in range(DENSE + 1)]
    found = json.loads(run("compare", *names, *only[-2:], "--json").stdout)
    (cremation,) = [row for row in found["rows"] if row["domain"] == "funeral"]
    assert len(found["plans"]) == DENSE + 1
    assert sorted(cremation["cells"]) == [f"city{n:02}" for n in range(MANY)]
    assert found["cells"] == "only of the plans that have something"


def test_the_highest_promise_ranks_first(run: Run, only: list[str]) -> None:
    ranked = lines(run, "rank", "护理型床位占比", *only)
    assert [line["plan"] for line in ranked[:3]] == ["city12", "city11", "city10"]
    assert ranked[0]["value"] == "52"
