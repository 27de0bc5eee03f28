r"""Writes Chinese in JSON as it is and not as \uXXXX, which is shorter and can be read.

Numbers, order and spaces keep their very bytes (https://github.com/simonw/datasette/issues/1761). One thing is left
out: `query_ms`, how long this one answer took. With it, no two answers to one question would be the same, and nobody
could be told that nothing has changed.
"""

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from datasette import hookimpl

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

# Either another escape, such as \\, after which a u is a letter, or a run of the escapes that are meant.
_ESCAPES = re.compile(rb'\\["\\/bfnrt]|((?:\\u[0-9a-fA-F]{4})+)')

# Characters that stay escaped: halves of pairs, control characters, and what ends a line for JavaScript.
_KEPT = re.compile("[\ud800-\udfff\x7f-\x9f\u2028\u2029]")
# What only the slow way does right: escapes below U+00A0, quotation marks among them, and those that stay.
_LOW = re.compile(rb"\\u00[0-9]")
_KEPT_ABOVE = re.compile("[\ud800-\udfff\u2028\u2029]")

# Datasette writes the time behind all else, before the credit; in the rows it would be somebody's column.
_TIME = b', "query_ms": '
_TIME_AND_CREDIT = re.compile(
    rb', "query_ms": [0-9.e+-]+((?:, "(?:source|source_url|license|license_url)": "(?:[^"\\]|\\.)*")*\})', re.DOTALL
)


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Rewrite answers in JSON."""

    def wrap(app: App) -> App:
        async def readable(scope: dict[str, Any], receive: Any, send: Any) -> None:
            await app(scope, receive, _Rewriter(scope, send) if scope["type"] == "http" else send)

        return readable

    return wrap


def readable_json(body: bytes) -> bytes:
    """Return JSON with characters in place of their escapes."""
    if b"\\u" not in body:
        return body
    if body.isascii() and not _LOW.search(body):
        # At once, which takes a twentieth of the time: this codec knows no other escape than those that are meant.
        text = body.decode("raw_unicode_escape")
        if not _KEPT_ABOVE.search(text):
            return text.encode()
    return _ESCAPES.sub(lambda match: _characters(match[1]) if match[1] else match[0], body)


def without_time(body: bytes) -> bytes:
    """Return JSON without the time that its query took."""
    place = body.rfind(_TIME)
    found = _TIME_AND_CREDIT.fullmatch(body, place) if place >= 0 else None
    return body[:place] + found[1] if found else body


def _characters(escapes: bytes) -> bytes:
    text = json.dumps(json.loads(b'"' + escapes + b'"'), ensure_ascii=False)[1:-1]
    return _KEPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()


class _Rewriter:
    """Sends an answer on; one in JSON when it is whole."""

    def __init__(self, scope: dict[str, Any], send: Any) -> None:
        # Lines of JSON (_nl=on) are text/plain.
        self.is_json_address = scope["path"].endswith(".json")
        self.send = send
        self.start: dict[str, Any] | None = None
        self.body = b""

    async def __call__(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kind = next((value for key, value in message["headers"] if key.lower() == b"content-type"), b"")
            if kind.startswith(b"application/json") or (self.is_json_address and kind.startswith(b"text/plain")):
                self.start = message
                return
        if self.start is None or message["type"] != "http.response.body":
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = readable_json(without_time(self.body))
        headers = [
            (key, str(len(body)).encode() if key.lower() == b"content-length" else value)
            for key, value in self.start["headers"]
        ]
        await self.send({**self.start, "headers": headers})
        await self.send({"type": "http.response.body", "body": body})
