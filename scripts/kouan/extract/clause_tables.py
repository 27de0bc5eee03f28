"""Tables of duties: which cells of a row say who is responsible."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kouan.clean.text import CELL_BORDER, cells
from kouan.extract.clause_words import AGENT_PARTS, LABEL_WORD, part_of

_LINE = re.compile(r"[^\n]+")
_LONGEST_CAPTION = 45


@dataclass(frozen=True)
class DutyRow:
    """A row below a head such as 责任单位: its span, and of each labelled cell that is not empty its part and span."""

    start: int
    end: int
    cells: tuple[tuple[str, int, int], ...]


def duty_rows(text: str) -> Iterator[DutyRow]:
    """Yield the rows of tables whose head has a column for agencies: 牵头单位, 责任单位."""
    columns: dict[int, str] = {}
    last = -1
    for row in _LINE.finditer(text):
        if CELL_BORDER not in row.group():
            # A caption across the table, 一、口岸开放, does not end it.
            is_caption = row.start() == last + 1 and len(row.group()) <= _LONGEST_CAPTION and "。" not in row.group()
            last = row.end() if is_caption else last
            continue
        if row.start() != last + 1:
            columns = {}
        last = row.end()
        spans = cells(text, *row.span())
        heads = duty_columns(text, spans)
        if heads:
            columns = heads
        elif columns:
            labelled = [(columns[place], *cell) for place, cell in enumerate(spans) if place in columns]
            yield DutyRow(*row.span(), tuple(cell for cell in labelled if text[cell[1] : cell[2]].strip()))


def mixed_heads(text: str) -> Iterator[tuple[int, int]]:
    """Yield the heads of tables of duties in which a cell is two labels, so that its column cannot be read.

    「序号 | 重点任务 | 责任单位及责任人」
    """
    for line in _LINE.finditer(text):
        if CELL_BORDER in line.group():
            spans = cells(text, *line.span())
            if not duty_columns(text, spans) and any(_is_mixed_head(text, *cell) for cell in spans):
                yield line.span()


def _is_mixed_head(text: str, start: int, end: int) -> bool:
    """Tell whether a cell is a label and a second one: 责任单位及责任人."""
    label = LABEL_WORD.match(text, start, end)
    rest = re.compile("[及和与、/]").match(text, label.end(), end) if label else None
    return rest is not None and LABEL_WORD.fullmatch(text, rest.end(), end) is not None and _names_list(text[start:end])


def _names_list(head: str) -> bool:
    return any(part_of(label) in AGENT_PARTS for label in LABEL_WORD.finditer(head))


def duty_columns(text: str, head: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Return the parts that the labelled columns of a row of heads play; none where no column is for agencies."""
    labels = {
        column: part_of(label)
        for column, span in enumerate(head)
        if (label := LABEL_WORD.fullmatch(text, *span)) is not None
    }
    return labels if AGENT_PARTS & set(labels.values()) else {}
