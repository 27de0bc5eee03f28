"""Full-text search in Chinese with nothing but SQLite: an index of pairs of characters.

SQLite's own tokenizers find no Chinese words. Here a run of Chinese characters ABC is indexed as the tokens `AB BC C`,
so that every part of it, of any length, is a phrase of tokens or the beginning of one: what a scan for the substring
would find is found. Words in other letters and numbers are one token each, in lower case, and are found whole.
Punctuation and white space end a run. The tokenizer is SQLite's `ascii`, which takes every character beyond ASCII as
part of a token, so the database opens wherever SQLite has FTS5.

The indexes are external-content tables (`content="tasks"`), which is how Datasette finds them, but what they were given
is tokens and not the text. So never run FTS5's 'rebuild' on one: it would index the bare text, and nothing would be
found in the middle of a sentence any more. highlight() and snippet() mark nothing; cut snippets from the text.
"""

import re
import sqlite3
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

# Ideographs of every block, with 〇.
_CHINESE = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(rf"(?P<chinese>[{_CHINESE}]+)|(?P<word>(?:(?![{_CHINESE}])[^\W_])+)")

# "a phrase", whose closing mark may be missing, or a word.
_TERM = re.compile(r'"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+)')

# A query that is valid and finds nothing.
_NOTHING = '""'


@dataclass(frozen=True)
class Called:
    """Where else the rows of a table are called by name: the table that says so, its key, and its column of names."""

    table: str
    key: str
    column: str


@dataclass(frozen=True)
class Index:
    """The full-text index of a table: its columns and, searched together with the first of them, its other names."""

    table: str
    columns: tuple[str, ...]
    called: Called | None = None

    @property
    def name(self) -> str:
        """The name of the FTS5 table."""
        return f"{self.table}_fts"


# A body, port or project is found by every name that a document gives it, not by its official one alone.
INDEXES = (
    Index("passages", ("text",)),
    Index("tasks", ("title", "text")),
    Index("agencies", ("name", "short_name", "name_en"), Called("agency_aliases", "agency_id", "alias")),
    Index("ports", ("name", "name_en"), Called("port_mentions", "port_id", "mention")),
    Index("targets", ("indicator", "quote")),
    Index("projects", ("name", "name_en"), Called("project_mentions", "project_id", "mention")),
)


def create_indexes(connection: sqlite3.Connection) -> None:
    """Create and fill the full-text indexes. The tables have to be complete: nothing keeps an index up to date."""
    for index in INDEXES:
        columns = ", ".join(f'"{column}"' for column in index.columns)
        connection.execute(
            f'CREATE VIRTUAL TABLE "{index.name}" USING fts5({columns}, content="{index.table}", tokenize="ascii")'
        )
        places = ", ".join("?" for _ in index.columns)
        connection.executemany(
            f'INSERT INTO "{index.name}" (rowid, {columns}) VALUES (?, {places})',  # noqa: S608
            _indexed_rows(connection, index),
        )
        connection.execute(f'INSERT INTO "{index.name}" ("{index.name}") VALUES (?)', ["optimize"])  # noqa: S608


def index_text(text: str) -> str:
    """Return the tokens by which a text is indexed, with spaces between: 合肥海关RCEP gives 合肥 肥海 海关 关 rcep."""
    return " ".join(token for run in _runs(text) for token in _tokens(run))


def match_expression(query: str) -> str:
    """Turn what a person typed into a FTS5 expression that is valid whatever it was.

    White space means AND, "…" holds a phrase together, a longer Chinese word is a phrase of pairs, a single character
    is the beginning of a pair. Nothing of FTS5's own syntax (AND, NEAR, *, column:) is passed on.
    """
    phrases = [_phrase(match["phrase"] or match["word"] or "") for match in _TERM.finditer(query)]
    return " ".join(phrase for phrase in phrases if phrase) or _NOTHING


def _phrase(term: str) -> str:
    runs = list(_runs(term))
    if not runs:
        return ""
    tokens = [token for run in runs for token in _tokens(run)]
    if not _is_chinese(runs[-1]):
        return f'"{" ".join(tokens)}"'
    # The text may go on where the term ends, so the last character on its own is no token to look for.
    if len(runs[-1]) > 1:
        return f'"{" ".join(tokens[:-1])}"'
    return f'"{" ".join(tokens)}" *'


def _runs(text: str) -> Iterator[str]:
    for match in _RUN.finditer(unicodedata.normalize("NFKC", text)):
        yield match.group()


def _tokens(run: str) -> list[str]:
    if _is_chinese(run):
        return [run[start : start + 2] for start in range(len(run))]
    return [run.lower()]


def _is_chinese(run: str) -> bool:
    match = _RUN.match(run)
    return match is not None and match["chinese"] is not None


def _indexed_rows(connection: sqlite3.Connection, index: Index) -> list[tuple[int | str, ...]]:
    names = _names(connection, index.called) if index.called else {}
    key = index.called.key if index.called else "rowid"
    columns = ", ".join(f'"{column}"' for column in index.columns)
    query = f'SELECT rowid, "{key}", {columns} FROM "{index.table}" ORDER BY rowid'  # noqa: S608
    rows = connection.execute(query).fetchall()
    indexed = []
    for rowid, row_key, *texts in rows:
        texts[0] = "\n".join(dict.fromkeys([texts[0] or "", *names.get(row_key, [])]))
        indexed.append((rowid, *(index_text(text or "") for text in texts)))
    return indexed


def _names(connection: sqlite3.Connection, called: Called) -> dict[str, list[str]]:
    names = defaultdict(list)
    query = f'SELECT "{called.key}", "{called.column}" FROM "{called.table}" ORDER BY rowid'  # noqa: S608
    for key, name in connection.execute(query):
        names[key].append(name)
    return names
