"""A report as one HTML file: no network, nothing that needs a script to be read, everything from data escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from plancmp.language import tell
from plancmp.legible import legible
from plancmp.render import charts
from plancmp.render.page import Lane, Page, Plot


def html(page: Page, version: str) -> str:
    """Render a page made by a *version* of plancmp. Same page, same bytes."""
    environment = _environment()
    style, script = (_source(environment, name) for name in ("report.css", "report.js"))

    def told(english: str, *facts: object) -> str:
        return tell(english, page.lang, *facts)

    def dots(plot: Plot, id: str) -> Markup:
        return Markup(charts.dots(plot, id, page.lang))  # noqa: S704 - drawsvg escapes texts; attributes are ours

    def timeline(lanes: tuple[Lane, ...]) -> Markup:
        seen = page.as_of.year * 12 + page.as_of.month
        description = told("The table below has the same numbers.")
        drawn = charts.timeline(lanes, seen, "timeline", told("Deadlines by plan"), description)
        return Markup(drawn)  # noqa: S704 - as above

    text = environment.get_template("report.html").render(
        page=page,
        t=told,
        dots=dots,
        timeline=timeline,
        style=Markup(style),  # noqa: S704 - ours
        script=Markup(script),  # noqa: S704 - ours
        policy=f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'",
        version=version,
    )
    return legible(text)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("plancmp.render"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _digest(text: str) -> str:
    """What a Content-Security-Policy calls an inline style or script."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
