"""Serves the description of the site for programs, which the build makes: /-/openapi.json."""

from collections.abc import Callable
from typing import Any

from datasette import Response, hookimpl

from kouan.publish.openapi import OPENAPI_FILES
from kouan.site.downloads import build_folder, no_such_file
from kouan.site.files import OPEN_TO_ALL
from kouan.site.language import language_of


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Serve it."""
    return [(r"^/-/openapi\.json$", description)]


async def description(datasette: Any) -> Any:
    """Return the description in the language of the site."""
    path = build_folder(datasette) / OPENAPI_FILES[language_of(datasette).code]
    if not path.is_file():
        raise no_such_file(datasette)
    return Response(path.read_bytes(), headers=dict(OPEN_TO_ALL), content_type="application/json; charset=utf-8")
