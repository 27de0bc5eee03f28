"""Gives the rows of any page as a CSV file that Excel and its like open rightly: `.excel` in place of `.csv`.

The file begins with a byte order mark, without which Excel takes Chinese for another encoding, and a text that Excel
would run as a formula has an apostrophe in front. For programs there is `.csv`, which has neither.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from datasette import Response, hookimpl

BOM = "\ufeff"

# What makes a cell a formula, if need be after white space.
_FORMULA = re.compile(r"\s*[=+\-@\t\r]")


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """Register the format for whatever has columns."""
    return {"extension": "excel", "render": render, "can_render": has_columns}


def has_columns(columns: Sequence[str]) -> bool:
    """Tell whether there is anything to put into a file."""
    return bool(columns)


def render(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], database: str, table: str | None, query_name: str | None
) -> Any:
    """Return the file as a download."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow([_safe(column) for column in columns])
    writer.writerows([_safe(value) for value in row] for row in rows)
    name = re.sub(r"[^\w.-]", "_", table or query_name or database, flags=re.ASCII)
    return Response(
        body=(BOM + stream.getvalue()).encode(),
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
        content_type="text/csv; charset=utf-8",
    )


def _safe(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value
