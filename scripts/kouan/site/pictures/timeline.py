"""A timeline: a column for each year in which something is due, a lane for each document."""

from collections.abc import Sequence
from dataclasses import dataclass

from kouan.site.pictures.answers import Row


@dataclass(frozen=True)
class Column:
    """A year, None for what has none, how many years were left out before it, and how many rows it has."""

    year: int | None
    gap: int
    count: int


@dataclass(frozen=True)
class Lane:
    """A document, which the first of its rows names, and its rows in each column."""

    row: Row
    cells: Sequence[Sequence[Row]]


@dataclass(frozen=True)
class Timeline:
    """The columns and the lanes."""

    columns: Sequence[Column]
    lanes: Sequence[Lane]


def timeline(rows: Sequence[Row]) -> Timeline:
    """Return the timeline of targets; documents come in the order of their ids."""
    years: list[int | None] = [*sorted({row["deadline_year"] for row in rows if row["deadline_year"] is not None})]
    if any(row["deadline_year"] is None for row in rows):
        years.append(None)
    columns, before = [], None
    for year in years:
        gap = year - before - 1 if year is not None and before is not None else 0
        columns.append(Column(year, gap, sum(row["deadline_year"] == year for row in rows)))
        before = year
    documents = {row["document_id"]: row for row in reversed(rows)}
    lanes = [
        Lane(
            documents[document_id],
            [
                [row for row in rows if (row["document_id"], row["deadline_year"]) == (document_id, year)]
                for year in years
            ],
        )
        for document_id in sorted(documents)
    ]
    return Timeline(columns, lanes)
