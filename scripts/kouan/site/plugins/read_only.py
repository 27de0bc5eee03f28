"""Refuses what the site has no use for: methods that write, and Datasette's pages for people who are signed in.

Nobody can sign in and nothing can be written here, so such a request is answered 405 or 404 before it gets anywhere;
none sets a cookie.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from datasette import NotFound, Request, Response, hookimpl

from kouan.site_language import language_of

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_ALLOWED = ("GET", "HEAD", "OPTIONS")
_CLOSED = ("allow-debug", "auth-token", "logout", "messages", "patterns", "permissions", "threads")


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
    t, headers = language_of(datasette), {"allow": ", ".join(_ALLOWED)}
    if request.path.endswith(".json"):
        body = {"ok": False, "error": "Method not allowed", "status": 405, "title": None}
        return Response.json(body, status=405, headers=headers)
    context = {
        "title": f"{t('不支持这种请求', 'Method not allowed')} · 405",
        "status": 405,
        "error": t("本站只能读，不能写。", "This site can be read, not written to."),
    }
    html = await datasette.render_template(["405.html", "error.html"], context, request=request)
    return Response.html(html, status=405, headers=headers)


def _not_found() -> None:
    raise NotFound("404")
