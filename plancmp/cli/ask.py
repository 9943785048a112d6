"""Commands that answer planners' questions: matrix, search, rank, gaps, timeline, stats."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

from plancmp import questions, render
from plancmp.cli import options
from plancmp.cli.answer import Answer, today
from plancmp.cli.declared import Argument, Option
from plancmp.cli.options import DomainName, Folders, PlanName, VerdictFile
from plancmp.errors import UsageError
from plancmp.exporting import Record
from plancmp.language import Said, tell
from plancmp.library import Library, domains, vocabulary
from plancmp.listing import Listing
from plancmp.model import Indicator, Plan

if TYPE_CHECKING:
    from rich.console import RenderableType

    from plancmp.render.console import Screen

Plans = Annotated[list[str] | None, Argument(help="The plans to ask; all of them if none is named")]


def matrix(
    plan: Plans = None,
    domain: DomainName = None,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    *,
    answer: Answer,
) -> None:
    """Indicator by plan: who has what, the short figure in each cell."""
    library = options.library(plans, answer.lang)
    from plancmp.cli.comparing import compared

    found = compared(_named(library, plan), verdicts, answer.lang, options.only_domain(domain))
    hide = ("relation", "of")
    listing = Listing.of(questions.matrix_fields(found), questions.matrix(found, answer.lang))
    glance = Listing.of(questions.SPREAD_FIELDS, questions.spread(found, answer.lang)) if found.many else None
    _write(answer, "matrix", listing, found.plans, tell("No plan has anything on this.", answer.lang), hide, glance)


def search(
    text: Annotated[str, Argument(help="What to look for: 护理床位, nursing beds, 护理型床")],
    plan: Plans = None,
    limit: Annotated[int, Option("--limit", "-n", help="At most so many answers; 0 for all")] = 20,
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """Find indicators of all plans by Chinese or English words, best first."""
    chosen = _named(options.library(plans, answer.lang), plan)
    found = questions.search(text, chosen, vocabulary(), answer.lang, limit or None)
    hide = ("region", "domain", "indicator", "scope")
    listing = Listing.of(questions.SEARCH_FIELDS, found)
    _write(answer, "search", listing, chosen, tell("No plan has anything like {0!r}.", answer.lang, text), hide)


def rank(
    indicator: Annotated[str, Argument(help="An indicator's name in Chinese or English, or its id")],
    plan: Plans = None,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    *,
    answer: Answer,
) -> None:
    """Rank the plans by their target for an indicator; those that do not compare come last, with the reason."""
    chosen = _named(options.library(plans, answer.lang), plan)
    hits = questions.search(indicator, chosen, vocabulary())
    found: list[Record] = []
    if hits:
        from plancmp.cli.comparing import compared

        best = _indicator(chosen, hits)
        found = questions.rank(compared(chosen, verdicts, answer.lang, near=best), best, answer.lang)
    hide = ("region", "domain", "indicator", "scope", "actual", "at")
    listing = Listing.of(questions.RANK_FIELDS, found)
    _write(answer, "rank", listing, chosen, tell("No plan has anything like {0!r}.", answer.lang, indicator), hide)


def gaps(
    plan: PlanName,
    peers: Annotated[list[str] | None, Option("--peers", help="Compare with these plans only (repeatable)")] = None,
    at_least: Annotated[int, Option("--at-least", help="So many peers have to promise it")] = 2,
    domain: DomainName = None,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    *,
    answer: Answer,
) -> None:
    """List what other plans promise and this one does not: a checklist for the next plan."""
    library = options.library(plans, answer.lang)
    mine = library.find(plan)
    others = [p for p in _named(library, peers) if p.id != mine.id]
    if not others:
        raise UsageError(Said("no peers to compare with"))
    from plancmp.cli.comparing import compared

    found = compared((mine, *others), verdicts, answer.lang, options.only_domain(domain))
    nothing = tell("Nothing that {0} or more of {1} peers promise is missing in {2}.", answer.lang, at_least, len(others), mine.id)
    listing = Listing.of(questions.gaps_fields(found, mine), questions.gaps(found, mine, at_least, answer.lang))
    _write(answer, "gaps", listing, found.plans, nothing, ())


def timeline(
    plan: Plans = None,
    domain: DomainName = None,
    as_of: Annotated[str | None, Option("--as-of", help="Seen on this day (2025-06-30); today by default")] = None,
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """List targets by deadline, and which are past, due within a year, or to come."""
    chosen = _named(options.library(plans, answer.lang), plan)
    found = questions.timeline(chosen, day(as_of), options.only_domain(domain), answer.lang)
    listing = Listing.of(questions.TIMELINE_FIELDS, found)
    hide = ("deadline_stated", "region", "domain", "indicator", "scope", "actual")
    _write(answer, "timeline", listing, chosen, tell("No target has a deadline.", answer.lang), hide)


def stats(
    plan: Plans = None,
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """Count entries per domain, and say how checkable each plan is: share of targets with number, deadline, nature, baseline."""
    chosen = _named(options.library(plans, answer.lang), plan)
    listing = Listing.of((*questions.STATS_FIELDS, *domains()), questions.stats(chosen, domains()))
    _write(answer, "stats", listing, chosen, tell("No plans.", answer.lang), tuple(domains()))


def _named(library: Library, names: list[str] | None) -> tuple[Plan, ...]:
    """The plans named, each once; all of them if none is."""
    return tuple({p.id: p for p in map(library.find, names)}.values()) if names else library.plans()


def _indicator(plans: tuple[Plan, ...], hits: list[Record]) -> Indicator:
    """The best hit that has a numeric target, or else the best."""
    of = {(p.id, i.id): i for p in plans for i in p.indicators}
    found = [
        of[str(hit["plan"]), str(hit["indicator"])] for hit in hits if float(hit["score"] or 0) >= float(hits[0]["score"] or 0) - 10
    ]
    return next((i for i in found if any(t.quantity and t.quantity.value is not None for t in i.targets)), found[0])


def day(text: str | None) -> date:
    """The day that ``--as-of`` names; today without it."""
    if text is None:
        return today()
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError as error:
        raise UsageError(Said("--as-of {0}: a day looks like 2025-06-30", text)) from error


def _write(
    answer: Answer,
    question: str,
    found: Listing,
    plans: tuple[Plan, ...],
    nothing: str,
    hide: tuple[str, ...],
    glance: Listing | None = None,
) -> None:
    """Write an answer's lines, made of *plans*.

    A table leaves out the fields to *hide*, and says *nothing* where there are no lines; it is drawn of the lines of *glance*
    where those of the answer are too many to read.
    """

    def table(screen: Screen) -> RenderableType:
        return render.answers.table((glance or found).records(), nothing, hide, domains(), screen.width, answer.lang)

    answer.write(question, lambda: found, table, plans)
