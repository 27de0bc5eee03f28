"""The data package as frictionless sees it: a second pair of eyes that shares no code with the rest of this step.

It is loaded only to check files: loading takes longer than reading a document.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kouan.schema import Package
from kouan.validate.problems import Problem


def check_metadata(path: Path) -> Iterator[Problem]:
    """Yield what frictionless finds wrong with a descriptor."""
    from frictionless import Package as FrictionlessPackage

    for error in FrictionlessPackage.validate_descriptor(str(path)).errors:
        yield Problem(path.name, None, None, f"frictionless says: {error.note}. Put the descriptor right.")


def check_data(path: Path, package: Package) -> Iterator[Problem]:
    """Yield what frictionless finds wrong with the tables of a descriptor."""
    from frictionless import FrictionlessException
    from frictionless import Package as FrictionlessPackage

    try:
        report = FrictionlessPackage.from_descriptor(str(path)).validate()
    except FrictionlessException as exception:
        yield Problem(path.name, None, None, f"frictionless cannot read the package: {exception.error.message}")
        return
    for error in report.errors:
        yield Problem(path.name, None, None, f"frictionless says: {error.message}")
    tables = {table.name: table for table in package.tables}
    for task in report.tasks:
        for error in task.errors:
            row = _row(error, tables[task.name].column_names.index(tables[task.name].primary_key[0]))
            message = f"frictionless says: {error.message}. Put the value or the contract right."
            yield Problem(task.name, row, getattr(error, "field_name", None) or None, message)


def _row(error: Any, key: int) -> str | int | None:
    """Return the key of the row that an error is about, which frictionless itself tells only by its number."""
    cells: list[str] = getattr(error, "cells", None) or []
    if key < len(cells) and cells[key]:
        return cells[key]
    number: int | None = getattr(error, "row_number", None)
    return number
