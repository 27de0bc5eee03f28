"""Tables as lines: a row is one line, its cells parted by tabs; what only lays a page out is no table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from kouan.read.text_lines import UnreadableError, one_line

CELL_BORDER = "\t"
_LARGEST_SPAN = 1000
_LEAST_ARTICLE_LINES = 5
_LEAST_ARTICLE = 500
"""How many lines and characters a cell holds at least that is a page's article, and more than half of its table."""

_MOST_CELLS = 200_000
"""How many cells a table has at most; one of a thousand rows and twenty columns has a tenth of them."""


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its lines, how many columns and rows it fills, whether a table stands in it.

    A cell that goes on is the one above it, as Word writes cells that are merged over rows.
    """

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1
    holds_table: bool = False
    goes_on: bool = False

    @property
    def text(self) -> str:
        """The words of the cell in one line; a space stands for each break, which may be all that parts two names."""
        return one_line(" ".join(self.lines))


_EMPTY = Cell(())


def table_lines(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the lines of a table from its rows of cells.

    A cell merged over rows belongs to each of them and is repeated, so that a 责任单位 printed once for three tasks
    stands in all three lines. A cell merged over columns stands in the first of them; the others are empty. Empty
    cells keep their place.
    A row with words in one cell only is no row but the lines of that cell: a caption, a box, a page set in a table.
    So are the cells of a row in which one holds a table, or the article of a page.
    Raises UnreadableError for more cells than any plan has, which a few bytes can ask for.
    """
    total = sum(len(cell.text) for row in rows for cell in row)
    return list(chain.from_iterable(_row_lines(row, total) for row in _grid(rows, total)))


def row_line(cells: Sequence[str]) -> str:
    """Return a row's texts as a line."""
    return CELL_BORDER.join(cells)


def _row_lines(row: Sequence[Cell], total: int) -> Iterator[str]:
    filled = [cell for cell in row if cell.text]
    if len(filled) < 2 or any(_lays_out(cell, total) for cell in filled):  # noqa: PLR2004
        for cell in filled:
            yield from cell.lines
    else:
        yield row_line([cell.text for cell in row])


def _lays_out(cell: Cell, total: int) -> bool:
    """Tell whether a cell only gives its content a place on the page, in a table of `total` characters."""
    is_article = len(cell.lines) >= _LEAST_ARTICLE_LINES and len(cell.text) >= max(_LEAST_ARTICLE, total // 2)
    return cell.holds_table or is_article


def _grid(rows: Sequence[Sequence[Cell]], total: int) -> Iterator[list[Cell]]:
    """Yield each row that has words of its own with one cell for each column, those from the rows above included."""
    hanging: dict[int, tuple[Cell, int]] = {}
    above: dict[int, Cell] = {}
    budget = _MOST_CELLS
    for row in rows:
        placed = {column: cell for column, (cell, _) in hanging.items()}
        hanging = {column: (cell, left - 1) for column, (cell, left) in hanging.items() if left > 1}
        column = 0
        for own in row:
            while column in placed:
                column += 1
            cell = above.get(column, _EMPTY) if own.goes_on else own
            for offset in range(min(own.columns, _LARGEST_SPAN)):
                placed[column] = _EMPTY if offset else cell
                if own.rows > 1:
                    hanging[column] = (_EMPTY if offset or _lays_out(cell, total) else cell, own.rows - 1)
                column += 1
        budget -= len(placed)
        if budget < 0:
            message = f"a table in it has more than {_MOST_CELLS} cells. Save the plan alone."
            raise UnreadableError(message)
        above = {index: _EMPTY if _lays_out(cell, total) else cell for index, cell in placed.items()}
        if any(cell.text for cell in row):
            yield [placed.get(index, _EMPTY) for index in range(max(placed) + 1)]
