"""Finding plans, and the names that plans and domains answer to."""

from __future__ import annotations

import functools
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from msgspec import Struct, field

from plancmp import coded, compiled, gist, loading, places, stamp, verdicts
from plancmp.compiled import Compiler, Make, Watch
from plancmp.directions import Directions
from plancmp.errors import DataError, FileError, Problem, UsageError, cause
from plancmp.gist import Dues, Outline, Tally
from plancmp.glossary import Glossary
from plancmp.language import Said
from plancmp.loading import Loaded
from plancmp.model import Domain, Indicator, Plan
from plancmp.readings import bare
from plancmp.stamp import blake2b
from plancmp.store import Store
from plancmp.text import Pattern, squeeze
from plancmp.units import Units
from plancmp.verdicts import Verdicts
from plancmp.vocabulary import Lexicon, Meaning, Terms, Vocabulary

G = TypeVar("G", Outline, Dues, Tally)

VERDICTS_FILE = "verdicts.sssom.tsv"
_SUFFIXES = (".yaml", ".yml")
_ADMINISTRATIVE = Pattern(r"(?:维吾尔|壮族|回族)?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|区|县|盟|旗)$")


def data_folder() -> Path:
    """Return the folder of the shipped data: ``data/`` of a checkout, or the copy inside an installed package."""
    package = Path(__file__).resolve().parent
    checkout = package.parent / "data"
    return checkout if (checkout / "domains.yaml").is_file() else package / "data"


@functools.cache
def store() -> Store:
    """Return what earlier runs of this very program and data have made of files; see :func:`places.cache_folder`."""
    folder = places.cache_folder()
    return Store(Path(folder) / f"plancmp-{_version()}.sqlite" if folder else None)


def _version() -> str:
    """A digest of everything that shapes what is made of a file."""
    rooms = sorted(Path(__file__).resolve().parent.glob("*.py"))
    said = (path.read_bytes() for path in (*rooms, data_folder() / "units.yaml", data_folder() / "domains.yaml"))
    return blake2b(b"\0".join((sys.version.encode(), *said)), digest_size=8).hexdigest()


@functools.cache
def domains() -> Mapping[str, Domain]:
    """Return the domains by slug, in the order that every table keeps."""
    entries = coded.plain(_shipped("domains.yaml"))
    return {e["slug"]: Domain(e["slug"], e["name"], e["name_en"], tuple(e["aliases"])) for e in entries}


@functools.cache
def units() -> Units:
    """Return the table of units."""
    return Units.from_data(coded.plain(_shipped("units.yaml")))


@functools.cache
def vocabulary() -> Vocabulary:
    """Return the words of the field."""
    return Vocabulary.of(coded.decoder(Terms)(_shipped("vocabulary.yaml", "terms", _vocabulary)), _lexicon)


@functools.cache
def _lexicon() -> Lexicon:
    return coded.decoder(Lexicon)(_shipped("vocabulary.yaml", "lexicon", _vocabulary))


@functools.cache
def glosses() -> Glossary:
    """Return what reads wordings in the words of the field, and remembers what it has read."""
    words = loading.read_bytes(data_folder() / "vocabulary.yaml")
    return Glossary(store(), blake2b(words, digest_size=8).hexdigest(), vocabulary)


def meaning(name: str) -> Meaning:
    """Return what an indicator's name says by itself."""
    worded = bare(name)
    return glosses()([worded])[worded].meaning


@functools.cache
def directions() -> Directions:
    """Return which way figures are more ambitious."""
    return Directions.from_data(coded.plain(_shipped("directions.yaml")), vocabulary(), meaning)


class Edition(Struct, frozen=True):
    """Which data this is."""

    plans: int
    """How many plans are shipped."""
    issued: str
    """The day on which the latest of their documents was issued, as far as it is known: ``2022-08-16``."""
    digest: str
    """Eight digits that are others for any other contents."""


