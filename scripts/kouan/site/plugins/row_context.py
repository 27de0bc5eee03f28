"""Gives the page of a row its sentence in context: `row_context`, which _row_context.html shows.

It has `.context` (paragraphs in segments, the row's own words marked), `.href` and `.document`. Rows without a span
have none.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from datasette import hookimpl
from datasette.utils import tilde_decode, urlsafe_components

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.context import Context, context
from kouan.site.document.document import Document, Mark
from kouan.site.document.kinds import BY_TABLE
from kouan.site.document.links import document_link
from kouan.site.document.store import document_of


@dataclass(frozen=True)
class RowContext:
    """A row's sentence in its document, and the addresses of that place and of the whole document."""

    context: Context
    document: Document
    href: str
    document_href: str


@hookimpl
def extra_template_vars(
    view_name: str, database: str | None, table: str | None, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """Return the context for the page of a row that has a span, nothing for any other."""
    if view_name != "row" or database != DATABASE or not (table in BY_TABLE or table == "passages"):
        return {}

    async def found() -> dict[str, Any]:
        row_id = urlsafe_components(tilde_decode(request.url_vars["pks"]))[0]
        return {"row_context": await _row_context(datasette, str(table), row_id)}

    return found


async def _row_context(datasette: Any, table: str, row_id: str) -> RowContext | None:
    key = BY_TABLE[table].key if table in BY_TABLE else "passage_id"
    sql = f"select document_id, char_start, char_end from [{table}] where [{key}] = ?"  # noqa: S608 - names are ours
    row = (await datasette.get_database(DATABASE).execute(sql, [row_id])).first()
    if row is None or row["document_id"] is None or row["char_start"] is None:
        return None
    document = await document_of(datasette, row["document_id"])
    if document is None:
        return None
    mark = next((mark for mark in document.marks if (mark.table, mark.row_id, mark.part) == (table, row_id, "")), None)
    span = (row["char_start"], row["char_end"])
    if mark is None:
        mark = Mark(table, row_id, "", *span, *document.place(*span), "", "")
    return RowContext(
        context(document, mark),
        document,
        document_link(datasette, document.document_id, span),
        document_link(datasette, document.document_id),
    )
