"""Finished things as bytes and back, exactly. Only data: what is read back cannot bring code along."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec.structs import astuple, replace

from plancmp.errors import Problem
from plancmp.language import Said

T = TypeVar("T")

_PARTS = msgspec.msgpack.Decoder(list[msgspec.Raw])


def encode(thing: object) -> bytes:
    """Return a struct, a list, a dict, text, a number or a date as bytes."""
    return msgspec.msgpack.encode(thing, enc_hook=_text)


def packed(problem: Problem) -> list[Any]:
    """Return a problem as plain data, such that it can still be told in either language."""
    return [*map(_tree, astuple(problem))]


def unpacked(data: Sequence[Any], file: str) -> Problem:
    """Return the problem that was packed, as one of *file*."""
    return replace(Problem(*map(_said, data)), file=file)


def plain(coded: bytes) -> Any:
    """Return what lists, dicts and text were encoded."""
    return msgspec.msgpack.decode(coded)


def parts(coded: bytes | msgspec.Raw) -> list[msgspec.Raw]:
    """Return the parts of what was encoded as a list, each still encoded."""
    return _PARTS.decode(coded)


def decoder(kind: type[T]) -> Callable[[bytes | msgspec.Raw], T]:
    """Return the function that reads bytes back as *kind*. It raises ``ValueError`` for those of anything else."""
    return msgspec.msgpack.Decoder(kind, dec_hook=_number).decode


@contextmanager
def many() -> Iterator[None]:
    """Keep the collector from searching the many things read back here for garbage, of which they have none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def _tree(fact: object) -> object:
    return [fact.english, *map(_tree, fact.facts)] if isinstance(fact, Said) else fact


def _said(tree: Any) -> Any:
    return Said(tree[0], *map(_said, tree[1:])) if isinstance(tree, list) else tree


def _text(thing: object) -> str:
    if isinstance(thing, Fraction):
        return str(thing)
    raise NotImplementedError(type(thing))


def _number(kind: type[Any], text: Any) -> Any:
    if kind is Fraction:
        return _fraction(text)
    raise NotImplementedError(kind)


@cache
def _fraction(text: str) -> Fraction:
    return Fraction(text)
