"""The workbook against CSV: every value of every sheet, and the sheet that explains them."""

from collections.abc import Iterator
from datetime import date

import xlsxwriter

from kouan.release.workbook import GUIDE, workbook_bytes
from kouan.rows import Value
from kouan.schema import Column, Table
from kouan.verify.agreement import rows_agree
from kouan.verify.derived import libraries_of
from kouan.verify.findings import Checked, Finding, columns_expected, expected
from kouan.verify.release import Release
from kouan.verify.sheets import SheetValue, Workbook, WorkbookError, read_workbook

_Sheet = dict[tuple[int, int], SheetValue]


def check_workbook(release: Release) -> Checked:
    """Compare the workbook with the CSV files, and with the one that they give."""
    file = f"{release.package.name}.xlsx"
    wanted = read_workbook(workbook_bytes(release.package, release.version, release.tables))
    try:
        found = read_workbook(release.read(file))
        findings = [*_findings(release, file, wanted, found)]
    except WorkbookError as error:
        findings, found = [Finding(file, None, None, f"it cannot be read as a workbook: {error}")], wanted
    cells = sum(map(len, found.sheets.values()))
    return Checked(f"{len(found.sheets)} sheets, {cells:,} cells", tuple(findings[:1]))


def _findings(release: Release, file: str, wanted: Workbook, found: Workbook) -> Iterator[Finding]:
    if list(wanted.sheets) != list(found.sheets):
        message = f"expected the sheets {', '.join(wanted.sheets)}; found {', '.join(found.sheets)}"
        yield Finding(file, None, None, message)
        return
    is_same_writer = libraries_of(release).get("xlsxwriter") == xlsxwriter.__version__
    for table in release.package.tables:
        yield from _table(release, file, table, found.sheets[table.name])
    yield from _guide(file, wanted.sheets[GUIDE], found.sheets[GUIDE])
    # Parts that hold no cells: properties, styles, and what might have been slipped in.
    for name in sorted({*wanted.parts, *found.parts}):
        if (name in wanted.parts) != (name in found.parts):
            yield Finding(file, None, name, "expected this part" if name in wanted.parts else "expected no such part")
        elif wanted.parts[name] != found.parts[name] and is_same_writer:
            yield Finding(file, None, name, "the part is not what xlsxwriter writes for these tables")


def _table(release: Release, file: str, table: Table, sheet: _Sheet) -> list[Finding]:
    """Compare a sheet; a cell right of the last column or below the last row counts as well."""
    names = tuple(sheet.get((0, place)) for place in range(max((column for _, column in sheet), default=-1) + 1))
    if names != table.column_names:
        return [Finding(file, None, f"sheet {table.name}", columns_expected(table.column_names, names))]
    last = max(row for row, _ in sheet)
    rows = [
        [_value(column, sheet.get((row, place))) for place, column in enumerate(table.columns)]
        for row in range(1, last + 1)
    ]
    return rows_agree(file, table, release.tables[table.name], rows)


def _value(column: Column, value: SheetValue | None) -> Value:
    """Return a cell as CSV has it; numbers have one type in a workbook."""
    if isinstance(value, date):
        return value.isoformat() if column.type == "date" else f"the day {value.isoformat()}"
    if column.type == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _guide(file: str, wanted: _Sheet, found: _Sheet) -> Iterator[Finding]:
    for place in sorted({*wanted, *found}):
        if wanted.get(place) != found.get(place):
            where = f"sheet {GUIDE}, column {place[1] + 1}"
            yield Finding(file, place[0] + 1, where, expected(wanted.get(place), found.get(place)))
            return
