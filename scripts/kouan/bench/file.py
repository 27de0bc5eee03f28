"""One SQLite file made of partitions, part by part: what `kouan.db` would take where there are many documents."""

import sqlite3
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from kouan.publish import fulltext
from kouan.publish.sqlite import create_table_sql, index_sql, indexed_columns
from kouan.schema import Package

_ROWS = 5000


def make_single_file(package: Package, partitions: Path, path: Path) -> dict[str, float]:
    """Write the tables, their indexes and full-text search into one file; return its size and how long it took."""
    path.unlink(missing_ok=True)
    started = time.perf_counter()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # Nobody needs this file if the machine fails.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table in package.tables:
            connection.execute(create_table_sql(table))
            marks = ", ".join("?" for _ in table.columns)
            for part in sorted((partitions / table.name).glob("*.parquet")):
                for batch in pq.ParquetFile(part).iter_batches(_ROWS):
                    columns = [[_plain(value) for value in column.to_pylist()] for column in batch.columns]
                    connection.executemany(
                        f'INSERT INTO "{table.name}" VALUES ({marks})',  # noqa: S608 - names are the contract's
                        zip(*columns, strict=True),
                    )
        for table in package.tables:
            for column in indexed_columns(table):
                connection.execute(index_sql(table, column))
        fulltext.create_indexes(connection)
        connection.execute("COMMIT")
    return {"seconds": time.perf_counter() - started, "megabytes": path.stat().st_size / 1_000_000}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
