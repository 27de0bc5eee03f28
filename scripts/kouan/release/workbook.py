"""The tables as an Excel workbook: first a sheet that explains tables and columns, then a sheet for each table.

The first row of a sheet has the names of the columns as in CSV; null is an empty cell, a day is a date, and text stays
text, also where it looks like a number, a formula or an address. The same rows give the same bytes with the same
version of xlsxwriter and zlib.
"""

import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kouan.errors import KouanError
from kouan.publish.changes import Version
from kouan.publish.contract import row_name
from kouan.publish.site_texts import UNITS, citation
from kouan.rows import Row, Value
from kouan.schema import Column, Package, Table
from kouan.site.language import EN, ZH

GUIDE = "说明 Guide"

# What Excel can hold.
MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767

_NARROWEST, _WIDEST = 8, 60
_LOOKED_AT = 200
"""How many rows tell how wide a column has to be."""

_GUIDE_COLUMNS = (
    ("表 Table", 20),
    ("列 Column", 22),
    ("名称", 18),
    ("Title", 24),
    ("类型 Type", 10),
    ("单位 Unit", 16),
    ("必填 Required", 12),
    ("指向 Refers to", 28),
    ("取值 Values", 44),
    ("说明", 60),
    ("Description", 60),
)

_HOW_TO_READ = (
    "每张表一页，第一行是列名，空格子就是没有值。下面先是表，再是它的各列。",
    "Each table has a sheet; its first row names the columns, an empty cell is no value. Below: tables and columns.",
)

_Formats = Mapping[str, Format]


def workbook_bytes(package: Package, version: Version, tables: Mapping[str, Sequence[Row]]) -> bytes:
    """Return the workbook of all tables; KouanError where a sheet or a cell cannot hold what it ought to."""
    sink = io.BytesIO()
    with xlsxwriter.Workbook(
        sink,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    ) as book:
        book.set_properties(
            {
                "title": package.title_en,
                "author": ", ".join(package.contributors),
                "comments": citation(package, EN),
                # The day of the version; left alone it would be the moment of the build.
                "created": datetime.combine(date.fromisoformat(version.date), datetime.min.time(), UTC),
            }
        )
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "valign": "top"}),
            "table": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "top": 1}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }
        _write_guide(book.add_worksheet(GUIDE), formats, package, tables)
        for table in package.tables:
            _write_table(book.add_worksheet(table.name), formats, table, tables[table.name])
    return sink.getvalue()


def _write_guide(sheet: Worksheet, formats: _Formats, package: Package, tables: Mapping[str, Sequence[Row]]) -> None:
    """Write the sheet of explanations: what the workbook is, then a line for each table and each column."""
    for number, (_, width) in enumerate(_GUIDE_COLUMNS):
        sheet.set_column(number, number, width)
    about = (package.title, package.title_en, citation(package, ZH), citation(package, EN), *_HOW_TO_READ)
    for number, text in enumerate(about):
        sheet.write_string(number, 0, text, formats["head"] if number == 0 else None)
    head = len(about) + 1
    for number, (name, _) in enumerate(_GUIDE_COLUMNS):
        sheet.write_string(head, number, name, formats["head"])
    lines = [
        (line, "wrapped" if line[1] else "table")
        for table in package.tables
        for line in (_table_line(table, len(tables[table.name])), *(_column_line(table, one) for one in table.columns))
    ]
    for number, (line, style) in enumerate(lines, head + 1):
        for place, text in enumerate(line):
            sheet.write_string(number, place, text, formats[style])
    sheet.freeze_panes(head + 1, 2)
    sheet.autofilter(head, 0, head + len(lines), len(_GUIDE_COLUMNS) - 1)


def _table_line(table: Table, rows: int) -> tuple[str, ...]:
    count = f"{rows:,} 行 {'row' if rows == 1 else 'rows'}"
    return (table.name, "", table.title, table.title_en, "", "", "", "", count, table.description, table.description_en)


def _column_line(table: Table, column: Column) -> tuple[str, ...]:
    return (
        table.name,
        column.name,
        column.title,
        column.title_en,
        column.type,
        f"{UNITS.get(column.unit, column.unit)} {column.unit}" if column.unit else "",
        "是 yes" if column.required else "否 no",
        ", ".join(f"{key.table}.{key.reference}" for key in table.foreign_keys if key.column == column.name),
        "\n".join(f"{value} = {zh} {en}" for value, (zh, en) in column.labels.items()),
        column.description,
        column.description_en,
    )


def _write_table(sheet: Worksheet, formats: _Formats, table: Table, rows: Sequence[Row]) -> None:
    if len(rows) >= MOST_ROWS:
        message = (
            f"table {table.name}: {len(rows):,} rows do not fit into a sheet of the workbook, which holds "
            f"{MOST_ROWS - 1:,} below the head. Publish the workbook without this table."
        )
        raise KouanError(message)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, _width(column, rows))
        sheet.write_string(0, number, column.name, formats["head"])
    for number, row in enumerate(rows, 1):
        for place, column in enumerate(table.columns):
            value = row[column.name]
            if isinstance(value, str) and len(value) > MOST_CHARACTERS:
                message = (
                    f"table {table.name}, row {row_name(table, row)}, column {column.name}: {len(value):,} characters "
                    f"do not fit into a cell of the workbook, which holds {MOST_CHARACTERS:,}. Split the text, or "
                    "publish the workbook without this table."
                )
                raise KouanError(message)
            _write_value(sheet, (number, place), column, value, formats["date"])
    last = (len(rows), len(table.columns) - 1)
    sheet.freeze_panes(1, len(table.primary_key))
    sheet.autofilter(0, 0, *last)
    # Codes such as 340000 are text; no cell is to be marked for that.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})


def _write_value(sheet: Worksheet, place: tuple[int, int], column: Column, value: Value, day: Format) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(*place, value)
    elif isinstance(value, int | float):
        sheet.write_number(*place, value)
    elif column.type == "date":
        sheet.write_datetime(*place, datetime.fromisoformat(value), day)
    else:
        sheet.write_string(*place, value)


def _width(column: Column, rows: Sequence[Row]) -> int:
    """Return a width that shows the name and most values, in characters of Excel."""
    widest = max((_wide(str(row[column.name] or "")) for row in rows[:_LOOKED_AT]), default=0)
    # The head has a button for its filter.
    return max(_NARROWEST, min(_WIDEST, max(widest, len(column.name) + 3) + 1))


def _wide(text: str) -> int:
    return max(sum(2 if east_asian_width(char) in "WF" else 1 for char in line) for line in text.split("\n"))
