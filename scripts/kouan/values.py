"""Which values the column types allow; every output depends on nothing else getting in."""

import math
import re
from datetime import date

from kouan.rows import Value

# What a value of each type is, in words that finish the sentence "expected ...".
TYPES = {
    "string": "text that is not empty and has no control characters",
    "integer": "a whole number of at most 64 bits",
    "number": "a finite number",
    "boolean": "true or false",
    "date": "a day that exists, written YYYY-MM-DD",
}

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INTEGERS = range(-(2**63), 2**63)
# A line feed may stand in a text; a carriage return would not survive CSV, nor a NUL SQLite.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


def is_of_type(type_: str, value: Value) -> bool:
    """Say whether a value that is not null is one of the type (a key of TYPES)."""
    if type_ == "boolean":
        return isinstance(value, bool)
    if type_ == "integer":
        return isinstance(value, int) and not isinstance(value, bool) and value in _INTEGERS
    if type_ == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if type_ == "date":
        return isinstance(value, str) and is_day(value)
    # An empty string could not be told from null in CSV.
    return isinstance(value, str) and value != "" and not _CONTROL.search(value)


def is_day(text: str) -> bool:
    """Say whether a text is a day that exists, written YYYY-MM-DD and in no other way."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
