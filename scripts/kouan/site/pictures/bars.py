"""Bars: how much of something, in parts, as shares of the width of the drawing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kouan.site.pictures.answers import Row

# The parts of a body's work, in the order in which they stand in a bar, with the columns that count them.
PARTS: Mapping[str, str] = {"lead": "leads", "support": "supports", "joint": "shares"}
_WHOLE = 100


@dataclass(frozen=True)
class Part:
    """A part of a bar: what it is, how many, and where it stands in per cent of the width."""

    kind: str
    count: float
    start: float
    width: float


@dataclass(frozen=True)
class Bar:
    """A row with the parts of its bar."""

    row: Row
    parts: Sequence[Part]


@dataclass(frozen=True)
class Group:
    """Bars on one scale under a heading, which the first row names; `rest` is how many rows have no bar."""

    row: Row
    bars: Sequence[Bar]
    rest: int


def work_groups(rows: Sequence[Row], most_bars: int | None) -> list[Group]:
    """Return a group for each document from rows in the order of documents, at most so many bars in each.

    All groups have the same scale, so that bars can be compared across documents.
    """
    longest = max((row["tasks"] for row in rows), default=1)
    return [
        Group(
            group[0], [work_bar(row, longest) for row in group[:most_bars]], len(group[most_bars:]) if most_bars else 0
        )
        for group in _grouped(rows, "document_id")
    ]


def work_bar(row: Row, longest: float) -> Bar:
    """Return the bar of how many tasks somebody leads, supports and shares, where so many fill the whole width."""
    parts, start = [], 0.0
    for kind, column in PARTS.items():
        width = _WHOLE * row[column] / longest
        if row[column]:
            parts.append(Part(kind, row[column], round(start, 2), round(width, 2)))
        start += width
    return Bar(row, parts)


def target_groups(rows: Sequence[Row]) -> list[Group]:
    """Return a group for each indicator and period from rows in this order, each on a scale of its own.

    What is promised for every year stands apart from what is promised by a year.
    """
    return [
        Group(group[0], [_target_bar(row, max(map(_most, group)) or 1) for row in group], 0)
        for group in _grouped(rows, "indicator_id", "period")
    ]


def _target_bar(row: Row, longest: float) -> Bar:
    sure = _WHOLE * row["value_si"] / longest
    parts = [Part("value", row["value_si"], 0, round(sure, 2))]
    if row["value_max_si"] is not None:
        parts.append(Part("range", row["value_max_si"], round(sure, 2), round(_WHOLE * _most(row) / longest - sure, 2)))
    return Bar(row, parts)


def _most(row: Row) -> float:
    return float(row["value_si"] if row["value_max_si"] is None else row["value_max_si"])


def _grouped(rows: Iterable[Row], *columns: str) -> list[list[Row]]:
    return [list(group) for _, group in groupby(rows, key=lambda row: [row[column] for column in columns])]
