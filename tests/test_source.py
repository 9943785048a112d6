"""A captured text as a stream that knows its lines and places."""

from __future__ import annotations

import pytest

from plancmp import source

PROSE = """\
某区规划
第一章 背景………………3
第一章 背景
第一节 基础
(一)救助
2020年标准为634元。
专栏1 提升工程
01推进站点
新增5个
第二节 环境
一是机遇。二是挑战。
"""
TABLE = """\
表1 主要指标
序号
2025年
目标值
1
床位
①护理型
55
约束性
2
食堂
30
预期性
第二节 其后
"""
PREVIEW = "题\n1、第一章总则第一节目标到2025年底-10 - 达到\n2、5张。表1指标属性1床位%3555约束性2食堂个10预期性第二章任务\n3、末页\n4、先\n5、后\n6、完"


def place_of(text: source.SourceText, words: str) -> source.Place:
    return text.place(next(text.find(words)))


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("某区", ("标题",)),
        ("634元", ("第一章", "第一节", "(一)")),
        ("新增5个", ("专栏1", "01")),
        ("一是机遇", ("第一章", "第二节", "一是")),
        ("挑战", ("第一章", "第二节", "二是")),
    ],
)
def test_places_of_prose(words: str, place: source.Place) -> None:
    assert place_of(source.read(PROSE), words) == place


def test_a_table_of_contents_is_no_heading() -> None:
    text = source.read(PROSE)
    assert text.place(text.text.index("第一章背景…") if "第一章背景…" in text.text else text.text.index("第一章")) == ("标题",)


@pytest.mark.parametrize(
    ("words", "place"),
    [("2025年", ("表1",)), ("55", ("表1", "第1行", "①")), ("30", ("表1", "第2行")), ("第二节其后", ("第二节",))],
)
def test_rows_of_a_table(words: str, place: source.Place) -> None:
    assert place_of(source.read(TABLE), words) == place


def test_chunk_and_page_numbers_are_layout() -> None:
    text = source.read(PREVIEW)
    assert "到2025年底达到5张" in text.text
    assert place_of(text, "5张") == ("第一章", "第一节")
    assert place_of(text, "3555") == ("表1", "第1行")
    assert place_of(text, "10预期") == ("表1", "第2行")


def test_lines_are_those_of_the_file() -> None:
    text = source.read(PROSE)
    assert text.lines[next(text.find("634元"))] == 6


def test_pages_out_of_order_jump() -> None:
    text = source.read("第一章甲\n第二章乙\n丙丁戊己\n", [source.Jump("丁戊", ("第一章", "第二节"))])
    assert place_of(text, "丙") == ("第二章",)
    assert place_of(text, "戊") == ("第一章", "第二节")


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("第三章第二节", ("第三章", "第二节")),
        ("第三章 第三节 二是", ("第三章", "第三节", "二是")),
        ("专栏3 01", ("专栏3", "01")),
        ("表1 第6行", ("表1", "第6行")),
        ("表1第1行①", ("表1", "第1行", "①")),
        ("二、(三) 8", ("二", "(三)", "8")),
        ("一、(二) 一是", ("一", "(二)", "一是")),
        ("文首", ("标题",)),
        ("某处", ()),
    ],
)
def test_locators(at: str, place: source.Place) -> None:
    assert source.locator(at) == place


def test_a_place_lies_within_its_enclosing_ones() -> None:
    assert source.within(("第三章", "第二节", "一是"), ("第三章", "一是"))
    assert not source.within(("第三章", "第二节"), ("第二节", "第三章"))
    assert not source.within(("第三章",), ("第三章", "第二节"))


def test_what_stands_beside_ends_with_the_line() -> None:
    text = source.read("28-35\n37(完成)\n")
    at = next(text.find("28-35"))
    assert text.beside(at, at + 5) == ("", "")
    assert text.beside(at + 3, at + 5) == ("28-", "")
