"""The report's page as text: whole, escaped, the same every time, in both languages. What a browser makes of it is tested apart."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from msgspec.structs import replace

from plancmp import gist, overview, questions
from plancmp.alignment import align_all
from plancmp.comparison import Comparison, compare
from plancmp.language import Lang
from plancmp.library import Library, directions, domains, vocabulary
from plancmp.model import Plan
from plancmp.render import compose, report, rows
from plancmp.render.page import Page
from plancmp.render.voice import labels
from tests.conftest import Run, plan_of

DAY = date(2024, 6, 30)


def page_of(found: Comparison, lang: Lang = "en", *, against: bool = False) -> Page:
    axes = [overview.axis(found.plans, row) for row in found.rows]
    dues = questions.timeline(map(gist.dues, found.plans), DAY).records()
    return compose.page(found, axes, overview.holes(found, 2), dues, domains(), DAY, against=against, lang=lang)


def compared(*plans: Plan, against: int | None = None) -> Comparison:
    return compare(plans, align_all(plans, vocabulary()), list(domains()), None, against, directions())


def small(id: str, name: str, figures: str = "targets: [{stated: 60%, by: 2025年}]", indicator: str = "火化率") -> Plan:
    text = f"""\
plan:
  title: {name}民政规划
  region: {{name: {name}, level: county}}
  kind: five-year-plan
  period: 2021-2025
domains:
  funeral:
    - id: x
      name: {indicator}
      {figures}
"""
    return plan_of(text, id)


class Outline(HTMLParser):
    """What a reader who cannot see the page goes by: headings, ids, references, the elements used."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.referred: set[str] = set()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("aria-labelledby", "data-row"):
            self.referred |= set((given.get(name) or "").split())
        if (given.get("href") or "").startswith("#"):
            self.referred.add(str(given["href"])[1:])


@pytest.fixture(scope="module")
def five() -> Comparison:
    return compared(*Library.open().plans())


@pytest.fixture(scope="module", params=["en", "zh"])
def text(five: Comparison, request: pytest.FixtureRequest) -> str:
    return report.html(page_of(five, request.param), "1.2.3")


def test_the_outline_is_in_order(text: str) -> None:
    outline = Outline(text)
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(outline.headings, outline.headings[1:], strict=False))
    assert len(set(outline.ids)) == len(outline.ids)
    assert outline.referred <= set(outline.ids)
    assert all(given.get("scope") for tag, given in outline.elements if tag == "th")
    charts = [given for tag, given in outline.elements if tag == "svg"]
    assert charts
    assert all(given.get("role") == "img" and given.get("aria-labelledby") for given in charts)
    assert text.count("<title id=") == text.count("<desc id=") == len(charts)


def test_nothing_comes_from_elsewhere(text: str) -> None:
    """No address is fetched; the policy allows the one style and the one script inside, by their digests."""
    for tag, given in Outline(text).elements:
        assert tag not in ("img", "iframe", "object", "embed", "base")
        assert not given.get("src")
        assert not given.get("style")
        assert (given.get("href") or "#").startswith(("#", "data:,"))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    for element in ("style", "script"):
        (inside,) = re.findall(rf"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = b64encode(sha256(inside.encode()).digest()).decode()
        assert f"{element}-src &#39;sha256-{digest}&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;")


def test_the_language_of_the_page_and_of_its_parts(five: Comparison) -> None:
    english, chinese = (report.html(page_of(five, lang), "1.2.3") for lang in ("en", "zh"))
    assert '<html lang="en">' in english
    assert '<html lang="zh-CN">' in chinese
    name = "养老机构护理型床位占比"
    gloss = "Share of nursing-care beds in elderly-care institutions"
    assert f'<span lang="en">{gloss}</span> <span class="follow" lang="zh-CN">{name}</span>' in english
    assert f'<span lang="zh-CN">{name}</span> <span class="follow" lang="en">{gloss}</span>' in chinese
    assert "吉林省未写明约束性或预期性" in chinese
    assert "Jilin does not say whether it is binding" in english