def edition() -> Edition:
    """Return which edition of the data is shipped."""
    stamp.look(data_folder())
    files = sorted(path for path in data_folder().rglob("*") if path.is_file())
    contents = (f"{path.relative_to(data_folder()).as_posix()}\0".encode() + loading.read_bytes(path) for path in files)
    digest = blake2b(b"\0".join(contents), digest_size=4).hexdigest()
    shipped = {path.stem: path for path in files if path.parent.name == "plans"}
    plans = Library((data_folder() / "plans",), shipped).plans()
    return Edition(len(plans), max(plan.issued or "" for plan in plans), digest)


def verdicts_of(own: Path | None = None) -> Verdicts:
    """Return the shipped verdicts, outranked by those of the file *own* where it exists.

    Raises :class:`DataError` for lines that are no verdicts. What contradicts itself is in the verdicts' ``problems``.
    """
    files = [(data_folder() / VERDICTS_FILE, f"shipped {VERDICTS_FILE}"), *([(own, loading.shown(own))] if own else [])]
    read = [verdicts.read(loading.read_text(path), shown) for path, shown in files if stamp.look(path) != stamp.NOTHING]
    if faults := [problem for _, problems in read for problem in problems]:
        raise DataError(faults)
    return verdicts.decide([mappings for mappings, _ in read])


def _shipped(name: str, part: str = "data", make: Make | None = None) -> bytes:
    """One part of what is made of a file of the shipped data: its plain contents, unless something else makes more of it."""
    ((_, found),) = Compiler(store(), name, make or _data).pieces([data_folder() / name], part)
    if isinstance(found, FileError):
        raise found
    return found


def _data(path: Path, contents: bytes) -> dict[str, bytes]:
    """Compile a file of the shipped data."""
    from plancmp import marks

    marked = marks.parse(contents.decode("utf-8"), path.name)
    if marked.problems:
        raise DataError(marked.problems)
    return {"data": coded.encode(marked.data)}


def _vocabulary(path: Path, contents: bytes) -> dict[str, bytes]:
    """Compile the vocabulary: in halves, of which most runs need but the first."""
    from plancmp import vocabulary

    terms, lexicon = vocabulary.halves(coded.plain(_data(path, contents)["data"]))
    return {"terms": coded.encode(terms), "lexicon": coded.encode(lexicon)}


class _Examined(Struct, frozen=True, array_like=True):
    """What examining a file gave."""

    plan: Plan | None
    problems: list[Any]
    """Packed."""


class Head(Struct, frozen=True):
    """What is asked of a plan file that is not the one wanted."""

    names: tuple[str, ...]
    """What the plan answers to besides its id, squeezed and without case; nothing if it cannot be used."""
    usable: bool


def _plan(path: Path, contents: bytes) -> dict[str, bytes]:
    """Compile a plan file: its head, and what examining it gave, with the problems' file left open."""
    loaded = loading.examine_bytes(contents, "", path.stem, domains(), units())
    head = Head(tuple(_names(loaded.plan)) if loaded.plan else (), loaded.plan is not None)
    examined = _Examined(loaded.plan, [coded.packed(p) for p in loaded.problems])
    gists = {part: coded.encode(make(loaded.plan)) if loaded.plan else _NOTHING for part, (_, make) in _GISTS.items()}
    return {"head": coded.encode(head), "loaded": coded.encode(examined), **gists}


def _indicators(examined: bytes, places: Sequence[int]) -> tuple[Indicator, ...]:
    """Some of the indicators in an encoded :class:`_Examined`."""
    plan = coded.parts(coded.parts(examined)[_Examined.__struct_fields__.index("plan")])
    encoded = coded.parts(plan[Plan.__struct_fields__.index("indicators")])
    decode = coded.decoder(Indicator)
    return tuple(decode(encoded[place]) for place in places)


