"""Plans aligned and compared as a command asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.alignment import MANY, align_all
from plancmp.comparison import Comparison, compare
from plancmp.library import directions, domains, glosses, vocabulary
from plancmp.model import Indicator, Plan
from plancmp.readings import bare
from plancmp.verdicts import Verdicts


def compared(
    plans: Sequence[Plan],
    verdicts: Verdicts,
    domain: str | None = None,
    against: int | None = None,
    near: Indicator | None = None,
    *,
    candidates: bool = False,
) -> Comparison:
    """Compare plans, what a person decided counting first: as :func:`plancmp.comparison.compare`, with the shipped data."""
    if len(plans) > MANY:  # which way figures are better is asked of one name after the other
        glosses()({bare(indicator.name) for plan in plans for indicator in plan.indicators})
    aligned = align_all(plans, vocabulary(), verdicts, glosses())
    return compare(plans, aligned, list(domains()), domain, against, directions(), near, candidates=candidates)
