"""Brackets of every width and shape, matched with nesting."""

import re
from collections.abc import Iterator, Sequence

_ALL = range(8)
_ROUND, _SQUARE, _HEXAGONAL, _BLACK, _DOUBLE, _SINGLE, _TITLE, _CORNER = _ALL
_BRACKETS = (_ROUND, _SQUARE, _HEXAGONAL, _BLACK)
_OPENERS = {
    "（": _ROUND, "(": _ROUND, "［": _SQUARE, "[": _SQUARE, "〔": _HEXAGONAL, "﹝": _HEXAGONAL, "【": _BLACK,
    "“": _DOUBLE, "‘": _SINGLE, "《": _TITLE, "「": _CORNER, "『": _CORNER,
}  # fmt: skip
_CLOSERS = {
    "）": _ROUND, ")": _ROUND, "］": _SQUARE, "]": _SQUARE, "〕": _HEXAGONAL, "﹞": _HEXAGONAL, "】": _BLACK,
    "”": _DOUBLE, '"': _DOUBLE, "’": _SINGLE, "》": _TITLE, "」": _CORNER, "』": _CORNER,
}  # fmt: skip
"""Which shape opens and closes; widths may be mixed, and so may the two ways of printing a closing quotation mark."""


_MARK = re.compile(f"[{re.escape(''.join([*_OPENERS, *_CLOSERS]))}]")


def groups(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the outermost bracketed spans of a text, brackets included; a line break closes what was left open.

    Full-width and ASCII brackets may close each other, as plans mix them. A bracket that is never closed gives
    nothing, but the groups inside it count.
    """
    stop = len(text) if end is None else end
    while start < stop:
        newline = text.find("\n", start, stop)
        line_end = stop if newline < 0 else newline
        yield from _outermost(_pairs(text, start, line_end, _BRACKETS))
        start = line_end + 1


def depths(text: str, start: int, end: int) -> list[int]:
    """Return for each character of a span how many matched brackets or quotation marks stand around it."""
    pairs = _pairs(text, start, end, _ALL)
    if not pairs:
        return [0] * (end - start)
    changes = [0] * (end - start + 1)
    for opening, closing in pairs:
        changes[opening - start + 1] += 1
        changes[closing - start - 1] -= 1
    depth = 0
    result: list[int] = []
    for change in changes[:-1]:
        depth += change
        result.append(depth)
    return result


def _pairs(text: str, start: int, end: int, shapes: Sequence[int]) -> list[tuple[int, int]]:
    """Return the spans of matched brackets; one of another shape that is still open inside is dropped."""
    found: list[tuple[int, int]] = []
    if not _MARK.search(text, start, end):
        return found
    stack: list[tuple[int, int]] = []
    still_open = [0] * len(_ALL)
    for mark in _MARK.finditer(text, start, end):
        index = mark.start()
        shape = _CLOSERS.get(text[index], -1)
        if shape in shapes and still_open[shape]:
            while True:
                inner, opening = stack.pop()
                still_open[inner] -= 1
                if inner == shape:
                    break
            found.append((opening, index + 1))
            continue
        shape = _OPENERS.get(text[index], -1)
        if shape in shapes:
            stack.append((shape, index))
            still_open[shape] += 1
    return found


def _outermost(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last = -1
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end
