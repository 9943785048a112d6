"""Precision and recall of alignment on the labelled pairs, for plancmp and for what a user would do instead.

Run it with ``python -m bench.alignment``; the rivals other than RapidFuzz need ``pip install scikit-learn thefuzz``.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz

from bench.labelled import ROW, Pair, adversarial, counts, five_plans, tables, wordings
from plancmp.assign import assign
from plancmp.library import verdicts_of

Score = Callable[[str, str], float]
SCORERS = ("ratio", "partial_ratio", "token_sort_ratio", "token_set_ratio", "WRatio", "QRatio")


def main() -> None:
    """Print the wrong accepts of plancmp, then a table per set."""
    sets = {
        "five plans, rules alone": five_plans(),
        "five plans, with the shipped verdicts": five_plans(verdicts_of()),
        "adversarial": adversarial("adversarial.tsv"),
        "set aside": adversarial("set-aside.tsv"),
        "set aside, as two of three readers label it": adversarial("set-aside.tsv", by="majority"),
        "set aside, where all three readers agree": adversarial("set-aside.tsv", by="all"),
        "adversarial, where two readers or more agree": adversarial("adversarial.tsv", by="all"),
    }
    # Of these the readers wrote down what belongs in a row, and nothing else that a rival could choose.
    whole = {
        "whole tables, learnt from, where all readers agree": tables("learnt"),
        "whole tables, set aside, where all readers agree": tables("aside"),
        "whole tables, set aside, as most readers label them": tables("aside", by="majority"),
    }
    for name, pairs in (sets | whole).items():
        print(f"\n## {name}: {len(pairs)} pairs, {sum(p.label in ROW for p in pairs)} of them in one row\n")
        wrong = [p for p in pairs if p.said in ROW and p.label not in ROW]
        for p in wrong:
            print(f"- wrong: {p.names[0]} / {p.names[1]}: {p.said}")
        for what, (right, of) in counts(pairs).items():
            print(f"- {what}: {right}/{of} = {right / of:.3f}" if of else f"- {what}: none")
        if name in whole:
            continue
        print("\n| instead of plancmp | cut-off | row precision | row recall | F1 |\n|---|---|---|---|---|")
        for rival, score in _rivals(p.names for p in pairs):
            print(f"| {rival} | {_best(pairs, score)} |")

    print("\n## wordings\n")
    for what, (right, of) in wordings().items():
        print(f"- {what}: {right}/{of} = {right / of:.3f}")


def _rivals(names: Iterable[tuple[str, str]]) -> list[tuple[str, Score]]:
    found: list[tuple[str, Score]] = [(f"RapidFuzz {name}", getattr(fuzz, name)) for name in SCORERS]
    try:
        from thefuzz import fuzz as thefuzz

        found.append(("thefuzz WRatio (its default)", thefuzz.WRatio))
    except ImportError:
        print("thefuzz is not installed", file=sys.stderr)
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3)).fit(name for pair in names for name in pair)
        found.append(
            (
                "TF-IDF cosine, character 1- to 3-grams",
                lambda a, b: 100 * float((vectors.transform([a]) @ vectors.transform([b]).T).sum()),
            )
        )
    except ImportError:
        print("scikit-learn is not installed", file=sys.stderr)
    return found


def _best(pairs: Sequence[Pair], score: Score) -> str:
    """The cut-off with the best F1 after a one-to-one assignment within each group."""
    scored = [(p, score(*p.names)) for p in pairs]
    best = (0.0, 0, 0.0, 0.0)
    for cutoff in range(30, 101, 2):
        chosen = _assigned([(p, s) for p, s in scored if s >= cutoff])
        hits = sum(p.label in ROW for p in chosen)
        precision = hits / len(chosen) if chosen else 0.0
        recall = hits / sum(p.label in ROW for p in pairs)
        f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
        best = max(best, (f1, cutoff, precision, recall))
    f1, cutoff, precision, recall = best
    return f"{cutoff} | {precision:.3f} | {recall:.3f} | {f1:.3f}"


def _assigned(scored: Sequence[tuple[Pair, float]]) -> list[Pair]:
    groups: dict[str, list[tuple[Pair, float]]] = defaultdict(list)
    for pair, score in scored:
        groups[pair.group].append((pair, score))
    chosen = []
    for members in groups.values():
        rows = sorted({p.first for p, _ in members})
        columns = sorted({p.second for p, _ in members})
        at = {(rows.index(p.first), columns.index(p.second)): p for p, _ in members}
        weights = {(rows.index(p.first), columns.index(p.second)): round(100 * s) + 1 for p, s in members}
        chosen += [at[edge] for edge in assign(weights)]
    return chosen


if __name__ == "__main__":
    main()
