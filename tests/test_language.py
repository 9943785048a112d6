"""Two languages: which one a run speaks, and that nothing is left unsaid in either."""

import ast
import copy
import functools
import json
import pickle
import re
import string
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from plancmp import manual
from plancmp.chinese import CHINESE, MANUAL
from plancmp.cli.application import application
from plancmp.cli.spoken import chosen
from plancmp.errors import UsageError
from plancmp.language import Lang, Said, tell, told
from plancmp.library import domains, units
from plancmp.reasons import CODES, SENTENCES, Reason, say
from tests.conftest import FIRST, ROOT, Run


@pytest.mark.parametrize(("english", "chinese"), [*CHINESE.items(), *SENTENCES.values()])
def test_both_languages_have_the_same_gaps(english: str, chinese: str) -> None:
    def gaps(sentence: str) -> set[tuple[str | None, ...]]:
        return {(name, spec, conversion) for _, name, spec, conversion in string.Formatter().parse(sentence) if name is not None}

    assert gaps(english) == gaps(chinese)
    assert chinese.strip()


def said_in_the_code() -> Iterator[str]:
    """Every sentence that is written out as the first argument of ``tell``, ``Said`` or ``sentence``."""
    for path in sorted((ROOT / "plancmp").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in ("tell", "Said", "sentence"):
                first = node.args[0]
                told = isinstance(first, ast.Subscript | ast.Name | ast.Attribute) or is_help(first)
                assert told or (isinstance(first, ast.Constant) and isinstance(first.value, str)), (path, node.lineno)
                if isinstance(first, ast.Constant):
                    yield str(first.value)


def is_help(node: ast.expr) -> bool:
    """Whether it is a help text of the command line: those are walked by themselves."""
    return isinstance(node, ast.BoolOp) and isinstance(node.values[0], ast.Attribute) and node.values[0].attr == "help"


def said_in_templates() -> Iterator[str]:
    """Every sentence that a template tells."""
    for path in (ROOT / "plancmp").rglob("templates/*.html"):
        for found in re.finditer(r"""\bt\((["'])(.*?)\1""", path.read_text(encoding="utf-8")):
            yield found[2]


@functools.cache
def written_anywhere() -> frozenset[str]:
    """Every text between quotation marks in the rooms and templates, where a table of codes may hand it to ``tell``."""
    rooms = [path for path in (ROOT / "plancmp").rglob("*.py") if path.parent.name != "chinese"]
    nodes = (node for path in rooms for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    templates = (path.read_text(encoding="utf-8") for path in (ROOT / "plancmp").rglob("templates/*.html"))
    return frozenset(texts | {found for template in templates for found in re.findall(r'"([^"]*)"', template)})


def said_in_the_help() -> Iterator[str]:
    """The help of every command, argument and option."""
    group = application("en")
    for command in (group, *group.commands.values()):
        yield command.help or ""
        for param in command.get_params(command.context_class(command)):
            help = getattr(param, "help", None)
            assert help, (command.name, param.name)
            yield help


def test_every_sentence_has_a_chinese_counterpart_and_every_counterpart_a_sentence() -> None:
    said = {*said_in_the_code(), *said_in_templates(), *said_in_the_help()}
    assert said - CHINESE.keys() == set()
    assert {english for english in CHINESE.keys() - said if english not in written_anywhere()} == set()


def test_the_manual_has_every_code_in_both_languages() -> None:
    assert set(MANUAL) == set(manual.codes())
    for code in manual.codes():
        assert manual.explain(code, "zh") != manual.explain(code)
        assert not manual.explain(code, "zh").isascii()


def test_chinese_has_chinese_punctuation() -> None:
    """A comma, colon or bracket beside a Chinese character is a full-width one."""
    for chinese in [*CHINESE.values(), *MANUAL.values(), *(zh for _, zh in SENTENCES.values())]:
        assert not re.search(r"[\u4e00-\u9fff][,;:()!?](?!\d)|[,;()!?][\u4e00-\u9fff]", chinese), chinese


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
    assert "仅吉林省（jilin）有" in after.stdout.decode()
    assert "仅吉林省（jilin）有" in run("compare", "jilin", "nanning", "-d", "funeral", LANG="zh_CN.UTF-8").stdout.decode()
    assert (
        "Only jilin" in run("compare", "jilin", "nanning", "-d", "funeral", LANG="zh_CN.UTF-8", PLANCMP_LANG="en").stdout.decode()
    )


@pytest.mark.parametrize("arguments", [("--lang", "fr", "list"), ("list", "--lang", "fr"), ("list", "--lang"), ("--lang",)])
def test_a_wrong_language_is_wrong_usage(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert "--lang" in done.stderr.decode()
    assert run("list", PLANCMP_LANG="fr").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("show", "贵迟"), 2, "plancmp: 没有名为'贵迟'的规划；是否指guichi？"),
        (("show", "jilin", "-d", "eldery"), 2, "没有名为'eldery'的领域；是否指elderly？"),
        (("compare", "jilin"), 2, "请列出两个以上规划"),
        (("shew",), 2, "没有命令'shew'。是否指'show', 'schema'？\n用法见plancmp --help。"),
        (("show",), 2, "缺少参数'plan'。"),
        (("show", "jilin", "--dom", "x"), 2, "没有选项--dom（可能是："),
        (("search", "x", "-n", "abc"), 2, "'--limit' / '-n'的值无效：须为整数"),
        (("search", "x", "-n"), 2, "选项'-n'须有值。"),
        (("compare", "--sort", "up"), 2, "'--sort'的值无效：'up'不在'file', 'name', 'deadline', 'difference'之列。"),
        (("show", "a", "b"), 2, "多余的参数（b）"),
        (("list", "--csv=1"), 2, "选项'--csv'不带值。"),
        (("show", "none.yaml"), 3, "none.yaml：无法读取：没有这个文件或文件夹"),
        (("list", "--format", "pdf"), 2, "'pdf'不在可选范围"),
    ],
)
def test_errors_are_told_in_chinese(run: Run, arguments: tuple[str, ...], status: int, message: str) -> None:
    done = run(*arguments, PLANCMP_LANG="zh")
    assert (done.returncode, done.stdout) == (status, b"")
    assert message in done.stderr.decode()


