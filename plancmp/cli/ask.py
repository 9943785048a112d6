"""Commands that answer planners' questions: matrix, search, rank, gaps, timeline, stats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING, Annotated

from plancmp import questions, render
from plancmp.asked import Asked
from plancmp.cli import options
from plancmp.cli.answer import Answer, today
from plancmp.cli.declared import Argument, Option
from plancmp.cli.options import DomainName, Folders, PlanName, VerdictFile
from plancmp.errors import UsageError
from plancmp.exporting import Record
from plancmp.gist import Outline
from plancmp.language import Said, tell
from plancmp.library import Library, domains, vocabulary
from plancmp.listing import Listing
from plancmp.model import Plan
from plancmp.questions import Hit

if TYPE_CHECKING:
    from plancmp.render.console import Screen
    from plancmp.render.drawn import Drawn

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
    asked = Asked.of(options.library(plans, answer.lang), plan)
    force, only = options.verdicts_in_force(verdicts, answer.lang), options.only_domain(domain)
    from plancmp.cli.comparing import compared

    found = compared(asked.of_domain(only, force), force, only)
    hide = ("relation", "of")
    listing = Listing.of(questions.matrix_fields(found), questions.matrix(found, answer.lang))
    glance = Listing.of(questions.SPREAD_FIELDS, questions.spread(found, answer.lang)) if found.many else None
    _write(answer, "matrix", listing, asked.plans, tell("No plan has anything on this.", answer.lang), hide, glance)


def search(
    text: Annotated[str, Argument(help="What to look for: 护理床位, nursing beds, 护理型床")],
    plan: Plans = None,
    limit: Annotated[int, Option("--limit", "-n", help="At most so many answers; 0 for all")] = 20,
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """Find indicators of all plans by Chinese or English words, best first."""
    asked = Asked.of(options.library(plans, answer.lang), plan)
    found = list(islice(questions.hits(text, asked.outlines(), vocabulary(), asked.glosses), limit or None))
    hide = ("region", "domain", "indicator", "scope")
    told = questions.search(found, asked.plans({hit.plan for hit in found}), answer.lang)
    _write(
        answer,
        "search",
        Listing.of(questions.SEARCH_FIELDS, told),
        asked.plans,
        tell("No plan has anything like {0!r}.", answer.lang, text),
        hide,
    )


def rank(
    indicator: Annotated[str, Argument(help="An indicator's name in Chinese or English, or its id")],
    plan: Plans = None,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    *,
    answer: Answer,
) -> None:
    """Rank the plans by their target for an indicator; those that do not compare come last, with the reason."""
    asked = Asked.of(options.library(plans, answer.lang), plan)
    outlines = asked.outlines()
    found: list[Record] = []
    if best := _best(asked, questions.hits(indicator, outlines, vocabulary(), asked.glosses)):
        from plancmp.cli.comparing import compared

        force = options.verdicts_in_force(verdicts, answer.lang)
        near = asked.near(outlines, lambda plan: _places(plan, best), force)
        own, one = next((n, i) for n, plan in enumerate(near) if plan.id == best[0] for i in plan.indicators if i.id == best[1])
        found = questions.rank(compared(near, force, against=own, near=one), one, answer.lang)
    hide = ("region", "domain", "indicator", "scope", "actual", "at")
    listing = Listing.of(questions.RANK_FIELDS, found)
    _write(answer, "rank", listing, asked.plans, tell("No plan has anything like {0!r}.", answer.lang, indicator), hide)


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

    found = compared((mine, *others), options.verdicts_in_force(verdicts, answer.lang), options.only_domain(domain))
    nothing = tell("Nothing that {0} or more of {1} peers promise is missing in {2}.", answer.lang, at_least, len(others), mine.id)
    listing = Listing.of(questions.gaps_fields(found, mine), questions.gaps(found, mine, at_least, answer.lang))
    _write(answer, "gaps", listing, lambda: found.plans, nothing, ())


def timeline(
    plan: Plans = None,
    domain: DomainName = None,
    as_of: Annotated[str | None, Option("--as-of", help="Seen on this day (2025-06-30); today by default")] = None,
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """List targets by deadline, and which are past, due within a year, or to come."""
    asked = Asked.of(options.library(plans, answer.lang), plan)
    listing = questions.timeline(asked.dues(), day(as_of), options.only_domain(domain), answer.lang)
    hide = ("deadline_stated", "region", "domain", "indicator", "scope", "actual")
    _write(answer, "timeline", listing, asked.plans, tell("No target has a deadline.", answer.lang), hide)


def stats(
    plan: Plans = None,
    plans: Folders = None,
    *,
    answer: Answer,
) -> None:
    """Count entries per domain, and say how checkable each plan is: share of targets with number, deadline, nature, baseline."""
    asked = Asked.of(options.library(plans, answer.lang), plan)
    listing = Listing.of((*questions.STATS_FIELDS, *domains()), questions.stats(asked.tallies(), domains()))
    _write(answer, "stats", listing, asked.plans, tell("No plans.", answer.lang), tuple(domains()))


def _named(library: Library, names: list[str] | None) -> tuple[Plan, ...]:
    """The plans named, each once; all of them if none is."""
    return tuple({p.id: p for p in map(library.find, names)}.values()) if names else library.plans()


def _best(asked: Asked, hits: Iterator[Hit]) -> tuple[str, str] | None:
    """The best hit that has a numeric target, or else the best; as the ids of plan and indicator."""
    first = next(hits, None)
    if first is None:
        return None
    for hit in takewhile(lambda hit: hit.score >= first.score - 10, chain([first], hits)):
        (plan,) = asked.plans({hit.plan})
        if any(t.quantity and t.quantity.value is not None for i in plan.indicators if i.id == hit.indicator for t in i.targets):
            return hit.plan, hit.indicator
    return first.plan, first.indicator


def _places(plan: Outline, wanted: tuple[str, str]) -> list[int]:
    """Where an indicator stands in a plan, given the ids of its plan and itself."""
    return [place for place, entry in enumerate(plan.entries) if entry.id == wanted[1]] if plan.id == wanted[0] else []


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
    plans: Callable[[], Sequence[Plan]],
    nothing: str,
    hide: tuple[str, ...],
    glance: Listing | None = None,
) -> None:
    """Write an answer's lines, made of *plans*.

    A table leaves out the fields to *hide*, and says *nothing* where there are no lines; it is drawn of the lines of *glance*
    where those of the answer are too many to read.
    """

    def table(screen: Screen) -> Drawn:
        return render.answers.table((glance or found).records(), nothing, hide, domains(), screen.width, answer.lang)

    answer.write(question, lambda: found, table, plans)
