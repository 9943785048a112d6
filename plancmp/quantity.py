"""What a figure phrase says: comparator, value or range, unit, and what it is relative to.

The grammar is the one that planning documents print: words before the number (不低于, 力争达到, 至少建成), the number
with its scale and unit, words after it (以上, 左右). Every character has to be accounted for; a phrase
with a rest that no rule explains is :class:`~plancmp.errors.Unreadable`, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from plancmp.errors import Unreadable
from plancmp.language import Said
from plancmp.model import Quantity
from plancmp.numerals import NUMBER, SHARE, number, share
from plancmp.text import has_split_number, squeeze
from plancmp.units import NUMBER as BARE
from plancmp.units import RATIO, Unit, Units


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def _not(words: str) -> tuple[str, ...]:
    return tuple(no + word for no in _words("不 不得 不能 不应 不宜 不可") for word in _words(words))


_COMPARATORS = {
    "≥": (*_words("≥ >= => ≮ 至少 最低 最少 起码"), *_not("低于 少于 小于 短于 下于")),
    "≤": (*_words("≤ <= =< ≯ 至多 最多 最高"), *_not("高于 超过 超出 超 多于 大于")),
    ">": _words("> 超过 超出 高于 大于 多于 突破 逾 超 过 不止"),
    "<": _words("< 低于 少于 小于 不足 不到 不满"),
    "≈": _words("≈ ~ 约 大约 约为 大概 近 接近 将近 基本"),
}
_AFTER = {
    **dict.fromkeys(_words("以上 以上标准 及以上 或以上 起"), "≥"),
    **dict.fromkeys(_words("以下 及以下 以内 之内 内"), "≤"),
    **dict.fromkeys(_words("左右 上下"), "≈"),
    **dict.fromkeys(_words("之间 不等"), "range"),
    "多": ">",
}
_MORE = {"余": ">", "多": ">", "来": "≈"}
_MIRROR = {"≥": "≤", "≤": "≥", ">": "<", "<": ">"}
_GROWTH = {
    **dict.fromkeys(_words("增长 递增 增加 提高 提升 上升 上浮 增幅 增长率 增速 增 翻"), 1),
    **dict.fromkeys(_words("下降 减少 降低 下浮 递减 压减 降幅 降"), -1),
}
_LEVEL = tuple(
    change + to
    for change in _words("提高 提升 增 增加 增长 扩大 上升 降 降低 下降 减少 缩小 压减 缩短 延长 调整 统一调整")
    for to in _words("到 至 为")
)
_NEUTRAL = _words(
    "已 首次 力争 争取 确保 保证 保持 保持在 稳定在 维持在 控制在 原则上 一般 应 要 均 全部 都 各 共 共有 总计 累计 合计 总体"
    " 分别 其中 达到 到达 达成 达 均达 实现 完成 为 是 至 到 在 有 了 = 占 占比 覆盖 按 按照 国家 率先 不断 逐步 进一步 统一 平均"
    " 全年 新增"
)
# What is done to the thing counted; it may stand between comparator and number (至少培育1家).
_VERBS = _words(
    "建成 建有 建设 建立 建好 建 共建 共建成 建设完成 拟 拟新建 新建 改建 扩建 改造 改扩建 新改扩建 新建或改扩建 新建或改建"
    " 新建和改造 改造提升 改造和扩建 建设或改造 更新 更新改造 设立 设置 设有 设 增设 开设 设施 成立 组建 打造 创建 创成 拥有 配备"
    " 配置 配齐 增配 新增加 培育 培育发展 培育或孵化 培养 培训 孵化 引进 引进或培育 引入 开展 开办 举办 组织 发展 支持 扶持 提供"
    " 推出 推广 推进 试点 实施 布局 运营 投用 评选 评为 命名 认定 选树 储备 开发 制定 制订 修订 编制 出台 发布 购买 服务 资助"
    " 救助 享受 覆盖到 惠及 惠及到 投入 安排 筹集 募集 发放 发行 销售 招募 招聘 聘用 选派 注册 登记 取得 联系 联系和交流 交流"
    " 接收 安置 化解 清理 治理 整治"
)
_PER_BEFORE = {"人均": "人", "户均": "户", "月均": "月", "月": "月", "年均": "年", "逐年": "年", "年": "年"}
_SIGNS = {word: sign for sign, words in _COMPARATORS.items() for word in words}
_WORD = re.compile(_any({*_SIGNS, *_GROWTH, *_LEVEL, *_NEUTRAL, *_VERBS, *_PER_BEFORE}))

# What a thing is measured against, or the measure's own name, may lead the number (消费支出的60%, 覆盖率达到100%). Neither
# contains a word that bears on the figure, save those that are parts of terms (最低生活保障标准).
_TERMS = ("最低", "最高", "最少", "最多", "基本", "增速", "增幅", "降幅")
_BEARING = _any({word for word in (*_SIGNS, *_GROWTH, *_LEVEL, "达到", "等于") if len(word) > 1}.difference(_TERMS))
_HAN = rf"(?:(?!{_BEARING})[\u4e00-\u9fff()\"·、])"
_NOUNS = "标准|水平|支出|收入|线|总额|总数|总量|平均值|平均数|价格|工资"
_START = "(?![达为是占按至到均近约超逾应要共])"
_BASE = re.compile(
    rf"占?(?P<part>{_START}{_HAN}{{2,40}})的|占(?P<all>(?!比){_START}{_HAN}{{2,40}})(?<![约近超逾过达为])"
    rf"|(?P<noun>{_START}{_HAN}{{1,40}}(?:{_NOUNS}))"
)
_NAME = re.compile(
    rf"(?!约)(?:(?!每|[人户年月]均|增速|[增降]幅){_HAN}){{0,24}}?"
    rf"(?:率|比例|比重|覆盖面|满意度|(?<![同环对])比|(?:总量|总数|数量|标准|面积|(?<![多少半])数)(?!$))(?=$|每|{_WORD.pattern})"
)
# What may follow a bound without a number.
_BOUNDS = {w: sign for w, sign in _SIGNS.items() if sign != "≈" and w not in (*_TERMS, "超", "过", "逾")} | {"达到": "="}
_BOUND = re.compile(rf"(?P<base>{_HAN}{{1,40}}(?:{_NOUNS}|底线|要求|增速|增幅))(?:的水平)?(?P<after>以上|及以上)?")
# What a change is counted from: 比2020年提高5个百分点.
_REFERENCE = re.compile(
    r"(?:[比较与在](?P<base>(?:19|20)\d\d年?[底末]?|上一?年度?末?|上?年?同期|去年|\"?十[一二三四五]五\"?(?:时期|期)?末)(?:相比)?(?:的?基础上)?"
    rf"|同比)(?=了?(?:{_any(_GROWTH)}))"
)
# 以上 includes the number anyway.
_INCLUSIVE = re.compile(r"\(含\)(?=以[上下])|(?<=以[上下])\(含\)")
_VAGUE = re.compile(r".*一(?:批|些|系列|定)")
_NOT_SET = re.compile(r"-{1,6}|/|\.{2,6}|待定|空")
_REDACTED = re.compile(r"(?!.*\d).*?(?:\*\*|[×xX]{2})")
# Brackets round all of a table's figure mark a sum over the plan's years.
_BRACKETED = re.compile(r"\(([^()]+)\)")
_FULL = re.compile(
    r"(?:乡镇\(街道\)|街道\(乡镇\)|村\(社区\)|村\(居\)|居村|城乡社区|行政村|社区|街道|乡镇|县\(市、区\)|县级|市级|全市|全省|全区|全县)?"
    r"(?:力争|确保|争取|实现|达到|基本|普遍|已|均|要|逐步)*(?:(?:100%|百分之?百)?(?:全|全面|全部|全域)覆盖|(?<=基本|普遍)覆盖)"
    r"|(?:全部|均)(?:已|达到|实现)*(?:建立|成立|建成|设立|完成|达标|配齐|落实|到位)"
)
_RANK = re.compile(rf"(?:位列|位居|排名|排|列|居)*第(?P<n>{NUMBER})(?:位|名)?|(?:进入|排名|保持)*前(?P<within>{NUMBER})(?:位|名)")
_RATIO = re.compile(r"(?P<before>\D*?)(?P<a>\d+(?:\.\d+)?)[:比](?P<b>\d+(?:\.\d+)?)(?:的比例)?(?:配[备置])?(?P<after>\D*)")
_RANGE = re.compile(rf"(?P<unit>[^\d\-~到至]{{0,4}}?)[-~到至]+(?P<high>{NUMBER})(?P<rest>(?P=unit).*)")
_FIGURE = re.compile(rf"(?P<share>{SHARE})|(?P<number>{NUMBER})")
# Numerals that are part of a word: the 三 of 第三方, the 百 of 3百人 and 百分点, the 千 of 每千名, the 一 of 统一.
_NUMERAL_WORDS = re.compile(rf"第{NUMBER}|(?<=\d)[百千]|百分点|每[半一两三四五六七八九十百千]+|统一|进一步|一般")


@lru_cache(maxsize=4096)  # plans repeat the same few phrases
def read(phrase: str, units: Units, unit: str | None = None) -> Quantity:
    """Read a figure phrase as printed.

    *unit* is the unit of figures whose phrase prints none (cells of a table). Raises :class:`Unreadable`
    with what was not understood.
    """
    text = squeeze(phrase)
    if whole := _BRACKETED.fullmatch(text):
        text = whole[1]
    _refuse(phrase, text)
    if _NOT_SET.fullmatch(text):
        return Quantity(phrase, state="not-set")
    if _REDACTED.match(text):
        return Quantity(phrase, state="redacted")
    if full := _FULL.fullmatch(text):
        sign = "≈" if "基本" in full[0] or "普遍" in full[0] else "="
        return Quantity(phrase, "number", sign, Fraction(100), unit=units.read("%"))
    if rank := _RANK.fullmatch(text):
        sign = "≤" if rank["within"] else "="
        return Quantity(phrase, "number", sign, number(rank["n"] or rank["within"]), unit=units.read("位次"))
    if ratio := _RATIO.fullmatch(text):
        return _read_ratio(phrase, ratio, units)
    text = _INCLUSIVE.sub("", text.replace("翻番", "翻一番"))
    reference = _REFERENCE.search(text)
    if reference:
        text = text[: reference.start()] + text[reference.end() :]
    figures = list(_FIGURE.finditer(_NUMERAL_WORDS.sub(lambda m: "□" * len(m[0]), text)))
    if not figures:
        return _read_bound(phrase, text)
    read = _read_figure(phrase, text, figures, units, unit)
    if reference:
        if not read.change:
            raise Unreadable(Said("{0!r} without saying by how much it changes", reference[0]))
        return replace(read, base=reference["base"] or "上年同期")
    return read


def _refuse(phrase: str, text: str) -> None:
    """Raise for what no figure phrase looks like."""
    if not text:
        raise Unreadable(Said("the figure phrase is empty"))
    if len(text) > 100:
        raise Unreadable(Said("too long for a figure phrase"))
    if has_split_number(phrase):
        raise Unreadable(Said("a space inside a number; write one number without it, two as entries of their own"))
    if _VAGUE.fullmatch(text):
        raise Unreadable(Said("it names no number; a commitment without one needs `milestone: true`"))


class _Before(Struct, frozen=True):
    """What the words before the number say."""

    comparator: str | None = None
    growth: int = 0
    per: tuple[str, ...] = ()
    base: str | None = None

    def with_word(self, word: str) -> _Before:
        if word in _SIGNS:
            if self.comparator not in (None, _SIGNS[word]):
                raise Unreadable(Said("{0!r} contradicts {1!r}", word, self.comparator))
            return replace(self, comparator=_SIGNS[word])
        if word in _PER_BEFORE:
            return replace(self, per=(*self.per, _PER_BEFORE[word]))
        growth = _GROWTH.get(word, self.growth)
        if growth * self.growth < 0:
            raise Unreadable(Said("{0!r} contradicts what stands before it", word))
        return replace(self, growth=growth)


def _read_before(text: str, units: Units, base_allowed: bool = False) -> _Before:
    """Account for every word before the number; what is left over is the base, where one is allowed."""
    found = _Before()
    while text:
        if base_allowed and (m := _BASE.fullmatch(text)):
            return replace(found, base=m["part"] or m["all"] or m["noun"])
        if each := _each(text, units):
            length, per = each
            found = replace(found, per=(*found.per, per))
        elif found.comparator is None and not found.growth and (m := _NAME.match(text)):
            length = m.end()
        elif m := _WORD.match(text):
            length = m.end()
            found = found.with_word(m[0])
        else:
            raise Unreadable(Said("{0!r} before the number is not understood", text))
        text = text[length:]
    return found


def _each(text: str, units: Units) -> tuple[int, str] | None:
    """Read 每人, 每两年, 每个社区 at the beginning of *text*: its length, and what the figure is per."""
    for end in range(min(len(text), 12) if text.startswith("每") else 0, 1, -1):
        for word in (text[1:end], re.sub("^[个所家名座]", "", text[1:end])):
            if word in units.per or word in units.periods:
                return end, word
    return None


def _read_ratio(phrase: str, m: re.Match[str], units: Units) -> Quantity:
    before, after = _read_before(m["before"], units), m["after"]
    if before.growth or before.per or (after and _AFTER.get(after, "range") == "range"):
        raise Unreadable(Said("{0!r} beside the ratio is not understood", m["before"] + m["after"]))
    if Fraction(m["b"]) == 0:
        raise Unreadable(Said("a ratio to zero"))
    return Quantity(phrase, "number", _sign(before.comparator, None, after), Fraction(m["a"]) / Fraction(m["b"]), unit=RATIO)


def _read_bound(phrase: str, text: str) -> Quantity:
    """A bound without a number: 不低于居民上年度人均消费支出增速."""
    sign, rest = "", text
    while not sign and (word := _WORD.match(rest)) and word[0] in {*_BOUNDS, *_NEUTRAL}:
        sign, rest = _BOUNDS.get(word[0], ""), rest[word.end() :]
    m = _BOUND.fullmatch(rest) if sign else None
    if not m:
        raise Unreadable(Said("no figure found; a commitment without one needs `milestone: true`"))
    return Quantity(phrase, "relative", _sign(None if sign == "=" else sign, None, m["after"] or ""), base=m["base"])


def _read_figure(phrase: str, text: str, figures: Sequence[re.Match[str]], units: Units, declared: str | None) -> Quantity:
    first = figures[0]
    low, printed = (share(first["share"]), "%") if first["share"] else (number(first["number"]), "")
    high, rest = (None, text[first.end() :]) if printed else _read_range(text[first.end() :])
    if high is not None and high <= low:
        raise Unreadable(Said("a range that does not rise"))
    split = _split_rest(rest, units, printed)
    if split is None and len(figures) > (1 if high is None else 2):
        raise Unreadable(Said("more than one figure in the phrase; give each an entry of its own, and a year its place in `by`"))
    if split is None:
        raise Unreadable(Said("{0!r} after the number is no unit that data/units.yaml knows", rest))
    more, unit_text, after = split
    unit = _with_declared(units.read(unit_text) if unit_text else None, units, declared)
    before = _read_before(text[: first.start()], units, base_allowed=unit.dimension in ("share", "times"))
    if before.growth and unit.dimension not in ("share", "points", "times", "doublings"):
        raise Unreadable(Said("an increase of a count; state what it rises to, or name the indicator 新增…"))
    if unit.symbol == "年" and low >= 1900:
        raise Unreadable(Said("a year is no figure; its place is in `by` or `as_of`"))
    if ("翻" in text[: first.start()]) != (unit.dimension == "doublings"):
        raise Unreadable(Said("翻 and 番 go together: 翻一番"))
    if before.per:
        below = "·".join(sorted(before.per, key=units.periods.__contains__))
        unit = units.read(f"{unit.symbol}/{below}")
    sign = _sign(before.comparator, more, after, high)
    if before.growth < 0:
        sign, low, high = _MIRROR.get(sign, sign), -(low if high is None else high), None if high is None else -low
    return Quantity(phrase, "number", sign, low, high, unit, before.base, "growth" if before.growth else None)


def _read_range(rest: str) -> tuple[Fraction | None, str]:
    """Read the upper end of a range; the lower end may repeat the unit (50张-60张)."""
    m = _RANGE.match(rest)
    return (number(m["high"]), m["rest"]) if m else (None, rest)


def _split_rest(rest: str, units: Units, printed: str) -> tuple[str | None, str, str] | None:
    """Cut what follows the number into the sign of 余 or 多, the unit, and the words after it; longest unit first."""
    more = _MORE.get(rest[:1])
    rest = rest[1:] if more else rest
    scale = next((rest[:n] for n in (2, 1) if rest[:n] in units.scales), "")
    if scale and not more and rest not in units.measures and (more := _MORE.get(rest[len(scale) : len(scale) + 1])):
        rest = scale + rest[len(scale) + 1 :]
    for end in range(len(rest), -1, -1):
        if rest[end:] and rest[end:] not in _AFTER:
            continue
        try:
            units.read(printed + rest[:end])
        except Unreadable:
            continue
        return more, printed + rest[:end], rest[end:]
    return None


def _with_declared(stated: Unit | None, units: Units, declared: str | None) -> Unit:
    """The unit printed in the phrase; the declared one where the phrase has none, or only a part of it (万, 元, /人·月)."""
    if declared is None:
        return stated or BARE
    wanted = units.read(squeeze(declared))
    if stated is None:
        return wanted
    part, scale = stated.symbol, stated.symbol in units.scales
    begun = wanted.symbol.startswith(part if scale else part + "/") and wanted.size == stated.size
    if begun or (part.startswith("/") and wanted.symbol.endswith(part)):
        return wanted
    return units.read(part + wanted.symbol) if scale else stated


def _sign(before: str | None, more: str | None, after: str, high: Fraction | None = None) -> str:
    behind = _AFTER.get(after)
    if high is not None:
        if before not in (None, "≈") or behind not in (None, "≈", "range"):
            raise Unreadable(Said("a range with a bound of its own"))
        return "range"
    if behind == "range":
        raise Unreadable(Said("{0!r} without a range", after))
    if behind and before not in (None, behind) and (before, behind) != (">", "≥"):
        raise Unreadable(Said("{0!r} contradicts {1!r}", after, before))
    return behind or before or more or "="
