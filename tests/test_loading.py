"""Plan files as they lie on disks: encodings, sizes, links, and files that are not there."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plancmp import loading
from plancmp.errors import DataError, FileError
from plancmp.library import data_folder, domains, units
from plancmp.loading import Loaded, examine, examine_file, shaped, shown
from plancmp.marks import MAX_CHARACTERS
from tests.test_check import BROKEN, SOUND

SHIPPED = sorted((data_folder() / "plans").glob("*.yaml"))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def read(raw: bytes | str, name: str = "jia.yaml") -> Loaded:
    path = Path(name)
    path.write_bytes(raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw)
    return examine_file(path, domains(), units())


def places(loaded: Loaded) -> list[tuple[str, int, int, str]]:
    return [(p.file, p.line, p.column, p.code) for p in loaded.problems]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_plans_have_no_problems(path: Path) -> None:
    loaded = examine_file(path, domains(), units())
    assert loaded.problems == ()
    assert loaded.plan is not None
    assert loaded.plan.id == path.stem
    assert [i.domain for i in loaded.plan.indicators] == sorted(
        (i.domain for i in loaded.plan.indicators), key=list(domains()).index
    )


def test_all_five_plans_are_shipped() -> None:
    assert [path.stem for path in SHIPPED] == ["guichi", "huzhou", "jilin", "nanning", "zhonglou"]


def denied(_path: Path, *_arguments: object) -> NoReturn:
    """What the system answers when a file or folder may not be read."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


# ---- encodings


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_byte_order_marks_and_line_ends_change_nothing(bom: bytes, end: bytes) -> None:
    assert read(bom + SOUND.encode().replace(b"\n", end)).problems == ()
    faulty = (BROKEN / "several-faults.yaml").read_bytes()
    assert places(read(bom + faulty.replace(b"\n", end))) == places(read(faulty))


@pytest.mark.parametrize(
    ("raw", "place", "message"),
    [
        (SOUND.encode("gbk"), (2, 10), "byte 0xbc is not UTF-8; save the file as UTF-8 (it may be GBK)"),
        (SOUND.encode("utf-16"), (1, 1), "byte 0xff is not UTF-8; save the file as UTF-8 (it may be UTF-16)"),
        (b"\xfe\xff" + SOUND.encode("utf-16-be"), (1, 1), "(it may be UTF-16)"),
        (SOUND.encode().replace("规".encode(), "规".encode()[:2], 1), (2, 14), "byte 0xe8 is not UTF-8"),
        (SOUND.replace("市民", "市\udc00民").encode("utf-8", "surrogatepass"), (2, 12), "byte 0xed is not UTF-8"),
        (b"\xef\xbb\xbfplan: \xff", (1, 7), "byte 0xff is not UTF-8"),
        ("甲\r\n乙\r丙\n".encode() + b"a\xff", (4, 2), "byte 0xff is not UTF-8"),
        (SOUND.encode()[:-2] + b"\xe8", (13, 46), "byte 0xe8 is not UTF-8"),
    ],
)
def test_what_is_not_utf_8_is_found_at_its_place(raw: bytes, place: tuple[int, int], message: str) -> None:
    (problem,) = read(raw).problems
    assert (problem.line, problem.column, problem.code) == (*place, "not-utf-8")
    assert message in problem.message


@given(st.binary(max_size=200))
@settings(deadline=None, max_examples=200)
def test_any_bytes_are_examined_without_an_exception(raw: bytes) -> None:
    assert read(raw).problems


# ---- sizes


def test_a_huge_file_is_refused_without_reading_it_all(folder: Path) -> None:
    with Path("huge.yaml").open("wb") as file:
        file.truncate(50_000_000)
    began = time.monotonic()
    loaded = examine_file(folder / "huge.yaml", domains(), units())
    assert places(loaded) == [("huge.yaml", 1, 1, "too-large")]
    assert time.monotonic() - began < 2
    with pytest.raises(FileError, match=r"huge.yaml: has more than 4,000,000 bytes"):
        loading.read_text(folder / "huge.yaml")


def test_a_large_file_is_examined_in_good_time() -> None:
    entry = SOUND[SOUND.index("    - id") :]
    text = SOUND + "".join(entry.replace("nursing-beds", f"nursing-beds-{n}") for n in range(4_000))
    began = time.monotonic()
    loaded = read(text)
    assert {p.code for p in loaded.problems} == {"same-name"}
    assert len(loaded.problems) == 4_000
    assert time.monotonic() - began < 30


def test_too_many_characters_are_too_many_in_a_text_too() -> None:
    loaded = examine("#" * (MAX_CHARACTERS + 1), "x.yaml", "x", domains(), units())
    assert places(loaded) == [("x.yaml", 1, 1, "too-large")]


# ---- files that are none


