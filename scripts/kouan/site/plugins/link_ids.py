"""Makes ids in views and in the results of queries links to their rows, as they are in tables.

In tables, too, where the row that an id refers to has no name: Datasette would call it None.

A column counts as an id if it bears the name of the only primary key column of just one table.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup


@dataclass(frozen=True)
class Ids:
    """The tables of a database by the names of their keys, and all its tables."""

    tables: frozenset[str]
    keys: dict[str, str]


_ids: WeakKeyDictionary[Any, dict[str, Ids]] = WeakKeyDictionary()


@hookimpl
def startup(datasette: Any) -> Callable[[], Awaitable[None]]:
    """Read the keys of all databases once."""

    async def read_keys() -> None:
        _ids[datasette] = {name: await _read(database) for name, database in datasette.databases.items()}

    return read_keys


@hookimpl
def render_cell(value: Any, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Return the link, or None for what is no id or has its link from Datasette."""
    ids = _ids.get(datasette, {}).get(database)
    is_nameless = isinstance(value, dict) and value.get("label", "") is None
    row_id = value["value"] if is_nameless else value
    if ids is None or (table in ids.tables and not is_nameless) or not isinstance(row_id, str) or not row_id:
        return None
    if column not in ids.keys:
        return Markup.escape(row_id) if is_nameless else None
    return Markup('<a href="{}/{}">{}</a>').format(
        datasette.urls.table(database, ids.keys[column]), tilde_encode(row_id), row_id
    )


async def _read(database: Any) -> Ids:
    names = await database.table_names()
    keys: dict[str, list[str]] = {}
    for name in names:
        columns = await database.primary_keys(name)
        if len(columns) == 1:
            keys.setdefault(columns[0], []).append(name)
    return Ids(frozenset(names), {column: tables[0] for column, tables in keys.items() if len(tables) == 1})
