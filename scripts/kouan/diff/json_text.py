"""A diff as JSON: all of it, in a shape that stays.

    {"format": 1, "old": "2026.11.0", "new": "2026.12.0",
     "properties": [CHANGE, …],
     "tables": [{"name": …, "status": "kept" | "added" | "removed",
       "rows": {"old": 1, "new": 1, "added": 0, "removed": 0, "moved": 0, "changed": 0},
       "cells": {COLUMN: how many cells of it changed},
       "properties": [CHANGE, …],
       "columns": {"added": [{"name", "type", "title_en"}], "removed": […], "changed": [{"name", "properties": […]}]},
       "added": [{"key": KEY, "cells": {COLUMN: TEXT, …}}, …], "removed": […],
       "moved": [{"old_key": KEY, "new_key": KEY, "cells": [CHANGE, …]}, …],
       "changed": [{"key": KEY, "cells": [CHANGE, …]}, …]}, …]}

A CHANGE is {"name", "old", "new"}, a KEY {COLUMN: TEXT}. Cells are text as in CSV, empty for null. `old` is null in the
first release. Of a table that came or went columns are listed, and rows only counted.
"""

import json
from collections.abc import Iterable
from typing import Any

from kouan.diff.changes import Change, ColumnLine, Diff, RowLine, TableDiff

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
