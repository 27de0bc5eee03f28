"""Compares two releases: their descriptors property by property, their tables row by row."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kouan.diff.changes import Cells, Change, ColumnDiff, ColumnLine, Diff, RowDiff, RowLine, TableDiff
from kouan.diff.matching import Matched, match_tables
from kouan.diff.tables import Key, TableOf, read_release


def compare(old: Path, new: Path) -> Diff:
    """Return what changed between two folders that hold datapackage.json and the CSV files that it names.

    KouanError where one of them cannot be read.
    """
    before, after = read_release(old), read_release(new)
    matched = match_tables(before, after)
    names = [*after.tables, *(name for name in before.tables if name not in after.tables)]
    tables = [_table(name, before.tables.get(name), after.tables.get(name), matched.get(name)) for name in names]
    return Diff(before.version, after.version, _changes(before.properties, after.properties), tuple(tables))


def first(new: Path) -> Diff:
    """Return that a release is the first: its tables have come, with so many rows."""
    release = read_release(new)
    tables = tuple(_table(name, None, table, None) for name, table in release.tables.items())
    return Diff(None, release.version, (), tables)


def _table(name: str, old: TableOf | None, new: TableOf | None, matched: Matched | None) -> TableDiff:
    if old is None or new is None:
        there = old or new
        columns = _column_lines(there, there.columns if there else ())
        status = "added" if old is None else "removed"
        came, went = (columns, ()) if old is None else ((), columns)
        return TableDiff(name, status, _count(old), _count(new), columns_added=came, columns_removed=went)
    pairs = matched.pairs if matched else {}
    common = [column for column in new.columns if column in old.columns]
    arrived = set(pairs.values())
    kept = [_row(old, new, common, one, other) for one, other in pairs.items()]
    return TableDiff(
        name=name,
        status="kept",
        old_rows=_count(old),
        new_rows=_count(new),
        properties=_changes(old.properties, new.properties),
        columns_added=_column_lines(new, [column for column in new.columns if column not in old.columns]),
        columns_removed=_column_lines(old, [column for column in old.columns if column not in new.columns]),
        columns_changed=_columns(old, new, common),
        added=tuple(RowLine(_named(new, key), row) for key, row in new.rows.items() if key not in arrived),
        removed=tuple(RowLine(_named(old, key), row) for key, row in old.rows.items() if key not in pairs),
        kept=tuple(sorted((row for row in kept if row.is_moved or row.cells), key=lambda row: not row.is_moved)),
    )


def _count(table: TableOf | None) -> int:
    return len(table.rows) if table else 0


def _column_lines(table: TableOf | None, names: Iterable[str]) -> tuple[ColumnLine, ...]:
    columns = table.columns if table else {}
    return tuple(
        ColumnLine(name, str(columns[name].get("type", "")), str(columns[name].get("title_en", ""))) for name in names
    )


def _columns(old: TableOf, new: TableOf, common: Iterable[str]) -> tuple[ColumnDiff, ...]:
    found = (ColumnDiff(name, _changes(old.columns[name], new.columns[name])) for name in common)
    return tuple(column for column in found if column.properties)


def _row(old: TableOf, new: TableOf, common: Iterable[str], one: Key, other: Key) -> RowDiff:
    before, after = old.rows[one], new.rows[other]
    cells = tuple(
        Change(name, before[name], after[name])
        for name in common
        if name not in new.primary_key and before[name] != after[name]
    )
    return RowDiff(_named(old, one), _named(new, other), cells)


def _named(table: TableOf, key: Key) -> Cells:
    return dict(zip(table.primary_key, key, strict=True))


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    names = [*new, *(name for name in old if name not in new)]
    return tuple(Change(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))
