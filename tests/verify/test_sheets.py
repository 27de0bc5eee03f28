"""Cells of workbooks, also of those that another program has written."""

import io
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from kouan.verify.sheets import WorkbookError, read_workbook

CELLS = {
    (0, 0): "口岸",
    (0, 1): 2.5,
    (0, 2): True,
    (1, 0): date(2022, 11, 7),
    (1, 2): "two\nlines",
    (29, 27): "=1+1",
}


def by_openpyxl():
    book = openpyxl.Workbook()
    book.active.title = "表"
    for (row, column), value in CELLS.items():
        cell = book.active.cell(row + 1, column + 1, value)
        if value == "=1+1":
            cell.data_type = "s"
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def by_xlsxwriter(*, in_memory):
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"constant_memory": in_memory}) as book:
        sheet, days = book.add_worksheet("表"), book.add_format({"num_format": "yyyy-mm-dd"})
        for (row, column), value in CELLS.items():
            if isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, str):
                sheet.write_string(row, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, datetime.combine(value, datetime.min.time()), days)
            else:
                sheet.write_number(row, column, value)
    return sink.getvalue()


@pytest.mark.parametrize("content", [by_openpyxl(), by_xlsxwriter(in_memory=True), by_xlsxwriter(in_memory=False)])
def test_cells_are_read(content):
    found = read_workbook(content).sheets
    assert found == {"表": CELLS}
    assert {place: type(value) for place, value in found["表"].items()} == {
        place: type(value) for place, value in CELLS.items()
    }


def test_what_looks_like_an_escape_is_text():
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink) as book:
        book.add_worksheet().write_string(0, 0, "a _x000D_ b")
    assert read_workbook(sink.getvalue()).sheets == {"Sheet1": {(0, 0): "a _x000D_ b"}}


def test_what_is_no_plain_value_is_refused():
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink) as book:
        book.add_worksheet().write_formula(0, 0, "=1+1")
    with pytest.raises(WorkbookError, match="cell A1 holds a formula"):
        read_workbook(sink.getvalue())
    for content in (b"", b"PK", by_openpyxl()[:-200]):
        with pytest.raises(WorkbookError, match="no whole zip"):
            read_workbook(content)
