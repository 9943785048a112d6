"""YAML text to plain data, with the line and column of every key and value.

Every scalar stays text: ``1:4``, ``022501``, ``=`` and ``2025-12`` mean what they look like. Duplicate keys, anchors, tags
and a second document are problems. The walk over the parser's events is not recursive and stops at
:data:`MAX_DEPTH`, so that no file can exhaust the stack, and nothing is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from plancmp.errors import Problem

MAX_DEPTH = 20
MAX_CHARACTERS = 4_000_000

Path = tuple[str | int, ...]
Place = tuple[int, int]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BOM = "\ufeff"
_NO_KEY = "\0"


@dataclass(slots=True)
class Marked:
    """A file's plain data and where each part of it stands."""

    data: Any = None
    """Mappings, lists, text, and None for an empty value."""
    values: dict[Path, Place] = field(default_factory=dict)
    """Path → line and column (from 1) of the value there."""
    keys: dict[Path, Place] = field(default_factory=dict)
    """Path → line and column of the key that leads there."""
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: Path, key: bool = False) -> Place:
        """Return the place of a value (or of its *key*), or of the nearest thing that encloses it."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while path:
            if found := first.get(path) or second.get(path):
                return found
            path = path[:-1]
        return self.values.get((), (1, 1))


@dataclass(slots=True)
class _Open:
    """A mapping or list whose end has not been read yet."""

    node: Any
    path: Path
    key: str | None = None
    skip: bool = False
    """The value of a key that stands twice: read, not kept."""


def parse(text: str, file: str) -> Marked:
    """Parse YAML *text* of the file named *file*. Faults of the text are in ``problems``; data may then be partial."""
    out = Marked()
    text = text.removeprefix(_BOM)
    if len(text) > MAX_CHARACTERS:
        out.problems.append(
            Problem(file, 1, 1, "too-large", f"{len(text):,} characters; a plan file has at most {MAX_CHARACTERS:,}")
        )
        return out
    for m in _CONTROL.finditer(text):
        line = text.count("\n", 0, m.start()) + 1
        column = m.start() - text.rfind("\n", 0, m.start())
        out.problems.append(Problem(file, line, column, "control-character", f"U+{ord(m[0]):04X} is not text"))
    if out.problems:
        return out
    try:
        _walk(text, file, out)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        what = " ".join(filter(None, (error.context, error.problem))) or "not YAML"
        out.problems.append(Problem(file, line, column, "yaml-syntax", what))
    except yaml.YAMLError as error:
        out.problems.append(Problem(file, 1, 1, "yaml-syntax", str(error).splitlines()[0]))
    return out


def _walk(text: str, file: str, out: Marked) -> None:
    stack: list[_Open] = []
    documents = 0

    def problem(event: Any, code: str, message: str) -> None:
        out.problems.append(Problem(file, event.start_mark.line + 1, event.start_mark.column + 1, code, message))

    for event in _events(text):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                problem(event, "several-documents", "a plan file holds one YAML document")
                return
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            stack.pop()
        elif isinstance(event, yaml.AliasEvent):
            problem(event, "yaml-alias", f"*{event.anchor}: anchors and aliases are not used in plan files; write the value out")
            _place(event, None, stack, out, problem)
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                problem(event, "yaml-anchor", f"&{event.anchor}: anchors and aliases are not used in plan files")
            tag = getattr(event, "tag", None)
            if tag not in (None, "!"):
                problem(event, "yaml-tag", f"{tag}: tags are not used in plan files; every value is text")
            node: Any
            if isinstance(event, yaml.ScalarEvent):
                node = None if not event.value and event.style is None else event.value
            else:
                node = {} if isinstance(event, yaml.MappingStartEvent) else []
            opened = _place(event, node, stack, out, problem)
            if not isinstance(event, yaml.ScalarEvent):
                if len(stack) == MAX_DEPTH:
                    problem(event, "too-deep", f"nested more than {MAX_DEPTH} deep")
                    return
                stack.append(opened)


def _events(text: str) -> Iterator[Any]:
    yield from yaml.parse(text, Loader=_LOADER)


def _place(event: Any, node: Any, stack: list[_Open], out: Marked, problem: Any) -> _Open:
    """Put *node* where it belongs: as the root, a list's item, a mapping's key or a key's value."""
    here = (event.start_mark.line + 1, event.start_mark.column + 1)
    if not stack:
        out.data = node
        out.values[()] = here
        return _Open(node, ())
    parent = stack[-1]
    if parent.skip:
        return _Open(node, parent.path, skip=True)
    if isinstance(parent.node, list):
        path = (*parent.path, len(parent.node))
        parent.node.append(node)
        out.values[path] = here
        return _Open(node, path)
    if parent.key is None:
        return _read_key(node, parent, here, out, event, problem)
    key, parent.key = parent.key, None
    path = (*parent.path, key)
    if key in parent.node or key.startswith(_NO_KEY):
        return _Open(node, path, skip=True)
    parent.node[key] = node
    out.values[path] = here
    return _Open(node, path)


def _read_key(node: Any, parent: _Open, here: Place, out: Marked, event: Any, problem: Any) -> _Open:
    if not isinstance(node, str):
        problem(event, "yaml-key", "a key is a word, not a list, a mapping or nothing")
        parent.key = _NO_KEY
        return _Open(node, parent.path, skip=True)
    parent.key = node
    path = (*parent.path, node)
    if node in parent.node:
        line, _ = out.keys[path]
        problem(event, "duplicate-key", f"{node!r} stands in line {line} already")
    else:
        out.keys[path] = here
    return _Open(node, path)
