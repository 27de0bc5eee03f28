"""The shape of the data between the steps: tables of rows of plain values."""

from typing import TypeAlias

# A date is a string YYYY-MM-DD, as in the CSV files; null is None.
Value: TypeAlias = str | int | float | bool | None

# Column name to value, with every column of the table present.
Row: TypeAlias = dict[str, Value]

# Table name to its rows, in the order in which they are published.
Tables: TypeAlias = dict[str, list[Row]]
