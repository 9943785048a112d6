"""Choosing and ordering the rows of a comparison."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from plancmp.differences import NOT_COMPARABLE, Difference

if TYPE_CHECKING:
    from plancmp.comparison import Comparison, Row

ALIKE = ("equal", "same")


class Sort(StrEnum):
    """What rows are ordered by; ties keep the order of the files."""

    FILE = "file"
    NAME = "name"
    DEADLINE = "deadline"
    DIFFERENCE = "difference"


def select(
    found: Comparison,
    *,
    differing: bool = False,
    common: bool = False,
    missing: bool = False,
    nature: str | None = None,
    by: int | None = None,
    sort: Sort = Sort.FILE,
) -> Comparison:
    """Keep the rows that answer the question.

    *differing*: some figure, deadline or nature differs; *common*: every plan has it; *missing*: some plan lacks what
    another has; *nature*: some plan prints it so; *by*: a target of the row is due in or before that year.
    """
    tests: list[Callable[[Row], bool]] = []
    if differing:
        tests.append(differs)
    if common:
        tests.append(lambda row: row.relation != "candidate" and len(row.cells.filled) == len(row.cells))
    if missing:
        tests.append(lambda row: row.relation != "candidate" and len(row.cells.filled) < len(row.cells))
    if nature:
        tests.append(lambda row: any(i.nature == nature for i in row.indicators()))
    if by:
        tests.append(lambda row: (due := _due(row)) is not None and due <= by * 12 + 12)
    rows = tuple(row for row in found.rows if all(test(row) for test in tests))
    return replace(found, rows=tuple(sorted(rows, key=_ORDERS[sort])) if sort is not Sort.FILE else rows)


def differs(row: Row) -> bool:
    """Tell whether a comparable aspect of a row differs."""
    return any(d.state not in (*ALIKE, NOT_COMPARABLE) for d in row.differences)


def _due(row: Row) -> int | None:
    months = [t.deadline.months for i in row.indicators() for t in i.targets if t.deadline and t.deadline.months]
    return min(months, default=None)


def _size(row: Row) -> float:
    """The greatest difference of a target, in percentage points or relative to the first figure."""
    return max((abs(float(d.delta)) for d in row.differences if _is_target(d) and d.delta is not None), default=-1.0)


def _is_target(difference: Difference) -> bool:
    return difference.aspect == "target" and difference.state != NOT_COMPARABLE


_ORDERS: dict[Sort, Callable[[Row], tuple[float | str, ...]]] = {
    Sort.NAME: lambda row: (next(i.name for i in row.indicators()),),
    Sort.DEADLINE: lambda row: (_due(row) or 10**9,),
    Sort.DIFFERENCE: lambda row: (-_size(row),),
}
