"""Shows what stands in the cells of tables and of the results of queries.

Codes stand with what they mean: 牵头 lead; the label alone where the code is a number or has the same words. Titles of
documents lead to where a document can be read and to what of it gave data. Ids in views and in the results of queries
are links to their rows, as they are in tables; in tables, too, where the row that an id refers to has no name, which
Datasette would call None. Numbers with a decimal point are written as people write them, 2,350,000 and 11.6; files keep
theirs.

It is one hook for all of these, since a page of a table calls each of them for each of its cells.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from datasette import hookimpl
from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from kouan.publish.site_metadata import DATABASE
from kouan.site.code_labels import labels_of
from kouan.site.document.links import coverage_link, document_link
from kouan.site.language import language_of

# Beyond this many digits a float is not exact.
_DIGITS = 15
_TITLES = ("title", "title_en")


@dataclass(frozen=True)
class Ids:
    """The tables of a database by the names of their keys, and all its tables.

    A column counts as an id if it bears the name of the only primary key column of just one table.
    """

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
def render_cell(  # noqa: PLR0913, PLR0917 - Datasette names them
    row: Any, value: Any, column: str, table: str | None, database: str, datasette: Any
) -> Markup | str | None:
    """Return what is shown; None for a value that Datasette then shows as ever."""
    if value is None:
        return None
    if isinstance(value, float):
        return f"{value:,.{_DIGITS}g}"
    labels = labels_of(datasette, database, table).get(column)
    if labels and isinstance(value, str | int):
        label = labels.get(str(value))
        if label is not None:
            return _coded(label, value)
    if table == "documents" and column in _TITLES and value and database == DATABASE:
        return _document_title(datasette, row["document_id"], value, column)
    return _id(datasette, database, table, column, value)


def _coded(label: str, value: str | int) -> Markup:
    if isinstance(value, int) or label == value.replace("_", " "):
        return escape(label)
    return Markup(f"{escape(label)}&nbsp;<em>{escape(value)}</em>")  # noqa: S704 - escaped


def _document_title(datasette: Any, document_id: str, title: str, column: str) -> Markup:
    """Return the title with its links, that to the coverage once."""
    t = language_of(datasette)
    link = Markup('<a href="{}">{}</a>').format(document_link(datasette, document_id), title)
    if column != t(*_TITLES):
        return link
    address, text = coverage_link(datasette, document_id), t("哪些句子收进了表里", "which sentences gave data")
    return Markup('{} <a class="hint" href="{}">{}</a>').format(link, address, text)


def _id(datasette: Any, database: str, table: str | None, column: str, value: Any) -> Markup | None:
    """Return the link of an id; None for what is none or has its link from Datasette."""
    is_nameless = isinstance(value, dict) and value.get("label", "") is None
    if not is_nameless and not isinstance(value, str):
        return None
    ids = _ids.get(datasette, {}).get(database)
    row_id = value["value"] if is_nameless else value
    if ids is None or (table in ids.tables and not is_nameless) or not isinstance(row_id, str) or not row_id:
        return None
    if column not in ids.keys:
        return escape(row_id) if is_nameless else None
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