_GISTS: Mapping[str, tuple[type, Callable[[Plan], object]]] = {
    "outline": (Outline, gist.outline),
    "dues": (Dues, gist.dues),
    "tally": (Tally, gist.tally),
}
"""What is taken out of every plan, by part: of which type, and by which function."""
_NOTHING = b""
"""What is taken out of a plan that cannot be used."""


class Library(Struct):
    """The plan files of some folders. Of two with the same id the later folder's counts."""

    folders: Sequence[Path]
    files: dict[str, Path] = field(default_factory=dict)
    """Plan id → its file."""
    overridden: list[tuple[str, Path, Path]] = field(default_factory=list)
    """Plans of which another file took the place: id, the file that counts, the one that does not."""
    watch: Watch = compiled.unwatched
    """Told of the files that have to be read anew; see :mod:`plancmp.compiled`."""
    _examined: dict[Path, Loaded] = field(default_factory=dict)
    _unreadable: dict[Path, Problem] = field(default_factory=dict)

    @classmethod
    def open(cls, extra: Iterable[Path] = ()) -> Library:
        """List the shipped plans, then those of ``./data/plans`` and of the *extra* folders; no folder twice.

        Raises :class:`FileError` for an extra folder that cannot be listed, :class:`DataError` where folders hold an id twice.
        """
        own = Path("data") / "plans"
        stamp.look(own)
        folders = [data_folder() / "plans", *([own] if own.is_dir() else []), *extra]
        library = cls(tuple({os.path.realpath(folder): folder for folder in folders}.values()))
        doubles = [problem for folder in library.folders for problem in library._list(folder)]
        if doubles:
            raise DataError(doubles)
        return library

    def _list(self, folder: Path) -> Iterator[Problem]:
        here: dict[str, Path] = {}
        stamp.look(folder)
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in entries if _is_plan_file(entry))
        except OSError as error:
            raise FileError(folder, Said("cannot be listed: {0}", cause(error))) from error
        for name in names:
            path, id = folder / name, name.rpartition(".")[0]
            if id in here:
                message = Said("{0} in the same folder has the id {1!r} too", here[id].name, id)
                yield Problem(loading.shown(path), 1, 1, "duplicate-plan", message)
            else:
                here[id] = path
        self.overridden += [(id, path, self.files[id]) for id, path in here.items() if id in self.files]
        self.files |= here

    def examine(self, path: Path) -> Loaded:
        """Read a file once; later calls return the same. Raises :class:`FileError` when it cannot be read."""
        if path not in self._examined:
            ((_, found),) = self._compiled([path], "loaded")
            if isinstance(found, FileError):
                raise found
            self._note(path, coded.decoder(_Examined)(found))
        return self._examined[path]

    def plans(self, wanted: Collection[str] | None = None) -> tuple[Plan, ...]:
        """Return every plan that can be used, or those of some ids, by id; :meth:`errors` says why others cannot."""
        ids = self.files.keys() if wanted is None else self.files.keys() & wanted
        decode = coded.decoder(_Examined)
        with coded.many():
            paths = [path for path in (self.files[id] for id in ids) if path not in self._examined]
            for path, found in self._compiled(paths, "loaded"):
                if isinstance(found, FileError):
                    self._unreadable[path] = Problem(loading.shown(path), 1, 1, "unreadable-file", found.what)
                else:
                    self._note(path, decode(found))
        loaded = (self._examined.get(self.files[id]) for id in sorted(ids))
        return tuple(one.plan for one in loaded if one and one.plan)

    def gists(self, kind: type[G]) -> tuple[G, ...]:
        """Return what is taken out of every plan that can be used (:mod:`plancmp.gist`), by the plan's id."""
        part = next(part for part, (of, _) in _GISTS.items() if of is kind)
        decode = coded.decoder(kind)
        with coded.many():
            made = self._compiled(list(self.files.values()), part)
            found = {path.stem: decode(piece) for path, piece in made if isinstance(piece, bytes) and piece != _NOTHING}
        return tuple(found[id] for id in sorted(found))

    def indicators(self, wanted: Mapping[str, Sequence[int]]) -> dict[str, tuple[Indicator, ...]]:
        """Return some indicators of plans by the plans' ids, told by their places in the file, without loading the others."""
        paths = [self.files[id] for id in wanted]
        with coded.many():
            made = self._compiled(paths, "loaded")
            return {path.stem: _indicators(piece, wanted[path.stem]) for path, piece in made if isinstance(piece, bytes)}

    def _note(self, path: Path, found: _Examined) -> None:
        """Note what a file says, with its problems under the name that it has here."""
        self._examined[path] = Loaded(found.plan, tuple(coded.unpacked(one, loading.shown(path)) for one in found.problems))

    def _compiled(self, paths: Sequence[Path], part: str) -> Iterator[tuple[Path, bytes | FileError]]:
        return Compiler(store(), "plan", _plan, self.watch).pieces(paths, part)

    def _heads(self) -> dict[str, Head]:
        """The heads of the plans that could be read, by id."""
        decode = coded.decoder(Head)
        return {
            path.stem: decode(head) for path, head in self._compiled(list(self.files.values()), "head") if isinstance(head, bytes)
        }

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
            answers = {id for id, head in self._heads().items() if key in head.names}
        if len(answers) == 1:
            return self.files[answers.pop()]
        if answers:
            raise UsageError(Said("{0!r} may be any of {1}; name one by its id", name, ", ".join(sorted(answers))))
        raise UsageError(Said("no plan answers to {0!r}{1}", name, self._suggest(key)))

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
        heads = self._heads()
        for id, head in heads.items():
            for word in head.names:
                names[word].add(id)
        close = _closest(key, names)
        unasked = sorted(id for id in self.files if id not in heads or not heads[id].usable)
        more = Said("; {0} could not be asked (see: plancmp check {1})", ", ".join(unasked), unasked[0]) if unasked else ""
        if not close:
            return Said("{0}{1}", Said(" (plans: {0})", ", ".join(sorted(self.files))), more)
        return Said("{0}{1}", _meant(sorted({id for word in close for id in names[word]})), more)


