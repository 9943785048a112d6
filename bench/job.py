"""Who stands with whom, from the files to the rows, as one process: ``python -m bench.job plancmp FOLDER OUT``.

The ways are plancmp's and those that a user would go instead, each of which has to read the files as well. Written to OUT are
the rows of one domain, and the seconds that putting them together took once everything was read.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

DOMAIN = "elderly"
Rows = list[list[tuple[str, str]]]


def plancmp(folder: Path) -> tuple[Rows, float]:
    """Align all indicators that have a bearing on the domain."""
    from plancmp.alignment import align_all
    from plancmp.asked import Asked
    from plancmp.group import bits, group
    from plancmp.library import Library, glosses, verdicts_of, vocabulary

    library = Library((folder,), {path.stem: path for path in folder.glob("*.yaml")})
    plans = Asked(library).of_domain(DOMAIN, verdicts_of())
    began = time.perf_counter()
    kinds = align_all(plans, vocabulary(), verdicts_of(), glosses()).kinds
    found = group(kinds, [number for number, kind in enumerate(kinds.kinds) if kind.reading.indicator.domain == DOMAIN]).groups
    rows = [[(plans[p].id, kinds.of[p][kind].id) for kind, holders in one.kinds.items() for p in bits(holders)] for one in found]
    return rows, time.perf_counter() - began


def tfidf(folder: Path) -> tuple[Rows, float]:
    """Group all names at once by scikit-learn's TF-IDF."""
    from bench import rivals

    table = rivals.frame(_names(folder))
    began = time.perf_counter()
    return rivals.vectors(table), time.perf_counter() - began


def cdist(folder: Path) -> tuple[Rows, float]:
    """Align each two plans by RapidFuzz and SciPy."""
    from bench import rivals

    table = rivals.frame(_names(folder))
    began = time.perf_counter()
    return rivals.assigned(table), time.perf_counter() - began


def _names(folder: Path) -> list[tuple[tuple[str, str], str]]:
    """The names in the plan files, read with PyYAML's C loader."""
    import yaml

    found = []
    for path in sorted(folder.glob("*.yaml")):
        entries = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)["domains"].get(DOMAIN, ())
        found += [((path.stem, str(entry["id"])), str(entry["name"])) for entry in entries]
    return found


WAYS: dict[str, Callable[[Path], tuple[Rows, float]]] = {"plancmp": plancmp, "tfidf": tfidf, "cdist": cdist}


if __name__ == "__main__":
    way, source, out = sys.argv[1:]
    rows, seconds = WAYS[way](Path(source))
    Path(out).write_text(json.dumps({"rows": rows, "seconds": seconds}), encoding="utf-8")
