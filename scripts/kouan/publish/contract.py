"""Refuses rows that the contract does not allow, before anything is written."""

from collections.abc import Iterator

from kouan.errors import KouanError
from kouan.rows import Row, Tables
from kouan.schema import Package, Table


def checked_tables(tables: Tables, package: Package) -> Iterator[tuple[Table, list[Row]]]:
    """Yield every table of the package with its rows, in the package's order.

    KouanError names the table, row, column and value where something is missing, too much or not of the column's kind.
    Keys are left to SQLite, which has indexes for them.
    """
    names = [table.name for table in package.tables]
    for name in sorted(set(tables) ^ set(names)):
        problem = (
            "is not in datapackage.json" if name in tables else "has no rows; give an empty list if there are none"
        )
        raise KouanError(f"table {name} {problem}.")
    for table in package.tables:
        for number, row in enumerate(tables[table.name], 1):
            _check_row(table, number, row)
        yield table, tables[table.name]


def row_name(table: Table, row: Row) -> str:
    """Name a row in an error by its primary key."""
    return " ".join(str(row.get(column)) for column in table.primary_key)


def _check_row(table: Table, number: int, row: Row) -> None:
    place = f"table {table.name}, row {number} ({row_name(table, row)})"
    for name in sorted(set(row) ^ set(table.column_names)):
        problem = "is not a column in datapackage.json" if name in row else "is missing; write None for null"
        raise KouanError(f"{place}: {name} {problem}.")
    for column in table.columns:
        value = row[column.name]
        expected = column.expected(value)
        if expected:
            raise KouanError(f"{place}, column {column.name}: expected {expected}, found {value!r}.")
