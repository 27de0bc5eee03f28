"""The workbook has every row as it is in CSV, explains every column, and takes no text for anything else."""

import io
import zipfile
from copy import deepcopy
from datetime import datetime

import pytest
from openpyxl import load_workbook

from kouan.errors import KouanError
from kouan.release import workbook
from kouan.release.workbook import GUIDE, workbook_bytes


@pytest.fixture(scope="module")
def book(released):
    return load_workbook(released / "kouan.xlsx")


def plain(value):
    return value.date().isoformat() if isinstance(value, datetime) else value


def test_every_table_has_a_sheet_with_all_its_rows(book, package, tables):
    assert book.sheetnames == [GUIDE, *(table.name for table in package.tables)]
    for table in package.tables:
        head, *rows = book[table.name].iter_rows(values_only=True)
        assert head == table.column_names
        expected = [tuple(row[name] for name in table.column_names) for row in tables[table.name]]
        assert [tuple(map(plain, row)) for row in rows] == expected, table.name


def test_types_are_kept(book, package):
    kinds = {"string": "s", "integer": "n", "number": "n", "boolean": "b", "date": "d"}
    for table in package.tables:
        for column, cells in zip(table.columns, book[table.name].iter_cols(min_row=2), strict=True):
            found = {cell.data_type for cell in cells if cell.value is not None}
            assert found <= {kinds[column.type]}, f"{table.name}.{column.name}: {found}"


def test_the_first_sheet_explains_tables_and_columns_in_both_languages(book, package, tables):
    lines = [tuple(cell or "" for cell in line) for line in book[GUIDE].iter_rows(values_only=True)]
    assert (lines[0][0], lines[1][0]) == (package.title, package.title_en)
    told = {(line[0], line[1]): line[2:] for line in lines}
    for table in package.tables:
        line = told[table.name, ""]
        assert line[:2] == (table.title, table.title_en)
        assert line[-2:] == (table.description, table.description_en)
        assert f"{len(tables[table.name]):,} 行" in line[-3]
        for column in table.columns:
            line = told[table.name, column.name]
            assert line[:3] == (column.title, column.title_en, column.type)
            assert line[-2:] == (column.description, column.description_en)
            assert (column.unit or "") in line[3]
            assert all(
                value in line[-3] and zh in line[-3] and en in line[-3] for value, (zh, en) in column.labels.items()
            )


def test_heads_stay_in_sight_and_can_be_filtered(book, package, tables):
    for table in package.tables:
        sheet = book[table.name]
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(len(tables[table.name]) + 1, len(table.columns)).coordinate}"
        assert all(8 <= one.width <= 61 for one in sheet.column_dimensions.values())


def test_text_stays_text(package, tables, version):
    told = [
        "=1+1",
        "+86 10",
        "-5",
        "@SUM(A1)",
        "0123",
        "1e5",
        "https://example.org/",
        "TRUE",
        " 空 ",
        "a\nb",
    ]
    changed = deepcopy(tables)
    for row, text in zip(changed["agencies"], told, strict=False):
        row["name"] = text
    content = workbook_bytes(package, version, changed)
    sheet = load_workbook(io.BytesIO(content))["agencies"]
    cells = [sheet.cell(number, 2) for number in range(2, 2 + len(told))]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None) for text in told]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == len(package.tables) + 1
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<hyperlink" in sheet]


def test_its_day_is_that_of_the_version(book, version):
    assert book.properties.created.date().isoformat() == version.date
    assert book.properties.modified == book.properties.created


@pytest.mark.parametrize(
    ("limit", "most", "message"),
    [
        ("MOST_ROWS", 7, r"table document_agencies: 7 rows do not fit"),
        ("MOST_CHARACTERS", 15, r"table documents, row \S+, column title: \d+ characters do not fit"),
    ],
)
def test_what_excel_cannot_hold_is_refused_and_not_cut(limit, most, message, request, monkeypatch):
    monkeypatch.setattr(workbook, limit, most)
    with pytest.raises(KouanError, match=message):
        workbook_bytes(*(request.getfixturevalue(name) for name in ("package", "version", "tables")))
