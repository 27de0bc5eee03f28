"""A diff as text for terminals: counts first, then what changed, table by table, cut where it gets long."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from kouan.diff.changes import Cells, Change, Diff, RowDiff, RowLine, TableDiff, is_place
from kouan.diff.excerpt import in_a_line, shortened, where_they_differ
from kouan.diff.matching import is_renumbered

_SHOWN = 10
"""How many rows of a sort are shown of a table; all of them stand in diff.json."""

_One = TypeVar("_One")

# What tells people which row is meant, the first that a row has.
_NAMES = ("title", "name", "indicator", "mention", "alias", "text", "quote", "description", "table_name")


def as_text(diff: Diff) -> str:
    """Return the diff as lines of text."""
    if diff.old is None:
        rows = sum(table.new_rows for table in diff.tables)
        lines = [f"{diff.new} is the first release: {len(diff.tables)} tables with {rows:,} rows.", ""]
        lines += [f"{table.name:<20}{table.new_rows:>8,}" for table in diff.tables]
        return "\n".join(lines) + "\n"
    lines = [f"{diff.old} -> {diff.new}", ""]
    if not diff.has_changes:
        return "\n".join([*lines, "Every table, column and row is the same."]) + "\n"
    lines += _counts(diff)
    if diff.properties:
        lines += ["", "the whole package", *_properties(diff.properties)]
    for table in diff.tables:
        if table.has_changes:
            lines += ["", *_table(table, _moved_keys(diff))]
    return "\n".join(lines) + "\n"


def _counts(diff: Diff) -> Iterator[str]:
    yield f"{'table':<20}{'rows':>8}{'added':>8}{'removed':>8}{'moved':>8}{'changed':>8}"
    yield "-" * 60
    for table in diff.tables:
        kinds = [table.added, table.removed, table.moved, table.changed]
        numbers = "".join(f"{len(rows) or '':>8}" for rows in kinds) if table.status == "kept" else f"  {table.status}"
        yield f"{table.name:<20}{table.new_rows:>8,}{numbers}".rstrip()
    moved = sum(len(table.moved) for table in diff.tables)
    if moved:
        yield ""
        yield f"Moved rows say what they said, or nearly, under another id: {moved:,} ids are not what they were."


def _table(table: TableDiff, keys: frozenset[tuple[str, str]]) -> Iterator[str]:
    yield table.name if table.status == "kept" else f"{table.name} ({table.status})"
    yield from _properties(table.properties)
    for sign, columns in (("+", table.columns_added), ("-", table.columns_removed)):
        yield from (f"  {sign} column {column.name} ({column.type}): {column.title_en}" for column in columns)
    for column in table.columns_changed:
        yield from _properties(column.properties, f"column {column.name}, ")
    yield from _some("+", "added", table.added, _line)
    yield from _some("-", "removed", table.removed, _line)
    yield from _some(">", "moved", table.moved, partial(_moved, keys=keys))
    shifted = [row for row in table.changed if row.is_shifted]
    yield from _some("~", "changed", [row for row in table.changed if not row.is_shifted], _changed)
    if shifted:
        yield f"  ~ {_rows(len(shifted))} changed only in place: {', '.join(_columns(shifted))}"


def _properties(changes: Iterable[Change], of: str = "") -> Iterator[str]:
    for change in changes:
        yield f"  ~ {of}{_arrow(change)}"


def _some(sign: str, what: str, rows: Sequence[_One], line: Callable[[_One], str]) -> Iterator[str]:
    yield from (f"  {sign} {line(row)}" for row in rows[:_SHOWN])
    if len(rows) > _SHOWN:
        yield f"  {sign} … and {_rows(len(rows) - _SHOWN)} more {what}"


def _rows(count: int) -> str:
    return f"{count:,} row{'s' if count > 1 else ''}"


def key_text(key: Cells) -> str:
    """Return a key as one word."""
    return " ".join(key.values())


def name_of(cells: Mapping[str, str]) -> str:
    """Return what a row is called, or the beginning of what it says."""
    return shortened(in_a_line(next((cells[name] for name in _NAMES if cells.get(name)), "")))


def _line(row: RowLine) -> str:
    return f"{key_text(row.key)}  {name_of(row.cells)}"


def _moved(row: RowDiff, keys: frozenset[tuple[str, str]]) -> str:
    """Return the two keys, and what else is told otherwise: neither place, nor number, nor references that moved."""
    told = [cell for cell in row.cells if not (is_place(cell.name) or (cell.old, cell.new) in keys)]
    other = [_arrow(cell) for cell in told if cell.name != "number" and not is_renumbered(cell.old, cell.new)]
    return f"{key_text(row.old_key)} -> {key_text(row.new_key)}" + ("  " if other else "") + "; ".join(other)


def _moved_keys(diff: Diff) -> frozenset[tuple[str, str]]:
    return frozenset((key_text(row.old_key), key_text(row.new_key)) for table in diff.tables for row in table.moved)


def _changed(row: RowDiff) -> str:
    return f"{key_text(row.new_key)}  " + "; ".join(_arrow(cell) for cell in row.cells)


def _arrow(change: Change) -> str:
    old, new = where_they_differ(in_a_line(change.old), in_a_line(change.new))
    return f"{change.name}: {old} -> {new}"


def _columns(rows: Iterable[RowDiff]) -> list[str]:
    return list(dict.fromkeys(cell.name for row in rows for cell in row.cells))
