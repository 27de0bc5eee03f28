"""Refuses what the site has no use for: methods that write, and Datasette's pages for people who are signed in.

Nobody can sign in and nothing can be written here, so such a request is answered 405 or 404 before it gets anywhere;
none sets a cookie.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from datasette import NotFound, Request, hookimpl

from kouan.site.errors import refusal
from kouan.site.language import language_of

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_ALLOWED = ("GET", "HEAD", "OPTIONS")
# Where on the disk a database lies, which is what `databases` shows, is of no use to anybody.
_CLOSED = ("allow-debug", "auth-token", "databases", "logout", "messages", "patterns", "permissions", "threads")


@hookimpl
def register_routes() -> list[tuple[str, Callable[[], None]]]:
    """Take the place of the pages; routes of plugins come before Datasette's own."""
    return [(rf"^/-/({'|'.join(_CLOSED)})(\.json)?$", _not_found)]


@hookimpl(trylast=True)
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Answer methods that write."""

    def wrap(app: App) -> App:
        async def refusing(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] != "http" or scope["method"] in _ALLOWED:
                await app(scope, receive, send)
                return
            await datasette.invoke_startup()
            request = Request({**scope, "csrftoken": str}, receive)
            response = await _refusal(datasette, request)
            await response.asgi_send(send)

        return refusing

    return wrap


async def _refusal(datasette: Any, request: Any) -> Any:
    message = language_of(datasette)("本站只能读，不能写。", "This site can be read, not written to.")
    return await refusal(datasette, request, 405, message, {"allow": ", ".join(_ALLOWED)})


def _not_found() -> None:
    raise NotFound("404")
