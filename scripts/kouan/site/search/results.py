"""What a page of results shows of a row that was found, in the language of the page, with the hits marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kouan.publish.fulltext import Index
from kouan.site.document.links import document_link, row_link
from kouan.site.language import EN, Language
from kouan.site.search.excerpts import excerpt, has, marked
from kouan.site.search.hits import Hit, places

_MOST_OTHER_NAMES = 6
_AFTER_TITLE = "。：:，,．. "


@dataclass(frozen=True)
class Result:
    """A row as it is shown; everything that is HTML is safe.

    Attributes:
        heading: What the row is called.
        row_id: Its id.
        address: Its own page.
        others: Other names that were hit, and on an English page the Chinese one.
        excerpt: The text around the hits; None if the names are all there is.
        kind: The code of what kind of text it is, for passages.
        document: The title of the document that has it, or has it first.
        heading_path: Where in the document.
        place: The address of that place in the document.
    """

    heading: Markup
    row_id: str
    address: str
    others: tuple[Markup, ...]
    excerpt: Markup | None
    kind: str | None
    document: str | None
    heading_path: str | None
    place: str | None


class Results:
    """Makes results of hits in one database, for one search."""

    def __init__(self, datasette: Any, database: Any, t: Language, terms: Sequence[str]) -> None:
        self._datasette = datasette
        self._database = database
        self._t = t
        self._terms = terms

    async def of(self, index: Index, hits: Sequence[Hit]) -> list[Result]:
        """Return the results for some hits in a table."""
        titles = await self._document_titles({hit.place["document_id"] for hit in hits if hit.place})
        return [self._result(index, hit, titles) for hit in hits]

    def _result(self, index: Index, hit: Hit, titles: dict[str, str]) -> Result:
        is_document = index.table == "documents"
        place = hit.place or {}
        document = titles.get(place.get("document_id", ""))
        heading, others = self._names(index, hit)
        if not heading:
            heading = self._t(f"第 {hit.row['ordinal']} 段", f"Passage {hit.row['ordinal']}")
        return Result(
            heading=marked(heading, self._terms),
            row_id=hit.key,
            address=row_link(self._datasette, index.table, hit.key),
            others=tuple(marked(name, self._terms) for name in others),
            excerpt=self._excerpt(index, hit),
            kind=hit.row.get("kind") if index.last else None,
            document=None if is_document else document,
            heading_path=self._heading_path(hit.row),
            place=document_link(self._datasette, place["document_id"], (place["char_start"], place["char_end"]))
            if place
            else None,
        )

    def _names(self, index: Index, hit: Hit) -> tuple[str, list[str]]:
        """Return what a row is called on this page, and the other names that a reader needs to see why it was found."""
        own = {column: hit.row[column] for column in index.names if hit.row[column]}
        english = [column for column in own if column.endswith("_en")]
        first = next(iter([*(english if self._t == EN else []), *own]), None)
        if first is None:
            return "", []
        chinese = [own[index.names[0]]] if self._t == EN else []
        names = [name for name in (*own.values(), *hit.called) if has(name, self._terms)]
        others = [name for name in dict.fromkeys([*chinese, *names]) if name != own[first]]
        return own[first], others[:_MOST_OTHER_NAMES]

    def _heading_path(self, row: Mapping[str, Any]) -> str | None:
        chinese: str | None = row.get("heading_path")
        return chinese and self._t(chinese, row["heading_path_en"] or chinese)

    def _excerpt(self, index: Index, hit: Hit) -> Markup | None:
        # The text of a task begins with its title, which stands above it already.
        title = hit.row[index.names[0]] if index.names else ""
        texts = [
            hit.row[column].removeprefix(title or "").lstrip(_AFTER_TITLE) for column in index.texts if hit.row[column]
        ]
        text = next((text for text in texts if has(text, self._terms)), texts[0] if texts else None)
        return excerpt(text, self._terms) if text else None

    async def _document_titles(self, ids: set[str]) -> dict[str, str]:
        if not ids:
            return {}
        query = f"select document_id, title, title_en from documents where document_id in ({places(list(ids))})"  # noqa: S608
        rows = await self._database.execute(query, sorted(ids))
        return {row["document_id"]: self._t(row["title"], row["title_en"] or row["title"]) for row in rows}
