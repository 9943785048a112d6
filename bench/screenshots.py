"""Draw the terminal pictures of the READMEs: ``python -m bench.screenshots``. They are the program's own output, as vectors."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from msgspec.structs import replace
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from plancmp.alignment import align_all
from plancmp.comparison import compare
from plancmp.language import Lang
from plancmp.library import Library, directions, domains, verdicts_of, vocabulary
from plancmp.render import terminal
from plancmp.render.console import Screen
from plancmp.render.drawn import Piece, lines
from plancmp.select import select

DOCS = Path(__file__).resolve().parent.parent / "docs"
WIDTH = 112
ROWS = 3
"""Rows of the comparison that a picture shows."""
PICTURES: dict[str, Lang] = {"compare.svg": "en", "compare.zh-CN.svg": "zh"}
_COLUMN = 12.2
"""Width of a column in Rich's pictures."""
_FONTS = "'Noto Sans Mono CJK SC', 'Sarasa Mono SC', 'Source Han Mono SC', Menlo, Consolas, 'Microsoft YaHei', monospace"


def pictures() -> Iterator[tuple[str, str]]:
    """Yield every picture: its file's name and its contents."""
    library = Library.open()
    plans = (library.find("guichi"), library.find("nanning"))
    found = compare(plans, align_all(plans, vocabulary(), verdicts_of()), list(domains()), "elderly", None, directions())
    common = select(found, common=True)
    for name, lang in PICTURES.items():
        console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
        drawn = terminal.comparison(replace(common, rows=common.rows[:ROWS]), domains(), Screen(WIDTH, styled=True), lang)
        console.print(Segments([*map(_segment, (piece for line in lines(drawn, WIDTH) for piece in (*line, ("\n", ""))))]), end="")
        command = f"plancmp compare guichi nanning -d elderly --only-common{' --lang zh' if lang == 'zh' else ''}"
        yield name, _spaced(console.export_svg(title=command, code_format=_format(), unique_id="plancmp"))


def _segment(piece: Piece) -> Segment:
    """A piece for Rich, which draws each by itself: so columns stand where they should whatever the font."""
    text, style = piece
    return Segment(text, Style.parse(style) if text.strip() else None)


def _spaced(picture: str) -> str:
    """Rich gives each run of text the length of so many narrow characters; a Chinese one is two columns wide."""

    def length(run: re.Match[str]) -> str:
        return f'textLength="{cell_len(unescape(run[2])) * _COLUMN:g}"{run[1]}>{run[2]}</text>'

    return re.sub(r'textLength="[^"]*"([^>]*)>([^<]*)</text>', length, picture)


def _format() -> str:
    """Rich's picture of a terminal, with fonts that have Chinese, and none from the network."""
    plain = re.sub(r"@font-face \{\{.*?\}\}\n", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    return plain.replace("Fira Code, monospace", _FONTS).replace("font-variant-east-asian: full-width;", "")


if __name__ == "__main__":
    for name, picture in pictures():
        (DOCS / name).write_text(picture, encoding="utf-8")
