"""The Python interface: what the commands do, as functions.

>>> from plancmp import compare, load, records
>>> jilin, nanning = load("jilin"), load("nanning")
>>> found = compare(jilin, nanning, domain="elderly")
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plancmp import alignment, comparison, library
from plancmp.alignment import Alignment
from plancmp.comparison import Comparison
from plancmp.errors import UsageError
from plancmp.exporting import Record
from plancmp.exporting import records as _records
from plancmp.language import Said
from plancmp.library import Library
from plancmp.model import Plan
from plancmp.verdicts import Verdicts


def plans(folders: Iterable[str | Path] = ()) -> tuple[Plan, ...]:
    """Return every plan at hand: the shipped ones, those in ``./data/plans``, and those in *folders*.

    Raises :class:`plancmp.errors.FileError` for a folder that cannot be listed.
    """
    return Library.open(map(Path, folders)).plans()


def load(name: str | Path, folders: Iterable[str | Path] = ()) -> Plan:
    """Return the plan that *name* means: an id, a Chinese or English name, an alias, a GB/T 2260 code, or a file's path.

    Raises :class:`plancmp.errors.UsageError` when no plan or several answer to it, :class:`plancmp.errors.DataError` with
    every problem when its file is at fault, :class:`plancmp.errors.FileError` when the file cannot be read.
    """
    return Library.open(map(Path, folders)).find(str(name))


def align(first: Plan, second: Plan, verdicts: Verdicts | None = None) -> Alignment:
    """Align two plans: their matches, what only one has, candidates, and near-misses with the reason.

    *verdicts* are a person's; without them the shipped ones hold.
    """
    return alignment.align(first, second, library.vocabulary(), _in_force(verdicts))


def compare(*plans: Plan, domain: str | None = None, against: Plan | None = None, verdicts: Verdicts | None = None) -> Comparison:
    """Compare two plans or more, or what they have on one *domain*; with *against*, differences from that plan only.

    *verdicts* are a person's; without them the shipped ones hold. Raises :class:`plancmp.errors.UsageError` for fewer than
    two plans, a plan given twice, or an unknown domain.
    """
    ids = [plan.id for plan in plans]
    if len(plans) < 2 or len(set(ids)) < len(ids):
        raise UsageError(Said("compare takes two different plans or more"))
    if against is not None and against.id not in ids:
        raise UsageError(Said("{0} is not among the plans compared", against.id))
    return comparison.compare(
        plans,
        alignment.align_all(plans, library.vocabulary(), _in_force(verdicts), library.glosses()),
        list(library.domains()),
        library.find_domain(domain).slug if domain else None,
        ids.index(against.id) if against else None,
        library.directions(),
    )


def records(*plans: Plan, domain: str | None = None) -> list[Record]:
    """Return one flat record per figure: the fields of ``plancmp export``, ready for a data frame."""
    only = library.find_domain(domain).slug if domain else None
    return [record for plan in plans for record in _records(plan, only)]


def _in_force(verdicts: Verdicts | None) -> Verdicts:
    return library.verdicts_of() if verdicts is None else verdicts
