"""Pages that gather everything about one port, `/-/port/ID`, or one body, `/-/agency/ID`.

The page of a port's or a body's row leads there: templates get `profile_page(table, row_id)`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from datasette import Response, hookimpl
from datasette.utils.asgi import NotFound

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.links import document_link, row_link
from kouan.site.language import language_of
from kouan.site.pictures.amounts import amount
from kouan.site.pictures.answers import named
from kouan.site.pictures.port_maps import port_map
from kouan.site.profiles.agency import agency_profile
from kouan.site.profiles.port import port_profile

_KINDS = {"ports": "port", "agencies": "agency"}


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Add both pages."""
    return [(r"^/-/port/(?P<row_id>[^/]+)$", port_page), (r"^/-/agency/(?P<row_id>[^/]+)$", agency_page)]


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the function to all templates; it returns None for rows of other tables."""

    def profile_page(table: str, row_id: str) -> str | None:
        return datasette.urls.path(f"/-/{_KINDS[table]}/{row_id}") if table in _KINDS else None

    env.globals["profile_page"] = profile_page


async def port_page(datasette: Any, request: Any) -> Response:
    """Return the page of a port."""
    t, port_id = language_of(datasette), request.url_vars["row_id"]
    profile = await port_profile(datasette, port_id)
    if profile is None:
        raise NotFound(t(f"没有口岸 {port_id}。", f"There is no port {port_id}."))
    return await _page(datasette, request, "port.html", profile, await port_map(datasette, port_id))


async def agency_page(datasette: Any, request: Any) -> Response:
    """Return the page of a body."""
    t, agency_id = language_of(datasette), request.url_vars["row_id"]
    profile = await agency_profile(datasette, agency_id)
    if profile is None:
        raise NotFound(t(f"没有机构 {agency_id}。", f"There is no body {agency_id}."))
    return await _page(datasette, request, "agency.html", profile, {})


async def _page(datasette: Any, request: Any, template: str, profile: Any, picture: Mapping[str, Any]) -> Response:
    t = language_of(datasette)
    context = {
        "profile": profile,
        "row": profile.row,
        "database": DATABASE,
        "named": lambda row, column: named(row, column, t),
        "amount": lambda row: amount(row, t),
        "row_link": lambda table, row_id: row_link(datasette, table, row_id),
        "page_link": lambda kind, row_id: datasette.urls.path(f"/-/{kind}/{row_id}"),
        "document_link": lambda document_id, span=None: document_link(datasette, document_id, span),
        **picture,
    }
    return Response.html(await datasette.render_template(template, context, request=request))
