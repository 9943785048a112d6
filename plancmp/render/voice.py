"""A language with the short names of the plans at hand: how a page speaks of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from plancmp.language import Lang, tell
from plancmp.model import Indicator, Plan
from plancmp.reasons import Reason, say
from plancmp.render.page import Name

LEVELS = ("national", "province", "prefecture", "county")
"""The levels that a region has, of which some reasons speak."""


class Voice(Struct, frozen=True):
    """A language, and what the plans are called in it."""

    lang: Lang
    labels: Mapping[str, str]
    """Short name of each plan by its id, no two alike."""

    def tell(self, english: str, *facts: object) -> str:
        """Tell a sentence."""
        return tell(english, self.lang, *facts)

    def name(self, chinese: str, english: str | None) -> Name:
        """Name something in this language first, and in the other one after it."""
        if self.lang == "en" and english:
            return Name(english, "en", chinese, "zh")
        return Name(chinese, "zh", english, "en")

    def of(self, indicator: Indicator) -> Name:
        """Name an indicator."""
        return self.name(indicator.name, indicator.name_en)

    def named(self, reason: Reason) -> Reason:
        """Put the plans' short names in place of their ids, and levels of regions in this language."""
        return replace(reason, facts=tuple(self._fact(fact) for fact in reason.facts))

    def _fact(self, fact: str) -> str:
        return self.tell(fact) if fact in LEVELS else self.labels.get(fact, fact)

    def reason(self, reason: Reason) -> str:
        """Tell a reason, plans by their short names."""
        return say(self.named(reason), self.lang)

    def reasons(self, reasons: Iterable[Reason]) -> str:
        """Tell several reasons as one line."""
        return self.tell("; ").join(map(self.reason, reasons))

    def plans(self, plans: Iterable[Plan]) -> str:
        """List plans by their short names."""
        return self.tell(", ").join(self.labels[plan.id] for plan in plans)

    def two(self, between: tuple[str, str]) -> str:
        """Name two plans, the second held against the first."""
        return self.tell("{0} against {1}", self.labels[between[1]], self.labels[between[0]])


def labels(plans: Sequence[Plan], lang: Lang) -> dict[str, str]:
    """Short names of plans by their ids: the region, with the period and then the id where that is needed to tell two apart."""
    short = {plan.id: (plan.region.name_en if lang == "en" else None) or plan.region.name for plan in plans}
    more: tuple[Callable[[Plan], str], ...] = (lambda plan: str(plan.period), lambda plan: plan.id)
    for one in more:
        often = Counter(short.values())
        short = {plan.id: f"{short[plan.id]} {one(plan)}" if often[short[plan.id]] > 1 else short[plan.id] for plan in plans}
    return short