@pytest.mark.parametrize(
    ("name", "reason"),
    [("folder.yaml", "Is a directory"), ("gone.yaml", "No such file or directory"), ("jia.yaml/x.yaml", "Not a directory")],
)
def test_what_cannot_be_read_is_an_error_with_its_reason(name: str, reason: str) -> None:
    Path("folder.yaml").mkdir()
    read(SOUND)
    for function in (
        lambda path: examine_file(path, domains(), units()),
        lambda path: loading.load(path, domains(), units()),
        shaped,
    ):
        with pytest.raises(FileError) as caught:
            function(Path(name))
        assert str(caught.value) == f"{name}: cannot be read: {reason}"
        assert caught.value.exit_status == 3


def test_a_file_that_may_not_be_read_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    read(SOUND)
    monkeypatch.setattr(Path, "open", denied)  # chmod would not keep root out
    with pytest.raises(FileError, match=r"jia\.yaml: cannot be read: Permission denied"):
        examine_file(Path("jia.yaml"), domains(), units())


def test_a_file_that_has_vanished_is_an_error() -> None:
    read(SOUND)
    path = Path("jia.yaml")
    path.unlink()
    with pytest.raises(FileError, match=r"jia\.yaml: cannot be read: No such file"):
        examine_file(path, domains(), units())


def test_a_name_that_no_file_can_have_is_an_error() -> None:
    with pytest.raises(FileError, match=r"'x\\x00.yaml': no file can have this name"):
        examine_file(Path("x\0.yaml"), domains(), units())


def test_links_are_followed_and_shown_as_named(folder: Path) -> None:
    read(SOUND.replace("name_en: Share", "name_em: Share"), "hidden")
    Path("yi.yaml").symlink_to("hidden")
    loaded = examine_file(Path("yi.yaml"), domains(), units())
    assert places(loaded) == [("yi.yaml", 10, 7 + 6, "missing-english"), ("yi.yaml", 11, 7, "unknown-key")]
    Path("bing.yaml").symlink_to(folder / "nowhere")
    Path("loop.yaml").symlink_to("loop.yaml")
    for name in ("bing.yaml", "loop.yaml"):
        with pytest.raises(FileError, match=f"{name}: cannot be read: "):
            examine_file(Path(name), domains(), units())


# ---- what is given back


def test_a_file_is_named_from_the_working_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a").mkdir()
    assert shown(Path("a/x.yaml")) == "a/x.yaml"
    assert shown(folder / "a" / "x.yaml") == "a/x.yaml"
    assert shown(Path("/elsewhere/x.yaml")) == "/elsewhere/x.yaml"
    assert shown(Path("../x.yaml")) == "../x.yaml"
    monkeypatch.chdir("a")
    assert shown(folder / "x.yaml") == str(folder / "x.yaml")
    (folder / "a").rmdir()
    assert shown(Path("x.yaml")) == "x.yaml"


def test_a_plan_or_all_of_its_problems() -> None:
    read(SOUND)
    plan = loading.load(Path("jia.yaml"), domains(), units())
    assert (plan.id, plan.title, str(plan.period)) == ("jia", "甲市民政规划", "2021-2025")
    read((BROKEN / "several-faults.yaml").read_bytes())
    with pytest.raises(DataError) as caught:
        loading.load(Path("jia.yaml"), domains(), units())
    assert len(caught.value.problems) == 15, "all but the warning"
    assert caught.value.exit_status == 1
    assert str(caught.value).splitlines()[0].startswith("jia.yaml:3:3: unknown-key: 'titel_en'")


def test_warnings_do_not_keep_a_plan_from_being_used() -> None:
    read((BROKEN / "missing-locator.yaml").read_bytes())
    assert loading.load(Path("jia.yaml"), domains(), units()).indicators[0].targets[0].at == ()


def test_a_file_in_its_shape_comes_with_its_places() -> None:
    read("\ufeff" + SOUND)
    text, marked = shaped(Path("jia.yaml"))
    assert text.domains["elderly"][0].targets[0].stated == "不低于55%"
    assert marked.place(("domains", "elderly", 0, "targets", 0, "stated")) == (13, 20)
    for name, codes in (("unknown-key", ["unknown-key"]), ("alias", ["yaml-alias"]), ("empty", ["not-a-plan"])):
        with pytest.raises(DataError) as caught:
            shaped(BROKEN / f"{name}.yaml")
        assert [p.code for p in caught.value.problems] == codes


def test_a_text_has_to_be_utf_8() -> None:
    Path("x.txt").write_bytes("\ufeff甲\r\n".encode())
    assert loading.read_text(Path("x.txt")) == "甲\r\n"
    Path("x.txt").write_bytes("甲".encode("gbk"))
    with pytest.raises(FileError, match=r"x.txt: is not UTF-8 \(byte 1\)"):
        loading.read_text(Path("x.txt"))
