"""How the page of a table is searched: the condition for its rows that SQLite works through fastest.

All conditions let the same rows through; what differs is where SQLite begins. Datasette's own (`rowid in (select …)`)
fetches and sorts every row that has the words to show fifty of them, which takes seconds for a common word among a
million passages. So a few matches of the index are looked at first, to see how common the words are.
"""

import re
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from datasette.database import QueryInterrupted
from datasette.utils import escape_sqlite

MOST_COUNTED = 2_000
"""More rows than these are found and paged through, but not counted, as a whole or by facet, and not ranked."""

TOO_MANY = "/* too many rows to count */"
"""Stands in the SQL of such a search."""

# A share of rows from which walking along the order of the table meets a page's worth of hits before all are listed.
_DENSE = 0.05
_SMALL_PAGE = 200

# Fetch the rows that the index lists, then sort them.
_FETCHED = "{table}.rowid in (select rowid from {index} where {index} match escape_fts({words}))"
# Walk along the order, and keep what is on the list: the plus sign keeps SQLite from fetching by it.
_LISTED = "+" + _FETCHED
# Walk along the order, and ask the index about each row.
_ASKED = "exists (select 1 from {index} where {index}.rowid = {table}.rowid and {index} match escape_fts({words}))"


_FTS5 = re.compile(r"create virtual table .{1,200} using fts5", re.IGNORECASE)

# By database and table: the columns with which an index begins.
_first_columns: WeakKeyDictionary[Any, dict[str, frozenset[str]]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Asked:
    """What a request asks for beside the words.

    Attributes:
        is_alone: Whether the search is the only condition for the rows.
        order: The column by which they are sorted; None for the key.
        size: How many rows at most.
    """

    is_alone: bool
    order: str | None
    size: int


async def index_of(database: Any, table: str) -> str | None:
    """Return the full-text index of a table if it is one of ours, which Datasette does not find by itself."""
    if await database.fts_table(table):
        return None
    index = f"{table}_fts"
    definition = await database.get_table_definition(index) or ""
    return index if _FTS5.match(definition) else None


async def searched_columns(database: Any, table: str) -> tuple[str, ...]:
    """Return the columns of a table that are searched, none where it has no index."""
    index = await index_of(database, table) or await database.fts_table(table)
    if index is None:
        return ()
    return tuple(column.name for column in await database.table_column_details(index) if not column.hidden)


async def search_condition(database: Any, table: str, index: str, words: str, asked: Asked) -> str:
    """Return the condition for the rows of a table that have all words, which are to be the parameter :search."""
    names = {"table": escape_sqlite(table), "index": escape_sqlite(index), "words": ":search"}
    share = await _share(database, index, words)
    if share is None or not asked.is_alone or not await _is_indexed(database, table, asked.order):
        return _FETCHED.format(**names)
    walk = _ASKED if share > _DENSE and asked.size <= _SMALL_PAGE else _LISTED
    return f"{walk.format(**names)} {TOO_MANY}"


def column_condition(index: str, column: str, parameter: str) -> str:
    """Return the condition for rows that have words in one column; the words are to be a parameter."""
    found, column = escape_sqlite(index), escape_sqlite(column)
    return f"rowid in (select rowid from {found} where {column} match escape_fts(:{parameter}))"  # noqa: S608


async def _share(database: Any, index: str, words: str) -> float | None:
    """Return about which share of all rows has the words; None if they are so few that they can be counted."""
    found = escape_sqlite(index)
    query = (
        "select count(*), max(rowid) from "  # noqa: S608
        f"(select rowid from {found} where {found} match escape_fts(?) limit {MOST_COUNTED + 1})"
    )
    try:
        count, last = (await database.execute(query, [words])).rows[0]
    except QueryInterrupted:
        return 0
    # Those that were looked at are the first ones; where the others lie makes a difference of time only.
    return None if count <= MOST_COUNTED else count / last


async def _is_indexed(database: Any, table: str, column: str | None) -> bool:
    if column is None:
        return True
    known = _first_columns.setdefault(database, {})
    if table not in known:
        query = (
            "select parts.name from pragma_index_list(?) as indexes, pragma_index_info(indexes.name) as parts "
            "where parts.seqno = 0"
        )
        known[table] = frozenset(row[0] for row in await database.execute(query, [table]))
    return column in known[table]