def test_the_same_page_has_the_same_bytes(run: Run) -> None:
    arguments = ("report", "guichi", "zhonglou", "--as-of", "2024-06-30")
    first, second = (run(*arguments, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second
    assert first.rstrip().endswith(b"</html>")


def test_every_figure_is_there_with_its_place(five: Comparison) -> None:
    """Every figure of every plan stands in some table, as printed, with each place where the source prints it."""
    page = page_of(five)
    shown = {
        (entry.plan.lead, entry.name.follow or entry.name.lead, figure.text, figure.when, figure.places)
        for section in page.sections
        for row in (*section.shared, *section.alone)
        for entry in row.entries
        for figure in entry.figures
    }
    for plan in five.plans:
        for indicator in plan.indicators:
            mine = [s for s in shown if s[0] == plan.region.name_en and s[1] == indicator.name]
            for figure in indicator.figures:
                assert any(figure.stated in s[2] and s[4] == "; ".join(figure.at) for s in mine), (plan.id, figure)


def test_the_title_block_tells_numbers_and_dates(five: Comparison) -> None:
    facts = {document.id: dict(document.facts) for document in page_of(five).documents}
    assert facts["nanning"]["Document number"] == "南府办〔2021〕46号"
    assert facts["nanning"]["Issued"] == "2021-12-24"
    assert facts["jilin"]["Document number"] == facts["jilin"]["Issued"] == "not printed"
    assert facts["huzhou"]["Kind of document"] == "mid-term evaluation"
    assert facts["huzhou"]["Results reported at"] == "2018年7月"
    assert dict(page_of(five, "zh").documents[0].facts)["文件类型"] == "五年规划"


def test_the_coverage_counts_what_the_files_hold(five: Comparison) -> None:
    coverage = page_of(five).coverage
    assert not coverage.by_plan
    cells_of = {name.lead: cells for name, cells in coverage.rows}
    plans = {plan.id: n for n, plan in enumerate(five.plans)}
    # data/plans/zhonglou.yaml has eight entries on social assistance, all of them with targets; nanning.yaml none under other.
    assert (
        cells_of["Social assistance"][plans["zhonglou"]].indicators,
        cells_of["Social assistance"][plans["zhonglou"]].targets,
    ) == (8, 8)
    assert cells_of["Other"][plans["nanning"]].level == 0
    assert max(cell.level for cells in cells_of.values() for cell in cells) == 5
    for _, cells in coverage.rows:
        assert all((cell.level == 0) == (cell.indicators == 0) for cell in cells)


def test_the_timeline_counts_every_target_once(five: Comparison) -> None:
    page = page_of(five)
    for lane, plan in zip(page.lanes, five.plans, strict=True):
        assert sum(n for _, n in lane.counts) + lane.yearly + lane.undated == sum(len(i.targets) for i in plan.indicators)
    zhonglou = page.lanes[[plan.id for plan in five.plans].index("zhonglou")]
    assert zhonglou.counts == ((2023 * 12 + 12, 84),)
    assert (zhonglou.within(2023), zhonglou.within(2024)) == (84, 0)
    states = {due.target: due.state for due in page.dues if due.name.follow == "养老机构护理型床位占比"}
    assert states["不低于50%"] == "past"  # by the end of 2022, seen from June 2024
    assert states["不低于60%"] == "to come"  # by the end of 2025


def test_two_plans_and_thirty(five: Comparison) -> None:
    two = page_of(compared(*five.plans[:2]))
    assert not two.gaps
    assert "Of two plans" in report.html(two, "1")
    many = [small(f"p{n:02}", f"第{n}县", f"targets: [{{stated: {50 + n}%, by: 2025年}}]") for n in range(30)]
    page = page_of(compared(*many))
    assert page.coverage.by_plan
    assert len(page.coverage.rows) == 30
    assert page.first_only == rows.MANY
    (row,) = page.sections[0].shared
    assert len(row.entries) == 30
    assert len(row.pairs) == 29
    assert {pair.who.split(" against ")[1] for pair in row.pairs} == {"第0县"}
    assert row.plot
    assert len(row.plot.strips) == 30
    assert "--against PLAN chooses another" in report.html(page, "1")
    chosen = page_of(compared(*many, against=3), against=True)
    assert chosen.first_only is None
    assert len(chosen.sections[0].shared[0].pairs) == 29


def test_plans_of_one_region_are_told_apart() -> None:
    first, second = small("a", "甲县"), small("b", "甲县")
    assert labels((first, second), "zh") == {"a": "甲县 2021-2025 a", "b": "甲县 2021-2025 b"}


def test_plans_with_nothing_in_common() -> None:
    page = page_of(compared(small("a", "甲县"), small("b", "乙县", indicator="结婚登记数", figures="actuals: [{stated: 5对}]")))
    text = report.html(page, "1")
    assert "The plans share no indicator." in text
    assert "Everything that stands in one row compares." in text


def test_nothing_has_a_deadline() -> None:
    first, second = (small(id, name, "targets: [{stated: 60%}]") for id, name in (("a", "甲县"), ("b", "乙县")))
    text = report.html(page_of(compared(first, second)), "1")
    assert "No target has a deadline." in text
    assert 'class="timeline"' not in text
    assert "Nothing: every indicator is in two plans or more." in text


HOSTILE = "<script>document.title='owned'</script><b>x</b>&lt;\"'{{ 7*7 }}{% raw %}\u202e\x1b[31m\ud800"


def test_data_is_text() -> None:
    first, second = small("a", "甲县"), small("b", "乙县")
    bad = replace(
        first,
        title=HOSTILE,
        issuer=HOSTILE,
        note=HOSTILE,
        region=replace(first.region, name=HOSTILE, name_en=HOSTILE),
        indicators=tuple(
            replace(
                i,
                name_en=HOSTILE,
                scope=HOSTILE,
                targets=tuple(replace(t, stated=HOSTILE, deadline_stated=HOSTILE, at=(HOSTILE,)) for t in i.targets),
            )
            for i in first.indicators
        ),
    )
    text = report.html(page_of(compared(bad, second)), "1")
    assert text.count("<script>") == text.count("</script>") == 1
    assert "<b>x</b>" not in text
    assert "&lt;script&gt;document.title=" in text
    assert "49" not in re.findall(r"<h1>.*?</h1>", text, re.DOTALL)[0]
    assert "{{ 7*7 }}{% raw %}\\u202e\\x1b[31m\\ud800" in text
    assert text.encode()


def position(svg: str, value: float) -> float:
    """Where an axis has a value, read from its tick marks as a reader does."""
    ticks = [
        (float(t.rstrip("%户张个")), float(x)) for x, t in re.findall(r'<text x="([\d.]+)"[^>]*class="tick"[^>]*>([^<]+)<', svg)
    ]
    (a, xa), (b, xb) = ticks[1], ticks[2]
    return xa + (value - a) / (b - a) * (xb - xa)


def chart(text: str, title: str) -> str:
    charts: list[str] = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    (found,) = [svg for svg in charts if f">{title}</title>" in svg]
    return found


# Read from the plan files: the figures of each plan's indicator, and its baseline where it prints one of an earlier year.
@pytest.mark.parametrize(
    ("title", "targets", "baselines", "arrows"),
    [
        ("Share of nursing-care beds in elderly-care institutions", [50, 60, 55, 55, 55, 55], [35], 1),
        ("Beds per 1,000 elderly people", [45, 50], [45, 59], 0),
        ("New seniors&#x27; canteens (meal points)", [22, 14], [], 0),
    ],
)
def test_dots_stand_where_the_axis_says(
    five: Comparison, title: str, targets: list[float], baselines: list[float], arrows: int
) -> None:
    svg = chart(report.html(page_of(five), "1"), title.replace("&#x27;", "'"))
    dots = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"[^>]*class="target"', svg)]
    rings = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"[^>]*class="baseline"', svg)]
    order = [plan.id for plan in five.plans]
    assert order == ["guichi", "huzhou", "jilin", "nanning", "zhonglou"]
    assert sorted(dots) == pytest.approx(sorted(position(svg, t) for t in targets), abs=0.2)
    assert sorted(rings) == pytest.approx(sorted(position(svg, b) for b in baselines), abs=0.2)
    assert svg.count('class="head"') == arrows


def test_a_chart_says_in_words_what_it_shows(five: Comparison) -> None:
    svg = chart(report.html(page_of(five), "1"), "Share of nursing-care beds in elderly-care institutions")
    assert "Jilin: 不低于50%  2022年底; 不低于60%  2025年底." in svg
    assert "Nanning: 55 %  2025年; 不低于55%  到2025年; from 35 %  2020年." in svg


def test_an_axis_of_falling_and_ranged_figures() -> None:
    first = small("a", "甲县", "targets: [{stated: 下降5%, by: 2025年}]", "事故数")
    second = small("b", "乙县", "targets: [{stated: 增长3-8%, by: 2025年}]", "事故数")
    svg = chart(report.html(page_of(compared(first, second)), "1"), "事故数")
    assert svg.count('class="range"') == 1
    ticks = re.findall(r'class="tick"[^>]*>([^<]+)<', svg)
    assert (ticks[0], ticks[-1]) == ("-5", "10%")


class TestCommand:
    def test_a_file(self, run: Run, tmp_path: Path) -> None:
        done = run("report", "jilin", "nanning", "-d", "elderly", "--as-of", "2024-06-30", "-o", "r.html")
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
        text = (tmp_path / "r.html").read_text(encoding="utf-8")
        assert text.startswith("<!DOCTYPE html>")
        assert "As of 2024-06-30" in text
        assert 'id="d-elderly"' in text
        assert "火化率" not in text
        assert not list(tmp_path.glob(".*part"))

    def test_a_pipe_in_chinese(self, run: Run) -> None:
        done = run("report", "吉林", "450100", "--lang", "zh", "-d", "养老", PYTHONIOENCODING="gbk")
        assert done.returncode == 0
        assert "民政规划对比报告" in done.stdout.decode("utf-8")

    def test_all_against_one(self, run: Run) -> None:
        text = run("report", "--all", "--against", "nanning", "-d", "elderly").stdout.decode()
        pairs = set(re.findall(r'class="two">([^<]+)<', text))
        assert pairs
        assert all(" against Nanning" in pair for pair in pairs)

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (("jilin",), "name two plans or more"),
            (("jilin", "nanning", "--as-of", "2024"), "a day looks like"),
            (("jilin", "atlantis"), "atlantis"),
            (("jilin", "nanning", "-o", "r.pdf"), "ends in .html"),
        ],
    )
    def test_wrong_usage(self, run: Run, arguments: tuple[str, ...], told: str) -> None:
        done = run("report", "-o", "r.html", *arguments)
        assert done.returncode == 2
        assert told in done.stderr.decode()

    def test_a_folder_that_is_not_there(self, run: Run) -> None:
        done = run("report", "jilin", "nanning", "-d", "funeral", "-o", "nowhere/r.html")
        assert done.returncode == 3
        assert "cannot be written" in done.stderr.decode()

    @pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
    def test_a_terminal_is_refused(self, tmp_path: Path) -> None:
        import pty

        ours, theirs = pty.openpty()
        done = subprocess.run(
            [sys.executable, "-m", "plancmp", "report", "jilin", "nanning"],
            cwd=tmp_path,
            stdout=theirs,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
        os.close(ours)
        os.close(theirs)
        assert done.returncode == 2
        assert "-o report.html" in done.stderr.decode()
