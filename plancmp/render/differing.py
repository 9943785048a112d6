"""Which characters differ where names in one row are not the same."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

ALIKE = 0.5
"""Names less alike than this (0 to 1) are two texts, not two wordings: nothing is marked."""

Span = tuple[int, int]


def differing(names: Sequence[str]) -> list[list[Span]]:
    """Return for each name the runs of characters that differ: of the first from any other, of the others from the first.

    A run is its start and end. ``["占比", "占总数的比例"]`` gives no run for the first, 总数的 and 例 for the second.
    """
    found: list[set[int]] = [set() for _ in names]
    for number, name in enumerate(names[1:], start=1):
        matcher = SequenceMatcher(None, names[0], name, autojunk=False)
        if matcher.ratio() < ALIKE:
            continue
        for what, start, end, other_start, other_end in matcher.get_opcodes():
            if what != "equal":
                found[0].update(range(start, end))
                found[number].update(range(other_start, other_end))
    return [_runs(places) for places in found]


def _runs(places: set[int]) -> list[Span]:
    """Places as runs without gaps."""
    runs: list[Span] = []
    for place in sorted(places):
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
