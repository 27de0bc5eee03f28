"""Which numbers may follow one another, and which part each opens."""

import re

from kouan.clean import CleanText
from kouan.clean.markers import RANK, WHOLE, Marker
from kouan.outline.pieces import Node

_WHOLE = re.compile(r"(?P<number>[1-9]\d?)[一-龥“《][^。；！？]{1,40}")
_FIRST_DECIMAL = re.compile(r"(?P<number>[1-9]\d?)\.1[^\d.]")


def whole_numbers(clean: CleanText) -> dict[int, Marker]:
    """Return the bare numbers that head short lines, by where they stand: each one comes before its first decimal."""
    found: dict[int, Marker] = {}
    open_: dict[str, Marker] = {}
    for block in clean.blocks:
        bare = _WHOLE.fullmatch(clean.text, block.start, block.end)
        if bare is not None:
            open_[bare["number"]] = Marker(WHOLE, int(bare["number"]), block.start, bare.end("number"))
        first = _FIRST_DECIMAL.match(clean.text, block.start, block.end)
        if first is not None and first["number"] in open_:
            marker = open_.pop(first["number"])
            found[marker.start] = marker
    return found


class Numbering:
    """What numbers are open while reading, and which may come next."""

    def __init__(self, series: int = 0) -> None:
        self.open: list[Node] = []
        self.last: dict[str, tuple[int, int]] = {}
        self.series = series

    def expects(self, marker: Marker) -> bool:
        """Tell whether a number inside a paragraph goes on with a series, or begins one below what is open."""
        if self.continues(marker):
            return True
        if not self.open:
            return marker.value == 1 and RANK[marker.style] <= RANK["han_bracket"]
        return marker.value == 1 and RANK[marker.style] > RANK[self.open[-1].style]

    def continues(self, marker: Marker) -> bool:
        """Tell whether a number follows the last one of its style, as （五） does under 二 after （四） under 一."""
        last = self.last.get(marker.style)
        return last is not None and marker.value == last[0] + 1

    def close(self, style: str) -> None:
        """Close the parts of a style and what is open below them."""
        styles = [node.style for node in self.open]
        if style in styles:
            self.open = self.open[: styles.index(style)]

    def place(self, marker: Marker) -> tuple[Node | None, int]:
        """Return the parent and the series of a number."""
        if any(node.style == marker.style for node in self.open):
            self.close(marker.style)
        elif self.open and self.continues(marker) and RANK[marker.style] < RANK[self.open[-1].style]:
            self.open = [node for node in self.open if RANK[node.style] < RANK[marker.style]]
        _, series = self.last.get(marker.style, (0, 0))
        if marker.value == 1 or not series:
            self.series += 1
            series = self.series
        self.last[marker.style] = (marker.value, series)
        return (self.open[-1] if self.open else None), series
