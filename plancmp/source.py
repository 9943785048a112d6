"""A captured source text as one stream of characters that knows its lines and its places.

Captured texts are treacherous: line breaks inside cells and sentences, spaces inside words, page and chunk numbers, headings in the
middle of a line, pages out of order. What is layout is taken away; what is left is searched as one stream, and
each character knows the source line it came from and the headings above it.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from plancmp.text import squeeze

Place = tuple[str, ...]
"""Heading labels, outermost first: ``("第三章", "第一节")``, ``("表1", "第6行")``."""

_CN = "[一二三四五六七八九十]+"
_LABEL = re.compile(rf"第{_CN}章|第{_CN}节|专栏\d+|表\d+|第\d+行|[①-⑳]|{_CN}、|\({_CN}\)|{_CN}是|(?<!\d)\d{{1,2}}(?!\d)|标题|文首")
TITLE: Place = ("标题",)

# Headings as they stand in texts; the bracketed numbers are their rank, outermost first.
_HEADINGS = re.compile(
    rf"(?P<chapter>第{_CN}章)"
    rf"|(?P<section>第{_CN}节)"
    rf"|(?P<box>专栏\d+)(?=\D)"
    rf"|(?P<table>表\d+)(?=\D)"
    rf"|(?P<major>^{_CN}、)"
    rf"|(?P<minor>^\({_CN}\))"
    rf"|(?P<item>^(?:0\d(?=\D)|\d{{1,2}}\.(?=\D)))"
    rf"|(?P<point>(?:^|(?<=[。;,:、\n)一-龥])){_CN}是(?!非|否))",
    re.MULTILINE,
)
_RANK = {"chapter": 1, "box": 1, "table": 1, "major": 1, "section": 2, "minor": 3, "item": 4, "point": 5}
_CONTENTS = re.compile(r"…{2,}|\.{6,}|·{6,}")
_CHUNK = re.compile(r"^(\d{1,4})、")
_PAGE = re.compile(r"(?<!\d)-\s?\d{1,3}\s?-(?!\d)")
_ROW_START = re.compile(r"^\s*(\d{1,2})\s*$")
_NATURE = r"(?:约束性|预期性|预期值|属\s*性)"


class Jump(Struct, frozen=True):
    """Where a captured text goes on at another place than the one above: its first words there, and the place."""

    words: str
    place: Place


class SourceText(Struct, frozen=True):
    """A source text, ready to be searched."""

    text: str
    """Folded, without white space, page and chunk numbers."""
    lines: Sequence[int]
    """For each character the line of the file (from 1) it stands in."""
    starts: Sequence[int]
    """Where each passage begins in :attr:`text`."""
    places: Sequence[Place]
    """The place of each passage."""
    headings: Sequence[tuple[int, int]]
    """Spans of heading labels and row numbers, which are no figures."""

    def place(self, position: int) -> Place:
        """The headings above a character."""
        return self.places[max(0, bisect.bisect_right(self.starts, position) - 1)]

    def passage(self, position: int) -> tuple[int, int]:
        """The span of the passage around a character."""
        number = max(0, bisect.bisect_right(self.starts, position) - 1)
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end

    def beside(self, start: int, end: int, reach: int = 6) -> tuple[str, str]:
        """The characters right before and after a span, in the same line: the next cell of a table is not beside."""
        low = next((i + 1 for i in range(start - 1, max(-1, start - reach - 1), -1) if self.lines[i] != self.lines[start]), None)
        last = min(len(self.text), end + reach)
        high = next((i for i in range(end, last) if self.lines[i] != self.lines[end - 1]), last)
        return self.text[max(0, start - reach) if low is None else low : start], self.text[end:high]

    def find(self, words: str) -> Iterator[int]:
        """Yield where *words* (squeezed) stand."""
        start = self.text.find(words)
        while start >= 0 and words:
            yield start
            start = self.text.find(words, start + 1)

    def sentence(self, position: int, before: int = 60, after: int = 60) -> str:
        """The sentence around a character, no longer than asked."""
        low = max(self.text.rfind(stop, 0, position) for stop in "。;\n") + 1
        ends = [end for stop in "。;" if (end := self.text.find(stop, position)) >= 0]
        high = min(ends, default=len(self.text))
        return self.text[max(low, position - before) : min(high, position + after)]


def locator(at: str) -> Place:
    """Read a locator: the labels it names, outermost first. Empty where it names none."""
    text = "".join(c if c.isspace() or "①" <= c <= "⑳" else squeeze(c) for c in at)
    return tuple(
        label.rstrip("、") if label[0] in "一二三四五六七八九十" and label.endswith("、") else label for label in _labels(text)
    )


def within(place: Place, wanted: Place) -> bool:
    """Tell whether *place* lies at or below *wanted*: its labels occur in it, in order."""
    rest = iter(place)
    return all(any(label == mine for mine in rest) for label in wanted)


def read(raw: str, jumps: Sequence[Jump] = ()) -> SourceText:
    """Read a captured text."""
    marks: list[tuple[int, str, str]] = []  # position in the stream, kind, label
    characters: list[str] = []
    lines: list[int] = []
    chunked = _is_chunked(raw)
    for number, line in enumerate(raw.splitlines(), start=1):
        cleaned = _PAGE.sub("", _CHUNK.sub("", line) if chunked else line)
        start = len(characters)
        squeezed = _squeeze_keeping_circles(cleaned)
        characters += squeezed
        lines += [number] * len(squeezed)
        if not _CONTENTS.search(cleaned):
            marks += [(start + at, kind, label) for at, kind, label in _marks(squeezed)]
    text = "".join(characters)
    marks += [(text.find(words), "jump", "") for jump in jumps if (words := squeeze(jump.words)) in text]
    marks.sort(key=lambda m: (m[0], m[1] != "jump"))
    targets = {text.find(squeeze(jump.words)): jump.place for jump in jumps}
    return _passages(text, lines, marks, targets)


def _labels(text: str) -> list[str]:
    return [_label(m[0]) for m in _LABEL.finditer(text)]


def _label(text: str) -> str:
    if text[0] in "0123456789":
        return text if text.startswith("0") else text.lstrip("0")
    return "标题" if text == "文首" else text


def _is_chunked(raw: str) -> bool:
    """A sharing site's preview: every line but the first begins with its number."""
    numbers = [int(m[1]) for line in raw.splitlines() if (m := _CHUNK.match(line))]
    return len(numbers) > 5 and numbers == list(range(1, len(numbers) + 1))


