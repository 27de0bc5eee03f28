"""Addresses of documents, of places in them and of rows, in the language of a site."""

from typing import Any

from datasette.utils import tilde_encode

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.document import Document, anchor
from kouan.site.document.segments import Segment


def document_link(datasette: Any, document_id: str, span: tuple[int, int] | None = None) -> str:
    """Return the address of a document, or of a stored span in it, which is marked there and scrolled to."""
    place = f"?span={span[0]}-{span[1]}#{anchor(*span)}" if span else ""
    return str(datasette.urls.path(f"/-/document/{document_id}{place}"))


def coverage_link(datasette: Any, document_id: str) -> str:
    """Return the address of a document's coverage."""
    return str(datasette.urls.path(f"/-/coverage/{document_id}"))


def row_link(datasette: Any, table: str, row_id: str) -> str:
    """Return the address of a row."""
    return f"{datasette.urls.table(DATABASE, table)}/{tilde_encode(row_id)}"


def rows_link(datasette: Any, document_id: str, span: tuple[int, int]) -> str:
    """Return the address of the list of all rows whose spans meet a stored span."""
    return str(datasette.urls.path(f"/-/document/{document_id}/rows?span={span[0]}-{span[1]}"))


def segment_link(datasette: Any, document: Document, segment: Segment) -> str | None:
    """Return where a click on a segment leads: to its row, or to a list if it has several or is in a clause only."""
    own = segment.own
    if len(own) == 1 and own[0].row_id is not None:
        return row_link(datasette, own[0].table, own[0].row_id)
    if own:
        return rows_link(datasette, document.document_id, document.stored(segment.start, segment.end))
    clauses = [mark for mark in segment.marks if mark.table == "task_assignments"]
    if clauses:
        return rows_link(datasette, document.document_id, (clauses[-1].char_start, clauses[-1].char_end))
    return None
