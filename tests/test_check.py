"""Every fault a plan file can have: named after it in tests/broken, and found at the very line and column."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plancmp import check, library, loading, manual, marks, reading, schema, verdicts, verify
from plancmp.errors import Problem, UsageError
from plancmp.library import domains, units
from plancmp.loading import Loaded, examine, examine_file

BROKEN = Path(__file__).parent / "broken"

SOUND = """\
plan:
  title: 甲市民政规划
  title_en: Plan of Jia
  region: {name: 甲市, name_en: Jia, level: prefecture}
  kind: five-year-plan
  period: 2021-2025
domains:
  elderly:
    - id: nursing-beds
      name: 护理型床位占比
      name_en: Share of nursing beds
      targets:
        - {stated: 不低于55%, by: 2025年底, at: 表1}
"""
"""What every broken file differs from in one point."""

Expected = list[tuple[int, int, str, str]]

# Line, column, code and a part of the message. The places are counted by eye in the files, not copied from the program.
TABLE: dict[str, Expected] = {
    # ---- the file
    "empty": [(1, 1, "not-a-plan", "the file is empty; it needs the keys `plan` and `domains`")],
    "only-comment": [(1, 1, "not-a-plan", "the file is empty")],
    "only-null": [(1, 1, "not-a-plan", "the file is empty")],
    "not-a-mapping": [(1, 1, "not-a-plan", "the file is no mapping")],
    "not-utf8": [(2, 10, "not-utf-8", "byte 0xbc is not UTF-8; save the file as UTF-8 (it may be GBK)")],
    "control-character": [(2, 12, "control-character", "U+0007 is not text")],
    "line-separator": [(2, 12, "control-character", "U+2028 is not text")],
    "escape": [(2, 10, "control-character", "U+001B is not text")],
    # ---- YAML
    "anchors": [
        (1, 1, "missing-key", "a plan file needs the key 'domains'"),
        (1, 1, "missing-key", "a plan file needs the key 'plan'"),
        *((n, 1, "unknown-key", "is not a key of a plan file (allowed: domains, plan, reviewed)") for n in range(1, 10)),
        *((n, 4, "yaml-anchor", f"&{'abcdefghi'[n - 1]}: anchors and aliases") for n in range(1, 10)),
        *((n, 8 + 3 * k, "yaml-alias", f"*{'abcdefghi'[n - 2]}: anchors and aliases") for n in range(2, 10) for k in range(9)),
    ],
    "alias": [(10, 13, "yaml-alias", "*beds: anchors and aliases are not used in plan files; write the value out")],
    "tags": [
        (2, 10, "yaml-tag", "tag:yaml.org,2002:python/name:os.system: tags are not used"),
        (3, 13, "wrong-type", "'title_en' is a list; it has to be text"),
        (3, 13, "yaml-tag", "tag:yaml.org,2002:python/object/apply:os.system: tags are not used"),
    ],
    "merge-key": [
        (13, 11, "yaml-anchor", "&promise: anchors and aliases are not used in plan files"),
        (14, 11, "missing-key", "a target needs the key 'stated'"),
        (14, 16, "yaml-alias", "*promise: anchors and aliases"),
    ],
    "list-key": [(7, 5, "yaml-key", "a key is a word")],
    "no-key": [(7, 3, "yaml-key", "a key is a word")],
    "duplicate-key": [(6, 3, "duplicate-key", "'kind' stands in line 5 already")],
    "duplicate-domain": [(14, 3, "duplicate-key", "'elderly' stands in line 8 already")],
    "two-documents": [(14, 1, "several-documents", "a plan file holds one YAML document")],
    "syntax": [(5, 7, "yaml-syntax", "while parsing a flow mapping (line 4): ")],
    "syntax-and-more": [
        (2, 10, "missing-english", "no English title (`title_en`)"),
        (3, 3, "unknown-key", "'titel_en' is not a key of `plan`"),
        (13, 20, "unreadable-figure", "'55蒲式耳': "),
        (17, 1, "yaml-syntax", "while scanning a quoted scalar (line 15): found unexpected end of stream"),
    ],
    "outdented": [(12, 6, "yaml-syntax", "(line 9): ")],
    "tab-indent": [(5, 1, "yaml-syntax", r"at '\tkind: five-year-pla'")],
    "colon-in-text": [(2, 12, "yaml-syntax", "mapping values are not allowed")],
    "asterisks": [(13, 21, "yaml-syntax", "while scanning an alias (line 13): ")],
    "too-deep": [(7, 27, "too-deep", "nested more than 20 deep")],
    # ---- the shape
    "unknown-key": [
        (
            13,
            28,
            "unknown-key",
            "'deadlin' is not a key of a target (allowed: at, by, comparator, growth, implied, milestone, note, ",
        )
    ],
    "unknown-key-of-the-file": [(14, 1, "unknown-key", "'sources' is not a key of a plan file")],
    "missing-title": [(1, 1, "missing-key", "`plan` needs the key 'title'")],
    "missing-period": [(1, 1, "missing-key", "`plan` needs the key 'period'")],
    "missing-plan": [(1, 1, "missing-key", "a plan file needs the key 'plan'")],
    "missing-domains": [(1, 1, "missing-key", "a plan file needs the key 'domains'")],
    "missing-id": [(9, 7, "missing-key", "an indicator needs the key 'id'")],
    "missing-stated": [(13, 11, "missing-key", "a target needs the key 'stated'")],
    "wrong-type-targets": [(12, 16, "wrong-type", "'targets' is the text '不低于55%'; it has to be a list")],
    "wrong-type-target": [(13, 11, "wrong-type", "item 1 of 'targets' is the text '不低于55%'; it has to be a mapping")],
    "wrong-type-title": [(2, 10, "wrong-type", "'title' is a list; it has to be text")],
    "wrong-type-region": [(4, 11, "wrong-type", "'region' is the text '甲市'; it has to be a mapping")],
    "wrong-type-domains": [(7, 10, "wrong-type", "'domains' is a list; it has to be a mapping")],
    "wrong-type-entry": [(9, 7, "wrong-type", "item 1 of 'elderly' is the text 'nursing-beds'; it has to be a mapping")],
    "wrong-type-at": [(13, 44, "wrong-type", "'at' is a mapping; it has to be text or a list")],
    "unknown-nature": [(12, 15, "unknown-value", "'强制性' is not allowed for 'nature' (allowed: '约束性' or '预期性')")],
    "unknown-level": [
        (4, 43, "unknown-value", "'city' is not allowed for 'level' (allowed: 'national', 'province', 'prefecture' or 'county')")
    ],
    "unknown-kind": [(5, 9, "unknown-value", "'规划' is not allowed for 'kind' (allowed: 'five-year-plan', ")],
    "unknown-milestone": [(13, 38, "unknown-value", "'yes' is not allowed for 'milestone' (allowed: 'true')")],
    "bad-code": [(4, 61, "bad-form", "'45O100' is no 'code' (allowed: six digits)")],
    "bad-id": [
        (9, 11, "bad-form", "'Nursing Beds' is no 'id' (allowed: lower-case words of a-z and 0-9 joined by single hyphens)")
    ],
    "empty-stated": [(13, 20, "empty-value", "'stated' is empty; give it a value or leave it out")],
    "blank-name": [(10, 13, "empty-value", "'name' is empty")],
    "null-value": [(3, 3, "empty-value", "'title_en' is empty")],
    "null-word": [(3, 3, "empty-value", "'title_en' is empty")],
    "null-item": [(9, 6, "empty-value", "item 2 of 'aliases' is empty")],
    "null-domain": [(8, 3, "empty-value", "'elderly' is empty")],
    "empty-at": [(13, 44, "empty-value", "'at' is empty")],
    # ---- what the phrases say
    "unknown-domain": [(8, 3, "unknown-domain", "'elderley' is no domain (allowed: social-assistance, elderly, child-welfare, ")],
    "unknown-unit": [(12, 13, "unknown-unit", "'蒲式耳': ")],
    "unreadable-figure": [(13, 20, "unreadable-figure", "'55蒲式耳': ")],
    "unreadable-growth": [(13, 36, "unreadable-figure", "'很快': ")],
    "enormous": [(13, 20, "unreadable-figure", "larger than any figure of a plan")],
    "unreadable-date": [(13, 32, "unreadable-date", "'来年春天'")],
    "date-that-does-not-exist": [(13, 32, "unreadable-date", "'2025年2月30日'")],
    "unreadable-issued": [(7, 11, "unreadable-date", "'2021-13-01'")],
    "unreadable-as-of": [(7, 10, "unreadable-date", "'每年' names no day")],
    "bad-period": [(6, 11, "bad-period", "'十四五' is no period of years (allowed: 2021-2025, or 2023")],
    "period-backwards": [(6, 11, "bad-period", "'2025-2021' is no period of years")],
    "period-too-long": [(6, 11, "bad-period", "at most 20 years")],
    "implied-without-value": [(13, 11, "implied-without-value", "needs the `value` that follows")],
    "bad-value": [(13, 31, "bad-value", "'约50' is not a number")],
    "value-mismatch": [(13, 35, "value-mismatch", "`value` is 56, but the phrase '不低于55%' says 55")],
    "range-mismatch": [(13, 36, "value-mismatch", "`value` is 50, but the phrase '50%-60%' says 50-60")],
    "comparator-mismatch": [(13, 40, "value-mismatch", "`comparator` is ≤, but the phrase '不低于55%' says ≥")],
    "comparator-without-number": [(13, 38, "value-mismatch", "`comparator` is ≥, but the phrase '--' says no number")],
    "unit-mismatch": [(13, 34, "value-mismatch", "`unit` is 张, but the phrase '不低于55%' says %")],
    "milestone-with-value": [(13, 51, "milestone-with-value", "leave out 'value' or `milestone`")],
    "milestone-with-figure": [(13, 20, "figure-in-milestone", "'5所' in a milestone is not read as a figure")],
    # ---- the rules
    "duplicate-id": [(14, 11, "duplicate-id", "'nursing-beds' is the id of another indicator")],
    "no-figures": [(9, 7, "no-figures", "at least one target or actual")],
    "deadline-outside-reason": [(13, 32, "deadline-outside-reason", "'2085年底' is far outside the plan's period 2021-2025")],
    "actual-after-the-plan": [
        (13, 35, "deadline-outside-reason", "'2052年' cannot be the date of a result in a plan for 2021-2025")
    ],
    "missing-english": [
        (2, 10, "missing-english", "title_en"),
        (3, 11, "missing-english", "no English name of the region"),
        (9, 13, "missing-english", "name_en"),
        (10, 14, "missing-english", "scope_en"),
    ],
    "missing-locator": [(13, 11, "missing-locator", "`at`"), (15, 11, "missing-locator", "`at`")],
    "same-name": [(15, 13, "same-name", "'护理型床位占比' is also the name of nursing-beds")],
    "code-level-mismatch": [(4, 61, "code-against-level", "450103 is not the code of a prefecture")],
    "share-over-100": [(13, 20, "unlikely-share", "'155%' is more than the whole")],
    "ambiguous-deadline": [(13, 32, "ambiguous-deadline", "'2025年前' has two readings")],
    # ---- all at once
    "several-faults": [
        (2, 10, "missing-english", "no English title"),
        (3, 3, "unknown-key", "'titel_en' is not a key of `plan` (allowed: aliases, as_of, "),
        (4, 43, "unknown-value", "'city' is not allowed for 'level'"),
        (6, 3, "duplicate-key", "'kind' stands in line 5 already"),
        (7, 11, "bad-period", "'2025-2021'"),
        (8, 9, "yaml-anchor", "&n: "),
        (10, 3, "unknown-domain", "'elderley'"),
        (15, 20, "unreadable-figure", "'55蒲式耳'"),
        (15, 31, "unreadable-date", "'来年春天'"),
        (16, 11, "missing-key", "a target needs the key 'stated'"),
        (17, 11, "duplicate-id", "'nursing-beds'"),
        (20, 13, "unknown-unit", "'蒲式耳'"),
        (21, 16, "wrong-type", "'actuals' is the text '无'; it has to be a list"),
        (23, 7, "no-figures", "at least one target or actual"),
        (24, 7, "empty-value", "'name' is empty"),
        (26, 7, "wrong-type", "item 2 of 'funeral' is the text '火化率'; it has to be a mapping"),
    ],
}

ONLY_WARNINGS = {
    "milestone-with-figure", "missing-english", "missing-locator", "same-name", "code-level-mismatch", "share-over-100",
    "ambiguous-deadline",
}  # fmt: skip


def examined(text: str) -> Loaded:
    return examine(text, "x.yaml", "x", domains(), units())


def found(text: str) -> list[tuple[int, int, str]]:
    return [(p.line, p.column, p.code) for p in examined(text).problems]


def broken(name: str) -> Loaded:
    return examine_file(BROKEN / f"{name}.yaml", domains(), units())


def test_the_sound_file_has_no_problems() -> None:
    loaded = examined(SOUND)
    assert loaded.problems == ()
    assert loaded.plan is not None


def test_the_table_covers_every_file() -> None:
    assert sorted(path.name for path in BROKEN.iterdir()) == sorted(f"{name}.yaml" for name in TABLE)
    assert len(TABLE) >= 30
    assert len({code for _, _, code, _ in TABLE["several-faults"]}) >= 6


@pytest.mark.parametrize("name", TABLE)
def test_every_fault_is_found_at_its_place_and_nothing_else(name: str) -> None:
    problems = broken(name).problems
    places = sorted(entry[:3] for entry in TABLE[name])
    assert [(p.line, p.column, p.code) for p in problems] == places
    for problem, (*_, fragment) in zip(problems, sorted(TABLE[name], key=lambda entry: (entry[:3], entry[3])), strict=True):
        assert fragment in problem.message
        assert problem.file == f"tests/broken/{name}.yaml" or Path(problem.file) == BROKEN / f"{name}.yaml"
        assert problem.message.isprintable(), "a problem is one line"


@pytest.mark.parametrize("name", TABLE)
def test_errors_make_a_file_unusable_and_warnings_do_not(name: str) -> None:
    loaded = broken(name)
    assert {p.level for p in loaded.problems} == ({"warning"} if name in ONLY_WARNINGS else {"error"}) | (
        {"warning"} if name in ("syntax-and-more", "several-faults") else set()
    )
    assert (loaded.plan is not None) == (name in ONLY_WARNINGS)


@pytest.mark.parametrize("name", sorted(set(TABLE) - {"not-utf8"}))
def test_the_places_do_not_depend_on_which_yaml_parser_is_there(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marks, "_LOADER", yaml.SafeLoader)
    assert [(p.line, p.column, p.code) for p in broken(name).problems] == sorted(entry[:3] for entry in TABLE[name])


def test_every_code_has_a_manual() -> None:
    codes = {code for expected in TABLE.values() for _, _, code, _ in expected}
    assert codes <= set(manual.codes())
    for code in manual.codes():
        page = manual.explain(code)
        assert 40 < len(page) < 1000
        assert page.rstrip(")").endswith(".")
        assert not re.search(r"^\s|\n\n\n|:\n\n?$", page)


def test_the_manual_has_no_codes_that_nothing_gives() -> None:
    rooms = (marks, schema, reading, loading, library, verify, verdicts)
    source = "".join(Path(str(room.__file__)).read_text(encoding="utf-8") for room in rooms)
    rules = {check.code(rule) for rule in (*check.ERRORS, *check.WARNINGS)}
    assert [code for code in manual.codes() if code not in rules and f'"{code}"' not in source] == []


def test_the_manual_of_a_rule_is_its_docstring() -> None:
    for rule in (*check.ERRORS, *check.WARNINGS):
        assert manual.explain(check.code(rule)).splitlines()[0] == (rule.__doc__ or "").splitlines()[0]


def test_a_code_that_does_not_exist_has_no_manual() -> None:
    with pytest.raises(UsageError, match=r"'unknown-kye' is no problem's code .*unknown-key"):
        manual.explain("unknown-kye")


def test_a_problem_prints_as_one_line_that_editors_can_follow() -> None:
    (problem,) = broken("unknown-key").problems
    line = str(replace_file(problem))
    assert line == (
        "x.yaml:13:28: unknown-key: 'deadlin' is not a key of a target "
        "(allowed: at, by, comparator, growth, implied, milestone, note, stated, unit, value) [elderly › nursing-beds]"
    )
    (warning,) = broken("same-name").problems
    assert str(replace_file(warning)).startswith("x.yaml:15:13: same-name: warning: '护理型床位占比' is also")


def replace_file(problem: Problem) -> Problem:
    return Problem("x.yaml", problem.line, problem.column, problem.code, problem.message, problem.where, problem.level)


# ---- places


def test_a_byte_order_mark_does_not_move_the_columns_of_the_first_line() -> None:
    text = SOUND.replace("plan:\n", "plan: 甲\n", 1).replace("domains:", "x:")
    assert found("\ufeff" + text) == found(text)
    assert found("\ufeffplaan: {}\ndomains: {}\n")[0] == (1, 1, "missing-key")
    assert found("\ufeff{甲: 1, plan: [], domains: {}}") == [(1, 2, "unknown-key"), (1, 14, "wrong-type")]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_count_once(end: str) -> None:
    text = (BROKEN / "several-faults.yaml").read_text(encoding="utf-8")
    assert found(text.replace("\n", end)) == found(text)
    text = (BROKEN / "control-character.yaml").read_text(encoding="utf-8")
    assert found(text.replace("\n", end)) == [(2, 12, "control-character")]


def test_columns_count_characters_whatever_their_width() -> None:
    line = "        - {stated: 𠮷不低于“五十五”ａé\u0301家, deadlin: x, at: 表1}"
    faults = found(SOUND.replace("        - {stated: 不低于55%, by: 2025年底, at: 表1}", line))
    assert (13, line.index("deadlin") + 1, "unknown-key") in faults
    assert (13, 20, "unreadable-figure") in faults


# ---- every fault in one run, and nothing that only follows from another


def test_a_figure_with_two_faults_reports_both() -> None:
    assert found(SOUND.replace("不低于55%, by: 2025年底", "55蒲式耳, by: 来年春天")) == [
        (13, 20, "unreadable-figure"),
        (13, 31, "unreadable-date"),
    ]


def test_the_place_after_an_unreadable_figure_is_right() -> None:
    more = SOUND + "        - {stated: 60%, by: 2026年底}\n"
    assert found(more.replace("不低于55%", "55蒲式耳")) == [(13, 20, "unreadable-figure"), (14, 11, "missing-locator")]


def test_places_are_right_where_domains_stand_in_another_order() -> None:
    entry = SOUND[SOUND.index("    - id") :]
    text = SOUND[: SOUND.index("  elderly:")] + "  funeral:\n" + entry.replace("占比", "率") + "  elderly:\n" + entry
    text = text.replace(", at: 表1", "", 1)
    assert found(text) == [(13, 11, "missing-locator"), (15, 11, "duplicate-id")]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        # No period: what the entries say about 今年 is no news.
        (("2021-2025", "十四五"), [(6, 11, "bad-period")]),
        (("  period: 2021-2025\n", ""), [(1, 1, "missing-key")]),
        (("  period: 2021-2025\n", "  period: 2021-2025\n  as_of: 某日\n"), [(7, 10, "unreadable-date")]),
    ],
)
def test_what_follows_from_a_bad_period_is_not_reported(edit: tuple[str, str], expected: list[tuple[int, int, str]]) -> None:
    assert found(SOUND.replace("2025年底", "今年年底").replace(*edit)) == expected


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("region: {name: 甲市, name_en: Jia, level: prefecture}", "region: *r"), [(4, 11, "yaml-alias")]),
        (("name_en: Share of nursing beds", "name_en: [Share]"), [(11, 16, "wrong-type")]),
        (("at: 表1", "at: [表1, [[甲]]]"), [(13, 49, "wrong-type")]),
        (("at: 表1", "at: "), [(13, 40, "empty-value")]),
        (("at: 表1", 'at: ""'), [(13, 44, "empty-value")]),
        (("不低于55%,", "超额9张, value: [48], implied: true,"), [(13, 33, "wrong-type")]),
        (("不低于55%,", "建成, milestone: *yes,"), [(13, 35, "yaml-alias")]),
        (("by: 2025年底", "by: [2025]"), [(13, 32, "wrong-type")]),
        (("    - id: nursing-beds\n      name", "    - name"), [(9, 7, "missing-key")]),
        (("  elderly:", "  elderly: *all\n  funeral:"), [(8, 12, "yaml-alias")]),
        (("plan:\n", "plan: *all\nx:\n"), [(1, 7, "yaml-alias"), (2, 1, "unknown-key")]),
        (("domains:\n", "deadlin:\ndomains:\n"), [(7, 1, "unknown-key")]),
        (("domains:\n", "source: {a: , b: [*c]}\ndomains:\n"), [(7, 1, "unknown-key"), (7, 19, "yaml-alias")]),
    ],
)
def test_one_fault_is_one_problem(edit: tuple[str, str], expected: list[tuple[int, int, str]]) -> None:
    assert edit[0] in SOUND
    assert found(SOUND.replace(*edit, 1)) == expected


def test_two_entries_without_id_and_name_are_not_called_doubles() -> None:
    targets = "      targets: [{stated: 55%, at: 表1}]\n"
    text = SOUND[: SOUND.index("    - id")] + ("    - name_en: Beds\n" + targets) * 2
    assert found(text) == [(n, 7, "missing-key") for n in (9, 9, 11, 11)]


def test_a_slip_in_every_part_of_a_plan_is_found_in_one_run() -> None:
    text = """\
