"""The shape of a plan file: what it allows, what it says of the rest, and what stands in for what is at fault."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from plancmp import marks, schema
from plancmp.library import data_folder, domains
from plancmp.marks import Marked, Path

FULL: dict[str, Any] = {
    "plan": {
        "title": "甲市民政规划",
        "title_en": "Plan of Jia",
        "region": {"name": "甲市", "name_en": "Jia", "level": "prefecture", "parent": "乙省", "code": "450100"},
        "aliases": ["甲"],
        "kind": "five-year-plan",
        "period": "2021-2025",
        "issuer": "甲市民政局",
        "issued": "2021-12-24",
        "document_number": "甲民〔2021〕46号",
        "as_of": "2021",
        "source": {"file": "jia.txt", "quality": "clean", "jumps": [{"words": "第二", "at": "第三章"}]},
        "note": "none",
    },
    "domains": {
        "elderly": [
            {
                "id": "nursing-beds",
                "name": "护理型床位占比",
                "name_en": "Share of nursing beds",
                "unit": "%",
                "nature": "约束性",
                "scope": "公办",
                "scope_en": "public",
                "targets": [
                    {
                        "stated": "55",
                        "by": "2025",
                        "at": "表1",
                        "value": "55",
                        "comparator": "≥",
                        "unit": "%",
                        "growth": "5",
                        "note": "a",
                    },
                    {"stated": "建成", "milestone": "true", "implied": "true", "at": ["表1", "表2"]},
                ],
                "actuals": [{"stated": "35", "as_of": "2020", "at": "表1"}],
                "note": "none",
            }
        ],
        "funeral": [],
    },
    "reviewed": [{"text": "12345", "reason": "hotline", "at": "第一章"}],
}
"""A plan file in which every key is used."""


def marked(data: Any) -> Marked:
    """Read plain data as the text of a file."""
    found = marks.parse(json.dumps(data, ensure_ascii=False, indent=1), "x.yaml")
    assert not found.problems
    return found


def changed(path: Path, value: Any) -> Any:
    data = copy.deepcopy(FULL)
    at(data, path[:-1])[path[-1]] = value
    return data


def at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def codes(data: Any) -> list[str]:
    return [problem.code for problem in schema.read(marked(data), "x.yaml")[1]]


def paths(data: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every node below the root."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from paths(value, (*path, key))


def test_a_full_file_is_well_shaped() -> None:
    file = marked(FULL)
    text, problems = schema.read(file, "x.yaml")
    assert problems == []
    assert file.doubtful == set()
    assert text is not None
    assert text.plan.region.code == "450100"
    first, second = text.domains["elderly"][0].targets
    assert (first.at, second.at) == (["表1"], ["表1", "表2"])
    assert text.reviewed[0].at == "第一章"


def test_the_full_file_uses_every_key() -> None:
    used = {key for path in paths(FULL) for key in path if isinstance(key, str)}
    assert {field for shape in shapes() for field in shape.model_fields} <= used


def shapes() -> list[type[BaseModel]]:
    return [shape for shape in vars(schema).values() if isinstance(shape, type) and issubclass(shape, schema._Shape)]


@pytest.mark.parametrize(
    ("path", "value", "code", "message"),
    [
        (("plan", "title"), "", "empty-value", "'title' is empty; give it a value or leave it out"),
        (("plan", "title"), " \u3000", "empty-value", "'title' is empty; give it a value or leave it out"),
        (("plan", "note"), "x" * 2001, "too-long", "'note' has 2,001 characters; at most 2,000 are allowed"),
        (("plan", "aliases"), "甲", "wrong-type", "'aliases' is the text '甲'; it has to be a list"),
        (("plan", "aliases", 0), ["甲"], "wrong-type", "item 1 of 'aliases' is a list; it has to be text"),
        (("plan", "region", "code"), "45010", "bad-form", "'45010' is no 'code' (allowed: six digits)"),
        (("plan", "region", "code"), "４５０１００", "bad-form", "'４５０１００' is no 'code' (allowed: six digits)"),
        (("plan", "region", "level"), ["city"], "unknown-value", "['city'] is not allowed for 'level' (allowed: 'national',"),
        (("plan", "source", "jumps", 0, "x"), "y", "unknown-key", "'x' is not a key of a jump (allowed: at, words)"),
        (("plan", "source", "x"), "y", "unknown-key", "'x' is not a key of `source` (allowed: file, jumps, quality)"),
        (("plan", "region", "x"), "y", "unknown-key", "'x' is not a key of `region` (allowed: code, level, name, name_en, parent)"),
        (("reviewed", 0, "x"), "y", "unknown-key", "'x' is not a key of a reviewed phrase (allowed: at, reason, text)"),
        (("domains", "elderly"), {}, "wrong-type", "'elderly' is a mapping; it has to be a list"),
        (("domains", "elderly", 0, "x" * 99), "y", "unknown-key", f"'{'x' * 56}… is not a key of an indicator (allowed: actuals, "),
        (("domains", "elderly", 0, "id"), "", "empty-value", "'id' is empty"),
        (("domains", "elderly", 0, "id"), "a--b", "bad-form", "'a--b' is no 'id' (allowed: lower-case words of a-z"),
        (("domains", "elderly", 0, "id"), "a\n", "bad-form", r"'a\n' is no 'id'"),
        (("domains", "elderly", 0, "id"), "床", "bad-form", "'床' is no 'id'"),
        (("domains", "elderly", 0, "id"), "a" * 121, "too-long", "'id' has 121 characters; at most 120 are allowed"),
        (("domains", "elderly", 0, "nature"), "约束", "unknown-value", "'约束' is not allowed for 'nature'"),
        (("domains", "elderly", 0, "actuals", 0, "by"), "x", "unknown-key", "'by' is not a key of an actual (allowed: as_of, at, "),
        (
            ("domains", "elderly", 0, "targets", 0, "as_of"),
            "x",
            "unknown-key",
            "'as_of' is not a key of a target (allowed: at, by, ",
        ),
        (("domains", "elderly", 0, "targets", 0, "comparator"), ">=", "unknown-value", "'>=' is not allowed for 'comparator'"),
        (("domains", "elderly", 0, "targets", 0, "at"), [], "empty-value", "'at' is empty"),
        (("domains", "elderly", 0, "targets", 1, "at", 1), "", "empty-value", "item 2 of 'at' is empty"),
        (("domains", "elderly", 0, "targets", 0, "at"), "", "empty-value", "'at' is empty"),
        (("domains", "elderly", 0, "targets", 0, "at"), {"a": "b"}, "wrong-type", "'at' is a mapping; it has to be text or a list"),
        (
            ("domains", "elderly", 0, "targets", 1, "milestone"),
            "True",
            "unknown-value",
            "'True' is not allowed for 'milestone' (allowed: 'true')",
        ),
    ],
)
def test_a_fault_is_told_with_what_was_found_and_what_is_allowed(path: Path, value: Any, code: str, message: str) -> None:
    file = marked(changed(path, value))
    text, (problem,) = schema.read(file, "x.yaml")
    assert (problem.code, problem.level, problem.file) == (code, "error", "x.yaml")
    assert message in problem.message
    assert (problem.line, problem.column) == file.place(path, key=code == "unknown-key")
    assert text is not None, "everything else can still be read"
    assert file.doubtful == {path}


@pytest.mark.parametrize("path", tuple(paths(FULL)), ids=lambda path: ".".join(map(str, path)))
def test_wherever_a_fault_is_it_is_told_once_and_the_rest_is_kept(path: Path) -> None:
    for wrong in (None, [["x"]], {"x": "y"}, {"x": {"y": ["z"]}}, [None], "\u3000"):
        file = marked(changed(path, wrong))
        text, problems = schema.read(file, "x.yaml")
        assert text is not None
        where = {file.place(path), file.place(path, key=True)}
        inside = {place for found, place in (*file.values.items(), *file.keys.items()) if found[: len(path)] == path}
        assert problems or path[-1] == "reviewed" or wrong == {"x": "y"}
        assert all((p.line, p.column) in where | inside for p in problems)
        if path[0] != "plan":
            assert text.plan.title == "甲市民政规划"
        if path[0] != "domains":
            assert text.domains["elderly"][0].id == "nursing-beds"


@pytest.mark.parametrize("path", tuple(paths(FULL)), ids=lambda path: ".".join(map(str, path)))
def test_what_is_left_out_is_missing_only_where_it_is_needed(path: Path) -> None:
    if isinstance(path[-1], int):
        return
    data = copy.deepcopy(FULL)
    del at(data, path[:-1])[path[-1]]
    needed = {
        ("plan",), ("domains",), ("plan", "title"), ("plan", "region"), ("plan", "kind"), ("plan", "period"), ("plan", "region", "name"),
        ("plan", "region", "level"), ("plan", "source", "file"),
    }  # fmt: skip
    is_needed = path in needed or (len(path) > 3 and path[-1] in ("id", "stated", "words", "text", "reason"))
    is_needed |= path[0] == "reviewed" and path[-1] in ("text", "reason")
    is_needed |= path[-1] == "name" or path[-3:] == ("jumps", 0, "at")
    assert codes(data) == (["missing-key"] if is_needed else [])


@given(st.data())
@settings(deadline=None)
def test_any_number_of_faults_leaves_a_text_to_read(draw: st.DataObject) -> None:
    data = copy.deepcopy(FULL)
    wrong: st.SearchStrategy[Any] = st.none() | st.text("x甲 ", max_size=3) | st.lists(st.none() | st.text("x"), max_size=2)
    wrong |= st.dictionaries(
        st.sampled_from(["x", "at", "stated", "name", "targets"]), st.none() | st.lists(st.just("y")), max_size=2
    )
    for _ in range(draw.draw(st.integers(1, 6))):
        there = list(paths(data))
        path = draw.draw(st.sampled_from(there or [("x",)]))
        if not there or draw.draw(st.booleans()):
            at(data, path[:-1])[path[-1]] = draw.draw(wrong)
        else:
            del at(data, path[:-1])[path[-1]]
    text, problems = schema.read(marked(data), "x.yaml")
    assert text is not None
    assert len(problems) == len(set(problems))


@pytest.mark.parametrize("data", [[], "text", ["plan"]])
def test_what_is_no_mapping_has_no_text(data: Any) -> None:
    text, (problem,) = schema.read(marked(data), "x.yaml")
    assert text is None
    assert (problem.line, problem.column, problem.code) == (1, 1, "not-a-plan")
    assert problem.message == "the file is no mapping; it needs the keys `plan` and `domains`"


def test_every_needed_key_has_a_stand_in() -> None:
    for shape in shapes():
        for name, field in shape.model_fields.items():
            if field.is_required():
                assert name in schema._STAND_INS, f"{shape.__name__}.{name}"


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ((), ""),
        (("plan", "title"), ""),
        (("domains",), ""),
        (("domains", "elderly"), "elderly"),
        (("domains", "elderly", 0), "elderly › nursing-beds"),
        (("domains", "elderly", 0, "targets", 1, "stated"), "elderly › nursing-beds"),
        (("domains", "elderly", 5), "elderly › entry 6"),
        (("domains", "elderly", "x"), "elderly › x"),
        (("domains", "no such", 0), "no such › entry 1"),
    ],
)
def test_an_entry_is_named_by_its_domain_and_id(path: Path, where: str) -> None:
    assert schema.where(FULL, path) == where
    assert schema.where({"domains": {"elderly": [{"id": ["a"]}]}}, ("domains", "elderly", 0)) == "elderly › entry 1"


# ---- the JSON Schema


def objects(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from objects(inner)


def test_the_json_schema_says_what_the_check_says() -> None:
    written = schema.json_schema(domains())
    assert written["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert written["properties"]["domains"]["propertyNames"] == {"enum": list(domains())}
    assert sorted(written["required"]) == ["domains", "plan"]
    shapes = [node for node in objects(written) if "properties" in node]
    assert len(shapes) == 9
    assert all(node["additionalProperties"] is False for node in shapes)
    assert written["$defs"]["TargetText"]["required"] == ["stated"]
    assert written["$defs"]["RegionText"]["required"] == ["name", "level"]


def test_the_json_schema_has_no_null_and_knows_booleans() -> None:
    written = schema.json_schema(domains())
    assert not [node for node in objects(written) if node.get("type") == "null" or node.get("default", 0) is None]
    target = written["$defs"]["TargetText"]["properties"]
    assert target["milestone"]["enum"] == [True, "true"]
    assert target["comparator"]["enum"] == ["≥", "≤", ">", "<", "=", "≈"]
    assert [choice["type"] for choice in target["at"]["anyOf"]] == ["string", "array"]
    assert target["stated"]["pattern"] == r"\S"


def test_every_key_of_the_json_schema_is_described() -> None:
    plain = {"plan", "region", "source", "targets", "actuals"}
    for node in objects(schema.json_schema(domains())):
        for name, inner in node.get("properties", {}).items():
            assert name in plain or inner.get("description"), name


def test_the_patterns_of_the_json_schema_mean_the_same_elsewhere() -> None:
    """Editors read them as ECMAScript, where a class of digits or letters is ASCII."""
    patterns = {node["pattern"] for node in objects(schema.json_schema([])) if isinstance(node.get("pattern"), str)}
    assert patterns == {r"\S", "^[a-z0-9]+(-[a-z0-9]+)*$", "^[0-9]{6}$"}
    assert all(re.compile(pattern) for pattern in patterns)


def test_the_shipped_files_point_editors_to_the_schema() -> None:
    for path in (data_folder() / "plans").glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")
