"""Shows what a code means where it stands: `lead` becomes 牵头 lead, 1 becomes 是.

A label stands alone where the code is a number or has the same words.
The labels come from the plugin's configuration, `code-labels`, on a table or, for the results of queries, on a
database: column to value to label. Templates get a label by `code_label(database, table, column, value)`.
"""

from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from datasette import hookimpl
from markupsafe import Markup

Labels: TypeAlias = dict[str, dict[str, str]]

# Looking the configuration up for each cell would take as long as the rest of a page.
_labels: WeakKeyDictionary[Any, dict[tuple[str, str | None], Labels]] = WeakKeyDictionary()


@hookimpl
def render_cell(value: object, column: str, table: str | None, database: str, datasette: Any) -> Markup | None:
    """Return the label with the code, or None for a value without a label, which Datasette then shows as ever."""
    label = _label(datasette, database, table, column, value)
    if label is None:
        return None
    if isinstance(value, int) or label == str(value).replace("_", " "):
        return Markup("{}").format(label)
    return Markup("{}&nbsp;<em>{}</em>").format(label, value)


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the function to all templates; it returns None for a value without a label."""
    env.globals["code_label"] = lambda *args: _label(datasette, *args)


def _label(datasette: Any, database: str, table: str | None, column: str, value: object) -> str | None:
    if not isinstance(value, str | int):
        return None
    return _labels_of(datasette, database, table).get(column, {}).get(str(value))


def _labels_of(datasette: Any, database: str, table: str | None) -> Labels:
    known = _labels.setdefault(datasette, {})
    if (database, table) not in known:
        known[database, table] = datasette.plugin_config("code-labels", database=database, table=table) or {}
    return known[database, table]
