"""A cleaned text cleaned again: the way back runs through both."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from kouan.clean.text import Aside, CleanText, Defect


def through(first: CleanText, second: CleanText) -> CleanText:
    """Return the second cleaning, made of the text of the first, as one of the document itself."""
    starts = [aside.positions[0] for aside in first.asides]
    found = [part for aside in second.asides for part in _aside(first, starts, aside)]
    return CleanText(
        text=second.text,
        positions=array("L", map(first.positions.__getitem__, second.positions)),
        blocks=second.blocks,
        asides=tuple(sorted([*first.asides, *found], key=lambda aside: aside.positions[0])),
        bold=tuple(_bold(first, second)),
        defects=tuple(sorted([*first.defects, *_defects(first, second)], key=lambda defect: defect.start)),
    )


def _aside(first: CleanText, starts: Sequence[int], aside: Aside) -> Iterator[Aside]:
    """Yield an aside of the second cleaning, cut where one of the first, which begin at `starts`, stands inside it."""
    places = [first.positions[position] for position in aside.positions]
    begin = 0
    for end in range(1, len(places) + 1):
        if end == len(places) or bisect_left(starts, places[end - 1]) < bisect_left(starts, places[end]):
            yield Aside(aside.kind, aside.text[begin:end], tuple(places[begin:end]))
            begin = end


def _bold(first: CleanText, second: CleanText) -> Iterator[tuple[int, int]]:
    for start, end in first.bold:
        span = bisect_left(second.positions, start), bisect_left(second.positions, end)
        if span[0] < span[1]:
            yield span


def _defects(first: CleanText, second: CleanText) -> Iterator[Defect]:
    for defect in second.defects:
        start, end = first.positions[defect.start], first.positions[defect.end - 1] + 1
        yield Defect(defect.kind, start, end, defect.description, defect.description_en)
