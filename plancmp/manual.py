"""The manual of every problem's code: what it means and what to do about it.

The manual of a rule is its docstring (check.py); the codes of what is no rule stand here.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Mapping

from plancmp import check
from plancmp.chinese import MANUAL
from plancmp.errors import UsageError
from plancmp.language import Lang, Said

_PAGES: Mapping[str, str] = {
    # ---- the file
    "unreadable-file": """
        The file could not be opened: it has vanished, may not be read, or is no file. The other plans are read without
        it.
        """,
    "too-large": """
        The file is larger than any plan file; the five shipped ones have some 100,000 characters. It is most likely
        another file, or one into which a program has written too often. Nothing of it is examined.
        """,
    "not-utf-8": """
        The bytes of the file are no UTF-8 text. Editors on Chinese Windows may save GBK, and some programs UTF-16: save
        the file again with the encoding UTF-8 (a byte order mark does no harm). Nothing else is examined until then.
        """,
    "duplicate-plan": """
        A plan's id is the name of its file without the ending, so x.yaml and x.yml in one folder are the same plan.
        Rename or remove one. (Of files in different folders the later folder's counts, which is no problem.)
        """,
    # ---- YAML
    "control-character": """
        The text contains a character that cannot be seen and is no text: a control character, half of a surrogate pair,
        a byte order mark in the middle, or a line separator that YAML counts as a new line and editors do not. They
        come along when text is copied from web pages and PDF files. Delete it, also where it is written as an escape
        (\\x07) in double quotes.
        """,
    "yaml-syntax": """
        The text is no YAML from here on; the cause may stand a little further up. Usual causes: a tab in the
        indentation (use spaces), a bracket or quotation mark that is never closed, a colon and space inside a text, a
        text that begins with one of the signs * & ! % @ ` > | [ { " ' (put it into single quotes: '***', '>=90%'). What
        stands before the place is examined, except the entry that contains it.
        """,
    "several-documents": """
        A line with three hyphens begins a second YAML document. A plan file is one document; make a file of its own of
        the second. What stands behind the line is not examined.
        """,
    "too-deep": """
        Mappings and lists are nested deeper than any plan file needs. Most likely brackets that do not belong there
        have been opened. What follows is not examined.
        """,
    "yaml-anchor": """
        Anchors (&name) give a value a name for use elsewhere. A plan file says everything where it stands, so that each
        figure has a line of its own to point to. If the sign belongs to the text, put the text into quotation marks.
        """,
    "yaml-alias": """
        An alias (*name) repeats a value from elsewhere, and <<: *name takes over its keys. A plan file says everything
        where it stands: write the value out. If the sign belongs to the text, as in a figure redacted with asterisks,
        put it into quotes.
        """,
    "yaml-tag": """
        A tag (!name) tells a YAML reader what to make of a value. In a plan file every value is text, and nothing else
        is ever made of it: leave the tag out. If the sign belongs to the text, put the text into quotation marks.
        """,
    "yaml-key": """
        The key of a mapping is a word. Here it is a list, a mapping or nothing, mostly because a text in braces or
        brackets was not put into quotation marks, or because a key is missing before a colon. The value behind it is
        not examined.
        """,
    "duplicate-key": """
        The same key stands twice in one mapping, and only one of the two could count. Merge them, or rename one. Only
        the first is examined.
        """,
    # ---- the shape
    "not-a-plan": """
        A plan file is a mapping with the keys `plan` and `domains`; this file is empty, or something else. `plancmp
        new` writes one to begin with.
        """,
    "unknown-key": """
        This key has no meaning at this place; it is mostly a slip of the hand, or indented too far or too little. The
        message lists the keys that are allowed here.
        """,
    "missing-key": """
        A key is missing that cannot be done without. A plan needs `title`, `region` (with `name` and `level`), `kind`
        and `period`; an indicator needs `id` and `name`; a target or actual needs `stated`, the figure phrase as
        printed.
        """,
    "wrong-type": """
        A text stands where a list or a mapping has to be, or the other way round. Targets and actuals are lists, also
        where there is only one: write each on a line of its own after a hyphen.
        """,
    "unknown-value": """
        This key knows a few values only, and this is none of them. The message lists them. (`true` is written just so.)
        """,
    "bad-form": """
        The value does not have the form that this key asks for: an id is lower-case English words and numbers joined by
        single hyphens (nursing-care-bed-share), a code is the six digits of GB/T 2260.
        """,
    "empty-value": """
        A key or an item of a list has no value: nothing, white space, `~` or `null`. Give it one, or leave it out
        altogether: a key that is absent says that the document says nothing. A cell without a figure is stated as "--".
        """,
    "too-long": """
        The value is longer than any phrase, name or note. `stated` is the figure phrase as printed, never a sentence;
        put what a reader has to know into `note`, in a few sentences.
        """,
    # ---- what the phrases say
    "bad-period": """
        The years that a plan covers are written 2021-2025, or 2023 for one year: four digits each, the earlier year
        first, at most twenty years apart.
        """,
    "unknown-domain": """
        The keys of `domains` are the fields of civil affairs (data/domains.yaml); what belongs to none of them stands
        under `other`.
        """,
    "unknown-unit": """
        The declared unit is not in the table of units (data/units.yaml), so its figures could not be compared. Use a
        unit of the table, or add this one there with its dimension and size.
        """,
    "unreadable-figure": """
        The figure phrase is not understood: it holds a word, a unit or a numeral that no rule explains. Nothing is
        guessed. Check the spelling against the source; state two figures as two entries; mark a commitment without a
        number by `milestone: true`; give the number as `value` beside the phrase only where the phrase cannot carry it.
        """,
    "unreadable-date": """
        The date phrase is not understood, or names a day that does not exist, or a year (今年) that the plan does not
        settle. Write it as printed, without the words around it: 2025, 2025年底, 2022年6月前, “十四五”末, 每年,
        从2022年起.
        """,
    "implied-without-value": """
        `implied: true` says that the source prints only by how much something was exceeded or missed, so the number
        that follows from it has to be given as `value` (and how it follows, in `note`).
        """,
    "bad-value": """
        `value` is the bare number of a figure, with its unit at most: 0.47, 4000, 55%. Comparators (不低于) belong into
        `comparator`.
        """,
    "value-mismatch": """
        `value`, `comparator` and `unit` are given beside a phrase where the phrase does not carry them. Here the phrase
        does, and says something else. Correct what is wrong, or leave out what the phrase says by itself.
        """,
    "milestone-with-value": """
        A milestone is a commitment that can be ticked off and has no number, so nothing can be said about its number.
        Leave out either `milestone` or the other key.
        """,
    "figure-in-milestone": """
        The phrase of a milestone contains what looks like a figure, and no figure of a milestone is compared. If it is
        a promise of so many, state it without `milestone`; if it is part of a name or an ordinal, say so in `note`.
        """,
    # ---- held against the source (plancmp verify)
    "not-found": """
        The source does not print this phrase at the place that `at` names. Copy the phrase as printed, or correct the
        place.
        """,
    "date-not-found": """
        The source does not print this date phrase near the figure it belongs to. Copy it as printed, or leave it out.
        """,
    "cut-short": """
        The source prints more of the figure phrase than the file states: a comparator, a unit or digits before or
        behind it.
        """,
    "bad-locator": """
        `at` names no heading that a source could have: chapters and sections (第三章第二节), boxes (专栏3 01), tables
        (表1 第6行).
        """,
    "no-such-place": """
        The source has no heading of this name. Correct `at`, or look whether the heading is damaged in the captured
        text.
        """,
    "stale-review": """
        A phrase under `reviewed` is not in the source (any more). Correct it or take it out.
        """,
    "uncovered-figure": """
        The source prints a figure here that no entry states. Enter it, or say under `reviewed` why it is none.
        """,
    "uncovered-date": """
        The source prints a date here that no entry states. Enter it, or say under `reviewed` why it is none.
        """,
    # ---- files of verdicts (SSSOM)
    "sssom-columns": """
        The first line that is no comment names the columns, and a needed one is missing. Columns are separated by tabs;
        spreadsheets have to save the file as tab-separated text. Nothing of the file is used.
        """,
    "sssom-id": """
        A verdict is about two indicators, each named as plan:indicator (guichi:nursing-care-bed-share), and not about
        one and itself. The line is passed over.
        """,
    "sssom-predicate": """
        The relation is none of those that SKOS has for matches: exact, close, broad, narrow. The line is passed over.
        """,
    "sssom-modifier": """
        `predicate_modifier` is Not for a rejected match and empty for an accepted one. The line is passed over.
        """,
    "verdict-conflict": """
        Two verdicts contradict each other: a pair is accepted and rejected in one file, or a pair is rejected although
        both are the same as a third. Take out the wrong one.
        """,
}


def codes() -> tuple[str, ...]:
    """Return every code that a problem of a plan file can have, in the order of the alphabet."""
    return tuple(sorted({*_PAGES, *_rules()}))


def explain(code: str, lang: Lang = "en") -> str:
    """Return the manual of a code: a line or paragraph on what it means, and what to do. Raises :class:`UsageError` for no code."""
    if lang == "zh" and code in codes():
        return MANUAL[code]
    if rule := _rules().get(code):
        return inspect.getdoc(rule) or ""
    if page := _PAGES.get(code):
        return textwrap.fill(" ".join(page.split()), 100, break_long_words=False, break_on_hyphens=False)
    raise UsageError(Said("{0!r} is no problem's code (codes: {1})", code, ", ".join(codes())))


def _rules() -> Mapping[str, check.Rule]:
    return {check.code(rule): rule for rule in (*check.ERRORS, *check.WARNINGS)}
