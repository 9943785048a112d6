"""What people call the fields of an answer and the codes in them; programs are given the fields and codes themselves."""

from __future__ import annotations

from collections.abc import Mapping

from plancmp.differences import POINTS
from plancmp.exporting import Scalar
from plancmp.language import Lang, sentence, tell
from plancmp.model import Domain
from plancmp.render import words

HEADINGS = {
    "id": sentence("id"),
    "plan": sentence("plan"),
    "region": sentence("region"),
    "region_en": sentence("region in English"),
    "level": sentence("level"),
    "code": sentence("GB/T 2260"),
    "kind": sentence("kind"),
    "period": sentence("period"),
    "title": sentence("title"),
    "title_en": sentence("title in English"),
    "issuer": sentence("issuer"),
    "issued": sentence("issued"),
    "document_number": sentence("document number"),
    "source": sentence("source text"),
    "quality": sentence("quality of the source text"),
    "indicators": sentence("indicators"),
    "targets": sentence("targets"),
    "actuals": sentence("actuals"),
    "domain": sentence("domain"),
    "indicator": sentence("indicator's id"),
    "name": sentence("indicator"),
    "name_en": sentence("indicator in English"),
    "scope": sentence("scope"),
    "scope_en": sentence("scope in English"),
    "nature": sentence("nature"),
    "figure": sentence("figure"),
    "stated": sentence("as printed"),
    "comparator": sentence("comparator"),
    "value": sentence("value"),
    "value_high": sentence("upper value"),
    "unit": sentence("unit"),
    "target": sentence("target"),
    "deadline": sentence("deadline"),
    "deadline_stated": sentence("deadline as printed"),
    "deadline_kind": sentence("kind of deadline"),
    "actual": sentence("actual"),
    "at": sentence("at"),
    "note": sentence("note"),
    "state": sentence("state"),
    "base": sentence("relative to"),
    "change": sentence("change"),
    "growth": sentence("yearly growth"),
    "relation": sentence("relation"),
    "score": sentence("score"),
    "difference": sentence("difference"),
    "delta": sentence("delta"),
    "months": sentence("months"),
    "reason": sentence("reason"),
    "have": sentence("have it"),
    "of": sentence("of plans"),
    "rank": sentence("rank"),
    "peers": sentence("peers"),
    "with_number_%": sentence("with number %"),
    "with_deadline_%": sentence("with deadline %"),
    "with_nature_%": sentence("with nature %"),
    "with_baseline_%": sentence("with baseline %"),
    "file": sentence("file"),
    "line": sentence("line"),
    "column": sentence("column"),
    "message": sentence("message"),
    "where": sentence("entry"),
}
"""What a field is called above its column; one that is none of these is a plan's id, or a term of another standard."""

STATES = {
    code: code
    for code in (
        sentence("past"), sentence("due"), sentence("to come"), sentence("every year"), sentence("number"), sentence("not-set"),
        sentence("redacted"), sentence("relative"), sentence("milestone"),
    )
}  # fmt: skip
_LEVELS = {code: code for code in ("national", "province", "prefecture", "county", sentence("error"), "warning")}
_KINDS = {code: code for code in ("five-year-plan", "annual-work-plan", "midterm-evaluation", "special-plan")}
_FIGURES = {code: code for code in ("target", "milestone", "actual")}
_CODES: Mapping[str, Mapping[str, str]] = {
    "state": STATES,
    "relation": words.RELATIONS,
    "level": _LEVELS,
    "kind": _KINDS,
    "figure": _FIGURES,
}
"""The codes of a field, each with its sentence."""


def heading(name: str, domains: Mapping[str, Domain], lang: Lang) -> str:
    """Return what people call a field: ``name_en``, a domain's slug, ``jilin: target``, or a plan's id."""
    if name in domains:
        return domains[name].name if lang == "zh" else domains[name].name_en
    if name in HEADINGS:
        return tell(HEADINGS[name], lang)
    of, colon, part = name.rpartition(": ")
    return tell("{0}: {1}", lang, heading(of, domains, lang), heading(part, domains, lang)) if colon else name


def value(name: str, given: Scalar, domains: Mapping[str, Domain], lang: Lang) -> Scalar:
    """Return what people call the value of a field: a domain's name, a code told in Chinese; anything else as it is."""
    if given == POINTS:
        return tell("percentage points", lang)
    if name == "domain" and given in domains:
        return heading(str(given), domains, lang)
    if lang == "en" or not isinstance(given, str):
        return given
    codes = _CODES.get(name, {})
    return tell(codes[given], lang) if given in codes else given
