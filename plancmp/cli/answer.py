"""A finished answer: where it goes, in which format and language, and with which fields."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from plancmp import __version__, kept, output, render
from plancmp.errors import UsageError
from plancmp.language import Lang, Said, tell
from plancmp.library import domains
from plancmp.listing import Listing, Origin
from plancmp.model import Plan

if TYPE_CHECKING:
    from plancmp.render.console import Draw

Plans = Callable[[], Sequence[Plan]]
"""Loads the plans that an answer is made of; only some formats tell of them."""
_NAMED = 6
"""Plans that a title names one by one; more are counted."""


class Answer(Struct, frozen=True):
    """Where a command's answer goes, in which format and language, and with which fields."""

    format: str
    path: Path | None
    bom: bool | None
    fields: tuple[str, ...] | None
    headers: bool
    lang: Lang
    ascii: bool = False
    """Whether borders and signs of tables are ASCII; they are so by themselves where an encoding is none of Unicode's."""
    paged: bool = True
    """Whether a table longer than the terminal goes through a pager."""

    def write(
        self,
        name: str,
        listing: Callable[[], Listing],
        table: Draw | None = None,
        plans: Plans = tuple,
        **special: Callable[[], str],
    ) -> None:
        """Write the answer called *name*.

        *listing* gives its lines, of which every format can be made; *table* draws it for people, for a terminal's width,
        better than a plain table of the lines does; *plans* loads those that it is made of; *special* holds, by format, what
        is richer than the lines. With ``--fields`` an answer is its lines in any format.
        """
        if self.format == "xlsx" and self.path is None and output.is_terminal():
            raise UsageError(Said("a workbook is no text for a terminal: write it to a file (-o FILE.xlsx) or into a pipe"))
        if self.path is None:
            kept.begin()
        if self.fields is not None:
            kind = f"{name}-records" if "json" in special else name
            self._write_listing(kind, listing().choose(self.fields), plans)
        elif self.format in special:
            output.write_data(special[self.format](), self.path, bom=False)
        elif self.format == "table" and table is not None:
            self._write_table(table)
        else:
            self._write_listing(name, listing(), plans)

    def _write_listing(self, name: str, listing: Listing, plans: Plans) -> None:
        if self.format == "table":
            self._write_table(lambda screen: render.answers.listing(listing, domains(), screen.width, self.lang))
        else:
            marked = self.format in ("csv", "tsv") and self._marked()
            output.write_data(self._rendered(name, listing, plans), self.path, bom=marked)

    def _rendered(self, name: str, listing: Listing, plans: Plans) -> str | bytes:
        """The lines as a text, or as the bytes of a workbook."""
        match self.format:
            case "csv" | "tsv":
                return render.csvs.listing(listing, "," if self.format == "csv" else "\t", headers=self.headers)
            case "json":
                return render.jsons.listing(name, listing)
            case "jsonl":
                return render.jsons.lines(listing)
            case "md":
                return render.markdown.table(listing, domains(), self.lang, headers=self.headers)
            case "html":
                return render.htmls.page(listing, self._origin(name, plans), domains(), self.lang, headers=self.headers)
            case _:
                return render.xlsx.workbook(listing, self._origin(name, plans), domains(), self.lang, headers=self.headers)

    def _origin(self, name: str, plans: Plans) -> Origin:
        made_of = tuple(plans())
        ids = [plan.id for plan in made_of]
        some = ", ".join(ids) if len(ids) <= _NAMED else tell("{0} plans", self.lang, len(ids))
        title = tell("{0}: {1}", self.lang, f"plancmp {name}", some) if ids else f"plancmp {name}"
        return Origin(title, __version__, today(), made_of)

    def _write_table(self, draw: Draw) -> None:
        if self.path is None:
            output.write_screen(
                render.console.text(draw, plain=False, ascii=self.ascii or not output.is_unicode()), paged=self.paged
            )
        else:
            output.write_data(render.console.text(draw, plain=True, ascii=self.ascii), self.path, bom=False)

    def _marked(self) -> bool:
        """Whether a byte order mark comes first: when the answer lands in a file, unless the user decides otherwise."""
        if self.bom is not None:
            return self.bom
        wish = os.environ.get("PLANCMP_BOM", "").strip().lower()
        return wish not in ("0", "no", "false", "off") if wish else output.lands_in_file(self.path)


def today() -> date:
    """Return the day that answers are dated: today, or that of ``SOURCE_DATE_EPOCH`` for a file that can be made again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), tz=UTC).date() if epoch.isdigit() else date.today()
