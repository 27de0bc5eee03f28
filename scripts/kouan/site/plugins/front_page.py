"""Gives the template of the front page what it says, as `front`; see `kouan.site.front_page`."""

from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl

from kouan.publish.site_metadata import DATABASE
from kouan.site.front_page import Front, read_front_page
from kouan.site.language import language_of

# What to search for, to try it: a thing, a place, and a short name that finds a body under its full one.
EXAMPLES = {"zh": ("中欧班列", "满洲里", "省政府口岸办"), "en": ("freight train", "Manzhouli", "Hefei Customs")}

# A database that is served as immutable never changes.
_known: WeakKeyDictionary[Any, Front] = WeakKeyDictionary()


@hookimpl
def extra_template_vars(view_name: str, datasette: Any) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """Return what the front page says, nothing for any other page."""
    if view_name != "index" or DATABASE not in datasette.databases:
        return {}

    async def front() -> dict[str, Any]:
        database = datasette.get_database(DATABASE)
        said = _known.get(database) or await read_front_page(datasette)
        if not database.is_mutable:
            _known[database] = said
        return {
            "front": said,
            "data": (datasette.metadata("databases") or {}).get(DATABASE) or {},
            "database_name": DATABASE,
            "database_size": database.size,
            "examples": EXAMPLES[language_of(datasette).code],
        }

    return front