def test_problems_are_told_in_chinese(run: Run, tmp_path: Path) -> None:
    text = FIRST.replace("nature:", "natur:").replace("22个", "若干").replace("at: 第三章", "by: 2052年")
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    told = run("check", "bad.yaml", "--lang", "zh").stdout.decode().splitlines()
    assert told[0].startswith("bad.yaml:12:7: unknown-key: 'natur'不是指标的键（可用：actuals, id, name")
    assert told[0].endswith("[elderly › beds]")
    assert told[-1] == "1个文件：3个错误，1个警告"
    (first, *_) = json.loads(run("check", "bad.yaml", "--json", "--lang", "zh").stdout)["problems"]
    assert (first["code"], first["level"]) == ("unknown-key", "error")
    assert first["message"].startswith("'natur'不是指标的键")
    assert "不是UTF-8文本" in run("check", "--explain", "not-utf-8", "--lang", "zh").stdout.decode()


def test_the_help_is_told_in_chinese(run: Run) -> None:
    text = run("compare", "--help", "--lang", "zh").stdout.decode()
    assert text.startswith("用法：python -m plancmp compare [选项]")
    assert "并列比较规划" in text
    assert "行的顺序  [默认：file]" in text
    whole = run("--lang", "zh", "--help").stdout.decode()
    assert re.search(r"^  compare +并列比较规划", whole, re.MULTILINE)
    assert re.search(r"^  plancmp show 南宁 --domain 养老 +规划和领域也可用中文名$", whole, re.MULTILINE)


def test_codes_among_the_facts_of_a_reason_are_told_in_chinese() -> None:
    assert say(Reason("other-domain", ("elderly", "charity")), "zh") == "所属领域不同：养老服务与慈善、社会工作和志愿服务"
    assert say(Reason("unit-conflict", ("area + beds", "money")), "zh") == "计量单位不可比：面积 + 床位与金额"
    assert {slug: CODES[slug] for slug in domains()} == {slug: domain.name for slug, domain in domains().items()}
    dimensions = {dimension for dimension, _ in units().measures.values()}
    assert dimensions <= CODES.keys()
