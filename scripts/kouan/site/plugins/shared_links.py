"""Leaves out what messengers and campaigns add to an address when it is passed on: it asks nothing of the data.

No table has a column utm_source, so an address with it would be refused. SQL of a reader's own may have parameters of
any name; there nothing is left out.
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
from urllib.parse import unquote_plus

from datasette import hookimpl

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

# Of WeChat: from and isappinstalled; of others: utm_source and its kind, and the numbers of a click.
_ADDED = re.compile(r"utm_\w+|from|isappinstalled|fbclid|gclid|msclkid|spm")


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Take such parameters out of the query before anything reads it."""

    def wrap(app: App) -> App:
        async def cleaned(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] == "http" and scope["query_string"]:
                scope = {
                    **scope,
                    "query_string": _without_added(scope["query_string"].decode("latin-1")).encode("latin-1"),
                }
            await app(scope, receive, send)

        return cleaned

    return wrap


def _without_added(query: str) -> str:
    pairs = query.split("&")
    names = [unquote_plus(pair.partition("=")[0]) for pair in pairs]
    if "sql" in names:
        return query
    return "&".join(pair for pair, name in zip(pairs, names, strict=True) if not _ADDED.fullmatch(name))
