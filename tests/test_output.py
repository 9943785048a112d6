"""Where finished text goes: files that are whole or absent, byte order marks, encodings that lack characters."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from plancmp import output
from plancmp.errors import FileError


def test_a_file_is_written_whole_with_its_mark(tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    output.write_data("民政\r\n", target, bom=True)
    assert target.read_bytes() == b"\xef\xbb\xbf" + "民政\r\n".encode()
    assert os.listdir(tmp_path) == ["x.csv"]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(FileError, match="taken"):
        output.write_data("x", tmp_path / "taken", bom=False)
    with pytest.raises(FileError, match="nowhere"):
        output.write_data("x", tmp_path / "nowhere" / "x.csv", bom=False)
    assert os.listdir(tmp_path) == ["taken"]


def test_a_file_keeps_the_rights_that_new_files_have(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    output.write_data("x", tmp_path / "x.csv", bom=False)
    assert stat.S_IMODE((tmp_path / "x.csv").stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("养老 ≥ ≤ → ● ─", "gbk", "养老 ≥ ≤ → ● ─"),
        ("elderly › beds", "gbk", "elderly > beds"),
        ("‰ ✓ 〔2021〕", "gbk", "‰ v 〔2021〕"),
        ("养老 —", "ascii", "?? -"),
        ("🏠", "gbk", "?"),
        ("任何", "utf-8", "任何"),
        ("任何", None, "任何"),
    ],
)
def test_characters_that_an_encoding_lacks(text: str, encoding: str | None, shown: str) -> None:
    assert output.encodable(text, encoding) == shown


def test_a_device_is_written_to_and_not_replaced() -> None:
    output.write_data("x", Path(os.devnull), bom=False)
    assert not Path(os.devnull).is_file()


def test_a_named_file_counts_as_a_file(tmp_path: Path) -> None:
    assert output.lands_in_file(tmp_path / "x")
