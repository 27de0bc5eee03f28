"""Tells programs that follow every link where not to go: /robots.txt.

Pages, rows, documents and files may be fetched. Filters, orders, facets and SQL are questions, of which there are more
than can be asked; of addresses with a query, only those that lead through a table are of use to them.
"""

from collections.abc import Callable
from typing import Any

from datasette import Response, hookimpl

from kouan.publish.site_metadata import DATABASE
from kouan.site.language import LANGUAGES

_LINES = (
    "User-agent: *",
    "Allow: /static/",
    "Allow: /-/static/",
    *(f"Allow: {language.address}{DATABASE}/*?_next=" for language in LANGUAGES),
    "Disallow: /*?",
)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Serve it; programs ask for it at the root of the site, where the Chinese pages are."""
    return [(r"^/robots\.txt$", robots_txt)]


async def robots_txt() -> Any:
    """Return the rules."""
    return Response.text("\n".join(_LINES) + "\n")
