"""Pictures of the data: the list `/-/pictures` and each one, `/-/pictures/map` for instance, with the table behind it.

A picture draws the answer of a public canned query; filters are links. There is no script, so a picture is the same
everywhere, in print too.
"""

from collections.abc import Callable, Mapping
from typing import Any

from datasette import Response, hookimpl
from datasette.utils.asgi import NotFound

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.links import row_link
from kouan.site.language import language_of
from kouan.site.pictures.amounts import amount
from kouan.site.pictures.answers import BY_NAME, PICTURES, Answer, answer, named, picture_address
from kouan.site.pictures.bars import target_groups, work_groups
from kouan.site.pictures.filters import make_filter, picture_filters
from kouan.site.pictures.port_maps import port_maps
from kouan.site.pictures.timeline import timeline

# Bars for each document as long as no document is chosen.
_MOST_BARS = 12


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Add the list and the pictures."""
    return [("^/-/pictures$", list_page), ("^/-/pictures/(?P<name>[^/]+)$", picture_page)]


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """Add the list to the navigation."""
    return [{"href": datasette.urls.path("/-/pictures"), "label": language_of(datasette)("图表", "Pictures")}]


async def list_page(datasette: Any, request: Any) -> Response:
    """Return the list."""
    t = language_of(datasette)
    context = {
        "heading": t("图表", "Pictures"),
        "lede": t(
            "同样的数据，看图更快。每张图下面都附有作图用的表。",
            "The same data at a glance. Below each picture is the table that it draws.",
        ),
        "pictures": [
            (picture_address(datasette, one), t(one.title, one.title_en), t(one.summary, one.summary_en))
            for one in PICTURES
        ],
    }
    return Response.html(await datasette.render_template("pictures.html", context, request=request))


async def picture_page(datasette: Any, request: Any) -> Response:
    """Return a picture with its filters and its table."""
    t = language_of(datasette)
    picture = BY_NAME.get(request.url_vars["name"])
    if picture is None:
        raise NotFound(t("没有这张图。", "There is no such picture."))
    given = {name: (request.args.get(name) or "").strip() for name in picture.filters}
    everything, found = await answer(datasette, picture.query, {}), await answer(datasette, picture.query, given)
    context = {
        "heading": t(picture.title, picture.title_en),
        "lede": t(picture.summary, picture.summary_en),
        "picture": picture,
        "answer": found,
        "filters": await picture_filters(datasette, picture, everything, given),
        "is_filtered": any(given.values()),
        "database": DATABASE,
        "metadata": await datasette.get_canned_query(DATABASE, picture.query, None),
        "codes": picture.codes,
        "named": lambda row, column: named(row, column, t),
        "amount": lambda row: amount(row, t),
        "row_link": lambda table, row_id: row_link(datasette, table, row_id),
        "page_link": lambda kind, row_id: datasette.urls.path(f"/-/{kind}/{row_id}"),
        **await _DRAWINGS[picture.name](datasette, found, given),
    }
    return Response.html(await datasette.render_template(f"picture_{picture.name}.html", context, request=request))


async def _map(datasette: Any, found: Answer, _given: Mapping[str, str]) -> dict[str, Any]:
    return await port_maps(datasette, found.rows)


async def _responsibilities(datasette: Any, found: Answer, given: Mapping[str, str]) -> dict[str, Any]:
    groups = work_groups(found.rows, None if given["document"] else _MOST_BARS)
    address = picture_address(datasette, BY_NAME["responsibilities"])
    documents = [group.row["document_id"] for group in groups]
    whole = make_filter("document", "", [(document_id, "") for document_id in documents], given, address)
    return {"groups": groups, "whole": {choice.value: choice.href for choice in whole.choices}}


async def _targets(_datasette: Any, found: Answer, _given: Mapping[str, str]) -> dict[str, Any]:
    return {"groups": target_groups(found.rows)}


async def _timeline(_datasette: Any, found: Answer, _given: Mapping[str, str]) -> dict[str, Any]:
    return {"timeline": timeline(found.rows)}


_DRAWINGS = {"map": _map, "responsibilities": _responsibilities, "targets": _targets, "timeline": _timeline}
