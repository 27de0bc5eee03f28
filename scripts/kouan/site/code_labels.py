"""What codes mean, in the language of a site: `lead` is 牵头, 1 is 是.

The labels come from the configuration `code-labels` of plugins, on a table or, for the results of queries, on a
database: column to value to label.
"""

from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

Labels: TypeAlias = dict[str, dict[str, str]]

# Looking the configuration up for each cell would take as long as the rest of a page.
_labels: WeakKeyDictionary[Any, dict[tuple[str, str | None], Labels]] = WeakKeyDictionary()


def code_label(datasette: Any, database: str, table: str | None, column: str, value: object) -> str | None:
    """Return the label of a value in a column; None for a value without one."""
    if not isinstance(value, str | int):
        return None
    return labels_of(datasette, database, table).get(column, {}).get(str(value))


def labels_of(datasette: Any, database: str, table: str | None) -> Labels:
    """Return the labels of a table or, without a table, of results of queries."""
    known = _labels.setdefault(datasette, {})
    if (database, table) not in known:
        known[database, table] = datasette.plugin_config("code-labels", database=database, table=table) or {}
    return known[database, table]
