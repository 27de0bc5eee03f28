"""A database with as many passages as are wanted, and all else that the site needs, in a folder of its own."""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kouan.bench.corpus import made_passages, read_grammar
from kouan.publish.fulltext import INDEXES, create_index

_TABLE = "passages"


@dataclass(frozen=True)
class Made:
    """What was made, and what it took.

    Attributes:
        passages: How many there are.
        text_bytes: The bytes of their texts in UTF-8.
        index_bytes: Those of the full-text index.
        index_seconds: How long the index took.
    """

    passages: int
    text_bytes: int
    index_bytes: int
    index_seconds: float


def make_database(build: Path, folder: Path, count: int, say: Callable[[str], None]) -> Made:
    """Write the database and the metadata of the site into a folder, from those of a build."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in (build / "kouan.db", *sorted(build.glob("*.json"))):
        shutil.copyfile(path, folder / path.name)
    with closing(sqlite3.connect(folder / "kouan.db", isolation_level=None)) as connection:
        # Nobody needs this file if the machine fails.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        _put_passages(connection, count)
        say(f"made      {count:,} passages")
        started = time.perf_counter()
        index = next(index for index in INDEXES if index.table == _TABLE)
        connection.execute(f'DROP TABLE "{index.name}"')
        create_index(connection, index)
        seconds = time.perf_counter() - started
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        text = _bytes(connection, _TABLE, "text")
        size = _bytes(connection, f"{index.name}_data", "block") + _bytes(connection, f"{index.name}_docsize", "sz")
    say(f"indexed   {text:,} bytes of text in {size:,}")
    return Made(count, text, size, seconds)


def _put_passages(connection: sqlite3.Connection, count: int) -> None:
    """Put made passages in the place of all others, one by one."""
    cursor = connection.execute(f"SELECT * FROM {_TABLE} ORDER BY rowid")  # noqa: S608
    columns = [column[0] for column in cursor.description]
    rows = [dict(zip(columns, row, strict=True)) for row in cursor]
    names = [{"short_name": name} for (name,) in connection.execute("SELECT short_name FROM divisions ORDER BY rowid")]
    connection.execute(f"DELETE FROM {_TABLE}")  # noqa: S608
    places = ", ".join("?" for _ in columns)
    connection.executemany(
        f"INSERT INTO {_TABLE} VALUES ({places})",  # noqa: S608
        ([row[column] for column in columns] for row in made_passages(read_grammar(rows, names), count)),
    )


def _bytes(connection: sqlite3.Connection, table: str, column: str) -> int:
    query = f"SELECT sum(length(CAST({column} AS BLOB))) FROM {table}"  # noqa: S608
    size: int = connection.execute(query).fetchone()[0]
    return size
