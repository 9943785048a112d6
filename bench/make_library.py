"""Make a library of any number of plans, with the truth known: ``python -m bench.make_library FOLDER --plans 3200``.

Each plan recombines and rewords what the five real plans promise: common indicators in many plans, their kin that differ in
one word (城市/农村, 困难/重度, 街道/乡镇, 率/数) or in scope, one entry in a hundred stated twice in other words, and what
nobody else has. ``truth.tsv`` beside the plans says which concept each indicator is. The plans depend on the seed alone: the
first hundred of a library of 3,200 are those of a library of 100.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

from bench.concepts import Concept, concepts, figured, narrowed, worded
from bench.regions import Place, places
from plancmp.library import domains
from plancmp.text import squeeze

TRUTH = "truth.tsv"
COLUMNS = ("plan", "indicator", "concept", "turn", "scope")
_NOISE = 8
"""Of sixty indicators, how many nobody else has."""
_TWICE = 0.01
"""The share of entries that a plan states a second time in other words."""
_SYLLABLES = "福禄和美暖阳星光晨曦春晖金秋桑榆梧桐丁香紫荆映山红丹枫翠柏银杏海棠玉兰青藤彩虹蒲公英向日葵"
_NOBODYS = (
    ("elderly", "“{a}{b}”邻里守望点", "“{en}” neighbourhood posts", "{n}个"), ("elderly", "{a}{b}康养小镇建设", "{en} health-care town", None),
    ("governance", "“{a}{b}”议事厅", "“{en}” deliberation hall", None), ("governance", "{a}{b}里社区微更新", "Renewal of {en}li", "{n}处"),
    ("funeral", "{a}{b}山公墓改造提升", "Renewal of the cemetery {en}shan", None), ("charity", "“{a}{b}”公益集市场次", "“{en}” charity fairs", "{n}场"),
    ("child-welfare", "“{a}{b}”护苗行动", "“{en}” campaign for children", None), ("marriage", "{a}{b}园婚姻登记点", "{en} registration garden", None),
    ("social-assistance", "“{a}{b}”帮扶计划", "“{en}” support plan", None), ("place-names", "{a}{b}路地名文化街", "{en} Road place-name street", None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """An indicator of a made-up plan and what it truly is."""

    domain: str
    id: str
    lines: tuple[str, ...]
    truth: tuple[str, str, str]


def main() -> None:
    """Write the plans and the truth."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=3200)
    parser.add_argument("--indicators", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    make(chosen.folder, chosen.plans, chosen.indicators, chosen.seed, chosen.workers)
    print(f"{chosen.plans} plans of {chosen.indicators} indicators in {chosen.folder}")


def make(folder: Path, plans: int, indicators: int = 60, seed: int = 1, workers: int | None = None) -> None:
    """Write so many plans into *folder*, and the truth beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(workers) as pool:
        written = pool.map(_write, repeat(folder), places(plans, seed), repeat(indicators), repeat(seed), chunksize=32)
        lines = ["\t".join(COLUMNS), *("\t".join(line) for truth in written for line in truth)]
    (folder / TRUTH).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write(folder: Path, place: Place, indicators: int, seed: int) -> list[tuple[str, ...]]:
    rng = random.Random(f"{seed}:{place.plan}")
    year = 2023 if rng.random() < 0.1 else None
    entries = list(_entries(place, indicators, rng))
    by_domain = defaultdict(list)
    for entry in entries:
        by_domain[entry.domain].append(entry)
    lines = [*_head(place, year), "domains:"]
    for domain in domains():
        if by_domain[domain]:
            lines += [f"  {domain}:", *(line for entry in by_domain[domain] for line in entry.lines)]
    (folder / f"{place.plan}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [(place.plan, entry.id, *entry.truth) for entry in entries]


def _head(place: Place, year: int | None) -> tuple[str, ...]:
    title, title_en = (
        ("2023年民政工作要点", "Key Points of Civil Affairs Work, 2023")
        if year
        else ("“十四五”民政事业发展规划", "14th Five-Year Plan for Civil Affairs")
    )
    return (
        "plan:",
        f"  title: {place.name}{title}",
        f"  title_en: {place.name_en} {title_en}",
        f'  region: {{name: {place.name}, name_en: {place.name_en}, level: {place.level}, parent: {place.parent}, code: "{place.code}"}}',
        f"  kind: {'annual-work-plan' if year else 'five-year-plan'}",
        f'  period: "{year or "2021-2025"}"',
        f"  issuer: {place.name}民政局",
    )


def _entries(place: Place, indicators: int, rng: random.Random) -> Iterator[_Entry]:
    noise = indicators * _NOISE // 60
    weighed = _weighed()
    chosen: dict[tuple[str, str], Concept] = {}
    while len(chosen) < indicators - noise:
        (concept,) = rng.choices(weighed[0], cum_weights=weighed[1])
        chosen[concept.id, concept.turn] = concept
    names: set[tuple[str, str]] = set()
    ids: set[str] = set()
    for concept in chosen.values():
        scope = narrowed(concept, rng)
        for _ in range(2 if rng.random() < _TWICE else 1):
            name, english = worded(concept, rng)
            if rng.random() < 0.02:
                name = place.name + name
            key = (squeeze(name), scope[0] if scope else "")
            if key not in names:
                names.add(key)
                yield _entry(concept, name, english, scope, ids, rng)
    for number in range(noise):
        yield _nobodys(place, number, rng)


@functools.cache
def _weighed() -> tuple[list[Concept], list[float]]:
    """All concepts, with cumulated weights: common ones first, their kin rarer."""
    found = concepts()
    ranks = {id: rank for rank, id in enumerate(dict.fromkeys(c.id for c in found))}
    total, sums = 0.0, []
    for concept in found:
        total += (0.15 if concept.turn else 1.0) / (ranks[concept.id] + 12) ** 0.9
        sums.append(total)
    return found, sums


def _entry(concept: Concept, name: str, english: str, scope: tuple[str, str] | None, ids: set[str], rng: random.Random) -> _Entry:
    entry = concept.entry
    base = concept.entry["id"] + (f"-{concept.turn}" if concept.turn else "")
    id = next(i for n in range(1, 99) if (i := base if n == 1 else f"{base}-{n}") not in ids)
    ids.add(id)
    lines = [f"    - id: {id}", f"      name: {_text(name)}", f"      name_en: {_text(english)}"]
    unit = entry.get("unit", "")
    lines += [f"      unit: {_text(unit)}"] if unit else []
    if rng.random() < 0.4:
        lines.append(f"      nature: {rng.choice(('约束性', '预期性'))}")
    lines += [f"      scope: {_text(scope[0])}", f"      scope_en: {_text(scope[1])}"] if scope else []
    lines += _figures(entry, unit, rng)
    truth = (concept.id, concept.turn + ("/part" if concept.part else ""), scope[0] if scope else "")
    return _Entry(concept.domain, id, tuple(lines), truth)


def _figures(entry: dict[str, list[dict[str, str]]], unit: str, rng: random.Random) -> Iterator[str]:
    for kind, date in (("targets", "by"), ("actuals", "as_of")):
        figures = entry.get(kind, ())
        if figures:
            yield f"      {kind}:"
        for figure in figures:
            stated = figure["stated"] if "milestone" in figure else figured(figure["stated"], figure.get("unit", unit), rng)
            parts = [
                f"stated: {_text(stated)}",
                *(f"{key}: {_text(figure[key])}" for key in ("milestone", "unit") if key in figure),
            ]
            if kind == "targets" and rng.random() < 0.8:
                parts.append(
                    f"{date}: {_text(rng.choice(('2025年', '到2025年', '2025年底', '“十四五”末', '到2023年', '2024年6月')))}"
                )
            elif kind == "actuals":
                parts.append(f"{date}: {_text(rng.choice(('2020年', '2019年')))}")
            parts.append(f"at: 第{rng.choice('一二三四五六七八')}章第{rng.choice('一二三四五')}节")
            yield f"        - {{{', '.join(parts)}}}"


def _nobodys(place: Place, number: int, rng: random.Random) -> _Entry:
    domain, name, english, figure = _NOBODYS[rng.randrange(len(_NOBODYS))]
    a, b = rng.sample(_SYLLABLES, 2)
    words = {"a": a + rng.choice(_SYLLABLES), "b": b, "en": f"{place.name_en} {number + 1}", "n": rng.randrange(2, 90)}
    stated = (
        f"stated: {_text(figure.format(**words))}" if figure else f"stated: {_text('推进' + name.format(**words))}, milestone: true"
    )
    lines = (
        f"    - id: own-{number + 1}",
        f"      name: {_text(name.format(**words))}",
        f"      name_en: {_text(english.format(**words))}",
        f"      targets: [{{{stated}, by: 2025年, at: 第九章}}]",
    )
    return _Entry(domain, f"own-{number + 1}", lines, (f"{place.plan}:own-{number + 1}", "", ""))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    main()
