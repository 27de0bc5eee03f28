"""The published tables as CSV: UTF-8 without BOM, LF, the least quoting that RFC 4180 allows.

An empty cell is null; booleans are true and false; a number without a fraction has no decimal point; dates are
YYYY-MM-DD. The same rows always give the same bytes.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from kouan.errors import KouanError
from kouan.publish.contract import checked_tables
from kouan.publish.files import replace_files
from kouan.rows import Row, Tables, Value
from kouan.schema import Column, Package, Table
from kouan.values import TYPES

_INTEGER = re.compile(r"0|-?[1-9][0-9]*")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?(e[+-]?[0-9]+)?")
_BOOLEANS = {"true": True, "false": False}


def publish_csv(tables: Tables, package: Package, folder: Path) -> None:
    """Write every table of the package into folder as <table>.csv; KouanError if a row breaks the contract."""
    checked = checked_tables(tables, package)
    replace_files(folder, {f"{table.name}.csv": csv_bytes(table, rows) for table, rows in checked})


def csv_bytes(table: Table, rows: Sequence[Row]) -> bytes:
    """Return the CSV file of a table, its header included."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    writer.writerows([_cell(row[name]) for name in table.column_names] for row in rows)
    return text.getvalue().encode("utf-8")


def read_table(path: Path, table: Table) -> list[Row]:
    """Read a CSV file back as typed rows; KouanError names the file, line and column that are wrong."""
    lines = _numbered_lines(path)
    _, header = next(lines, (1, []))
    if tuple(header) != table.column_names:
        found = ", ".join(header) or "nothing"
        raise KouanError(f"{path}, line 1: expected the columns {', '.join(table.column_names)}; found {found}.")
    return [_row(f"{path}, line {number}", table, cells) for number, cells in lines]


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _numbered_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield each record of a CSV file with the number of the line on which it begins."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise KouanError(f"{path}: cannot be read ({error.strerror}). Run the build to make it.") from None
    except UnicodeDecodeError as error:
        raise KouanError(f"{path}: not UTF-8 (byte {error.start}). Save it as UTF-8.") from None
    if text.startswith("\ufeff"):
        raise KouanError(f"{path}: begins with a byte order mark. Save it as UTF-8 without BOM.")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error as error:
        raise KouanError(f"{path}, line {number}: not CSV ({error}). Look for a quotation mark left open.") from None


def _row(place: str, table: Table, cells: list[str]) -> Row:
    if len(cells) != len(table.columns):
        raise KouanError(f"{place}: expected {len(table.columns)} cells, found {len(cells)}.")
    return {column.name: _value(place, column, cell) for column, cell in zip(table.columns, cells, strict=True)}


def _value(place: str, column: Column, cell: str) -> Value:
    value = _parsed(column.type, cell)
    expected = TYPES[column.type] if value is None and cell else column.expected(value)
    if expected:
        raise KouanError(f"{place}, column {column.name}: expected {expected}, found {cell!r}.")
    return value


def _parsed(type_: str, cell: str) -> Value:
    """Return the value of a cell; None where it is empty or not of the type."""
    if not cell:
        return None
    if type_ == "integer":
        return int(cell) if _INTEGER.fullmatch(cell) else None
    if type_ == "number":
        return float(cell) if _NUMBER.fullmatch(cell) else None
    if type_ == "boolean":
        return _BOOLEANS.get(cell)
    return cell
