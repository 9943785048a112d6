"""Where plans are, and which names they and their domains answer to."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plancmp import library
from plancmp.errors import DataError, FileError, UsageError
from plancmp.library import Library, data_folder, domains, find_domain, find_indicator, vocabulary
from plancmp.text import squeeze
from tests.test_check import BROKEN, SOUND
from tests.test_loading import denied

SHIPPED = ["guichi", "huzhou", "jilin", "nanning", "zhonglou"]
Write = Callable[..., Path]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a plan file into a folder of the user's, and return the folder."""

    def file(name: str, text: str = SOUND, folder: str = "mine") -> Path:
        (tmp_path / folder).mkdir(exist_ok=True, parents=True)
        (tmp_path / folder / name).write_text(text, encoding="utf-8")
        return tmp_path / folder

    return file


# ---- where plans are


def test_the_shipped_plans_are_there() -> None:
    opened = Library.open()
    assert sorted(opened.files) == SHIPPED
    assert [plan.id for plan in opened.plans()] == SHIPPED
    assert opened.errors() == ()
    assert opened.overridden == []


def test_the_shipped_data_is_that_of_the_checkout_or_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (data_folder() / "domains.yaml").is_file()
    package = tmp_path / "site-packages" / "plancmp"
    monkeypatch.setattr(library, "__file__", str(package / "library.py"))
    assert data_folder() == package / "data"
    (tmp_path / "site-packages" / "data").mkdir(parents=True)
    (tmp_path / "site-packages" / "data" / "domains.yaml").touch()
    assert data_folder() == tmp_path / "site-packages" / "data"


def test_faults_of_shipped_data_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "units.yaml").write_text("a: 1\na: 2\n", encoding="utf-8")
    monkeypatch.setattr(library, "data_folder", lambda: tmp_path)
    with pytest.raises(DataError, match=r"units\.yaml:2:1: duplicate-key"):
        library.units.__wrapped__()


def test_folders_of_the_user_come_after_the_shipped_ones(write: Write, folder: Path) -> None:
    mine = write("jia.yaml")
    write("yi.yml", folder="here/data/plans")
    opened = Library.open([mine])
    assert sorted(opened.files) == sorted([*SHIPPED, "jia", "yi"])
    assert opened.files["yi"] == Path("data/plans/yi.yml")
    assert opened.find("jia").title == "甲市民政规划"


def test_a_plan_of_the_user_takes_the_place_of_a_shipped_one(write: Write) -> None:
    mine = write("nanning.yaml")
    theirs = write("nanning.yml", SOUND.replace("甲市", "乙市"), folder="theirs")
    opened = Library.open([mine, theirs])
    shipped = data_folder() / "plans" / "nanning.yaml"
    assert opened.overridden == [
        ("nanning", mine / "nanning.yaml", shipped),
        ("nanning", theirs / "nanning.yml", mine / "nanning.yaml"),
    ]
    assert opened.find("nanning").title == "乙市民政规划"
    assert [plan.id for plan in opened.plans()] == SHIPPED
    with pytest.raises(UsageError):
        opened.find("南宁")


def test_no_folder_is_listed_twice(write: Write, folder: Path, tmp_path: Path) -> None:
    mine = write("jia.yaml")
    (tmp_path / "link").symlink_to(mine)
    opened = Library.open([mine, tmp_path / "link", mine / ".." / "mine", data_folder() / "plans"])
    assert opened.overridden == []
    assert len(opened.folders) == 2


def test_in_the_checkout_its_own_plans_are_no_other_plans(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(data_folder().parent)
    assert Library.open().overridden == []


def test_what_is_no_plan_file_is_passed_over(write: Write) -> None:
    mine = write("jia.yaml")
    for name in (".hidden.yaml", "notes.txt", "x.yaml.bak", ".yaml", "README"):
        write(name)
    (mine / "folder.yaml").mkdir()
    assert sorted(Library.open([mine]).files) == sorted([*SHIPPED, "jia"])


def test_endings_may_be_upper_case(write: Write) -> None:
    mine = write("jia.YAML")
    assert Library.open([mine]).find("jia").id == "jia"
    assert Library.open().find(str(mine / "jia.YAML")).id == "jia"


@pytest.mark.parametrize("name", ["gone", "here.yaml"])
def test_a_folder_that_cannot_be_listed_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "here.yaml").touch()
    with pytest.raises(FileError, match=f"{name}: cannot be listed: "):
        Library.open([tmp_path / name])


