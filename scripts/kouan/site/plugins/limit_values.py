"""Keeps one query from filling the memory, and databases from being attached.

The time limit stops a query between two steps of SQLite. A function that makes one enormous value is a single step:
`select randomblob(1000000000)` would take gigabytes first. A limit of SQLite's own refuses it at once.
"""

import sqlite3

from datasette import hookimpl

# Bytes of one value or row. The longest text here has thousands; a table joined into one cell stays below this, too.
LONGEST_VALUE = 4_000_000


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Set the limits on each connection as it is opened."""
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    conn.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
