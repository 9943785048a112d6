"""What a figure phrase says: comparator, value or range, unit, and what it is relative to.

The grammar is the one that planning documents print: words before the number (不低于, 力争达到, 至少建成), the number
with its scale and unit, words after it (以上, 左右). Every character has to be accounted for; a phrase
with a rest that no rule explains is :class:`~plancmp.errors.Unreadable`, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from plancmp.errors import Unreadable
from plancmp.numerals import NUMBER, SHARE, number, share
from plancmp.text import squeeze
from plancmp.units import NUMBER as BARE
from plancmp.units import RATIO, Unit, Units


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure phrase, read."""

    stated: str
    """The phrase as printed."""
    state: str = "number"
    """``number``; ``relative`` (a bound without a number: 不低于全省平均水平); ``not-set`` (--); ``redacted`` (***)."""
    comparator: str | None = None
    """``≥ ≤ > < = ≈ range``; None where there is no number to compare."""
    value: Fraction | None = None
    """The number in :attr:`unit` as printed (0.47 of 万人); the lower end of a range."""
    high: Fraction | None = None
    """The upper end of a range."""
    unit: Unit = BARE
    base: str | None = None
    """What a relative figure is a part or multiple of: the 消费支出 of 不低于消费支出的60%."""
    change: str | None = None
    """``growth`` where the number says by how much something grows (每年递增10%, 翻一番), not how much there is."""


_COMPARATORS = {
    "≥": ("≥", ">=", "=>", "不低于", "不得低于", "不少于", "不得少于", "不小于", "不短于", "不下于", "至少", "最低", "最少", "起码"),
    "≤": ("≤", "<=", "=<", "不超过", "不得超过", "不高于", "不得高于", "不大于", "不多于", "至多", "最多", "最高"),
    ">": (">", "超过", "超出", "高于", "大于", "多于", "突破", "逾", "超", "不止"),
    "<": ("<", "低于", "少于", "小于", "不足", "不到", "不满"),
    "≈": ("≈", "~", "约", "大约", "约为", "大概", "近", "接近", "将近", "基本"),
}  # fmt: skip
_NEUTRAL = (
    "力争", "争取", "确保", "保证", "保持", "保持在", "稳定在", "维持在", "控制在", "原则上", "应", "要", "均", "全部", "都", "各", "共", "共有", "总计",
    "累计", "合计", "达到", "到达", "达成", "达", "均达", "为", "是", "至", "到", "在", "提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "增长到",
    "增长至", "扩大到", "扩大至", "上升到", "上升至", "降低到", "降低至", "降至", "降到", "下降到", "下降至", "调整到", "调整为", "延长至", "延长到", "统一调整到", "实现", "完成", "完成率", "有",
    "国家", "率先", "不断", "逐步", "平均", "每年", "全年", "年均", "每", "分别", "其中", "新增", "=", "+", "的", "占", "占比", "覆盖",
)  # fmt: skip
# What is done to the thing counted; it may stand between comparator and number (至少培育1家).
_VERBS = (
    "建成", "建有", "建设", "建立", "建好", "建", "培育", "培育发展", "培养", "培训", "配备", "配置", "配齐", "拥有", "设立", "设置", "设有", "设", "新建", "改建", "扩建", "改造", "改扩建",
    "新改扩建", "新建或改扩建", "新建或改建", "新建和改造", "改造提升", "改造和扩建", "建设或改造", "打造", "引进", "引进或培育", "引入", "开展", "举办", "组织", "发展", "创建", "创成", "支持", "成立", "提供", "推出", "评选", "制定", "制订", "修订", "出台", "发布", "购买", "更新",
    "更新改造", "组建", "孵化", "培育或孵化", "命名", "认定", "选树", "扶持", "储备", "开发", "服务", "资助", "救助", "投入", "安排", "筹集", "募集", "发放", "发行", "销售", "招募", "注册", "登记", "享受",
    "覆盖到", "惠及", "惠及到", "新增加", "增设", "增配", "布局", "编制", "推广", "试点", "推进", "实施", "开设", "开办", "运营", "投用", "取得", "拟", "拟新建", "共建", "建设完成", "联系", "联系和交流", "交流", "选派", "招聘", "聘用", "接收", "安置", "化解", "清理", "治理", "整治", "设施",
)  # fmt: skip
_GROWTH_UP = ("增长", "递增", "增加", "提高", "提升", "上升", "上浮", "增幅", "增长率", "增速", "年均增长", "年均递增", "逐年递增")
_GROWTH_DOWN = ("下降", "减少", "降低", "下浮", "递减", "压减")
_PER_BEFORE = {
    "每人": "人", "人均": "人", "每人每月": "人·月", "每人每年": "人·年", "人均每月": "人·月", "人均每年": "人·年", "月人均": "人·月", "年人均": "人·年", "每月": "月",
    "每户": "户", "户均": "户", "每人每天": "人·天", "每张": "张", "每床": "床",
}  # fmt: skip
_AFTER = {
    "以上": "≥",
    "以上标准": "≥",
    "及以上": "≥",
    "或以上": "≥",
    "以下": "≤",
    "及以下": "≤",
    "以内": "≤",
    "之内": "≤",
    "左右": "≈",
    "上下": "≈",
    "之间": "range",
    "起": "≥",
}
_MORE = "余多来"

