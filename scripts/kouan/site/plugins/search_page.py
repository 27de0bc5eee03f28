"""The page that searches everything: /-/find?q=…, and one table's hits on pages: /-/find?q=…&table=tasks&page=2.

It works without JavaScript, its address can be sent to somebody, and it answers every query text.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from datasette import Response, hookimpl

from kouan.publish.fulltext import INDEXES, Index
from kouan.publish.search_terms import LONGEST_QUERY, MOST_TERMS, Terms, search_terms
from kouan.publish.site_metadata import DATABASE
from kouan.site.language import language_of
from kouan.site.search import table_search
from kouan.site.search.indexed import Group, count_rows, search_table
from kouan.site.search.results import Result, Results

_FIRST = 5
_PAGE = 20
_LATEST_PAGE = 1_000_000


@dataclass(frozen=True)
class Section:
    """The hits in one table as the page shows them: those of one page, or the first few."""

    table: str
    group: Group
    results: list[Result]
    addresses: Mapping[str, str | None]


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Serve the page."""
    return [("^/-/find$", find)]


async def find(datasette: Any, request: Any) -> Any:
    """Return the page for a query."""
    t = language_of(datasette)
    # One character more than counts tells that the query is too long.
    query = (request.args.get("q") or "").strip()[: LONGEST_QUERY + 1]
    finder = Finder(datasette, query)
    counts = await finder.counts(finder.terms)
    asked = next((index for index in INDEXES if index.table == request.args.get("table")), None)
    if asked:
        sections = [
            await finder.section(asked, counts[asked.table], _page(request.args.get("page"), counts[asked.table]))
        ]
    else:
        sections = [await finder.section(index, counts[index.table]) for index in INDEXES if counts[index.table] != 0]
    context = {
        "heading": t(f"搜索“{query}”", f"Search for “{query}”") if query else t("搜索全部内容", "Search everything"),
        "query": query,
        "terms": finder.terms,
        "most_characters": LONGEST_QUERY,
        "most_terms": MOST_TERMS,
        "most_counted": table_search.MOST_COUNTED,
        "database_name": DATABASE,
        "counts": {table: count for table, count in counts.items() if count != 0},
        "addresses": {index.table: finder.address(table=index.table) for index in INDEXES},
        "everything": finder.address(),
        "only": asked.table if asked else None,
        # A row that is called just what was asked for is most likely what was meant.
        "sections": sorted(sections, key=lambda section: not section.group.exact),
        "alone": await finder.alone() if not any(counts.values()) else [],
    }
    return Response.html(await datasette.render_template("find.html", context, request=request))


class Finder:
    """Finds what one query asks for."""

    def __init__(self, datasette: Any, query: str) -> None:
        self.terms = search_terms(query)
        self._query = query
        self._datasette = datasette
        self._database = datasette.get_database(DATABASE)
        self._results = Results(datasette, self._database, language_of(datasette), self.terms.terms)

    async def counts(self, terms: Terms) -> dict[str, int | None]:
        """Return how many rows of each table have the terms, as far as they are counted; None where that was late."""
        return {index.table: await count_rows(self._database, index, terms) if terms.terms else 0 for index in INDEXES}

    async def section(self, index: Index, count: int | None, page: int | None = None) -> Section:
        """Return the hits of a page, or the first few of all."""
        start, size = ((page - 1) * _PAGE, _PAGE) if page else (0, _FIRST)
        rows = slice(start, start + size)
        group = await search_table(self._database, index, self._query, self.terms, count=count, page=rows)
        table, has_more = index.table, rows.stop < group.count
        addresses = {
            "previous": self.address(table=table, page=page - 1) if page and page > 1 else None,
            "next": self.address(table=table, page=page + 1) if page and has_more else None,
            "more": self.address(table=table) if has_more and not page else None,
            "rows": f"{self._datasette.urls.table(DATABASE, table)}?{urlencode({'_search': self._query})}",
        }
        return Section(table, group, await self._results.of(index, group.hits), addresses)

    async def alone(self) -> list[tuple[str, int, str]]:
        """Return each of several terms with how many rows have it, whatever else, and the address of that search."""
        if len(self.terms.terms) == 1:
            return []
        return [
            (
                term,
                sum(count or 0 for count in (await self.counts(Terms((term,), False))).values()),
                self.address(q=term),
            )
            for term in self.terms.terms
        ]

    def address(self, **parameters: str | int) -> str:
        """Return the address of this search with further parameters."""
        return f"{self._datasette.urls.path('/-/find')}?{urlencode({'q': self._query, **parameters})}"


def _page(asked: str | None, count: int | None) -> int:
    """Return the page that was asked for, or the nearest there is."""
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < len(str(_LATEST_PAGE)) else 1
    return min(max(1, number), max(1, -(-(count or 0) // _PAGE)))
