"""Assignment: the greatest total weight, whatever order the edges come in."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp.assign import Edge, assign

Weights = dict[Edge, int]

INSTANCES: list[tuple[str, Weights, set[Edge]]] = [
    ("nothing", {}, set()),
    ("one edge", {(3, 5): 1}, {(3, 5)}),
    # The greedy choice, 10 first, would leave 1 beside it; 9 + 9 is better.
    ("not greedy", {(0, 0): 10, (0, 1): 9, (1, 0): 9, (1, 1): 1}, {(0, 1), (1, 0)}),
    ("one is better than two", {(0, 0): 10, (0, 1): 4, (1, 0): 5}, {(0, 0)}),
    ("two are better than one", {(0, 0): 8, (0, 1): 4, (1, 0): 5}, {(0, 1), (1, 0)}),
    ("more rows than columns", {(0, 0): 1, (1, 0): 3, (2, 0): 2}, {(1, 0)}),
    ("more columns than rows", {(0, 0): 1, (0, 1): 3, (0, 2): 2}, {(0, 1)}),
    ("groups do not disturb each other", {(0, 7): 5, (1, 7): 6, (2, 3): 1, (4, 0): 2}, {(1, 7), (2, 3), (4, 0)}),
    ("ties fall to what stands nearest in order", {(i, j): 1 for i in range(3) for j in range(3)}, {(0, 0), (1, 1), (2, 2)}),
    ("a tie for one column falls to the lower row", {(4, 2): 7, (6, 2): 7}, {(4, 2)}),
]

EDGES = st.tuples(st.integers(0, 4), st.integers(0, 4))
WEIGHTS = st.dictionaries(EDGES, st.integers(1, 6), max_size=9)


def is_matching(edges: frozenset[Edge] | tuple[Edge, ...]) -> bool:
    return len({i for i, _ in edges}) == len({j for _, j in edges}) == len(edges)


def matchings(weights: Weights) -> list[tuple[Edge, ...]]:
    """Every way to choose edges that share no row or column."""
    return [edges for n in range(len(weights) + 1) for edges in combinations(weights, n) if is_matching(edges)]


def total(edges: frozenset[Edge] | tuple[Edge, ...], weights: Weights) -> int:
    return sum(weights[edge] for edge in edges)


def transposed(weights: Weights) -> Weights:
    return {(j, i): weight for (i, j), weight in weights.items()}


@pytest.mark.parametrize(("weights", "expected"), [instance[1:] for instance in INSTANCES], ids=[name for name, *_ in INSTANCES])
def test_assign(weights: Weights, expected: set[Edge]) -> None:
    assert assign(weights) == expected


@settings(deadline=None)
@given(WEIGHTS)
def test_no_other_choice_weighs_more(weights: Weights) -> None:
    chosen = assign(weights)
    assert chosen <= weights.keys()
    assert is_matching(chosen)
    assert total(chosen, weights) == max(total(edges, weights) for edges in matchings(weights))


@given(st.dictionaries(EDGES, st.integers(1, 3), max_size=15), st.randoms(use_true_random=False))
def test_order_of_the_edges_does_not_matter(weights: Weights, random: Random) -> None:
    edges = list(weights.items())
    random.shuffle(edges)
    assert assign(dict(edges)) == assign(weights)


@settings(deadline=None)
@given(WEIGHTS)
def test_transposing_mirrors(weights: Weights) -> None:
    """The total always; the choice too, where it is the only best one."""
    mirrored = frozenset((j, i) for i, j in assign(transposed(weights)))
    best = max(total(edges, weights) for edges in matchings(weights))
    assert total(mirrored, weights) == best
    if sum(total(edges, weights) == best for edges in matchings(weights)) == 1:
        assert mirrored == assign(weights)


@settings(deadline=None)
@given(st.integers(1, 40))
def test_a_dense_tie_is_the_diagonal(n: int) -> None:
    assert assign({(i, j): 1 for i in range(n) for j in range(n)}) == {(i, i) for i in range(n)}


@given(WEIGHTS, st.integers(1, 10**12))
def test_scaling_the_weights_changes_nothing(weights: Weights, by: int) -> None:
    assert assign({edge: weight * by for edge, weight in weights.items()}) == assign(weights)
