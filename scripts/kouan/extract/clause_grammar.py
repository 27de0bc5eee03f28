"""The grammar of responsibility clauses: what a clause is made of.

A clause is a run of pieces between ， 、 ； and 。. Each piece is one of these:

    label      牵头单位：A             begins a list, which lasts until the next label
    name       A                       belongs to the list around it
    verb       A牵头, A按职责分工负责    ends the list before it
    object     A负责制定办法            a list of one, whose verb has an object
    due        2022年底前完成           a note
    remark     详见附件, 下同           is left out
    other      a sentence              stays unread, or the whole is no clause

A clause with labels is a run of lists; one without is a run of verbs with their lists. A list behind 责任单位 may hold
verbs of its own. The words stand in `clause_words`; where clauses stand in a text, in `clause_places`; what roles their
lists have, in `clauses`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from kouan.clean.text import trimmed
from kouan.extract.agency_names import begins_like_agency, is_agency, is_left_out, is_whole
from kouan.extract.brackets import depths
from kouan.extract.clause_words import (
    AGENT_PARTS,
    DUE,
    FOR_ALL_TASKS,
    LABEL,
    LABEL_WORD,
    NEVER_BARE,
    OBJECT_VERB,
    ORDER_RULE,
    SAME_BELOW,
    VERB,
    part_of,
)
from kouan.extract.mentions import is_list, names_agencies_only, names_agency, split_list

_EDGES = " ，,；;。、\n"
_OF = re.compile(r"(?<!相关)(?<!有关)(?<!各自)的")
_OTHERS = re.compile(r"等[^等]{0,12}$")
_JOINS = re.compile("会同")
_PRINCIPLE = re.compile(r"属地|分级|行业|本级")
"""What alone says a principle and names nobody: 属地负责、分级负责."""
_LONGEST_HEAD = 40
_VERBS_TRIED = 8
"""How many verbs of a piece may end its list."""


@dataclass(frozen=True)
class Segment:
    """A list or a note of a clause before roles are settled: the part that its label or verb plays, and its span.

    `part` is one of those of `clause_words.Word`, or `unread` for a piece of a list that is neither name nor note.
    """

    part: str
    start: int
    end: int


def split_clause(text: str, start: int, end: int) -> list[Segment] | None:
    """Split what stands in a bracket or behind a label into lists and notes, or return None where it is no clause."""
    start, end = _without_rules(text, start, end)
    return _labelled(text, start, end) or _verbal(text, start, end)


def split_sentence(text: str, start: int, end: int) -> list[Segment] | None:
    """Split a sentence of running text, every list of which must name agencies only and have a verb."""
    return _verbal(text, start, end, is_prose=True)


def split_cell(text: str, part: str, start: int, end: int) -> list[Segment]:
    """Split a table's cell, to which the head of its column gives a part."""
    if part not in AGENT_PARTS:
        return [Segment(part, start, end)]
    return _labelled(text, start, end) or _list(text, part, start, end)


def split_names(text: str, start: int, end: int) -> list[Segment] | None:
    """Split a list of agencies without label or verb, which are in charge, and its dates; None where it holds more."""
    runs, dues = _without_dues(text, *_without_rules(text, start, end))
    if not runs or not all(names_agencies_only(text, *run) for run in runs):
        return None
    return [*(Segment("charge", *run) for run in runs), *dues]


def charges(text: str, start: int, end: int) -> bool:
    """Tell whether a piece says that an agency is in charge: 省商务厅牵头."""
    verb = VERB.search(text, start, end)
    if verb is None or verb.start() == start or _PRINCIPLE.fullmatch(text, start, verb.start()):
        return False
    return is_list(text, start, verb.start()) and names_agency(text, start, verb.start())


def charges_with_object(text: str, start: int, end: int) -> bool:
    """Tell whether a piece says that an agency does something with something: 省商务厅负责制定办法."""
    return _object_verb(text, start, end) is not None