# A measure's own name may lead the phrase: 覆盖率达到100%, 占比不低于55%.
_MEASURE_NAME = re.compile(
    r"^[\u4e00-\u9fff()]{0,12}?(?:率|比例|占比|比重|总量|总数|数量|标准|面积)(?=\W|不|达|到|至|超|为|≥|≤|约|保|提|力|控|突|稳)"
)
_BASE = re.compile(r"[\u4e00-\u9fff()\"·、]{2,40}")
_VAGUE = re.compile(r".*一(?:批|些|系列|定)")
_NOT_SET = re.compile(r"-{1,6}|/|\.{2,6}|…+|待定|空")
_REDACTED = re.compile(r"[^\d]*\*{2,}[^\d]*|[^\d]*[×xX]{2,}[^\d]*")
_FULL = re.compile(
    r"(?:(?:力争|确保|争取|实现|达到|基本|普遍|已|均|要|逐步)*(?:全部|全面)?(?:全?覆盖|全域覆盖)"
    r"|(?:全部|均)(?:已|达到|实现)*(?:建立|成立|建成|设立|完成|达标|配齐|落实|到位))"
)
_RANK = re.compile(rf"(?:位列|位居|排名|排|列|居)*第(?P<n>{NUMBER})(?:位|名)?")
_RATIO = re.compile(r"(?:(?P<before>\D*?))(?P<a>\d+(?:\.\d+)?):(?P<b>\d+(?:\.\d+)?)(?P<after>\D*)")
_TWICE = re.compile(rf"(?P<before>.*?)翻(?P<n>{NUMBER})番")
_FIGURE = re.compile(rf"(?P<share>{SHARE})|(?P<number>{NUMBER})")
_RANGE = re.compile(rf"[-~到至]+(?P<high>{NUMBER})")
_BASE_ONLY = re.compile(
    r"(?P<base>[\u4e00-\u9fff()·“”\"]{2,40}(?:标准|水平|增速|增幅|支出|收入|线|平均值|平均数|底线|要求|价格|工资))(?:的水平)?"
)


