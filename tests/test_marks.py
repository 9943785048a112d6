"""YAML text to plain data: everything stays text, and everything knows its place."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp import marks
from plancmp.marks import Marked, end_of, parse, short


def data(text: str) -> Any:
    marked = parse(text, "x.yaml")
    assert marked.problems == []
    return marked.data


def problems(text: str) -> list[tuple[int, int, str]]:
    return [(p.line, p.column, p.code) for p in parse(text, "x.yaml").problems]


@pytest.mark.parametrize(
    "scalar",
    [
        "1:4",
        "022501",
        "=",
        "2025-12",
        "2021-12-24",
        "yes",
        "true",
        "0x1F",
        "1e3",
        ".inf",
        "1_000",
        "12:30:45",
        "<<",
        "不低于55%",
        "-",
        "+1",
        "?a",
    ],
)
def test_a_scalar_stays_the_text_it_looks_like(scalar: str) -> None:
    assert data(f"a: {scalar if scalar != '-' else repr(scalar)}\n") == {"a": scalar}
    assert data(f"[{scalar!r}]") == [scalar]


@pytest.mark.parametrize("nothing", ["", " ", "~", "null", "Null", "NULL", " # a comment"])
def test_an_empty_value_is_none_and_noted(nothing: str) -> None:
    marked = parse(f"a: {nothing}\nb:\n  - c\n  - {nothing}\n", "x.yaml")
    assert marked.problems == []
    assert marked.data == {"a": None, "b": ["c", None]}
    assert marked.empty == [("a",), ("b", 1)]


@pytest.mark.parametrize("word", ["''", '""', "'~'", '"null"', "|\n  null"])
def test_what_is_quoted_is_text(word: str) -> None:
    marked = parse(f"a: {word}\n", "x.yaml")
    assert isinstance(marked.data["a"], str)
    assert marked.empty == []


def test_keys_and_values_have_places() -> None:
    marked = parse("# first\n养老:\n  - {甲乙: 丙, 丁: [一, '二']}\n  -   戊\n", "x.yaml")
    assert marked.data == {"养老": [{"甲乙": "丙", "丁": ["一", "二"]}, "戊"]}
    assert marked.keys == {("养老",): (2, 1), ("养老", 0, "甲乙"): (3, 6), ("养老", 0, "丁"): (3, 13)}
    assert marked.values == {
        (): (2, 1),
        ("养老",): (3, 3),
        ("养老", 0): (3, 5),
        ("养老", 0, "甲乙"): (3, 10),
        ("养老", 0, "丁"): (3, 16),
        ("养老", 0, "丁", 0): (3, 17),
        ("养老", 0, "丁", 1): (3, 20),
        ("养老", 1): (4, 7),
    }


def test_the_place_of_what_is_missing_is_that_of_what_encloses_it() -> None:
    marked = parse("a:\n  - b: c\n", "x.yaml")
    assert marked.place(("a", 0, "b")) == (2, 8)
    assert marked.place(("a", 0, "b"), key=True) == (2, 5)
    assert marked.place(("a", 0, "x")) == (2, 5)
    assert marked.place(("a", 0, "x"), key=True) == (2, 5)
    assert marked.place(("a", 7)) == (2, 3)
    assert marked.place(("a", 7), key=True) == (1, 1)
    assert marked.place(("x", "y")) == (1, 1)
    assert Marked().place(("x",)) == (1, 1)


def test_what_encloses_a_doubtful_value_is_not_doubtful() -> None:
    marked = Marked(doubtful={("a", 0)})
    assert marked.is_doubtful(("a", 0))
    assert marked.is_doubtful(("a", 0, "b"))
    assert not marked.is_doubtful(("a",))
    assert not marked.is_doubtful(("a", 1))
    assert Marked(doubtful={()}).is_doubtful(("a",))


@pytest.mark.parametrize(
    ("text", "kept", "expected"),
    [
        ("a: 1\na: 2\nb: 3\n", {"a": "1", "b": "3"}, [(2, 1, "duplicate-key")]),
        ("{a: 1, 'a': {b: 1, b: [c]}, d: 4}", {"a": "1", "d": "4"}, [(1, 8, "duplicate-key")]),
        ("a: 1\na: 2\na: 3\n", {"a": "1"}, [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
        ("a:\na: 2\n", {"a": None}, [(2, 1, "duplicate-key")]),
        ("{甲: 一, 甲: *x, 乙: 二}", {"甲": "一", "乙": "二"}, [(1, 8, "duplicate-key"), (1, 11, "yaml-alias")]),
    ],
)
def test_of_a_key_that_stands_twice_the_first_value_is_kept(text: str, kept: Any, expected: list[tuple[int, int, str]]) -> None:
    assert parse(text, "x.yaml").data == kept
    assert problems(text) == expected


@pytest.mark.parametrize(
    ("text", "kept", "expected"),
    [
        ("? [a]\n: {b: c}\nd: e\n", {"d": "e"}, [(1, 3, "yaml-key")]),
        ("? {a: b}\n: c\n", {}, [(1, 3, "yaml-key")]),
        ("{~: a, b: c}", {"b": "c"}, [(1, 2, "yaml-key")]),
        ("{*a : b, c: d}", {"c": "d"}, [(1, 2, "yaml-alias")]),
        ('{"": a, "\\0b": c}', {"": "a", " b": "c"}, [(1, 9, "control-character")]),
        ("&a b: c\n", {"b": "c"}, [(1, 1, "yaml-anchor")]),
        ("!!str b: !!int 5\n", {"b": "5"}, [(1, 1, "yaml-tag"), (1, 10, "yaml-tag")]),
        ("a: ! 5\n", {"a": "5"}, []),
        ("*a", None, [(1, 1, "yaml-alias")]),
        ("a: 1\n---\nb: 2\n", {"a": "1"}, [(2, 1, "several-documents")]),
        ("a: 1\n...\n", {"a": "1"}, []),
        ("%YAML 1.1\n---\na: 1\n", {"a": "1"}, []),
        ("", None, []),
        ("# nothing\n", None, []),
    ],
)
def test_what_plan_files_do_not_use_is_a_problem(text: str, kept: Any, expected: list[tuple[int, int, str]]) -> None:
    assert parse(text, "x.yaml").data == kept
    assert problems(text) == expected


def test_the_place_of_an_alias_is_doubtful() -> None:
    assert parse("a: [*x, b]\nc: *y\n*z : d\n", "x.yaml").doubtful == {("a", 0), ("c",)}


def test_what_was_read_before_a_fault_of_syntax_is_kept() -> None:
    marked = parse("a: 1\nb:\n  - c\n  - {d: e, f: ]\n", "x.yaml")
    assert marked.data == {"a": "1", "b": ["c", {"d": "e"}]}
    assert marked.cut == ("b", 1, "f")
    assert parse("a: 1\n", "x.yaml").cut is None
    assert parse('"', "x.yaml").cut == ()


def test_a_syntax_problem_says_where_the_thing_began_and_what_was_found() -> None:
    (problem,) = parse("a: {b: c\nd: e\n", "x.yaml").problems
    assert (problem.file, problem.line, problem.column) == ("x.yaml", 2, 2)
    assert problem.message.startswith("while parsing a flow mapping (line 1): ")
    assert problem.message.endswith(", at ': e'")
    (problem,) = parse("a: [b", "x.yaml").problems
    assert (problem.line, problem.column) == (1, 6)
    assert problem.message.endswith(", at the end of the line")


@pytest.mark.parametrize("depth", [marks.MAX_DEPTH, marks.MAX_DEPTH + 1])
def test_depth_is_limited(depth: int) -> None:
    expected = [] if depth <= marks.MAX_DEPTH else [(1, depth, "too-deep")]
    assert problems("[" * depth + "a" + "]" * depth) == expected


def test_size_is_limited() -> None:
    text = "# " + "甲" * marks.MAX_CHARACTERS
    marked = parse(text, "x.yaml")
    assert [(p.line, p.column, p.code) for p in marked.problems] == [(1, 1, "too-large")]
    assert (marked.data, marked.cut) == (None, ())
    assert problems("\ufeff# " + "甲" * (marks.MAX_CHARACTERS - 2)) == []


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x07",
        "\x0b",
        "\x0c",
        "\x1b",
        "\x7f",
        "\x80",
        "\x85",
        "\x9f",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\ud83d",
    ],
)
def test_a_character_that_is_no_text_is_found_and_nothing_else_moves(character: str) -> None:
    marked = parse(f"a: 甲{character}乙\nb: c\n", "x.yaml")
    assert [(p.line, p.column, p.code) for p in marked.problems] == [(1, 5, "control-character")]
    assert f"U+{ord(character):04X} is not text; delete it" in marked.problems[0].message
    assert marked.data == {"a": "甲 乙", "b": "c"}
    assert marked.keys["b",] == (2, 1)


def test_a_run_of_them_is_one_problem() -> None:
    text = "a: \0\0\0b\0\nc: \x07\n"
    assert problems(text) == [(1, 4, "control-character"), (1, 8, "control-character"), (2, 4, "control-character")]
    assert "U+0000 is not text (nor are the 2 characters after it)" in parse(text, "x.yaml").problems[0].message


@pytest.mark.parametrize("character", ["\t", "\u3000", "\xa0", "\u200b", "é", "𠮷", "\U0010ffff", "㎡", "“"])
def test_every_other_character_is_text(character: str) -> None:
    assert data(f"a: 甲{character}乙\n") == {"a": f"甲{character}乙"}


@pytest.mark.parametrize(
    ("text", "place"), [("", (1, 1)), ("甲", (1, 2)), ("a\n", (2, 1)), ("a\r\nb\rc\n甲乙", (4, 3)), ("\ufeffab", (1, 3))]
)
def test_the_end_of_a_text(text: str, place: tuple[int, int]) -> None:
    assert end_of(text) == place


def test_what_was_found_fits_into_a_line() -> None:
    assert short("a\nb") == r"'a\nb'"
    assert short("甲" * 58) == f"'{'甲' * 58}'"
    assert short("甲" * 59) == f"'{'甲' * 56}…"
    assert len(short("甲" * 59)) == 58


# ---- laws

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).filter(lambda text: not marks._NOT_TEXT.search(text))
PLAIN = st.recursive(TEXT, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=15)


class Dumper(yaml.SafeDumper):
    """Writes lists and mappings out wherever they stand."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@given(PLAIN, st.sampled_from([None, "'", '"', "|"]), st.booleans(), st.integers(20, 200), st.booleans())
@settings(deadline=None)
def test_plain_data_comes_back_as_it_was_written(written: Any, style: str | None, flow: bool, width: int, chinese: bool) -> None:
    text = yaml.dump(written, Dumper=Dumper, default_style=style, default_flow_style=flow, width=width, allow_unicode=chinese)
    assert data(re.sub(r"!!\w+ ", "", text) if style and "!!" in text else text) == written


@given(PLAIN, st.sampled_from([None, 1]))
@settings(deadline=None)
def test_every_value_stands_where_its_place_says(written: Any, indent: int | None) -> None:
    text = json.dumps(written, ensure_ascii=False, indent=indent)
    marked = parse(text, "x.yaml")
    assert (marked.problems, marked.data) == ([], written)
    lines = text.split("\n")
    for path, (line, column) in marked.values.items():
        node = written
        for part in path:
            node = node[part]
        start = "{" if isinstance(node, dict) else "[" if isinstance(node, list) else json.dumps(node, ensure_ascii=False)
        assert lines[line - 1][column - 1 :].startswith(start)
    for path, (line, column) in marked.keys.items():
        assert lines[line - 1][column - 1 :].startswith(json.dumps(path[-1], ensure_ascii=False))