def _squeeze_keeping_circles(line: str) -> str:
    """Squeeze character by character; circled numbers stay, since they are labels."""
    return "".join(c if "①" <= c <= "⑳" else squeeze(c) for c in line)


def _marks(line: str) -> Iterator[tuple[int, str, str]]:
    for m in _HEADINGS.finditer(line):
        kind = m.lastgroup or ""
        label = m[kind].rstrip("、.")
        yield m.start(kind), kind, label if kind != "item" else (label if label.startswith("0") else str(int(label)))


def _passages(text: str, lines: Sequence[int], marks: Sequence[tuple[int, str, str]], jumps: dict[int, Place]) -> SourceText:
    starts, places, spans = [0], [TITLE], list[tuple[int, int]]()
    open_: list[tuple[int, str]] = []
    chapter = ""
    for number, (at, kind, label) in enumerate(marks):
        if kind == "jump":
            open_ = [(rank, name) for rank, name in enumerate(jumps[at], start=1)]
            chapter = next((name for name in jumps[at] if name.endswith("章")), chapter)
        else:
            rank = _RANK[kind]
            chapter = label if kind == "chapter" else chapter
            if kind == "section":  # a box or table is over; its chapter goes on
                open_ = [(1, chapter)] if chapter else []
            open_ = [(r, name) for r, name in open_ if r < rank]
            open_.append((rank, label))
            spans.append((at, at + len(label) + (kind in ("major", "item") and not label.startswith("0"))))
        here = tuple(name for _, name in open_)
        starts.append(at)
        places.append(here)
        if kind == "table":
            end = marks[number + 1][0] if number + 1 < len(marks) else len(text)
            for row_at, row_end, row in _rows(text, lines, at, end):
                starts.append(row_at)
                places.append((*here, *row))
                spans.append((row_at, row_end))
    return SourceText(text, lines, starts, places, spans)


def _rows(text: str, lines: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int, Place]]:
    """Find a table's rows: its next number, alone on a line or behind the last row's nature; and ① ② inside a row."""
    expected = 1
    row: Place = ()
    at = start
    while at < end:
        number = str(expected)
        alone = (
            text.startswith(number, at) and lines[at] != lines[at - 1] and lines[min(at + len(number), len(lines) - 1)] != lines[at]
        )
        joined = (
            text.startswith(number, at)
            and re.search(rf"{_NATURE}$", text[max(0, at - 4) : at])
            and not text[at + len(number)].isdigit()
        )
        if alone or joined:
            row = (f"第{expected}行",)
            yield at, at + len(number), row
            expected += 1
            at += len(number)
        elif "①" <= text[at] <= "⑳" and row:
            yield at, at + 1, (*row[:1], text[at])
            at += 1
        else:
            at += 1
