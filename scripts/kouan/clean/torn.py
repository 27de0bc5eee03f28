"""Missing pages: headings that a contents list names and the text lacks."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import groupby

from kouan.clean.asides import breaks_off, contents_entry
from kouan.clean.lines import Line
from kouan.clean.markers import marker_at


def torn_lines(lines: Sequence[Line]) -> dict[int, str]:
    """Return the lines after which a heading of the contents list is missing, with the heading.

    The line is the last one that breaks off inside a sentence between the heading before and the heading after. A
    heading printed otherwise than in the list, but with its number, is not missing.
    """
    entries = [(index, entry) for index, line in enumerate(lines) if (entry := contents_entry(line))]
    if not entries:
        return {}
    first = entries[-1][0] + 1
    names = [entry for _, entry in entries]
    torn: dict[int, str] = {}
    before: int | None = None
    runs = [list(run) for _, run in groupby(_places(names, lines, first), key=lambda pair: pair[1] is None)]
    for place, run in enumerate(runs):
        if run[0][1] is not None:
            before = run[-1][1]
            continue
        after = runs[place + 1][0][1] if place + 1 < len(runs) else None
        if before is not None:
            torn |= _torn_between(lines, before, after if after is not None else len(lines), [name for name, _ in run])
    return torn


def _places(names: Sequence[str], lines: Sequence[Line], first: int) -> list[tuple[str, int | None]]:
    """Pair each entry with the line from `first` on where it stands as a heading, in order, or with None."""
    headings: dict[str, list[int]] = {_bare(name): [] for name in names}
    for index in range(first, len(lines)):
        headings.get(_bare(lines[index].text), []).append(index)
    places: list[tuple[str, int | None]] = []
    for name in names:
        indexes = headings[_bare(name)]
        found = bisect_left(indexes, first)
        places.append((name, indexes[found] if found < len(indexes) else None))
        first = indexes[found] + 1 if found < len(indexes) else first
    return places


def _torn_between(lines: Sequence[Line], before: int, after: int, missing: Sequence[str]) -> dict[int, str]:
    """Return the line between two headings where a page is missing, with the first heading that it took along."""
    broken = [index for index in range(before, after - 1) if breaks_off(lines[index])]
    numbers = {_number(line.text) for line in lines[before + 1 : after]}
    lost = [name for name in missing if _number(name) not in numbers]
    return {broken[-1]: lost[0]} if broken and lost else {}


def _number(text: str) -> tuple[str, int] | None:
    marker = marker_at(text)
    return (marker.style, marker.value) if marker else None


def _bare(heading: str) -> str:
    return re.sub(r"[\s。.．]", "", heading).replace("(", "（").replace(")", "）")
