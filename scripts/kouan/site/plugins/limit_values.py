"""Keeps one value from filling the memory, and databases from being attached, on connections of the server itself.

What strangers write runs in other processes, with more limits (kouan.site.sql).
"""

import sqlite3

from datasette import hookimpl

from kouan.site.sql.limits import limit_values


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Set the limits on each connection as it is opened."""
    limit_values(conn)
