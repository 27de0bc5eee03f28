"""Where responsibility clauses stand in a text, and the lists that they are made of.

Three grammars cover the genre. The first two stand inside a bracket; labels also stand bare, at the end of a paragraph
or on lines of their own:

    labelled   （牵头单位：A；责任单位：B、C，适用范围：X）    label ： list, parted by ； ， or 。
    verbal     （A、B牵头，C配合，D按职责分工负责）            list verb, parted by ； ， or 、
    tabular    序号 | 任务 | 责任单位                          a column whose head is a label

Their vocabulary stands in `clause_words`. A list behind 责任单位 may hold verbs of its own: 责任单位：A牵头，B配合.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kouan.clean.text import CELL_BORDER
from kouan.extract.brackets import depths, groups
from kouan.extract.clause_words import DUE, LABEL, LABEL_IN_TEXT, LABELS, NEVER_BARE, ORDER_RULE, SAME_BELOW, VERB
from kouan.extract.mentions import is_list, names_agency

AGENT_WORDS = frozenset({"lead", "support", "plain", "share", "joins"})
"""The words whose segments hold agencies; the others are notes."""

_EDGES = " ，,；;。、\n"
_PARTS = re.compile(r"[，,；;。]")
_BARE_LIST = re.compile(r"[^。\n|]{1,400}(?:[。；;]|(?=[\n|])|\Z)")
_BARE_START = frozenset("。；\n|）)”")
_LINE = re.compile(r"[^\n]+")
_LONGEST = 1500
_LONGEST_HEAD = 40
_MOST_MISSES = 8
"""After how many verbs that no list of names precedes a text is taken for prose."""


@dataclass(frozen=True)
class Segment:
    """A list or a note of a clause before roles are settled: the part that its label or verb plays, and its span.

    `word` is lead, support, plain (责任单位, 负责), share (按职责分工负责), joins (会同), scope, due, person or other.
    """

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """A stretch of text that reads as a clause: its span, its segments, and whether it states an order rule."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    is_ordered: bool


def readings(text: str) -> list[Reading]:
    """Return what reads as a clause in a cleaned text, in order and without overlap."""
    found = list(_tabular(text))
    bracketed = list(groups(text))
    in_brackets = [(start, end, start + 1, end - 1) for start, end in bracketed if end - start <= _LONGEST]
    bare = [(start, end, start, end) for start, end in _bare(text, bracketed)]
    for candidates in (in_brackets, bare):
        taken = sorted((reading.start, reading.end) for reading in found)
        for start, end, inner_start, inner_end in candidates:
            segments = None if overlaps(taken, start, end) else _segments(text, inner_start, inner_end)
            if segments is not None:
                is_ordered = ORDER_RULE.search(text, inner_start, inner_end) is not None
                found.append(Reading(start, end, tuple(segments), is_ordered))
    return sorted(found, key=lambda reading: reading.start)


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a span overlaps one of sorted spans that lie apart."""
    place = bisect_right(spans, (end - 1, end)) - 1
    return place >= 0 and spans[place][1] > start


def bare_extent(text: str, label: re.Match[str]) -> int:
    """Return where the list behind a label outside brackets ends: at a full stop, a cell's border or a line's end."""
    items = _BARE_LIST.match(text, label.end())
    return items.end() if items else label.end()


def _bare(text: str, bracketed: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield labels outside brackets with their lists; another label behind the list goes on with the clause.

    `牵头单位：省商务厅。配合单位：合肥海关。` is one clause; the same label again begins the next.
    """
    start = stop = 0
    seen: set[str] = set()
    for label in LABEL_IN_TEXT.finditer(text):
        if label.start() < stop or overlaps(bracketed, *label.span()) or NEVER_BARE.search(label.group()):
            continue
        goes_on = bool(seen) and label.group() not in seen and not text[stop : label.start()].strip()
        if seen and not goes_on:
            yield start, stop
            seen.clear()
        if not goes_on and label.start() and text[label.start() - 1] not in _BARE_START:
            continue
        start = start if goes_on else label.start()
        stop = bare_extent(text, label)
        following = LABEL_IN_TEXT.search(text, label.end(), stop)
        stop = following.start() if following else stop
        seen.add(label.group())
    if seen:
        yield start, stop


