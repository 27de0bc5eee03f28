"""What a comparison of two releases says, ready to be printed, stored or shown.

Cells are those of the CSV files, as text; an empty one is null.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Cells = Mapping[str, str]
"""Column name to cell."""

_PLACES = ("char_start", "char_end")


@dataclass(frozen=True)
class Change:
    """A property of a descriptor (type, description_en) or a cell of a row that changed; None where there is none."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True)
class ColumnDiff:
    """A column that stayed, and which of its properties changed."""

    name: str
    properties: tuple[Change, ...]


@dataclass(frozen=True)
class ColumnLine:
    """A column that came or went: its name, its type and its English title."""

    name: str
    type: str
    title_en: str


@dataclass(frozen=True)
class RowLine:
    """A row that came or went: its key and all its cells."""

    key: Cells
    cells: Cells


@dataclass(frozen=True)
class RowDiff:
    """A row that stayed: its key in both releases, and the cells that changed, those of the key aside.

    The keys differ where a row has moved: what it says stands under another id now.
    """

    old_key: Cells
    new_key: Cells
    cells: tuple[Change, ...]

    @property
    def is_moved(self) -> bool:
        """Whether the row has another key now."""
        return self.old_key != self.new_key

    @property
    def is_shifted(self) -> bool:
        """Whether nothing but the row's place changed: its span in the document, or its number in an order."""
        return not self.is_moved and all(is_place(cell.name) for cell in self.cells)


@dataclass(frozen=True)
class TableDiff:
    """A table that both releases have, or one of them.

    Attributes:
        status: added, removed or kept. The columns of a table that came or went are listed, its rows only counted.
        old_rows: How many rows it had; 0 where it was not there.
        new_rows: How many rows it has; 0 where it is not there any more.
        kept: Rows of which something changed, those with another key first.
    """

    name: str
    status: str
    old_rows: int
    new_rows: int
    properties: tuple[Change, ...] = ()
    columns_added: tuple[ColumnLine, ...] = ()
    columns_removed: tuple[ColumnLine, ...] = ()
    columns_changed: tuple[ColumnDiff, ...] = ()
    added: tuple[RowLine, ...] = ()
    removed: tuple[RowLine, ...] = ()
    kept: tuple[RowDiff, ...] = ()

    @property
    def moved(self) -> tuple[RowDiff, ...]:
        """Return the rows that have another key now."""
        return tuple(row for row in self.kept if row.is_moved)

    @property
    def changed(self) -> tuple[RowDiff, ...]:
        """Return the rows that have the same key and other cells."""
        return tuple(row for row in self.kept if not row.is_moved)

    @property
    def cells(self) -> Mapping[str, int]:
        """Return how many cells of each column changed in rows that stayed, moved ones included."""
        return Counter(cell.name for row in self.kept for cell in row.cells)

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to say."""
        return self.status != "kept" or any(
            (
                self.properties,
                self.columns_added,
                self.columns_removed,
                self.columns_changed,
                self.added,
                self.removed,
                self.kept,
            )
        )


@dataclass(frozen=True)
class Diff:
    """What changed between two releases; `old` is None where the new one is the first."""

    old: str | None
    new: str
    properties: tuple[Change, ...]
    tables: tuple[TableDiff, ...]

    @property
    def has_changes(self) -> bool:
        """Whether anything changed."""
        return bool(self.properties) or any(table.has_changes for table in self.tables)


def is_place(column: str) -> bool:
    """Say whether a column tells where a row stands and not what it says: spans, and numbers in an order."""
    return column == "ordinal" or column.endswith(_PLACES)
