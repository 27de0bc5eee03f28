"""Sends a request to an app as a server would, with an address, a method and headers just as they are."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from kouan.site.app import App

Headers = Sequence[tuple[bytes, bytes]]
_HOST = (b"host", b"localhost")


async def send_to(
    app: App, address: str | bytes, method: str = "GET", headers: Headers = ()
) -> tuple[int, dict[str, str], bytes]:
    """Return the status, the headers and the body of an answer."""
    raw = address.encode() if isinstance(address, str) else address
    path, _, query = raw.partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": [_HOST, *headers],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    status, answered, body = 0, {}, bytearray()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status, answered
        if message["type"] == "http.response.start":
            status = message["status"]
            answered = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in message["headers"]}
        else:
            body.extend(message.get("body", b""))

    await app(scope, receive, send)
    return status, answered, bytes(body)
