"""A person's word: SSSOM files read and written, put in force, contradictions found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plancmp.verdicts import COLUMNS, Judged, decide, key, mirrored, read, write

A, B, C = ("jilin", "beds"), ("nanning", "beds"), ("guichi", "beds")


def said(
    subject: tuple[str, str], object: tuple[str, str], *, accepted: bool = True, relation: str = "same", line: int = 1
) -> Judged:
    return Judged(subject, relation, object, accepted, file="v.tsv", line=line)


def test_what_is_written_is_read() -> None:
    mapping = Judged(A, "narrower", B, False, "床位", "床\t位", comment='say "so"\nand so', date="2026-11-21", confidence="1.00")
    text = write([mapping])
    assert text.startswith("#curie_map:\n")
    assert "#mapping_set_id: " in text
    (again,), problems = read(text, "v.tsv")
    assert problems == ()
    assert (again.subject, again.relation, again.object, again.accepted) == (A, "narrower", B, False)
    assert "skos:broadMatch\tNot\tnanning:beds" in text  # the object is the broader one


def test_problems_name_the_line() -> None:
    head = "\t".join(COLUMNS)
    lines = [
        "jilin:beds\t\tskos:exactMatch\t\tnanning:beds\t\tsemapv:ManualMappingCuration\t\t\t",
        "jilin\t\tskos:exactMatch\t\tnanning:beds\t\tx\t\t\t",
        "jilin:beds\t\towl:sameAs\t\tnanning:beds\t\tx\t\t\t",
        "jilin:beds\t\tskos:exactMatch\tMaybe\tnanning:beds\t\tx\t\t\t",
    ]
    mappings, problems = read("# a comment\n" + head + "\n" + "\n".join(lines), "v.tsv")
    assert len(mappings) == 1
    assert [(p.line, p.code) for p in problems] == [(4, "sssom-id"), (5, "sssom-predicate"), (6, "sssom-modifier")]
    assert read("a\tb\n", "v.tsv")[1][0].code == "sssom-columns"
    assert read("", "v.tsv") == ((), ())


def test_a_later_file_outranks_an_earlier_one() -> None:
    verdicts = decide([[said(A, B)], [said(B, A, accepted=False)]])
    found = verdicts.on(A, B)
    assert found is not None
    assert not found.accepted
    assert verdicts.problems == ()
    assert verdicts.on(A, C) is None


def test_a_pair_accepted_and_rejected_in_one_file() -> None:
    (problem,) = decide([[said(A, B, line=3), said(B, A, accepted=False, line=9)]]).problems
    assert (problem.line, problem.code) == (9, "verdict-conflict")
    assert "line 3 accepted" in problem.message


def test_three_that_cannot_all_be_true() -> None:
    (problem,) = decide([[said(A, B, line=3), said(B, C, line=4), said(A, C, accepted=False, line=5)]]).problems
    assert problem.line == 5
    assert "v.tsv:3" in problem.message
    assert "v.tsv:4" in problem.message


def test_a_word_said_the_other_way_round() -> None:
    turned = mirrored(said(A, B, relation="broader"))
    assert (turned.subject, turned.relation, turned.object) == (B, "narrower", A)
    verdicts = decide([[said(A, B, relation="broader")]])
    assert (verdicts.on(B, A) or pytest.fail()).relation == "narrower"


@pytest.mark.parametrize(
    ("text", "expected"), [("jilin:beds", A), (" jilin:beds ", A), ("jilin", None), (":beds", None), ("a:b:c", None)]
)
def test_keys(text: str, expected: tuple[str, str] | None) -> None:
    assert key(text) == expected


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.booleans(), st.text(max_size=8)), max_size=6))
def test_every_mapping_comes_back(entries: list[tuple[str, str, bool, str]]) -> None:
    mappings = [Judged(("甲", a), "close", ("乙", b), ok, comment=note) for a, b, ok, note in entries]
    again, problems = read(write(mappings), "v.tsv")
    assert problems == ()
    assert [(m.subject, m.object, m.accepted) for m in again] == [(m.subject, m.object, m.accepted) for m in mappings]
