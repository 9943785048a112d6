"""CSV and TSV that spreadsheets open without running or changing anything."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from types import NoneType

from plancmp.exporting import Scalar
from plancmp.listing import Listing

# What a spreadsheet would run: = + - @ first. Signs alone (=, --) have nothing to run.
_RUNS = re.compile(r"[=+\-@].*[^=+\-@]", re.DOTALL)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*+"
# What a spreadsheet would take for a number, an amount, a share, a date, a time or a truth value, and show otherwise:
# measured with LibreOffice in English and Chinese, and by Excel's documentation.
_READS = re.compile(
    rf"""
      [$¥€£(]? \s* \.? \d [\d\s.,:/\\%‰eE()$¥€£+-]*         # 022501  1E5  1-2  2025-12  3/4  1:4  35%  1,234  (5)
    | (?:[\d\s.,:/-]|{_MONTH})+                         # 5 May  May-5
    | [\d\s:.]+ [ap]\.?m?\.?                            # 5 pm
    | (?:\d+年)? \d+月 (?:\d+日)? [\d:\s]*              # 2025年12月  3月5日
    | \d+[时時] \d+分 (?:\d+秒)?                        # 3时20分
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Numbers that come back as they were (Excel shows eleven places), and two years, which no spreadsheet takes for a date.
_COMES_BACK = re.compile(
    r"0|[1-9]\d{0,10}|(?!0\.0000)(?=[\d.]{3,11}\Z)(?:0|[1-9]\d*)\.\d*[1-9]|(?:19|20)\d\d-(?:19|20)\d\d", re.ASCII
)


def safe(value: Scalar) -> str:
    """Return a cell's text, with an apostrophe before what a spreadsheet would run or read as something else.

    That is: ``= + - @`` first, tab or line break first, and texts that look like numbers, dates, times or truth values and
    would not come back as they were (``2025-12``, ``1-2``, ``022501``, ``35%``). A text that begins with an apostrophe gets
    another one. So taking one apostrophe away from every cell that begins with it restores them all. Numbers stay numbers.
    """
    if not isinstance(value, str):
        return "" if value is None else str(value)
    return f"'{value}" if value.startswith(("'", "\t", "\r", "\n")) or _changes(value) else value


def _changes(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text).strip()
    if _RUNS.match(plain):
        return True
    if not any(map(str.isdigit, plain)):
        return plain.lower() in ("true", "false")
    return _READS.fullmatch(plain) is not None and not _COMES_BACK.fullmatch(text)


def listing(found: Listing, delimiter: str = ",", *, headers: bool = True) -> str:
    """Write a listing by RFC 4180, whatever the delimiter: CRLF, quotes where needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    if headers:
        writer.writerow(map(safe, found.fields))
    texts = _Safe()
    columns = (_column(values, texts) for values in zip(*found.lines, strict=True))
    writer.writerows(zip(*columns, strict=True))
    return out.getvalue()


def _column(values: Sequence[Scalar], texts: _Safe) -> Iterable[Scalar]:
    """The cells of a field: its texts made safe. Of many lines that is done sooner than line by line."""
    if {*map(type, values)} <= {str, NoneType}:
        return map(texts.__getitem__, values)
    return (texts[value] if isinstance(value, str) else value for value in values)


class _Safe(dict[Scalar, str]):
    """Texts made safe, each when it is first met: most recur from line to line."""

    def __missing__(self, text: Scalar) -> str:
        self[text] = made = safe(text)
        return made
