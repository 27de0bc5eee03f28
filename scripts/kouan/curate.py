"""Apply people's corrections to what code read.

datasets/curation/*.yml holds a list of corrections for one document each. A correction names a table, says why, and
adds a row, changes one or drops one. `where` picks the row by its values and must pick exactly one; `expect` repeats
what code reads there today. A correction that the code has caught up with, or that hangs in the air after a change of
rules, fails the build.

    - table: targets
      action: change
      where: {indicator: 总投资}
      expect: {deadline_year: 2022, period: by_deadline}
      set: {deadline_year: null, period: total}
      reason: The total is set against the part planned for 2022, so it is not due in that year.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kouan.clean import CleanText
from kouan.errors import KouanError
from kouan.rows import Row, Tables, Value
from kouan.schema import Package, Table

_KEYS = {
    "add": {"table", "action", "set", "reason"},
    "change": {"table", "action", "where", "expect", "set", "reason"},
    "drop": {"table", "action", "where", "expect", "reason"},
}
_GIVEN = ("document_id", "method")
"""Columns that follow from the correction's file and from its being one."""


@dataclass(frozen=True)
class Correction:
    """One correction, with the file and the position in it for messages."""

    place: str
    document_id: str
    table: str
    action: str
    where: Mapping[str, Value]
    expect: Mapping[str, Value]
    values: Mapping[str, Value]

    def wrong(self, what: str) -> KouanError:
        """Make the error that says where the correction stands and what is wrong with it."""
        return KouanError(f"{self.place}: {what}")


def read_corrections(folder: Path) -> list[Correction]:
    """Return the corrections of a folder in the order of its files.

    Raises KouanError, naming the file and the entry, where one is not of the form above.
    """
    for path in sorted(folder.glob("*.yaml")):
        message = f"{path}: corrections are read from files that end in .yml. Rename it."
        raise KouanError(message)
    return [correction for path in sorted(folder.glob("*.yml")) for correction in _read(path)]


def _read(path: Path) -> list[Correction]:
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        message = f"{path}: it is not YAML in UTF-8 ({error}). Expected a list of corrections; see CONTRIBUTING.md."
        raise KouanError(message) from None
    if not isinstance(entries, list) or not entries:
        message = f"{path}: it names nothing. Expected a list of corrections, or no file; see CONTRIBUTING.md."
        raise KouanError(message)
    return [_correction(f"{path}, correction {number}", path.stem, entry) for number, entry in enumerate(entries, 1)]


def _correction(place: str, document_id: str, entry: Any) -> Correction:
    keys = _KEYS.get(str(entry.get("action"))) if isinstance(entry, dict) else None
    if keys is None:
        message = f"{place}: expected an entry whose action is add, change or drop."
        raise KouanError(message)
    if set(entry) != keys:
        found = ", ".join(sorted(map(str, entry)))
        message = f"{place}: expected exactly {', '.join(sorted(keys))}; found {found}."
        raise KouanError(message)
    for key in ("table", "reason"):
        if not isinstance(entry[key], str) or not entry[key].strip():
            message = f"{place}: {key} has to be a text that is not empty."
            raise KouanError(message)
    where, expect, values = (
        _values(f"{place}, {key}", entry[key]) if key in keys else {} for key in ("where", "expect", "set")
    )
    return Correction(place, document_id, entry["table"], entry["action"], where, expect, values)


def _values(place: str, given: Any) -> dict[str, Value]:
    """Return columns with their values; YAML reads 2022-11-07 as a date, which is a text in the tables."""
    if not isinstance(given, dict) or not given or not all(isinstance(column, str) for column in given):
        message = f"{place}: expected columns with their values, at least one."
        raise KouanError(message)
    values = {column: value.isoformat() if isinstance(value, date) else value for column, value in given.items()}
    for column, value in values.items():
        if not isinstance(value, str | int | float | None):
            message = f"{place}: {column} has to be one plain value, found {value!r}."
            raise KouanError(message)
    return values


def curate(
    tables: Tables, corrections: Sequence[Correction], documents: Mapping[str, CleanText], package: Package
) -> Tables:
    """Return the tables with all corrections applied; corrected rows have the method `curated`.

    A `quote` (`text` in tasks and passages) in `set` is looked up in the document, within the row's task where it has
    one, and gives the row its span; a `deadline_quote` is the last before the row's end. Raises KouanError where a
    correction matches no row or several, finds other values than it expects, changes nothing, or quotes what the
    document does not say.
    """
    curated = {name: list(rows) for name, rows in tables.items()}
    extracted = {
        table.name: table for table in package.tables if table.name in tables and "method" in table.column_names
    }
    for correction in corrections:
        if correction.table not in extracted:
            message = (
                f"there is no extracted table {correction.table!r} to correct. Name one of {', '.join(extracted)}."
            )
            raise correction.wrong(message)
        if correction.document_id not in documents:
            message = (
                f"the file's name must be a document's id; there is no {correction.document_id!r}. Rename the file."
            )
            raise correction.wrong(message)
        table = extracted[correction.table]
        _check_columns(correction, table)
        _apply(curated, correction, table, documents[correction.document_id])
    return curated