def _without_rules(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut off what a clause says of others behind its end: 下同, the order rule, who answers for all tasks."""
    stop = end
    for tail in (FOR_ALL_TASKS, SAME_BELOW, ORDER_RULE):
        match = tail.search(text, start, stop)
        if match and not text[match.end() : stop].strip(_EDGES):
            stop = match.start()
    return trimmed(text, start, stop, _EDGES)


def _labelled(text: str, start: int, end: int) -> list[Segment] | None:
    """Split `6月底完成，牵头单位：A；责任单位：B、C` at its labels; before the first one stands a note or a list.

    Where all labels head notes, it is verbs that stand before them: 省商务厅牵头；完成时限：2022年底.
    """
    labels = _labels(text, start, end)
    segments = _head(text, start, labels[0][1]) if labels else None
    if segments is None:
        return None
    stops = [*(begin for _, begin, _ in labels[1:]), end]
    for (part, _, begin), stop in zip(labels, stops, strict=True):
        segments.extend(_list(text, part, begin, stop) if part in AGENT_PARTS else [Segment(part, begin, stop)])
    return segments if any(segment.part in AGENT_PARTS for segment in segments) else None


def _labels(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Return the labels outside inner brackets: part, and where label and list begin; 责任单位省商务厅 has no colon."""
    depth = depths(text, start, end)
    found = [
        (part_of(label), *label.span())
        for label in LABEL.finditer(text, start, end)
        if not depth[label.start() - start]
        and (label["box"] is None or text[max(start, label.start() - 1)] in _EDGES + label["box"])
    ]
    if not found:
        for begin, stop in split_list(text, start, end):
            word = LABEL_WORD.match(text, begin, stop)
            if word and not NEVER_BARE.search(word.group()):
                after = word.end() + (text[word.end() : word.end() + 1] in ("为", "是", "由"))
                if part_of(word) in AGENT_PARTS and is_list(text, after, stop) and names_agency(text, after, stop):
                    found.append((part_of(word), begin, after))
    return found


def _head(text: str, start: int, end: int) -> list[Segment] | None:
    """Read what stands before the first label: a due date, a list (省商务厅，配合单位：合肥海关), or a short note."""
    found = split_names(text, start, end) or _verbal(text, start, end)
    if found is not None:
        return found
    head = text[start:end]
    return None if len(head) > _LONGEST_HEAD or re.search(r"[。：:]", head) else _without_dues(text, start, end)[1]


def _without_dues(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[Segment]]:
    """Part the pieces of a list from its due dates: the spans of runs of other pieces, and the dates."""
    runs: list[tuple[int, int]] = []
    dues: list[Segment] = []
    is_run = False
    for begin, stop in split_list(text, start, end):
        if DUE.match(text, begin, stop):
            dues.append(Segment("due", begin, stop))
        elif is_run:
            runs[-1] = (runs[-1][0], stop)
        else:
            runs.append((begin, stop))
        is_run = not DUE.match(text, begin, stop)
    return runs, dues


def _list(text: str, part: str, start: int, end: int) -> list[Segment]:
    """Split what a label introduces: names, which behind 责任单位 may have verbs of their own, dates and remarks."""
    start, end = _without_rules(text, start, end)
    verbal = _verbal(text, start, end) if part == "duty" else None
    if verbal is not None:
        # 负责 behind 责任单位 says nothing new.
        return [replace(segment, part=part) if segment.part == "charge" else segment for segment in verbal]
    found: list[Segment] = []
    is_run = False
    for begin, stop in split_list(text, start, end):
        segment = _listed(text, part, begin, stop)
        if segment is not None and segment.part == part and is_run:
            found[-1] = Segment(part, found[-1].start, segment.end)
        elif segment is not None:
            found.append(segment)
        is_run = segment is not None and segment.part == part and segment.end == stop
    return found


def _listed(text: str, part: str, start: int, end: int) -> Segment | None:
    """Read one piece behind a label; None is a remark."""
    if DUE.match(text, start, end):
        return Segment("due", start, end)
    verb = VERB.search(text, start, end)
    if verb is not None and (verb.start() == start or is_list(text, start, verb.start())):
        return Segment(part, start, verb.start()) if verb.start() > start else None
    acting = _object_verb(text, start, end)
    if acting is not None:
        return Segment(part, start, acting[1])
    is_read = is_list(text, start, end) or is_left_out(text[start:end])
    return Segment(part if is_read else "unread", start, end)


def _verbal(text: str, start: int, end: int, *, is_prose: bool = False) -> list[Segment] | None:
    """Split `A、B牵头，C按职责分工负责` at its verbs; a list that no verb ends supports those that have one.

    One list must surely name an agency; in prose every item of every list must.
    """
    segments: list[Segment] = []
    begin: int | None = None
    for piece in _verb_pieces(text, start, end):
        first = piece[0] if begin is None else begin
        single = _single(text, *piece, is_prose=is_prose)
        ended = None if single else _ended_list(text, first, *piece)
        if ended is not None:
            segments.extend([ended] if ended.start < ended.end else [])
            segments = _joined(segments)
            begin = None
        elif single is None and is_list(text, *piece):
            begin = first
        elif begin is not None and (single is None or single.part == "due"):
            return None
        elif single is not None:
            segments.append(single if begin is None else replace(single, start=begin))
            segments = _joined(segments)
            begin = None
        elif is_prose or not segments:
            return None
        elif begins_like_agency(text[slice(*piece)]):
            segments.append(Segment("unread", *piece))
    if begin is not None and segments and not is_prose and names_agencies_only(text, begin, end):
        segments.append(Segment("support", begin, end))
        begin = None
    return segments if begin is None and _are_agencies(text, segments, is_prose=is_prose) else None


def _joined(segments: list[Segment]) -> list[Segment]:
    """Let who acts 会同 one that supports support, too: 省商务厅会同合肥海关配合."""
    place = len(segments) - 1
    if place < 1 or segments[place].part != "support":
        return segments
    while place and segments[place - 1].part == "joins":
        place -= 1
    return [*segments[:place], *(replace(segment, part="support") for segment in segments[place:])]


def _are_agencies(text: str, segments: Sequence[Segment], *, is_prose: bool) -> bool:
    lists = [segment for segment in segments if segment.part in AGENT_PARTS]
    if is_prose:
        return bool(lists) and all(names_agencies_only(text, one.start, one.end) for one in lists)
    named = (one for one in lists if not _PRINCIPLE.fullmatch(text, one.start, one.end))
    return any(names_agency(text, one.start, one.end, loosely=one.part == "share") for one in named)


def _single(text: str, start: int, end: int, *, is_prose: bool) -> Segment | None:
    """Read a piece that is a date or, outside prose, an agency with what it does: 省商务厅负责制定办法."""
    if DUE.match(text, start, end):
        return Segment("due", start, end)
    if is_prose or VERB.search(text, start, end):
        return None
    acting = _object_verb(text, start, end)
    return Segment(acting[0], start, acting[1]) if acting else None


def _ended_list(text: str, first: int, start: int, end: int) -> Segment | None:
    """Return the list from `first` on that a verb at the end of a piece ends; it is empty for 并抓好落实."""
    verb = VERB.search(text, start, end)
    if verb is None:
        return None
    if not text[first : verb.start()].strip(_EDGES + "并"):
        return Segment(part_of(verb), first, first)
    return Segment(part_of(verb), first, verb.start()) if is_list(text, first, verb.start()) else None


def _verb_pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a clause, parted behind 会同, too: 省商务厅会同 and 省财政厅负责."""
    for first, stop in split_list(text, start, end):
        depth = depths(text, first, stop)
        begin = first
        for joint in _JOINS.finditer(text, first + 1, stop - 1):
            if not depth[joint.start() - first]:
                yield begin, joint.end()
                begin = joint.end()
        yield begin, stop


def _object_verb(text: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the part of 省商务厅负责制定办法 and where its list ends, or None for a piece that says no such thing."""
    others = _OTHERS.search(text, start, end)
    stop = others.start() if others else end
    if is_agency(text[start:stop]) or _OF.search(text, start, end):
        return None
    for verb in islice(OBJECT_VERB.finditer(text, start + 1, end), _VERBS_TRIED):
        if names_agencies_only(text, start, verb.start()) and not _PRINCIPLE.fullmatch(text, start, verb.start()):
            return None if is_whole(text[verb.end() : stop]) else (part_of(verb), verb.start())
    return None
