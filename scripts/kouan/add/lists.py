"""Add rows to the text of a list and leave every other character as it is, so that a diff shows the new rows only."""

import csv
import io
from bisect import bisect_right
from collections.abc import Mapping, Sequence

_SORTED_BY_KEY = 2
"""A list of fewer rows tells nothing about its order."""


def with_rows(content: str, rows: Sequence[Mapping[str, str]], *, in_order: bool = True) -> str:
    """Return a CSV list with further rows; a column that a row has and the list lacks is added behind the others.

    A list sorted by its first column stays sorted; in any other, or unless `in_order`, rows come last. Cells that a row
    does not give are empty.
    """
    if not rows:
        return content
    content = _with_columns(content, [name for row in rows for name in row])
    lines = content.removeprefix("\ufeff").split("\n")
    if not lines[-1]:
        lines.pop()
    ends, keys = _records(lines)
    header = next(csv.reader(lines))
    is_sorted = in_order and len(keys) >= _SORTED_BY_KEY and keys == sorted(keys)
    added: list[tuple[int, str]] = []
    for row in sorted(rows, key=lambda row: row[header[0]]) if is_sorted else rows:
        place = bisect_right(keys, row[header[0]]) if is_sorted else len(keys)
        added.append((ends[place], _line([row.get(name, "") for name in header])))
    for end, line in reversed(added):
        lines.insert(end, line)
    mark = "\ufeff" if content.startswith("\ufeff") else ""
    return mark + "\n".join(lines) + "\n"


def _records(lines: Sequence[str]) -> tuple[list[int], list[str]]:
    """Return behind which line the header and each record end, and the keys of the records."""
    reader = csv.reader([f"{line}\n" for line in lines], strict=True)
    next(reader)
    ends, keys = [reader.line_num], []
    for record in reader:
        ends.append(reader.line_num)
        keys.append(record[0])
    return ends, keys


def _with_columns(content: str, names: Sequence[str]) -> str:
    """Return a list with the columns that it lacks, empty in every row that it has."""
    header = content.removeprefix("\ufeff").split("\n", 1)[0].split(",")
    missing = list(dict.fromkeys(name for name in names if name not in header))
    if not missing:
        return content
    lines = content.split("\n")
    ends, _ = _records([line for line in lines if line or line is not lines[-1]])
    for rank, end in enumerate(ends):
        lines[end - 1] += "".join(f",{name}" for name in missing) if rank == 0 else "," * len(missing)
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
