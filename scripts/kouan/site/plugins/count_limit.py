"""Leaves out counts of a search that would take a thousand times as long as its page: as a whole and by facet.

Datasette counts every row that a filter lets through (https://github.com/simonw/datasette/issues/2408 limits it in
Datasette 1.0), and takes a count that was stopped for one that is not there. Here the count is stopped before it
begins, where a search has marked its SQL. Pages say that there are more rows than some number.
"""

from typing import Any

from datasette import hookimpl
from datasette.database import Database, QueryInterrupted, Results

from kouan.site_cut import note
from kouan.site_table_search import TOO_MANY


@hookimpl
def startup(datasette: Any) -> None:
    """Put such a database in the place of each that is served from a file."""
    for name, database in list(datasette.databases.items()):
        if database.path and not database.is_mutable:
            datasette.remove_database(name)
            datasette.add_database(
                CountedDatabase(datasette, database.path, is_mutable=False), name=name, route=database.route
            )


class CountedDatabase(Database):  # type: ignore[misc, unused-ignore]
    """A database that gives the rows of a marked search and no counts of them, and notes where rows were cut."""

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:
        """Run a query; QueryInterrupted for what is not worth its time. Only rows to be shown are cut at a limit."""
        if TOO_MANY in sql and not truncate:
            raise QueryInterrupted(None, sql, params)
        results = await super().execute(sql, params, truncate, **options)
        if results.truncated:
            note()
        return results
