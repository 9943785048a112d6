"""YAML text to plain data, with the line and column of every key and value.

Every scalar stays text: ``1:4``, ``022501``, ``=`` and ``2025-12`` mean what they look like. Duplicate keys, anchors, tags
and a second document are problems. The walk over the parser's events is not recursive and stops at
:data:`MAX_DEPTH`, so that no file can exhaust the stack, and nothing is ever expanded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from msgspec import Struct, field

from plancmp.errors import Problem
from plancmp.language import Said

MAX_DEPTH = 20
MAX_CHARACTERS = 4_000_000

Path = tuple[str | int, ...]
Place = tuple[int, int]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Besides control characters: line breaks that YAML counts and editors do not, lone surrogates, byte order marks inside.
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]+")
_LINE_END = re.compile(r"\r\n?|\n")
_BOM = "\ufeff"
_NULLS = ("", "~", "null", "Null", "NULL")
_NO_WORD = ""


class Marked(Struct):
    """A file's plain data and where each part of it stands."""

    data: Any = None
    """Mappings, lists, text, and None for an empty value."""
    values: dict[Path, Place] = field(default_factory=dict)
    """Path → line and column (from 1) of the value there."""
    keys: dict[Path, Place] = field(default_factory=dict)
    """Path → line and column of the key that leads there."""
    problems: list[Problem] = field(default_factory=list)
    empty: list[Path] = field(default_factory=list)
    """Where a value is left out."""
    doubtful: set[Path] = field(default_factory=set)
    """Where a fault has been reported and the value is not the one that was meant; see :meth:`is_doubtful`."""
    cut: Path | None = None
    """What was read last before the text could not be read on; None when it was read to its end."""

    def place(self, path: Path, key: bool = False) -> Place:
        """Return the place of a value (or of its *key*), or of the nearest thing that encloses it."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while path:
            if found := first.get(path) or second.get(path):
                return found
            path = path[:-1]
        return self.values.get((), (1, 1))

    def is_doubtful(self, path: Path) -> bool:
        """Tell whether *path*, or what encloses it, is at fault already, so that what follows from it is no news."""
        return bool(self.doubtful) and any(path[:length] in self.doubtful for length in range(len(path) + 1))


class _Open(Struct):
    """A mapping or list whose end has not been read yet."""

    node: Any
    path: Path
    key: str | None = None
    """The key whose value comes next."""
    keep: bool = True
    """Whether that value is kept: not that of a key that stands twice, or that is no word."""
    skip: bool = False
    """This is itself such a value: read, not kept."""


def parse(text: str, file: str) -> Marked:
    """Parse YAML *text* of the file named *file*. Faults of the text are in ``problems``; data may then be partial."""
    out = Marked()
    text = text.removeprefix(_BOM)
    if len(text) > MAX_CHARACTERS:
        message = Said("{0:,} characters; a plan file has at most {1:,}", len(text), MAX_CHARACTERS)
        out.problems.append(Problem(file, 1, 1, "too-large", message))
        out.cut = ()
        return out
    lines = _LINE_END.split(text)
    if _NOT_TEXT.search(text):
        for number, line in enumerate(lines, start=1):
            for m in _NOT_TEXT.finditer(line):
                out.problems.append(Problem(file, number, m.start() + 1, "control-character", _no_text(m)))
        text = _NOT_TEXT.sub(_blank, text)
    walk = _Walk(file, out)
    try:
        walk.read(text)
    except yaml.MarkedYAMLError as error:
        out.cut = walk.last
        out.problems.append(_syntax(error, file, lines))
    return out


def end_of(text: str) -> Place:
    """Return the line and column just behind *text*, as an editor counts them."""
    lines = _LINE_END.split(text.removeprefix(_BOM))
    return len(lines), len(lines[-1]) + 1


def short(value: object) -> str:
    """Return the ``repr`` of a *value*, cut where it is long: what was found, in one line of a message."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


