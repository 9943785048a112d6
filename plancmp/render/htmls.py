"""HTML: one small page with one table, whole without a network."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from plancmp.exporting import Scalar
from plancmp.language import Lang, tell
from plancmp.legible import legible
from plancmp.listing import Listing, Origin
from plancmp.model import Domain
from plancmp.render import headings

_STYLE = """\
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em; color: #1a1a1a; background: #fff }
table { border-collapse: collapse }
th, td { border-bottom: 1px solid #bbb; padding: .3em .7em; text-align: left; vertical-align: top; max-width: 28em }
td { overflow-wrap: break-word; white-space: pre-line; min-width: 3em }
th { white-space: nowrap; background: #eee; position: sticky; top: 0 }
.number { text-align: right; font-variant-numeric: tabular-nums }
"""


def page(found: Listing, origin: Origin, domains: Mapping[str, Domain], lang: Lang, *, headers: bool = True) -> str:
    """Render a listing as a page that says where it comes from."""
    title = _text(origin.title)
    about = tell("plancmp {0}, {1}", lang, origin.version, origin.day.isoformat())
    numeric = found.numeric()
    kinds = [' class="number"' if name in numeric else "" for name in found.fields]
    top = "".join(
        f'<th scope="col"{kind}>{_text(headings.heading(name, domains, lang))}</th>'
        for name, kind in zip(found.fields, kinds, strict=True)
    )
    lines = (
        "".join(
            f"<td{kind}>{_text(headings.value(name, cell, domains, lang))}</td>"
            for name, kind, cell in zip(found.fields, kinds, line, strict=True)
        )
        for line in found.lines
    )
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<table>\n"
        + (f"<thead>\n<tr>{top}</tr>\n</thead>\n" if headers else "")
        + "<tbody>\n"
        + "".join(f"<tr>{line}</tr>\n" for line in lines)
        + f"</tbody>\n</table>\n<p>{_text(about)}</p>\n</body>\n</html>\n"
    )


def _text(value: Scalar) -> str:
    return "" if value is None else escape(legible(str(value)))
