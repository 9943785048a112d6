"""Plans aligned and compared as a command asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from plancmp.alignment import align_all
from plancmp.cli.options import verdicts_in_force
from plancmp.comparison import Comparison, compare
from plancmp.language import Lang
from plancmp.library import directions, domains, glosses, vocabulary
from plancmp.model import Indicator, Plan


def compared(
    plans: Sequence[Plan],
    verdicts: Path | None,
    lang: Lang,
    domain: str | None = None,
    against: int | None = None,
    near: Indicator | None = None,
) -> Comparison:
    """Compare plans, what a person decided counting first: as :func:`plancmp.comparison.compare`, with the shipped data."""
    aligned = align_all(plans, vocabulary(), verdicts_in_force(verdicts, lang), glosses())
    return compare(plans, aligned, list(domains()), domain, against, directions(), near)
