"""Two languages."""

import string

import pytest

from plancmp.chinese import CHINESE
from plancmp.language import tell


@pytest.mark.parametrize("english", CHINESE)
def test_both_languages_have_the_same_gaps(english: str) -> None:
    def gaps(sentence: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}

    assert gaps(english) == gaps(CHINESE[english])
    assert CHINESE[english].strip()


def test_a_sentence_without_a_counterpart_is_an_error() -> None:
    assert tell("nobody wrote this", "en") == "nobody wrote this"
    with pytest.raises(KeyError):
        tell("nobody wrote this", "zh")
