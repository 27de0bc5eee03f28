"""Shows what a code means where it stands: `lead` becomes 牵头 lead, with the English words when pointed at.

The labels come from the plugin's configuration, `code-labels`, on a table or, for the results of queries, on a
database: column to value to [Chinese, English].
"""

from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from datasette import hookimpl
from markupsafe import Markup

Labels: TypeAlias = dict[str, dict[str, list[str]]]

# Looking the configuration up for each cell would take as long as the rest of a page.
_labels: WeakKeyDictionary[Any, dict[tuple[str, str | None], Labels]] = WeakKeyDictionary()


@hookimpl
def render_cell(value: object, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Return the label with the code, or None for a value without a label, which Datasette then shows as ever."""
    if not isinstance(value, str | int):
        return None
    label = _labels_of(datasette, database, table).get(column, {}).get(str(value))
    if label is None:
        return None
    return Markup('<span title="{}">{}</span>&nbsp;<em>{}</em>').format(label[1], label[0], value)


def _labels_of(datasette: Any, database: str, table: str | None) -> Labels:
    known = _labels.setdefault(datasette, {})
    if (database, table) not in known:
        known[database, table] = datasette.plugin_config("code-labels", database=database, table=table) or {}
    return known[database, table]
