"""Lines of a stored document without their layout, and where each character stood."""

import pytest

from kouan.clean.lines import Line, split_lines


def only(stored: str) -> Line:
    (line,) = split_lines(stored)
    return line


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("到 2025年，开通国际航点15个以上 ", "到2025年，开通国际航点15个以上"),
        ("　　（二）完善工作机制。", "（二）完善工作机制。"),
        ("罗　平 省科技厅厅长", "罗平省科技厅厅长"),
        ("对标 CPTPP、RCEP 等，建设 China Railway Express", "对标CPTPP、RCEP等，建设China Railway Express"),
        ("\ufeff口\u200b岸", "口岸"),
        ("## 四、主要任务", "四、主要任务"),
        ("“一核”，以**关中城市群口岸建设为核心**。", "“一核”，以关中城市群口岸建设为核心。"),
        ("一、\t总体要求", "一、总体要求"),
        ("- 3 -", "-3-"),
    ],
)
def test_layout_and_markup_are_dropped(stored: str, expected: str) -> None:
    line = only(stored)
    assert line.text == expected
    assert [stored[position] for position in line.positions] == list(expected)


def test_bold_is_remembered() -> None:
    line = only("。**西安国际港务区创新发展。**首创“港口内移”模式")
    assert [line.text[start:end] for start, end in line.bold] == ["西安国际港务区创新发展。"]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "●", "▪ ", "\uf0b7 "])
def test_bullets_mark_list_items(mark: str) -> None:
    line = only(f"{mark}**铁路口岸申报培育项目：**申报西安铁路口岸")
    assert line.is_bullet
    assert line.text == "铁路口岸申报培育项目：申报西安铁路口岸"
    assert line.bold == ((0, 11),)


@pytest.mark.parametrize("stored", ["- 12 -", "——口岸体系健全。", "-5G基站", "3-5个"])
def test_other_dashes_are_no_bullets(stored: str) -> None:
    assert not only(stored).is_bullet


@pytest.mark.parametrize(
    ("stored", "cells"),
    [
        ("索引号 | WSB/2023-08200 | 效力属性 | |", ["索引号", "WSB/2023-08200", "效力属性"]),
        ("313\t1\t3\t4\t2\t3\t3", ["313", "1", "3", "4", "2", "3", "3"]),
        ("1\t推进口岸建设。完善设施。\t省商务厅", ["1", "推进口岸建设。完善设施。", "省商务厅"]),
        ("发布机构\t市外事办公室", ["发布机构", "市外事办公室"]),
        ("支持两步申报。\t推进通关便利化。", []),
    ],
)
def test_rows_of_tables_keep_their_cells(stored: str, cells: list[str]) -> None:
    line = only(stored)
    assert [line.text[start:end] for start, end in line.cells] == cells


def test_drawn_lines_and_empty_rows_hold_nothing() -> None:
    assert split_lines("---\n|---|:---:|\n| | |\n****\n \u3000\t\n") == []


def test_what_could_not_be_read_is_left_out_and_reported() -> None:
    stored = "2022年7月27日??????\n??(二)支持综合枢纽口岸\n口\ufffd岸是什么?\n"
    lines = split_lines(stored)
    assert [line.text for line in lines] == ["2022年7月27日", "(二)支持综合枢纽口岸", "口岸是什么?"]
    assert [stored[start:end] for line in lines for start, end in line.stray] == ["??????", "??", "\ufffd"]


def test_a_line_of_nothing_readable_is_reported_with_the_next() -> None:
    lines = split_lines("????\n口岸\n\ufffd\ufffd")
    assert [line.text for line in lines] == ["口岸"]
    assert lines[0].stray == ((0, 4), (8, 10))


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\f", "\u2028", "\x85"])
def test_every_kind_of_line_break_parts_lines(line_break: str) -> None:
    assert [line.text for line in split_lines(f"一、总体要求{line_break}二、主要任务")] == [
        "一、总体要求",
        "二、主要任务",
    ]


def test_empty_cells_keep_their_column() -> None:
    rows = split_lines("类别\t序号\t任务\n设施\t1\t建设货场\n\t2\t扩建泊位\n\t\t更新设备\n")
    assert [line.text.split("\t") for line in rows] == [
        ["类别", "序号", "任务"],
        ["设施", "1", "建设货场"],
        ["", "2", "扩建泊位"],
        ["", "", "更新设备"],
    ]


def test_a_line_indented_by_tabs_is_no_row() -> None:
    (line,) = split_lines("\t\t推进口岸建设。\n")
    assert (line.text, line.cells) == ("推进口岸建设。", ())


def test_drawn_lines_part_cells_as_bars_do() -> None:
    head, row = split_lines("┌──┬────┐\n│序 号│责任单位│\n├──┼────┤\n│1│省商务厅│\n└──┴────┘\n")
    assert [head.text[slice(*cell)] for cell in head.cells] == ["序号", "责任单位"]
    assert [row.text[slice(*cell)] for cell in row.cells] == ["1", "省商务厅"]


def test_one_bar_parts_two_short_cells() -> None:
    (row,) = split_lines("责任单位|省商务厅\n")
    assert len(row.cells) == 2
    (sentence,) = split_lines("推进口岸|岸线建设。完善功能。\n")
    assert sentence.cells == ()


def test_lines_known_as_list_items_are_such() -> None:
    assert [line.is_bullet for line in split_lines("甲\n乙\n", {2})] == [False, True]
