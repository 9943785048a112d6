"""A plan file held against its source text, both ways.

*Faithful*: every figure phrase and date phrase of the file is printed at the place that ``at`` names.
*Complete*: every figure and date of the source is claimed by an entry, or reviewed with a reason.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from rapidfuzz import fuzz

from plancmp import schema, source
from plancmp.assign import assign
from plancmp.errors import Problem
from plancmp.language import Said
from plancmp.marks import Marked, Path
from plancmp.source import Jump, Place, SourceText
from plancmp.text import squeeze

Span = tuple[int, int]

_CN = "[一二三四五六七八九十百千两]"
_MEASURE = "个|家|所|项|名|支|处|座|户|张|场|批次|届|轮|次|类|级|种|部|期|套|辆|条|台|人|件|周岁|岁|倍|块|天"
_DATE = re.compile(
    r"20\d\d(?:-20\d\d)?年(?:底|末|\d{1,2}月(?:\d{1,2}日)?)?"
    rf"|\"{_CN}+五\"(?:期?末期?|期间|时期(?:,|末))|{_CN}{{4}}年(?:底|末)?"
)
_FIGURE = re.compile(
    rf"\d+(?:[.,]\d+)*|{_CN}+(?:{_MEASURE})(?!是)|全覆盖|基本覆盖|翻{_CN}番|百分之{_CN}+|{_CN}+分之{_CN}+|{_CN}成(?=以上|以下|左右|的)|一半|半数"
)
_VAGUE = re.compile("一批|一次性")
_BEFORE = re.compile("(?:不低于|不少于|不超过|不得超过|不高于|至少|超过|突破|高于|低于|约|近|逾|≥|≤|>|<)$")
_AFTER = re.compile("以上|以下|以内|左右|余|多(?=[万亿个名人次家户张件])")
_MONTH_AFTER = re.compile(r"\d{1,2}月")
_REACH_BEFORE, _REACH_AFTER = 500, 160


class Claim(Struct, frozen=True):
    """One figure of the file, to be found at one place."""

    path: Path
    key: str
    words: str
    at: str | None
    place: Place
    date: str
    date_key: str
    context: str
    """Name and scope of its indicator: what the passage around it should speak of."""


class Verification(Struct):
    """The work of verifying one file."""

    file: str
    marked: Marked
    source_file: str
    text: SourceText
    claims: Sequence[Claim]
    problems: list[Problem] = field(default_factory=list)
    covered: list[Span] = field(default_factory=list)
    named: list[tuple[int, str]] = field(default_factory=list)
    """Where a claim was found, with its indicator's name: numbers in the name need no entry of their own."""

    def problem(self, path: Path, code: str, message: str) -> None:
        """Note a problem at the YAML's line and column."""
        line, column = self.marked.place(path)
        self.problems.append(Problem(self.file, line, column, code, message, schema.where(self.marked.data, path)))


def verify(shaped: schema.FileText, marked: Marked, file: str, source_file: str, raw: str) -> tuple[Problem, ...]:
    """Hold a plan file (read as *shaped* and *marked*) against the *raw* text of its source.

    Problems of faithfulness stand at the plan file's line and column, uncovered figures at the source's line.
    """
    about = shaped.plan.source
    jumps = [Jump(jump.words, source.locator(jump.at)) for jump in about.jumps] if about else []
    work = Verification(file, marked, source_file, source.read(raw, jumps), tuple(_claims(shaped)))
    _faithful(work)
    _plan_dates(work, shaped)
    _review(work, shaped)
    _complete(work)
    return tuple(sorted(set(work.problems), key=lambda p: (p.file != file, p)))


def _claims(shaped: schema.FileText) -> Iterator[Claim]:
    for slug, entries in shaped.domains.items():
        for number, entry in enumerate(entries):
            path: Path = ("domains", slug, number)
            context = squeeze(entry.name + (entry.scope or ""))
            for n, target in enumerate(entry.targets):
                yield from _of_figure((*path, "targets", n), target, target.by, "by", context)
                if target.growth:
                    yield from _at_each((*path, "targets", n), "growth", target.growth, target.at, "", "by", context)
            for n, actual in enumerate(entry.actuals):
                yield from _of_figure((*path, "actuals", n), actual, actual.as_of, "as_of", context)


def _of_figure(
    path: Path, figure: schema.TargetText | schema.ActualText, date: str | None, key: str, context: str
) -> Iterator[Claim]:
    yield from _at_each(path, "stated", figure.stated, figure.at, squeeze(date or ""), key, context)


def _at_each(path: Path, key: str, words: str, places: list[str] | None, date: str, date_key: str, context: str) -> Iterator[Claim]:
    found: list[str | None] = [*places] if places else [None]
    for at in found:
        place = source.locator(at) if at else ()
        yield Claim(path, key, squeeze(words), at, place, date, date_key, context)


