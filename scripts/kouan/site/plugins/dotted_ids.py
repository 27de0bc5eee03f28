"""Lets the address of a row hold its id as it is: /kouan/tasks/ah-ports-2022.4 and /kouan/tasks/ah-ports-2022.4.json.

Datasette takes what follows the last dot for a format (https://github.com/simonw/datasette/issues/1439) and writes
dots in ids as ~2E. Those addresses go on working; a plain one is turned into such a one before Datasette sees it.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from datasette import hookimpl

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

# Formats of Datasette itself; those of plugins are among its renderers.
_FORMATS = {"csv", "jsono"}

# Database, table, row.
_ROW_SEGMENTS = 3


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Rewrite the addresses of rows."""

    def wrap(app: App) -> App:
        async def rewritten(scope: dict[str, Any], receive: Any, send: Any) -> None:
            if scope["type"] == "http":
                raw = scope.get("raw_path") or scope["path"].encode()
                path = _tilde_path(raw.partition(b"?")[0].decode("latin-1"), datasette)
                if path is not None:
                    scope = {**scope, "path": path, "raw_path": path.encode("latin-1")}
            await app(scope, receive, send)

        return rewritten

    return wrap


def _tilde_path(path: str, datasette: Any) -> str | None:
    """Return the path of a row with the dots of its id encoded, or None if it is another one or has none."""
    # A proxy takes the prefix off, Datasette's own client does not.
    base = datasette.setting("base_url") if path.startswith(datasette.setting("base_url")) else "/"
    segments = path.removeprefix(base).split("/")
    if len(segments) != _ROW_SEGMENTS:
        return None
    database, table, row = segments
    if database not in {known.route for known in datasette.databases.values()} or "." not in row:
        return None
    stem, _, extension = row.rpartition(".")
    if extension in _FORMATS | set(datasette.renderers):
        return f"{base}{database}/{table}/{stem.replace('.', '~2E')}.{extension}"
    return f"{base}{database}/{table}/{row.replace('.', '~2E')}"
