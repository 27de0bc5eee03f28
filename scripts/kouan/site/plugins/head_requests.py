"""Answers HEAD as GET without the body, wherever GET is answered: pages, data, files and what plugins serve.

Datasette answers HEAD for its own pages, and sends the whole body of CSV and of files; plugins know only GET. Some
readers of data ask for HEAD first, to learn a file's size.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from datasette import hookimpl

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


@hookimpl(trylast=True)
def asgi_wrapper() -> Callable[[App], App]:
    """Ask for GET inside, and keep the body."""

    def wrap(app: App) -> App:
        async def headless(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] != "http" or scope["method"] != "HEAD":
                await app(scope, receive, send)
                return

            async def send_head(message: dict[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    await send(message)
                elif not message.get("more_body"):
                    await send({"type": "http.response.body", "body": b""})

            await app({**scope, "method": "GET"}, receive, send_head)

        return headless

    return wrap
