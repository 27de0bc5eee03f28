"""Documents read from the database of a site, and kept, since the database of a build never changes."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from datasette.utils.asgi import NotFound

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.document import Document, Passage
from kouan.site.document.kinds import KINDS
from kouan.site.document.layout import Layout, read_layout
from kouan.site.language import language_of

_PATH = " > "

_known: WeakKeyDictionary[Any, dict[str, Document]] = WeakKeyDictionary()


async def document_of(datasette: Any, document_id: str) -> Document | None:
    """Return a document of a site; None if it has no such document, or no layout to place rows in its text."""
    database = datasette.get_database(DATABASE)
    known = _known.setdefault(database, {})
    document = known.get(document_id) or await read_document(database, document_id)
    if document is not None and not database.is_mutable:
        known[document_id] = document
    return document


async def asked_document(datasette: Any, request: Any) -> Document:
    """Return the document that the address of a request names; NotFound if the site has no such document."""
    document_id = request.url_vars["document_id"]
    document = await document_of(datasette, document_id)
    if document is None:
        t = language_of(datasette)
        raise NotFound(t(f"没有文件 {document_id}。", f"There is no document {document_id}."))
    return document


async def document_ids(datasette: Any) -> list[str]:
    """Return the ids of all documents, in the order of their table."""
    found = await datasette.get_database(DATABASE).execute("select document_id from documents order by rowid")
    return [row[0] for row in found.rows]


async def read_document(database: Any, document_id: str) -> Document | None:
    """Return a document of a Datasette database; None if there is none, or no layout of it beside the database."""
    row = (await database.execute("select * from documents where document_id = ?", [document_id])).first()
    if row is None or not database.path:
        return None
    layout = read_layout(Path(database.path).parent, document_id, row["sha256"])
    passages = await _rows(database, "passages", document_id)
    if layout is None or len(layout.places) != sum(len(one["text"]) for one in passages):
        return None
    tables = {kind.table: await _rows(database, kind.table, document_id, kind.called) for kind in KINDS}
    return Document(dict(row), tuple(_passages(passages, layout)), layout, tables)


def _passages(rows: Sequence[dict[str, Any]], layout: Layout) -> Iterator[Passage]:
    offset = 0
    for row in rows:
        yield Passage(
            passage_id=row["passage_id"],
            kind=row["kind"],
            path=_headings(row["heading_path"]),
            path_en=_headings(row["heading_path_en"]),
            task_id=row["task_id"],
            text=row["text"],
            offset=offset,
            span=(row["char_start"], row["char_end"]),
            starts_row=row["char_start"] in layout.rows,
        )
        offset += len(row["text"])


def _headings(path: str | None) -> tuple[str, ...]:
    return tuple(path.split(_PATH)) if path else ()


async def _rows(
    database: Any, table: str, document_id: str, called: tuple[str, str] | None = None
) -> list[dict[str, Any]]:
    """Return the rows of a document, all of them, however many a query may return.

    `called` joins the `name_en` of another table by the column of its key.
    """
    name, join = (f", {called[0]}.name_en", f"left join [{called[0]}] using ([{called[1]}])") if called else ("", "")
    where = f"where [{table}].document_id = ? order by [{table}].rowid"
    sql = f"select [{table}].*{name} from [{table}] {join} {where}"  # noqa: S608 - the names are ours

    def fetch(connection: Any) -> list[dict[str, Any]]:
        cursor = connection.execute(sql, [document_id])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    found: list[dict[str, Any]] = await database.execute_fn(fetch)
    return found