def test_all_double_ids_of_a_folder_are_told_in_one_run(write: Write) -> None:
    for name in ("jia.yaml", "jia.yml", "yi.yaml", "yi.yml"):
        mine = write(name)
    theirs = write("bing.yaml", folder="theirs")
    write("bing.yml", folder="theirs")
    with pytest.raises(DataError) as caught:
        Library.open([mine, theirs])
    assert [(Path(p.file).name, p.line, p.column, p.code) for p in caught.value.problems] == [
        ("jia.yml", 1, 1, "duplicate-plan"),
        ("yi.yml", 1, 1, "duplicate-plan"),
        ("bing.yml", 1, 1, "duplicate-plan"),
    ]
    assert "jia.yaml in the same folder has the id 'jia' too" in caught.value.problems[0].message


# ---- files with faults, and files that cannot be read


def test_a_plan_with_problems_is_left_out_and_told(write: Write) -> None:
    mine = write("jia.yaml", (BROKEN / "several-faults.yaml").read_text(encoding="utf-8"))
    write("yi.yaml", (BROKEN / "same-name.yaml").read_text(encoding="utf-8"))
    opened = Library.open([mine])
    assert [plan.id for plan in opened.plans()] == sorted([*SHIPPED, "yi"])
    assert len(opened.errors()) == 15
    assert {p.level for p in opened.errors()} == {"error"}
    for name in ("jia", str(mine / "jia.yaml")):
        with pytest.raises(DataError) as caught:
            opened.find(name)
        assert len(caught.value.problems) == 15
    assert opened.path("jia") == mine / "jia.yaml", "its file is known all the same"


def test_a_file_is_read_once(write: Write) -> None:
    mine = write("jia.yaml")
    opened = Library.open([mine])
    first = opened.find("jia")
    write("jia.yaml", "")
    assert opened.find("jia") is first


@pytest.mark.parametrize("kind", ["vanished", "dangling", "loop", "folder"])
def test_a_file_that_cannot_be_read_does_not_hide_the_others(kind: str, write: Write) -> None:
    mine = write("yi.yaml", SOUND.replace("甲市", "乙市"))
    path = write("jia.yaml") / "jia.yaml"
    if kind != "vanished":
        path.unlink()
    if kind in ("dangling", "loop"):
        path.symlink_to("nowhere" if kind == "dangling" else "jia.yaml")
    opened = Library.open([mine])
    if kind == "vanished":
        path.unlink()
    if kind == "folder":
        path.mkdir()
        opened.files["jia"] = path
    assert [plan.id for plan in opened.plans()] == sorted([*SHIPPED, "yi"])
    assert opened.find("乙市").id == "yi"
    (problem,) = opened.errors()
    assert (problem.file, problem.line, problem.column, problem.code) == (str(path), 1, 1, "unreadable-file")
    assert problem.message.startswith("cannot be read: ")
    with pytest.raises(FileError, match=r"jia\.yaml: cannot be read: "):
        opened.find("jia")
    with pytest.raises(
        UsageError, match=r"no plan answers to '甲市'; did you mean yi\?; jia could not be asked \(see: plancmp check jia\)"
    ):
        opened.find("甲市")


def test_a_folder_that_may_not_be_listed_is_an_error(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = write("jia.yaml")
    monkeypatch.setattr(os, "scandir", denied)  # chmod would not keep root out
    with pytest.raises(FileError, match="cannot be listed: Permission denied"):
        Library.open([mine])


def test_a_link_is_a_plan_of_its_own_name(write: Write) -> None:
    mine = write("jia.yaml")
    (mine / "yi.yaml").symlink_to(mine / "jia.yaml")
    assert Library.open([mine]).find("yi").id == "yi"


@pytest.mark.parametrize(
    "name",
    [
        "../jia",
        "/etc/passwd",
        "a/jia",
        ".hidden",
        "mine/jia",
        "..",
        ".",
        "/",
        "~",
        "",
        " ",
        "\0",
        "jia\0",
        "%2e%2e/jia",
        "..\\jia",
        "\udcff",
    ],
)
def test_a_name_never_leads_out_of_the_folders(name: str, write: Write) -> None:
    mine = write("jia.yaml")
    write(".hidden.yaml")
    write("jia.yaml", folder="mine/a")
    opened = Library.open([mine])
    with pytest.raises(UsageError, match="no plan answers to "):
        opened.find(name)
    with pytest.raises(UsageError):
        opened.path(name)


# ---- names that plans answer to


@pytest.mark.parametrize(
    "name",
    [
        "nanning", "Nanning", "NANNING", " nanning ", "南宁", "南宁市", "南 宁 市", "nn", "NN", "450100", "４５０１００", "广西壮族自治区南宁市",
        "南宁市民政事业发展“十四五”规划", '南宁市民政事业发展"十四五"规划', "Nanning 14th Five-Year Plan for Civil Affairs",
    ],
)  # fmt: skip
def test_a_plan_answers_to_many_names(name: str) -> None:
    assert Library.open().find(name).id == "nanning"


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("贵池", "guichi"), ("贵池区", "guichi"), ("池州市贵池区", "guichi"), ("341702", "guichi"), ("gc", "guichi"), ("湖州", "huzhou"),
        ("浙江省湖州市", "huzhou"), ("吉林", "jilin"), ("吉林省", "jilin"), ("jl", "jilin"), ("220000", "jilin"), ("钟楼", "zhonglou"),
        ("常州市钟楼区", "zhonglou"), ("Zhonglou District", "zhonglou"),
    ],
)  # fmt: skip
def test_every_shipped_plan_answers(name: str, id: str) -> None:
    assert Library.open().find(name).id == id