def read(phrase: str, units: Units, unit: str | None = None) -> Quantity:
    """Read a figure phrase as printed.

    *unit* is the unit of figures whose phrase prints none (cells of a table). Raises :class:`Unreadable`
    with what was not understood.
    """
    text = squeeze(phrase)
    if not text:
        raise Unreadable("the figure phrase is empty")
    if _NOT_SET.fullmatch(text):
        return Quantity(phrase, state="not-set")
    if _REDACTED.fullmatch(text):
        return Quantity(phrase, state="redacted")
    if full := _FULL.fullmatch(text):
        comparator = "≈" if "基本" in full[0] or "普遍" in full[0] else "="
        return Quantity(phrase, "number", comparator, Fraction(100), unit=units.read("%"))
    if twice := _TWICE.fullmatch(text):
        _Before.read(twice["before"])
        return Quantity(phrase, "number", "=", Fraction(2) ** int(number(twice["n"])), unit=units.read("倍"), change="growth")
    if rank := _RANK.fullmatch(text):
        return Quantity(phrase, "number", "=", number(rank["n"]), unit=units.read("位次"))
    if ratio := _RATIO.fullmatch(text):
        return _read_ratio(phrase, ratio)
    if _VAGUE.fullmatch(text):
        raise Unreadable("it names no number; a commitment without one needs `milestone: true`")
    figures = [m for m in _FIGURE.finditer(text) if not _is_word(text, m)]
    if not figures:
        return _read_relative(phrase, text)
    return _read_figure(phrase, text, figures, units, unit)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the words before the number say."""

    comparator: str | None = None
    growth: int = 0
    per: str = ""
    base: str | None = None

    @classmethod
    def read(cls, text: str, base_allowed: bool = False) -> _Before:
        """Account for every word before the number; what is left over is the base, where one is allowed."""
        text = _MEASURE_NAME.sub("", text)
        found = cls()
        base = text
        while text:
            word = _longest(text)
            if word is None:
                break
            bounded = found.comparator is not None
            found, text = found._with(word), text[len(word) :]
            # A base starts behind the comparator, even with a word that could be one (不低于|最低生活保障标准).
            base = base if bounded else text
        if not text:
            return found
        base = base.removesuffix("的").removeprefix("占")
        if not base_allowed or not _BASE.fullmatch(base):
            raise Unreadable(f"{text!r} before the number is not understood")
        return replace(found, base=base)

    def _with(self, word: str) -> _Before:
        for sign, words in _COMPARATORS.items():
            if word in words:
                if self.comparator not in (None, "≈", sign):
                    raise Unreadable(f"{word!r} contradicts {self.comparator!r}")
                return replace(self, comparator=sign)
        if word in _GROWTH_UP:
            return replace(self, growth=1)
        if word in _GROWTH_DOWN:
            return replace(self, growth=-1)
        if word in _PER_BEFORE:
            return replace(self, per=_PER_BEFORE[word])
        return self


_LEXICON = sorted(
    {*(w for ws in _COMPARATORS.values() for w in ws), *_NEUTRAL, *_VERBS, *_GROWTH_UP, *_GROWTH_DOWN, *_PER_BEFORE},
    key=len,
    reverse=True,
)


def _longest(text: str) -> str | None:
    return next((word for word in _LEXICON if text.startswith(word)), None)


def _is_word(text: str, m: re.Match[str]) -> bool:
    """Tell whether a matched numeral is part of a word: 百 in 百分点, 一 in 统一, 三 in 第三方."""
    after, before = text[m.end() :], text[: m.start()]
    token = m[0]
    if token in ("百", "千") and (after.startswith("分点") or before[-1:].isdigit()):
        return True
    return before.endswith("第") or (token == "一" and before[-1:] in "统进专单唯之同某万" and before != "")


def _read_ratio(phrase: str, m: re.Match[str]) -> Quantity:
    before, after = _Before.read(m["before"]), m["after"]
    if after and after not in _AFTER:
        raise Unreadable(f"{after!r} after the ratio is not understood")
    if Fraction(m["b"]) == 0:
        raise Unreadable("a ratio to zero")
    sign = _AFTER.get(after) or before.comparator or "="
    return Quantity(phrase, "number", sign, Fraction(m["a"]) / Fraction(m["b"]), unit=RATIO)


def _read_relative(phrase: str, text: str) -> Quantity:
    """A bound without a number: 不低于居民上年度人均消费支出增速."""
    word = _longest(text)
    while word in _NEUTRAL:
        text = text[len(word) :]
        word = _longest(text)
    sign = next((s for s, words in _COMPARATORS.items() if word in words), None)
    base = _BASE_ONLY.fullmatch(text[len(word) :]) if word and sign and sign != "≈" else None
    if not base:
        raise Unreadable("no figure found; a commitment without one needs `milestone: true`")
    return Quantity(phrase, "relative", sign, base=base["base"])


def _read_figure(phrase: str, text: str, figures: list[re.Match[str]], units: Units, unit: str | None) -> Quantity:
    first = figures[0]
    low, printed = _value(first)
    rest = text[first.end() :]
    high: Fraction | None = None
    if not first["share"]:
        rest, high, rest_unit = _read_range(rest)
        printed = rest_unit + printed
    sign_more, unit_text, after = _unit_and_after(rest, units)
    if len(figures) > (1 if high is None else 2) and any(f.start() >= len(text) - len(after) for f in figures[1:]):
        raise Unreadable("two figures in one phrase; give each an entry of its own")
    stated_unit = units.read(printed + unit_text) if (printed or unit_text) else None
    relative = (printed or unit_text or unit or "") in ("%", "‰", "倍")
    before = _Before.read(text[: first.start()], base_allowed=relative)
    final = _with_declared(stated_unit, units, unit)
    if before.per:
        final = units.read(f"{final.symbol}/{before.per.replace('·', '/')}")
        final = replace(final, symbol=final.symbol.replace("人/", "人·"))
    sign = _comparator(before.comparator, sign_more, after, high)
    if before.growth and final.dimension not in ("share", "points", "times"):
        raise Unreadable("an increase of a count; state what it rises to, or name the indicator 新增…")
    change = "growth" if before.growth else None
    value = -low if before.growth < 0 else low
    return Quantity(phrase, "number", sign, value, high, final, before.base, change)


def _value(m: re.Match[str]) -> tuple[Fraction, str]:
    """The number matched and the unit it brings along (percent for shares in words)."""
    try:
        return (share(m["share"]), "%") if m["share"] else (number(m["number"]), "")
    except (ValueError, ZeroDivisionError) as error:
        raise Unreadable(f"{m[0]!r} is not a number: {error}") from error


def _read_range(rest: str) -> tuple[str, Fraction | None, str]:
    """Read the upper end of a range; the lower end may repeat the unit (50张—60张)."""
    m = re.match(rf"(?P<unit>[^\d\-~到至]{{0,4}}?)[-~到至]+(?P<high>{NUMBER})(?P<rest>.*)", rest)
    if not m or (m["unit"] and not m["rest"].startswith(m["unit"])):
        return rest, None, ""
    return m["rest"], number(m["high"]), ""


def _unit_and_after(rest: str, units: Units) -> tuple[str | None, str, str]:
    """Cut what follows the number into 余/多, the unit and the words after it, longest unit first."""
    more = None
    scale = ""
    if rest[:1] and rest[0] in _MORE:
        more, rest = ">", rest[1:]
    word = next((rest[:n] for n in (2, 1) if rest[:n] in units.scales), "")
    if word and rest not in units.measures and rest[len(word) : len(word) + 1] in (*_MORE,) and rest[len(word) :]:
        more, scale, rest = ">", word, rest[len(word) + 1 :]
    for end in range(len(rest), -1, -1):
        after = rest[end:]
        if after and after not in _AFTER:
            continue
        try:
            units.read(scale + rest[:end])
        except Unreadable:
            continue
        return more, scale + rest[:end], after
    tail = scale + rest
    for word in _AFTER:
        tail = tail.removesuffix(word)
    raise Unreadable(f"{tail!r} after the number is no unit that data/units.yaml knows")


def _with_declared(stated: Unit | None, units: Units, declared: str | None) -> Unit:
    """The unit printed in the phrase; the declared one where the phrase has none, or only its end (/人·月)."""
    if declared is None:
        return stated or BARE
    wanted = units.read(squeeze(declared))
    if stated is None:
        return wanted
    if stated.symbol in units.scales and not wanted.symbol.startswith(stated.symbol):
        return units.read(stated.symbol + wanted.symbol)
    if stated.dimension == "number" and stated.size == 1 and wanted.symbol.endswith(stated.symbol):
        return wanted
    return stated


def _comparator(before: str | None, more: str | None, after: str, high: Fraction | None) -> str:
    behind = _AFTER.get(after)
    if behind and before not in (None, "≈", behind) and not (before == ">" and behind == "≥"):
        raise Unreadable(f"{after!r} contradicts {before!r}")
    if high is not None:
        if before not in (None, "≈") or behind not in (None, "≈", "range"):
            raise Unreadable("a range with a bound of its own")
        return "range"
    if behind == "range":
        raise Unreadable(f"{after!r} without a range")
    return behind or before or more or "="
