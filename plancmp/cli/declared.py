"""What a command takes, as the signature of its function declares it: the one place where an option stands.

The application (help, mistakes, completion) and the reader of plain command lines are both made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Struct

REQUIRED = ...
"""The default of what has to be given."""


class Argument:
    """Marks a parameter that stands on the command line by its place."""

    words: tuple[str, ...] = ()

    def __init__(self, *, help: str, metavar: str | None = None) -> None:
        self.help = help
        self.metavar = metavar


class Option(Argument):
    """Marks a parameter that stands on the command line behind one of these words, or as ``--this/--no-this``."""

    def __init__(self, *words: str, help: str, metavar: str | None = None) -> None:
        super().__init__(help=help, metavar=metavar)
        self.words = words


class Parameter(Struct, frozen=True):
    """What a command takes."""

    name: str
    kind: type
    """The type of one value: ``str``, ``int``, ``bool``, ``Path`` or an enumeration."""
    many: bool
    """Whether it may be given several times."""
    annotation: Any
    """The type as the function has it."""
    mark: Argument
    default: Any


def declared(function: Callable[..., object]) -> Iterator[Parameter]:
    """Yield what a function takes from the command line: its parameters but for those by keyword only."""
    hints = get_type_hints(function, include_extras=True)
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount]
    for name, default in zip(names, (*[REQUIRED] * (len(names) - len(defaults)), *defaults), strict=True):
        assert get_origin(hints[name]) is Annotated
        annotation, mark = get_args(hints[name])
        yield Parameter(name, *_kind(annotation), annotation, mark, default)


def besides(function: Callable[..., object]) -> tuple[str, ...]:
    """Return what a function is given besides: its parameters by keyword only."""
    code = function.__code__
    return code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]


def _kind(annotation: Any) -> tuple[type, bool]:
    """The type of one value, and whether there may be several: ``list[Path] | None`` is many paths."""
    of = annotation if get_origin(annotation) is list else next((k for k in get_args(annotation) if k is not NoneType), annotation)
    return (get_args(of)[0], True) if get_origin(of) is list else (of, False)