def test_a_path_is_a_name(write: Write) -> None:
    mine = write("jia.yaml")
    shutil.copy(mine / "jia.yaml", "bing.yaml")
    opened = Library.open()
    assert opened.find("bing.yaml").id == "bing"
    assert opened.find("../mine/jia.yaml").id == "jia"
    assert opened.find(str(mine / "jia.yaml")).id == "jia"
    assert opened.path("no/such.yaml") == Path("no/such.yaml")
    with pytest.raises(FileError, match=r"no/such\.yaml: cannot be read: No such file or directory"):
        opened.find("no/such.yaml")
    with pytest.raises(FileError, match="no file can have this name"):
        opened.find("x\0.yaml")


def test_an_id_goes_before_every_other_name(write: Write) -> None:
    mine = write("南宁.yaml")
    write("gc.yaml", SOUND.replace("甲市", "丙市"))
    opened = Library.open([mine])
    assert opened.find("南宁").id == "南宁"
    assert opened.find("gc").id == "gc"
    assert opened.find("南宁市").id == "nanning"


def test_ids_that_differ_in_case_only(write: Write) -> None:
    mine = write("Jia.yaml")
    write("jia.yaml")
    opened = Library.open([mine])
    assert opened.find("jia").id == "jia"
    assert opened.find("Jia").id == "Jia"
    with pytest.raises(UsageError, match="'JIA' may be any of Jia, jia; name one by its id"):
        opened.find("JIA")


def test_a_name_of_several_plans_is_refused(write: Write) -> None:
    mine = write("nanning-15.yaml", SOUND.replace("name: 甲市, name_en: Jia", "name: 南宁市, name_en: Nanning"))
    opened = Library.open([mine])
    with pytest.raises(UsageError) as caught:
        opened.find("南宁")
    assert str(caught.value) == "'南宁' may be any of nanning, nanning-15; name one by its id"
    assert caught.value.exit_status == 2


@pytest.mark.parametrize("region", ["区", "市", "某", "县"])
def test_a_region_of_one_character_keeps_it(region: str, write: Write) -> None:
    mine = write("jia.yaml", SOUND.replace("name: 甲市", f"name: {region}"))
    assert Library.open([mine]).find(region).id == "jia"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("甲壮族自治区", "甲"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("延边朝鲜族自治州", "延边朝鲜族"),
        ("大兴安岭地区", "大兴安岭"),
    ],
)
def test_a_region_answers_without_its_rank(name: str, short: str, write: Write) -> None:
    mine = write("x.yaml", SOUND.replace("name: 甲市", f"name: {name}"))
    opened = Library.open([mine])
    assert opened.find(name).id == "x"
    if len(short) > 1:
        assert opened.find(short).id == "x"
    else:
        with pytest.raises(UsageError):
            opened.find(short)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("jilim", "jilin"), ("jlin", "jilin"), ("jiiln", "jilin"), ("贵迟", "guichi"), ("南宁事", "nanning"), ("naning", "nanning"),
        ("guichee", "guichi"), ("湖洲市", "huzhou"), ("450101", "nanning"),
    ],
)  # fmt: skip
def test_a_slip_gets_a_suggestion(slip: str, meant: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"no plan answers to {slip!r}; did you mean {meant}?")):
        Library.open().find(slip)


