"""A person's word on what is the same: accepted and rejected matches, kept as SSSOM TSV.

SSSOM (https://mapping-commons.github.io/sssom/) is the common form of mappings: a subject, a predicate, an object, a justification.
Subjects and objects are ``plan:indicator``. A rejected match is one with the predicate modifier ``Not``.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from plancmp.errors import Problem
from plancmp.language import Said

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "confidence", "mapping_date", "comment",
)  # fmt: skip
REQUIRED = ("subject_id", "predicate_id", "object_id", "mapping_justification")

# SKOS names what the object is to the subject: a narrower subject has a broadMatch.
PREDICATES = {"same": "skos:exactMatch", "close": "skos:closeMatch", "narrower": "skos:broadMatch", "broader": "skos:narrowMatch"}
RELATIONS = {predicate: relation for relation, predicate in PREDICATES.items()}
MANUAL = "semapv:ManualMappingCuration"
LEXICAL = "semapv:CompositeMatching"
SET_ID = "https://w3id.org/plancmp/verdicts"
_BASE = "https://w3id.org/plancmp/plans/"

Key = tuple[str, str]
"""A plan's id and an indicator's."""


class Judged(Struct, frozen=True):
    """One line of an SSSOM file: a person's word, or the aligner's."""

    subject: Key
    relation: str
    """What the subject is to the object: ``same``, ``close``, ``broader``, ``narrower``."""
    object: Key
    accepted: bool = True
    subject_label: str = ""
    object_label: str = ""
    justification: str = MANUAL
    confidence: str = ""
    date: str = ""
    comment: str = ""
    file: str = ""
    line: int = 0


class Verdicts(Struct, frozen=True):
    """The verdicts in force."""

    of: Mapping[frozenset[Key], Judged] = field(default_factory=dict)
    """Pair of indicators → the word that counts."""
    problems: tuple[Problem, ...] = ()
    """Lines that contradict each other."""

    def on(self, a: Key, b: Key) -> Judged | None:
        """Return the verdict on a pair, with *a* as its subject."""
        found = self.of.get(frozenset((a, b)))
        return found if found is None or found.subject == a else mirrored(found)


NONE = Verdicts()
_MIRROR = {"broader": "narrower", "narrower": "broader"}


def mirrored(mapping: Judged) -> Judged:
    """The same word said the other way round."""
    return replace(
        mapping,
        subject=mapping.object,
        object=mapping.subject,
        subject_label=mapping.object_label,
        object_label=mapping.subject_label,
        relation=_MIRROR.get(mapping.relation, mapping.relation),
    )


def key(text: str) -> Key | None:
    """Read ``plan:indicator``; None where it is not of that form."""
    plan, colon, indicator = text.strip().partition(":")
    return (plan, indicator) if colon and plan and indicator and ":" not in indicator else None


def read(text: str, file: str) -> tuple[tuple[Judged, ...], tuple[Problem, ...]]:
    """Read an SSSOM TSV file: its mappings, and a problem for every line that cannot be one."""
    problems: list[Problem] = []
    mappings: list[Judged] = []
    lines = [(number, line) for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1)]
    body = [(number, line) for number, line in lines if line.strip() and not line.startswith("#")]
    if not body:
        return (), ()
    header_line, header_text = body[0]
    header = next(csv.reader([header_text], delimiter="\t"))
    if missing := [column for column in REQUIRED if column not in header]:
        return (), (Problem(file, header_line, 1, "sssom-columns", Said("the columns {0} are missing", ", ".join(missing))),)
    for number, line in body[1:]:
        cells = dict(zip(header, next(csv.reader([line], delimiter="\t")), strict=False))
        subject, object_ = key(cells.get("subject_id") or ""), key(cells.get("object_id") or "")
        relation = RELATIONS.get(cells.get("predicate_id") or "")
        modifier = cells.get("predicate_modifier") or ""
        if not subject or not object_ or subject == object_:
            problems.append(Problem(file, number, 1, "sssom-id", Said("subject_id and object_id are two different plan:indicator")))
        elif relation is None:
            allowed = ", ".join(RELATIONS)
            problems.append(
                Problem(file, number, 1, "sssom-predicate", Said("{0!r} (allowed: {1})", cells.get("predicate_id"), allowed))
            )
        elif modifier not in ("", "Not"):
            problems.append(Problem(file, number, 1, "sssom-modifier", Said("{0!r} (allowed: Not, or nothing)", modifier)))
        else:
            mappings.append(
                Judged(
                    subject,
                    relation,
                    object_,
                    not modifier,
                    cells.get("subject_label") or "",
                    cells.get("object_label") or "",
                    cells.get("mapping_justification") or MANUAL,
                    cells.get("confidence") or "",
                    cells.get("mapping_date") or "",
                    cells.get("comment") or "",
                    file,
                    number,
                )
            )
    return tuple(mappings), tuple(problems)


def write(mappings: Iterable[Judged], set_id: str = SET_ID) -> str:
    """Write mappings as an SSSOM TSV file that other tools read: metadata, header, one line each."""
    found = list(mappings)
    plans = sorted({plan for m in found for plan, _ in (m.subject, m.object)})
    head = ["curie_map:", *(f"  {plan}: {_BASE}{plan}#" for plan in plans)]
    head += ["  semapv: https://w3id.org/semapv/vocab/", "  skos: http://www.w3.org/2004/02/skos/core#"]
    head += [f"mapping_set_id: {set_id}", "license: https://creativecommons.org/publicdomain/zero/1.0/", "mapping_tool: plancmp"]
    out = io.StringIO(newline="")
    out.writelines(f"#{line}\n" for line in head)
    writer = csv.writer(out, delimiter="\t", lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(fields(m) for m in found)
    return out.getvalue()


def fields(mapping: Judged) -> tuple[str, ...]:
    """A mapping's cells, in the order of :data:`COLUMNS`, each on one line."""
    cells = (
        ":".join(mapping.subject),
        mapping.subject_label,
        PREDICATES[mapping.relation],
        "" if mapping.accepted else "Not",
        ":".join(mapping.object),
        mapping.object_label,
        mapping.justification,
        mapping.confidence,
        mapping.date,
        mapping.comment,
    )
    return tuple(" ".join(cell.split()) for cell in cells)


