"""Which language a run speaks: as asked on the command line, in the environment, or by the locale."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from plancmp.errors import UsageError
from plancmp.language import LANGS, Lang, Said

VARIABLE = "PLANCMP_LANG"
OPTION = "--lang"
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
_CHINESE = 0x04
"""The primary language of a Windows language identifier."""


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language of a run: ``--lang``, before or after the command; else ``PLANCMP_LANG``; else that of the locale.

    Help and errors need it before the arguments are read, so it is looked for here. Raises :class:`UsageError`, told in the
    locale's language, for a language that plancmp does not speak.
    """
    return _asked(arguments) or _known(VARIABLE, environment.get(VARIABLE, "").strip()) or of_locale(environment)


def of_locale(environment: Mapping[str, str]) -> Lang:
    """Return the language of the locale, or on Windows of the user's interface; English unless that is Chinese."""
    locale = next(filter(None, (environment.get(name) for name in _LOCALE)), None)
    if locale is None and sys.platform == "win32":
        import ctypes

        return "zh" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _CHINESE else "en"
    return "zh" if (locale or "").lower().startswith("zh") else "en"


def _asked(arguments: Sequence[str]) -> Lang | None:
    """What ``--lang`` asks for; the last one counts. Without a value it asks for nothing: that is reported with the arguments."""
    asked: Lang | None = None
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == OPTION and number + 1 < len(arguments):
            asked = _known(OPTION, arguments[number + 1])
        elif argument.startswith(f"{OPTION}="):
            asked = _known(OPTION, argument.removeprefix(f"{OPTION}="))
    return asked


def _known(where: str, wish: str) -> Lang | None:
    """The language that a wish means; None for no wish."""
    for lang in LANGS:
        if wish.lower() == lang:
            return lang
    if wish or where == OPTION:
        raise UsageError(Said("{0} {1!r}: plancmp speaks {2}", where, wish, " | ".join(LANGS)))
    return None
