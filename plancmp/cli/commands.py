"""The commands: where each one is, what it takes, and how it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from plancmp.cli import formats
from plancmp.cli.declared import Option, Parameter, besides, declared
from plancmp.cli.options import Language, NoCache
from plancmp.language import Lang


class Offer(Struct, frozen=True):
    """A command on offer."""

    place: str
    """The room and the name of its function, which is imported when it is asked for."""
    default: str = "table"
    """What it answers in by default."""
    more: Mapping[str, str] = field(default_factory=dict)
    """The formats that it alone has, each with the suffix that asks for it, or ``""``."""

    @property
    def function(self) -> Callable[..., int | None]:
        """What carries it out."""
        room, name = self.place.split(".")
        found: Callable[..., int | None] = getattr(import_module(f"plancmp.cli.{room}"), name)
        return found


COMMANDS = {
    "list": Offer("browse.list_plans"),
    "show": Offer("browse.show"),
    "compare": Offer("browse.compare"),
    "export": Offer("browse.export", default="csv"),
    "matrix": Offer("ask.matrix"),
    "search": Offer("ask.search"),
    "rank": Offer("ask.rank"),
    "gaps": Offer("ask.gaps"),
    "timeline": Offer("ask.timeline"),
    "stats": Offer("ask.stats"),
    "report": Offer("report.report"),
    "why": Offer("decide.why"),
    "align": Offer("decide.align_plans", default="sssom", more={"sssom": ".tsv"}),
    "verdict": Offer("decide.verdict"),
    "review": Offer("decide.review"),
    "check": Offer("curate.check", more={"github": ""}),
    "verify": Offer("curate.verify"),
    "schema": Offer("curate.schema"),
    "new": Offer("curate.new"),
}
"""The commands by name, in the order of the help."""


def everywhere(lang: Language = None, no_cache: NoCache = False) -> None:
    """Take what stands before any command or after it; it has been found out before the rest is read."""


def parameters(offer: Offer) -> list[Parameter]:
    """Return what a command takes: its own, the options of an answer if it gives one, and what all commands take."""
    own = list(declared(offer.function))
    if "answer" in besides(offer.function):
        own += [_with_formats(p, offer) if p.name == "format" else p for p in declared(formats.answer)]
    return [*own, *declared(everywhere)]


def _with_formats(parameter: Parameter, offer: Offer) -> Parameter:
    """The choice of a format, among those of one command."""
    choice = Option(*parameter.mark.words, help=parameter.mark.help, metavar="|".join((*formats.SUFFIXES, *offer.more)))
    return replace(parameter, mark=choice)


def carry_out(offer: Offer, given: Mapping[str, Any], lang: Lang) -> int | None:
    """Carry a command out, with a value for each of its parameters; return its exit status (None is 0)."""
    wanted = besides(offer.function)
    more: dict[str, Any] = {"lang": lang} if "lang" in wanted else {}
    if "answer" in wanted:
        how = {p.name: given[p.name] for p in declared(formats.answer)}
        more["answer"] = formats.answer(**how, lang=lang, default=offer.default, more=offer.more)
    return offer.function(**{p.name: given[p.name] for p in declared(offer.function)}, **more)
