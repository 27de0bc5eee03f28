"""A diff as JSON: all of it, in a shape that stays and that docs/verifying.md shows."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kouan.diff.changes import Change, ColumnDiff, ColumnLine, Diff, RowDiff, RowLine, TableDiff

_FORMAT = 1


def as_json(diff: Diff) -> str:
    """Return the whole diff as JSON text."""
    content = {
        "format": _FORMAT,
        "old": diff.old,
        "new": diff.new,
        "properties": _changes(diff.properties),
        "tables": [_table(table) for table in diff.tables],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _table(table: TableDiff) -> dict[str, Any]:
    kinds = {"added": table.added, "removed": table.removed, "moved": table.moved, "changed": table.changed}
    return {
        "name": table.name,
        "status": table.status,
        "rows": {"old": table.old_rows, "new": table.new_rows, **{kind: len(rows) for kind, rows in kinds.items()}},
        "cells": dict(table.cells),
        "properties": _changes(table.properties),
        "columns": {
            "added": _columns(table.columns_added),
            "removed": _columns(table.columns_removed),
            "changed": [
                {"name": column.name, "properties": _changes(column.properties)} for column in table.columns_changed
            ],
        },
        "added": _rows(table.added),
        "removed": _rows(table.removed),
        "moved": [
            {"old_key": dict(row.old_key), "new_key": dict(row.new_key), "cells": _changes(row.cells)}
            for row in table.moved
        ],
        "changed": [{"key": dict(row.new_key), "cells": _changes(row.cells)} for row in table.changed],
    }


def _changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [{"name": change.name, "old": change.old, "new": change.new} for change in changes]


def _columns(columns: Iterable[ColumnLine]) -> list[dict[str, str]]:
    return [{"name": column.name, "type": column.type, "title_en": column.title_en} for column in columns]


def _rows(rows: Iterable[RowLine]) -> list[dict[str, Any]]:
    return [{"key": dict(row.key), "cells": dict(row.cells)} for row in rows]


def read_json(text: str) -> Diff:
    """Return the diff that `as_json` wrote; ValueError where the text has another shape."""
    try:
        content = json.loads(text)
        properties = _read_changes(content["properties"])
        diff = Diff(content["old"], content["new"], properties, tuple(map(_read_table, content["tables"])))
    except (AttributeError, KeyError, TypeError) as error:
        message = f"not a diff of format {_FORMAT}: {error!r}"
        raise ValueError(message) from None
    return diff


def _read_table(content: Mapping[str, Any]) -> TableDiff:
    columns, rows = content["columns"], content["rows"]
    moved = [RowDiff(row["old_key"], row["new_key"], _read_changes(row["cells"])) for row in content["moved"]]
    changed = [RowDiff(row["key"], row["key"], _read_changes(row["cells"])) for row in content["changed"]]
    return TableDiff(
        name=content["name"],
        status=content["status"],
        old_rows=rows["old"],
        new_rows=rows["new"],
        properties=_read_changes(content["properties"]),
        columns_added=tuple(ColumnLine(**column) for column in columns["added"]),
        columns_removed=tuple(ColumnLine(**column) for column in columns["removed"]),
        columns_changed=tuple(ColumnDiff(one["name"], _read_changes(one["properties"])) for one in columns["changed"]),
        added=tuple(RowLine(**row) for row in content["added"]),
        removed=tuple(RowLine(**row) for row in content["removed"]),
        kept=(*moved, *changed),
    )


def _read_changes(changes: Iterable[Mapping[str, Any]]) -> tuple[Change, ...]:
    return tuple(Change(**change) for change in changes)