def _tabular(text: str) -> Iterator[Reading]:
    """Yield the cells of each row that stand under 牵头单位, 责任单位 or 完成时限, in a table with such a head."""
    columns: dict[int, str] = {}
    last = -1
    for row in _LINE.finditer(text):
        if CELL_BORDER not in row.group():
            continue
        if row.start() != last + 1:
            columns = {}
        last = row.end()
        cells = _cells(text, *row.span())
        heads = _columns(text, cells)
        if heads:
            columns = heads
            continue
        segments = [
            segment
            for column, (start, end) in enumerate(cells)
            if column in columns and start < end
            for segment in _cell_segments(text, columns[column], start, end)
        ]
        if any(segment.word in AGENT_WORDS for segment in segments):
            span = (min(segment.start for segment in segments), max(segment.end for segment in segments))
            yield Reading(*span, tuple(segments), is_ordered=False)


def _columns(text: str, cells: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Return the labelled columns of a table's head, or none where no column is for agencies."""
    labels = {
        column: str(label.lastgroup)
        for column, span in enumerate(cells)
        if (label := LABELS.fullmatch(text, *span)) is not None
    }
    return labels if AGENT_WORDS & set(labels.values()) else {}


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of a row's cells, empty ones too."""
    borders = [index for index in range(start, end) if text[index] == CELL_BORDER]
    return list(zip([start, *(border + 1 for border in borders)], [*borders, end], strict=True))


def _cell_segments(text: str, word: str, start: int, end: int) -> list[Segment]:
    if word not in AGENT_WORDS:
        return [Segment(word, start, end)]
    return _labelled(text, start, end) or _list_or_verbs(text, word, start, end)


def _segments(text: str, start: int, end: int) -> list[Segment] | None:
    """Split the content of a candidate into lists, or return None where it is no clause."""
    stop = end
    for tail in (SAME_BELOW, ORDER_RULE):
        match = tail.search(text, start, stop)
        if match and not text[match.end() : stop].strip(_EDGES):
            stop = match.start()
    start, stop = _trim(text, start, stop)
    return _labelled(text, start, stop) or _verbal(text, start, stop)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _labelled(text: str, start: int, end: int) -> list[Segment] | None:
    """Split `6月底完成，牵头单位：A；责任单位：B、C` at its labels; before the first one stands a short note."""
    labels = list(LABEL.finditer(text, start, end))
    words = [str(label.lastgroup).removesuffix("_alone") for label in labels]
    if not AGENT_WORDS & set(words):
        return None
    head = text[start : labels[0].start()]
    if len(head) > _LONGEST_HEAD or re.search(r"[。：:]", head):
        return None
    segments = [Segment("due", start, labels[0].start())] if DUE.match(head.strip(_EDGES)) else []
    stops = [*(label.start() for label in labels[1:]), end]
    for label, word, stop in zip(labels, words, stops, strict=True):
        segments.extend(_list_or_verbs(text, word, label.end(), stop))
    return segments


def _list_or_verbs(text: str, word: str, start: int, end: int) -> list[Segment]:
    """Return what a label introduces: a note, or a list, which behind 责任单位 may hold verbs of its own."""
    if word not in AGENT_WORDS:
        return [Segment(word, start, end)]
    segments = _verbal(text, start, end) if word == "plain" else None
    if segments is not None:
        return segments
    begin, stop, due = _without_due(text, start, end)
    return [Segment(word, begin, stop), *due]


def _without_due(text: str, start: int, end: int) -> tuple[int, int, list[Segment]]:
    """Cut a due date off either end of a list."""
    start, end = _trim(text, start, end)
    first = _PARTS.search(text, start, end)
    if first and DUE.match(text, start, first.start()):
        return *_trim(text, first.end(), end), [Segment("due", start, first.start())]
    last = max((text.rfind(mark, start, end) for mark in "，,；;。"), default=-1)
    if last >= 0 and DUE.match(text, last + 1, end):
        return *_trim(text, start, last), [Segment("due", last + 1, end)]
    return start, end, []


def _verbal(text: str, start: int, end: int) -> list[Segment] | None:
    """Split `A、B牵头，C按职责分工负责` at its verbs; the last verb ends it and one list must name an agency."""
    begin, stop, segments = _without_due(text, start, end)
    depth = depths(text, begin, stop)
    first, is_sure, misses = begin, False, 0
    for verb in VERB.finditer(text, first, stop):
        if depth[verb.start() - first]:
            continue
        if misses > _MOST_MISSES:
            return None
        if not text[begin : verb.start()].strip(_EDGES):
            begin = verb.end()
        elif is_list(text, begin, verb.start()):
            is_sure = is_sure or names_agency(text, begin, verb.start(), loosely=verb.lastgroup == "share")
            segments.append(Segment(str(verb.lastgroup), begin, verb.start()))
            begin = verb.end()
        else:
            misses += 1
    return segments if is_sure and not text[begin:stop].strip(_EDGES) else None
