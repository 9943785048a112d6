"""The sheet of words for completion: commands, options, and the names of plans, domains and indicators."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from plancmp import kept
from plancmp.cli.application import application
from plancmp.cli.run import program
from plancmp.cli.spoken import of_locale
from plancmp.errors import PlancmpError
from plancmp.language import Lang, tell
from plancmp.library import Library, domains
from plancmp.model import Plan

MOST = 200
"""Plans of whose indicators the names are offered; of a library of thousands they would be no help."""

_KINDS = {
    "plan": "plan", "first": "plan", "second": "plan", "against": "plan", "peers": "plan", "domain": "domain",
    "indicator": "indicator", "other": "indicator", "subject": "key", "object": "key", "nature": "约束性|预期性",
}  # fmt: skip
"""What stands for a parameter of this name. Where nothing is offered, the shell offers files."""


def sheet(folders: Sequence[str]) -> str:
    """Write the sheet, with the plans of the *folders* too: a line for each word, its fields separated by tabs."""
    lang = _language()
    rows = [*_commands(lang), *_names(folders, lang)]
    return "".join("\t".join(" ".join(field.split()) for field in row) + "\n" for row in rows)


def keep(asked: bytes, text: bytes) -> None:
    """Keep the sheet for the next press of the key."""
    kept.begin()
    kept.said(text)
    kept.keep(asked, program())


def _language() -> Lang:
    wish = os.environ.get("PLANCMP_LANG", "").strip().lower()
    return "zh" if wish == "zh" else "en" if wish == "en" else of_locale(os.environ)


def _commands(lang: Lang) -> Iterator[tuple[str, ...]]:
    group = application(lang)
    for name, command in (("", group), *group.commands.items()):
        if name:
            yield "command", name, tell(command.help or "", lang).split("\n\n", maxsplit=1)[0]
        for parameter in command.params:
            kind = _kind(parameter)
            if parameter.param_type_name == "argument":
                yield "argument", name, kind + ("*" if parameter.nargs == -1 else "")
            else:
                english = getattr(parameter, "help", None)
                help = tell(english, lang) if english else ""
                for option in (*parameter.opts, *parameter.secondary_opts):
                    yield "option", name, option, "" if getattr(parameter, "is_flag", False) else kind, help


def _kind(parameter: Any) -> str:
    """What stands for a parameter: a kind of word, or the words themselves with bars between them."""
    values = parameter.type_descriptor.annotation
    if isinstance(values, type) and issubclass(values, Enum):
        return "|".join(str(value.value) for value in values)
    metavar = parameter.metavar or ""
    return metavar if "|" in metavar else _KINDS.get(parameter.name, "file")


def _names(folders: Sequence[str], lang: Lang) -> Iterator[tuple[str, ...]]:
    """Plans, domains and indicators; of a library that cannot be opened the domains only."""
    for domain in domains().values():
        meaning = domain.name if lang == "zh" else domain.name_en
        yield from (("word", "domain", word, meaning, domain.slug) for word in (domain.slug, domain.name, *domain.aliases))
    own = [Path(part) for part in os.environ.get("PLANCMP_PLANS", "").split(os.pathsep) if part]
    try:
        library = Library.open([*own, *map(Path, folders)])
        plans = library.plans()
    except PlancmpError:
        return
    for plan in plans:
        yield from _plan(plan)
    for plan in plans if len(plans) <= MOST else ():
        for indicator in plan.indicators:
            meaning = indicator.name if lang == "zh" else indicator.name_en or indicator.name
            yield from (("word", "indicator", word, meaning, plan.id) for word in (indicator.name, indicator.id))


def _plan(plan: Plan) -> Iterator[tuple[str, ...]]:
    meaning = f"{plan.region.name} {plan.period}"
    for word in dict.fromkeys((plan.id, plan.region.name, *plan.aliases, plan.region.code)):
        if word:
            yield "word", "plan", word, meaning, plan.id
