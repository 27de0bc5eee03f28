"""Reads rows that were found with what a page of results says of them: other names, and where a document has them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kouan.publish.folding import fold
from kouan.publish.fulltext import Index


@dataclass(frozen=True)
class Hit:
    """A row that was found.

    Attributes:
        key: Its primary key.
        row: Its columns.
        called: Its other names.
        place: The columns document_id, char_start and char_end of where a document has it first, if any has.
    """

    key: str
    row: dict[str, Any]
    called: tuple[str, ...]
    place: dict[str, Any] | None

    def is_called(self, index: Index, folded: str) -> bool:
        """Tell whether one of its names is a folded text."""
        names = (*(self.row[column] for column in index.names), *self.called)
        return any(fold(str(name)) == folded for name in names if name)


async def read_hits(database: Any, index: Index, rowids: Sequence[int]) -> list[Hit]:
    """Return the rows of a table with these rowids, in their order."""
    if not rowids:
        return []
    query = f"select rowid as rowid_, * from {index.table} where rowid in ({places(rowids)})"  # noqa: S608
    rows = {row["rowid_"]: dict(row) for row in await database.execute(query, list(rowids))}
    key = (await database.primary_keys(index.table))[0]
    keys = [row[key] for row in rows.values()]
    called = await _called(database, index, keys)
    mentioned = await _mentioned(database, index, key, keys)
    return [
        Hit(row[key], row, tuple(called[row[key]]), mentioned.get(row[key]) if index.mentioned else _own_place(row))
        for row in (rows[rowid] for rowid in rowids)
    ]


def places(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" for _ in values)


def _own_place(row: dict[str, Any]) -> dict[str, Any] | None:
    return row if "document_id" in row and "char_start" in row else None


async def _called(database: Any, index: Index, keys: Sequence[str]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    if index.called:
        table, key, column = index.called.table, index.called.key, index.called.column
        query = f"select {key}, {column} from {table} where {key} in ({places(keys)}) group by 1, 2 order by min(rowid)"  # noqa: S608
        for row_key, name in await database.execute(query, list(keys)):
            names[row_key].append(name)
    return names


async def _mentioned(database: Any, index: Index, key: str, keys: Sequence[str]) -> dict[str, dict[str, Any]]:
    if not index.mentioned:
        return {}
    query = (
        f"select {key}, document_id, char_start, char_end from {index.mentioned} "  # noqa: S608
        f"where rowid in (select min(rowid) from {index.mentioned} where {key} in ({places(keys)}) group by {key})"
    )
    return {row[key]: dict(row) for row in await database.execute(query, list(keys))}
