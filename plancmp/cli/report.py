"""The command that makes a page to look at: report."""

from __future__ import annotations

import sys
from typing import Annotated

from plancmp import __version__, gist, output, overview, questions
from plancmp.cli import options
from plancmp.cli.ask import day
from plancmp.cli.browse import to_compare
from plancmp.cli.comparing import compared
from plancmp.cli.declared import Argument, Option
from plancmp.cli.options import DomainName, Folders, OutFile, VerdictFile
from plancmp.errors import UsageError
from plancmp.language import Lang, Said
from plancmp.library import domains

GAP = 2
"""So many plans have to promise something for its absence elsewhere to be a gap."""

PAGES = (".html", ".htm", "")
"""What the name of a report's file ends in."""


def report(
    plan: Annotated[list[str] | None, Argument(help="Two plans or more")] = None,
    domain: DomainName = None,
    every: Annotated[bool, Option("--all", help="All plans at hand")] = False,
    against: Annotated[str | None, Option("--against", help="Differences from this plan only")] = None,
    as_of: Annotated[str | None, Option("--as-of", help="Seen on this day (2025-06-30); today by default")] = None,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    out: OutFile = None,
    *,
    lang: Lang,
) -> None:
    """Make a page to look at: plans side by side with charts, deadlines and gaps, as one HTML file for browser, phone and print."""
    seen = day(as_of)
    if out is None and sys.stdout.isatty():
        raise UsageError(Said("a page is for a browser: name a file (-o report.html), or send it into a pipe"))
    if out is not None and out.suffix.lower() not in PAGES:
        raise UsageError(Said("{0}: a report is HTML, so its file's name ends in .html; a browser prints it to PDF", out))
    from plancmp.render import compose
    from plancmp.render import report as pages

    chosen, reference = to_compare(options.library(plans, lang), plan or [], every, against)
    only = options.only_domain(domain)
    found = compared(chosen, options.verdicts_in_force(verdicts, lang), only, reference, candidates=True)
    page = compose.page(
        found,
        [overview.axis(chosen, row) for row in found.rows],
        overview.holes(found, GAP),
        questions.timeline(map(gist.dues, chosen), seen, only, lang).records(),
        domains(),
        seen,
        against=reference is not None,
        lang=lang,
    )
    output.write_data(pages.html(page, __version__), out, bom=False)
