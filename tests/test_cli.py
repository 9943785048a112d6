"""Real commands on the real five plans, each as a process of its own."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plancmp import __version__
from plancmp.exporting import FIELDS
from tests.conftest import FIRST, ROOT, SECOND, Run, all_of

FIVE = ("guichi", "huzhou", "jilin", "nanning", "zhonglou")


def rows(run: Run, *arguments: str) -> list[dict[str, Any]]:
    done = run("compare", *arguments, "--json")
    assert done.returncode == 0, done.stderr.decode()
    document = json.loads(done.stdout)
    assert document["schema"] == "plancmp/compare/1"
    found: list[dict[str, Any]] = document["rows"]
    return found


def row_of(found: list[dict[str, Any]], plan: str, indicator: str) -> dict[str, Any]:
    (row,) = [r for r in found if r["relation"] != "candidate" and indicator in [c["indicator"] for c in r["cells"][plan]]]
    return row


def test_list_names_the_five(run: Run) -> None:
    done = run("list", "--json")
    assert [plan["id"] for plan in json.loads(done.stdout)["plans"]] == list(FIVE)
    assert "南宁市" in run("list").stdout.decode()
    assert run("list", "--csv").stdout.decode().splitlines()[3].startswith("jilin,吉林省,Jilin,province")


@pytest.mark.parametrize("plan", FIVE)
def test_every_plan_is_shown_with_all_its_domains(run: Run, plan: str) -> None:
    text = run("show", plan).stdout.decode()
    records = json.loads(run("show", plan, "--json").stdout)["records"]
    labels = {"elderly": "Elderly care  养老服务", "charity": "慈善、社会工作和志愿服务", "governance": "基层社会治理"}
    for slug, label in labels.items():
        assert (label in text) == any(record["domain"] == slug for record in records)
    assert list(records[0]) == list(FIELDS)


@pytest.mark.parametrize(
    ("plan", "indicator", "stated", "facts"),
    [
        # read against the sources: 表1 第6行; 第五章第一节; 表2 第2行; 二、(三) 9; 一、(二) 一是
        ("nanning", "nursing-care-bed-share", "55", ("=", 55, "%", "2025")),
        ("jilin", "public-institution-nursing-care-bed-share", "不低于60%", ("≥", 60, "%", "2025-12-31")),
        ("jilin", "public-institution-nursing-care-bed-share", "不低于50%", ("≥", 50, "%", "2022-12-31")),
        ("nanning", "social-organization-full-time-staff", "0.47", ("=", 0.47, "万人", "2025")),
    ],
)
def test_figures_as_the_documents_print_them(
    run: Run, plan: str, indicator: str, stated: str, facts: tuple[str, float, str, str]
) -> None:
    records = json.loads(run("export", plan, "--json").stdout)["records"]
    (record,) = [r for r in records if (r["indicator"], r["stated"]) == (indicator, stated)]
    assert (record["comparator"], record["value"], record["unit"], record["deadline"]) == facts


def test_the_same_records_as_csv(run: Run) -> None:
    done = run("export", "guichi", "huzhou")
    lines = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline="")))
    assert tuple(lines[0]) == FIELDS
    assert {line["plan"] for line in lines} == {"guichi", "huzhou"}


def test_the_main_job(run: Run) -> None:
    row = row_of(rows(run, "jilin", "nanning", "--domain", "elderly"), "nanning", "nursing-care-bed-share")
    (jilin,) = row["cells"]["jilin"]
    assert (jilin["scope"], jilin["targets"][-1]["stated"], jilin["targets"][-1]["deadline_stated"]) == (
        "公办养老机构",
        "不低于60%",
        "2025年底",
    )
    assert row["relation"] == "narrower"
    assert row["reason"].startswith("scope differs")
    target = next(d for d in row["differences"] if d["aspect"] == "target")
    assert (target["between"], target["state"], target["delta"], target["unit"]) == (["jilin", "nanning"], "lower", -5, "百分点")
    deadline = next(d for d in row["differences"] if d["aspect"] == "deadline")
    assert (deadline["state"], deadline["delta"]) == ("same", 0)


def test_the_main_job_for_people(run: Run) -> None:
    text = run("compare", "jilin", "nanning", "--domain", "elderly", COLUMNS="100").stdout.decode()
    table = text[: text.index("Only jilin")]
    assert "不低于60%  2025年底" in table
    assert "55 %  2025年" in table
    assert "scope differs" in table
    assert "公办" in table
    assert "…" not in text


@pytest.mark.parametrize("first", FIVE)
@pytest.mark.parametrize("second", FIVE)
def test_every_indicator_of_every_pair_stands_in_exactly_one_row(run: Run, first: str, second: str) -> None:
    if first >= second:
        return
    found = rows(run, first, second)
    for plan in (first, second):
        stands = [c["indicator"] for r in found if r["relation"] != "candidate" for c in r["cells"][plan]]
        has = {r["indicator"] for r in json.loads(run("export", plan, "--json").stdout)["records"]}
        assert sorted(stands) == sorted(has)


def test_disability_allowances_never_meet(run: Run) -> None:
    found = rows(run, "guichi", "nanning", "--domain", "disability")
    for plan, other in (("guichi", "nanning"), ("nanning", "guichi")):
        for row in found:
            names = {c["name"] for c in row["cells"][plan]}
            if "困难残疾人生活补贴覆盖率" in names:
                assert "重度残疾人护理补贴覆盖率" not in {c["name"] for c in row["cells"][other]}


@pytest.mark.parametrize("name", ["nanning", "南宁", "南宁市", "Nanning", "nn", "450100", "NANNING", "广西壮族自治区南宁市"])
def test_names_that_a_plan_answers_to(run: Run, name: str) -> None:
    assert json.loads(run("show", name, "-d", "funeral", "--json").stdout)["records"][0]["plan"] == "nanning"


@pytest.mark.parametrize("name", ["elderly", "养老", "养老服务", "Elderly care", "eld"])
def test_names_that_a_domain_answers_to(run: Run, name: str) -> None:
    assert {r["domain"] for r in json.loads(run("show", "jilin", "-d", name, "--json").stdout)["records"]} == {"elderly"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("compare", "jilim", "nanning"), "did you mean jilin?"),
        (("show", "贵迟"), "did you mean guichi?"),
        (("show", "jilin", "-d", "eldery"), "did you mean elderly?"),
        (("show", "../jilin"), "no plan answers to '../jilin'"),
        (("show", "/etc/passwd"), "no plan answers to"),
        (("show", "jilin", "-d", "s"), "may be any of charity, social-assistance, social-organizations"),
        (("compare", "jilin", "吉林"), "the same plan"),
        (("show", "jilin", "--csv", "--json"), "exclude each other"),
        (("show", "jilin", "--format", "pdf"), "'pdf' is not one of"),
        (("shew",), "No such command 'shew'"),
        (("show",), "Missing argument"),
        (("verify", "jilin"), "--source"),
        (("verify", "--all"), "--sources"),
    ],
)
def test_slips_are_answered_with_what_was_meant(run: Run, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == b""
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_a_bug_is_told_as_one(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from plancmp.cli import main, options

    def broken(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(options, "library", broken)
    monkeypatch.setattr(sys, "argv", ["plancmp", "list"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 70
    assert "this is a bug in plancmp" in capsys.readouterr().err


def test_help_teaches_by_example(run: Run) -> None:
    text = run("--help").stdout.decode()
    assert "plancmp compare jilin nanning --domain elderly" in text
    assert re.fullmatch(
        rf"plancmp {re.escape(__version__)}\ndata: 5 plans, the latest of 2023-03-27; contents [0-9a-f]{{8}}\n",
        run("--version").stdout.decode(),
    )
    for command in ("list", "show", "compare", "export", "check", "verify", "schema", "new"):
        assert command in text
        assert run(command, "--help").returncode == 0


def test_byte_order_marks(run: Run, tmp_path: Path) -> None:
    mark = b"\xef\xbb\xbf"
    assert not run("list", "--csv").stdout.startswith(mark)
    assert run("list", "--csv", "--bom").stdout.startswith(mark)
    assert run("list", "--csv", PLANCMP_BOM="1").stdout.startswith(mark)
    run("list", "--csv", "-o", "x.csv")
    assert (tmp_path / "x.csv").read_bytes().startswith(mark)
    run("list", "--csv", "-o", "x.csv", "--no-bom")
    assert not (tmp_path / "x.csv").read_bytes().startswith(mark)
    run("list", "--json", "-o", "x.json")
    assert (tmp_path / "x.json").read_bytes().startswith(b"{")
    with (tmp_path / "redirect.csv").open("wb") as file:
        subprocess.run([sys.executable, "-m", "plancmp", "list", "--csv"], stdout=file, check=True, cwd=ROOT)
    assert (tmp_path / "redirect.csv").read_bytes().startswith(mark)


@pytest.mark.parametrize("arguments", [("list",), ("show", "guichi"), ("compare", "jilin", "nanning"), ("export",), ("check",)])
def test_gbk_output_never_fails(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, PYTHONIOENCODING="gbk")
    assert done.returncode == 0, done.stderr.decode("gbk", "replace")
    done.stdout.decode("utf-8" if arguments[0] == "export" else "gbk")


def test_a_reader_that_has_seen_enough_ends_it_quietly() -> None:
    shell = f"{sys.executable} -m plancmp export | head -1"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {shell}"], capture_output=True, cwd=ROOT, check=False)
    assert done.stderr == b""
    assert done.returncode == 0


def test_a_terminal_gets_its_width(tmp_path: Path) -> None:
    parent, child = pty.openpty()
    environment = {**os.environ, "COLUMNS": "72", "TERM": "xterm"}
    process = subprocess.Popen(
        [sys.executable, "-m", "plancmp", "show", "huzhou", "-d", "funeral"], stdout=child, env=environment, cwd=ROOT
    )
    os.close(child)
    text = all_of(parent)
    assert process.wait() == 0
    os.close(parent)
    assert b"\x1b[1m" in text
    assert "figures" in text.decode()


def test_plans_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "jia.yaml").write_text(FIRST, encoding="utf-8")
    (tmp_path / "mine" / "jilin.yaml").write_text(SECOND, encoding="utf-8")
    assert "甲市" in run("show", "jia", "--plans", "mine").stdout.decode()
    assert "甲市" in run("show", "甲市", PLANCMP_PLANS="mine").stdout.decode()
    assert "甲市" in run("show", "mine/jia.yaml").stdout.decode()
    replaced = run("show", "jilin", "--plans", "mine")
    assert "乙市" in replaced.stdout.decode()
    assert "takes the place of the plan jilin" in replaced.stderr.decode()
    found = rows(run, "jia", "nanning", "--plans", "mine")
    assert row_of(found, "jia", "beds")["relation"] == "same"


def test_plans_below_the_working_folder(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data" / "plans").mkdir(parents=True)
    (tmp_path / "data" / "plans" / "jia.yaml").write_text(FIRST, encoding="utf-8")
    assert "jia" in run("list").stdout.decode()


def test_a_broken_plan_is_named_and_the_others_still_work(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "bad.yaml").write_text(FIRST.replace("nature:", "natur:").replace("22个", "若干"), encoding="utf-8")
    listed = run("list", "--plans", "mine")
    assert listed.returncode == 1
    assert "jilin" in listed.stdout.decode()
    assert "mine/bad.yaml:12:7: unknown-key" in listed.stderr.decode()
    assert run("compare", "jilin", "nanning", "--plans", "mine").returncode == 0
    shown = run("show", "bad", "--plans", "mine")
    assert (shown.returncode, shown.stdout) == (1, b"")
    assert "unknown-key: 'natur' is not a key of an indicator" in shown.stderr.decode()


def test_what_cannot_be_read_or_written(run: Run, tmp_path: Path) -> None:
    for arguments in (
        ("list", "--plans", "nowhere"),
        ("show", "nowhere.yaml"),
        ("list", "-o", "no/where.txt"),
        ("export", "-o", "."),
    ):
        done = run(*arguments)
        assert done.returncode == 3, arguments
        assert "Traceback" not in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def test_check(run: Run, tmp_path: Path) -> None:
    assert run("check", "--strict").returncode == 0
    (tmp_path / "bad.yaml").write_text(FIRST.replace("nature:", "natur:"), encoding="utf-8")
    done = run("check", "bad.yaml", "jilin")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[0].startswith("bad.yaml:12:7: unknown-key: ")
    (problem,) = json.loads(run("check", "bad.yaml", "--json").stdout)["problems"]
    assert (problem["line"], problem["column"], problem["code"]) == (12, 7, "unknown-key")
    assert run("check", "bad.yaml", "--format", "github").stdout.decode().startswith("::error file=bad.yaml,line=12,col=7")
    assert run("check", "bad.yaml", "--format", "csv").stdout.decode().splitlines()[1].startswith("bad.yaml,12,7,unknown-key,")
    assert "cannot be told apart" in run("check", "--explain", "duplicate-id").stdout.decode()
    assert run("check", "--explain", "no-such-code").returncode == 2
    unreadable = run("check", "nowhere.yaml", "bad.yaml")
    assert unreadable.returncode == 3
    assert [line.split(": ")[1] for line in unreadable.stdout.decode().splitlines()[:2]] == ["unreadable-file", "unknown-key"]


def test_schema_is_the_one_in_the_repository(run: Run) -> None:
    assert run("schema").stdout.decode() == (ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("region", ["芜湖市", "Wuhu", "安徽省", "镜湖区"])
def test_a_new_plan_passes_check(run: Run, region: str) -> None:
    assert run("new", region, "--period", "2026-2030").returncode == 0
    assert run("check", f"{region}.yaml").returncode == 0
    assert run("new", region).returncode == 3
    assert run("show", f"{region}.yaml").returncode == 0


@pytest.mark.parametrize("arguments", [("new", "../x"), ("new", "a/b"), ("new", "芜湖市", "--period", "soon")])
def test_a_new_plan_is_no_way_out(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_verify(run: Run, tmp_path: Path) -> None:
    (tmp_path / "jia.yaml").write_text(FIRST.replace("  period", "  source: {file: jia.txt}\n  period"), encoding="utf-8")
    (tmp_path / "jia.txt").write_text("甲市民政规划\n第三章 食堂\n2023年新增22个,另有5家。\n", encoding="utf-8")
    done = run("verify", "jia.yaml", "--source", "jia.txt", "--json")
    assert done.returncode == 1
    codes = [problem["code"] for problem in json.loads(done.stdout)["problems"]]
    assert codes == ["no-such-place", "no-such-place", "no-such-place", "uncovered-figure"]
    uncovered = run("verify", "jia.yaml", "--sources", ".", "--uncovered", "--csv").stdout.decode().splitlines()
    assert len(uncovered) == 2
    assert "5家" in uncovered[1]
    assert run("verify", "jia.yaml", "--source", "none.txt").returncode == 3