def test_what_is_like_nothing_gets_the_list() -> None:
    with pytest.raises(UsageError) as caught:
        Library.open().find("beijing")
    assert str(caught.value) == "no plan answers to 'beijing' (plans: guichi, huzhou, jilin, nanning, zhonglou)"


def test_a_suggestion_may_name_several() -> None:
    with pytest.raises(UsageError, match=r"did you mean .+ or .+\?"):
        Library.open().find("gl")


# ---- names that domains answer to


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("elderly", "elderly"), ("养老", "elderly"), ("养老服务", "elderly"), ("Elderly care", "elderly"), ("elderly care", "elderly"), ("eld", "elderly"),
        ("ELDERLY", "elderly"), ("e", "elderly"), (" 养 老 ", "elderly"), ("养", "elderly"), ("低保", "social-assistance"), ("慈", "charity"),
        ("marriage", "marriage"), ("殡", "funeral"), ("place-n", "place-names"), ("other", "other"), ("ｎｇｏ", "social-organizations"),
        ("儿童", "child-welfare"), ("未成年", "child-welfare"),
    ],
)  # fmt: skip
def test_a_domain_answers_to_many_names(name: str, slug: str) -> None:
    assert find_domain(name).slug == slug


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("so", "charity, social-assistance, social-organizations"),
        ("社会", "charity, social-assistance, social-organizations"),
        ("c", "charity, child-welfare, governance"),
    ],
)
def test_a_beginning_of_several_is_refused(name: str, several: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_domain(name)
    assert str(caught.value) == f"domain {name!r} may be any of {several}"


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("eldery", "elderly"), ("养老?", "elderly"), ("养佬", "elderly"), ("mariage", "marriage"), ("低宝", "social-assistance")],
)
def test_a_slip_in_a_domain_gets_a_suggestion(slip: str, meant: str) -> None:
    with pytest.raises(UsageError, match=re.escape(f"no domain answers to {slip!r}; did you mean {meant}?")):
        find_domain(slip)


@pytest.mark.parametrize("name", ["", " ", "xylophone", "..", "\0", "\udcff"])
def test_what_is_like_no_domain_gets_the_list(name: str) -> None:
    with pytest.raises(
        UsageError, match=re.escape(f"no domain answers to {name!r} (domains: social-assistance, elderly, child-welfare, ")
    ):
        find_domain(name)


def test_the_domains_stand_in_their_order_with_names_of_their_own() -> None:
    assert list(domains()) == [
        "social-assistance", "elderly", "child-welfare", "governance", "social-organizations", "funeral", "marriage", "place-names",
        "disability", "charity", "other",
    ]  # fmt: skip
    words = [
        squeeze(word).casefold() for d in domains().values() for word in {d.slug, d.name, squeeze(d.name_en).casefold(), *d.aliases}
    ]
    owners = {
        word: {
            d.slug for d in domains().values() if word in {squeeze(w).casefold() for w in (d.slug, d.name, d.name_en, *d.aliases)}
        }
        for word in words
    }
    assert {word: slugs for word, slugs in owners.items() if len(slugs) > 1} == {}


# ---- names that indicators answer to


def test_an_indicator_answers_to_its_id_and_names() -> None:
    plan = Library.open().find("guichi")
    wanted = plan.indicators[0]
    for name in (wanted.id, wanted.id.upper(), wanted.name, wanted.name_en or ""):
        assert find_indicator(plan, name) == wanted


def test_an_indicator_that_is_not_there(write: Write) -> None:
    plan = Library.open([write("jia.yaml", (BROKEN / "same-name.yaml").read_text(encoding="utf-8"))]).find("jia")
    with pytest.raises(UsageError, match="'护理型床位占比' may be any of nursing-beds, canteens in jia; name one by its id"):
        find_indicator(plan, "护理型床位占比")
    with pytest.raises(UsageError, match=r"jia has no indicator 'nursing-bads'; did you mean nursing-beds\?"):
        find_indicator(plan, "nursing-bads")
    with pytest.raises(UsageError, match=r"jia has no indicator '护理型'; did you mean nursing-beds or canteens\?"):
        find_indicator(plan, "护理型")
    with pytest.raises(UsageError, match=r"jia has no indicator '' \(plancmp show jia lists them\)"):
        find_indicator(plan, "")


def test_the_vocabulary_is_read_once() -> None:
    assert vocabulary() is vocabulary()
