"""Tables with a column for time limits (完成时限): its cell dates the whole row."""

import re
from collections.abc import Mapping, Sequence

from kouan.clean.text import cells
from kouan.extract.deadlines import Horizon, Time, find_times, shifted
from kouan.outline.passages import Passage

_HEAD = re.compile(
    r"(?:计划|拟|预计|要求)?(?:完成|办结|达成|落实)?(?:时限|时间|期限|日期)(?:要求|节点|安排)?|时间节点|进度(?:要求|安排)"
)


def row_deadlines(words: str, passages: Sequence[Passage], horizon: Horizon) -> Mapping[int, Time]:
    """Return the deadline of each cell, by the start of its passage, in tables that have a column for time limits.

    `words` is the clean text, in which `|` parts the cells of a row; a time in such a column is due even where its
    words alone do not say so (2025年12月).
    """
    found: dict[int, Time] = {}
    column: tuple[int, int] | None = None
    stop = -1
    time: Time | None = None
    for passage in passages:
        if passage.start >= stop:
            begin, stop = _line(words, passage.start)
            row = cells(words, begin, stop)
            head = _column([words[slice(*cell)] for cell in row])
            is_row = column is not None and len(row) == column[1] and head is None
            time = _due(words, *row[column[0]], horizon) if column is not None and is_row else None
            column = (head, len(row)) if head is not None else column if len(row) > 1 else None
        if time is not None:
            found[passage.start] = time
    return found


def _line(words: str, place: int) -> tuple[int, int]:
    stop = words.find("\n", place)
    return words.rfind("\n", 0, place) + 1, stop if stop >= 0 else len(words)


def _column(row: Sequence[str]) -> int | None:
    """Return which cell of a row heads a column of time limits, in a row of several cells."""
    if len(row) == 1:
        return None
    return next((index for index, cell in enumerate(row) if _HEAD.fullmatch(cell.replace(" ", ""))), None)


def _due(words: str, start: int, end: int, horizon: Horizon) -> Time | None:
    """Return the last time with a year that a cell names."""
    times = [time for time in find_times(words[start:end], horizon) if time.year is not None]
    return shifted(times[-1], start) if times else None
