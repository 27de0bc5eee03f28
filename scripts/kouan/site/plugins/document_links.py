"""Makes the titles in the table of documents links to where a document can be read and to what of it gave data."""

from typing import Any

from datasette import hookimpl
from markupsafe import Markup

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.links import coverage_link, document_link
from kouan.site.language import language_of

_TITLES = ("title", "title_en")


@hookimpl
def render_cell(  # noqa: PLR0913, PLR0917 - Datasette names them
    row: Any, value: object, column: str, table: str | None, database: str, datasette: Any
) -> Markup | None:
    """Return the title with its links, that to the coverage once; None for anything else."""
    if (database, table) != (DATABASE, "documents") or column not in _TITLES or not value:
        return None
    t = language_of(datasette)
    link = Markup('<a href="{}">{}</a>').format(document_link(datasette, row["document_id"]), value)
    if column != t(*_TITLES):
        return link
    address, text = coverage_link(datasette, row["document_id"]), t("哪些句子收进了表里", "which sentences gave data")
    return Markup('{} <a class="hint" href="{}">{}</a>').format(link, address, text)
