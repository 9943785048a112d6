"""What can go wrong: problems (faults in data, as values) and errors (exceptions with an exit status)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from plancmp.language import Lang, Said, sentence, tell, told

_WARNING = sentence("warning")
_CAUSES = {
    cause: cause
    for cause in (
        sentence("No such file or directory"), sentence("Permission denied"), sentence("Is a directory"),
        sentence("Not a directory"), sentence("File exists"), sentence("No space left on device"), sentence("File name too long"),
        sentence("Read-only file system"), sentence("Too many levels of symbolic links"),
    )
}  # fmt: skip
"""What systems say of files, as far as it is known in Chinese."""


class Problem(Struct, frozen=True, order=True):
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
        place = f" [{told(self.where, lang)}]" if self.where else ""
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
        return told(self.message, lang)


class UsageError(PlancmpError):
    """Wrong usage, or a name that no plan, domain or indicator answers to."""

    exit_status = 2


class FileError(PlancmpError):
    """A file or folder could not be read or written."""

    exit_status = 3

    def __init__(self, file: object, what: str) -> None:
        super().__init__(Said("{0}: {1}", file, what))
        self.file, self.what = file, what

    def __reduce__(self) -> tuple[type[FileError], tuple[object, str]]:
        return FileError, (self.file, self.what)


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


def cause(error: OSError) -> str:
    """Return why a file could not be had, in the system's words; to be told in Chinese where those are known."""
    said = error.strerror or str(error)
    return Said(_CAUSES[said]) if said in _CAUSES else said


def complaint(error: Exception) -> str:
    """Return what a reader said of a phrase, so that it can still be told in either language."""
    return error.args[0] if isinstance(error, Unreadable) else str(error)