def _faithful(work: Verification) -> None:
    found = {n: _occurrences(work, claim) for n, claim in enumerate(work.claims)}
    weights = {(n, at): _fit(work, work.claims[n], at) for n, places in found.items() for at in places}
    chosen = dict(assign(weights))
    dated: set[Path] = set()
    for n, claim in enumerate(work.claims):
        if not found[n]:
            _not_found(work, claim)
            continue
        at = chosen.get(n)
        if at is None:  # printed once for several indicators: 知晓率、参训率均达100%
            at = max(found[n], key=lambda place: weights[n, place])
        end = at + len(claim.words)
        work.covered.append((at, end))
        work.named.append((at, claim.context))
        _cut_short(work, claim, at, end)
        if claim.date:
            span = _date_near(work, claim, at, end)
            if span:
                work.covered.append(span)
                dated.add(claim.path)
    for claim in work.claims:
        if claim.date and claim.path not in dated and any(found[n] for n, c in enumerate(work.claims) if c.path == claim.path):
            _date_not_found(work, claim)
            dated.add(claim.path)


def _occurrences(work: Verification, claim: Claim) -> list[int]:
    if claim.at is not None and not claim.place:
        return []
    return [at for at in work.text.find(claim.words) if source.within(work.text.place(at), claim.place) and _whole(work, claim, at)]


def _whole(work: Verification, claim: Claim, at: int) -> bool:
    """The phrase is no piece of a longer number, unless a table's columns ran together."""
    before, after = work.text.beside(at, at + len(claim.words))
    left = claim.words[:1].isdigit() and re.search(r"\d[.,]?$|\d[-~至到]$", before)
    right = claim.words[-1:].isdigit() and re.match(r"[.,]?\d|[-~至到]\d|[万亿‰%]", after)
    return not (left or right) or _run_together(work, at, at + len(claim.words))


def _run_together(work: Verification, at: int, end: int) -> bool:
    """3555 in a table row is 35 and 55 where the row's entries are just these."""
    place = work.text.place(at)
    if not any(label.endswith("行") for label in place):
        return False
    run = next((m for m in re.finditer(r"[\d.]+", work.text.text) if m.start() <= at and end <= m.end()), None)
    if run is None:
        return False
    words = {c.words for c in work.claims if c.place and source.within(place, c.place)}
    return any(run[0] == a + b for a in words for b in words)


def _fit(work: Verification, claim: Claim, at: int) -> int:
    """How well an occurrence suits a claim: its date beside it, then the words around it."""
    end = at + len(claim.words)
    around = work.text.text[max(0, at - 60) : end + 40]
    near = _date_near(work, claim, at, end) if claim.date else None
    dated = 400 - min(300, abs(at - near[0])) if near else 0
    return 1 + dated + round(3 * fuzz.partial_ratio(claim.context, around))


def _date_near(work: Verification, claim: Claim, at: int, end: int) -> Span | None:
    """The claim's date in the same passage, the nearest before the figure first; or in the table's heading or the phrase itself."""
    text = work.text
    low, high = text.passage(at)
    spans = [
        (place, place + len(claim.date))
        for place in text.find(claim.date)
        if max(low, at - _REACH_BEFORE) <= place < min(high, end + _REACH_AFTER) and _date_whole(text.text, place, claim.date)
    ]
    if spans:
        return min(spans, key=lambda span: (span[0] > at, abs(span[0] - at)))
    # The opening of an enclosing section, or a table's heading, governs what stands below it.
    here = text.place(at)
    above = (p for p in text.find(claim.date) if len(text.place(p)) < len(here) and text.place(p) == here[: len(text.place(p))])
    return next(((place, place + len(claim.date)) for place in above), None)


def _date_whole(text: str, at: int, date: str) -> bool:
    end = at + len(date)
    digits = date[:1].isdigit() and text[max(0, at - 1) : at].isdigit()
    more = date[-1:].isdigit() and text[end : end + 1].isdigit()
    return not digits and not more and not (date.endswith("年") and _MONTH_AFTER.match(text[end : end + 3]))


def _cut_short(work: Verification, claim: Claim, at: int, end: int) -> None:
    """不低于55% stated as 55% would turn a floor into a figure."""
    if claim.key != "stated" or not any(c.isdigit() for c in claim.words):
        return
    left, right = work.text.beside(at, end)
    before, after = _BEFORE.search(left), _AFTER.match(right)
    if (before and claim.words[0] in "0123456789一二三四五六七八九十两") or after:
        more = f"{before[0] if before else ''}{claim.words}{after[0] if after else ''}"
        work.problem((*claim.path, claim.key), "cut-short", Said("{0!r} is printed as {1!r} at {2}", claim.words, more, claim.at))


