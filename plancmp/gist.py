"""What questions about thousands of plans ask of each of them: taken out of a plan once, so that it need not be loaded whole.

Each is made of a finished plan by a function here, whether the plan has just been read or what was taken out of it is
remembered; so what is answered does not depend on that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from plancmp.language import LANGS, Lang
from plancmp.model import Indicator, Plan, Target
from plancmp.readings import key, wording
from plancmp.shortly import figure, first_place, reached_at
from plancmp.text import squeeze

Told = str | tuple[str, ...]
"""A text; or where it depends on the language, one for each of :data:`LANGS`."""


class Entry(Struct, frozen=True, array_like=True):
    """What an indicator is called."""

    domain: str
    id: str
    name: str
    """Folded, as :func:`folded` does."""
    name_en: str
    """In lower case, its words apart; empty where it has none."""
    wording: bytes
    """The key of its wording (:func:`plancmp.readings.key`)."""


class Outline(Struct, frozen=True, array_like=True):
    """What a plan is about."""

    plan: Plan
    """Without its indicators."""
    entries: tuple[Entry, ...]
    """Its indicators, in the file's order."""

    @property
    def id(self) -> str:
        """The plan's id."""
        return self.plan.id


class Due(Struct, frozen=True, array_like=True):
    """A target with a deadline, told."""

    months: int | None
    """See :attr:`plancmp.model.Deadline.months`."""
    last: date | None
    """The day after which it is past; of one that begins some day, that day. None for what is due every year."""
    deadline: str
    stated: str | None
    domain: str
    indicator: str
    name: str
    name_en: str | None
    scope: str | None
    target: Told
    actual: Told | None
    at: str | None


class Dues(Struct, frozen=True, array_like=True):
    """The targets of a plan that have a deadline, by their indicators' ids."""

    plan: str
    region: str
    dues: tuple[Due, ...]


class Tally(Struct, frozen=True, array_like=True):
    """How much a plan says, and how checkable it is."""

    plan: str
    region: str
    indicators: int
    targets: int
    actuals: int
    numbers: int
    """Targets with a number; likewise the following."""
    deadlines: int
    natures: int
    baselines: int
    domains: dict[str, int]
    """Domain → its indicators; those without any are absent."""


def outline(plan: Plan) -> Outline:
    """Take out of a plan what it is about."""
    return Outline(
        replace(plan, indicators=()),
        tuple(Entry(i.domain, i.id, folded(i.name), parted(i.name_en or ""), key(wording(plan, i))) for i in plan.indicators),
    )


def folded(text: str) -> str:
    """Return a text as searches compare it with Chinese names."""
    return squeeze(text).casefold()


def parted(text: str) -> str:
    """Return a text as searches compare it with English names."""
    return text.casefold().replace("-", " ")


def dues(plan: Plan) -> Dues:
    """Take out of a plan what is due when."""
    indicators = sorted(plan.indicators, key=lambda i: i.id)
    return Dues(plan.id, plan.region.name, tuple(_due(i, t) for i in indicators for t in i.targets if t.deadline))


def tally(plan: Plan) -> Tally:
    """Count what a plan says."""
    targets = [(i, t) for i in plan.indicators for t in i.targets]
    return Tally(
        plan.id,
        plan.region.name,
        len(plan.indicators),
        len(targets),
        sum(len(i.actuals) for i in plan.indicators),
        sum(t.quantity is not None and t.quantity.value is not None for _, t in targets),
        sum(t.deadline is not None for _, t in targets),
        sum(i.nature is not None for i, _ in targets),
        sum(bool(i.actuals) for i, _ in targets),
        dict(Counter(i.domain for i in plan.indicators)),
    )


def told(text: Told | None, lang: Lang) -> str | None:
    """Return a text in one language."""
    return text if text is None or isinstance(text, str) else text[LANGS.index(lang)]


def _due(indicator: Indicator, target: Target) -> Due:
    due = target.deadline
    assert due is not None
    return Due(
        due.months,
        due.start if due.kind == "from" else due.end,
        due.iso,
        target.deadline_stated,
        indicator.domain,
        indicator.id,
        indicator.name,
        indicator.name_en,
        indicator.scope,
        _in_each(lambda lang: figure(target, lang)),
        _in_each(lambda lang: "; ".join(reached_at(a, lang) for a in indicator.actuals)) or None,
        first_place(target),
    )


def _in_each(text: Callable[[Lang], str]) -> Told:
    texts = tuple(map(text, LANGS))
    return texts if len(set(texts)) > 1 else texts[0]
