"""Full-text search in Chinese with nothing but SQLite: an index of pairs of characters.

SQLite's own tokenizers find no Chinese words. Here a text is folded (kouan.publish.folding), and a run ABC of letters,
digits or Chinese characters is indexed as the tokens `AB BC C`. Every part of it, of any length, is a phrase of tokens
or the beginning of one: what a scan for the substring would find is found, and nothing else, 5G in 5G网络 as well. The
tokenizer is SQLite's `ascii`, which takes every character beyond ASCII as part of a token, so the database opens
wherever SQLite has FTS5.

A single character is the beginning of a token; FTS5 keeps a list of those as well (`prefix='1'`), or it would have to
merge thousands of tokens for each.

The indexes are external-content tables: they hold tokens and no text, and what they were given is not the text of their
table. So never run FTS5's 'rebuild' on one: it would index the bare text, and nothing would be found in the middle of a
sentence any more. highlight() and snippet() mark nothing; cut snippets from the text. The name of the table stands in
single quotation marks (`content='tasks'`), by which Datasette does not find the index: its own search would pass words
on as they are, and find one here and miss another there. Ours is kouan.site.search.table_search.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kouan.publish.folding import fold
from kouan.publish.search_terms import pairs

# A token that no query has: no phrase reaches from one name into the next.
_BETWEEN_NAMES = " \ue000 "


@dataclass(frozen=True)
class Called:
    """Where else the rows of a table are called by name: the table that says so, its key, and its column of names."""

    table: str
    key: str
    column: str


@dataclass(frozen=True)
class Index:
    """The full-text index of a table.

    Attributes:
        table: The table.
        names: Columns with what a row is called; a search puts a row first that is called just what was asked for.
        texts: Further columns.
        called: Other names of the rows, searched together with the first column.
        mentioned: The table that has the places where documents speak of a row, if its own columns do not say.
        last: Rows that a search puts last: a column and its values.
    """

    table: str
    names: tuple[str, ...]
    texts: tuple[str, ...] = ()
    called: Called | None = None
    mentioned: str | None = None
    last: tuple[str, tuple[str, ...]] | None = None

    @property
    def name(self) -> str:
        """The name of the FTS5 table."""
        return f"{self.table}_fts"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that are searched."""
        return self.names + self.texts


# Everything that is searched, on the search page in this order; to search one more column, name it here.
# A body, port or project is found by every name that a document gives it, not by its official one alone.
INDEXES = (
    Index("tasks", ("title", "title_en"), ("text",)),
    Index("passages", (), ("text",), last=("kind", ("contents", "furniture", "repeat"))),
    Index("targets", ("indicator", "indicator_en"), ("quote",)),
    Index(
        "projects",
        ("name", "name_en"),
        called=Called("project_mentions", "project_id", "mention"),
        mentioned="project_mentions",
    ),
    Index(
        "ports",
        ("name", "name_en", "iata_code", "unlocode"),
        called=Called("port_mentions", "port_id", "mention"),
        mentioned="port_mentions",
    ),
    Index(
        "agencies",
        ("name", "short_name", "name_en"),
        called=Called("agency_aliases", "agency_id", "alias"),
        mentioned="task_assignments",
    ),
    Index("documents", ("title", "title_en", "document_number")),
)


def create_indexes(connection: sqlite3.Connection) -> None:
    """Create and fill the full-text indexes. The tables have to be complete: nothing keeps an index up to date."""
    for index in INDEXES:
        create_index(connection, index)


def index_sql(index: Index) -> str:
    """Return the statement that makes an index."""
    options = f"content='{index.table}', tokenize='ascii', prefix='1'"
    return f'CREATE VIRTUAL TABLE "{index.name}" USING fts5({_columns(index)}, {options})'


def create_index(connection: sqlite3.Connection, index: Index) -> None:
    """Create and fill the index of one table; its rows pass one by one."""
    connection.execute(index_sql(index))
    columns = _columns(index)
    places = ", ".join("?" for _ in index.columns)
    connection.executemany(
        f'INSERT INTO "{index.name}" (rowid, {columns}) VALUES (?, {places})',  # noqa: S608
        _indexed_rows(connection, index),
    )
    connection.execute(f'INSERT INTO "{index.name}" ("{index.name}") VALUES (?)', ["optimize"])  # noqa: S608


def index_text(text: str) -> str:
    """Return the tokens by which a text is indexed, with spaces between: 合肥海关5G gives 合肥 肥海 海关 关5 5g g."""
    return " ".join(token for run in fold(text).split(" ") for token in pairs(run))


def _columns(index: Index) -> str:
    return ", ".join(f'"{column}"' for column in index.columns)


def _indexed_rows(connection: sqlite3.Connection, index: Index) -> Iterator[tuple[int | str, ...]]:
    names = _names(connection, index.called) if index.called else {}
    key = index.called.key if index.called else "rowid"
    query = f'SELECT rowid, "{key}", {_columns(index)} FROM "{index.table}" ORDER BY rowid'  # noqa: S608
    for rowid, row_key, *texts in connection.execute(query):
        first, *others = (index_text(text or "") for text in texts)
        called = dict.fromkeys([first, *map(index_text, names.get(row_key, []))])
        yield (rowid, _BETWEEN_NAMES.join(called), *others)


def _names(connection: sqlite3.Connection, called: Called) -> dict[str, list[str]]:
    names = defaultdict(list)
    query = f'SELECT "{called.key}", "{called.column}" FROM "{called.table}" ORDER BY rowid'  # noqa: S608
    for key, name in connection.execute(query):
        names[key].append(name)
    return names
