"""Which maps of ports there are: one for each province that has a document, one for elsewhere, one for a port alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from kouan.site.language import Language, language_of
from kouan.site.pictures.answers import BY_NAME, Row, answer, named
from kouan.site.pictures.filters import NO_STATUS, STATUSES, values_of
from kouan.site.pictures.map import WIDTH, Map, draw_map, is_placed
from kouan.site.profiles.said import rows_of

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


async def port_maps(datasette: Any, rows: Sequence[Row]) -> dict[str, Any]:
    """Return what the page of the map shows: the maps, the ports that are on none, and the key."""
    t = language_of(datasette)
    own = [row["province"] for row in await rows_of(datasette, _PROVINCES)]
    towns = await rows_of(datasette, _TOWNS)
    placed = [row for row in rows if is_placed(row)]
    inside = {code: [row for row in placed if _province(row) == code] for code in own}
    provinces = [(code, named(found[0], "province", t), found) for code, found in inside.items() if found]
    others = [(code, f"{name} {len(found)}", found) for code, name, found in provinces]
    elsewhere = [row for row in placed if _province(row) not in own]
    return {
        "provinces": [(code, name, _province_map(code, found, towns, t)) for code, name, found in provinces],
        "elsewhere": draw_map(elsewhere, t, [code for code, _, _ in others], others=others) if elsewhere else None,
        "not_placed": [row for row in rows if not is_placed(row)],
        "kinds": [kind for kind in KIND_SIGNS if kind in values_of(rows, "kind")],
        "statuses": STATUSES,
        "no_status": NO_STATUS,
        **_how_to_draw(t),
    }


async def port_map(datasette: Any, port_id: str) -> dict[str, Any]:
    """Return what the page of a port shows: a map with this port alone, or None if it has no place."""
    t = language_of(datasette)
    answered = await answer(datasette, BY_NAME["map"].query, {})
    rows = [row for row in answered.rows if row["port_id"] == port_id and is_placed(row)]
    drawn = _province_map(_province(rows[0]), rows, await rows_of(datasette, _TOWNS), t) if rows else None
    return {"map": drawn, **_how_to_draw(t)}


def _province_map(code: str, rows: Sequence[Row], towns: Sequence[Row], t: Language) -> Map:
    return draw_map(rows, t, [code], towns=[town for town in towns if _province(town) == code])


def _how_to_draw(t: Language) -> dict[str, Any]:
    return {"map_width": WIDTH, "signs": {kind: t(*sign) for kind, sign in KIND_SIGNS.items()}}


def _province(row: Row) -> str:
    return f"{str(row['division_code'] or '')[:2]}0000"
