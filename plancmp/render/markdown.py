"""Markdown: a table that pastes into a report, read alike by GitHub and Pandoc."""

from __future__ import annotations

import re
from collections.abc import Mapping

from plancmp.exporting import Scalar
from plancmp.language import Lang
from plancmp.legible import legible
from plancmp.listing import Listing
from plancmp.model import Domain
from plancmp.render import headings

# What either of them takes for markup, entities, links, citations, mathematics, or types otherwise ("--" as a dash).
_MARKUP = re.compile(r"""[\\`*_\[\]<>&|~$^@"']|(?<=-)-|-(?=-)|(?<=\.)\.|\.(?=\.)""")
_LINE_END = re.compile(r"\s*(?:\r\n|\r|\n)\s*")
_WIDEST = 40
"""Pandoc divides the page by the lengths of the rules; a longer one would starve the other columns."""


def table(found: Listing, domains: Mapping[str, Domain], lang: Lang, *, headers: bool = True) -> str:
    """Render a listing as a pipe table; without *headers* their line is there, since GitHub asks for one, but empty."""
    numeric = found.numeric()
    top = [_text(headings.heading(name, domains, lang)) if headers else "" for name in found.fields]
    lines = [
        [_text(headings.value(name, cell, domains, lang)) for name, cell in zip(found.fields, line, strict=True)]
        for line in found.lines
    ]
    rules = []
    for number, name in enumerate(found.fields):
        length = min(_WIDEST, max(3, *map(len, (top[number], *(line[number] for line in lines)))))
        rules.append("-" * (length - 1) + (":" if name in numeric else "-"))
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (top, rules, *lines))


def _text(value: Scalar) -> str:
    if value is None:
        return ""
    return _LINE_END.sub(" <br> ", _MARKUP.sub(r"\\\g<0>", legible(str(value)).strip()))
