"""why, align, verdict and review on the real plans, as a person uses them."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from plancmp.library import Library, data_folder
from plancmp.verdicts import decide, read
from tests.conftest import Run
from tests.test_cli import row_of, rows


def test_why_explains_a_row_segment_by_segment(run: Run) -> None:
    text = run("why", "jilin", "nanning", "养老机构护理型床位占比").stdout.decode()
    assert "narrower" in text.splitlines()[0]
    assert "公办 (publicly run)" in text
    assert "护理型床位 (nursing-care beds)" in text
    pair = json.loads(run("why", "jilin", "nanning", "养老机构护理型床位占比", "--json").stdout)["pairs"][0]
    assert pair["indicators"] == ["public-institution-nursing-care-bed-share", "nursing-care-bed-share"]
    ownership = next(s for s in pair["segments"] if s["facet"] == "ownership")
    assert ownership == {"facet": "ownership", "label": "举办主体 (ownership)", "first": "公办 (publicly run)", "second": ""}


def test_why_in_chinese_names_facets_in_chinese_only(run: Run) -> None:
    text = run("why", "jilin", "nanning", "养老机构护理型床位占比", "--lang", "zh").stdout.decode()
    assert "举办主体   公办" in text
    assert "ownership" not in text
    assert "publicly" not in text


def test_why_not(run: Run) -> None:
    done = run("why", "guichi", "nanning", "困难残疾人生活补贴覆盖率", "重度残疾人护理补贴覆盖率", "--json")
    (pair,) = json.loads(done.stdout)["pairs"]
    assert pair["relation"] == "refused"
    assert "困难残疾人" in pair["reason"]
    assert "重度残疾人" in pair["reason"]


def test_why_of_the_ladder(run: Run) -> None:
    found = rows(run, "guichi", "nanning", "--domain", "elderly")
    (row,) = [r for r in found if any("综合功能" in c["name"] for c in r["cells"]["guichi"]) and r["relation"] != "candidate"]
    names = {c["name"] for c in row["cells"]["nanning"]}
    assert {"街道具备综合功能的养老服务机构覆盖率", "乡镇具备综合功能的养老服务机构覆盖率"} <= names
    assert row["relation"] == "broader"
    assert "covers several" in row["reason"]


def test_why_of_everything(run: Run) -> None:
    lines = run("why", "guichi", "huzhou", "--csv").stdout.decode().splitlines()
    assert lines[0].startswith("guichi,guichi: name,huzhou")
    assert len(lines) > 5
    assert "relation" in run("why", "guichi", "huzhou").stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("why", "jilin", "nanning", "护理型床位"), "did you mean"),
        (("why", "jilin", "jilin"), "the same plan"),
        (("verdict", "accept", "jilin", "nanning:x"), "not of the form"),
        (("verdict", "accept", "jilin:nothing-such", "nanning:nursing-care-bed-share"), "no indicator"),
        (("verdict", "accept", "nanning:nursing-care-bed-share", "nanning:nursing-care-bed-share"), "two plans"),
        (("verdict", "accept", "a:b", "c:d", "--as", "sameish"), "allowed are same"),
        (("verdict", "rename", "a:b", "a:c"), "no verdict on a:b"),
    ],
)
def test_slips(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()


def test_a_verdict_outranks_the_rules_and_survives_a_rename_when_told(run: Run, tmp_path: Path) -> None:
    beds, public = "nanning:nursing-care-bed-share", "jilin:public-institution-nursing-care-bed-share"
    assert run("verdict", "reject", public, beds, "-m", "publicly run only").returncode == 0
    row = row_of(rows(run, "jilin", "nanning"), "nanning", "nursing-care-bed-share")
    assert row["relation"] == "only"
    run("verdict", "accept", public, beds, "--as", "narrower")
    row = row_of(rows(run, "jilin", "nanning"), "nanning", "nursing-care-bed-share")
    assert row["relation"] == "narrower"
    assert "accepted by a person (verdicts.sssom.tsv:" in row["reason"]
    assert "verdict-conflict" in run("compare", "jilin", "nanning", "--json").stderr.decode()
    run("verdict", "rename", public, "jilin:beds")
    text = (tmp_path / "verdicts.sssom.tsv").read_text(encoding="utf-8")
    assert "jilin:beds" in text
    assert public not in text
    row = row_of(rows(run, "jilin", "nanning"), "nanning", "nursing-care-bed-share")
    assert "accepted by a person" not in row["reason"]


def test_shipped_verdicts_decide_what_only_a_reader_can_know(run: Run) -> None:
    row = row_of(rows(run, "guichi", "jilin"), "guichi", "basic-elderly-service-list")
    assert row["relation"] == "same"
    assert row["reason"].startswith("accepted by a person (shipped verdicts.sssom.tsv:")
    rejected = row_of(rows(run, "guichi", "jilin"), "guichi", "regional-child-welfare-institution")
    assert rejected["relation"] == "only"


def test_every_shipped_verdict_is_about_a_shipped_indicator() -> None:
    mappings, problems = read((data_folder() / "verdicts.sssom.tsv").read_text(encoding="utf-8"), "shipped")
    ids = {(plan.id, indicator.id) for plan in Library.open().plans() for indicator in plan.indicators}
    assert problems == ()
    assert decide([mappings]).problems == ()
    assert {key for m in mappings for key in (m.subject, m.object)} <= ids


def test_verdicts_of_another_file(run: Run, tmp_path: Path) -> None:
    run("verdict", "reject", "guichi:urban-dibao-standard", "jilin:urban-dibao-standard", "--verdicts", "mine.tsv")
    assert (tmp_path / "mine.tsv").exists()
    assert not (tmp_path / "verdicts.sssom.tsv").exists()
    (tmp_path / "mine.tsv").write_text("subject_id\tnothing\n", encoding="utf-8")
    broken = run("compare", "guichi", "jilin", PLANCMP_VERDICTS="mine.tsv")
    assert broken.returncode == 1
    assert "mine.tsv:1:1: sssom-columns" in broken.stderr.decode()


def reviewed(answers: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "plancmp", "review", "guichi", "jilin"]
    return subprocess.run(command, input=answers.encode(), capture_output=True, cwd=folder, check=False)


def test_review_keeps_every_decision_at_once(tmp_path: Path) -> None:
    done = reviewed("a\nr\nx\ns\nq\n", tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    text = (tmp_path / "verdicts.sssom.tsv").read_text(encoding="utf-8")
    assert text.count("skos:exactMatch") == 2
    assert text.count("\tNot\t") == 1
    # Input that ends (or ^C) in the middle loses nothing of what was decided.
    again = reviewed("a\n", tmp_path)
    assert again.returncode == 130
    assert (tmp_path / "verdicts.sssom.tsv").read_text(encoding="utf-8").count("skos:exactMatch") == 3


@pytest.mark.parametrize("pair", [("guichi", "jilin"), ("jilin", "nanning"), ("guichi", "huzhou")])
def test_other_tools_read_the_alignment(run: Run, tmp_path: Path, pair: tuple[str, str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from sssom.parsers import parse_sssom_table
        from sssom.validators import validate

        assert run("align", *pair, "--candidates", "-o", "pair.sssom.tsv").returncode == 0
        table = parse_sssom_table(str(tmp_path / "pair.sssom.tsv"))
        reports = validate(table)
    assert all(report.results == [] for report in reports.values())
    mappings = json.loads(run("align", *pair, "--candidates", "--format", "json").stdout)["mappings"]
    assert len(table.df) == len(mappings) > 0
    assert {str(row.subject_id).split(":")[0] for row in table.df.itertuples()} == {pair[0]}
    assert all(0 <= float(m["confidence"]) <= 1 for m in mappings)
    assert run("align", *pair, "--format", "csv").stdout.decode().startswith("subject_id,")
