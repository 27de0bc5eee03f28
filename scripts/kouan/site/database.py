"""A database as the site asks it: what Datasette 0.65 does not do for a table, where its SQL is run.

Searches that would count more rows than anybody waits for are not counted; Datasette 1.0 limits its counts
(https://github.com/simonw/datasette/issues/2408). Rows of a sorted table that are alike in that column get an order on
the first page, too: Datasette gives them one from the second page on, so that rows between the pages were lost. What is
brief is answered at once (kouan.site.brief), and what is asked about the schema for every page is read once.
"""

import re
import sqlite3
from collections.abc import Awaitable, Callable
from copy import copy
from pathlib import Path
from typing import Any

from datasette.database import Database, QueryInterrupted, Results

from kouan.site.brief import BriefQuestions
from kouan.site.cut import ROWS, TIME
from kouan.site.search.table_search import TOO_MANY

_NAME = r"(\[[^\]]+\]|\w+)"
# The first page of a table in an order that somebody chose, as Datasette writes it. Of SQL that people write, this also
# fits simple queries, to which a further order does no harm; joined ones it must not fit.
_PAGE = re.compile(
    rf"select (?!distinct )[^()]+? from {_NAME} (?:where .+ )?order by {_NAME}( desc)? limit \d+",  # noqa: S608
    re.DOTALL,
)
# What Datasette asks before it tells whether somebody may see a table, for each table of a page; and before anything
# else, to see whether the schema has changed.
_TABLE_NAME = "select name from sqlite_master where type in ('table', 'view') and name = ? collate nocase"
_VERSION = "PRAGMA schema_version"
_COMPOUND = re.compile(r"\b(?:union|intersect|except|join|group)\b", re.IGNORECASE)
# What Datasette remembers of all schemas, asked with each request.
_VERSIONS = "select database_name, schema_version from databases"


class InternalDatabase(Database):  # type: ignore[misc, unused-ignore]
    """Datasette's own database about the others, which says from memory that no schema has changed."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._known: dict[str, Results] = {}

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:
        """Run a query; what is asked with each request is the same once all databases were looked at."""
        if sql in self._known:
            return self._known[sql]
        results = await super().execute(sql, params, truncate, **options)
        if sql == _VERSIONS and len(results.rows) == len(self.ds.databases):
            self._known[sql] = results
            self._known[_VERSION] = await super().execute(_VERSION)
        return results


class PublishedDatabase(Database):  # type: ignore[misc, unused-ignore]
    """A database whose tables can be paged through whole, whatever they are sorted by; its schema is read once."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._schema: dict[tuple[str, ...], Any] = {}
        self._all_names: frozenset[str] = frozenset()
        about = (self.ds.metadata("databases") or {}).get(Path(self.path).stem) or {}
        own = [query["sql"] for query in (about.get("queries") or {}).values() if isinstance(query, dict)]
        self.brief = BriefQuestions(self._connected, Path(self.path).stat().st_size, own)

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:
        """Run a query; QueryInterrupted for what is not worth its time. Only rows to be shown are cut at a limit."""
        if TOO_MANY in sql and not truncate:
            raise QueryInterrupted(None, sql, params)
        if sql in {_TABLE_NAME, _VERSION}:
            return await self._known((sql, *(params or ())), super().execute, sql, params)
        sql = await self._ordered(sql)
        try:
            results = self._brief(sql, params, truncate, options.get("page_size"))
            if results is None:
                results = await super().execute(sql, params, truncate, **options)
        except QueryInterrupted:
            TIME.set()
            raise
        if results.truncated:
            ROWS.set()
        return results

    def _brief(self, sql: str, params: Any, truncate: bool, size: int | None) -> Results | None:
        """Return the rows of a brief query, None where it is none; those to be shown cut as Datasette cuts them."""
        most = self.ds.max_returned_rows
        if most == (size or self.ds.page_size):
            most += 1
        found = self.brief.ask(sql, params or {}, most + 1)
        if found is None or (len(found[0]) > most and not truncate):
            return None
        rows, description = found
        return Results(rows[:most], len(rows) > most, description)

    def _connected(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = self.connect()
        self.ds._prepare_connection(connection, self.name)  # noqa: SLF001 - as Datasette does without threads
        # Datasette's own function for text takes a tenth of the time of a page; it is for text that is none.
        connection.text_factory = str
        return connection

    async def table_columns(self, table: str) -> Any:
        """Return the names of the columns."""
        return await self._known(("table_columns", table), super().table_columns, table)

    async def table_column_details(self, table: str) -> Any:
        """Return the columns."""
        return await self._known(("table_column_details", table), super().table_column_details, table)

    async def primary_keys(self, table: str) -> Any:
        """Return the names of the columns of the key."""
        return await self._known(("primary_keys", table), super().primary_keys, table)

    async def table_exists(self, table: str) -> Any:
        """Tell whether there is such a table."""
        return await self._known(("table_exists", table), super().table_exists, table)

    async def get_table_definition(self, table: str, type_: str = "table") -> Any:
        """Return the SQL of a table and its indexes, or of a view; None where there is none."""
        return await self._known(("get_table_definition", type_, table), super().get_table_definition, table, type_)

    async def fts_table(self, table: str) -> Any:
        """Return the name of the index of a table."""
        return await self._known(("fts_table", table), super().fts_table, table)

    async def foreign_keys_for_table(self, table: str) -> Any:
        """Return where columns of a table lead."""
        return await self._known(("foreign_keys_for_table", table), super().foreign_keys_for_table, table)

    async def label_column_for_table(self, table: str) -> Any:
        """Return the column that names a row."""
        return await self._known(("label_column_for_table", table), super().label_column_for_table, table)

    async def _known(self, key: tuple[str, ...], ask: Callable[..., Awaitable[Any]], *about: Any) -> Any:
        """Return what is asked about the schema, which never changes, from what was answered before.

        A copy, since whoever asked may change it. Of what is not there nothing is remembered: of that there is no end.
        """
        if key in self._schema:
            return copy(self._schema[key])
        answer = await ask(*about)
        if key[-1] in await self._names():
            self._schema[key] = answer
        return copy(answer)

    async def _names(self) -> frozenset[str]:
        """Return the names of all tables and views, and what is asked about none of them."""
        if not self._all_names:
            rows = await super().execute("select name from sqlite_master")
            self._all_names = frozenset({_VERSION, *(row[0] for row in rows)})
        return self._all_names

    async def _ordered(self, sql: str) -> str:
        """Return the SQL with the key of its table behind the order of a first page."""
        page = _PAGE.fullmatch(sql)
        if not page or _COMPOUND.search(sql):
            return sql
        keys = await self.primary_keys(page[1].strip("[]"))
        if not keys or page[2].strip("[]") in keys:
            return sql
        before, _, after = sql.rpartition(" limit ")
        return f"{before}, {', '.join(f'[{key}]' for key in keys)} limit {after}"
