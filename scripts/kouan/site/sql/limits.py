"""What SQL may use up, and what a connection may do that runs SQL of strangers.

The time limit stops a query between two steps of SQLite. A function that makes one enormous value, a plan that doubles
with each level and an expression of the full-text search are single steps, which only the limits here, or the end of
the process, stop.
"""

import sqlite3
from collections.abc import Callable

LONGEST_VALUE = 4_000_000
"""Bytes of one value or row. The longest text here has thousands; a table joined into one cell has less than this."""

MOST_MEMORY = 200_000_000
"""Bytes that SQLite may take for all it does at once."""

# Of SQL that people write, the longest has dozens of each; a thousand characters are a long pattern.
_LIMITS = {
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_VALUE,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 1_000,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}

# Functions that load programs or hand out what is not for SQL; others of that kind are not compiled in.
_CLOSED_FUNCTIONS = {"fts3_tokenizer", "fts5", "load_extension", "sqlite_log"}
# What SQLite tells of the schema; data_version is what its full-text search asks for.
_PRAGMAS = {
    "data_version",
    "foreign_key_list",
    "function_list",
    "index_info",
    "index_list",
    "index_xinfo",
    "table_info",
    "table_list",
    "table_xinfo",
}
_BUILT_IN = {"json_each", "json_tree", "sqlite_master", "sqlite_schema", *(f"pragma_{name}" for name in _PRAGMAS)}

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]


def limit_values(connection: sqlite3.Connection) -> None:
    """Keep any query from filling the memory with one value, and databases from being attached."""
    for limit in (sqlite3.SQLITE_LIMIT_LENGTH, sqlite3.SQLITE_LIMIT_ATTACHED):
        connection.setlimit(limit, _LIMITS[limit])


def limit_strangers(connection: sqlite3.Connection) -> None:
    """Let a connection read the tables of its one database, and nothing else, with bounds on all it may take."""
    connection.execute(f"pragma hard_heap_limit = {MOST_MEMORY}")
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma query_only = 1")
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    tables = {name for (name,) in connection.execute("select name from sqlite_master where type in ('table', 'view')")}
    readable = frozenset(tables | _BUILT_IN)
    for table in sorted(readable):
        # A virtual table declares its columns when it is first read, which counts as a change of the schema.
        connection.execute(f'select 1 from "{table}" limit 0')  # noqa: S608
    connection.set_authorizer(_reading(readable))


def _reading(tables: frozenset[str]) -> Authorizer:
    def authorize(action: int, first: str | None, second: str | None, _: str | None, __: str | None) -> int:
        allowed = (
            action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_RECURSIVE)
            # Of a table that a query makes itself no column is read, only its rows are counted.
            or (action == sqlite3.SQLITE_READ and (first in tables or not second))
            or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _CLOSED_FUNCTIONS)
            or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
        )
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    return authorize
