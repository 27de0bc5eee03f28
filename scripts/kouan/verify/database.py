"""SQLite against CSV: the tables with their rules, every value, and the indexes and views beside them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from kouan.publish.sqlite import publish_sqlite
from kouan.rows import Value
from kouan.schema import Column
from kouan.verify.agreement import rows_agree
from kouan.verify.findings import Checked, Finding, expected
from kouan.verify.release import Release

# Where the header of a database says which version of SQLite wrote it last; it alone may differ.
_WRITER = slice(96, 100)


def check_database(release: Release) -> Checked:
    """Compare the database with the CSV files, and with the one that they give."""
    file = f"{release.package.name}.db"
    wanted = release.scratch / file
    publish_sqlite(release.tables, release.package, wanted)
    path = release.folder / file
    try:
        with closing(_opened(path)) as database, closing(_opened(wanted)) as other:
            findings = [*_findings(release, file, database, other)]
            objects = other.execute("SELECT count(*) FROM sqlite_master WHERE sql IS NOT NULL").fetchone()[0]
    except sqlite3.Error as error:
        findings, objects = [Finding(file, None, None, f"it cannot be read as a database ({error})")], 0
    findings = findings or _bytes(file, path.read_bytes(), wanted.read_bytes())
    values = sum(len(release.tables[table.name]) * len(table.columns) for table in release.package.tables)
    return Checked(f"{values:,} values, {objects} tables, indexes and views", tuple(findings))


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    # What stands there may be no UTF-8; it is compared, not shown.
    connection.text_factory = lambda content: content.decode("utf-8", "replace")
    return connection


def _findings(
    release: Release, file: str, database: sqlite3.Connection, wanted: sqlite3.Connection
) -> Iterator[Finding]:
    findings = [*_structure(file, database, wanted)]
    for table in () if findings else release.package.tables:
        query = f'SELECT * FROM "{table.name}" ORDER BY rowid'  # noqa: S608 - names are the contract's
        cells = [
            [_value(column, one) for column, one in zip(table.columns, row, strict=True)]
            for row in database.execute(query)
        ]
        findings = findings or rows_agree(file, table, release.tables[table.name], cells)
    yield from findings


def _value(column: Column, value: Any) -> Value:
    found: Value = bool(value) if column.type == "boolean" and value in (0, 1) else value
    return found


def _structure(file: str, database: sqlite3.Connection, wanted: sqlite3.Connection) -> Iterator[Finding]:
    problem = database.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if problem != "ok":
        yield Finding(file, None, None, f"the file is damaged: {problem}")
        return
    for pragma in ("application_id", "user_version", "encoding"):
        one, other = (each.execute(f"PRAGMA {pragma}").fetchone()[0] for each in (wanted, database))
        if one != other:
            yield Finding(file, None, pragma, expected(one, other))
    query = "SELECT name, sql FROM sqlite_master ORDER BY name"
    one, other = dict(wanted.execute(query)), dict(database.execute(query))
    for name in sorted({*one, *other}):
        if one.get(name) != other.get(name):
            there = ("nothing of that name", "an index without a statement")
            yield Finding(file, None, name, expected(*(each.get(name, there[0]) or there[1] for each in (one, other))))


def _bytes(file: str, found: bytes, wanted: bytes) -> list[Finding]:
    """Find what changes no row, where this version of SQLite wrote the file."""
    if found[_WRITER] != wanted[_WRITER] or found == wanted:
        return []
    places = [at for at, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other]
    byte = places[0] if places else min(len(wanted), len(found))
    message = f"byte {byte} is not what SQLite {sqlite3.sqlite_version} writes there, which wrote the file last"
    return [Finding(file, None, None, message)]
