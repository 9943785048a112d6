"""What is read of wordings, remembered until the vocabulary or the program says something else.

There are far fewer wordings than indicators, and most of them recur from run to run, while reading one takes longer than
everything else that is done with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Struct, field

from plancmp import coded
from plancmp.readings import Gloss, Wording, gloss, key
from plancmp.store import Store
from plancmp.vocabulary import Vocabulary

FEW = 2_000
"""Wordings that one process has read before it has started others."""
_AT_ONCE = 250


class Glossary(Struct, frozen=True):
    """Reads wordings, all that are asked for at once, and remembers what is read of them."""

    store: Store
    version: str
    """Another one whenever the vocabulary is; the store is another one whenever the program is."""
    vocabulary: Callable[[], Vocabulary]
    _known: dict[Wording, Gloss] = field(default_factory=dict)
    """What this run has asked for."""

    def recall(self, keys: Iterable[bytes]) -> dict[bytes, Gloss]:
        """Return what is remembered of wordings, by their keys."""
        decode = coded.decoder(Gloss)
        with coded.many():
            return {key: decode(piece) for key, piece in self.store.notes(self._part, keys)}

    def __call__(self, wordings: Collection[Wording]) -> dict[Wording, Gloss]:
        """Return what is read of each of *wordings*. What is asked for at once is remembered at once."""
        if unknown := [worded for worded in wordings if worded not in self._known]:
            keys = {key(worded): worded for worded in unknown}
            self._known.update({keys[key]: gloss for key, gloss in self.recall(keys).items()})
            if missing := [worded for worded in keys.values() if worded not in self._known]:
                fresh = dict(self._read(missing))
                self.store.note(self._part, {key(worded): coded.encode(gloss) for worded, gloss in fresh.items()})
                self._known.update(fresh)
        return {worded: self._known[worded] for worded in wordings}

    @property
    def _part(self) -> str:
        return f"gloss {self.version}"

    def _read(self, wordings: Sequence[Wording]) -> Iterator[tuple[Wording, Gloss]]:
        vocabulary = self.vocabulary()
        if len(wordings) <= FEW:
            yield from ((worded, gloss(worded, vocabulary)) for worded in wordings)
            return
        from plancmp import workers

        vocabulary.lexicon()  # here, so that not every process asks for it
        portions = [wordings[n : n + _AT_ONCE] for n in range(0, len(wordings), _AT_ONCE)]
        for some, glosses in workers.each(partial(_read, vocabulary), portions):
            yield from zip(some, glosses, strict=True)


def _read(vocabulary: Vocabulary, wordings: Sequence[Wording]) -> list[Gloss]:
    return [gloss(worded, vocabulary) for worded in wordings]
