"""Keys on typed rows: primary keys, unique keys and foreign keys (frictionless knows nothing of unique keys)."""

from collections.abc import Iterator

from kouan.schema import Table
from kouan.validate.dataset import Dataset
from kouan.validate.problems import Problem


def check_keys(dataset: Dataset) -> Iterator[Problem]:
    """Yield every row that repeats a key or refers to a row that is not there."""
    for table in dataset.package.tables:
        for key in unique_keys(table):
            yield from _repeated(dataset, table, key)
        for foreign in table.foreign_keys:
            known = {row[foreign.reference] for row in dataset.tables[foreign.table]}
            for row in dataset.tables[table.name]:
                value = row[foreign.column]
                if value is not None and value not in known:
                    message = f"{value!r} is no {foreign.reference} of {foreign.table}.csv. Add it there or correct it."
                    yield dataset.problem(table.name, row, foreign.column, message)


def count_keys(dataset: Dataset) -> int:
    """Return how many keys of rows are compared: one for each row and key, unique or foreign."""
    return sum(
        len(dataset.tables[table.name]) * (len(unique_keys(table)) + len(table.foreign_keys))
        for table in dataset.package.tables
    )


def unique_keys(table: Table) -> list[tuple[str, ...]]:
    """Return every key of a table that no two rows may share, the primary key first."""
    single = [(column.name,) for column in table.columns if column.unique]
    return list(dict.fromkeys([table.primary_key, *single, *table.unique_keys]))


def _repeated(dataset: Dataset, table: Table, key: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the rows after the first that have the same key.

    A key of one column says nothing about rows without a value. In a key of several, null is a value like any other:
    two mentions of one port outside tasks are one too many, though SQL would let them pass.
    """
    seen: dict[tuple[object, ...], str] = {}
    for row in dataset.tables[table.name]:
        values = tuple(row[name] for name in key)
        if all(value is None for value in values):
            continue
        if values in seen:
            shown = ", ".join(f"{name} {value!r}" for name, value in zip(key, values, strict=True))
            message = f"{shown} has to be unique, and stands in row {seen[values]} too. Remove or change one of them."
            yield dataset.problem(table.name, row, key[-1], message)
        else:
            seen[values] = dataset.key(table, row)
