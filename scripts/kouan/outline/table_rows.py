"""Tables that set work: which rows are tasks, which cell names each, and what the columns are called."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kouan.clean.markers import ROW, Marker, han_number
from kouan.clean.text import CELL_BORDER, cells
from kouan.extract.clause_tables import duty_columns

Span = tuple[int, int]

_NUMBER = re.compile(r"[（(]?(?P<value>\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?[、.．﹒]?")


@dataclass(frozen=True)
class TaskRow:
    """A row of a table that sets work.

    `start` is where its first filled cell begins, `table` where the first of its table does, `title` the cell that
    names the work. The marker is its number;
    where none is printed it has no width and counts these rows. `columns` are the heads above its cells, by where
    these begin.
    """

    table: int
    start: int
    marker: Marker
    title: Span
    columns: Mapping[int, str]


@dataclass(frozen=True)
class _Row:
    """The cells of a row, empty ones too, and how many of them from the left on name who is responsible."""

    cells: tuple[Span, ...]
    agents: frozenset[int]

    @property
    def start(self) -> int:
        """Return where the first filled cell begins; the end of a row that has none."""
        return next((start for start, end in self.cells if start < end), self.cells[-1][1])

    def filled(self, column: int) -> bool:
        return column < len(self.cells) and self.cells[column][0] < self.cells[column][1]

    def number(self, text: str, column: int) -> re.Match[str] | None:
        """Return the number that fills a cell."""
        return _NUMBER.fullmatch(text, *self.cells[column]) if self.filled(column) else None


def task_rows(text: str, clauses: Sequence[Span]) -> Iterator[TaskRow]:
    """Yield the rows of each table with a column for agencies that are tasks, from the sorted spans of its clauses.

    Where rows are numbered these are the tasks, and a row without a number goes on with the one above; elsewhere every
    row with an agency is one.
    """
    for table in _tables(text, clauses):
        numbers = _number_column(text, table)
        first = _first_rows(text, table, numbers)
        if not first:
            continue
        title = _title_column(text, first, numbers)
        is_headed = not table[0].agents and (numbers is None or not table[0].number(text, numbers))
        for ordinal, row in enumerate(first, 1):
            place = title if title is not None and row.filled(title) else _last_work(row, numbers)
            if place is None:
                continue
            name = row.cells[place]
            printed = row.number(text, numbers) if numbers is not None else None
            value, span = (han_number(printed["value"]), printed.span()) if printed else (ordinal, (name[0], name[0]))
            yield TaskRow(
                table[0].start,
                row.start,
                Marker(ROW, value, *span),
                name,
                _heads(text, table[0] if is_headed else None, row),
            )


def _first_rows(text: str, table: Sequence[_Row], numbers: int | None) -> list[_Row]:
    """Return the rows with which tasks begin; a number that comes again, as from a merged cell, begins none.

    Nor does one of another style without an agency: 一 over 1 and 2 is a heading.
    """
    if not any(row.agents for row in table):
        return []
    if numbers is None:
        return [row for row in table if row.agents]
    printed = [match["value"] if (match := row.number(text, numbers)) else None for row in table]
    in_figures = Counter(number.isdigit() for row, number in zip(table, printed, strict=True) if number and row.agents)
    style = in_figures.most_common(1)[0][0]
    above = [None, *printed[:-1]]
    return [
        row
        for row, number, before in zip(table, printed, above, strict=True)
        if number and number != before and (row.agents or number.isdigit() == style)
    ]


def _tables(text: str, clauses: Sequence[Span]) -> Iterator[list[_Row]]:
    """Yield the runs of lines that are rows; a row of heads begins a table of its own."""
    starts = [start for start, _ in clauses]
    table: list[_Row] = []
    for line in re.finditer(r"[^\n]+", text):
        is_row = CELL_BORDER in line.group()
        row = _row(text, line.span(), clauses[bisect_left(starts, line.start()) : bisect_left(starts, line.end())])
        if table and (not is_row or _is_head(text, row)):
            yield table
            table = []
        if is_row:
            table.append(row)
    if table:
        yield table


def _is_head(text: str, row: _Row) -> bool:
    return not row.agents and bool(duty_columns(text, row.cells))


def _row(text: str, line: Span, clauses: Sequence[Span]) -> _Row:
    spans = tuple(cells(text, *line))
    agents = frozenset(
        column
        for column, (start, end) in enumerate(spans)
        if start < end and any(first < end and start < last for first, last in clauses)
    )
    return _Row(spans, agents)


def _number_column(text: str, table: Sequence[_Row]) -> int | None:
    """Return the column that numbers the rows: the first one with numbers in half of the rows that set work."""
    owned = [row for row in table if row.agents]
    counts = Counter(
        column for row in owned for column in range(len(row.cells)) if row.number(text, column) is not None
    )
    return min((column for column, count in counts.items() if count * 2 >= len(owned)), default=None)


def _title_column(text: str, rows: Sequence[_Row], numbers: int | None) -> int | None:
    """Return the first column, besides numbers and agencies, that every task fills with words of its own."""
    widest = max(len(row.cells) for row in rows)
    agents = frozenset().union(*(row.agents for row in rows))
    filled = [
        column
        for column in range(widest)
        if column != numbers and column not in agents and all(row.filled(column) for row in rows)
    ]
    words = {column: [text[slice(*row.cells[column])] for row in rows] for column in filled}
    own = (column for column in filled if all(before != after for before, after in pairwise(words[column])))
    return next(own, filled[0] if filled else None)


def _last_work(row: _Row, numbers: int | None) -> int | None:
    """Return the last filled cell before the agencies, which no merged cell above can stand for."""
    stop = min(row.agents, default=len(row.cells))
    return max((column for column in range(stop) if column != numbers and row.filled(column)), default=None)


def _heads(text: str, heads: _Row | None, row: _Row) -> dict[int, str]:
    if heads is None:
        return {}
    return {
        cell[0]: text[slice(*head)] for head, cell in zip(heads.cells, row.cells, strict=False) if cell[0] < cell[1]
    }
