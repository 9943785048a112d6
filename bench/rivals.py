"""What a user would do instead: names compared as strings, by plan pairs one to one or all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process
from scipy.optimize import linear_sum_assignment
from scipy.sparse.csgraph import connected_components
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.truth import Member

Rows = list[list[Member]]
CUTOFFS = {"cdist": 85.0, "tfidf": 0.85}
"""Of 75 to 95 and 0.6 to 0.9 in steps of five hundredths those with the best F1 on a library of a hundred plans."""


def frame(members: Sequence[tuple[Member, str]]) -> pd.DataFrame:
    """The names of indicators as a data frame."""
    return pd.DataFrame([(plan, id, name) for (plan, id), name in members], columns=["plan", "indicator", "name"])


def assigned(table: pd.DataFrame, cutoff: float = CUTOFFS["cdist"]) -> Rows:
    """Align each two plans by RapidFuzz's ratio and SciPy's one-to-one assignment; what is linked stands in one row."""
    plans = [group for _, group in table.groupby("plan", sort=True)]
    head = {member: member for member in zip(table["plan"], table["indicator"], strict=True)}

    def root(member: Member) -> Member:
        while head[member] != member:
            head[member] = head[head[member]]
            member = head[member]
        return member

    for a, b in combinations(plans, 2):
        scores = process.cdist(a["name"].to_list(), b["name"].to_list(), scorer=fuzz.ratio)
        for i, j in zip(*linear_sum_assignment(scores, maximize=True), strict=True):
            if scores[i, j] >= cutoff:
                one, two = ((t["plan"].iat[n], t["indicator"].iat[n]) for t, n in ((a, i), (b, j)))
                head[root(one)] = root(two)
    rows: dict[Member, list[Member]] = defaultdict(list)
    for member in head:
        rows[root(member)].append(member)
    return list(rows.values())


def vectors(table: pd.DataFrame, cutoff: float = CUTOFFS["tfidf"]) -> Rows:
    """Group all names by the cosine of their character 1- to 3-grams, each distinct name once; what is linked stands in one row."""
    names = table["name"].drop_duplicates().to_list()
    weights = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), dtype=np.float32).fit_transform(names)
    alike = weights @ weights.T
    alike.data = (alike.data >= cutoff).astype(np.int8)
    alike.eliminate_zeros()
    _, of = connected_components(alike, directed=False)
    number = dict(zip(names, of, strict=True))
    rows: dict[int, list[Member]] = defaultdict(list)
    for plan, indicator, name in table.itertuples(index=False):
        rows[number[name]].append((plan, indicator))
    return list(rows.values())
