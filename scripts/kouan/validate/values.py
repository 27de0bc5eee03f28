"""Single values on typed rows: columns, types, required, allowed values, ranges, patterns and characters."""

import re
import unicodedata
from collections.abc import Iterator

from kouan.mask.numbers import emails, narrow, numbers
from kouan.rows import Tables, Value
from kouan.schema import Column, Package
from kouan.validate.dataset import Dataset
from kouan.validate.problems import Problem, shown

_RADICAL = re.compile("[\u2e80-\u2fdf]")
_MAY_BE_PERSONAL = re.compile(r"\d{3}|[@＠]")
_PERSONAL = {"mobile": "telephone number", "identity number": "identity number", "e-mail address": "e-mail address"}


def check_shape(tables: Tables, package: Package) -> Iterator[Problem]:
    """Yield tables and columns that are missing, and those that the contract does not describe."""
    names = {table.name for table in package.tables}
    for name in sorted(set(tables) ^ names):
        what = "is not described" if name in tables else "is described but missing; give it, with no rows if need be"
        yield Problem(name, None, None, f"the table {what} in datapackage.json.")
    for table in package.tables:
        for line, row in enumerate(tables.get(table.name, []), 2):
            key = str(row.get(table.primary_key[0], line))
            for column in sorted(set(row) ^ set(table.column_names)):
                what = (
                    "is not described in datapackage.json" if column in row else "is missing; write null for no value"
                )
                yield Problem(table.name, key, column, f"the column {what}.")


def check_values(dataset: Dataset) -> Iterator[Problem]:
    """Yield values that do not fit their column, and texts that hold what cleaning should have taken out."""
    for table in dataset.package.tables:
        for row in dataset.tables[table.name]:
            for column in table.columns:
                for message in value_faults(column, row[column.name]):
                    yield dataset.problem(table.name, row, column.name, message)


def value_faults(column: Column, value: Value) -> Iterator[str]:
    """Yield what is wrong with a value: against its column first, then character by character."""
    wanted = column.expected(value)
    if wanted is not None:
        yield f"expected {wanted}, found {shown(value)}. Put the value right."
    elif column.pattern is not None and value is not None and not re.fullmatch(column.pattern, str(value)):
        yield f"expected a value that matches {column.pattern}, found {shown(value)}. Put the value right."
    if isinstance(value, str):
        yield from character_faults(value)


def character_faults(text: str) -> Iterator[str]:
    """Yield what is wrong with the characters of a text."""
    if text != text.strip():
        yield f"white space at the edge of {shown(text)}. Strip it."
    radical = _RADICAL.search(text)
    if radical:
        code = f"U+{ord(radical.group()):04X}"
        yield f"the radical {radical.group()} ({code}) is left in {shown(text)}. Let cleaning replace it."
    if not unicodedata.is_normalized("NFC", text):
        yield f"{shown(text)} is not in Unicode's normal form C. Expected {shown(unicodedata.normalize('NFC', text))}."
    if _MAY_BE_PERSONAL.search(text):
        plain = narrow(text)
        for run in (*numbers(plain, ()), *emails(plain)):
            yield f"the text holds a person's {_PERSONAL[run.kind]}. Mask it in the stored document."
