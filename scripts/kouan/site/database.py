"""A database as the site asks it: what Datasette 0.65 does not do for a table, where its SQL is run.

Searches that would count more rows than anybody waits for are not counted; Datasette 1.0 limits its counts
(https://github.com/simonw/datasette/issues/2408). Rows of a sorted table that are alike in that column get an order on
the first page, too: Datasette gives them one from the second page on, so that rows between the pages were lost.
"""

import re
from typing import Any

from datasette.database import Database, QueryInterrupted, Results

from kouan.site.cut import note
from kouan.site.search.table_search import TOO_MANY

_NAME = r"(\[[^\]]+\]|\w+)"
# The first page of a table in an order that somebody chose, as Datasette writes it. Of SQL that people write, this also
# fits simple queries, to which a further order does no harm; joined ones it must not fit.
_PAGE = re.compile(
    rf"select (?!distinct )[^()]+? from {_NAME} (?:where .+ )?order by {_NAME}( desc)? limit \d+",  # noqa: S608
    re.DOTALL,
)
_COMPOUND = re.compile(r"\b(?:union|intersect|except|join|group)\b", re.IGNORECASE)


class PublishedDatabase(Database):  # type: ignore[misc, unused-ignore]
    """A database whose tables can be paged through whole, whatever they are sorted by."""

    async def execute(self, sql: str, params: Any = None, truncate: bool = False, **options: Any) -> Results:
        """Run a query; QueryInterrupted for what is not worth its time. Only rows to be shown are cut at a limit."""
        if TOO_MANY in sql and not truncate:
            raise QueryInterrupted(None, sql, params)
        results = await super().execute(await self._ordered(sql), params, truncate, **options)
        if results.truncated:
            note()
        return results

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
