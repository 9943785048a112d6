"""What the made-up plans speak of: the real indicators of the five plans, their kin that differ in one word, and other wordings."""

from __future__ import annotations

import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
_LOCAL = re.compile(
    "南宁|吉林|湖州|贵池|钟楼|长三角|秋浦|许巧珍|北港|龙潭|德清|长兴|安吉|吴兴|南浔|浙江|江苏|广西|自治区|四床合一|人人|三县|市区|20[0-9]{2}|19[0-9]{2}"
)
_LABELS = ROOT / "tests" / "alignment"

# A word and what else it may be: the name then speaks of another thing (apart), or of a part of it (part).
_TURNS = (
    ("urban", "apart", "农村", "城市", "Rural", "Urban"),
    ("rural", "apart", "城市", "农村", "Urban", "Rural"),
    ("severe", "apart", "困难残疾人", "重度残疾人", "needy", "severely"),
    ("street", "part", "乡镇(街道)", "街道", "townships (subdistricts)", "subdistricts"),
    ("township", "part", "乡镇(街道)", "乡镇", "townships (subdistricts)", "townships"),
    ("scattered", "apart", "集中", "分散", "Collective", "Dispersed"),
    ("older", "apart", "60岁", "80岁", "60", "80"),
    ("private", "apart", "公办", "民办", "Public", "Private"),
    ("orphans", "apart", "特困人员", "孤儿", "persons in destitution", "orphans"),
    ("children", "apart", "老年人", "残疾人", "older persons", "disabled persons"),
    ("village", "apart", "城市社区", "行政村", "urban communities", "villages"),
    ("county", "apart", "乡镇级", "县级", "Township-level", "County-level"),
    ("higher-grade", "apart", "3A", "5A", "3A", "5A"),
    ("bed-count", "apart", "床位占比", "床位数", "Share", "Number"),
    ("station-count", "apart", "站覆盖率", "站数", "Coverage", "Number"),
    ("thousand", "apart", "每千名老年人", "每千人口", "elderly", "resident"),
)
_SCOPES = (
    ("公办养老机构", "publicly run elderly-care institutions", "养老机构"),
    ("民办养老机构", "privately run elderly-care institutions", "养老机构"),
    ("农村", "rural areas", "覆盖率"),
    ("城市", "urban areas", "覆盖率"),
    ("70岁以上老年人", "persons aged 70 and over", "老年人"),
    ("脱贫县", "counties lifted out of poverty", "率"),
)
# Wordings that say the same; both ways.
_WORDINGS = (
    ("最低生活保障", "低保"), ("占比$", "比例"), ("占比$", "比重"), ("(?<=占.{4})比例$", "比重"), ("(?<![人户次件])数$", "数量"),
    (r"乡镇\(街道\)", "街道(乡镇)"), (r"乡镇\(街道\)", "镇(街道)"), (r"街道\(乡镇\)", "乡镇(街道)"), (r"村\(社区\)", "社区(村)"),
    (r"村\(居\)", "村(社区)"), ("及以上", "以上"), ("老年人(?!口)", "老人"), ("社会工作服务站", "社工站"), ("社工站", "社会工作服务站"),
    ("社会工作专业人才", "社工专业人才"), ("未成年人保护工作站", "未保站"), ("每千名老年人", "每千名老年人口"), ("标准$", "平均标准"),
    ("数量$", "总数"), ("总量$", "总数"), ("覆盖率$", "覆盖比例"),
    ("城市低保", "城镇低保"), ("婚姻登记处", "婚姻登记机关"), ("公益性公墓", "公益公墓"), ("养老机构", "养老服务机构"), ("养老服务设施", "养老设施"),
    ("志愿服务站点", "志愿服务站"), ("达标率$", "达标比例"), ("人数$", "数量"), ("^", "年末"), (r"^(?=.{6})", "辖区"), (r"\(", " ("),
    ("拥有", ""), ("^建成", "新建成"), ("户数$", "户数量"),
)  # fmt: skip
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that plans may promise, as one of the five plans has it."""

    id: str
    """The concept; those of the same id are the same."""
    turn: str
    """How it differs from the real indicator it was made from; empty for that one itself."""
    part: bool
    """It is a part of that one, so the two may stand in one row."""
    domain: str
    names: tuple[tuple[str, str], ...]
    """Its wordings in the five plans, Chinese and English."""
    scope: tuple[str, str] | None
    entry: Any = field(compare=False)
    """The real indicator, as its plan file has it."""


def concepts() -> list[Concept]:
    """Return what the five plans promise, commonest first, each followed by its kin."""
    real = dict(_real())
    head = {key: key for key in real}

    def root(key: str) -> str:
        while head[key] != key:
            key = head[key]
        return key

    for first, second, _ in labels("same"):
        if first in head and second in head:
            head[root(second)] = root(first)
    members: dict[str, list[str]] = defaultdict(list)
    for key in real:
        members[root(key)].append(key)
    common = sorted(members, key=lambda key: (-len(members[key]), "nature" not in real[key][1], key))
    found = []
    taken = {entry["name"] for _, entry in real.values()}
    for key in common:
        domain, entry = real[key]
        names = tuple((real[m][1]["name"], real[m][1]["name_en"]) for m in members[key] if _scope(real[m][1]) == _scope(entry))
        base = Concept(key, "", False, domain, names, _scope(entry), entry)
        found += [base, *_kin(base, taken)]
    return found


def labels(*relations: str) -> Iterator[tuple[str, str, str]]:
    """Pairs of the five plans' indicators (``plan:indicator``) that a reader gave one of these relations."""
    with (_LABELS / "five-plans.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if row["relation"] in relations:
                yield f"{row['plan_a']}:{row['indicator_a']}", f"{row['plan_b']}:{row['indicator_b']}", row["relation"]


def worded(concept: Concept, rng: random.Random) -> tuple[str, str]:
    """Return a Chinese and an English name of a concept, in one of its wordings."""
    name, english = rng.choice(concept.names)
    for pattern, other in _WORDINGS:
        if rng.random() < (0.02 if pattern.startswith("^") else 0.12):
            name = re.sub(pattern, other, name)
    return name, english


def narrowed(concept: Concept, rng: random.Random) -> tuple[str, str] | None:
    """Return a scope that a concept may have, Chinese and English, now and then; else its own."""
    fitting = [s for s in _SCOPES if s[2] in concept.names[0][0]]
    if concept.scope is None and fitting and rng.random() < 0.08:
        zh, en, _ = rng.choice(fitting)
        return zh, en
    return concept.scope


def figured(stated: str, unit: str, rng: random.Random) -> str:
    """Return a figure phrase with other numbers in it; shares stay below the whole."""
    numbers = [float(n) for n in _NUMBER.findall(stated)]
    if not numbers or "*" in stated or re.search(r"\dA|年|岁|[—-]", stated):
        return stated
    share = "%" in stated or unit == "%"
    most = min(1.6, 100 / max(numbers)) if share and max(numbers) > 0 else 1.6
    factor = rng.uniform(0.5, most) if most > 0.5 else most

    def other(match: re.Match[str]) -> str:
        text = match[0]
        places = len(text.partition(".")[2])
        value = float(text) * factor
        return f"{value:.{places}f}" if places else str(max(1, round(value)))

    return _NUMBER.sub(other, stated)


def _kin(base: Concept, taken: set[str]) -> Iterator[Concept]:
    for turn, sort, word, other, said, instead in _TURNS:
        names = tuple((zh.replace(word, other), _turned(en, said, instead)) for zh, en in base.names if word in zh)
        if names and not any(zh in taken for zh, _ in names):
            taken |= {zh for zh, _ in names}
            entry = base.entry
            if turn.endswith("count"):
                entry = {k: v for k, v in entry.items() if k != "unit"} | {
                    "targets": [{"stated": "120个", "by": "2025年"}],
                    "actuals": [],
                }
            yield replace(base, turn=turn, part=sort == "part", names=names, entry=entry)


def _turned(english: str, said: str, instead: str) -> str:
    turned = re.sub(re.escape(said), instead, english, flags=re.IGNORECASE)
    return turned if turned != english else f"{english} ({instead.lower()})"


def _real() -> Iterator[tuple[str, tuple[str, Any]]]:
    for path in sorted((ROOT / "data" / "plans").glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506 (it makes nothing but text)
        for domain, entries in data["domains"].items():
            for entry in entries:
                figures = [*entry.get("targets", ()), *entry.get("actuals", ())]
                plain = all(f.keys() <= {"stated", "by", "as_of", "at", "milestone", "note", "unit"} for f in figures)
                if plain and not _LOCAL.search(entry["name"] + entry.get("scope", "")):
                    yield f"{path.stem}:{entry['id']}", (domain, entry)


def _scope(entry: Any) -> tuple[str, str] | None:
    return (entry["scope"], entry["scope_en"]) if "scope" in entry else None
