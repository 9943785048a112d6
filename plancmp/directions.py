"""Which way a figure is more ambitious: by its comparator, or by what the field knows (data/directions.yaml)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from plancmp.model import Indicator
from plancmp.vocabulary import Meaning, Vocabulary

HIGHER, LOWER = "higher", "lower"
_BY_COMPARATOR = {"≥": HIGHER, ">": HIGHER, "≤": LOWER, "<": LOWER}


class Directions(Struct, frozen=True):
    """What the field knows of directions."""

    read: Callable[[str], Meaning]
    """Tells what a name says."""
    known: Mapping[str, frozenset[tuple[str, str]]]
    """``higher`` and ``lower`` → facet values for which that is more."""

    @classmethod
    def from_data(
        cls,
        data: Mapping[str, Mapping[str, Sequence[str]]],
        vocabulary: Vocabulary,
        read: Callable[[str], Meaning] | None = None,
    ) -> Directions:
        """Build it from the plain contents of ``directions.yaml``. Raises ``KeyError`` for a value the vocabulary does not have.

        *read* may tell faster than the vocabulary what a name says.
        """
        known = {way: frozenset((facet, id) for facet, ids in said.items() for id in ids) for way, said in data.items()}
        for pairs in known.values():
            for pair in pairs:
                vocabulary.value(*pair)
        return cls(read or vocabulary.read, known)

    def of(self, indicators: Iterable[Indicator]) -> str | None:
        """Return ``higher`` or ``lower`` if every indicator that says anything says so, else None."""
        found = {way for indicator in indicators for way in self._ways(indicator)}
        return found.pop() if len(found) == 1 else None

    def _ways(self, indicator: Indicator) -> set[str]:
        figures = [t.quantity for t in indicator.targets if t.quantity is not None]
        ways = {_BY_COMPARATOR[q.comparator] for q in figures if q.comparator in _BY_COMPARATOR}
        if ways:
            return ways
        said = {(facet, id) for facet, ids in self.read(indicator.name).facets.items() for id in ids}
        return {way for way, pairs in self.known.items() if said & pairs}
