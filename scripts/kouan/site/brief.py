"""Answers brief questions to a database where they are asked, and not in another thread.

To hand a question to a thread and to wake up for its answer takes longer than most questions of a page: a row by its
key, fifty rows in the order of a table, labels. So what can only take steps that cost little is tried at once, for a
few thousand steps of SQLite's; what needs more begins anew in a thread, as ever, and nobody else waits for it.

A step costs little where SQL has no functions but count(), no patterns and nothing that makes long values. Questions of
the site itself, which have functions, and searches count as such in a small file. SQL that people write may be brief,
too, if it is as plain.
"""

import re
import sqlite3
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache
from typing import Any

_STEPS = 500
_TIMES = 60
"""Thirty thousand steps, about two milliseconds."""

SMALL = 32_000_000
"""Bytes of a file in which any step of a search is short."""

# No strings, no operators that make a value longer, no comments.
_PLAIN = re.compile(r'[\w\s,.:?=<>!\[\]"()*]+')
_DEAR = re.compile(
    r"\b(?:like|glob|regexp|join|with|recursive|values|union|intersect|except|pragma|attach|explain)\b", re.IGNORECASE
)
_BEFORE_BRACKET = re.compile(r'[\w"\]]{1,20}\Z')
_NO_CALLS = {"count", "in", "from", "where", "and", "or", "not", "exists", "escape_fts"}
_SEARCH = re.compile(r"\b(?:match|escape_fts)\b", re.IGNORECASE)
Found = tuple[list[sqlite3.Row], Any]


class BriefQuestions:
    """Asks a database that does not change, from the thread in which it is asked."""

    def __init__(self, connect: Callable[[], sqlite3.Connection], size: int, own: Collection[str]) -> None:
        """Connect at the first question.

        Args:
            connect: Opens the database, with all that its SQL needs.
            size: The bytes of its file.
            own: SQL of the site's own questions.
        """
        self._connect = connect
        self._connection: sqlite3.Connection | None = None
        self._is_small = size <= SMALL
        self._own = frozenset(own)

    def ask(self, sql: str, parameters: Any, most: int) -> Found | None:
        """Return at most so many rows and the description of their columns; None for a thread to find out."""
        if not self._is_brief(sql):
            return None
        if self._connection is None:
            self._connection = self._connect()
        left = iter(range(_TIMES))
        # Stops SQLite where nothing is left.
        self._connection.set_progress_handler(lambda: next(left, None) is None, _STEPS)
        try:
            cursor = self._connection.execute(sql, parameters)
            return cursor.fetchmany(most), cursor.description
        except sqlite3.Error:
            # Where something is wrong with the SQL, it is for Datasette to say.
            return None
        finally:
            self._connection.set_progress_handler(None, _STEPS)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _is_brief(self, sql: str) -> bool:
        if self._is_small and sql in self._own:
            return True
        return _is_plain(sql) and (self._is_small or not _SEARCH.search(sql))


@lru_cache(maxsize=1_000)
def _is_plain(sql: str) -> bool:
    """Tell whether no single step of a query can take long, but for searches."""
    return (
        bool(_PLAIN.fullmatch(sql))
        and not _DEAR.search(sql)
        and not _is_whole_count(sql)
        and all(name.lower() in _NO_CALLS for name in _names_before_brackets(sql))
    )


def _is_whole_count(sql: str) -> bool:
    """Tell whether a query counts a table: SQLite does that in one step."""
    first, second, *others = [*sql.lower().split(), "", ""]
    return first == "select" and second.startswith("count(*)") and "where" not in others


def _names_before_brackets(sql: str) -> Iterator[str]:
    """Yield what is called, as a word or the end of a quoted name, and words that are none."""
    for before in sql.split("(")[:-1]:
        if name := _BEFORE_BRACKET.search(before.rstrip()):
            yield name[0]
