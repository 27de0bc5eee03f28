"""Tables of indicators (指标, 单位, 2020年, 2025年目标, 属性): one target for each value promised in a row."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.clean.text import cells
from kouan.extract.deadlines import Horizon
from kouan.extract.quantities import Quantity, QuantityReader
from kouan.outline.passages import Passage

Span = tuple[int, int]

_NAME = re.compile(r"(?:主要|具体|核心|评价|发展)?(?:指标|目标)(?:名称|内容|体系|项)?")
_UNIT = re.compile(r"(?:计量|指标)?单位")
_YEAR = re.compile(r"(?P<year>20\d{2})年?(?:底|末)?[（(]?(?P<label>[一-龥]{0,8})[）)]?")
_BASE = re.compile(r"现状|基期|基准|基数|实际|完成|现值|实绩|预计")
_PROMISED = re.compile(r"目标|规划|预期|计划")
_GOAL = re.compile(r"(?:规划|预期|计划|发展)?目标值?|目标")
_KIND = re.compile(r"(?:指标)?(?:属性|性质)|备注")
_NAMED_UNIT = re.compile(r"[（(](?P<unit>[^（()）]{1,10})[）)]$")
_NOTHING = frozenset({"", "-", "—", "–", "/", "——"})
_AROUND = "〔〕［］[]（）() *"
_FAR = 3
"""A column of the year of issue is a base where the next one lies so many years further on."""


@dataclass(frozen=True)
class TableTarget:
    """A value of a table: the passage that begins its row, what it measures, and the spans of row and column head."""

    passage: Passage
    indicator: str
    quantity: Quantity
    baseline: str | None
    year: int | None
    row: Span
    head: Span


@dataclass(frozen=True)
class _Head:
    """Which columns of a table hold what; `goals` are columns with their years, `base` one of what was."""

    name: int
    unit: int | None
    goals: tuple[tuple[int, int | None], ...]
    base: int | None
    cells: tuple[Span, ...]


@dataclass(frozen=True)
class _Row:
    """A line of cells: the passages in it, and the spans of all its cells, empty ones too."""

    passages: tuple[Passage, ...]
    cells: tuple[Span, ...]


def table_targets(
    words: str, passages: Sequence[Passage], horizon: Horizon, reader: QuantityReader
) -> tuple[list[TableTarget], frozenset[int]]:
    """Return the targets of a text's indicator tables, and the starts of the passages that these tables take up.

    `words` is the clean text, in which `|` parts the cells of a row. The year of a value is that of its column's head;
    a column of the base year gives the baseline. Rows that have fewer cells than the head lack their first ones.
    """
    found: list[TableTarget] = []
    taken: set[int] = set()
    head: _Head | None = None
    for row in _rows(words, passages):
        read = _head(words, row.cells, horizon) if row.passages else None
        head = read if read or not row.passages else head
        if head is None:
            continue
        taken.update(passage.start for passage in row.passages)
        if not read and not row.passages[0].is_past:
            found.extend(_values(words, row, head, reader))
    return found, frozenset(taken)


def _rows(words: str, passages: Sequence[Passage]) -> Iterator[_Row]:
    """Yield the rows of tables, and a row without passages where a table ends."""
    inside: list[Passage] = []
    end = -1
    for passage in passages:
        if inside and (passage.kind != "cell" or passage.start >= end):
            yield _row(words, inside, end)
            inside = []
        if passage.kind != "cell":
            yield _Row((), ())
            continue
        if not inside:
            stop = words.find("\n", passage.start)
            end = stop if stop >= 0 else len(words)
        inside.append(passage)
    if inside:
        yield _row(words, inside, end)


def _row(words: str, passages: Sequence[Passage], end: int) -> _Row:
    start = words.rfind("\n", 0, passages[0].start) + 1
    return _Row(tuple(passages), tuple(cells(words, start, end)))


def _head(words: str, cells: Sequence[Span], horizon: Horizon) -> _Head | None:
    """Read a row as the head of a table of indicators, or return None."""
    texts = [words[slice(*cell)].replace(" ", "") for cell in cells]
    years = [(index, match) for index, text in enumerate(texts) if (match := _YEAR.fullmatch(text))]
    names = [index for index, text in enumerate(texts) if _NAME.fullmatch(text)]
    goals = [index for index, text in enumerate(texts) if _GOAL.fullmatch(text) and index not in names[:1]]
    is_typed = any(_KIND.fullmatch(text) for text in texts)
    if not names or not (years or (goals and is_typed)):
        return None
    columns = sorted(int(match["year"]) for _, match in years)
    bases = {index for index, match in years if _is_base(match, columns, horizon)}
    promised = [(index, int(match["year"])) for index, match in years if index not in bases]
    return _Head(
        name=names[0],
        unit=next((index for index, text in enumerate(texts) if _UNIT.fullmatch(text)), None),
        goals=tuple(promised or [(index, horizon.period_end_year) for index in goals]),
        base=min(bases) if bases else next((index for index, text in enumerate(texts) if _BASE.search(text)), None),
        cells=tuple(cells),
    )


def _is_base(match: re.Match[str], columns: Sequence[int], horizon: Horizon) -> bool:
    """Tell whether a column of a year says what was: 2020年, 2020年（现状）; 2023年目标 promises.

    `columns` are the years of all columns in order.
    """
    year = int(match["year"])
    later = columns[bisect_right(columns, year) :]
    if _BASE.search(match["label"]):
        return True
    if _PROMISED.search(match["label"]) or not later:
        return False
    if horizon.adopted_year is None:
        return year == columns[0]
    return year < horizon.adopted_year or (year == horizon.adopted_year and later[0] - year >= _FAR)


def _aligned(cells: Sequence[Span], columns: int) -> Sequence[Span | None]:
    """Return the cells of a row under those of the head; the first ones may be merged with the row above."""
    return [*([None] * (columns - len(cells))), *cells][:columns]


def _values(words: str, row: _Row, head: _Head, reader: QuantityReader) -> Iterator[TableTarget]:
    cells = _aligned(row.cells, len(head.cells))
    texts = ["" if cell is None else words[slice(*cell)] for cell in cells]
    name = cells[head.name]
    if name is None or not texts[head.name]:
        return
    indicator = texts[head.name]
    bracketed = _NAMED_UNIT.search(indicator)
    printed = texts[head.unit] if head.unit is not None else (bracketed["unit"] if bracketed else "")
    unit = None if printed in _NOTHING else printed
    base = texts[head.base] if head.base is not None else ""
    if bracketed and bracketed["unit"] == unit:
        indicator = indicator[: bracketed.start()]
    for column, year in head.goals:
        cell = cells[column]
        quantity = _value(texts[column], reader)
        if cell is not None and quantity is not None:
            yield TableTarget(
                passage=row.passages[0],
                indicator=indicator,
                quantity=replace(quantity, unit=quantity.unit or unit),
                baseline=None if base in _NOTHING else base,
                year=year,
                row=(name[0], cell[1]),
                head=head.cells[column],
            )


def _value(text: str, reader: QuantityReader) -> Quantity | None:
    """Read a cell that holds one number and nothing else: ≥95, 98%, 〔13.5〕, 10左右."""
    bare = text.strip(_AROUND)
    quantities = list(reader.find(bare))
    is_alone = len(quantities) == 1 and (quantities[0].start, quantities[0].end) == (0, len(bare))
    return quantities[0] if is_alone else None
