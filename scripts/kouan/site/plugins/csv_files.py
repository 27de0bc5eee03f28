"""Makes Datasette's CSV a file: with the type text/csv, a name to be saved under, and an error where there is one.

Datasette sends CSV as plain text without a name, and answers SQL that fails with 200 and an empty file, which a script
takes for no rows (https://github.com/simonw/datasette/issues/2129).
"""

import re
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from datasette import hookimpl

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_TYPE = (b"content-type", b"text/csv; charset=utf-8")
_MESSAGE = b"This query failed. The same address with .json in place of .csv says why.\n"

# Datasette writes a first line in any case; without columns there was nothing to run.
_NO_COLUMNS = b"\r\n"


@hookimpl
def asgi_wrapper() -> Callable[[App], App]:
    """Complete the headers of answers in CSV."""

    def wrap(app: App) -> App:
        async def named(scope: dict[str, Any], receive: Any, send: Any) -> None:
            is_csv = scope["type"] == "http" and scope["path"].endswith(".csv")
            await app(scope, receive, _Completer(scope["path"], send) if is_csv else send)

        return named

    return wrap


def file_name(path: str) -> str:
    """Return the name under which to save what an address gives: that of the table, the query or the database."""
    return re.sub(r"[^\w.-]", "_", path.rpartition("/")[2], flags=re.ASCII)


class _Completer:
    """Sends an answer on, its headers once the first bytes are there."""

    def __init__(self, path: str, send: Any) -> None:
        self.path = path
        self.send = send
        self.start: dict[str, Any] | None = None
        self.has_failed = False

    async def __call__(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start" and self._is_plain_text(message):
            self.start = message
            return
        if self.start is not None and message["type"] == "http.response.body":
            if not message.get("body") and message.get("more_body"):
                return
            start, self.start = self.start, None
            self.has_failed = message.get("body") == _NO_COLUMNS
            await self.send(self._failure(start) if self.has_failed else self._completed(start))
            if self.has_failed:
                await self.send({"type": "http.response.body", "body": _MESSAGE})
        if not self.has_failed:
            await self.send(message)

    def _is_plain_text(self, start: dict[str, Any]) -> bool:
        kinds = [value for key, value in start["headers"] if key.lower() == b"content-type"]
        return start["status"] == 200 and all(kind.startswith((b"text/plain", b"text/csv")) for kind in kinds)  # noqa: PLR2004

    def _completed(self, start: dict[str, Any]) -> dict[str, Any]:
        headers = [(key, value) for key, value in start["headers"] if key.lower() != b"content-type"]
        if not any(key.lower() == b"content-disposition" for key, _ in headers):
            headers.append((b"content-disposition", f'inline; filename="{file_name(self.path)}"'.encode()))
        return {**start, "headers": [*headers, _TYPE]}

    def _failure(self, start: dict[str, Any]) -> dict[str, Any]:
        headers = [
            pair for pair in start["headers"] if pair[0].lower() not in {b"content-type", b"content-disposition"}
        ]
        return {**start, "status": 400, "headers": [*headers, (b"content-type", b"text/plain; charset=utf-8")]}
