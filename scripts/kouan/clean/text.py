"""The cleaned document, and the way back from it to the stored one."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

CELL_BORDER = "|"
"""What parts the cells of a row in the cleaned text, whether bars or tabs did so in the stored one."""
_BREAKS = f"\n{CELL_BORDER} "


def cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the cells of a row of cleaned text, empty ones too."""
    borders = [index for index in range(start, end) if text[index] == CELL_BORDER]
    return list(zip([start, *(border + 1 for border in borders)], [*borders, end], strict=True))


def trimmed(text: str, start: int, end: int, edges: str) -> tuple[int, int]:
    """Return a span without the characters of `edges` at either end; an empty one where it holds no others."""
    while start < end and text[start] in edges:
        start += 1
    while end > start and text[end - 1] in edges:
        end -= 1
    return start, end


@dataclass(frozen=True)
class Block:
    """A paragraph, a list item or a table cell of the cleaned text, as a half-open span of clean offsets."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Aside:
    """A stretch of the document that is not its text: page furniture, a contents list, a second printing."""

    kind: str
    text: str
    positions: tuple[int, ...]


@dataclass(frozen=True)
class Defect:
    """A fault of the source that cleaning met: its kind, its stored span and a description in both languages."""

    kind: str
    start: int
    end: int
    description: str
    description_en: str


def _restrict(text: str, positions: Sequence[int], start: int, end: int) -> str:
    return text[bisect_left(positions, start) : bisect_left(positions, end)]


@dataclass(frozen=True)
class CleanText:
    r"""A document without its layout.

    `text[i]` stands in the stored document at `positions[i]`, one character for one. Paragraphs and rows are parted by
    `\n`, the cells of a row by `|`; neither tabs nor other controls are left.
    `blocks`, `asides` and `bold` are in the order of the document and do not overlap.
    """

    text: str
    positions: Sequence[int]
    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...]
    bold: tuple[tuple[int, int], ...]
    defects: tuple[Defect, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stored half-open span of a clean one, which must not be empty."""
        if not 0 <= start < end <= len(self.text):
            message = f"no clean span [{start}, {end}) in a text of {len(self.text)} characters"
            raise ValueError(message)
        return self.positions[start], self.positions[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """Return the cleaned document restricted to a stored span.

        A page number inside a sentence is no part of the sentence's quote. A span that holds no text but line breaks
        and cell borders reads back the asides in it.
        """
        text = _restrict(self.text, self.positions, start, end)
        if text.strip(_BREAKS):
            return text
        first = bisect_left(self.asides, start, key=lambda aside: aside.positions[-1])
        last = bisect_left(self.asides, end, key=lambda aside: aside.positions[0])
        return "".join(_restrict(aside.text, aside.positions, start, end) for aside in self.asides[first:last]) or text

    def offset(self, stored: int) -> int:
        """Return the clean offset of the first character at or after a stored index."""
        return bisect_left(self.positions, stored)
