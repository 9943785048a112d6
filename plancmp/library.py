"""Finding plans, and the names that plans and domains answer to."""

from __future__ import annotations

import functools
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plancmp import loading, marks, verdicts
from plancmp.directions import Directions
from plancmp.errors import DataError, FileError, Problem, UsageError
from plancmp.loading import Loaded
from plancmp.model import Domain, Indicator, Plan
from plancmp.text import squeeze
from plancmp.units import Units
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import Vocabulary

VERDICTS_FILE = "verdicts.sssom.tsv"
_SUFFIXES = (".yaml", ".yml")
_ADMINISTRATIVE = re.compile(r"(?:维吾尔|壮族|回族)?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|区|县|盟|旗)$")


def data_folder() -> Path:
    """Return the folder of the shipped data: ``data/`` of a checkout, or the copy inside an installed package."""
    package = Path(__file__).resolve().parent
    checkout = package.parent / "data"
    return checkout if (checkout / "domains.yaml").is_file() else package / "data"


@functools.cache
def domains() -> Mapping[str, Domain]:
    """Return the domains by slug, in the order that every table keeps."""
    entries = _shipped("domains.yaml")
    return {e["slug"]: Domain(e["slug"], e["name"], e["name_en"], tuple(e["aliases"])) for e in entries}


@functools.cache
def units() -> Units:
    """Return the table of units."""
    return Units.from_data(_shipped("units.yaml"))


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the words of the field."""
    return Vocabulary.from_data(_shipped("vocabulary.yaml"))


@functools.cache
def directions() -> Directions:
    """Return which way figures are more ambitious."""
    return Directions.from_data(_shipped("directions.yaml"), vocabulary())


def verdicts_of(own: Path | None = None) -> Verdicts:
    """Return the shipped verdicts, outranked by those of the file *own* where it exists.

    Raises :class:`DataError` for lines that are no verdicts. What contradicts itself is in the verdicts' ``problems``.
    """
    files = [(data_folder() / VERDICTS_FILE, f"shipped {VERDICTS_FILE}"), *([(own, loading.shown(own))] if own else [])]
    read = [verdicts.read(loading.read_text(path), shown) for path, shown in files if path.exists()]
    if faults := [problem for _, problems in read for problem in problems]:
        raise DataError(faults)
    return verdicts.decide([mappings for mappings, _ in read])


def _shipped(name: str) -> Any:
    path = data_folder() / name
    marked = marks.parse(loading.read_bytes(path).decode("utf-8"), name)
    if marked.problems:
        raise DataError(marked.problems)
    return marked.data


@dataclass(slots=True)
class Library:
    """The plan files of some folders. Of two with the same id the later folder's counts."""

    folders: Sequence[Path]
    files: dict[str, Path] = field(default_factory=dict)
    """Plan id → its file."""
    overridden: list[tuple[str, Path, Path]] = field(default_factory=list)
    """Plans of which another file took the place: id, the file that counts, the one that does not."""
    _examined: dict[Path, Loaded] = field(default_factory=dict)
    _unreadable: dict[Path, Problem] = field(default_factory=dict)

    @classmethod
    def open(cls, extra: Iterable[Path] = ()) -> Library:
        """List the shipped plans, then those of ``./data/plans`` and of the *extra* folders; no folder twice.

        Raises :class:`FileError` for an extra folder that cannot be listed, :class:`DataError` where folders hold an id twice.
        """
        own = Path("data") / "plans"
        folders = [data_folder() / "plans", *([own] if own.is_dir() else []), *extra]
        library = cls(tuple({os.path.realpath(folder): folder for folder in folders}.values()))
        doubles = [problem for folder in library.folders for problem in library._list(folder)]
        if doubles:
            raise DataError(doubles)
        return library

    def _list(self, folder: Path) -> Iterator[Problem]:
        here: dict[str, Path] = {}
        try:
            paths = sorted(path for path in folder.iterdir() if _is_plan_file(path))
        except OSError as error:
            raise FileError(f"{folder}: cannot be listed: {error.strerror or error}") from error
        for path in paths:
            if path.stem in here:
                message = f"{here[path.stem].name} in the same folder has the id {path.stem!r} too"
                yield Problem(loading.shown(path), 1, 1, "duplicate-plan", message)
            else:
                here[path.stem] = path
        self.overridden += [(id, path, self.files[id]) for id, path in here.items() if id in self.files]
        self.files |= here

    def examine(self, path: Path) -> Loaded:
        """Read a file once; later calls return the same. Raises :class:`FileError` when it cannot be read."""
        if path not in self._examined:
            self._examined[path] = loading.examine_file(path, domains(), units())
        return self._examined[path]

    def plans(self) -> tuple[Plan, ...]:
        """Return every plan that can be used, by id; :meth:`errors` says why others cannot."""
        found: list[Plan] = []
        for path in (self.files[id] for id in sorted(self.files)):
            try:
                loaded = self.examine(path)
            except FileError as error:
                file = loading.shown(path)
                self._unreadable[path] = Problem(file, 1, 1, "unreadable-file", str(error).removeprefix(f"{file}: "))
            else:
                found += [loaded.plan] if loaded.plan else []
        return tuple(found)

    def errors(self) -> tuple[Problem, ...]:
        """Return what makes files unusable, among those examined so far."""
        unusable = (p for one in self._examined.values() if one.plan is None for p in one.problems if p.level == "error")
        return (*unusable, *self._unreadable.values())

    def find(self, name: str) -> Plan:
        """Return the plan that *name* means: an id, a name or alias of its region, its code, its title, or a file's path.

        Raises :class:`UsageError` when none or several answer to it, :class:`DataError` when its file has problems,
        :class:`FileError` when the file cannot be read.
        """
        return self.usable(self.path(name))

    def path(self, name: str) -> Path:
        """Return the file of the plan that *name* means, whether or not it has problems. Raises :class:`UsageError`."""
        if name.lower().endswith(_SUFFIXES):
            return Path(name)
        if name in self.files:
            return self.files[name]
        key = squeeze(name).casefold()
        answers = {id for id in self.files if id.casefold() == key}
        if not answers:
            answers = {plan.id for plan in self.plans() if key in set(_names(plan))}
        if len(answers) == 1:
            return self.files[answers.pop()]
        if answers:
            raise UsageError(f"{name!r} may be any of {', '.join(sorted(answers))}; name one by its id")
        raise UsageError(f"no plan answers to {name!r}{self._suggest(key)}")

    def usable(self, path: Path) -> Plan:
        """Return the plan in a file. Raises :class:`DataError` with what makes it unusable, :class:`FileError`."""
        loaded = self.examine(path)
        if loaded.plan is None:
            raise DataError(p for p in loaded.problems if p.level == "error")
        return loaded.plan

    def _suggest(self, key: str) -> str:
        names: dict[str, set[str]] = defaultdict(set)
        for id in self.files:
            names[id.casefold()].add(id)
        for plan in self.plans():
            for word in _names(plan):
                names[word].add(plan.id)
        close = _closest(key, names)
        unasked = sorted(self.files.keys() - {plan.id for plan in self.plans()})
        hint = f"; {', '.join(unasked)} could not be asked (see: plancmp check {unasked[0]})" if unasked else ""
        if not close:
            return f" (plans: {', '.join(sorted(self.files))}){hint}"
        return f"; did you mean {_or(sorted({id for word in close for id in names[word]}))}?{hint}"


