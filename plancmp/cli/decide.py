"""Commands about what is the same: why, align, verdict, review."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec.structs import replace

from plancmp import loading, output, render
from plancmp import verdicts as words
from plancmp.alignment import Alignment, Match, align
from plancmp.cli import options
from plancmp.cli.answer import Answer
from plancmp.cli.declared import Argument, Option
from plancmp.cli.options import Folders, PlanName, VerdictFile, verdicts_file, verdicts_in_force
from plancmp.errors import DataError, UsageError
from plancmp.explain import Explanation, explain, nearest
from plancmp.language import Lang, Said, tell
from plancmp.legible import legible
from plancmp.library import Library, find_indicator, vocabulary
from plancmp.model import Indicator, Plan
from plancmp.reasons import say_all
from plancmp.render.words import ordered
from plancmp.verdicts import Judged, Verdicts

if TYPE_CHECKING:
    from plancmp.render.console import Screen
    from plancmp.render.drawn import Drawn


class Word(StrEnum):
    """What a person can say about a pair."""

    ACCEPT = "accept"
    REJECT = "reject"
    RENAME = "rename"


def why(
    first: PlanName,
    second: PlanName,
    indicator: Annotated[str | None, Argument(help="An indicator of either plan: its id or name")] = None,
    other: Annotated[str | None, Argument(help="The one of the other plan to hold it against")] = None,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    *,
    answer: Answer,
) -> None:
    """Explain why indicators stand in one row, or why not: every row and near-miss, or one indicator segment by segment."""
    library = options.library(plans, answer.lang)
    a, b = _two(library, first, second)
    decided = verdicts_in_force(verdicts, answer.lang)
    found = _explanations(a, b, indicator, other, decided)

    def table(_: Screen) -> Drawn:
        return render.whys.explanations(a, b, found, answer.lang, detailed=indicator is not None)

    answer.write(
        "why",
        lambda: render.listings.explanations(a, b, found, answer.lang),
        table,
        lambda: (a, b),
        json=lambda: render.jsons.explanations(a, b, found, answer.lang),
    )


def _explanations(a: Plan, b: Plan, indicator: str | None, other: str | None, decided: Verdicts) -> list[Explanation]:
    if indicator is None:
        alignment = align(a, b, vocabulary(), decided)
        pairs = [(x, y) for m in (*alignment.matches, *alignment.candidates, *alignment.refused) for x in m.first for y in m.second]
        return [explain(a, x, b, y, vocabulary(), decided) for x, y in pairs]
    mine, plan = _indicator_of(indicator, a, b)
    theirs = b if plan is a else a
    if other is not None:
        match_ = find_indicator(theirs, other)
        pair = (mine, match_) if plan is a else (match_, mine)
        return [explain(a, pair[0], b, pair[1], vocabulary(), decided)]
    near = nearest(plan, mine, theirs, vocabulary(), decided)
    return list(near) if plan is a else [explain(a, e.second, b, mine, vocabulary(), decided) for e in near]


def _indicator_of(name: str, a: Plan, b: Plan) -> tuple[Indicator, Plan]:
    """Find an indicator in the first plan, or else in the second."""
    try:
        return find_indicator(a, name), a
    except UsageError:
        return find_indicator(b, name), b


def align_plans(
    first: PlanName,
    second: PlanName,
    candidates: Annotated[bool, Option("--candidates", help="Candidates too")] = False,
    plans: Folders = None,
    verdicts: VerdictFile = None,
    *,
    answer: Answer,
) -> None:
    """Write every match of two plans with its predicate, confidence and justification (SSSOM TSV)."""
    library = options.library(plans, answer.lang)
    a, b = _two(library, first, second)
    decided = verdicts_in_force(verdicts, answer.lang)
    found = align(a, b, vocabulary(), decided)
    mappings = [
        m
        for match in (*found.matches, *(found.candidates if candidates else ()))
        for m in _mappings(found, match, decided, answer.lang)
    ]
    answer.write(
        "align",
        lambda: render.listings.mappings(mappings),
        plans=lambda: (a, b),
        sssom=lambda: words.write(mappings, f"{words.SET_ID}/{a.id}-{b.id}"),
        json=lambda: render.jsons.mappings(mappings),
    )


def _mappings(found: Alignment, match: Match, decided: Verdicts, lang: Lang) -> list[Judged]:
    a, b = found.plans
    lines = []
    for x in match.first:
        for y in match.second:
            explained = explain(a, x, b, y, vocabulary(), decided).judgement
            relation = explained.relation if explained.relation in words.PREDICATES else "close"
            lines.append(
                Judged(
                    (a.id, x.id),
                    relation,
                    (b.id, y.id),
                    subject_label=x.name,
                    object_label=y.name,
                    justification=words.MANUAL if explained.by_verdict else words.LEXICAL,
                    confidence=_confidence(explained.relation, explained.score),
                    comment=say_all(explained.reasons, lang),
                )
            )
    return lines


def _confidence(relation: str, score: float) -> str:
    """Confidence as SSSOM wants it, 0 to 1: by relation, and for candidates by how alike the names are."""
    base = {"same": 0.98, "close": 0.9, "broader": 0.85, "narrower": 0.85}
    return f"{base.get(relation, score / 200):.2f}"


def verdict(
    word: Annotated[Word, Argument(help="accept, reject, or rename after an indicator got another id")],
    subject: Annotated[str, Argument(help="PLAN:INDICATOR", metavar="A:INDICATOR")],
    object: Annotated[str, Argument(help="PLAN:INDICATOR (for rename: the new id)", metavar="B:INDICATOR")],
    relation: Annotated[str, Option("--as", help="same, close, broader or narrower (the first is)")] = "same",
    comment: Annotated[str, Option("--comment", "-m", help="Why")] = "",
    verdicts: VerdictFile = None,
    plans: Folders = None,
    *,
    lang: Lang,
) -> None:
    """Write down that two indicators are the same, or are not; it outranks every rule from now on."""
    path = verdicts_file(verdicts)
    if relation not in words.PREDICATES:
        raise UsageError(Said("--as {0}: allowed are {1}", relation, ", ".join(words.PREDICATES)))
    old = _own(path)
    if word is Word.RENAME:
        before, after = _key(subject), _key(object)
        renamed = [_renamed(m, before, after) for m in old]
        if renamed == old:
            raise UsageError(Said("{0} has no verdict on {1}", path, subject))
        _save(path, renamed, lang)
        return
    library = options.library(plans, lang)
    x, y = (_named(library, name) for name in (subject, object))
    if x[0].id == y[0].id:
        raise UsageError(Said("a verdict is about indicators of two plans"))
    _save(path, [*old, _judged(x, y, relation, accepted=word is Word.ACCEPT, comment=comment)], lang)


def review(first: PlanName, second: PlanName, verdicts: VerdictFile = None, plans: Folders = None, *, lang: Lang) -> None:
    """Walk through the candidates of two plans and decide: accept, reject, skip, quit. Each decision is kept at once."""
    library = options.library(plans, lang)
    a, b = _two(library, first, second)
    path = verdicts_file(verdicts)
    found = align(a, b, vocabulary(), verdicts_in_force(verdicts, lang)).candidates
    if not found:
        output.write_text(tell("No candidates: every row is decided.\n", lang))
        return
    for number, match in enumerate(found, start=1):
        x, y = match.first[0], match.second[0]
        output.write_text(legible(f"\n{number}/{len(found)}  {say_all(match.reasons, lang)}\n"))
        for plan, indicator in ((a, x), (b, y)):
            about = "; ".join(filter(None, (*ordered(indicator.name, indicator.name_en, lang), indicator.scope)))
            output.write_text(legible(f"  {plan.id}: {about}\n"))
        answer = _ask(lang)
        if answer == "q":
            break
        if answer in ("a", "r"):
            _save(path, [*_own(path), _judged((a, x), (b, y), "same", accepted=answer == "a", comment="")], lang)
    output.write_text(legible(tell("Verdicts are kept in {0}\n", lang, path)))


def _ask(lang: Lang) -> str:
    while True:
        output.write_text(tell("  same? [a]ccept [r]eject [s]kip [q]uit", lang) + ": ")
        said = sys.stdin.readline()
        if not said:
            raise KeyboardInterrupt  # nobody is there any more
        answer = said.strip().lower()[:1] or "s"
        if answer in "arsq":
            return answer


def _two(library: Library, first: str, second: str) -> tuple[Plan, Plan]:
    a, b = library.find(first), library.find(second)
    if a.id == b.id:
        raise UsageError(Said("{0!r} and {1!r} are the same plan", first, second))
    return a, b


def _key(text: str) -> words.Key:
    found = words.key(text)
    if found is None:
        raise UsageError(Said("{0!r} is not of the form PLAN:INDICATOR", text))
    return found


def _named(library: Library, text: str) -> tuple[Plan, Indicator]:
    plan_name, indicator = _key(text)
    plan = library.find(plan_name)
    return plan, find_indicator(plan, indicator)


def _judged(x: tuple[Plan, Indicator], y: tuple[Plan, Indicator], relation: str, *, accepted: bool, comment: str) -> Judged:
    return Judged(
        (x[0].id, x[1].id),
        relation,
        (y[0].id, y[1].id),
        accepted,
        x[1].name,
        y[1].name,
        confidence="1.00",
        date=date.today().isoformat(),
        comment=comment,
    )


def _renamed(mapping: Judged, before: words.Key, after: words.Key) -> Judged:
    if mapping.subject == before:
        return replace(mapping, subject=after)
    return replace(mapping, object=after) if mapping.object == before else mapping


def _own(path: Path) -> list[Judged]:
    if not path.exists():
        return []
    found, problems = words.read(loading.read_text(path), loading.shown(path))
    if problems:
        raise DataError(problems)
    return list(found)


def _save(path: Path, mappings: list[Judged], lang: Lang) -> None:
    output.write_data(words.write(mappings), path, bom=False)
    options.said(Said("{0} verdicts in {1}", len(mappings), path), lang)