def decide(files: Sequence[Sequence[Judged]]) -> Verdicts:
    """Put several files' verdicts in force, a later file outranking an earlier one; of one file the later line counts.

    Lines that contradict others are problems: a pair both accepted and rejected in one file, and A = B, B = C with A ≠ C.
    """
    of: dict[frozenset[Key], Judged] = {}
    problems: list[Problem] = []
    for file in files:
        here: dict[frozenset[Key], Judged] = {}
        for mapping in file:
            pair = frozenset((mapping.subject, mapping.object))
            before = here.get(pair)
            if before and before.accepted != mapping.accepted:
                accepted = Said("line {0} accepted this pair; the later line counts", before.line)
                rejected = Said("line {0} rejected this pair; the later line counts", before.line)
                problems.append(_conflict(mapping, accepted if before.accepted else rejected))
            here[pair] = mapping
        of |= here
    problems += _triangles(of)
    return Verdicts(of, tuple(sorted(problems)))


def _triangles(of: Mapping[frozenset[Key], Judged]) -> Iterator[Problem]:
    """A = B and B = C, but A ≠ C."""
    same: dict[Key, dict[Key, Judged]] = defaultdict(dict)
    for mapping in of.values():
        if mapping.accepted and mapping.relation == "same":
            same[mapping.subject][mapping.object] = mapping
            same[mapping.object][mapping.subject] = mapping
    for rejected in of.values():
        if rejected.accepted:
            continue
        a, c = rejected.subject, rejected.object
        for b in same[a].keys() & same[c].keys():
            one, two = same[a][b], same[b][c]
            message = Said(
                "{0} is not {1}, but {2} and {3} make both the same as {4}",
                ":".join(a), ":".join(c), f"{one.file}:{one.line}", f"{two.file}:{two.line}", ":".join(b),
            )  # fmt: skip
            yield _conflict(rejected, message)


def _conflict(mapping: Judged, message: str) -> Problem:
    return Problem(mapping.file, mapping.line, 1, "verdict-conflict", message)
