"""Physical lines joined into paragraphs: what a line break parts and what it only interrupts."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from kouan.clean.lines import Line
from kouan.clean.markers import NAMED_STYLES, RANK, last_inline_marker, marker_at

_TERMINAL = "。！？；：:;…"
_CLOSERS = "”’》）)】〕］]」』"
_NEVER_FIRST = frozenset("，。；、！？）》”’】〕］」』的")
_CLOSED_BRACKET = re.compile(r"[）)]$")
_INNER = re.compile(r"[，,。；;！？]")
_QUOTE_OPENERS = "“《‘（(「"
_BINDING = re.compile(r"[的和与及在对等以为将把向、，]$")
_VERB_END = re.compile(r"(?:实施|打造|构建|推行|实行|推广|建设|完善|发展|建立|开展|推进|加强|深化|促进|支持)$")
_BULLET = re.compile(r"(?:——|--|[★☆])")
_LONGEST_HEADING = 45
_LONGEST_TITLE = 40
_LEAST_HEADING = 4
_LONGEST_REMAINDER = 2
_LONGEST_BRACKET = 5
"""Over how many lines a bracket may run."""

_LEAST_WRAPPED = 10
_LEAST_WIDTH, _GREATEST_WIDTH = 20, 100
_WIDTH_SPREAD = 4


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the width at which a document's lines were cut, in characters, or None where a line is a paragraph.

    In a cut document a quarter or more of the longer lines are within four characters of one length, few are longer,
    and most that are so long stop inside a sentence.
    """
    longer = [line for line in lines if len(line.text) >= 15]  # noqa: PLR2004 - shorter lines are headings
    if len(longer) < _LEAST_WRAPPED:
        return None
    lengths = Counter(len(line.text) for line in longer)
    counts = {
        width: sum(lengths[length] for length in range(width - _WIDTH_SPREAD + 1, width + 1))
        for width in range(_LEAST_WIDTH, _GREATEST_WIDTH)
    }
    width = max(counts, key=lambda candidate: (counts[candidate], candidate))
    full = [line for line in longer if width - _WIDTH_SPREAD < len(line.text) <= width]
    too_long = sum(len(line.text) > width + _WIDTH_SPREAD for line in longer)
    unfinished = sum(line.text[-1] not in _TERMINAL + _CLOSERS for line in full)
    is_cut = len(full) * 4 >= len(longer) and too_long * 10 <= len(longer) and unfinished * 2 > len(full)
    return width if is_cut else None


def _is_full(line: Line, width: int | None) -> bool:
    return width is not None and len(line.text) > width - _WIDTH_SPREAD - 2


def _ends_sentence(line: Line, *, full: bool) -> bool:
    text = line.text.rstrip(_CLOSERS)
    if text and text[-1] in _TERMINAL:
        return True
    return bool(_CLOSED_BRACKET.search(line.text)) and not full


def _is_heading(text: str, following: Line, *, full: bool) -> bool:
    """Tell whether a line is a whole numbered heading without a full stop.

    `四、主要任务` is one; `2．` is none, nor `8．实行` before `“证照分离”`.
    """
    marker = marker_at(text)
    if marker is None:
        return False
    rest = text[marker.end :]
    if marker.style in NAMED_STYLES:
        return not full or len(rest) <= _LONGEST_HEADING
    if len(rest) < 2 or len(rest) > _LONGEST_HEADING or full or _BINDING.search(rest):  # noqa: PLR2004
        return False
    if following.text[0] in _QUOTE_OPENERS and (len(rest) < _LEAST_HEADING or _VERB_END.search(rest)):
        return False
    return RANK[marker.style] < RANK["digit"] or not _INNER.search(rest)


def _ends_in_heading(line: Line, following: Line, *, full: bool) -> bool:
    """Tell whether a line is a heading, or a heading is run in at its end: `（省科技厅负责）四、实施场景建设行动`."""
    marker = last_inline_marker(line.text)
    return _is_heading(line.text, following, full=full) or (
        marker is not None
        and RANK[marker.style] < RANK["digit"]
        and _is_heading(line.text[marker.start :], following, full=full)
        and not _INNER.search(line.text, marker.start)
    )


def _is_title(line: Line, *, full: bool) -> bool:
    """Tell whether a line is short, has no punctuation and stands alone: a title, a date, a signature."""
    return (
        not full
        and len(line.text) <= _LONGEST_TITLE
        and not _INNER.search(line.text)
        and not _BINDING.search(line.text)
    )


def _starts_block(line: Line) -> bool:
    return line.is_bullet or bool(line.cells) or marker_at(line.text) is not None or bool(_BULLET.match(line.text))


def _is_remainder(line: Line) -> bool:
    """Tell whether a line cannot begin anything: it starts with a closing mark, or is a character or two of a word."""
    return line.text[0] in _NEVER_FIRST or (
        len(line.text) <= _LONGEST_REMAINDER and "\u4e00" <= line.text[0] <= "\u9fff"
    )


def joins_next(line: Line, following: Line, width: int | None) -> bool:
    """Tell whether a line break, or a page break, falls inside a sentence or a title."""
    if line.cells or _starts_block(following):
        return False
    full = _is_full(line, width)
    if _ends_sentence(line, full=full):
        return False
    if _is_remainder(following) and not _is_short(line):
        return True
    if _ends_in_heading(line, following, full=full):
        return False
    return marker_at(line.text) is not None or not _is_title(line, full=full)


def _is_short(line: Line) -> bool:
    return len(line.text) <= _LONGEST_REMAINDER


def _open_brackets(text: str, depth: int = 0) -> int:
    """Return how many round brackets a text leaves open, or closes more than it opens (below zero)."""
    for character in text:
        if character in "（(":
            depth += 1
        elif character in "）)":
            depth -= 1
    return depth


def _closes_soon(lines: Sequence[Line], following: Sequence[int], depth: int) -> bool:
    """Tell whether the next few lines close an open bracket, before any of them begins a part of its own."""
    for index in following:
        if _starts_block(lines[index]):
            return False
        depth = _open_brackets(lines[index].text, depth)
        if depth <= 0:
            return True
    return False


def paragraphs(lines: Sequence[Line], aside: Mapping[int, str], torn: Mapping[int, str]) -> list[list[int]]:
    """Group the indexes of the lines that are text into paragraphs, stepping over asides between two halves of one."""
    own = [index for index in range(len(lines)) if index not in aside]
    width = wrap_width([lines[index] for index in own])
    groups: list[list[int]] = []
    depth = 0
    for place, index in enumerate(own):
        previous = own[place - 1]
        is_open = depth > 0 and _closes_soon(lines, own[place : place + _LONGEST_BRACKET], depth)
        if (
            groups
            and previous not in torn
            and not lines[previous].cells
            and (is_open or joins_next(lines[previous], lines[index], width))
        ):
            groups[-1].append(index)
        else:
            groups.append([index])
            depth = 0
        depth = max(0, _open_brackets(lines[index].text, depth))
    return groups
