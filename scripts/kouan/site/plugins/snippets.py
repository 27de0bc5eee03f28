"""Gives templates what people copy into their programs to fetch the rows of the page that they look at.

_snippets.html shows one template for each tool, snippets/TOOL.txt, filled with

    snippet_tools()             the tools with their names
    data_address("csv")         the whole address of the page's rows in a format, filters included, all pages of them
    data_address("csv", name)   that of a whole table
    parquet_address(name)       that of a table's Parquet file, None where there is none
    database_address()          that of the database
"""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import NotFound, hookimpl
from datasette.utils import path_with_format
from jinja2 import pass_context

from kouan.publish.site_metadata import DATABASE
from kouan.site.downloads import ADDRESS, read_downloads

_TOOLS = (
    ("curl", "curl"),
    ("pandas", "Python: pandas"),
    ("polars", "Python: polars"),
    ("duckdb", "DuckDB"),
    ("r", "R"),
    ("sql", "SQLite"),
)

# What says how a page looks, or where it begins, and nothing of which rows there are.
_LOOKS = ("_facet", "_hide_sql", "_lang", "_next", "_nocount", "_nofacet", "_nosuggest", "_shape", "_show_sql", "_size")


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the functions to all templates."""
    addresses = Addresses(datasette)
    env.globals.update(
        snippet_tools=lambda: _TOOLS,
        data_address=addresses.data,
        parquet_address=addresses.parquet,
        database_address=addresses.database,
    )


class Addresses:
    """The functions; each gets the context of the page from Jinja."""

    def __init__(self, datasette: Any) -> None:
        self._datasette = datasette

    @pass_context
    def data(self, context: Any, extension: str, table: str | None = None) -> str:
        """Return the address of rows in a format, safe to stand between quotation marks of any kind."""
        request = context["request"]
        if table:
            path, pairs = f"/{context['database_name']}/{table}.{extension}", []
        else:
            path = path_with_format(path=request.path, format=extension)
            pairs = [pair for pair in parse_qsl(request.query_string) if not pair[0].startswith(_LOOKS)]
        if extension == "json":
            is_table = table or ("table" in context and "filters" in context)
            pairs += [("_shape", "array"), *([("_size", "max")] if is_table else [])]
        return self._absolute(context, f"{path}?{urlencode(pairs)}" if pairs else path)

    @pass_context
    def parquet(self, context: Any, table: str) -> str | None:
        """Return the address of a table's Parquet file."""
        name = f"parquet/{table}.parquet"
        if context.get("database") not in {DATABASE, None}:
            return None
        try:
            names = {one.name for one in read_downloads(self._datasette).files}
        except NotFound:
            return None
        return self._absolute(context, f"{ADDRESS}/{name}") if name in names else None

    @pass_context
    def database(self, context: Any) -> str:
        """Return the address of the database of the page."""
        return self._absolute(context, f"/{context.get('database') or context['database_name']}.db")

    def _absolute(self, context: Any, path: str) -> str:
        # As a plain string, since each look at one of Datasette's addresses costs more than the whole address.
        return str(self._datasette.absolute_url(context["request"], str(self._datasette.urls.path(path))))
