"""The CSV files byte by byte and cell by cell, by no eyes but these: what a lenient reader would forgive."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kouan.errors import KouanError
from kouan.publish.csv_tables import csv_bytes, read_table
from kouan.rows import Row, Value
from kouan.schema import Column, Package, Table
from kouan.validate.problems import Problem, shown
from kouan.validate.values import value_faults
from kouan.values import TYPES

_BOM = b"\xef\xbb\xbf"
_FORMS = {
    "integer": re.compile(r"0|-?[1-9]\d*", re.ASCII),
    "number": re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?", re.ASCII),
    "boolean": re.compile(r"true|false"),
}


def check_folder(folder: Path, package: Package) -> Iterator[Problem]:
    """Yield the CSV files of a folder that the contract does not describe."""
    known = {f"{table.name}.csv" for table in package.tables}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in known:
            message = "the file is not described in datapackage.json. Describe it there or remove it."
            yield Problem(path.name, None, None, message)


def check_file(path: Path, table: Table) -> Iterator[Problem]:
    """Yield what is wrong with the file of a table, from its bytes to its cells.

    A file that passes is, byte for byte, what the build would write for its rows.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        yield Problem(table.name, None, None, f"the file cannot be read ({error.strerror}). Run the build to make it.")
        return
    found = [*_byte_faults(table, content)]
    if not found:
        found = [*_cell_faults(table, content.decode("utf-8"))]
    yield from found or _form_faults(path, table, content)


def read_rows(path: Path, table: Table) -> list[Row]:
    """Return the typed rows of a file that has passed."""
    return read_table(path, table)


def _byte_faults(table: Table, content: bytes) -> Iterator[Problem]:
    if not content:
        yield Problem(table.name, None, None, "the file is empty. Expected at least the header; run the build.")
        return
    if content.startswith(_BOM):
        yield Problem(table.name, 1, None, "the file begins with a byte order mark. Save it as UTF-8 without BOM.")
    for byte, what in ((b"\r", "a carriage return; lines end in LF alone"), (b"\0", "a NUL character")):
        if byte in content:
            yield Problem(
                table.name, _line(content, content.index(byte)), None, f"the file holds {what}. Run the build again."
            )
    if not content.endswith(b"\n"):
        line = _line(content, len(content) - 1)
        yield Problem(
            table.name, line, None, "the last line has no line feed: is the file cut off? Run the build again."
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line(content, error.start)
        yield Problem(table.name, line, None, f"byte {error.start} is not UTF-8. Save the file as UTF-8.")


def _line(content: bytes, offset: int) -> int:
    return content.count(b"\n", 0, offset) + 1


def _cell_faults(table: Table, content: str) -> Iterator[Problem]:
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    header = next(reader)
    if tuple(header) != table.column_names:
        yield from _header_faults(table, header)
        return
    key = table.column_names.index(table.primary_key[0])
    line = 2
    try:
        for cells in reader:
            if len(cells) != len(header):
                message = f"expected {len(header)} cells, found {len(cells)}. Quote cells that hold a comma."
                yield Problem(table.name, line, None, message)
            else:
                for column, cell in zip(table.columns, cells, strict=True):
                    for message in _faults(column, cell):
                        yield Problem(table.name, cells[key] or line, column.name, message)
            line = reader.line_num + 1
    except csv.Error as error:
        yield Problem(table.name, line, None, f"not CSV ({error}). Look for a quotation mark left open.")


def _header_faults(table: Table, header: list[str]) -> Iterator[Problem]:
    for name in table.column_names:
        if name not in header:
            yield Problem(
                table.name, 1, name, "the column is missing. Put it back, or take it out of datapackage.json."
            )
    for name in dict.fromkeys(header):
        if name not in table.column_names:
            message = f"the column {name!r} is not described in datapackage.json. Describe it there or remove it."
            yield Problem(table.name, 1, name, message)
        elif header.count(name) > 1:
            yield Problem(table.name, 1, name, "the column stands there twice. Remove one.")
    if sorted(header) == sorted(table.column_names):
        place = next(index for index, name in enumerate(header) if name != table.column_names[index])
        message = f"expected {table.column_names[place]} here. Put the columns into the order of datapackage.json."
        yield Problem(table.name, 1, header[place], message)


def _faults(column: Column, cell: str) -> Iterator[str]:
    """Yield what is wrong with a cell: the form that its type is written in first, then the value."""
    form = _FORMS.get(column.type)
    if cell and form is not None and not form.fullmatch(cell):
        yield f"expected {TYPES[column.type]} in its plain form, found {shown(cell)}. Put the cell right."
    else:
        yield from value_faults(column, _value(column, cell))


def _value(column: Column, cell: str) -> Value:
    if not cell:
        return None
    if column.type == "boolean":
        return cell == "true"
    return int(cell) if column.type == "integer" else float(cell) if column.type == "number" else cell


def _form_faults(path: Path, table: Table, content: bytes) -> Iterator[Problem]:
    """Compare a file with what the build would write for the same rows: needless quotes, 1.0 for 1."""
    try:
        wanted = csv_bytes(table, read_table(path, table))
    except KouanError as error:
        yield Problem(table.name, None, None, str(error).removeprefix(f"{path}, "))
        return
    if content != wanted:
        pairs = zip(content.split(b"\n"), wanted.split(b"\n"), strict=False)
        line = next((number for number, (here, there) in enumerate(pairs, 1) if here != there), None)
        message = "not written as the build writes it (needless quotes, 1.0 for 1). Run the build again."
        yield Problem(table.name, line, None, message)
