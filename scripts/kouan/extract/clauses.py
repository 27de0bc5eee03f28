"""Responsibility clauses: who answers for a task, and in which role.

`clause_grammar` finds them and splits them into lists; here their roles are settled. What a role is depends on the
company a label or verb keeps in its clause: 责任单位 leads alone and supports beside 牵头单位; 按职责分工负责 is joint
alone, support beside 牵头.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kouan.extract.brackets import groups
from kouan.extract.clause_grammar import Segment, charges, charges_with_object
from kouan.extract.clause_places import Reading, is_aside, list_in_text, overlaps, readings, weak_readings
from kouan.extract.clause_scopes import section_scopes
from kouan.extract.clause_tables import duty_rows, mixed_heads
from kouan.extract.clause_words import (
    AGENT_PARTS,
    LABEL,
    LABEL_IN_TEXT,
    NEVER_BARE,
    NOTE_LINE,
    ORDER_RULE,
    SCOPE_FOR_ALL,
    part_of,
)
from kouan.extract.mentions import Mention, expand, names_agency, split_list
from kouan.extract.parted_names import PartedText, part_names

_EDGES = " ，,；;。、\n"
_LEADING_TAGS = frozenset({"牵头", "主办", "主责"})
_ORDERED_PARTS = frozenset({"duty", "charge", "share", "support"})
_LONGEST = 1500
_CALLS = re.compile(r"(?:责任|牵头|配合|主办|协办|参加)(?:单位|部门|处室)")


@dataclass(frozen=True)
class Part:
    """One role's agencies within a clause."""

    role: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Clause:
    """A responsibility clause: its clean span with brackets, its parts in printed order, its scope and due date.

    `unread` are spans in its lists that are neither names nor notes.
    """

    start: int
    end: int
    parts: tuple[Part, ...]
    scope: str | None = None
    due: str | None = None
    unread: tuple[tuple[int, int], ...] = ()


def find_clauses(text: str, gaps: Collection[int] = ()) -> list[Clause]:
    """Return every responsibility clause of a cleaned text, in order.

    `gaps` are the offsets before which cleaning dropped layout, as it may part names (`parted_names`).

    Roles follow the order rule (排在第一位的部门为牵头部门) from where the text states it. A clause without a scope has
    that of its section's heading, or the one said last to hold for what follows (以下…适用范围同上), whichever stands
    nearer.
    """
    found: list[Clause] = []
    parted = part_names(text, gaps)
    candidates = readings(parted.text)
    onward = _order_rule_from(parted.text, candidates)
    sections = section_scopes(text)
    for_all: tuple[int, str] | None = None
    for reading in candidates:
        clause = _settle(parted, reading, first_leads=reading.is_ordered or reading.start >= onward)
        holds_on = SCOPE_FOR_ALL.search(clause.scope) if clause.scope else None
        if clause.scope and holds_on:
            for_all = clause.start, clause.scope[: holds_on.start()]
        if clause.parts:
            around = [(one.start, one.scope) for one in sections if one.start < clause.start < one.end]
            nearest = max([*around, *([for_all] if for_all else [])], default=(0, None))[1]
            found.append(replace(clause, scope=nearest) if holds_on or not clause.scope else clause)
    return found


