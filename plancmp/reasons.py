"""Why a row is a row, or a difference what it is: a code with its facts, told in English or Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from plancmp.language import Lang


class Reason(Struct, frozen=True):
    """A statement about a match or a difference, without its language."""

    code: str
    """Which sentence, a key of :data:`SENTENCES`."""
    facts: tuple[str, ...] = ()
    """What fills the sentence's gaps, in order."""


SENTENCES: dict[str, tuple[str, str]] = {
    "same-name": ("same name", "名称相同"),
    "same-meaning": ("same in every facet", "各要素相同"),
    "facet-only": ("scope differs: only {0} limits {1} to {2}", "范围不同：仅{0}将{1}限定为{2}"),
    "facet-narrower": ("{0}: {1} is part of {2}", "{0}：{1}属于{2}"),
    "facet-close": ("{0}: {1} beside {2}", "{0}：{1}与{2}相近"),
    "facet-converted": ("{0}: {1} beside {2}, figures converted", "{0}：{1}与{2}，数值已换算"),
    "facet-open": ("only {0} names its {1}: {2}", "仅{0}写明{1}：{2}"),
    "facet-conflict": ("{0} differs: {1} against {2}", "{0}不同：{1}与{2}"),
    "head-conflict": ("different things are measured: {0} against {1}", "衡量的事物不同：{0}与{1}"),
    "family-conflict": ("different sorts of number: {0} against {1}", "数值类别不同：{0}与{1}"),
    "unit-conflict": ("the figures' units do not go together: {0} against {1}", "计量单位不可比：{0}与{1}"),
    "unexplained": ("not explained by the vocabulary: {0} against {1}", "词表未能解释的差异：{0}与{1}"),
    "scope-only": ("scope differs: only {0} limits it to {1}", "范围不同：仅{0}限定为{1}"),
    "scope-conflict": ("scope differs: {0} against {1}", "范围不同：{0}与{1}"),
    "other-domain": ("listed under other domains: {0} and {1}", "所属领域不同：{0}与{1}"),
    "taken": ("{0}, but one of the two stands in another row", "关系为{0}，但其中一项已列入另一行"),
    "accepted": ("accepted by a person ({0}: {1})", "经人工确认（{0}：{1}）"),
    "rejected": ("rejected by a person ({0}: {1})", "经人工否决（{0}：{1}）"),
    "ladder": ("one indicator of {0} covers several of {1}: {2}", "{0}的一项对应{1}的多项：{2}"),
    "no-target": ("{0} has no target for it", "{0}无目标"),
    "not-set": ("{0} prints the row but sets no value", "{0}列出但未设定数值"),
    "redacted": ("{0}'s figure is blanked out", "{0}的数字被遮盖"),
    "everywhere": ("one in every place against the share of places", "“每地一所”与覆盖率不可直接比较"),
    "milestone": ("a number against a milestone", "数值与里程碑不可比"),
    "both-milestones": ("milestones without a number on both sides", "双方均为无数值的里程碑"),
    "no-number": ("{0} is bound to {1}, without a number", "{0}以{1}为界，无具体数值"),
    "other-base": ("relative to different bases: {0} against {1}", "相对基数不同：{0}与{1}"),
    "growth": ("a growth rate against a level", "增长率与水平值不可比"),
    "units": ("units do not convert: {0} against {1}", "单位不可换算：{0}与{1}"),
    "actual": ("an actual against a target; shown, not scored", "实绩与目标并列，不作评判"),
    "actuals": ("results on both sides and no target; shown, not scored", "双方均为实绩，无目标，不作评判"),
    "part": ("absolute counts of a part and of the whole", "部分与整体的绝对数"),
    "levels": ("absolute counts of regions of different level ({0} against {1})", "不同层级地区的绝对数（{0}与{1}）"),
    "converted": ("{0} = {1}", "{0} = {1}"),
    "overlap": ("the ranges overlap", "区间重叠"),
    "bare": ("{0} prints no unit", "{0}未印单位"),
    "no-deadline": ("{0} states no deadline", "{0}未写明期限"),
    "annual": ("every year against a date", "每年与固定期限不可比"),
    "start": ("a start against a deadline", "起始时间与期限不可比"),
    "nature-missing": ("{0} does not say whether it is binding", "{0}未写明约束性或预期性"),
}  # fmt: skip


CODES = {
    # relations
    "same": "相同", "close": "相近", "broader": "前者较宽", "narrower": "前者较窄",
    # sorts of number
    "rate": "比率", "count": "数量", "standard": "标准", "amount of money": "金额", "time": "时间", "ratio": "比值",
    # dimensions of units
    "share": "占比", "points": "百分点", "times": "倍数", "doublings": "翻番", "money": "金额", "people": "人数",
    "person-times": "人次", "households": "户数", "household-times": "户次",
    "beds": "床位", "area": "面积", "length": "长度", "duration": "时长",
    "working-days": "工作日", "lessons": "课时", "months": "月数", "age": "年龄", "grade": "等级", "stars": "星级", "rank": "位次",
    "weight": "重量", "times-done": "次数", "things": "件数", "number": "无单位的数",
    # levels of regions
    "national": "国家级", "province": "省级", "prefecture": "地级", "county": "县级",
    # domains
    "social-assistance": "社会救助", "elderly": "养老服务", "child-welfare": "儿童福利和未成年人保护", "governance": "基层社会治理",
    "social-organizations": "社会组织", "funeral": "殡葬", "marriage": "婚姻", "place-names": "区划地名",
    "disability": "残疾人福利", "charity": "慈善、社会工作和志愿服务", "other": "其他",
}  # fmt: skip
"""What the codes among the facts of :data:`CODED` are called in Chinese."""
CODED = frozenset({"taken", "family-conflict", "unit-conflict", "levels", "other-domain"})
"""The reasons whose facts are codes."""

_ENGLISH = re.compile(r"(?<=[^ -~]) \((?:of [^()]+|[ -~]+?)\)(?= \+ |$)")
"""The English beside a Chinese term: `` (publicly run)`` after 公办."""


def say(reason: Reason, lang: Lang = "en") -> str:
    """Tell one reason. In Chinese the terms among its facts stand without their English."""
    english, chinese = SENTENCES[reason.code]
    if lang == "en":
        return english.format(*reason.facts)
    if reason.code in CODED:
        return chinese.format(*(" + ".join(CODES.get(code, code) for code in fact.split(" + ")) for fact in reason.facts))
    return chinese.format(*(term(fact, lang) for fact in reason.facts))


def term(both: str, lang: Lang) -> str:
    """Tell a term that has its English in brackets behind it: in Chinese without."""
    return both if lang == "en" else _ENGLISH.sub("", both)


def say_all(reasons: Iterable[Reason], lang: Lang = "en") -> str:
    """Tell several reasons as one line."""
    return ("; " if lang == "en" else "；").join(say(reason, lang) for reason in reasons)
