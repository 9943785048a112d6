"""Workbooks: an overview, a sheet per domain, and where it all comes from. Text stays text, numbers are numbers."""

from __future__ import annotations

import functools
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING

from msgspec import Struct, field

from plancmp.errors import UsageError
from plancmp.exporting import Scalar
from plancmp.exporting import about as plan_record
from plancmp.language import Lang, Said, tell
from plancmp.legible import legible
from plancmp.listing import Coded, Listing, Origin
from plancmp.model import Domain
from plancmp.render import headings

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS, COLUMNS, CHARACTERS = 1_048_576, 16_384, 32_767
"""What a sheet of Excel holds: rows, columns, and UTF-16 units in a cell."""
NAME = 31
"""Characters in the name of a sheet."""
_EXACT = 10**15
"""From here on a spreadsheet's number no longer holds every whole one."""
_A3, _A4 = 8, 9
_PAGE = 170
"""Columns that can still be read on a sheet of A4."""
_PLAN_FIELDS = (
    "id", "title", "title_en", "region", "region_en", "document_number", "issuer", "issued", "kind", "period", "source", "quality",
)  # fmt: skip
_TOP = 4
"""The row of the overview's headings."""
NARROWEST, WIDEST = 10, 28
"""Columns that a heading may claim, and columns above which a text folds: twice as many where it is a long one."""
_LONG = 90

# What XML 1.0 has no place for. (XlsxWriter writes the other control characters as Excel's own _x000B_.)
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_GREEN, _BLUE, _ORANGE, _GREY, _YELLOW = "#E2EFDA", "#DDEBF7", "#FCE4D6", "#EDEDED", "#FFF2CC"
COLOURS = {
    "same": _GREEN, "equal": _GREEN, "close": _GREEN, "narrower": _BLUE, "broader": _BLUE, "candidate": _YELLOW, "only": _GREY,
    "higher": _BLUE, "firmer": _BLUE, "earlier": _BLUE, "lower": _ORANGE, "softer": _ORANGE, "later": _ORANGE,
    "not comparable": _GREY, "past": _GREY, "due": _ORANGE, "to come": _BLUE, "every year": _GREEN, "refused": _GREY,
}  # fmt: skip
"""The ground of a cell that tells a state; the words are there as well."""


def workbook(found: Listing, origin: Origin, domains: Mapping[str, Domain], lang: Lang, *, headers: bool = True) -> bytes:
    """Render a listing as a workbook: the same bytes for the same input and day.

    Raises :class:`UsageError` for more lines or fields than a sheet holds.
    """
    from xlsxwriter import Workbook

    if len(found.lines) >= ROWS or len(found.fields) > COLUMNS:
        size = (f"{len(found.lines):,}", f"{len(found.fields):,}")
        raise UsageError(Said("a sheet of a workbook does not hold {0} lines of {1} fields; choose another format", *size))
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "default_format_properties": {"font_size": 10}}) as book:
        drawn = _Book(book, domains, lang)
        title = drawn.text(origin.title)
        book.set_properties({"title": title, "author": "plancmp", "created": datetime.combine(origin.day, time())})
        if found.by is None or not found.lines:
            drawn.lines(drawn.sheet(tell("Answer", lang)), found, found.lines, headers=headers)
        else:
            parts = _parts(found, found.by)
            overview = drawn.sheet(tell("Overview", lang))
            sheets = {part: drawn.sheet(str(drawn.told(found.by, part))) for part in parts}
            drawn.overview(overview, found, found.by, {part: sheets[part].get_name() for part in parts}, origin)
            for part, lines in parts.items():
                drawn.lines(sheets[part], found, lines, headers=headers)
        drawn.about(drawn.sheet(tell("About", lang)), origin)
    return out.getvalue()


def _parts(found: Listing, by: str) -> dict[str, list[tuple[Scalar, ...]]]:
    """The lines by the value that divides them, in the order in which it comes up."""
    parts: dict[str, list[tuple[Scalar, ...]]] = {}
    place = found.fields.index(by)
    for line in found.lines:
        parts.setdefault(str(line[place]), []).append(line)
    return parts


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """Return a name that Excel allows for a sheet: short, without its forbidden characters, unlike those *taken*."""
    plain = _NO_NAME.sub("-", wanted).strip("' ") or "-"
    used = {name.casefold() for name in taken} | {"history"}
    name, number = plain[:NAME], 1
    while name.casefold() in used:
        number += 1
        end = f" ({number})"
        name = plain[: NAME - len(end)] + end
    return name


