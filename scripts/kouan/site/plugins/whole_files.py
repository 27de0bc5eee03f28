"""Gives whole tables as CSV: `/kouan/tasks.csv` has all rows, and not the first page of them without a word.

A script that reads such an address sees no notice (https://github.com/simonw/datasette/issues/1553). Whoever asks for a
page, by `_size` or `_next`, gets it. JSON says itself where there is more, in `next_url`, and stays as it is.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
from urllib.parse import parse_qs

from datasette import hookimpl

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_FILES = (".csv", ".excel")
_PAGES = {"_size", "_next", "_stream"}


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Ask for as many rows as there may be."""

    def wrap(app: App) -> App:
        async def whole(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] == "http" and scope["path"].endswith(_FILES):
                query = scope["query_string"].decode("latin-1")
                if not _PAGES & set(parse_qs(query, keep_blank_values=True)):
                    query = f"{query}&_size=max" if query else "_size=max"
                    scope = {**scope, "query_string": query.encode("latin-1")}
            await app(scope, receive, send)

        return whole

    return wrap