def _is_plan_file(entry: os.DirEntry[str]) -> bool:
    """Tell whether a folder's entry counts as a plan: also a link that leads nowhere, so that it is not silently passed over."""
    if not entry.name.lower().endswith(_SUFFIXES) or entry.name.startswith("."):
        return False
    if not entry.is_symlink():
        return entry.is_file()
    stamp.look(entry)
    return Path(entry).is_file() or not Path(entry).exists()


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
        raise UsageError(Said("domain {0!r} may be any of {1}", name, ", ".join(sorted(begun))))
    close = _closest(key, names)
    slugs = list(dict.fromkeys(names[word].slug for word in close))
    hint = _meant(slugs) if slugs else Said(" (domains: {0})", ", ".join(domains()))
    raise UsageError(Said("no domain answers to {0!r}{1}", name, hint))


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
            raise UsageError(
                Said("{0!r} may be any of {1} in {2}; name one by its id", name, ", ".join(i.id for i in answers), plan.id)
            )
    near = [i.id for i in plan.indicators if key and (key in squeeze(i.name).casefold() or key in i.id)]
    near = near or _closest(key, [i.id for i in plan.indicators])
    hint = _meant(near[:5]) if near else Said(" (plancmp show {0} lists them)", plan.id)
    raise UsageError(Said("{0} has no indicator {1!r}{2}", plan.id, name, hint))


def _names(plan: Plan) -> Iterator[str]:
    """The names a plan answers to, besides its id."""
    region = plan.region
    short = _ADMINISTRATIVE.compiled.sub("", region.name)
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


def _meant(words: Sequence[str]) -> Said:
    """Ask whether one of these was meant."""
    told: str = words[0]
    for word in words[1:]:
        told = Said("{0} or {1}", told, word)
    return Said("; did you mean {0}?", told)
