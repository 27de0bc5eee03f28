"""Lets every search of Datasette find Chinese of any length, and never pass on the syntax of FTS5.

The search box, `_search=`, `_search_COLUMN=` and plugins that search all tables write `match escape_fts(:search)`. The
SQL function escape_fts is registered anew, after Datasette's own, with one that fits indexes of pairs of characters.
"""

import sqlite3

from datasette import hookimpl

from kouan.publish.search_terms import match_expression


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Register escape_fts; plugins in a folder run before Datasette's own unless they ask to be last."""
    conn.create_function("escape_fts", 1, _escape, deterministic=True)


def _escape(query: object) -> str:
    return match_expression("" if query is None else str(query))
