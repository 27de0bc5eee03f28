"""Pictures of the data: the list `/-/pictures` and each one, `/-/pictures/map` for instance, with the table behind it.

A picture draws the answer of a public canned query; filters are links. There is no script, so a picture is the same
everywhere, in print too.
"""

from collections.abc import Callable, Mapping
from typing import Any

from datasette import Response, hookimpl
from datasette.utils.asgi import NotFound

from kouan.publish.site_metadata import DATABASE
from kouan.site_document.links import row_link
from kouan.site_language import language_of
from kouan.site_pictures.amounts import amount
from kouan.site_pictures.answers import BY_NAME, PICTURES, Answer, Row, answer, named, picture_address
from kouan.site_pictures.bars import target_groups, work_groups
from kouan.site_pictures.filters import NO_STATUS, STATUSES, make_filter, picture_filters, values_of
from kouan.site_pictures.map import draw_map, is_placed
from kouan.site_pictures.timeline import timeline

# What stands in the mark of a port for its kind, in Chinese and in English.
KIND_SIGNS: Mapping[str, tuple[str, str]] = {
    "port_of_entry": ("口", "P"),
    "port_area": ("港", "H"),
    "airport": ("空", "A"),
    "station": ("站", "S"),
    "inland_port": ("陆", "I"),
    "bonded_zone": ("保", "Z"),
    "bonded_logistics_centre": ("物", "L"),
    "designated_site": ("定", "D"),
    "supervised_site": ("监", "C"),
}

_PROVINCES = "select distinct substr(division_code, 1, 2) || '0000' as province from documents order by province"
# Cities and leagues to find one's way by; counties would be too many.
_TOWNS = """
select division_code, short_name as place, name_en as place_en, latitude, longitude
from divisions
where level = 'prefecture' and latitude is not null and longitude is not null
order by division_code
"""

# Bars for each document as long as no document is chosen.
_MOST_BARS = 12


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Add the list and the pictures."""
    return [("^/-/pictures$", list_page), ("^/-/pictures/(?P<name>[^/]+)$", picture_page)]


@hookimpl
def menu_links(datasette: Any) -> list[dict[str, str]]:
    """Add the list to the navigation."""
    return [{"href": datasette.urls.path("/-/pictures"), "label": language_of(datasette)("图", "Pictures")}]


async def list_page(datasette: Any, request: Any) -> Response:
    """Return the list."""
    t = language_of(datasette)
    context = {
        "heading": t("图", "Pictures"),
        "lede": t(
            "同样的数据，看图更快。每张图下面都有画它的那张表。",
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
    """Draw one map for each province that has a document, and one for all of it and the rest of the country."""
    t = language_of(datasette)
    database = datasette.get_database(DATABASE)
    own = [row["province"] for row in (await database.execute(_PROVINCES)).rows]
    towns = [dict(row) for row in (await database.execute(_TOWNS)).rows]
    placed = [row for row in found.rows if is_placed(row)]
    inside = {code: [row for row in placed if _province(row) == code] for code in own}
    provinces = [(code, named(rows[0], "province", t), rows) for code, rows in inside.items() if rows]
    elsewhere = [row for row in placed if _province(row) not in own]
    boxes = [(code, f"{name} {len(rows)}", rows) for code, name, rows in provinces]
    return {
        "provinces": [
            (code, name, draw_map(rows, t, towns=[town for town in towns if _province(town) == code]))
            for code, name, rows in provinces
        ],
        "overview": draw_map(elsewhere, t, boxes) if elsewhere and boxes else None,
        "elsewhere": draw_map(elsewhere, t) if elsewhere and not boxes else None,
        "not_placed": [row for row in found.rows if not is_placed(row)],
        "signs": {kind: t(*sign) for kind, sign in KIND_SIGNS.items()},
        "kinds": [kind for kind in KIND_SIGNS if kind in values_of(found.rows, "kind")],
        "statuses": STATUSES,
        "no_status": NO_STATUS,
    }


def _province(row: Row) -> str:
    return f"{str(row['division_code'] or '')[:2]}0000"


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
