"""What can go wrong: problems (faults in data, as values) and errors (exceptions with an exit status)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plancmp.language import Lang, sentence, tell, told

_WARNING = sentence("warning")


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
        return self.told("en")

    def told(self, lang: Lang) -> str:
        """Tell it on one line, as editors read it: ``file:line:column: code: message``."""
        place = f" [{self.where}]" if self.where else ""
        mark = "" if self.level == "error" else f"{tell(_WARNING, lang)}: "
        return f"{self.file}:{self.line}:{self.column}: {self.code}: {mark}{told(self.message, lang)}{place}"


class PlancmpError(Exception):
    """Base of every error that is not a bug; the message is for the user."""

    exit_status = 70

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def told(self, lang: Lang) -> str:
        """Tell what went wrong."""
        return str(told(self.message, lang))


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

    def told(self, lang: Lang) -> str:
        """Tell every problem, a line each."""
        return "\n".join(problem.told(lang) for problem in self.problems)


class Unreadable(ValueError):  # noqa: N818 - a verdict on a phrase, not a failure
    """A phrase that no reader understands; becomes a problem once its place is known."""