plan:
  title:
  region: {name: 甲市, name_en: Jia, level: city, code: 45}
  kind: [five-year-plan]
  period: 2023
  source: {quality: good}
domains:
  elderly:
    - id: a b
      name: 床位
      name_en: Beds
      nature: 强制性
      targets: [{stated: 今年, by: 今年, at: 表1}, 5]
      actuals: {stated: 5}
"""
    assert found(text) == [
        (2, 3, "empty-value"),
        (3, 43, "unknown-value"),
        (3, 55, "bad-form"),
        (4, 9, "unknown-value"),
        (6, 3, "missing-key"),
        (9, 11, "bad-form"),
        (12, 15, "unknown-value"),
        (13, 26, "unreadable-figure"),
        (13, 47, "wrong-type"),
        (14, 16, "wrong-type"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Broken off in the head: the entries behind it are unknown.
        ("plan:\n  title: 甲\n  titel: x\n  kind: {\n", [(5, 1, "yaml-syntax")]),
        ("[", [(1, 1, "not-a-plan"), (1, 2, "yaml-syntax")]),
        ('"', [(1, 2, "yaml-syntax")]),
        ("{", [(1, 2, "yaml-syntax")]),
        # Behind a sound head: what the head lacks is known.
        (
            "plan:\n  titel: 甲\n  region: {name: 甲市, name_en: Jia, level: prefecture}\n  kind: special-plan\n  period: 2023\n"
            "domains:\n  elderly: [\n",
            [(1, 1, "missing-key"), (2, 3, "unknown-key"), (8, 1, "yaml-syntax")],
        ),
    ],
)
def test_what_stands_before_a_fault_of_syntax_is_examined(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert found(text) == expected


def test_problems_are_sorted_by_place_and_stand_once() -> None:
    problems = broken("several-faults").problems
    assert list(problems) == sorted(set(problems))
    assert [p.line for p in problems] == sorted(p.line for p in problems)


def test_each_problem_names_its_entry() -> None:
    where = {(p.line, p.column): p.where for p in broken("several-faults").problems}
    assert where[3, 3] == ""
    assert where[10, 3] == "elderley"
    assert where[15, 20] == "elderley › nursing-beds"
    assert where[26, 7] == "funeral › entry 2"
    shouted = examined(SOUND.replace("nursing-beds", '"a\\nb"').replace("elderly", f'"{"x" * 90}"')).problems
    assert all("\n" not in str(p) and len(str(p)) < 500 for p in shouted)


# ---- what is given beside a phrase


@pytest.mark.parametrize(
    ("given", "comparator", "value", "unit"),
    [
        ("不低于55%", "≥", 55, "%"),
        ("55%, comparator: ≥", "≥", 55, "%"),
        ('"55", comparator: ≥, unit: "%"', "≥", 55, "%"),
        ("不低于55%, value: 55", "≥", 55, "%"),
        ("不低于55%, value: 55, comparator: ≥", "≥", 55, "%"),
        ("第十次, value: 10, unit: 次", "=", 10, "次"),
        ("超额9张, implied: true, value: 48, unit: 张", "=", 48, "张"),
        ("超额9张, implied: true, value: 48, comparator: ≥, unit: 张", "≥", 48, "张"),
        ("600元, value: 600, unit: 元/月", "=", 600, "元/月"),
    ],
)
def test_what_the_phrase_cannot_carry_is_given_beside_it(given: str, comparator: str, value: int, unit: str) -> None:
    loaded = examined(SOUND.replace("不低于55%", given))
    assert loaded.plan is not None, loaded.problems
    (target,) = loaded.plan.indicators[0].targets
    assert target.quantity is not None
    assert (target.quantity.comparator, target.quantity.value, target.quantity.unit.symbol) == (comparator, value, unit)
    assert target.quantity.stated == target.stated


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("许多, value: 若干", (13, 31, "unreadable-figure")),
        ("许多, value: 增长5%", (13, 31, "bad-value")),
        ("许多, value: 50-60", (13, 31, "bad-value")),
        ('许多, value: "--"', (13, 31, "bad-value")),
        ("55%, unit: 蒲式耳", (13, 31, "unknown-unit")),
        ("三分之一, value: 33", (13, 33, "value-mismatch")),
        ("建成, milestone: true, comparator: ≥", (13, 53, "milestone-with-value")),
        ("建成, milestone: true, unit: 张", (13, 47, "milestone-with-value")),
        ("建成, milestone: true, implied: true", (13, 50, "milestone-with-value")),
    ],
)
def test_what_is_given_beside_a_phrase_has_to_make_sense(given: str, expected: tuple[int, int, str]) -> None:
    assert found(SOUND.replace("不低于55%", given)) == [expected]


def test_a_third_is_written_with_its_rounding_marked() -> None:
    (problem,) = examined(SOUND.replace("不低于55%", "三分之一, value: 33")).problems
    assert "says ≈33.3333" in problem.message


@pytest.mark.parametrize("note", ["", ", note: a name"])
def test_a_figure_in_a_milestone_may_be_explained(note: str) -> None:
    faults = found(SOUND.replace("不低于55%", f"建成12345热线2条, milestone: true{note}"))
    assert faults == ([] if note else [(13, 20, "figure-in-milestone")])


def test_an_evaluation_reports_its_results_at_its_date() -> None:
    text = SOUND.replace("five-year-plan", "midterm-evaluation").replace("2021-2025\n", "2021-2025\n  as_of: 2023年7月\n")
    text = text.replace("targets:", "actuals:").replace(", by: 2025年底", "")
    plan = examined(text).plan
    assert plan is not None
    (actual,) = plan.indicators[0].actuals
    assert actual.as_of is not None
    assert actual.as_of.iso == "2023-07"
    assert actual.as_of_stated is None


def test_a_plan_of_one_year_gives_its_targets_that_year() -> None:
    plan = examined(SOUND.replace("2021-2025", "2023年").replace(" by: 2025年底,", "")).plan
    assert plan is not None
    (target,) = plan.indicators[0].targets
    assert target.deadline is not None
    assert (target.deadline.iso, target.deadline_stated) == ("2023", None)


@pytest.mark.parametrize(("code", "level"), [("450000", "province"), ("450100", "prefecture"), ("450103", "county"), ("1", "x")])
def test_codes_that_suit_the_level(code: str, level: str) -> None:
    for other in ("province", "prefecture", "county", "national"):
        text = SOUND.replace("level: prefecture", f"level: {other}, code: {code}")
        suits = level == other or other == "national"
        expected = "bad-form" if code == "1" else "code-against-level"
        assert [p.code for p in examined(text).problems] == ([] if suits and code != "1" else [expected])


# ---- hostile files


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    began = time.monotonic()
    text = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 300))
    assert examined(text).plan is None
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "plan: " + "[" * 50_000 + "]" * 50_000,
        "\n".join(" " * n + "a:" for n in range(2_000)),
        "? " * 100_000,
    ],
    ids=["lists", "mappings", "blocks", "closed", "indented", "keys"],
)
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    began = time.monotonic()
    problems = examined(text).problems
    assert "too-deep" in {p.code for p in problems}
    assert time.monotonic() - began < 5


def test_a_file_full_of_characters_that_are_no_text_is_refused_at_once() -> None:
    began = time.monotonic()
    assert found("\0" * 1_000_000) == [(1, 1, "control-character"), (1, 1, "not-a-plan")]
    assert len(found("\0a\n" * 50_000)) == 50_001
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("code", [0xD800, 0xDCFF, 0xDFFF])
def test_half_a_surrogate_pair_is_no_text(code: int) -> None:
    lone = chr(code)
    assert found(SOUND.replace("甲市民政", f"甲市{lone}民政")) == [(2, 12, "control-character")]
    assert found(SOUND.replace("nursing-beds", f"{lone}{lone}")) == [(9, 11, "control-character"), (9, 7, "empty-value")][::-1]


FRAGMENTS = st.sampled_from(
    [
        *SOUND.splitlines(keepends=True), "\n", " ", "  ", "- ", ": ", "{", "}", "[", "]", '"', "'", "&a ", "*a", "!!str ", "---\n",
        "...\n", "# ", "|\n", ">\n", "? ", "<<: ", "%YAML 1.1\n", "\t", "\r", "\x85", "\u2028", "\ufeff", "\0", "~", "null", "全覆盖", "翻一番",
        "domains", "plan", "targets", "actuals", "elderly", "value: 5", "implied: true", "milestone: true", "as_of: 今年", "\\x07", "第十六五",
        "1:4", "period: 2023\n", "\ud800", "𠮷",
    ]
)  # fmt: skip


def within(text: str, problems: tuple[Problem, ...]) -> bool:
    """Every problem stands in the file: on one of its lines, at most just behind its last character."""
    lines = re.split(r"\r\n?|\n", text.removeprefix("\ufeff"))
    return all(1 <= p.line <= len(lines) and 1 <= p.column <= len(lines[p.line - 1]) + 1 for p in problems)


@given(st.text() | st.lists(FRAGMENTS).map("".join) | st.binary().map(lambda raw: raw.decode("utf-8", "surrogateescape")))
@example("\x85a: b: c")
@example('a: "\\ud800"')
@example('"\\0a": b')
@example("%YAML 3.0\n---\n")
@example("a: !<tag:%0a> b")
@example("plan: {domains: *a, *b : c}")
@settings(max_examples=400, deadline=None)
def test_any_text_is_examined_without_an_exception(text: str) -> None:
    loaded = examined(text)
    assert isinstance(loaded, Loaded)
    assert loaded.plan is None or not any(p.level == "error" for p in loaded.problems)
    assert within(text, loaded.problems)
    assert all("\n" not in str(p) and "\r" not in str(p) for p in loaded.problems)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from([SOUND, (BROKEN / "several-faults.yaml").read_text(encoding="utf-8")]))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        lines = text.splitlines(keepends=True)
        row = draw(st.integers(0, max(len(lines) - 1, 0)))
        match draw(st.sampled_from(["delete", "insert", "delete line", "double line", "indent line", "swap lines"])):
            case "delete":
                text = text[:at] + text[at + draw(st.integers(1, 20)) :]
            case "insert":
                text = text[:at] + draw(FRAGMENTS) + text[at:]
            case "delete line":
                text = "".join(lines[:row] + lines[row + 1 :])
            case "double line":
                text = "".join(lines[: row + 1] + lines[row:])
            case "indent line":
                text = "".join(
                    lines[:row] + [" " * draw(st.integers(1, 4)) + line for line in lines[row : row + 1]] + lines[row + 1 :]
                )
            case _:
                text = "".join(lines[:row] + lines[row : row + 2][::-1] + lines[row + 2 :])
    return text


@given(mutated())
@settings(max_examples=600, deadline=None)
def test_a_damaged_file_is_examined_without_an_exception(text: str) -> None:
    loaded = examined(text)
    assert within(text, loaded.problems)
    assert list(loaded.problems) == sorted(set(loaded.problems))
    assert loaded.plan is not None or any(p.level == "error" for p in loaded.problems)
