"""Stored text split into lines of meaningful characters, each with its place in the file."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.clean.characters import LINE_BREAKS, SPACES, is_invisible, is_stray, replacements_for
from kouan.clean.markers import marker_at

_PHYSICAL_LINE = re.compile(f"[^{LINE_BREAKS}]+")
_MARKS = re.compile(
    r"[ \u3000]*(?:(?:#{1,6}|>)[ ]+"
    r"|(?P<bullet>[-*+](?![ ]*\d{1,4}[ ]*[-—–－][ ]*$)[ ]+|[•●▪■◆◇►▶➢\ue000-\uf8ff][ \u3000]*))+"
)
"""Markdown's headings, quotations and list items, and the bullets of other formats; `- 3 -` is a page number."""
_RULE = frozenset("-*_=") | {chr(code) for code in range(0x2500, 0x2580)}
_DRAWN = _RULE | frozenset("|:+\t")
_LEAST_RULE = 3
_LEAST_BARS = 2
_LEAST_COLUMNS = 3
_LEAST_STRAY = 2

_GAP = re.compile(f"[{SPACES}]+")
_GAP_BETWEEN_CELLS = re.compile(f"[{SPACES.replace(chr(9), '')}]+")
_STARS = re.compile(r"\*\*")


@dataclass(frozen=True)
class _Characters:
    """Characters of a line that are still kept: what each stands for, and its stored index."""

    text: str
    positions: Sequence[int]

    def cut(self, start: int, end: int | None = None) -> "_Characters":
        return _Characters(self.text[start:end], self.positions[start:end])

    def without(self, characters: Collection[str]) -> "_Characters":
        if not any(character in self.text for character in characters):
            return self
        return self.less({index for index, character in enumerate(self.text) if character in characters})

    def less(self, indexes: Collection[int]) -> "_Characters":
        kept = [index for index in range(len(self.text)) if index not in indexes]
        return _Characters("".join([self.text[at] for at in kept]), [self.positions[at] for at in kept])


@dataclass(frozen=True)
class _Alphabet:
    """What the characters of a stored text are: which stand for others, show nothing, or could not be read."""

    replacements: dict[int, str]
    invisible: frozenset[str]
    stray: frozenset[str]


def _alphabet(stored: str) -> _Alphabet:
    used, table = set(stored), replacements_for(stored)
    return _Alphabet(
        {ord(character): table[character] for character in used if character in table},
        frozenset(filter(is_invisible, used)),
        frozenset(character for character in (table.get(one, one) for one in used) if is_stray(character)),
    )


@dataclass(frozen=True)
class Line:
    """One physical line without its layout.

    `positions[i]` is the stored index of `text[i]`. `bold` are the half-open spans of `text` that Markdown set in bold.
    A line that is a row of a table keeps its cell separators and has its cells as spans of `text`. `stray` are the
    stored spans of characters that could not be read and were left out.
    """

    text: str
    positions: tuple[int, ...]
    is_bullet: bool = False
    bold: tuple[tuple[int, int], ...] = ()
    cells: tuple[tuple[int, int], ...] = ()
    stray: tuple[tuple[int, int], ...] = ()


def split_lines(stored: str, bullets: Collection[int] = ()) -> list[Line]:
    """Return the lines of a stored document that hold anything; those that begin at `bullets` are list items.

    What could not be read on a line that holds nothing else is noted with the next line.
    """
    alphabet = _alphabet(stored)
    lines: list[Line] = []
    pending: tuple[tuple[int, int], ...] = ()
    columns = 0
    for physical in _PHYSICAL_LINE.finditer(stored):
        line = _line(physical.group(), physical.start(), alphabet, columns)
        columns = physical.group().count("\t") + 1 if line.cells else columns if not line.text else 0
        pending += line.stray
        if line.text:
            is_bullet = line.is_bullet or physical.start() in bullets
            lines.append(replace(line, is_bullet=is_bullet, stray=pending))
            pending = ()
    if lines:
        lines[-1] = replace(lines[-1], stray=lines[-1].stray + pending)
    return lines


def _line(raw: str, offset: int, alphabet: _Alphabet, columns_above: int) -> Line:
    """Return what a physical line holds: no text where it is blank, or a rule that Markdown draws.

    `columns_above` counts the columns of the row above; below one, a line with as many tabs is a row, too.
    """
    visible = _Characters(raw, range(offset, offset + len(raw))).without(alphabet.invisible)
    visible, bold = _without_stars(replace(visible, text=visible.text.translate(alphabet.replacements)))
    marks = _MARKS.match(visible.text)
    visible = visible.cut(marks.end()) if marks else visible
    readable = visible.without(alphabet.stray)
    unreadable = sorted(set(visible.positions) - set(readable.positions)) if readable is not visible else []
    edge = _cell_edge(readable.text, columns_above)
    if edge == "\t":
        # A bar inside a cell would part it in two.
        readable = readable.without("|")
    kept, question_marks = _without_question_marks(_without_layout(readable, keep_tabs=edge == "\t"))
    if edge is None:
        kept = _without_borders(kept)
    text = kept.text
    cells = tuple(match.span() for match in re.finditer(f"[^{re.escape(edge)}]+", text)) if edge else ()
    positions = tuple(kept.positions)
    is_drawn = _is_rule(text) or (edge is not None and not cells)
    return Line(
        text="" if is_drawn else text,
        positions=positions,
        is_bullet=marks is not None and marks["bullet"] is not None,
        bold=tuple(span for start, end in bold if (span := _local(positions, start, end))),
        cells=cells,
        stray=tuple(_runs(sorted([*unreadable, *question_marks]))),
    )


