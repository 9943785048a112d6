"""One-to-one assignment of the greatest total weight, independent of the order things are given in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

Edge = tuple[int, int]


def assign(weights: Mapping[Edge, int]) -> frozenset[Edge]:
    """Choose edges (row, column) so that each row and column is used at most once and the sum of weights is greatest.

    *weights* holds the allowed edges, all positive. Edges fall apart into groups that share no row or column; each
    group is solved exactly (Kuhn and Munkres with potentials; its time grows as rows² × (rows + columns)). Of equally good
    choices the one wins whose rows and columns, counted within their group, lie least far apart in sum, so callers number
    things by a stated order. What ties even then falls the same way every time, but not the same way when transposed.
    """
    chosen: set[Edge] = set()
    for rows, columns in _groups(weights):
        chosen |= _solve(rows, columns, weights)
    return frozenset(chosen)


def _groups(weights: Mapping[Edge, int]) -> list[tuple[list[int], list[int]]]:
    of_row: dict[int, list[int]] = defaultdict(list)
    of_column: dict[int, list[int]] = defaultdict(list)
    for row, column in sorted(weights):
        of_row[row].append(column)
        of_column[column].append(row)
    seen: set[int] = set()
    groups = []
    for start in sorted(of_row):
        if start in seen:
            continue
        seen.add(start)
        rows, columns, left = [start], set[int](), [start]
        while left:
            for column in of_row[left.pop()]:
                if column not in columns:
                    columns.add(column)
                    fresh = [r for r in of_column[column] if r not in seen]
                    seen.update(fresh)
                    rows += fresh
                    left += fresh
        groups.append((sorted(rows), sorted(columns)))
    return groups


def _solve(rows: Sequence[int], columns: Sequence[int], weights: Mapping[Edge, int]) -> set[Edge]:
    """The assignment problem on costs = greatest weight - weight, with a column of its own for each row left out."""
    n = len(rows)
    most = max(weights.values()) + 1
    scale = 1 + n * (len(columns) + n)

    def cost(i: int, j: int) -> int:
        if j >= len(columns):
            return most * scale + (0 if j - len(columns) == i else 1)
        weight = weights.get((rows[i], columns[j]), 0)
        # Below one unit of weight, nearer places in the stated order are cheaper: ties fall the same way every time.
        return (most - weight) * scale + abs(i - j) if weight else 2 * most * scale

    m = len(columns) + n
    u, v = [0] * (n + 1), [0] * (m + 1)
    match = [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        used, free = [0], list(range(1, m + 1))
        least, way = dict[int, int](), dict[int, int]()
        while match[j0]:
            i0 = match[j0]
            for j in free:
                here = cost(i0 - 1, j - 1) - u[i0] - v[j]
                if j not in least or here < least[j]:
                    least[j], way[j] = here, j0
            j0 = min(free, key=least.__getitem__)
            delta = least[j0]
            for j in used:
                u[match[j]] += delta
                v[j] -= delta
            for j in free:
                least[j] -= delta
            free.remove(j0)
            used.append(j0)
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    return {
        (rows[match[j] - 1], columns[j - 1])
        for j in range(1, len(columns) + 1)
        if match[j] and (rows[match[j] - 1], columns[j - 1]) in weights
    }
