"""The published tables as one SQLite database, with keys, checks, indexes, full-text search and views.

Tables are STRICT and carry every rule of the contract that SQL can hold, so that loading is a second validation. The
same rows give the same bytes with the same version of SQLite: fixed order, fixed page size, and VACUUM INTO, which
unlike VACUUM leaves no counter of changes behind.
"""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from kouan.errors import KouanError
from kouan.publish import fulltext
from kouan.publish.contract import checked_tables, row_name
from kouan.publish.views import VIEWS
from kouan.rows import Row, Tables
from kouan.schema import Column, Package, Table

# "KouA" in ASCII; `file kouan.db` shows it.
APPLICATION_ID = 0x4B6F7541
PAGE_SIZE = 4096

_SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT"}

# A class of characters, repeated: the patterns that GLOB can check as well.
_CHARACTER_CLASS = re.compile(r"\[([^\[\]^]{1,80})\](?:\+|\{(\d{1,4})\})")

_SHOWN_PROBLEMS = 5


def publish_sqlite(tables: Tables, package: Package, path: Path) -> None:
    """Write the database to path; KouanError if a row breaks the contract or a key."""
    checked = list(checked_tables(tables, package))
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-", dir=path.parent) as beside:
        draft, finished = Path(beside, "draft.db"), Path(beside, "finished.db")
        with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {PAGE_SIZE}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("BEGIN")
            for table, _ in checked:
                connection.execute(create_table_sql(table))
            for table, rows in checked:
                _insert(connection, table, rows)
            _check_references(connection, package)
            for table, _ in checked:
                _create_indexes(connection, table)
            fulltext.create_indexes(connection)
            for name, query in VIEWS.items():
                connection.execute(f"CREATE VIEW {_quoted(name)} AS\n{query}")
            connection.execute("COMMIT")
            connection.execute("ANALYZE")
            connection.execute("VACUUM INTO ?", (str(finished),))
        finished.replace(path)


def create_table_sql(table: Table) -> str:
    """Return the CREATE TABLE statement of a table: a line for each column, ending with its titles, then the keys."""
    keys = [f"PRIMARY KEY ({_quoted(*table.primary_key)})"]
    keys += [f"UNIQUE ({_quoted(*key)})" for key in table.unique_keys]
    keys += [
        f"FOREIGN KEY ({_quoted(key.column)}) REFERENCES {_quoted(key.table)} ({_quoted(key.reference)})"
        for key in table.foreign_keys
    ]
    references = {key.column for key in table.foreign_keys}
    columns = [
        f"  {_column_sql(column, refers=column.name in references)}, -- {column.title} / {column.title_en}"
        for column in table.columns
    ]
    lines = [*columns, *(f"  {key}," for key in keys[:-1]), f"  {keys[-1]}"]
    return f"CREATE TABLE {_quoted(table.name)} (\n" + "\n".join(lines) + "\n) STRICT"


def indexed_columns(table: Table) -> tuple[str, ...]:
    """Return the columns with an index of their own: references, kinds, yes or no, years, days, and the start of spans.

    These are what people filter, join, facet and sort by. A column that comes first in a key has an index already.
    """
    keyed = {table.primary_key[0], *(key[0] for key in table.unique_keys)}
    references = {key.column for key in table.foreign_keys}
    return tuple(
        column.name
        for column in table.columns
        if column.name not in keyed
        and (
            column.name in references
            or column.enum
            or column.type in {"boolean", "date"}
            or column.name.endswith("_year")
            or column.name == "char_start"
        )
    )


def index_sql(table: Table, column: str) -> str:
    """Return the statement that makes the index of a column.

    The key stands behind the column: a page sorted by the column is then read from the index as it stands, also where
    ten thousand rows are alike in it.
    """
    columns = _quoted(*dict.fromkeys([column, *table.primary_key]))
    return f"CREATE INDEX {_quoted(f'{table.name}_{column}')} ON {_quoted(table.name)} ({columns})"


def _quoted(*names: str) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _column_sql(column: Column, *, refers: bool) -> str:
    checks = _checks(column, refers=refers)
    null = " NOT NULL" if column.required else ""
    check = f" CHECK ({' AND '.join(checks)})" if checks else ""
    return f"{_quoted(column.name)} {_SQL_TYPES[column.type]}{null}{check}"


def _checks(column: Column, *, refers: bool) -> list[str]:
    """Return what SQL can check of a column; a check of a null is null, which SQLite lets pass."""
    name = _quoted(column.name)
    checks = []
    if column.enum:
        checks.append(f"{name} IN ({', '.join(map(_literal, column.enum))})")
    if column.type == "boolean":
        checks.append(f"{name} IN (0, 1)")
    if column.type == "date":
        # date() repairs what it can, so a day that does not exist comes back as another one.
        checks.append(f"{name} IS date({name}, '+0 days')")
    if column.minimum is not None:
        checks.append(f"{name} >= {column.minimum}")
    if column.maximum is not None:
        checks.append(f"{name} <= {column.maximum}")
    pattern = _CHARACTER_CLASS.fullmatch(column.pattern or "")
    # The pattern of a reference is that of the key to which it refers.
    if pattern and not refers:
        checks.append(f"{name} NOT GLOB {_literal(f'*[^{pattern[1]}]*')}")
        checks.append(f"length({name}) = {pattern[2]}" if pattern[2] else f"{name} <> ''")
    return checks


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _insert(connection: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    places = ", ".join("?" for _ in table.columns)
    statement = f"INSERT INTO {_quoted(table.name)} VALUES ({places})"  # noqa: S608 - names are the contract's
    for row in rows:
        try:
            connection.execute(statement, [row[name] for name in table.column_names])
        except sqlite3.Error as error:
            raise KouanError(
                f"table {table.name}, row {row_name(table, row)}: the database refuses it ({error}). "
                "Correct the row, or datapackage.json if the rule is wrong."
            ) from None


def _check_references(connection: sqlite3.Connection, package: Package) -> None:
    problems = []
    for name, rowid, other, number in connection.execute("PRAGMA foreign_key_check").fetchall():
        table = package.table(name)
        columns = connection.execute(f"PRAGMA foreign_key_list({_quoted(name)})").fetchall()
        column = next(row[3] for row in columns if row[0] == number)
        query = f"SELECT {_quoted(column, *table.primary_key)} FROM {_quoted(name)} WHERE rowid = ?"  # noqa: S608
        value, *key = connection.execute(query, (rowid,)).fetchone()
        problems.append(f"table {name}, row {' '.join(key)}: {column} is {value}, which table {other} does not have")
    if problems:
        more = len(problems) - _SHOWN_PROBLEMS
        shown = problems[:_SHOWN_PROBLEMS] + ([f"and {more} more"] if more > 0 else [])
        raise KouanError("; ".join(shown) + ". Add the missing row or correct the reference.")


def _create_indexes(connection: sqlite3.Connection, table: Table) -> None:
    for column in indexed_columns(table):
        connection.execute(index_sql(table, column))