def _without_stars(characters: _Characters) -> tuple[_Characters, list[tuple[int, int]]]:
    """Drop Markdown's `**` where two make a pair; return the stored spans between them too."""
    stars = [match.start() for match in _STARS.finditer(characters.text)]
    pairs = list(zip(stars[::2], stars[1::2], strict=False))
    if not pairs:
        return characters, []
    positions = characters.positions
    dropped = {index for pair in pairs for star in pair for index in (star, star + 1)}
    return characters.less(dropped), [(positions[start + 1] + 1, positions[end]) for start, end in pairs]


def _cell_edge(text: str, columns_above: int) -> str | None:
    """Return what parts the cells of a row, or None: bars, or tabs between three cells, or between two short ones.

    A tab between a number and its title (`一、<tab>总体要求`) is layout. Below a row of as many columns a line has
    cells however few of them are filled.
    """
    if text.count("|") >= _LEAST_BARS:
        return "|"
    if "|" in text and "\t" not in text:
        return "|" if _are_two_cells(text.split("|"), text) else None
    parts = [part.strip() for part in text.split("\t") if part.strip()]
    marker = marker_at(parts[0]) if parts else None
    is_number = marker is not None and marker.end == len(parts[0])
    if text.count("\t") + 1 == columns_above >= _LEAST_COLUMNS - (not is_number):
        return "\t"
    if len(parts) >= _LEAST_COLUMNS:
        return "\t"
    return "\t" if _are_two_cells(parts, text) else None


def _are_two_cells(parts: Sequence[str], text: str) -> bool:
    """Tell whether a line of two parts is a row: it is no sentence, and the first part not the number of the second."""
    filled = [part.strip() for part in parts if part.strip()]
    if len(filled) != _LEAST_COLUMNS - 1 or "。" in text:
        return False
    marker = marker_at(filled[0])
    return marker is None or marker.end != len(filled[0])


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _without_layout(characters: _Characters, *, keep_tabs: bool) -> _Characters:
    """Drop white space, except one space between two words of Latin letters or digits, and the tabs between cells."""
    text, positions = characters.text, characters.positions
    kept: list[str] = []
    places: list[int] = []
    done = 0
    for gap in (_GAP_BETWEEN_CELLS if keep_tabs else _GAP).finditer(text):
        start, end = gap.span()
        kept.append(text[done:start])
        places.extend(positions[done:start])
        if start > 0 and end < len(text) and _is_word(text[start - 1]) and _is_word(text[end]):
            kept.append(" ")
            places.append(positions[start])
        done = end
    kept_all = _Characters("".join([*kept, text[done:]]), [*places, *positions[done:]]) if done else characters
    return kept_all.cut(0, len(kept_all.text.rstrip("\t")))


def _without_question_marks(characters: _Characters) -> tuple[_Characters, list[int]]:
    """Drop runs of `?` at the edges of a line, where no sentence puts one; return where they stood."""
    text = characters.text
    head = len(text) - len(text.lstrip("?"))
    head = head if head >= _LEAST_STRAY else 0
    tail = len(text.rstrip("?"))
    tail = tail if len(text) - tail >= _LEAST_STRAY else len(text)
    dropped = [*characters.positions[:head], *characters.positions[max(head, tail) :]]
    return characters.cut(head, tail), dropped


def _without_borders(characters: _Characters) -> _Characters:
    """Drop the bars at the edges of a line that is no row."""
    text = characters.text
    return characters.cut(len(text) - len(text.lstrip("|")), len(text.rstrip("|")))


def _is_rule(text: str) -> bool:
    """Tell whether a line is only drawn: `---`, `|---|:---|`."""
    return _DRAWN.issuperset(text) and sum(character in _RULE for character in text) >= _LEAST_RULE


def _runs(positions: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans that sorted positions fill."""
    start = 0
    for index in range(1, len(positions) + 1):
        if index == len(positions) or positions[index] != positions[index - 1] + 1:
            yield positions[start], positions[index - 1] + 1
            start = index


def _local(positions: tuple[int, ...], start: int, end: int) -> tuple[int, int] | None:
    """Return a stored span as a span of the kept characters, or None where it holds none."""
    first, last = bisect_left(positions, start), bisect_left(positions, end)
    return (first, last) if first < last else None
