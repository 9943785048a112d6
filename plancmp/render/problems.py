"""Problems as lines: for people and editors, and as annotations of a workflow run."""

from __future__ import annotations

from collections.abc import Sequence

from plancmp.errors import Problem
from plancmp.language import Lang, tell, told


def text(found: Sequence[Problem], files: int, lang: Lang = "en") -> str:
    """One line per problem, and a last one that counts them."""
    errors = sum(problem.level == "error" for problem in found)
    warnings = len(found) - errors
    what = tell("{0} file", lang, files) if files == 1 else tell("{0} files", lang, files)
    wrong = tell("{0} error", lang, errors) if errors == 1 else tell("{0} errors", lang, errors)
    odd = tell("{0} warning", lang, warnings) if warnings == 1 else tell("{0} warnings", lang, warnings)
    return "".join(f"{problem.told(lang)}\n" for problem in found) + tell("{0}: {1}, {2}", lang, what, wrong, odd) + "\n"


def github(found: Sequence[Problem], lang: Lang = "en") -> str:
    """One workflow command per problem."""
    return "".join(
        f"::{p.level} file={_escape(p.file, ',:')},line={p.line},col={p.column},title={p.code}::{_escape(_told(p, lang))}\n"
        for p in found
    )


def _told(problem: Problem, lang: Lang) -> str:
    message = told(problem.message, lang)
    return f"{message} [{told(problem.where, lang)}]" if problem.where else message


def _escape(value: str, more: str = "") -> str:
    escaped = value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for character in more:
        escaped = escaped.replace(character, f"%{ord(character):02X}")
    return escaped
