"""Gives the page of a row the labels of its foreign keys, which Datasette shows on the page of a table only.

The template finds them in `row_labels`: column to the label and address of the row that the column refers to. It is
https://github.com/simonw/datasette/issues/1592 from outside; with that closed, this plugin can go.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.utils import escape_sqlite, tilde_decode, tilde_encode, urlsafe_components


@hookimpl
def extra_template_vars(
    view_name: str, database: str | None, table: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """Return the labels for the page of a row, nothing for any other."""
    if view_name != "row" or database is None or table is None:
        return {}

    async def labels() -> dict[str, Any]:
        return {"row_labels": await _labels(datasette, database, table, tilde_decode(request.url_vars["pks"]))}

    return labels


async def _labels(datasette: Any, name: str, table: str, row: str) -> dict[str, dict[str, str]]:
    database = datasette.get_database(name)
    keys = await database.primary_keys(table)
    references = await database.foreign_keys_for_table(table)
    labelled = [(fk, await database.label_column_for_table(fk["other_table"])) for fk in references]
    labelled = [(fk, label) for fk, label in labelled if label]
    if len(keys) != 1 or not labelled:
        return {}
    # Names are the schema's and escaped; the key is bound.
    selected = [
        f"{escape_sqlite(fk['column'])}, (select {escape_sqlite(label)} from {escape_sqlite(fk['other_table'])} "  # noqa: S608
        f"as other where other.{escape_sqlite(fk['other_column'])} = this.{escape_sqlite(fk['column'])})"
        for fk, label in labelled
    ]
    query = f"select {', '.join(selected)} from {escape_sqlite(table)} as this where {escape_sqlite(keys[0])} = ?"  # noqa: S608
    found = (await database.execute(query, urlsafe_components(row)[:1])).first()
    if found is None:
        return {}
    return {
        fk["column"]: {
            "label": label,
            "href": f"{datasette.urls.table(name, fk['other_table'])}/{tilde_encode(str(value))}",
        }
        for (fk, _), value, label in zip(labelled, found[::2], found[1::2], strict=True)
        if label is not None
    }
