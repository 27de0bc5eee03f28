"""The process that runs SQL of strangers: `python -m kouan.site.sql.worker DATABASE`, questions in and answers out.

It has the database open for reading and nothing else. It may write no file, and takes no more memory than it may; a
query that is not stopped by SQLite's own time limit ends the process, by a timer that nothing in it can hold up.
"""

import marshal
import os
import resource
import signal
import sqlite3
import struct
import sys
import time
from dataclasses import dataclass, fields
from typing import Any, BinaryIO, TypeAlias

from kouan.publish.search_terms import match_expression
from kouan.site.sql.limits import limit_strangers

# Of Python, of SQLite (MOST_MEMORY) and of an answer, in bytes.
_MOST_DATA = 600_000_000
_MOST_FILES = 32
# Seconds after the time limit at which a query is a single step without end.
GRACE = 0.5
_STEPS = 1_000
# Whoever looks something up gets the processor first, and gets ten times of it.
_NICE = 10
_LENGTH = struct.Struct(">I")
_CELL = 16


@dataclass(frozen=True)
class Question:
    """A query, and what it may take.

    Attributes:
        sql: The query.
        parameters: Its parameters, by name or in order.
        seconds: How long it may run.
        rows: The most rows of an answer; None where all are wanted.
        cells: The most values in the rows of an answer.
        bytes: The most bytes of an answer.
    """

    sql: str
    parameters: dict[str, Any] | list[Any]
    seconds: float
    rows: int | None
    cells: int
    bytes: int


@dataclass(frozen=True)
class Found:
    """The rows of a query, and whether there are more."""

    columns: list[str]
    rows: list[tuple[Any, ...]]
    is_cut: bool


@dataclass(frozen=True)
class Failed:
    """Why a query has no rows: it was stopped by the time limit, or what SQLite says."""

    is_late: bool
    message: str


Answer: TypeAlias = Found | Failed


class TooMuchError(Exception):
    """An answer has more bytes than it may."""


def main() -> None:
    """Answer questions until there are no more."""
    connection = opened(sys.argv[1])
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_MOST_FILES, _MOST_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (_MOST_DATA, _MOST_DATA))
    while (asked := read(sys.stdin.buffer)) is not None:
        question = Question(*asked)
        signal.setitimer(signal.ITIMER_REAL, question.seconds + GRACE)
        answer = answer_to(connection, question)
        signal.setitimer(signal.ITIMER_REAL, 0)
        # Field by field: a copy of all rows would take as long as finding them.
        is_found = isinstance(answer, Found)
        write(sys.stdout.buffer, (is_found, *(getattr(answer, field.name) for field in fields(answer))))


def opened(path: str) -> sqlite3.Connection:
    """Return a connection for strangers to the file of a database."""
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    connection.text_factory = lambda text: str(text, "utf-8", "replace")
    connection.create_function("escape_fts", 1, _escape, deterministic=True)
    limit_strangers(connection)
    return connection


def answer_to(connection: sqlite3.Connection, question: Question) -> Answer:
    """Run a query."""
    deadline = time.perf_counter() + question.seconds
    connection.set_progress_handler(lambda: time.perf_counter() >= deadline, _STEPS)
    try:
        return _found(connection.execute(question.sql, question.parameters), question)
    except MemoryError:
        return Failed(False, "this query needs more memory than it may take")
    except TooMuchError:
        return Failed(False, f"the answer is larger than {question.bytes:,} bytes: ask for less at once")
    except (sqlite3.Error, sqlite3.Warning, OverflowError, ValueError) as error:
        return Failed(str(error) == "interrupted", str(error))


def read(stream: BinaryIO) -> Any:
    """Return what the other side wrote; None where it has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    body = stream.read(length)
    return marshal.loads(body) if len(body) == length else None  # noqa: S302 - written by our own process


def write(stream: BinaryIO, content: Any) -> None:
    """Write something for the other side to read."""
    body = marshal.dumps(content)
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def _found(cursor: sqlite3.Cursor, question: Question) -> Found:
    columns = [column[0] for column in cursor.description or ()]
    most = None if question.rows is None else min(question.rows, max(1, question.cells // max(1, len(columns))))
    rows: list[tuple[Any, ...]] = []
    size = 0
    for row in cursor:
        if most is not None and len(rows) == most:
            return Found(columns, rows, True)
        size += sum(len(value) if isinstance(value, str | bytes) else _CELL for value in row)
        if size > question.bytes:
            raise TooMuchError
        rows.append(row)
    return Found(columns, rows, False)


def _escape(query: object) -> str:
    return match_expression("" if query is None else str(query))


if __name__ == "__main__":
    main()
