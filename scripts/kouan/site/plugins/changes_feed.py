"""The feed of changes of the data, in Atom: /-/changes.atom has the released versions and the documents.

Its dates are those of the versions and of the documents, never that of the request, so it only changes with the data.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from datasette import Response, hookimpl

from kouan.publish.changes import CHANGES_FILE
from kouan.publish.site_metadata import DATABASE
from kouan.site.document.links import document_link
from kouan.site.downloads import ADDRESS, build_folder, no_such_file
from kouan.site.files import OPEN_TO_ALL
from kouan.site.language import Language, language_of

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_FEED = "/-/changes.atom"
_DOCUMENTS = (
    "select document_id, title, title_en, coalesce(published_on, adopted_on) as day from documents order by rowid"
)


@dataclass(frozen=True)
class Entry:
    """An entry: what it is about, its day (YYYY-MM-DD), and its text, which is HTML in some language."""

    key: str
    title: str
    day: str
    href: str
    html: str
    language: str


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Serve it."""
    return [(r"^/-/changes\.atom$", changes)]


async def changes(datasette: Any, request: Any) -> Any:
    """Return the feed in the language of the site."""
    t = language_of(datasette)
    path = build_folder(datasette) / CHANGES_FILE
    if not path.is_file():
        raise no_such_file(datasette)
    known = json.loads(path.read_text(encoding="utf-8"))
    rows = (await datasette.get_database(DATABASE).execute(_DOCUMENTS)).rows

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, path))

    page, itself = (absolute(datasette.urls.path(place)) for place in (ADDRESS, _FEED))
    versions = known["versions"]
    documents = _documents(rows, versions, lambda one: absolute(document_link(datasette, one)), t)
    entries = sorted([*_versions(versions, page, t), *documents], key=lambda entry: entry.day, reverse=True)
    title = f"{datasette.metadata('title')}{t('：更新', ': changes')}"
    body = _feed(title, known["author"], entries, {"self": itself, "alternate": page}, t)
    return Response(body, headers=dict(OPEN_TO_ALL), content_type="application/atom+xml; charset=utf-8")


def _versions(versions: Iterable[Mapping[str, str]], page: str, t: Language) -> list[Entry]:
    return [
        Entry(
            f"version/{one['version']}",
            t(f"版本 {one['version']}", f"Version {one['version']}"),
            one["date"],
            page,
            one["html"],
            "en",
        )
        for one in versions
    ]


def _documents(
    rows: Iterable[Any], versions: Iterable[Mapping[str, str]], link: Callable[[str], str], t: Language
) -> list[Entry]:
    """Return an entry for each document; one that prints no date has that of the first version, which brought it."""
    first = min(one["date"] for one in versions)
    entries = []
    for row in rows:
        name = t(row["title"], row["title_en"] or row["title"])
        text = t(f"文件：{name}", f"Document: {name}")
        html = f"<p>{escape(name, quote=False)}</p>"
        key, language = row["document_id"], t.code if row["title_en"] else "zh"
        entries.append(Entry(f"document/{key}", text, row["day"] or first, link(key), html, language))
    return entries


def _feed(title: str, author: str, entries: list[Entry], links: Mapping[str, str], t: Language) -> bytes:
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {_LANG: t.code})
    _add(feed, "id", _id(f"feed/{t.code}"))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max(entry.day for entry in entries)))
    _add(_add(feed, "author"), "name", author)
    _add(feed, "link", rel="self", type="application/atom+xml", href=links["self"])
    _add(feed, "link", rel="alternate", type="text/html", href=links["alternate"])
    for one in entries:
        entry = _add(feed, "entry")
        _add(entry, "id", _id(one.key))
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day))
        _add(entry, "link", rel="alternate", type="text/html", href=one.href)
        _add(entry, "content", one.html, **{"type": "html", _LANG: one.language})
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="utf-8") + b"\n"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _id(key: str) -> str:
    """Return a name of an entry that is the same wherever the site is served."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'kouan/{key}')}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