def unread_clauses(text: str, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Return the clean spans of what looks like a responsibility clause and was not read as one, in order.

    These are brackets that speak of 牵头, 责任单位 or 分工负责, labels such as 责任单位： outside brackets, weak forms
    in a document that has no sure ones, heads of tables that lost their cells, and within the lists of clauses what
    is neither a name nor a note.
    """
    read = sorted((clause.start, clause.end) for clause in clauses)
    weak = {(reading.start, reading.end) for reading in weak_readings(text)}
    looks = weak | {span for span in groups(text) if _looks_like_clause(text, *span)}
    brackets = sorted(span for span in looks if not overlaps(read, *span))
    bare: list[tuple[int, int]] = []
    for label in LABEL_IN_TEXT.finditer(text):
        span = (label.start(), list_in_text(text, label))
        is_agents = part_of(label) in AGENT_PARTS and not NEVER_BARE.search(label.group())
        if is_agents and not any(overlaps(spans, *span) for spans in (read, brackets, bare)):
            bare.append(span)
    inside = [span for clause in clauses for span in clause.unread]
    cells = [cell for row in duty_rows(text) for part, *cell in row.cells if part in AGENT_PARTS]
    unfilled = [
        (start, end)
        for start, end in cells
        if not overlaps(read, start, end) and any(map(str.isalpha, text[start:end]))
    ]
    return sorted([*brackets, *bare, *inside, *unfilled, *mixed_heads(text)])


def _looks_like_clause(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket calls a list 责任单位 or the like, or says that an agency does something."""
    begin, stop = start + 1, min(end - 1, start + _LONGEST)
    rule = ORDER_RULE.search(text, begin, stop)
    stop = rule.start() if rule else stop
    called = _CALLS.search(text, begin, stop)
    if called and (LABEL.search(text, begin, stop) or names_agency(text, called.end(), stop)):
        return True
    pieces = list(split_list(text, begin, stop))
    if any(charges(text, *piece) for piece in pieces):
        return True
    return not is_aside(text, start, end) and any(charges_with_object(text, *piece) for piece in pieces)


def _order_rule_from(text: str, candidates: Sequence[Reading]) -> int:
    """Return where the order rule begins to hold for all: where it is said with 下同, or outside any clause.

    In a note, as below a table, and behind the last clause it holds for all that stands above.
    """
    spans = [(reading.start, reading.end) for reading in candidates]
    for rule in ORDER_RULE.finditer(text):
        is_inside = overlaps(spans, *rule.span())
        if is_inside and not rule["onward"]:
            continue
        is_note = NOTE_LINE.match(text, text.rfind("\n", 0, rule.start()) + 1) is not None
        is_last = bool(spans) and rule.start() >= spans[-1][1]
        return 0 if not is_inside and (is_note or is_last) else rule.end()
    return len(text)


def _settle(parted: PartedText, reading: Reading, *, first_leads: bool) -> Clause:
    """Give each list its role; spans are those of the cleaned text."""
    lists = [segment for segment in reading.segments if segment.part in AGENT_PARTS]
    notes: dict[str, str] = {}
    for segment in reading.segments:
        if segment.part not in AGENT_PARTS:
            notes.setdefault(segment.part, parted.printed(segment.start, segment.end).strip(_EDGES))
    read = [(segment, mentions) for segment in lists if (mentions := _mentions(parted, segment))]
    is_ordered = first_leads and {segment.part for segment in lists} <= _ORDERED_PARTS
    parts: list[Part] = []
    for place, (segment, mentions) in enumerate(read):
        if is_ordered and segment.part != "support" and len(mentions) > 1 and not parts:
            parts.extend([Part("lead", tuple(mentions[:1])), Part("support", tuple(mentions[1:]))])
        else:
            parts.extend(_by_tag(mentions, _role(place, read)))
    unread = tuple(parted.span(segment.start, segment.end) for segment in reading.segments if segment.part == "unread")
    return Clause(*parted.span(reading.start, reading.end), tuple(parts), notes.get("scope"), notes.get("due"), unread)


def _mentions(parted: PartedText, segment: Segment) -> list[Mention]:
    """Return the agencies of a list where the cleaned text prints them."""
    found = []
    for mention in expand(parted.text, segment.start, segment.end):
        start, end = parted.span(mention.start, mention.end)
        found.append(replace(mention, start=start, end=end))
    return found


def _by_tag(mentions: Sequence[Mention], role: str) -> list[Part]:
    """Return the agencies of a list by role: where one is tagged （牵头） it leads and the others support."""
    others = "support" if any(mention.tag in _LEADING_TAGS for mention in mentions) else role

    def role_of(mention: Mention) -> str:
        if mention.tag is None:
            return others
        return "lead" if mention.tag in _LEADING_TAGS else "support"

    return [Part(own, tuple(run)) for own, run in groupby(mentions, key=role_of)]


def _role(place: int, lists: Sequence[tuple[Segment, Sequence[Mention]]]) -> str:
    """Settle the role of one list among the lists of its clause.

    牵头 and 会同 lead, 配合 supports, and beside a leader so does every other list, but for a third one behind 牵头
    and 配合 that shares the work: it is joint. Where none leads, 责任单位 and a sole 负责 lead; several that 负责 are
    joint, unless 按职责分工负责 follows; and that is joint where none is in charge before it.
    """
    parts = [segment.part for segment, _ in lists]
    part, company = parts[place], set(parts)
    if part in {"lead", "support"}:
        return part
    if part == "joins":
        return "lead"
    is_led = bool(company & {"lead", "joins"})
    if part == "duty":
        return "support" if is_led else "lead"
    is_third = "support" in company
    if part == "charge":
        if is_led:
            return "joint" if is_third else "support"
        in_charge = sum(_number(mentions) for segment, mentions in lists if segment.part == "charge")
        is_alone = in_charge == 1 and "share" not in company
        return "lead" if is_alone or "share" in parts[place:] else "joint"
    is_charged = is_led or bool({"duty", "charge"} & set(parts[:place]))
    return "support" if is_charged and not is_third else "joint"


def _number(mentions: Sequence[Mention]) -> int:
    """Count the bodies of a list; 等 stands for one more at least."""
    return len(mentions) + any(mention.is_open_ended for mention in mentions)
