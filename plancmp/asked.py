"""The plans that a question is about, and no more of them loaded than it asks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plancmp import gist
from plancmp.gist import Dues, Outline, Tally
from plancmp.library import Library, glosses, vocabulary
from plancmp.model import Plan
from plancmp.readings import Gloss, key, wording
from plancmp.verdicts import Verdicts


class Asked(Struct, frozen=True):
    """Plans named one by one, or all of a library."""

    library: Library
    named: tuple[Plan, ...] | None = None
    """None for all."""

    @classmethod
    def of(cls, library: Library, names: Iterable[str] | None) -> Asked:
        """Ask the plans that *names* mean, each once, or all of them if there are none. Raises as :meth:`Library.find` does."""
        return cls(library, tuple({plan.id: plan for plan in map(library.find, names)}.values()) if names else None)

    def plans(self, ids: Collection[str] | None = None) -> tuple[Plan, ...]:
        """Load all of the plans, or those with some ids."""
        if self.named is None:
            return self.library.plans(ids)
        return tuple(plan for plan in self.named if ids is None or plan.id in ids)

    def outlines(self) -> tuple[Outline, ...]:
        """What the plans are about."""
        return self.library.gists(Outline) if self.named is None else tuple(map(gist.outline, self.named))

    def dues(self) -> tuple[Dues, ...]:
        """What is due when."""
        return self.library.gists(Dues) if self.named is None else tuple(map(gist.dues, self.named))

    def tallies(self) -> tuple[Tally, ...]:
        """How much they say."""
        return self.library.gists(Tally) if self.named is None else tuple(map(gist.tally, self.named))

    def glosses(self, outlines: Sequence[Outline]) -> dict[bytes, Gloss]:
        """What is read of the wordings in the plans, by their keys; those of a file that has vanished meanwhile are absent."""
        keys = {entry.wording for outline in outlines for entry in outline.entries}
        found = glosses().recall(keys)
        if missing := keys - found.keys():
            plans = self.plans({outline.id for outline in outlines if any(entry.wording in missing for entry in outline.entries)})
            wordings = {key(worded): worded for plan in plans for worded in (wording(plan, i) for i in plan.indicators)}
            read = glosses()({wordings[worded] for worded in missing & wordings.keys()})
            found |= {key(worded): gloss for worded, gloss in read.items()}
        return found

    def near(self, outlines: Sequence[Outline], wanted: Callable[[Outline], Iterable[int]], verdicts: Verdicts) -> tuple[Plan, ...]:
        """The plans with those of their indicators only that may share a row, even by way of others, with those *wanted*.

        Which these are is told by their places. Who stands with whom is the same as among all indicators.
        """
        from plancmp.kin import reach

        read = self.glosses(outlines)
        outlines = [outline for outline in outlines if all(entry.wording in read for entry in outline.entries)]
        found = reach(outlines, wanted, read, vocabulary(), verdicts)
        if self.named is None:
            loaded = self.library.indicators({id: places for id, places in found.items() if places})
        else:
            loaded = {plan.id: tuple(plan.indicators[n] for n in found[plan.id]) for plan in self.named}
        # A file that has vanished meanwhile is left out, as one that was not there before.
        return tuple(
            replace(outline.plan, indicators=loaded.get(outline.id, ()))
            for outline in outlines
            if outline.id in loaded or not found[outline.id]
        )

    def of_domain(self, domain: str | None, verdicts: Verdicts) -> tuple[Plan, ...]:
        """The plans; very many of them with what has a bearing on one *domain* only, unless that is None."""
        from plancmp.alignment import MANY

        if domain is None or self.named is not None or len(self.library.files) <= MANY:
            return self.plans()
        return self.near(
            self.outlines(), lambda plan: (n for n, entry in enumerate(plan.entries) if entry.domain == domain), verdicts
        )
