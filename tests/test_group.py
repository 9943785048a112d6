"""Rows of many plans: whatever their number and order, a row holds what every pair of its plans agrees on."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.alignment import MANY, align, align_all
from plancmp.comparison import Comparison, compare
from plancmp.group import bits, group
from plancmp.library import domains, vocabulary
from plancmp.model import Plan
from plancmp.verdicts import Judged, decide
from tests.test_alignment import NAMES, plan

NURSING = "养老机构护理型床位占比"
SAME = "护理型床位占养老机构床位总数的比例"
some = st.lists(st.sampled_from(NAMES), unique=True, max_size=5)


def rows(plans: list[Plan]) -> list[set[tuple[str, str]]]:
    kinds = align_all(plans, vocabulary()).kinds
    return [
        {(plans[p].id, kinds.of[p][kind].name) for kind, holders in one.kinds.items() for p in bits(holders)}
        for one in group(kinds).groups
    ]


def compared(plans: list[Plan]) -> Comparison:
    return compare(plans, align_all(plans, vocabulary()), list(domains()))


@settings(max_examples=25, deadline=None)
@given(st.lists(some, min_size=3, max_size=7), st.randoms(use_true_random=False))
def test_a_row_holds_what_every_pair_of_its_plans_agrees_on(contents: list[list[str]], random: object) -> None:
    plans = [plan(f"甲{n}", *names) for n, names in enumerate(contents)]
    found = rows(plans)
    for a, b in combinations(plans, 2):
        matches = [({i.name for i in m.first}, {i.name for i in m.second}) for m in align(a, b, vocabulary()).matches]
        for row in found:
            first, second = ({name for id, name in row if id == one.id} for one in (a, b))
            assert not (first and second) or any(first <= x and second <= y for x, y in matches)
    assert sorted(member for row in found for member in row) == sorted((p.id, i.name) for p in plans for i in p.indicators)
    shuffled = list(plans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(map(sorted, rows(shuffled))) == sorted(map(sorted, found))


def test_what_a_plan_names_twice_stands_in_one_cell_of_many_plans() -> None:
    # 6 plans say it one way, 6 the other; the one that says both agrees with all, by the one name or the other.
    plans = [plan(f"甲{n}", NURSING if n % 2 else SAME) for n in range(12)]
    both = plan("乙", NURSING, SAME)
    assert sorted(map(len, rows(plans))) == [12]
    assert sorted(map(len, rows([*plans, both]))) == [14]
    found = compared([*plans, both])
    assert found.conflicts == ()
    (row,) = found.rows
    assert {i.name for i in row.cells[12]} == {NURSING, SAME}
    assert (row.relation, row.score) == ("same", 100.0)
    (pair,) = [pair for pair in row.pairs if "乙" in pair.between]
    assert [reason.code for reason in pair.reasons] == ["same-name"]


@settings(max_examples=10, deadline=None)
@given(st.lists(some, min_size=MANY + 1, max_size=MANY + 5), st.randoms(use_true_random=False))
def test_in_a_row_of_many_each_two_plans_agree_by_one_of_their_names(contents: list[list[str]], random: object) -> None:
    plans = [plan(f"甲{n:02}", *names) for n, names in enumerate(contents)]
    kinds = align_all(plans, vocabulary()).kinds
    number = {(p.id, i.name): kind for p, of in zip(plans, kinds.of, strict=True) for kind, i in of.items()}
    found = rows(plans)
    for a, b in combinations(plans, 2):
        matches = [({i.name for i in m.first}, {i.name for i in m.second}) for m in align(a, b, vocabulary()).matches]
        for row in found:
            first, second = ({name for id, name in row if id == one.id} for one in (a, b))
            agreed = [(first & x, second & y) for x, y in matches if first & x and second & y]
            for one, mine, theirs in ((a, first, [x for x, _ in agreed]), (b, second, [y for _, y in agreed])):
                standing = {number[one.id, name] for side in theirs for name in side}
                for name in mine if first and second else ():
                    near = kinds.near(number[one.id, name])
                    assert any(kind == number[one.id, name] or near[kind].relation == "same" for kind in standing if kind in near)
    assert sorted(member for row in found for member in row) == sorted((p.id, i.name) for p in plans for i in p.indicators)
    shuffled = list(plans)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(map(sorted, rows(shuffled))) == sorted(map(sorted, found))


def test_of_few_plans_every_word_counts() -> None:
    plans = [plan("甲", NURSING), plan("乙", SAME), plan("丙", NURSING, SAME)]
    assert sorted(map(len, rows(plans))) == [2, 2]


def test_a_plan_that_has_a_part_beside_the_whole_keeps_them_apart() -> None:
    plans = [plan(f"甲{n}", "公办养老机构护理型床位占比" if n % 2 else NURSING) for n in range(12)]
    assert sorted(map(len, rows(plans))) == [12]
    assert sorted(map(len, rows([*plans, plan("乙", NURSING, "公办养老机构护理型床位占比")]))) == [7, 7]


def test_a_persons_word_stands_in_a_row_of_many() -> None:
    plans = [plan("甲", "城市低保标准"), *(plan(f"乙{n}", "城市低保标准") for n in range(12)), plan("丙", "农村低保标准")]
    reject = Judged(("甲", "i0"), "same", ("乙3", "i0"), accepted=False, file="v.tsv", line=7)
    kinds = align_all(plans, vocabulary(), decide([[reject]])).kinds
    assert all((one.plans & 0b10001) != 0b10001 for one in group(kinds).groups)
    accept = Judged(("甲", "i0"), "close", ("丙", "i0"), file="v.tsv", line=8)
    alone = [plans[0], plans[-1]]
    (row,) = compare(alone, align_all(alone, vocabulary(), decide([[accept]])), list(domains())).rows
    assert (row.relation, len(row.cells.filled)) == ("close", 2)


def test_of_many_plans_differences_are_those_of_one() -> None:
    plans = [plan(f"甲{n:02}", NURSING) for n in range(MANY + 1)]
    (row,) = compared(plans).rows
    assert (row.relation, row.score, len(row.cells)) == ("same", 100.0, MANY + 1)
    assert {pair.between[0] for pair in row.pairs} == {d.between[0] for d in row.differences} == {"甲00"}
    assert len(row.pairs) == MANY
    (row,) = compared(plans[:-1]).rows
    assert len(row.pairs) == MANY * (MANY - 1) // 2


@settings(max_examples=15, deadline=None)
@given(st.lists(some, min_size=3, max_size=5))
def test_a_domain_is_answered_as_all_are(contents: list[list[str]]) -> None:
    plans = [plan(f"甲{n}", *names) for n, names in enumerate(contents)]
    everything = compare(plans, align_all(plans, vocabulary()), list(domains()))
    elderly = compare(plans, align_all(plans, vocabulary()), list(domains()), "elderly")
    assert [tuple(map(tuple, row.cells)) for row in elderly.rows] == [tuple(map(tuple, row.cells)) for row in everything.rows]
    assert compare(plans, align_all(plans, vocabulary()), list(domains()), "marriage").rows == ()
