"""The same rows in CSV, Parquet, SQLite and Datasette's JSON, value by value, on what `make` built."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kouan.publish import read_table
from kouan.schema import load_package

ROOT = Path(__file__).parents[1]
PACKAGE = load_package(ROOT / "datapackage.json")


def plain(value):
    """Return a value as JSON and SQLite have it: dates as text, booleans as 0 and 1."""
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def ordered(rows, table):
    key = table.primary_key[0]
    return sorted(({name: plain(row[name]) for name in table.column_names} for row in rows), key=lambda row: row[key])


def from_csv(table, site):
    return read_table(ROOT / table.path, table)


def from_parquet(table, site):
    return pq.read_table(ROOT / "build" / "parquet" / f"{table.name}.parquet").to_pylist()


def from_sqlite(table, site):
    with closing(sqlite3.connect(ROOT / "build" / "kouan.db")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f'select * from "{table.name}"')]


def from_json(table, site):
    answer = asyncio.run(site.client.get(f"/kouan/{table.name}.json?_shape=array&_size=max"))
    return answer.json()


@pytest.mark.parametrize("table", PACKAGE.tables, ids=lambda table: table.name)
@pytest.mark.parametrize("read", [from_parquet, from_sqlite, from_json])
def test_rows_are_those_of_the_csv_file(table, read, site):
    rows = ordered(read(table, site), table)
    assert len(rows) > 0
    assert rows == ordered(from_csv(table, site), table)
