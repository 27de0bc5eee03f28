"""Makes ids in views and in the results of queries links to their rows, as they are in tables.

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
def render_cell(value: object, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Return the link, or None for what is no id or stands in a table, where Datasette makes the links."""
    ids = _ids.get(datasette, {}).get(database)
    if ids is None or table in ids.tables or column not in ids.keys or not isinstance(value, str) or not value:
        return None
    return Markup('<a href="{}/{}">{}</a>').format(
        datasette.urls.table(database, ids.keys[column]), tilde_encode(value), value
    )


async def _read(database: Any) -> Ids:
    names = await database.table_names()
    keys: dict[str, list[str]] = {}
    for name in names:
        columns = await database.primary_keys(name)
        if len(columns) == 1:
            keys.setdefault(columns[0], []).append(name)
    return Ids(frozenset(names), {column: tables[0] for column, tables in keys.items() if len(tables) == 1})
