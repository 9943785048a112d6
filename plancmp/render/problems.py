"""Problems as lines: for people and editors, and as annotations of a workflow run."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.errors import Problem


def text(found: Sequence[Problem], files: int) -> str:
    """One line per problem, and a last one that counts them."""
    errors = sum(problem.level == "error" for problem in found)
    what = "file" if files == 1 else "files"
    count = f"{files} {what}: {_count(errors, 'error')}, {_count(len(found) - errors, 'warning')}"
    return "".join(f"{problem}\n" for problem in found) + count + "\n"


def github(found: Sequence[Problem]) -> str:
    """One workflow command per problem."""
    return "".join(
        f"::{p.level} file={_escape(p.file, ',:')},line={p.line},col={p.column},title={p.code}::{_escape(_told(p))}\n"
        for p in found
    )


def _told(problem: Problem) -> str:
    return f"{problem.message} [{problem.where}]" if problem.where else problem.message


def _escape(value: str, more: str = "") -> str:
    escaped = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for character in more:
        escaped = escaped.replace(character, f"%{ord(character):02X}")
    return escaped


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
