"""Figures and dates as the short texts that tables and answers print."""

from __future__ import annotations

from plancmp.model import Actual, Target
from plancmp.numerals import plain

_STATES = {"not-set": "not set", "redacted": "redacted"}


def figure(target: Target | Actual) -> str:
    """A figure as printed, with the unit that its table column gives."""
    read = target.quantity
    if read is None:
        return target.stated
    if read.state in _STATES:
        return f"{_STATES[read.state]} ({target.stated})"
    symbol = read.unit.symbol
    bare = symbol and symbol not in target.stated and target.stated[-1:].isdigit()
    implied = isinstance(target, Target) and target.implied and read.value is not None
    stated = f"{plain(read.value)}{symbol}, implied by {target.stated}" if implied and read.value is not None else target.stated
    return f"{stated} {symbol}" if bare and not implied else stated


def deadline(target: Target) -> str:
    """A deadline as printed; in brackets where only the plan's period gives it."""
    if target.deadline is None:
        return ""
    return target.deadline_stated or f"({target.deadline.iso})"


def dated(target: Target) -> str:
    """A target with its deadline, on one line."""
    due = deadline(target)
    return f"{figure(target)}  {due}" if due else figure(target)


def reached_at(actual: Actual) -> str:
    """An actual with its date, on one line."""
    when = actual.as_of_stated or (f"({actual.as_of.iso})" if actual.as_of else "")
    return f"{figure(actual)}  {when}" if when else figure(actual)


def first_place(figure: Target | Actual) -> str | None:
    """Where the source prints a figure first."""
    return figure.at[0] if figure.at else None
