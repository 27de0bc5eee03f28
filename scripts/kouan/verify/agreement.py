"""Compares the rows of another format with those of CSV, value by value and type by type."""

from collections.abc import Sequence

from kouan.rows import Row, Value
from kouan.schema import Table
from kouan.verify.findings import Finding, expected

Cells = Sequence[Value]


def rows_agree(
    file: str, table: Table, wanted: Sequence[Row], found: Sequence[Cells], by: str = "csv/ has the former"
) -> list[Finding]:
    """Return the first way in which the rows of a file, cells in the order of the columns, are not those wanted.

    Types count as well. `by` says what tells which rows are wanted.
    """
    keys = [table.column_names.index(name) for name in table.primary_key]
    for number, (row, cells) in enumerate(zip(wanted, found, strict=False), 1):
        name = " ".join(str(row[column]) for column in table.primary_key)
        there = " ".join(str(cells[place]) for place in keys)
        if name != there:
            return [Finding(file, name, None, f"{expected(name, there)} as row {number} of {table.name}; {by}")]
        for column, cell in zip(table.columns, cells, strict=True):
            value = row[column.name]
            if type(value) is not type(cell) or value != cell:
                return [Finding(file, name, f"column {column.name}", f"{expected(value, cell)}; {by}")]
    if len(wanted) != len(found):
        more = wanted[len(found)] if len(wanted) > len(found) else None
        last = " ".join(str(more[column]) for column in table.primary_key) if more else None
        return [Finding(file, last, None, f"expected {len(wanted):,} rows of {table.name}, found {len(found):,}; {by}")]
    return []
