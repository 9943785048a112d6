"""Plain command lines, read without the library that reads all others.

Most runs ask a well-formed question. The library that tells what is wrong with the other ones, writes the help and installs
completion takes longer to import than most answers take to find. So this room reads what leaves no doubt, by the same
declarations, and leaves the rest to it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from plancmp.cli.commands import COMMANDS, everywhere, parameters
from plancmp.cli.declared import REQUIRED, Parameter, declared

_EXPANDED = frozenset("*?[~$%")
"""What the library expands on Windows, where no shell does."""


class Doubt(Exception):  # noqa: N818 - no error: the library reads it
    """The line is not plain."""


def read(arguments: Sequence[str]) -> tuple[str, dict[str, Any]] | None:
    """Return the command of a plain line and a value for each of its parameters; None for any other line."""
    if not all(arguments) or (os.name == "nt" and not _EXPANDED.isdisjoint("".join(arguments))):
        return None
    rest = iter(arguments)
    try:
        before = _options(rest, list(declared(everywhere)), stop=True)
        name = before.places[0] if before.places else ""
        if name not in COMMANDS:
            return None
        taken = parameters(COMMANDS[name])
        return name, _options(rest, taken, stop=False).values(taken)
    except Doubt:
        return None


class _Line:
    """What stands on a part of the line."""

    def __init__(self) -> None:
        self.places: list[str] = []
        self.given: dict[str, list[Any]] = {}

    def values(self, taken: Sequence[Parameter]) -> dict[str, Any]:
        """A value for each parameter."""
        places = iter(self.places)
        for parameter in taken:
            if not parameter.mark.words:
                words = list(places) if parameter.many else [word for _, word in zip(range(1), places, strict=False)]
                if words:
                    self.given[parameter.name] = [_value(parameter, word) for word in words]
        if next(places, None) is not None:
            raise Doubt
        return {parameter.name: self._value(parameter) for parameter in taken}

    def _value(self, parameter: Parameter) -> Any:
        found = self.given.get(parameter.name)
        if found is None:
            if parameter.default is REQUIRED:
                raise Doubt
            return parameter.default
        return found if parameter.many else found[-1]


def _options(rest: Iterator[str], taken: Sequence[Parameter], *, stop: bool) -> _Line:
    """Read words until there are none, or *stop* at the first one that is no option."""
    line = _Line()
    called = {word: p for p in taken for words in p.mark.words for word in words.split("/")}
    for word in rest:
        if not word.startswith("-"):
            line.places.append(word)
            if stop:
                break
            continue
        name, equals, value = word.partition("=")
        parameter = called.get(name)
        if parameter is None or (equals and not (name.startswith("--") and value)) or (equals and parameter.kind is bool):
            raise Doubt
        if parameter.kind is bool:
            found: Any = not any(words.endswith(f"/{name}") for words in parameter.mark.words)
        else:
            found = _value(parameter, value or next(rest, "-"))
        line.given.setdefault(parameter.name, []).append(found)
    return line


def _value(parameter: Parameter, text: str) -> Any:
    """The value that a word stands for."""
    if text.startswith("-"):
        raise Doubt  # an option, a negative number, or standard input
    if parameter.kind is str:
        return text
    if parameter.kind is Path:
        return Path(text)
    if parameter.kind is int:
        if not (text.isascii() and text.isdecimal()) or len(text) > len(str(int(text))):
            raise Doubt
        return int(text)
    assert issubclass(parameter.kind, Enum)
    if text not in [member.value for member in parameter.kind]:
        raise Doubt
    return parameter.kind(text)
