"""The two languages that plancmp speaks: every English sentence has its Chinese counterpart, or a test fails."""

from __future__ import annotations

from typing import Literal, Self, TypeVar, get_args, overload

T = TypeVar("T")

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = get_args(Lang)


def tell(english: str, lang: Lang, *facts: object) -> str:
    """Tell a sentence in a language, its gaps ``{0}``, ``{1}`` … filled with *facts*, which are text in any language.

    Raises :class:`KeyError` for a sentence without a Chinese counterpart: nothing falls back silently.
    """
    sentence = english
    if lang == "zh":
        from plancmp.chinese import CHINESE

        sentence = CHINESE[english]
    return sentence.format(*(told(fact, lang) for fact in facts)) if facts else sentence


def sentence(english: str) -> str:
    """Mark a text as one that :func:`tell` is given later, so that the tests look for its counterpart."""
    return english


class Said(str):
    """A sentence made where the language is not known yet: as text it is English, and :func:`told` tells it in either."""

    __slots__ = ("english", "facts")
    english: str
    facts: tuple[object, ...]

    def __new__(cls, english: str, *facts: object) -> Self:
        """Make it of the English sentence and what fills its gaps."""
        facts = tuple(fact if isinstance(fact, str | int) else str(fact) for fact in facts)
        said = super().__new__(cls, tell(english, "en", *facts))
        said.english, said.facts = english, facts
        return said

    def __getnewargs__(self) -> tuple[object, ...]:  # type: ignore[override]
        return (self.english, *self.facts)

    def told(self, lang: Lang) -> str:
        """Tell it in a language."""
        return tell(self.english, lang, *self.facts)


@overload
def told(fact: str, lang: Lang) -> str: ...
@overload
def told(fact: T, lang: Lang) -> T: ...
def told(fact: object, lang: Lang) -> object:
    """Tell in a language what was :class:`Said`; anything else is as it is."""
    return fact.told(lang) if isinstance(fact, Said) else fact
