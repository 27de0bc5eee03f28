"""Pages that say which sentences of a document gave rows: `/-/coverage/ID`, and `/-/coverage` for all documents.

`?only=without` shows only the sentences that gave none.
"""

from collections.abc import Callable
from typing import Any

from datasette import Response, hookimpl

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.coverage import all_sentences, by_section, by_table, coverage
from kouan.site.document.links import coverage_link, document_link
from kouan.site.document.store import asked_document, document_ids, document_of


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Add both pages."""
    return [(r"^/-/coverage$", documents_page), (r"^/-/coverage/(?P<document_id>[^/]+)$", coverage_page)]


async def documents_page(datasette: Any, request: Any) -> Response:
    """Return the counts of all documents."""
    documents = [await document_of(datasette, document_id) for document_id in await document_ids(datasette)]
    counted = [(document, coverage(document)) for document in documents if document is not None]
    context = {
        "documents": [(one, counts, coverage_link(datasette, one.document_id)) for one, counts in counted],
    }
    return Response.html(await datasette.render_template("coverages.html", context, request=request))


async def coverage_page(datasette: Any, request: Any) -> Response:
    """Return the counts of a document, and its sentences."""
    document = await asked_document(datasette, request)
    only_without = request.args.get("only") == "without"
    shown = [one for one in all_sentences(document) if not only_without or one.state != "row"]
    context = {
        "document": document,
        "total": coverage(document),
        "sections": by_section(document),
        "tables": by_table(document),
        "sentences": shown,
        "only_without": only_without,
        "database_name": DATABASE,
        "here": coverage_link(datasette, document.document_id),
        "document_link": lambda span=None: document_link(datasette, document.document_id, span),
    }
    return Response.html(await datasette.render_template("coverage.html", context, request=request))