def _is_plan_file(path: Path) -> bool:
    """Tell whether a folder's entry counts as a plan: also a link that leads nowhere, so that it is not silently passed over."""
    if path.suffix.lower() not in _SUFFIXES or path.name.startswith("."):
        return False
    return path.is_file() or (path.is_symlink() and not path.exists())


def find_domain(name: str) -> Domain:
    """Return the domain that *name* means: its slug, a label, an alias, or the unambiguous beginning of one.

    Raises :class:`UsageError` when none or several answer to it.
    """
    key = squeeze(name).casefold()
    names = {squeeze(word).casefold(): d for d in domains().values() for word in (*d.aliases, d.name_en, d.name, d.slug)}
    if key in names:
        return names[key]
    begun = {domain.slug for word, domain in names.items() if key and word.startswith(key)}
    if len(begun) == 1:
        return domains()[begun.pop()]
    if begun:
        raise UsageError(f"domain {name!r} may be any of {', '.join(sorted(begun))}")
    close = _closest(key, names)
    slugs = list(dict.fromkeys(names[word].slug for word in close))
    hint = f"; did you mean {_or(slugs)}?" if slugs else f" (domains: {', '.join(domains())})"
    raise UsageError(f"no domain answers to {name!r}{hint}")


def find_indicator(plan: Plan, name: str) -> Indicator:
    """Return the indicator of a plan that *name* means: its id, its Chinese or English name.

    Raises :class:`UsageError` when none or several answer to it.
    """
    key = squeeze(name).casefold()
    for words in (lambda i: (i.id,), lambda i: (i.name, i.name_en or "")):
        answers = [i for i in plan.indicators if key in [squeeze(word).casefold() for word in words(i)]]
        if len(answers) == 1:
            return answers[0]
        if answers:
            raise UsageError(f"{name!r} may be any of {', '.join(i.id for i in answers)} in {plan.id}; name one by its id")
    near = [i.id for i in plan.indicators if key and (key in squeeze(i.name).casefold() or key in i.id)]
    near = near or _closest(key, [i.id for i in plan.indicators])
    hint = f"; did you mean {_or(near[:5])}?" if near else f" (plancmp show {plan.id} lists them)"
    raise UsageError(f"{plan.id} has no indicator {name!r}{hint}")


def _names(plan: Plan) -> Iterator[str]:
    """The names a plan answers to, besides its id."""
    region = plan.region
    short = _ADMINISTRATIVE.sub("", region.name)
    words = [region.name, region.name_en, region.code, plan.title, plan.title_en, *plan.aliases]
    if len(short) > 1:
        words.append(short)
    if region.parent:
        words.append(region.parent + region.name)
    yield from (squeeze(word).casefold() for word in words if word)


def _closest(key: str, names: Iterable[str]) -> list[str]:
    """The names most like *key*: one slip in a word of any length."""
    from rapidfuzz.distance import OSA

    allowed = max(1, len(key) // 3)
    near = sorted((distance, word) for word in names if (distance := OSA.distance(key, word)) <= allowed and distance < len(word))
    return [word for distance, word in near if distance == near[0][0]][:3]


def _or(words: Sequence[str]) -> str:
    return " or ".join(words)
