"""Fills the boxes of a canned query with the values that it falls back to, so that nobody faces an empty form.

The values stand in the query's metadata, `parameters`: name to {"default": value}. It is
https://github.com/simonw/datasette/issues/1258 from outside. The SQL has to fall back to the same values.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.utils import tilde_decode


@hookimpl
def extra_template_vars(
    template: str, database: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """Return what stands in the boxes of a canned query's page, nothing for any other page."""
    if not template.startswith("query") or request is None or "table" not in request.url_vars:
        return {}

    async def values() -> dict[str, Any]:
        name = tilde_decode(request.url_vars["table"])
        query = await datasette.get_canned_query(database, name, request.actor)
        if not query or "parameters" not in query:
            return {}
        return {
            "named_parameter_values": {
                parameter: (request.args.get(parameter) or "").strip() or about["default"]
                for parameter, about in query["parameters"].items()
            }
        }

    return values
