"""Every answer in every format, by real commands on the real five plans."""

from __future__ import annotations

import json
import os
import pty
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from plancmp.library import domains
from plancmp.render import headings
from tests.conftest import ROOT, Run, all_of
from tests.readers import Lines, answer_of, read_csv, read_html, read_jsonl, read_md, read_xlsx

COMMANDS = {
    "list": ("list",),
    "show": ("show", "zhonglou"),
    "compare": ("compare", "jilin", "nanning"),
    "export": ("export", "huzhou", "zhonglou"),
    "matrix": ("matrix", "-d", "elderly"),
    "search": ("search", "护理床位"),
    "rank": ("rank", "养老机构护理型床位占比"),
    "gaps": ("gaps", "guichi"),
    "timeline": ("timeline", "jilin", "--as-of", "2024-06-30"),
    "stats": ("stats",),
    "why": ("why", "jilin", "nanning"),
    "align": ("align", "jilin", "nanning"),
}
FORMATS = ("csv", "tsv", "json", "jsonl", "md", "html", "xlsx")
MARK = b"\xef\xbb\xbf"


def told(lines: Lines, lang: str = "en") -> Lines:
    """Lines of fields and codes as people are told them."""
    header, *rest = lines
    of = domains()
    return [
        [headings.heading(name, of, "zh" if lang == "zh" else "en") for name in header],
        *(
            [str(headings.value(name, cell, of, "zh" if lang == "zh" else "en")) for name, cell in zip(header, line, strict=True)]
            for line in rest
        ),
    ]


@pytest.mark.parametrize("command", ["compare", "export", "rank", "list"])
def test_all_formats_say_the_same(run: Run, tmp_path: Path, command: str) -> None:
    for format in FORMATS:
        done = run(*COMMANDS[command], "-f", format, "-o", f"answer.{format}")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b""), format
    data = {format: (tmp_path / f"answer.{format}").read_bytes() for format in FORMATS}
    assert json.loads(data["json"])["schema"].startswith("plancmp/")
    lines = read_jsonl(data["jsonl"])
    assert len(lines) > 1
    assert read_csv(data["csv"]) == read_csv(data["tsv"], "\t") == lines
    assert data["csv"].startswith(MARK)
    assert data["tsv"].startswith(MARK)
    people = told(lines)
    assert read_html(data["html"]) == people
    assert [[cell.strip() for cell in line] for line in read_md(data["md"])] == [[cell.strip() for cell in line] for line in people]
    header, *rest = answer_of(read_xlsx(data["xlsx"]))
    assert header == people[0]
    whole = [[cell.removesuffix(".0") for cell in line] for line in people[1:]]  # a spreadsheet's number is a number
    assert sorted(rest) == sorted(whole)  # the sheets gather what belongs to one domain


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("compare", "export", "rank", "list")])
def test_every_command_offers_its_lines(run: Run, command: str) -> None:
    lines = read_jsonl(run(*COMMANDS[command], "-f", "jsonl").stdout)
    assert len(lines) > 1
    assert read_csv(run(*COMMANDS[command], "-f", "csv").stdout) == lines
    assert answer_of(read_xlsx(run(*COMMANDS[command], "-f", "xlsx").stdout))[0] == told(lines)[0]


@pytest.mark.parametrize("command", ["compare", "timeline", "list"])
def test_formats_for_people_speak_their_language(run: Run, tmp_path: Path, command: str) -> None:
    for format in ("jsonl", "html", "md", "xlsx"):
        assert run(*COMMANDS[command], "--lang", "zh", "-o", f"answer.{format}").returncode == 0
    data = {format: (tmp_path / f"answer.{format}").read_bytes() for format in ("jsonl", "html", "md", "xlsx")}
    people = told(read_jsonl(data["jsonl"]), "zh")
    assert read_html(data["html"]) == people
    assert read_md(data["md"])[0] == people[0]
    sheets = read_xlsx(data["xlsx"])
    assert answer_of(sheets)[0] == people[0]
    assert list(sheets)[-1] == "说明"
    english = [name for name in people[0] if name.isascii() and name not in ("id", "jilin", "nanning")]
    assert english == []


def test_the_suffix_says_the_format(run: Run, tmp_path: Path) -> None:
    for suffix, begins in {
        ".csv": MARK + b"id,", ".tsv": MARK + b"id\t", ".json": b"{\n", ".jsonl": b'{"id"', ".md": b"| id |", ".html": b"<!doctype html>",
        ".xlsx": b"PK", ".txt": b"\n id ", ".CSV": MARK + b"id,",
    }.items():  # fmt: skip
        assert run("list", "-o", f"plans{suffix}").returncode == 0
        assert (tmp_path / f"plans{suffix}").read_bytes().startswith(begins), suffix
    assert run("list", "-o", "plain").returncode == 0
    assert (tmp_path / "plain").read_bytes().startswith(b"\n id ")
    assert run("list", "-f", "jsonl", "-o", "named.csv").returncode == 0
    assert (tmp_path / "named.csv").read_bytes().startswith(b'{"id"')
    assert run("align", "jilin", "nanning", "-o", "both.sssom.tsv").returncode == 0
    assert (tmp_path / "both.sssom.tsv").read_bytes().startswith(b"#")


