"""What documents say, in their own sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.context import Context, context
from kouan.site.document.document import Mark
from kouan.site.document.links import document_link
from kouan.site.document.store import document_of

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """A row with a span, its sentence in context, None where there is no layout, and the address of that place."""

    row: Row
    context: Context | None
    href: str


async def rows_of(datasette: Any, sql: str, *values: object) -> list[dict[str, Any]]:
    """Return the rows of a query over all the data."""
    results = await datasette.get_database(DATABASE).execute(sql, values)
    return [dict(row) for row in results.rows]


async def sayings(datasette: Any, table: str, key: str, rows: Sequence[Row]) -> list[Said]:
    """Return rows of a table, which have their document and span, with their sentences."""
    return [await _said(datasette, table, row, str(row[key])) for row in rows]


async def _said(datasette: Any, table: str, row: Row, row_id: str) -> Said:
    span = (row["char_start"], row["char_end"])
    href = document_link(datasette, row["document_id"], span)
    document = await document_of(datasette, row["document_id"])
    if document is None:
        return Said(row, None, href)
    mark = Mark(table, row_id, "", *span, *document.place(*span), "", "")
    return Said(row, context(document, mark), href)
