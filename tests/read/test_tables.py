"""Rows of tables as lines with their columns in place."""

import pytest

from kouan.clean.lines import split_lines
from kouan.read.tables import Cell, table_lines
from kouan.read.text_lines import UnreadableError


def cells(*texts: str) -> list[Cell]:
    return [Cell((text,) if text else ()) for text in texts]


def test_row_is_a_line_in_which_cleaning_finds_the_cells():
    (line,) = table_lines([cells("1", "推进口岸开放。完善设施。", "", "省商务厅")])
    assert line == "1\t推进口岸开放。完善设施。\t\t省商务厅"
    (row,) = split_lines(line)
    assert [row.text[start:end] for start, end in row.cells] == ["1", "推进口岸开放。完善设施。", "省商务厅"]


def test_cell_merged_over_rows_is_repeated_and_one_over_columns_is_not():
    rows = [
        [Cell(("甲",), columns=2, rows=2), Cell(("乙",))],
        cells("丙"),
        [Cell((), goes_on=True), *cells("", "丁")],
    ]
    assert table_lines(rows) == ["甲\t\t乙", "甲\t\t丙", "甲\t\t丁"]


def test_lines_of_a_cell_are_parted_by_a_space_that_cleaning_drops():
    (line,) = table_lines([[*cells("1"), Cell(("省商务厅", "南京海关"))]])
    assert line == "1\t省商务厅 南京海关"
    (row,) = split_lines(line)
    assert row.text.endswith("省商务厅南京海关")


def test_row_without_words_of_its_own_is_left_out():
    assert table_lines([[Cell(("甲",), rows=3), *cells("乙")], cells(""), cells("丙")]) == ["甲\t乙", "甲\t丙"]


def test_words_in_one_cell_are_lines():
    assert table_lines([[Cell(("专栏1", "推进开放。")), Cell(())]]) == ["专栏1", "推进开放。"]


def test_cell_that_lays_out_is_printed_once():
    page = Cell(("标题", "正文。"), rows=2, holds_table=True)
    assert table_lines([[Cell(("左",)), page], cells("右")]) == ["左", "标题", "正文。", "右"]


def test_spans_of_any_size_are_refused():
    row = [Cell(("甲",), columns=9999, rows=9999), *cells("乙")]
    with pytest.raises(UnreadableError, match="more than 200000 cells"):
        table_lines([row] * 2000)