def _not_found(work: Verification, claim: Claim) -> None:
    path = (*claim.path, claim.key)
    if claim.at is not None and not claim.place:
        work.problem(
            (*claim.path, "at"),
            "bad-locator",
            Said("{0!r} names no heading (examples: 第三章第二节, 专栏3 01, 表1 第6行)", claim.at),
        )
        return
    known = [n for n, place in enumerate(work.text.places) if source.within(place, claim.place)]
    if not known:
        work.problem((*claim.path, "at"), "no-such-place", Said("the source has no {0}", claim.at))
        return
    elsewhere = [at for at in work.text.find(claim.words) if _whole(work, claim, at)]
    if elsewhere:
        places: str = ""
        for place in dict.fromkeys(_say(work, at) for at in elsewhere[:5]):
            places = Said("{0}; {1}", places, place) if places else place
        work.problem(path, "elsewhere", Said("{0!r} is not printed at {1}, but at {2}", claim.words, claim.at, places))
        return
    work.problem(
        path, "not-found", Said("{0!r} is not printed at {1}; nearest: {2!r}", claim.words, claim.at, _nearest(work, claim, known))
    )


def _nearest(work: Verification, claim: Claim, passages: Sequence[int]) -> str:
    """The piece of the place that is most like the phrase, or speaks of its indicator."""
    best, piece = -1.0, ""
    for number in passages:
        start, end = work.text.passage(work.text.starts[number])
        alignment = fuzz.partial_ratio_alignment(claim.words + claim.context, work.text.text[start:end])
        if alignment and alignment.score > best:
            best = alignment.score
            piece = work.text.text[start + alignment.dest_start : start + alignment.dest_end + 20]
    return piece[:60]


def _date_not_found(work: Verification, claim: Claim) -> None:
    elsewhere = next(iter(work.text.find(claim.date)), None)
    hint = Said("the source does not print it") if elsewhere is None else Said("the source prints it at {0}", _say(work, elsewhere))
    work.problem(
        (*claim.path, claim.date_key),
        "date-not-found",
        Said("{0!r} does not stand by {1!r} at {2}; {3}", claim.date, claim.words, claim.at, hint),
    )


def _say(work: Verification, at: int) -> Said:
    return Said("{0} (line {1})", " ".join(work.text.place(at)), work.text.lines[at])


def _plan_dates(work: Verification, shaped: schema.FileText) -> None:
    """The plan's own facts: what they print is covered, and an evaluation's reporting date has to be printed."""
    about = shaped.plan
    if about.as_of and not any(True for _ in work.text.find(squeeze(about.as_of))):
        work.problem(("plan", "as_of"), "date-not-found", Said("the source does not print {0!r}", about.as_of))
    if about.document_number:
        number = squeeze(about.document_number)
        spans = [(at, at + len(number)) for at in work.text.find(number)]
        work.covered += spans
        if not spans:
            work.problem(("plan", "document_number"), "not-found", Said("the source does not print {0!r}", about.document_number))
    for words in (about.title, about.as_of or ""):
        work.covered += [(at, at + len(squeeze(words))) for at in work.text.find(squeeze(words))]


def _review(work: Verification, shaped: schema.FileText) -> None:
    for n, reviewed in enumerate(shaped.reviewed):
        words = squeeze(reviewed.text)
        place = source.locator(reviewed.at) if reviewed.at else ()
        spans = [(at, at + len(words)) for at in work.text.find(words) if source.within(work.text.place(at), place)]
        if not spans:
            message = Said("the source does not print {0!r}", reviewed.text)
            if reviewed.at:
                message = Said("{0} at {1}", message, reviewed.at)
            work.problem(("reviewed", n, "text"), "stale-review", message)
        work.covered += spans


def _complete(work: Verification) -> None:
    """List the figures and dates that nothing covers."""
    text = work.text.text
    taken = bytearray(len(text) + 1)
    for start, end in (*work.covered, *work.text.headings):
        taken[start:end] = b"\1" * (end - start)
    names: dict[int, set[str]] = defaultdict(set)
    for at, context in work.named:
        names[_sentence_start(text, at)].add(context)
    dates = [m.span() for m in _DATE.finditer(text)]
    for start, end in dates:
        if not any(taken[start:end]):
            _uncovered(work, start, end, "uncovered-date")
        taken[start:end] = b"\1" * (end - start)
    for m in _FIGURE.finditer(text):
        start, end = m.span()
        if any(taken[start:end]) or _VAGUE.match(text, start):
            continue
        token = text[start : end + 1]
        if not any(token in name for name in names[_sentence_start(text, start)]):
            _uncovered(work, start, end, "uncovered-figure")


def _sentence_start(text: str, at: int) -> int:
    return max(text.rfind("。", 0, at), text.rfind(";", 0, at))


def _uncovered(work: Verification, start: int, end: int, code: str) -> None:
    line = work.text.lines[start]
    column = start - work.text.lines.index(line) + 1
    message = Said("{0!r} is in no entry and not reviewed: …{1}…", work.text.text[start:end], work.text.sentence(start))
    work.problems.append(Problem(work.source_file, line, column, code, message, " ".join(work.text.place(start))))
