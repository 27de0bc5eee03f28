"""Refuses to give the first rows of a query as if they were all, in formats that cannot say that there are more.

Datasette cuts a query at max_returned_rows. Its pages say so, and its JSON has `truncated`; CSV and a bare list in JSON
have no place for it (https://github.com/simonw/datasette/issues/1553), so they are answered 400 with what to do.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
from urllib.parse import parse_qs

from datasette import Request, hookimpl

from kouan.site.cut import ROWS
from kouan.site.errors import refusal
from kouan.site.language import language_of

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_FILES = (".csv", ".excel")
_BARE = {"array", "arrayfirst"}


@hookimpl(tryfirst=True)
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Keep back the answer until it is known whether it has all rows."""

    def wrap(app: App) -> App:
        async def whole(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] != "http" or not _is_bare(scope):
                await app(scope, receive, send)
                return
            cut, begun = ROWS.watch(), []

            async def send_whole(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    begun.append(message)
                    return
                if begun and not cut.is_set:
                    await send(begun.pop())
                if not cut.is_set:
                    await send(message)

            await app(scope, receive, send_whole)
            if cut.is_set:
                response = await refusal(
                    datasette, Request({**scope, "csrftoken": str}, receive), 400, _words(datasette)
                )
                await response.asgi_send(send)

        return whole

    return wrap


def _is_bare(scope: dict[str, Any]) -> bool:
    if scope["path"].endswith(_FILES):
        return True
    shapes = parse_qs(scope["query_string"].decode("latin-1")).get("_shape", [])
    return scope["path"].endswith(".json") and bool(_BARE & set(shapes))


def _words(datasette: Any) -> str:
    most, database = datasette.setting("max_returned_rows"), datasette.urls.path("/kouan.db")
    return language_of(datasette)(
        f"这个查询超过 {most:,} 行，一次给不全。请缩小范围，或者用 limit 和 offset 分次取；整个数据库在 {database}。",
        f"This query has more than {most:,} rows, which is what one answer may have. Narrow it, or ask for one part "
        f"after another with limit and offset; the whole database is at {database}.",
    )
