"""Answers 400, in words, where an address asks for a column that is not there or for something that cannot be.

Datasette gives no rows, or all of them, for many a misspelt name, and 500 for what it did not expect. What each
parameter may hold stands in kouan.site.parameters; here is what the database has. An address without parameters passes,
unless it is a file of no query.
"""

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from datasette import Request, hookimpl
from datasette.database import QueryInterrupted
from datasette.filters import Filters
from datasette.utils import derive_named_parameters, escape_sqlite, tilde_decode

from kouan.site.errors import refusal
from kouan.site.language import language_of
from kouan.site.parameters import Place, problem
from kouan.site.search.table_search import searched_columns

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_OPERATORS = tuple(key for key, _, _ in Filters([]).lookups())

# A database or a row: there the parameters of SQL may have any name.
_ANYTHING = Place(parameters=())

_ROWS_ALONE = {"array", "arrayfirst"}


@hookimpl(tryfirst=True)
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Look at the parameters last before Datasette, so that an answer is completed as all others are."""
    places = Places(datasette)

    def wrap(app: App) -> App:
        async def checked(scope: dict[str, Any], receive: Any, send: Any) -> None:
            asks = scope["type"] == "http" and (scope["query_string"] or scope["path"].endswith(".csv"))
            message = await places.problem(scope) if asks else None
            if message is None:
                await app(scope, receive, send)
                return
            response = await refusal(datasette, Request({**scope, "csrftoken": str}, receive), 400, message)
            await response.asgi_send(send)

        return checked

    return wrap


def _needs_rows(route: str, pairs: list[tuple[str, str]]) -> bool:
    """Tell whether a database is asked for in a form that has nothing but rows, of which there are none without SQL."""
    return route.endswith(".csv") or (
        route.endswith(".json") and any(name == "_shape" and value in _ROWS_ALONE for name, value in pairs)
    )


class Places:
    """The tables, views and questions of a site, each looked at once: the databases do not change."""

    def __init__(self, datasette: Any) -> None:
        self._datasette = datasette
        self._known: dict[tuple[str, str], Place] = {}

    async def problem(self, scope: dict[str, Any]) -> str | None:
        """Return what is wrong with a request; None where nothing is, or where there is no such address."""
        await self._datasette.invoke_startup()
        path = (scope.get("raw_path") or scope["path"].encode()).partition(b"?")[0].decode("latin-1")
        base = self._datasette.setting("base_url")
        route, _, rest = path.removeprefix(base if path.startswith(base) else "/").partition("/")
        database = next(
            (one for one in self._datasette.databases.values() if one.route == route.partition(".")[0]), None
        )
        if database is None:
            return None
        pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        t = language_of(self._datasette)
        if not rest and _needs_rows(route, pairs) and not any(name == "sql" and value for name, value in pairs):
            return t("请用 sql= 写明要查询什么。", "Say by sql= what to ask for.")
        if not rest or "/" in rest:
            # The parameters of SQL may have any name.
            return problem(_ANYTHING, (pair for pair in pairs if pair[0].startswith("_")), t)
        table = tilde_decode(rest.partition(".")[0])
        place = await self._place(database, table)
        if place is None:
            return None
        wrong = problem(place, pairs, t)
        if wrong or place.parameters is not None:
            return wrong
        return await self._failing(database, table, [value for name, value in pairs if name == "_where"])

    async def _place(self, database: Any, table: str) -> Place | None:
        key = (database.name, table)
        if key not in self._known:
            place = await self._look(database, table)
            if place is None:
                return None
            self._known[key] = place
        return self._known[key]

    async def _look(self, database: Any, table: str) -> Place | None:
        query = await self._datasette.get_canned_query(database.name, table, None)
        if query:
            named = query.get("params") or await derive_named_parameters(database, query["sql"])
            return Place(parameters=tuple(named))
        is_view = bool(await database.get_view_definition(table))
        if not is_view and not await database.table_exists(table):
            return None
        metadata = self._datasette.table_metadata(database.name, table)
        incoming = [] if is_view else (await database.get_all_foreign_keys())[table]["incoming"]
        return Place(
            columns=tuple(await database.table_columns(table)),
            keys=len(await database.primary_keys(table)),
            is_view=is_view,
            is_sorted=bool(metadata.get("sort") or metadata.get("sort_desc")),
            searched=() if is_view else await searched_columns(database, table),
            operators=_OPERATORS,
            referring={one["other_table"]: tuple(await database.table_columns(one["other_table"])) for one in incoming},
        )

    async def _failing(self, database: Any, table: str, conditions: list[str]) -> str | None:
        """Return what SQLite says of conditions that cannot be part of a query; they are prepared and not run."""
        for condition in conditions:
            query = f"explain select 1 from {escape_sqlite(table)} where {condition}"  # noqa: S608
            try:
                await database.execute(query, {}, log_sql_errors=False)
            except QueryInterrupted:
                return None
            except (sqlite3.Error, sqlite3.Warning, ValueError) as error:
                return f"_where: {error}"
        return None
