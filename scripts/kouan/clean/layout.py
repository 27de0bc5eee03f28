"""Physical lines joined into paragraphs: what a line break parts and what it only interrupts."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kouan.clean.asides import DOCUMENT_NOUN
from kouan.clean.field_labels import LABEL
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
_OPEN_TITLE = re.compile(r"[^，,。；;！？：:]*(?:关于|印发)[^，,。；;！？：:]*")
_NAME = re.compile(r"《([^《》]{8,80})》")
_TITLE_LINE = re.compile(r"[^，,。；;！？：:〔\[［]{2,40}")
_LONGEST_OPEN_TITLE = 3
"""Over how many lines more a title may run."""
_TITLE_TAIL = re.compile(r"[（(](?:20\d\d|试行|暂行|修订|征求意见|草案|送审|公开|摘要)[^（）()]{0,15}[）)]")
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


def _starts_block(line: Line) -> bool:
    begins = marker_at(line.text) or _BULLET.match(line.text) or LABEL.match(line.text)
    return line.is_bullet or bool(line.cells) or begins is not None


def _is_remainder(line: Line) -> bool:
    """Tell whether a line cannot begin anything: it starts with a closing mark, or is a character or two of a word."""
    return line.text[0] in _NEVER_FIRST or (
        len(line.text) <= _LONGEST_REMAINDER and "\u4e00" <= line.text[0] <= "\u9fff"
    )


@dataclass
class _Paragraph:
    """The lines of a paragraph so far: their indexes, how long they are, whether they are prose and no title."""

    indexes: list[int]
    length: int
    is_prose: bool

    def add(self, index: int, line: Line) -> None:
        self.indexes.append(index)
        self.length += len(line.text)
        self.is_prose = self.is_prose or _INNER.search(line.text) is not None


def _joins_next(paragraph: _Paragraph, line: Line, following: Line, width: int | None, *, is_parted: bool) -> bool:
    """Tell whether a line break falls inside a sentence or a title; so may a page break, by which lines are parted.

    It makes no difference whether the lines before were joined already: what is decided from the last one alone holds
    for all of them, so a cleaned text keeps its paragraphs.
    """
    is_field = LABEL.match(line.text) is not None and "。" not in line.text
    full = _is_full(line, width)
    if line.cells or _starts_block(following) or is_field:
        return False
    if DOCUMENT_NOUN.search(line.text) and _TITLE_TAIL.fullmatch(following.text):
        return True
    if _ends_sentence(line, full=full):
        return False
    if _is_remainder(following) and paragraph.length > _LONGEST_REMAINDER:
        return True
    if _ends_in_heading(line, following, full=full):
        return False
    return full or _goes_on(paragraph, line, following, is_parted=is_parted)


def _goes_on(paragraph: _Paragraph, line: Line, following: Line, *, is_parted: bool) -> bool:
    """Tell whether a line that fills no width is the first half of what follows: prose, and no title."""
    is_bound = _BINDING.search(line.text) is not None
    is_title = not paragraph.is_prose and paragraph.length <= _LONGEST_TITLE and not is_bound
    if is_title or _names_document(line):
        return False
    return is_parted or is_bound or not _stands_alone(following)


def _names_document(line: Line) -> bool:
    return DOCUMENT_NOUN.search(line.text) is not None and _INNER.search(line.text) is None


def _stands_alone(line: Line) -> bool:
    """Tell whether a line is short and has no punctuation: a body, a date, an entry of a list."""
    return (
        len(line.text) <= _LONGEST_TITLE and not _INNER.search(line.text) and line.text[-1] not in _TERMINAL + _CLOSERS
    )


def _title_goes_on(
    lines: Sequence[Line], group: Sequence[int], following: Sequence[int], names: Collection[str]
) -> bool:
    """Tell whether a title comes to its end only on one of the next lines.

    It names its subject (关于…) and not yet its noun (…的通知), or the document names it in 《》 as a whole.
    """
    text = "".join(lines[index].text for index in group) if len(group) <= _LONGEST_OPEN_TITLE else ""
    whole = text
    for index in following if text else ():
        whole += lines[index].text
        if whole in names:
            return True
    if not _OPEN_TITLE.fullmatch(text) or DOCUMENT_NOUN.search(text) or marker_at(text):
        return False
    for index in following:
        line = lines[index]
        if _starts_block(line) or not _TITLE_LINE.fullmatch(line.text):
            return False
        if DOCUMENT_NOUN.search(line.text):
            return not _OPEN_TITLE.fullmatch(line.text)
    return False


def _open_brackets(text: str, depth: int = 0) -> int:
    """Return how many round brackets a text leaves open, or closes more than it opens (below zero)."""
    return depth + text.count("（") + text.count("(") - text.count("）") - text.count(")")


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
    names = {match[1] for index in own for match in _NAME.finditer(lines[index].text)}
    groups: list[_Paragraph] = []
    depth = 0
    for place, index in enumerate(own):
        previous = own[place - 1]
        is_open = depth > 0 and _closes_soon(lines, own[place : place + _LONGEST_BRACKET], depth)
        if (
            groups
            and previous not in torn
            and not lines[previous].cells
            and (
                is_open
                or _joins_next(groups[-1], lines[previous], lines[index], width, is_parted=index - previous > 1)
                or _title_goes_on(lines, groups[-1].indexes, own[place : place + _LONGEST_OPEN_TITLE], names)
            )
        ):
            groups[-1].add(index, lines[index])
        else:
            text = lines[index].text
            is_prose = marker_at(text) is not None or _INNER.search(text) is not None
            groups.append(_Paragraph([index], len(text), is_prose))
            depth = 0
        depth = max(0, _open_brackets(lines[index].text, depth))
    return [group.indexes for group in groups]
