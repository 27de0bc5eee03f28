"""The lists kept by hand, and the tables that publish them: what is published is what the lists say."""

# ruff: noqa: D401 - the docstring of a rule says what has to hold

from collections.abc import Iterator

from kouan.reference import Entry
from kouan.resolve.agencies import known_agencies
from kouan.rows import Row, Value
from kouan.schema import Table
from kouan.validate.dataset import Dataset
from kouan.validate.problems import Problem

_LISTS = ("documents", "divisions", "agencies", "agency_aliases", "ports", "projects", "indicators")


def rows_are_listed(dataset: Dataset) -> Iterator[Problem]:
    """The rows of a table that a list is kept for are on the list; a body that is not is one that the rules make."""
    for table, row, entry in _with_entries(dataset):
        if entry is None:
            (key,) = table.primary_key
            message = (
                f"{row[key]} is not on the list datasets/reference/{table.name}.csv. Add it there, or build again."
            )
            yield dataset.problem(table.name, row, key, message)


def rows_are_as_listed(dataset: Dataset) -> Iterator[Problem]:
    """A row that is on a list says what the list says, and a body that rules make what they say."""
    for table, row, entry in _with_entries(dataset):
        for column in table.column_names:
            if entry is not None and column in entry and not _agree(row[column], entry[column]):
                message = f"the list has {entry[column] or 'nothing'}, found {row[column]}. Build again."
                yield dataset.problem(table.name, row, column, message)


def _with_entries(dataset: Dataset) -> Iterator[tuple[Table, Row, Entry | None]]:
    """Yield every row of the tables that a list is kept for, with its entry there."""
    if dataset.reference is None:
        return
    for name in _LISTS:
        table = dataset.package.table(name)
        (key,) = table.primary_key
        find = known_agencies(dataset.reference).get if name == "agencies" else dataset.reference.index(name, key).get
        yield from ((table, row, find(str(row[key]))) for row in dataset.tables[name])


def _agree(value: Value, listed: str) -> bool:
    """Tell whether a value is what a list has, which knows nothing but text."""
    if value is None:
        return not listed
    if isinstance(value, bool):
        return listed == str(value).lower()
    if isinstance(value, str):
        return listed == value
    try:
        return float(listed) == value
    except ValueError:
        return False


RULES = (rows_are_listed, rows_are_as_listed)