def _check_columns(correction: Correction, table: Table) -> None:
    """Refuse columns that the table has not, or that a correction does not give, and values that do not fit."""
    unknown = sorted({*correction.where, *correction.expect, *correction.values} - set(table.column_names))
    if unknown:
        raise correction.wrong(f"the table {table.name} has no column {', '.join(unknown)}.")
    for name, value in correction.values.items():
        if name in _GIVEN:
            raise correction.wrong(f"{name} is not for a correction to set. Remove it.")
        expected = table.column(name).expected(value)
        if expected:
            raise correction.wrong(f"{name} is set to {value!r}. Expected {expected}.")


def _apply(tables: Tables, correction: Correction, table: Table, clean: CleanText) -> None:
    rows = tables[table.name]
    if correction.action == "add":
        _refuse_known(rows, correction)
        empty: Row = dict.fromkeys(table.column_names)
        rows.append(_corrected(empty | {"document_id": correction.document_id}, correction, tables, clean))
        return
    place = _find(rows, correction)
    if correction.action == "drop":
        del rows[place]
    else:
        rows[place] = _corrected(rows[place], correction, tables, clean)


def _matching(rows: Sequence[Row], correction: Correction, values: Mapping[str, Value]) -> list[int]:
    """Return the places of the rows of a correction's document that have these values."""
    own = [index for index, row in enumerate(rows) if row["document_id"] == correction.document_id]
    return [index for index in own if all(rows[index].get(key) == value for key, value in values.items())]


def _refuse_known(rows: Sequence[Row], correction: Correction) -> None:
    if _matching(rows, correction, correction.values):
        raise correction.wrong(f"{correction.table} has a row with these values already. Remove the correction.")


def _find(rows: Sequence[Row], correction: Correction) -> int:
    later = sorted(key for key in {*correction.where, *correction.expect} if rows and key not in rows[0])
    if later:
        message = f"{', '.join(later)} is numbered only after corrections. Pick the row by its task_id and quote."
        raise correction.wrong(message)
    matching = _matching(rows, correction, correction.where)
    if len(matching) != 1:
        message = (
            f"`where` matches {len(matching)} rows of {correction.table}; it must match exactly one. "
            "If the rules read this rightly now, remove the correction."
        )
        raise correction.wrong(message)
    row = rows[matching[0]]
    differing = {key: row.get(key) for key, value in correction.expect.items() if row.get(key) != value}
    if differing:
        message = (
            f"expected {dict(correction.expect)}, but code reads {differing}. "
            "Look at the row again, then mend or remove the correction."
        )
        raise correction.wrong(message)
    if correction.action == "change" and all(row.get(key) == value for key, value in correction.values.items()):
        raise correction.wrong("it changes nothing: code reads these values now. Remove the correction.")
    return matching[0]


def _corrected(row: Row, correction: Correction, tables: Tables, clean: CleanText) -> Row:
    row = row | dict(correction.values) | {"method": "curated"}
    column = "text" if "text" in row else "quote"
    if correction.values.get(column) is not None:
        bounds = _bounds(row, correction, tables, clean)
        places = _places(str(row[column]), clean, *bounds)
        if len(places) != 1:
            where = f"task {row['task_id']}" if bounds != (0, len(clean.text)) else "the document"
            message = f"{row[column]!r} stands {len(places)} times in {where}; it must stand there exactly once."
            raise correction.wrong(message)
        row["char_start"], row["char_end"] = clean.span(*places[0])
    if correction.values.get("deadline_quote") is not None:
        until = clean.offset(int(row["char_end"] or 0))
        places = _places(str(row["deadline_quote"]), clean, 0, until)
        if not places:
            raise correction.wrong(f"{row['deadline_quote']!r} does not stand in the document before the row's end.")
        row["deadline_char_start"], row["deadline_char_end"] = clean.span(*places[-1])
    return row


def _bounds(row: Row, correction: Correction, tables: Tables, clean: CleanText) -> tuple[int, int]:
    """Return the clean span of the task that a row belongs to, of the whole document for rows of none."""
    if correction.table in ("tasks", "passages") or row.get("task_id") is None:
        return 0, len(clean.text)
    tasks = _matching(tables["tasks"], correction, {"task_id": row["task_id"]})
    if not tasks:
        raise correction.wrong(f"the document has no task {row['task_id']!r}.")
    task = tables["tasks"][tasks[0]]
    return clean.offset(int(task["char_start"] or 0)), clean.offset(int(task["char_end"] or 0))


def _places(quote: str, clean: CleanText, start: int, end: int) -> list[tuple[int, int]]:
    """Return where a quote stands within a clean span."""
    return (
        [match.span(1) for match in re.compile(f"(?=({re.escape(quote)}))").finditer(clean.text, start, end)]
        if quote
        else []
    )


def curated_share(tables: Tables) -> dict[str, tuple[int, int]]:
    """Return for each extracted table how many rows people corrected, and how many it has."""
    counts = {name: Counter(row.get("method") for row in rows) for name, rows in tables.items()}
    return {
        name: (count["curated"], count.total())
        for name, count in counts.items()
        if count.keys() & {"parsed", "curated"}
    }
