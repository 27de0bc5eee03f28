"""Searches a table that is indexed, for a page of results: how many rows have the terms, and some of them.

Rows that are called just what was asked for come first, then those that FTS5's bm25 puts first, names counting more
than texts; those that it puts level stay in the order of the table. Where there are more rows than can be weighed in a
moment, they are not counted either: the order of the table is all there is, and the group says so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from datasette.database import QueryInterrupted

from kouan.publish.folding import fold
from kouan.publish.fulltext import Index
from kouan.publish.search_terms import Terms, phrase
from kouan.site.search import table_search
from kouan.site.search.hits import Hit, places, read_hits

_NAME_WEIGHT = 8
_MOST_EXACT = 200


@dataclass(frozen=True)
class Group:
    """What was found in one table.

    Attributes:
        index: The index of the table.
        count: How many rows there are; more than MOST_COUNTED are one more.
        hits: Those that were asked for.
        exact: How many rows are called just what was asked for.
        is_late: Whether the search took too long.
    """

    index: Index
    count: int = 0
    hits: tuple[Hit, ...] = ()
    exact: int = 0
    is_late: bool = False

    @property
    def is_ranked(self) -> bool:
        """Whether the rows that are called something else are in order of worth, and all of them counted."""
        return self.count <= table_search.MOST_COUNTED


async def count_rows(database: Any, index: Index, terms: Terms) -> int | None:
    """Return how many rows of a table have all the terms, up to one more than MOST_COUNTED; None where it is late."""
    found = f"select 1 from {index.name} where {index.name} match ? limit {table_search.MOST_COUNTED + 1}"  # noqa: S608
    try:
        result = await database.execute(f"select count(*) from ({found})", [terms.expression])  # noqa: S608
    except QueryInterrupted:
        return None
    return int(result.single_value())


async def search_table(  # noqa: PLR0913
    database: Any, index: Index, query: str, terms: Terms, *, count: int | None, page: slice
) -> Group:
    """Return the rows of a table with all the terms of a query, counted before: slice(0, 20) is the first page."""
    if count is None:
        return Group(index, is_late=True)
    if not count:
        return Group(index)
    try:
        exact = await _exact(database, index, query)
        rowids = exact[page]
        if len(rowids) < page.stop - page.start:
            others = slice(max(0, page.start - len(exact)), page.stop - len(exact))
            rowids += await _others(database, index, terms, exact, others, is_ranked=count <= table_search.MOST_COUNTED)
        hits = await read_hits(database, index, rowids)
    except QueryInterrupted:
        return Group(index, count, is_late=True)
    return Group(index, count, tuple(hits), len(exact))


async def _exact(database: Any, index: Index, query: str) -> list[int]:
    """Return the rows that have the whole query as a name."""
    name = fold(query)
    if not index.names or not name:
        return []
    expression = f"{{{' '.join(index.names)}}} : {phrase(name, is_ended=True)}"
    candidates = await _rowids(database, index, expression, "order by rank, rowid limit ?", [_MOST_EXACT])
    hits = await read_hits(database, index, candidates)
    return sorted(rowid for rowid, hit in zip(candidates, hits, strict=True) if hit.is_called(index, name))


async def _others(  # noqa: PLR0913
    database: Any, index: Index, terms: Terms, exact: Sequence[int], page: slice, *, is_ranked: bool
) -> list[int]:
    """Return the rows that are called something else."""
    order = f"{_worth(index)}, rowid" if is_ranked else "rowid"
    tail = f"and rowid not in ({places(exact)}) order by {order} limit ? offset ?"
    return await _rowids(database, index, terms.expression, tail, [*exact, page.stop - page.start, page.start])


def _worth(index: Index) -> str:
    weights = ", ".join([str(_NAME_WEIGHT)] * len(index.names) + ["1"] * len(index.texts))
    worth = f"bm25({index.name}, {weights})"
    if not index.last:
        return worth
    column, values = index.last
    listed = ", ".join(f"'{value}'" for value in values)
    # The rest of the row is not read for this, so it costs little.
    last = f"select {column} in ({listed}) from {index.table} where {index.table}.rowid = {index.name}.rowid"  # noqa: S608
    return f"({last}), {worth}"


async def _rowids(database: Any, index: Index, expression: str, tail: str, values: Sequence[object]) -> list[int]:
    query = f"select rowid from {index.name} where {index.name} match ? {tail}"  # noqa: S608
    return [row[0] for row in await database.execute(query, [expression, *values])]
