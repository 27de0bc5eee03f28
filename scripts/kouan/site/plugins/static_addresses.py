"""Gives templates the address of a file of the site with the digest of its bytes: `static_file("kouan.css")`.

Whoever has such a file may keep it for ever, since other bytes get another address (`kouan.site.answers`).

An address that no file here can have, below a file or longer than a name may be, is answered 404; Datasette, which asks
the disk for it, answers 500.
"""

import re
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from datasette import Request, hookimpl

from kouan.site.answers import digest
from kouan.site.errors import refusal
from kouan.site.language import language_of

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_FOLDER = Path(__file__).parent.parent / "static"

_STATIC = re.compile(r"/(?:en/)?(?:-/)?static/(.*)", re.DOTALL)
# Folders have no dots in their names.
_FILE = re.compile(r"(?:[\w-]{1,100}/){0,4}[\w.-]{0,100}")


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the function to all templates."""

    @cache
    def static_file(name: str) -> str:
        return f"{datasette.urls.path(f'/static/{name}')}?{digest((_FOLDER / name).read_bytes())}"

    env.globals["static_file"] = static_file


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Refuse addresses of files that cannot be."""

    def wrap(app: App) -> App:
        async def refusing(scope: dict[str, Any], receive: Any, send: Any) -> None:
            static = _STATIC.fullmatch(scope["path"]) if scope["type"] == "http" else None
            if static is None or _FILE.fullmatch(static[1]):
                await app(scope, receive, send)
                return
            await datasette.invoke_startup()
            message = language_of(datasette)("没有这个文件。", "There is no such file.")
            response = await refusal(datasette, Request({**scope, "csrftoken": str}, receive), 404, message)
            await response.asgi_send(send)

        return refusing

    return wrap
