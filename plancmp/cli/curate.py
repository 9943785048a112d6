"""Commands for those who write plan files: check, verify, schema, new."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from plancmp import loading, output, render, starter
from plancmp.cli import options, progress
from plancmp.cli.answer import Answer
from plancmp.cli.declared import Argument, Option
from plancmp.cli.options import Folders, OutFile
from plancmp.errors import FileError, Problem, UsageError
from plancmp.language import Lang, Said
from plancmp.library import Library, domains, units


def check(
    plan: Annotated[list[str] | None, Argument(help="Plans or files; all plans if none is named")] = None,
    strict: Annotated[bool, Option("--strict", help="Warnings count as errors")] = False,
    explain: Annotated[str | None, Option("--explain", metavar="CODE", help="What a problem's code means")] = None,
    plans: Folders = None,
    *,
    answer: Answer,
) -> int:
    """Check plan files: every problem of every file, as file:line:column: code: message."""
    if explain:
        from plancmp import manual

        output.write_text(f"{explain}\n\n{manual.explain(explain, answer.lang)}\n")
        return 0
    library = options.library(plans, answer.lang)
    paths = [library.path(name) for name in plan] if plan else [library.files[id] for id in sorted(library.files)]
    found = [problem for path in progress.watched(paths, progress.CHECKING, answer.lang) for problem in _examined(library, path)]
    answer.write(
        "problems",
        lambda: render.listings.problems(found, answer.lang),
        lambda _: render.problems.text(found, len(paths), answer.lang),
        json=lambda: render.jsons.problems(found, answer.lang),
        github=lambda: render.problems.github(found, answer.lang),
    )
    if any(problem.code == "unreadable-file" for problem in found):
        return FileError.exit_status
    return int(any(strict or problem.level == "error" for problem in found))


def _examined(library: Library, path: Path) -> Sequence[Problem]:
    """A file's problems; one that cannot be read is a problem too, so that the other files are still checked."""
    try:
        return library.examine(path).problems
    except FileError as error:
        return [Problem(loading.shown(path), 1, 1, "unreadable-file", error.what)]


def verify(
    plan: Annotated[str | None, Argument(help="A plan's id, name, or a file's path")] = None,
    source: Annotated[Path | None, Option("--source", help="The captured text of the plan's document")] = None,
    every: Annotated[bool, Option("--all", help="Verify every plan; needs --sources")] = False,
    sources: Annotated[Path | None, Option("--sources", help="A folder with the texts that the plans' `source.file` names")] = None,
    uncovered: Annotated[bool, Option("--uncovered", help="Only what the source prints and no entry covers")] = False,
    plans: Folders = None,
    *,
    answer: Answer,
) -> int:
    """Hold a plan file against its source text: everything in the file is in the document, and the other way round."""
    library = options.library(plans, answer.lang)
    pairs = _pairs(library, plan, source, every, sources)
    found = [
        problem for path, text in progress.watched(pairs, progress.VERIFYING, answer.lang) for problem in _held(library, path, text)
    ]
    if uncovered:
        found = [problem for problem in found if problem.code.startswith("uncovered-")]
    answer.write(
        "problems",
        lambda: render.listings.problems(found, answer.lang),
        lambda _: render.problems.text(found, len(pairs), answer.lang),
        lambda: [library.usable(path) for path, _ in pairs],
        json=lambda: render.jsons.problems(found, answer.lang),
    )
    return int(bool(found))


def schema(out: OutFile = None) -> None:
    """Print the JSON Schema of a plan file, for editors."""
    from plancmp import schema as shapes

    output.write_data(render.jsons.dump(shapes.json_schema(domains())), out, bom=False)


def new(
    region: Annotated[str, Argument(help="The region's official Chinese name: 芜湖市")],
    out: Annotated[Path | None, Option("--output", "-o", help="Where to write it; REGION.yaml here by default")] = None,
    period: Annotated[str, Option("--period", help="Years the plan covers")] = "2026-2030",
    *,
    lang: Lang,
) -> None:
    """Write a commented plan file to begin with; it passes `plancmp check`."""
    if not re.fullmatch(r"[\w()·-]{1,40}", region) or region.startswith((".", "-")):
        raise UsageError(Said("{0!r} is no name of a region", region))
    path = out or Path(f"{region}.yaml")
    if path.exists():
        raise FileError(path, Said("exists already; choose another name with --output"))
    text = starter.plan_file(region, period)
    faults = [p for p in loading.examine(text, str(path), path.stem, domains(), units()).problems if p.level == "error"]
    if faults:
        raise UsageError(faults[0].message)
    output.write_data(text, path, bom=False)
    options.said(Said("wrote {0}; next: plancmp check {0}", path), lang)


def _pairs(library: Library, plan: str | None, source: Path | None, every: bool, sources: Path | None) -> list[tuple[Path, Path]]:
    """The plan files to verify, each with its source text."""
    if every:
        if plan or source or not sources:
            raise UsageError(Said("--all takes --sources DIR, and neither a plan nor --source"))
        paths = [library.files[id] for id in sorted(library.files)]
        return [(path, _in(sources, library, path)) for path in paths]
    if not plan or bool(source) == bool(sources):
        raise UsageError(Said("name a plan and its text (--source FILE or --sources DIR), or --all --sources DIR"))
    path = library.path(plan)
    return [(path, source or _in(sources or Path(), library, path))]


def _in(folder: Path, library: Library, path: Path) -> Path:
    plan = library.usable(path)
    if plan.source is None:
        raise UsageError(Said("{0} names no source text (`source.file`)", path.name))
    return folder / Path(plan.source.file).name


def _held(library: Library, path: Path, text: Path) -> Sequence[Problem]:
    from plancmp import verify as verification

    library.usable(path)
    shaped, marked = loading.shaped(path)
    return verification.verify(shaped, marked, loading.shown(path), loading.shown(text), loading.read_text(text))
