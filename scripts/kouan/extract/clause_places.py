"""Where responsibility clauses stand in a text.

They are looked for in these places, surest first: cells of tables of duties (`clause_tables`); brackets; labels at the
end of a paragraph or on lines of their own. Two more are weak and count only in a document that has sure ones or
repeats them: names alone in brackets behind a task, （省商务厅、省财政厅）, and a paragraph's last sentence,
由省商务厅牵头，合肥海关配合.
What a clause is made of says `clause_grammar`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kouan.clean.text import CELL_BORDER
from kouan.extract.agency_names import DETERMINER, PLACE, is_whole
from kouan.extract.brackets import groups
from kouan.extract.clause_grammar import Segment, charges, split_cell, split_clause, split_names, split_sentence
from kouan.extract.clause_tables import duty_rows
from kouan.extract.clause_words import (
    AGENT_PARTS,
    LABEL_IN_TEXT,
    NEVER_BARE,
    ORDER_RULE,
)
from kouan.extract.mentions import expand, names_agencies_only, split_list

_LIST_IN_TEXT = re.compile(r"\n?[^。\n|]{1,400}(?:[。；;]|(?=[\n|])|\Z)")
_BARE_START = frozenset("。；\n|）)”】—―－•·◆●■")
_OPENERS = frozenset("（(［[〔﹝【")
_SENTENCE_ENDS = frozenset(["。", "；", "！", "\n", ""])
_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"[^。]+。?")
_NEXT_ITEM = re.compile(r"[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|\d{1,3}[.．、]")
_WEAK_VERB = re.compile(r"牵头|负责|分工")
_LONGEST = 1500
_LONGEST_SENTENCE = 300
_LOOK_BACK = 40
_ENOUGH = 3
"""How many weak clauses prove each other."""


@dataclass(frozen=True)
class Reading:
    """A stretch of text that reads as a clause: its span, its segments, and whether it states an order rule."""

    start: int
    end: int
    segments: tuple[Segment, ...]
    is_ordered: bool = False


def readings(text: str) -> list[Reading]:
    """Return what reads as a clause in a cleaned text, in order and without overlap."""
    bracketed = list(groups(text))
    found = list(_tabular(text))
    for sure in (_bracketed(text, bracketed), _labels_in_text(text, bracketed)):
        found.extend(_free(sure, found))
    weak = list(_free(weak_readings(text), found))
    if found or len(weak) >= _ENOUGH:
        found.extend(weak)
    return sorted(found, key=lambda reading: reading.start)


def weak_readings(text: str) -> list[Reading]:
    """Return what reads as a clause if the document has others: names in brackets, last sentences."""
    names = list(_names_in_brackets(text, list(groups(text))))
    return [*names, *_free(_last_sentences(text), names)]


def is_aside(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket inside a sentence says what somebody does: 项目（由省商务厅负责核准）应当…."""
    if text[start - 1 : start] in _SENTENCE_ENDS or text[end : end + 1] in _SENTENCE_ENDS:
        return False
    if LABEL_IN_TEXT.search(text, start, end):
        return False
    return not any(charges(text, *piece) for piece in split_list(text, start + 1, end - 1))


def overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a span overlaps one of sorted spans that lie apart."""
    place = bisect_left(spans, (end,)) - 1
    return place >= 0 and spans[place][1] > start


def list_in_text(text: str, label: re.Match[str]) -> int:
    """Return where the list behind a label outside brackets ends: at a full stop, a cell's border or a line's end.

    A label at a line's end has its list on the next line, if nothing but names stands there.
    """
    items = _LIST_IN_TEXT.match(text, label.end())
    if items is None or (
        items.group().startswith("\n") and not names_agencies_only(text, label.end() + 1, items.end())
    ):
        return label.end()
    return items.end()


def _free(candidates: Iterable[Reading], found: Sequence[Reading]) -> Iterator[Reading]:
    taken = sorted((reading.start, reading.end) for reading in found)
    return (reading for reading in candidates if not overlaps(taken, reading.start, reading.end))


def _bracketed(text: str, bracketed: Sequence[tuple[int, int]]) -> Iterator[Reading]:
    """Yield the brackets that are clauses; where an outer one is none, one inside it may be."""
    for outer in bracketed:
        reading = _in_bracket(text, *outer)
        if reading is not None:
            yield reading
        else:
            for inner in groups(text, outer[0] + 1, outer[1] - 1):
                nested = _in_bracket(text, *inner)
                if nested is not None:
                    yield nested


def _in_bracket(text: str, start: int, end: int) -> Reading | None:
    if end - start > _LONGEST:
        return None
    segments = split_clause(text, start + 1, end - 1)
    if segments and is_aside(text, start, end):
        return None
    return _reading(text, start, end, segments) if segments else None


def _reading(text: str, start: int, end: int, segments: Sequence[Segment]) -> Reading:
    return Reading(start, end, tuple(segments), ORDER_RULE.search(text, start, end) is not None)


def _labels_in_text(text: str, bracketed: Sequence[tuple[int, int]]) -> Iterator[Reading]:
    """Yield labels outside brackets with their lists; another label behind the list goes on with the clause.

    `牵头单位：省商务厅。配合单位：合肥海关。` is one clause; the same label again begins the next.
    """
    start = stop = 0
    seen: set[str] = set()
    spans: list[tuple[int, int]] = []
    for label in LABEL_IN_TEXT.finditer(text):
        is_inside = label["box"] is None and overlaps(bracketed, *label.span())
        if label.start() < stop or is_inside or NEVER_BARE.search(label.group()):
            continue
        goes_on = bool(seen) and label.group() not in seen and not text[stop : label.start()].strip()
        if seen and not goes_on:
            spans.append((start, stop))
            seen.clear()
        end = list_in_text(text, label)
        following = LABEL_IN_TEXT.search(text, label.end(), end)
        end = _before(text, following) if following else end
        if not goes_on and not _begins_clause(text, label, end):
            continue
        start, stop = start if goes_on else label.start(), end
        seen.add(label.group())
    if seen:
        spans.append((start, stop))
    for begin, end in spans:
        segments = split_clause(text, begin, end)
        if segments:
            yield _reading(text, begin, end, segments)


def _before(text: str, label: re.Match[str]) -> int:
    """Return where a label begins, with the bracket that it stands in."""
    return label.start() - (text[label.start() - 1] in _OPENERS)


def _begins_clause(text: str, label: re.Match[str], end: int) -> bool:
    """Tell whether a label stands where a clause may begin: behind a stop, or before a sure agency.

    Behind a bracket that is never closed nobody knows where the clause ends.
    """
    before = text[max(0, label.start() - 1) : label.start()]
    if not before or before in _BARE_START:
        return True
    first = None if before in _OPENERS else next(split_list(text, label.end(), end), None)
    return first is not None and names_agencies_only(text, *first)


def _names_in_brackets(text: str, bracketed: Sequence[tuple[int, int]]) -> Iterator[Reading]:
    """Yield brackets that hold nothing but agencies and end a task: 完善口岸功能。（省商务厅，各市人民政府）.

    Behind a full stop one agency is enough; else there must be several, at the end of a sentence, and not in
    apposition: 有关部门（省商务厅、省财政厅）。
    """
    for start, end in bracketed:
        segments = split_names(text, start + 1, end - 1) if end - start <= _LONGEST_SENTENCE else None
        if segments is None:
            continue
        lists = [(segment.start, segment.end) for segment in segments if segment.part in AGENT_PARTS]
        names = [mention.text for span in lists for mention in expand(text, *span)]
        before = text[max(0, start - _LOOK_BACK) : start]
        is_behind_stop = not before or before[-1] in _SENTENCE_ENDS
        is_before_stop = end == len(text) or text[end] in _SENTENCE_ENDS
        is_apposition = is_whole(before) or PLACE.search(before) is not None
        are_places = all(PLACE.search(name) and not DETERMINER.match(name) for name in names)
        if not are_places and (is_behind_stop or (is_before_stop and len(names) > 1 and not is_apposition)):
            yield _reading(text, start, end, segments)


def _last_sentences(text: str) -> Iterator[Reading]:
    """Yield the sentences at a paragraph's end that only say who does it: 由省商务厅牵头，省财政厅配合."""
    for line in _LINE.finditer(text):
        if CELL_BORDER in line.group() or not _WEAK_VERB.search(line.group()):
            continue
        begin = stop = -1
        for sentence in reversed(list(_SENTENCE.finditer(text, *line.span()))):
            start, end = sentence.span()
            is_last = begin == end or end == line.end() or _NEXT_ITEM.match(text, end) is not None
            if is_last and _says_who(text, start, end):
                begin, stop = start, stop if begin == end else end
            elif begin >= 0:
                yield from _sentences(text, begin, stop)
                begin = -1
        if begin >= 0:
            yield from _sentences(text, begin, stop)


def _says_who(text: str, start: int, end: int) -> bool:
    is_short = end - start <= _LONGEST_SENTENCE and not _NEXT_ITEM.match(text, start)
    return is_short and split_sentence(text, start, end) is not None


def _sentences(text: str, start: int, end: int) -> Iterator[Reading]:
    segments = split_sentence(text, start, end) or []
    parts = {segment.part for segment in segments} & AGENT_PARTS
    if parts & {"lead", "joins", "share"} or parts > {"charge"}:
        yield _reading(text, start, end, segments)


def _tabular(text: str) -> Iterator[Reading]:
    """Yield the rows of tables of duties."""
    for row in duty_rows(text):
        segments = [segment for cell in row.cells for segment in split_cell(text, *cell)]
        if any(segment.part in AGENT_PARTS for segment in segments):
            start, end = min(segment.start for segment in segments), max(segment.end for segment in segments)
            is_ordered = ORDER_RULE.search(text, row.start, row.end) is not None
            yield Reading(start, end, tuple(segments), is_ordered)
