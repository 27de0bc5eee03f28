"""Lets every search of Datasette find Chinese of any length, and never pass on the syntax of FTS5.

The SQL function escape_fts is registered anew, after Datasette's own, with one that fits indexes of pairs of
characters. The search box, `_search=` and `_search_COLUMN=` of a table that has an index of ours, which Datasette does
not see, are answered here, with a condition that stays fast among a million rows (kouan.site.search.table_search).
"""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.filters import FilterArguments

from kouan.publish.search_terms import match_expression
from kouan.site.search import table_search
from kouan.site.search.table_search import TOO_MANY, Asked, column_condition, index_of, search_condition

_BY_COLUMN = "_search_"
# Parameters that let fewer rows through, beside the names of columns.
_FILTERS = ("_where", "_through", _BY_COLUMN)


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Register escape_fts; plugins in a folder run before Datasette's own unless they ask to be last."""
    conn.create_function("escape_fts", 1, _escape, deterministic=True)


@hookimpl(trylast=True)
def filters_from_request(
    request: Any, database: str, table: str, datasette: Any
) -> Callable[[], Awaitable[FilterArguments | None]]:
    """Return the conditions of a search; the last to say whether there is one, since Datasette says there is none."""

    async def search() -> FilterArguments | None:
        found = datasette.get_database(database)
        index = await index_of(found, table)
        if index is None:
            return None
        conditions, words, described = [], {}, []
        asked = (request.args.get("_search") or "").strip()
        if asked:
            condition = await search_condition(found, table, index, asked, _asked(request, database, table, datasette))
            conditions.append(condition)
            words["search"] = asked
            described.append(f'search matches "{asked}"')
        for number, key in enumerate(key for key in request.args if key.startswith(_BY_COLUMN) and request.args[key]):
            column, parameter = key.removeprefix(_BY_COLUMN), f"search_{number}"
            conditions.append(column_condition(index, column, parameter))
            words[parameter] = request.args[key]
            described.append(f'search column "{column}" matches "{words[parameter]}"')
        is_counted = not any(TOO_MANY in condition for condition in conditions)
        context = {
            "supports_search": True,
            "search": next(iter(words.values()), ""),
            "more_rows_than": None if is_counted else table_search.MOST_COUNTED,
        }
        return FilterArguments(conditions, words, described, context)

    return search


def _asked(request: Any, database: str, table: str, datasette: Any) -> Asked:
    metadata = datasette.table_metadata(database, table)
    order = request.args.get("_sort") or request.args.get("_sort_desc")
    size = request.args.get("_size") or metadata.get("size") or datasette.setting("default_page_size")
    return Asked(
        is_alone=not any(_is_filter(key) for key in request.args),
        order=order or metadata.get("sort") or metadata.get("sort_desc"),
        size=int(size) if str(size).isdigit() else datasette.setting("max_returned_rows"),
    )


def _is_filter(key: str) -> bool:
    return key.startswith(_FILTERS) or not key.startswith("_") or "__" in key


def _escape(query: object) -> str:
    return match_expression("" if query is None else str(query))
