"""What can go wrong: problems (faults in data, as values) and errors (exceptions with an exit status)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault in a data file, at the place where a curator has to look."""

    file: str
    """The file as the user named it."""
    line: int
    """Line, counted from 1."""
    column: int
    """Column in characters, counted from 1."""
    code: str
    """Name of the rule that was broken, in kebab case."""
    message: str
    """What was found and what is allowed."""
    where: str = ""
    """The entry it belongs to, as ``domain › indicator``; empty outside entries."""
    level: str = "error"
    """``error`` (the file cannot be used) or ``warning`` (it can)."""

    def __str__(self) -> str:
        place = f" [{self.where}]" if self.where else ""
        mark = "" if self.level == "error" else f"{self.level}: "
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {mark}{self.message}{place}"


class PlancmpError(Exception):
    """Base of every error that is not a bug; the message is for the user."""

    exit_status = 70


class UsageError(PlancmpError):
    """Wrong usage, or a name that no plan, domain or indicator answers to."""

    exit_status = 2


class FileError(PlancmpError):
    """A file or folder could not be read or written."""

    exit_status = 3


class DataError(PlancmpError):
    """A file was read, and its contents have problems."""

    exit_status = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class Unreadable(ValueError):  # noqa: N818 - a verdict on a phrase, not a failure
    """A phrase that no reader understands; becomes a problem once its place is known."""
