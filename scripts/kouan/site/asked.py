"""Refuses requests of which no app can read the headers: Datasette answers them with 500.

A cookie that is not UTF-8 has no meaning here, since the site sets none; it is left out, so that whoever has one from
elsewhere gets their page. The name of the host goes into links, and has to be one.
"""

import re
from typing import Any

from kouan.site.app import App, Scope

_HOST = re.compile(rb"[A-Za-z0-9._:\[\]-]{0,255}")


def readable_app(app: App) -> App:
    """Return the app behind a check of the headers."""

    async def readable(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            for name, value in scope["headers"]:
                if name == b"host" and not _HOST.fullmatch(value):
                    await _refuse(send)
                    return
                if name == b"cookie" and not value.isascii():
                    scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"cookie"]}
        await app(scope, receive, send)

    return readable


async def _refuse(send: Any) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": b"The header Host is not the name of a host.\n"})