def test_fields_are_chosen_and_ordered(run: Run) -> None:
    for format, begins in {
        "csv": b"rank,plan,value\r\n1,jilin,60\r\n",
        "tsv": b"rank\tplan\tvalue\r\n1\tjilin\t60\r\n",
        "jsonl": b'{"rank": 1, "plan": "jilin", "value": 60}\n',
        "md": b"| rank | plan | value |\n| ---: | -------- | ----: |\n| 1 | jilin | 60 |\n",
        "table": b"\n rank   plan       value\n",
    }.items():
        done = run("rank", "养老机构护理型床位占比", "--fields", "rank, plan,value", "-f", format)
        assert done.stdout.startswith(begins), done.stdout
    document = json.loads(run("compare", "jilin", "nanning", "--json", "--fields", "relation,domain").stdout)
    assert document["schema"] == "plancmp/compare-records/1"
    assert list(document["records"][0]) == ["relation", "domain"]
    assert json.loads(run("export", "guichi", "--json", "--fields", "plan").stdout)["schema"] == "plancmp/export/1"
    assert "name_en" not in run("list", "--fields", "id,region_en", "--lang", "zh").stdout.decode()


def test_an_answer_without_lines_keeps_its_fields(run: Run) -> None:
    nothing = ("search", "宇宙飞船")
    assert run(*nothing, "--fields", "plan,name", "--csv").stdout == b"plan,name\r\n"
    assert run(*nothing, "--csv").stdout.startswith(b"score,plan,region,")
    assert run(*nothing, "-f", "jsonl").stdout == b""
    assert read_html(run(*nothing, "-f", "html").stdout)[1:] == []
    assert len(read_xlsx(run(*nothing, "-f", "xlsx").stdout)["Answer"]) == 1


def test_headers_can_be_left_out(run: Run) -> None:
    assert run("list", "--csv", "--no-headers", "--fields", "id").stdout.split() == [
        b"guichi",
        b"huzhou",
        b"jilin",
        b"nanning",
        b"zhonglou",
    ]
    assert run("list", "-f", "md", "--no-headers", "--fields", "id").stdout.splitlines()[:3] == [
        b"|  |",
        b"| -------- |",
        b"| guichi |",
    ]
    assert read_html(run("list", "-f", "html", "--no-headers", "--fields", "id").stdout)[0] == ["guichi"]
    assert read_xlsx(run("list", "-f", "xlsx", "--no-headers", "--fields", "id").stdout)["Answer"][0] == ["guichi"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("list", "-o", "plans.pdf"),
            "no format has the suffix '.pdf' (suffixes: .txt, .csv, .tsv, .json, .jsonl, .md, .html, .xlsx",
        ),
        (("list", "--fields", "id,titel"), "no field is called 'titel'; did you mean title? (fields: id, region, "),
        (("list", "--fields", "宇宙"), "no field is called '宇宙' (fields: id, region, "),
        (("search", "宇宙飞船", "--fields", "nmae"), "did you mean name?"),
        (("list", "--fields", "id,id"), "a field is named twice"),
        (("list", "--fields", ","), "--fields names no field"),
        (("list", "--no-headers"), "--no-headers goes with csv, tsv, md, html, xlsx; not with table"),
        (("list", "--no-headers", "--json"), "not with json"),
        (("align", "jilin", "nanning", "--fields", "comment"), "not with sssom"),
        (("check", "-f", "github", "--fields", "file"), "not with github"),
        (("list", "-f", "xls"), "'xls' is not one of table, csv, tsv, json, jsonl, md, html, xlsx"),
    ],
)
def test_slips_write_nothing(run: Run, tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert message in done.stderr.decode()
    assert list(tmp_path.iterdir()) == []


def on_a_terminal(*arguments: str, **environment: str) -> tuple[int, bytes]:
    """Run plancmp with a terminal for standard output; return its status and what the terminal got."""
    parent, child = pty.openpty()
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PLANCMP")} | {"TERM": "xterm", "PAGER": "cat"} | environment
    command = [sys.executable, "-m", "plancmp", *arguments]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=child, stderr=subprocess.DEVNULL, env=clean, cwd=ROOT)
    os.close(child)
    got = all_of(parent)
    os.close(parent)
    return process.wait(), got


def test_a_workbook_is_refused_on_a_terminal_only(run: Run) -> None:
    assert on_a_terminal("list", "-f", "xlsx") == (2, b"")
    assert run("list", "-f", "xlsx").stdout.startswith(b"PK")


def test_data_on_a_terminal_has_no_carriage_returns_of_its_own() -> None:
    status, got = on_a_terminal("list", "--csv", "--fields", "id")
    assert (status, got) == (0, b"id\r\nguichi\r\nhuzhou\r\njilin\r\nnanning\r\nzhonglou\r\n")


@pytest.mark.parametrize("format", ["table", *FORMATS])
def test_a_full_disk_leaves_nothing_behind(run: Run, tmp_path: Path, format: str) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    command = [sys.executable, "-m", "plancmp", "export", "-f", format]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("COV")} | {"PLANCMP_CACHE": "off", "HOME": str(tmp_path)}
    (tmp_path / "old").write_text("kept", encoding="utf-8")
    done = subprocess.run(
        [*command, "-o", "old"], cwd=tmp_path, env=environment, capture_output=True, preexec_fn=small, check=False
    )
    assert done.returncode == 3
    assert b"cannot be written" in done.stderr
    assert (tmp_path / "old").read_text(encoding="utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["old"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith(b"plancmp: standard output: ")
    assert done.stderr.endswith(b"No space left on device\n")


@pytest.mark.parametrize("format", ["table", *FORMATS])
def test_a_reader_that_has_seen_enough_ends_every_format_quietly(format: str) -> None:
    shell = f"set -o pipefail; {sys.executable} -m plancmp export -f {format} | head -c 10"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_same_input_and_day_make_the_same_bytes(run: Run) -> None:
    for format in FORMATS:
        first, second = (run("compare", "jilin", "nanning", "-f", format, SOURCE_DATE_EPOCH="1700000000") for _ in range(2))
        assert first.stdout == second.stdout
        if format == "xlsx":
            about = read_xlsx(first.stdout)["About"]
            assert ["day", "2023-11-14"] in [line[:2] for line in about]
