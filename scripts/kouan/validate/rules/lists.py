"""The lists kept by hand, and the tables that publish them: what is published is what the lists say."""

# ruff: noqa: D401 - the docstring of a rule says what has to hold

from collections.abc import Iterator

from kouan.resolve.agencies import known_agencies
from kouan.rows import Value
from kouan.validate.dataset import Dataset
from kouan.validate.problems import Problem

_LISTS = ("documents", "divisions", "agencies", "agency_aliases", "ports", "projects", "indicators")


def rows_are_as_listed(dataset: Dataset) -> Iterator[Problem]:
    """The rows of a table that a list is kept for are on the list, and say what the list says.

    A body that is not listed is one that the rules make, and says what they say.
    """
    if dataset.reference is None:
        return
    for name in _LISTS:
        table = dataset.package.table(name)
        (key,) = table.primary_key
        listed = dataset.reference.index(name, key)
        made = known_agencies(dataset.reference) if name == "agencies" else None
        for row in dataset.tables[name]:
            entry = made.get(str(row[key])) if made else listed.get(str(row[key]))
            if entry is None:
                message = f"{row[key]} is not on the list datasets/reference/{name}.csv. Add it there, or build again."
                yield dataset.problem(name, row, key, message)
                continue
            for column in table.column_names:
                if column in entry and not _agree(row[column], entry[column]):
                    message = f"the list has {entry[column] or 'nothing'}, found {row[column]}. Build again."
                    yield dataset.problem(name, row, column, message)


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


RULES = (rows_are_as_listed,)