class _Walk(Struct):
    """The walk over the events of one file."""

    file: str
    out: Marked
    last: Path = ()
    """The path that was read last."""
    stack: list[_Open] = field(default_factory=list)

    def read(self, text: str) -> None:
        """Build the data and note the places."""
        loader = _LOADER(text)
        try:
            self._through(loader.get_event)
        finally:
            loader.dispose()

    def _through(self, next_event: Callable[[], Any]) -> None:
        documents = 0
        while type(event := next_event()) is not yaml.StreamEndEvent:
            if type(event) is yaml.ScalarEvent:  # most of them are
                self._place(event, self._scalar(event))
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(event, "several-documents", Said("a plan file holds one YAML document; what follows is not read"))
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self.stack.pop()
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event)
                path = self._place(event, node)
                if isinstance(event, yaml.CollectionStartEvent):
                    if len(self.stack) == MAX_DEPTH:
                        self._problem(event, "too-deep", Said("nested more than {0} deep; what follows is not read", MAX_DEPTH))
                        self.out.cut = self.last
                        return
                    self.stack.append(_Open(node, path or (), skip=path is None))

    def _scalar(self, event: Any) -> str | None:
        """The plain value of a scalar: text or None."""
        if event.anchor is not None or event.tag is not None:
            self._unplain(event)
        text: str = event.value
        if not event.style and text in _NULLS:
            return None
        if event.style == '"' and (m := _NOT_TEXT.search(text)):  # written as an escape; others are blank by now
            self._problem(event, "control-character", _no_text(m))
            return _NOT_TEXT.sub(_blank, text)
        return text

    def _node(self, event: Any) -> Any:
        """The plain value of another event: an empty mapping or list, or None for an alias."""
        if isinstance(event, yaml.AliasEvent):
            message = Said("*{0}: anchors and aliases are not used in plan files; write the value out", short(event.anchor)[1:-1])
            self._problem(event, "yaml-alias", message)
            return None
        self._unplain(event)
        return {} if isinstance(event, yaml.MappingStartEvent) else []

    def _unplain(self, event: Any) -> None:
        """Find fault with an anchor and a tag."""
        if event.anchor is not None:
            message = Said("&{0}: anchors and aliases are not used in plan files", short(event.anchor)[1:-1])
            self._problem(event, "yaml-anchor", message)
        if event.tag not in (None, "!"):
            self._problem(
                event, "yaml-tag", Said("{0}: tags are not used in plan files; every value is text", short(event.tag)[1:-1])
            )

    def _place(self, event: Any, node: Any) -> Path | None:
        """Put *node* where it belongs: as the root, a list's item, a mapping's key or a key's value.

        Return its path; None for what is not kept.
        """
        parent = self.stack[-1] if self.stack else None
        if parent is None:
            path: Path = ()
            self.out.data = node
        elif parent.skip:
            return None
        elif parent.key is None and type(parent.node) is dict:
            return self._key(event, node, parent)
        elif parent.key is None:
            path = (*parent.path, len(parent.node))
            parent.node.append(node)
        else:
            path = (*parent.path, parent.key)
            key, parent.key = parent.key, None
            if not parent.keep:
                return None
            parent.node[key] = node
        mark = event.start_mark
        self.out.values[path] = mark.line + 1, mark.column + 1
        self.last = path
        if node is None:
            if isinstance(event, yaml.AliasEvent):
                self.out.doubtful.add(path)
            else:
                self.out.empty.append(path)
        return path

    def _key(self, event: Any, node: Any, parent: _Open) -> Path | None:
        """Note the key whose value comes next; return its path, or None for what is no word."""
        if not isinstance(node, str):
            if not isinstance(event, yaml.AliasEvent):
                self._problem(event, "yaml-key", Said("a key is a word, not a list, a mapping or nothing"))
            parent.key, parent.keep = _NO_WORD, False
            return None
        path = (*parent.path, node)
        parent.key, parent.keep = node, path not in self.out.keys
        if parent.keep:
            self.out.keys[path] = _start(event)
        else:
            line, _ = self.out.keys[path]
            self._problem(event, "duplicate-key", Said("{0} stands in line {1} already", short(node), line))
        self.last = path
        return path

    def _problem(self, event: Any, code: str, message: str) -> None:
        self.out.problems.append(Problem(self.file, *_start(event), code, message))


def _start(event: Any) -> Place:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _syntax(error: yaml.MarkedYAMLError, file: str, lines: list[str]) -> Problem:
    """Say what the parser stumbled over: where the thing began that it was reading, and what it found."""
    mark = error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):  # the end of a last line that has no line end
        line, column = len(lines) - 1, len(lines[-1])
    found = repr(lines[line][column : column + 20]) if column < len(lines[line]) else Said("the end of the line")
    message = Said("{0}, at {1}", error.problem, found)
    if error.context and error.context_mark:
        message = Said("{0} (line {1}): {2}", error.context, error.context_mark.line + 1, message)
    return Problem(file, line + 1, column + 1, "yaml-syntax", message)


def _no_text(m: re.Match[str]) -> Said:
    first = f"U+{ord(m[0][0]):04X}"
    if len(m[0]) > 1:
        return Said("{0} is not text (nor are the {1} characters after it); delete it", first, len(m[0]) - 1)
    return Said("{0} is not text; delete it", first)


def _blank(m: re.Match[str]) -> str:
    return " " * len(m[0])
