"""Figures and dates as the short texts that tables and answers print."""

from __future__ import annotations

from plancmp.language import Lang, sentence, tell
from plancmp.model import Actual, Target
from plancmp.numerals import plain

_STATES = {"not-set": sentence("not set ({0})"), "redacted": sentence("redacted ({0})")}


def figure(target: Target | Actual, lang: Lang = "en") -> str:
    """A figure as printed, with the unit that its table column gives."""
    read = target.quantity
    if read is None:
        return target.stated
    if read.state in _STATES:
        return tell(_STATES[read.state], lang, target.stated)
    symbol = read.unit.symbol
    if isinstance(target, Target) and target.implied and read.value is not None:
        return tell("{0}, implied by {1}", lang, f"{plain(read.value)}{symbol}", target.stated)
    bare = symbol and symbol not in target.stated and target.stated[-1:].isdigit()
    return f"{target.stated} {symbol}" if bare else target.stated


def deadline(target: Target) -> str:
    """A deadline as printed; in brackets where only the plan's period gives it."""
    if target.deadline is None:
        return ""
    return target.deadline_stated or f"({target.deadline.iso})"


def _per(target: Target) -> str:
    """How many persons or things a target's figure is per, as a note behind it: (/1000) where the name says 每千名."""
    many = target.quantity and target.quantity.unit.each
    return f" (/{many})" if many else ""


def dated(target: Target, lang: Lang = "en", *, counted: bool = False) -> str:
    """A target with its deadline, on one line; *counted*, with how many persons or things it is per."""
    text = figure(target, lang) + (_per(target) if counted else "")
    due = deadline(target)
    return f"{text}  {due}" if due else text


def reached_at(actual: Actual, lang: Lang = "en") -> str:
    """An actual with its date, on one line."""
    when = actual.as_of_stated or (f"({actual.as_of.iso})" if actual.as_of else "")
    return f"{figure(actual, lang)}  {when}" if when else figure(actual, lang)


def first_place(figure: Target | Actual) -> str | None:
    """Where the source prints a figure first."""
    return figure.at[0] if figure.at else None
