"""The page of a document, `/-/document/ID`: its text as a person would read it, every span that gave a row marked.

`?span=123-130` marks that stored span as well, `#c123-130` names it. `/-/document/ID/rows?span=123-130` lists the rows
whose spans meet it.
"""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

from datasette import Response, hookimpl
from datasette.utils.asgi import BadRequest

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.blocks import Page
from kouan.site.document.document import Document
from kouan.site.document.kinds import BY_TABLE, KINDS
from kouan.site.document.links import coverage_link, document_link, row_link, segment_link
from kouan.site.document.store import asked_document
from kouan.site.language import language_of

_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Add the two pages."""
    return [
        (r"^/-/document/(?P<document_id>[^/]+)$", document_page),
        (r"^/-/document/(?P<document_id>[^/]+)/rows$", rows_page),
    ]


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the address of a document's page to all templates: `document_page(document_id)`."""
    env.globals["document_page"] = lambda document_id, span=None: document_link(datasette, document_id, span)


async def document_page(datasette: Any, request: Any) -> Response:
    """Return the page of a document."""
    document = await asked_document(datasette, request)
    span = _span(datasette, request)
    page = Page(document, span)
    counts = Counter({kind.table: len(document.rows[kind.table]) for kind in KINDS})
    context = {
        "document": document,
        "page": page,
        "kinds": [(table, counts[table]) for table in BY_TABLE if counts[table] and table != "documents"],
        "database_name": DATABASE,
        "segment_link": lambda segment: segment_link(datasette, document, segment),
        "row_link": lambda table, row_id: row_link(datasette, table, row_id),
        "coverage_link": coverage_link(datasette, document.document_id),
    }
    return Response.html(await datasette.render_template("document.html", context, request=request))


async def rows_page(datasette: Any, request: Any) -> Response:
    """Return the list of the rows at a span of a document."""
    document = await asked_document(datasette, request)
    t = language_of(datasette)
    span = _span(datasette, request)
    if span is None:
        raise BadRequest(t("缺少 span，例如 span=123-130。", "span is missing, for example span=123-130."))
    start, end = document.place(*span)
    met = [mark for mark in document.marks if mark.start < end and start < mark.end and mark.row_id is not None]
    met += _rows_of_clauses(document, start, end)
    rows = list({(mark.table, mark.row_id): mark for mark in met}.values())
    context = {
        "document": document,
        "text": document.quote(start, end),
        "span": span,
        "rows": sorted(rows, key=lambda mark: (list(BY_TABLE).index(mark.table), mark.start, mark.end, mark.row_id)),
        "database_name": DATABASE,
        "row_link": lambda table, row_id: row_link(datasette, table, row_id),
    }
    return Response.html(await datasette.render_template("document_rows.html", context, request=request))


def _rows_of_clauses(document: Document, start: int, end: int) -> list[Any]:
    """Return the marks of the rows of every clause that a stretch meets."""
    clauses = [mark for mark in document.marks if mark.row_id is None and mark.start < end and start < mark.end]
    return [
        mark
        for mark in document.marks
        if mark.table == "task_assignments"
        and mark.row_id is not None
        and any(clause.start <= mark.start and mark.end <= clause.end for clause in clauses)
    ]


def _span(datasette: Any, request: Any) -> tuple[int, int] | None:
    """Return the stored span that an address asks for; BadRequest where it is none."""
    given = request.args.get("span")
    if not given:
        return None
    match = _SPAN.fullmatch(given)
    if match is None or int(match[1]) >= int(match[2]):
        t = language_of(datasette)
        raise BadRequest(
            t(
                "span 要写成两个数，起始在前、结束在后，例如 span=123-130。",
                "span has to be two numbers, where it begins and where it ends, for example span=123-130.",
            )
        )
    return int(match[1]), int(match[2])
