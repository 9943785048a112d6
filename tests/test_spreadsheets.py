"""What LibreOffice makes of our files: it opens them, runs and changes nothing, and gives every cell back."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from plancmp.listing import Listing
from plancmp.render import csvs
from tests import hostile
from tests.conftest import Run
from tests.readers import Lines, read_csv, read_jsonl, read_xlsx
from tests.test_render import KEPT, READ, RUN

Convert = Callable[..., bytes]
ENGLISH, CHINESE = 1033, 2052
"""Windows' numbers of the languages that LibreOffice reads numbers and dates in."""


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Return a function that has LibreOffice open a file and save it as another."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def call(path: Path, to: str, *options: str) -> bytes:
        out = path.parent / "converted"
        asked = ["--headless", *options, "--convert-to", to, "--outdir", str(out), str(path)]
        command = [program, f"-env:UserInstallation={profile}", *asked]
        subprocess.run(command, check=True, capture_output=True, timeout=240)
        return (out / path.with_suffix(f".{to.partition(':')[0]}").name).read_bytes()

    return call


def opened(convert: Convert, path: Path, delimiter: str = ",", language: int = ENGLISH) -> tuple[Lines, set[str]]:
    """The cells of a CSV file as LibreOffice shows them, and of which types they are."""
    reading = f"--infilter=CSV:{ord(delimiter)},34,76,1,,{language},false,true"
    shown = convert(path, "csv:Text - txt - csv (StarCalc):44,34,76", reading)
    book = openpyxl.load_workbook(io.BytesIO(convert(path, "xlsx", reading)))
    types = {cell.data_type for line in book.worksheets[0].iter_rows() for cell in line if cell.value is not None}
    return read_csv(shown), types


def plain(lines: Lines) -> Lines:
    """Cells as a spreadsheet keeps them: one sort of line end, whole numbers without a point."""
    return [[cell.replace("\r\n", "\n").replace("\r", "\n").removesuffix(".0") for cell in line] for line in lines]


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
def test_an_export_comes_back_as_it_is(run: Run, tmp_path: Path, convert: Convert, suffix: str, language: int) -> None:
    assert run("export", "-o", f"all{suffix}").returncode == 0
    shown, types = opened(convert, tmp_path / f"all{suffix}", "\t" if suffix == ".tsv" else ",", language)
    assert plain(shown) == plain(read_jsonl(run("export", "-f", "jsonl").stdout))
    assert types == {"s", "n"}  # no dates, no truth values, no formulas


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_cells_that_a_spreadsheet_would_run_or_read_otherwise_come_back(tmp_path: Path, convert: Convert, language: int) -> None:
    chance = random.Random(20251231)
    alphabet = "0123456789-/:.,%eE()$¥ 年月日时分'=+@\t\n\"个甲abAPM"
    cells = [*RUN, *READ, *KEPT, *hostile.NAMES]
    cells += ["".join(chance.choices(alphabet, k=chance.randint(1, 9))) for _ in range(4000)]
    lines = tuple(("x", cell, "x") for cell in cells)
    path = tmp_path / "cells.csv"
    path.write_text(csvs.listing(Listing(("a", "b", "c"), lines)), encoding="utf-8-sig", newline="")
    shown, types = opened(convert, path, language=language)
    wrong = [(cell, line[1]) for cell, line in zip(cells, plain(shown)[1:], strict=True) if [line[1]] != plain([[cell]])[0]]
    assert wrong == []
    assert types == {"s", "n"}


def test_a_workbook_comes_back_as_it_is(run: Run, tmp_path: Path, convert: Convert) -> None:
    (tmp_path / "one.yaml").write_text(hostile.plan("=一", hostile.NAMES), encoding="utf-8")
    for name, arguments in {
        "both": ("compare", "jilin", "nanning"),
        "hostile": ("show", "one.yaml"),
        "all": ("export", "--lang", "zh"),
    }.items():
        assert run(*arguments, "-o", f"{name}.xlsx").returncode == 0
        ours = read_xlsx((tmp_path / f"{name}.xlsx").read_bytes())
        theirs = read_xlsx(convert(tmp_path / f"{name}.xlsx", "xlsx"))
        assert list(theirs) == list(ours)
        for title, lines in ours.items():
            assert [line[: len(lines[0])] for line in theirs[title]] == lines, title