@functools.lru_cache(maxsize=65_536)
def width(text: str) -> int:
    """Return how many columns the longest line of a text takes: two for a Chinese character."""
    if text.isascii():
        return max(map(len, text.split("\n")))
    return max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))


def _colour_order(state: str) -> int:
    return list(COLOURS).index(state) if state in COLOURS else 0


def _shown(value: Scalar) -> str:
    return "" if value is None else str(value)


def _height(texts: Iterable[str], widths: Sequence[int]) -> float:
    """Points of a row in which every text can fold within its column; Excel allows 409."""
    folded = (
        sum(-(-max(1, width(line)) // (columns - 1)) for line in text.split("\n"))
        for text, columns in zip(texts, widths, strict=True)
        if columns
    )
    return min(409.0, 13.5 * max(folded, default=1) + 3)


def code(name: str, value: Scalar) -> str | None:
    """Return the code of the state that a cell of the field *name* tells; None where it tells none."""
    if isinstance(value, Coded):
        return value.code
    return value if isinstance(value, str) and name in ("relation", "state") else None


class _Book(Struct):
    """A workbook that is being drawn."""

    book: Workbook
    domains: Mapping[str, Domain]
    lang: Lang
    formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)
    looks: dict[str | None, Format] = field(default_factory=dict)
    """The format of a cell on a ground of that colour, or on none."""

    def sheet(self, wanted: str) -> Worksheet:
        """Add a sheet under a name that Excel allows."""
        sheet = self.book.add_worksheet(sheet_name(wanted, (s.get_name() for s in self.book.worksheets())))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C&P / &N")
        return sheet

    def lines(self, sheet: Worksheet, found: Listing, lines: Sequence[tuple[Scalar, ...]], *, headers: bool) -> None:
        """Draw lines: headings that stay in view and filter, states on their colour, places as comments."""
        from xlsxwriter.utility import xl_col_to_name

        column = {name: n for n, name in enumerate(found.fields)}
        told = [[self.told(name, line[n]) for name, n in column.items()] for line in lines]
        heads = [self.heading(name) for name in found.fields]
        widths = self._columns(sheet, found, heads, told)
        if headers:
            self._headings(sheet, 0, heads, widths)
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            sheet.autofilter(0, 0, max(1, len(lines)), len(found.fields) - 1)
        for row, (line, cells) in enumerate(zip(lines, told, strict=True), start=int(headers)):
            sheet.set_row(row, _height(map(_shown, cells), widths))
            for name, n in column.items():
                self._cell(sheet, row, n, cells[n], COLOURS.get(code(name, line[n]) or ""))
            for name, place in found.places.items():
                if line[column[name]] is not None and line[column[place]] is not None:
                    note = self.text(f"{self.heading(place)}: {line[column[place]]}")
                    sheet.write_comment(row, column[name], note, {"author": "plancmp", "font_size": 10, "x_scale": 1.5})
        sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(len(found.fields) - 1)}{len(lines) + 1}"})

    def _columns(self, sheet: Worksheet, found: Listing, heads: Sequence[str], told: Sequence[Sequence[Scalar]]) -> list[int]:
        """Set the columns as wide as their texts ask; fold away those for programs and those without any text."""
        widths = []
        for n, name in enumerate(found.fields):
            longest = max((width(_shown(cells[n])) for cells in told), default=0)
            widest = WIDEST if longest <= _LONG else 2 * WIDEST
            widths.append(min(widest, max(longest + 2, min(width(heads[n]), NARROWEST))))
            folded = bool(told) and (name in found.aside or not longest)
            sheet.set_column(n, n, widths[n], None, {"level": 1, "hidden": True} if folded else {})
            widths[n] = 0 if folded else widths[n]
        sheet.set_paper(_A4 if sum(widths) <= _PAGE else _A3)
        return widths

    def overview(self, sheet: Worksheet, found: Listing, by: str, names: Mapping[str, str], origin: Origin) -> None:
        """Draw how many lines there are of what, with links to the sheets that hold them."""
        sheet.set_paper(_A4)
        sheet.write_string(0, 0, self.text(origin.title), self._format(bold=True, font_size=14))
        sheet.write_string(1, 0, tell("plancmp {0}, {1}", self.lang, origin.version, origin.day.isoformat()))
        top = self._format(bold=True, bg_color="#D9D9D9", text_wrap=True, valign="top", bottom=1)
        labels = {part: _shown(self.told(by, part)) for part in names}
        place = found.fields.index(by)
        sheet.write_string(_TOP, 0, self.heading(by), top)
        sheet.write_string(_TOP, 1, tell("lines", self.lang), top)
        sheet.set_column(0, 0, max(12, *map(width, labels.values())) + 2)
        sheet.set_column(1, 1, 8)
        columns = [Counter(str(line[place]) for line in found.lines)]
        for name in found.counted:
            n = found.fields.index(name)
            codes = [(str(line[place]), code(name, line[n]) or str(line[n])) for line in found.lines if line[n] is not None]
            seen = sorted(dict.fromkeys(value for _, value in codes), key=_colour_order)
            for value in seen:
                if value == seen[0]:
                    sheet.write_string(_TOP - 1, len(columns) + 1, self.heading(name), self._format(bold=True))
                look = self._format(bold=True, bg_color=COLOURS.get(value, "#D9D9D9"), text_wrap=True, valign="top", bottom=1)
                sheet.write_string(_TOP, len(columns) + 1, self.text(_shown(self.told(name, value))), look)
                columns.append(Counter(part for part, of in codes if of == value))
        sheet.set_column(2, len(columns), 11)
        sheet.set_row(_TOP, 30)
        for row, (part, label) in enumerate(labels.items(), start=_TOP + 1):
            link = names[part].replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{link}'!A1", self._format(font_color="#0563C1", underline=1), label)
            for n, column in enumerate(columns, start=1):
                self._cell(sheet, row, n, column[part] or None)
        last, sums = _TOP + 1 + len(labels), self._format(bold=True, top=1)
        sheet.write_string(last, 0, tell("together", self.lang), sums)
        for n, column in enumerate(columns, start=1):
            sheet.write_number(last, n, column.total(), sums)
        sheet.freeze_panes(_TOP + 1, 1)

    def about(self, sheet: Worksheet, origin: Origin) -> None:
        """Draw which plans, which version, which day."""
        facts = (
            (tell("answer", self.lang), origin.title),
            (tell("made by", self.lang), f"plancmp {origin.version}"),
            (tell("day", self.lang), origin.day.isoformat()),
        )
        for row, (name, fact) in enumerate(facts):
            sheet.write_string(row, 0, name, self._format(bold=True))
            sheet.write_string(row, 1, self.text(fact))
        plans = Listing.of(_PLAN_FIELDS, map(plan_record, origin.plans))
        told = [[self.told(name, value) for name, value in zip(_PLAN_FIELDS, line, strict=True)] for line in plans.lines]
        heads = [self.heading(name) for name in _PLAN_FIELDS]
        widths = self._columns(sheet, plans, heads, told)
        self._headings(sheet, len(facts) + 1, heads, widths)
        for row, cells in enumerate(told, start=len(facts) + 2):
            sheet.set_row(row, _height(map(_shown, cells), widths))
            for n, cell in enumerate(cells):
                self._cell(sheet, row, n, cell)

    def heading(self, name: str) -> str:
        """What people call a field."""
        return headings.heading(name, self.domains, self.lang)

    def told(self, name: str, value: Scalar) -> Scalar:
        """What people call a value."""
        return headings.value(name, value, self.domains, self.lang)

    def text(self, text: str) -> str:
        """A text as a cell can hold it; where that is not all of it, the cell says so."""
        text = _NO_XML.sub(lambda m: legible(m[0]), text)
        units = text.encode("utf-16-le")
        if len(units) <= 2 * CHARACTERS:
            return text
        end = tell(" … [cut here: {0} characters; the other formats have them all]", self.lang, f"{len(text):,}")
        return units[: 2 * (CHARACTERS - len(end))].decode("utf-16-le", "ignore") + end

    def _headings(self, sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
        look = self._format(bold=True, text_wrap=True, valign="top", bg_color="#D9D9D9", bottom=1)
        sheet.set_row(row, _height(texts, widths))
        for n, text in enumerate(texts):
            sheet.write_string(row, n, self.text(text), look)

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Scalar, colour: str | None = None) -> None:
        look = self.looks.get(colour)
        if look is None:
            look = self._format(valign="top", text_wrap=True, bottom=4, bottom_color="#BFBFBF", bg_color=colour)
            self.looks[colour] = look
        if value is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str) or abs(value) >= _EXACT:
            sheet.write_string(row, column, self.text(str(value)), look)
        else:
            sheet.write_number(row, column, value, look)

    def _format(self, **style: object) -> Format:
        key = tuple(sorted((name, value) for name, value in style.items() if value is not None))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(dict(key))
        return self.formats[key]
