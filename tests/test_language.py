"""Two languages: which one a run speaks, and that nothing is left unsaid in either."""

import copy
import json
import pickle
import string
from collections.abc import Mapping, Sequence

import pytest

from plancmp.chinese import CHINESE
from plancmp.cli.spoken import chosen
from plancmp.errors import UsageError
from plancmp.language import Lang, Said, tell, told
from plancmp.reasons import Reason, say
from tests.conftest import Run


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


def test_a_sentence_told_later_is_english_text_until_then() -> None:
    inner = Said("{0} file", 1)
    said = Said("{0}: {1}", inner, "x")
    assert said == "1 file: x"
    assert told(said, "zh") == "1个文件：x"
    assert json.dumps({"message": said}) == '{"message": "1 file: x"}'
    for twin in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):
        assert (twin, told(twin, "zh")) == (said, told(said, "zh"))
    assert told("as it is", "zh") == "as it is"


def test_terms_in_chinese_reasons_stand_without_their_english() -> None:
    reason = Reason("facet-only", ("jilin", "举办主体 (ownership)", "公办 (publicly run) + 民办 (privately run)"))
    assert say(reason) == "scope differs: only jilin limits 举办主体 (ownership) to 公办 (publicly run) + 民办 (privately run)"
    assert say(reason, "zh") == "范围不同：仅jilin将举办主体限定为公办 + 民办"


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        (["list"], {}, "en"),
        (["list"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["list"], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (["list"], {"LC_MESSAGES": "zh_TW", "LANG": "en_GB.UTF-8"}, "zh"),
        (["list"], {"PLANCMP_LANG": "EN", "LANG": "zh_CN.UTF-8"}, "en"),
        (["list"], {"PLANCMP_LANG": " zh "}, "zh"),
        (["list"], {"PLANCMP_LANG": "", "LANG": "zh"}, "zh"),
        (["--lang", "zh", "list"], {"PLANCMP_LANG": "en"}, "zh"),
        (["list", "--lang=en"], {"LANG": "zh_CN"}, "en"),
        (["--lang", "en", "list", "--lang", "zh"], {}, "zh"),
        (["search", "--", "--lang", "zh"], {}, "en"),
        (["list", "--lang"], {}, "en"),
    ],
)
def test_which_language_a_run_speaks(arguments: Sequence[str], environment: Mapping[str, str], lang: Lang) -> None:
    assert chosen(arguments, environment) == lang


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [(["list", "--lang", "fr"], {}), (["list", "--lang="], {}), (["list"], {"PLANCMP_LANG": "deutsch"})],
)
def test_a_language_that_it_does_not_speak(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    with pytest.raises(UsageError, match=r"plancmp speaks en \| zh"):
        chosen(arguments, environment)


def test_windows_without_a_locale_speaks_the_language_of_the_interface(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes
    import sys
    from types import SimpleNamespace

    for identifier, lang in ((0x0804, "zh"), (0x0C04, "zh"), (0x0409, "en")):
        kernel32 = SimpleNamespace(GetUserDefaultUILanguage=lambda identifier=identifier: identifier)
        monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel32), raising=False)
        monkeypatch.setattr(sys, "platform", "win32")
        assert chosen(["list"], {}) == lang
        assert chosen(["list"], {"LANG": "en_US.UTF-8"}) == "en"


def test_the_language_stands_before_the_command_or_after_it(run: Run) -> None:
    before = run("--lang", "zh", "compare", "jilin", "nanning", "-d", "funeral")
    after = run("compare", "jilin", "nanning", "-d", "funeral", "--lang", "zh")
    assert before.returncode == after.returncode == 0
    assert before.stdout == after.stdout
    assert "仅jilin有" in after.stdout.decode()
    assert "仅jilin有" in run("compare", "jilin", "nanning", "-d", "funeral", LANG="zh_CN.UTF-8").stdout.decode()
    assert (
        "Only jilin" in run("compare", "jilin", "nanning", "-d", "funeral", LANG="zh_CN.UTF-8", PLANCMP_LANG="en").stdout.decode()
    )


@pytest.mark.parametrize("arguments", [("--lang", "fr", "list"), ("list", "--lang", "fr"), ("list", "--lang"), ("--lang",)])
def test_a_wrong_language_is_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "--lang" in done.stderr.decode()
    assert run("list", PLANCMP_LANG="fr").returncode == 2
