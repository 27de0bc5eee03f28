"""Responsibility clauses: who answers for a task, and in which role.

`clause_grammar` finds them and splits them into lists; here their roles are settled. What a role is depends on the
company a label or verb keeps in its clause: 责任单位 leads alone and supports beside 牵头单位; 按职责分工负责 is joint
alone, support beside 牵头.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kouan.extract.brackets import groups
from kouan.extract.clause_grammar import AGENT_WORDS, Reading, bare_extent, overlaps, readings
from kouan.extract.clause_words import LABEL, LABEL_IN_TEXT, NEVER_BARE, ORDER_RULE, SCOPE_FOR_ALL
from kouan.extract.mentions import Mention, expand, names_agency

_EDGES = " ，,；;。、\n"
_LEADING_TAGS = frozenset({"牵头", "主办"})
_ORDERED_WORDS = frozenset({"plain", "share", "support"})
_LONGEST = 1500
_CALLS = re.compile(r"(?:责任|牵头|配合|主办|协办|参加)(?:单位|部门|处室)")
_DOES = re.compile(r"(?:牵头|负责|配合|落实|承办)(?=[、，,；;）)〕\]】]|并|会同)")


@dataclass(frozen=True)
class Part:
    """One role's agencies within a clause."""

    role: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Clause:
    """A responsibility clause: its clean span with brackets, its parts in printed order, its scope and due date."""

    start: int
    end: int
    parts: tuple[Part, ...]
    scope: str | None = None
    due: str | None = None


def find_clauses(text: str) -> list[Clause]:
    """Return every responsibility clause of a cleaned text, in order.

    Roles follow the order rule (排在第一位的部门为牵头部门) from where the text states it; a scope that is said to
    hold for what follows (以下…适用范围同上) is that of every later clause without one.
    """
    found: list[Clause] = []
    candidates = readings(text)
    onward = _order_rule_from(text, candidates)
    scope_for_all: str | None = None
    for reading in candidates:
        clause = _settle(text, reading, first_leads=reading.is_ordered or reading.start >= onward)
        holds_on = SCOPE_FOR_ALL.search(clause.scope) if clause.scope else None
        if clause.scope and holds_on:
            scope_for_all = clause.scope[: holds_on.start()]
        if clause.parts:
            found.append(replace(clause, scope=scope_for_all) if holds_on or not clause.scope else clause)
    return found


def unread_clauses(text: str, clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Return the clean spans of what looks like a responsibility clause and was not read as one, in order.

    These are brackets that speak of 牵头, 责任单位 or 分工负责, and labels such as 责任单位： outside brackets.
    """
    read = sorted((clause.start, clause.end) for clause in clauses)
    brackets = [span for span in groups(text) if _looks_like_clause(text, *span) and not overlaps(read, *span)]
    bare: list[tuple[int, int]] = []
    for label in LABEL_IN_TEXT.finditer(text):
        span = (label.start(), bare_extent(text, label))
        is_agents = label.lastgroup in AGENT_WORDS and not NEVER_BARE.search(label.group())
        if is_agents and not any(overlaps(spans, *span) for spans in (read, brackets, bare)):
            bare.append(span)
    return sorted(brackets + bare)


def _looks_like_clause(text: str, start: int, end: int) -> bool:
    """Tell whether a bracket calls a list 责任单位 or the like, or says that an agency does something."""
    begin, stop = start + 1, min(end - 1, start + _LONGEST)
    if ORDER_RULE.search(text, begin, stop):
        return False
    called = _CALLS.search(text, begin, stop)
    if called and (LABEL.search(text, begin, stop) or names_agency(text, called.end(), stop)):
        return True
    for verb in _DOES.finditer(text, begin, stop + 1):
        if names_agency(text, begin, verb.start()):
            return True
        begin = verb.end()
    return False


def _order_rule_from(text: str, candidates: Sequence[Reading]) -> int:
    """Return where the order rule begins to hold for all: where it is said with 下同, or outside any clause."""
    spans = [(reading.start, reading.end) for reading in candidates]
    for rule in ORDER_RULE.finditer(text):
        if rule["onward"] or not overlaps(spans, *rule.span()):
            return rule.end()
    return len(text)


def _settle(text: str, reading: Reading, *, first_leads: bool) -> Clause:
    """Give each list its role."""
    words = {segment.word for segment in reading.segments}
    parts: list[Part] = []
    notes: dict[str, str] = {}
    for segment in reading.segments:
        if segment.word not in AGENT_WORDS:
            notes.setdefault(segment.word, text[segment.start : segment.end].strip(_EDGES))
            continue
        rule = ORDER_RULE.search(text, segment.start, segment.end)
        mentions = expand(text, segment.start, rule.start() if rule else segment.end)
        is_ordered = first_leads and segment.word != "support" and words & AGENT_WORDS <= _ORDERED_WORDS
        if is_ordered and len(mentions) > 1 and not parts:
            parts.extend([Part("lead", tuple(mentions[:1])), Part("support", tuple(mentions[1:]))])
        else:
            parts.extend(_by_tag(mentions, _role(segment.word, words)))
    return Clause(reading.start, reading.end, tuple(parts), notes.get("scope"), notes.get("due"))


def _by_tag(mentions: Sequence[Mention], role: str) -> list[Part]:
    """Return the agencies of a list by role: where one is tagged （牵头） it leads and the others support."""
    others = "support" if any(mention.tag in _LEADING_TAGS for mention in mentions) else role

    def role_of(mention: Mention) -> str:
        if mention.tag is None:
            return others
        return "lead" if mention.tag in _LEADING_TAGS else "support"

    return [Part(own, tuple(run)) for own, run in groupby(mentions, key=role_of)]


def _role(word: str, company: set[str]) -> str:
    """Settle a role: `word` is lead, support, plain, share or joins; `company` holds the words of the whole clause.

    责任单位 and 负责 lead, unless 牵头 or 会同 stands beside them. 按职责分工负责 supports a 牵头 or 负责; alone, or as
    the third role after 牵头 and 配合, it is joint.
    """
    if word == "joins":
        return "lead"
    if word == "plain":
        return "support" if company & {"lead", "joins"} else "lead"
    if word == "share":
        return "support" if company & {"lead", "plain", "joins"} and "support" not in company else "joint"
    return word
