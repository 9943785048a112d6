"""Readers of what plancmp writes, each by another library than the one that wrote it, where there is one."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

Lines = list[list[str]]
"""A line of headers and the lines below it, every cell as text."""


def text(value: object) -> str:
    """A cell as text: nothing for None."""
    return "" if value is None else str(value)


def restored(cell: str) -> str:
    """A cell of CSV or TSV without the apostrophe that keeps it as it is."""
    return cell.removeprefix("'")


def read_csv(data: bytes, delimiter: str = ",") -> Lines:
    lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter)
    return [[restored(cell) for cell in line] for line in lines]


def read_jsonl(data: bytes) -> Lines:
    records = [json.loads(line) for line in data.decode("utf-8").splitlines()]
    return [list(records[0]), *([text(value) for value in record.values()] for record in records)]


class _Table(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: Lines = []
        self.tags: set[str] = set()
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.lines.append([])
        elif tag in ("td", "th"):
            self.lines[-1].append("")
            self.inside = True
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.lines[-1][-1] += data


def read_html(data: bytes, elements: set[str] | None = None) -> Lines:
    """The table of a page; no other *elements* may be in it."""
    page = _Table()
    page.feed(data.decode("utf-8"))
    if elements is not None:
        assert page.tags <= elements, page.tags - elements
    return page.lines


def read_md(data: bytes) -> Lines:
    """A table of Markdown, as a renderer of GitHub's flavour reads it that lets HTML through."""
    from markdown_it import MarkdownIt

    shown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(data.decode("utf-8"))
    lines = read_html(shown.encode("utf-8"), {"table", "thead", "tbody", "tr", "th", "td", "br"})
    return [[re.sub(r" ?\n ?", "\n", cell) for cell in line] for line in lines]


def read_xlsx(data: bytes) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook by name, cells as they are typed; a formula would be text that begins with ``=``."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        assert not [cell for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    return {sheet.title: [[cell.value for cell in line] for line in sheet.iter_rows()] for sheet in book}


def answer_of(sheets: dict[str, list[list[Any]]]) -> Lines:
    """The lines of an answer in a workbook: those of all sheets but the overview and the last."""
    names = [name for name in list(sheets)[:-1] if name not in ("Overview", "概览")]
    header = [text(value) for value in sheets[names[0]][0]]
    return [header, *([text(value) for value in line] for name in names for line in sheets[name][1:])]
