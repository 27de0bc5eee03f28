"""Ports named in a document: ports of entry, port areas, airports, stations, bonded zones, designated sites."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.extract.coordination import Member
from kouan.extract.port_lists import ListedText, PortList
from kouan.extract.port_status import is_enlarged, status
from kouan.extract.port_words import head_of
from kouan.extract.project_words import PURE_WORKS
from kouan.extract.sentences import Span, clauses, goes_on, starting_in
from kouan.outline import Passage


@dataclass(frozen=True)
class PortMention:
    """What one clause says of one port.

    `name` is the port's name with coordination expanded, `mention` the same as printed, `start` and `end` the clean
    span of the smallest clause that carries it. `status` is open, temporary, planned, expanding or None; `port_class`
    the class that the document gives (综合枢纽口岸) or None; `kind` and `mode` are what the head of the name says.
    """

    task: str | None
    name: str
    mention: str
    start: int
    end: int
    status: str | None
    port_class: str | None
    kind: str
    mode: str


@dataclass(frozen=True)
class Statement:
    """A list of ports in its clause: the clause's span and its words before and after the list."""

    ports: PortList
    span: Span
    before: str
    after: str


_CLASS_BEFORE_BRACKET = re.compile(
    r"(?P<class>(?:综合枢纽|重点专业|普通|(?:正式|临时)(?:对外)?开放)口岸)(?:[一二三四五六]种类型)?[（(]$"
)
_CLOSING = re.compile(r"[）)]")
_LONGEST_CLASS = 24
_NEAR = 160
"""How many characters before and after a list are read for what is said of its ports."""
_SEPARATORS = ("、", "和", "及", "与")
_LAST_ONES_WORKS = re.compile(r"(?P<works>[^等，,、]{2,14}?(?:项目|工程|改造|扩建))等(?P<rest>.*)")
"""宣州港 综合码头二期工程 等重大项目建设: works of the last port of a list, and what is said of all."""


def find_ports(listed: ListedText) -> list[PortMention]:
    """Return every mention of a named port in a text, in order.

    A port named in several clauses of a task has several mentions: `first_that_says_most` chooses among them.
    """
    return [
        mention
        for sentence in listed.sentences
        if sentence.lists
        for statement in _statements(listed.text, sentence.span, sentence.lists)
        for mention in _mentions(sentence.passage, statement)
    ]


def first_that_says_most(mentions: Sequence[PortMention]) -> PortMention:
    """Return the mention that stands for all of one port in one task: with a class and a status, or the first with one.

    A mention with a status alone takes the class from the first that has one.
    """

    def lacks(mention: PortMention) -> tuple[bool, bool, int]:
        return mention.status is None, mention.port_class is None, mention.start

    best = min(mentions, key=lacks)
    classes = (mention.port_class for mention in sorted(mentions, key=lambda mention: mention.start))
    return replace(best, port_class=best.port_class or next((named for named in classes if named), None))


def _statements(text: str, sentence: Span, lists: Sequence[PortList]) -> Iterator[Statement]:
    """Yield each list with its clause; a clause that goes on after a comma (…,通过验收实现常年开放) is read as one."""
    spans = clauses(text, *sentence)
    starts = [ports.start for ports in lists]
    for place, (start, end) in enumerate(spans):
        runs = _runs(text, lists[starting_in(starts, start, end)])
        rest = _said_of_all(text, start, end)
        for number, run in enumerate(runs):
            is_last = number + 1 == len(runs)
            before_start = runs[number - 1][-1].end if number else start
            before = text[max(before_start, run[0].start - _NEAR) : run[0].start]
            if before.endswith(_SEPARATORS):
                before = text[max(start, runs[0][0].start - _NEAR) : runs[0][0].start]
            after_end = end if is_last else runs[number + 1][0].start
            after = _said_after(text[run[-1].end : min(after_end, run[-1].end + _NEAR)], rest)
            onward, stop = goes_on(text, spans, place, starts) if is_last else ("", end)
            for ports in run:
                statement = Statement(ports, (start, stop), before, after + onward)
                yield _classed(text, statement, start) or statement


def _classed(text: str, statement: Statement, start: int) -> Statement | None:
    """Return the statement of a list in a bracket behind its class: 综合枢纽口岸(满洲里、二连浩特口岸) is a clause."""
    ports = statement.ports
    bracket = _CLASS_BEFORE_BRACKET.search(text, max(start, ports.start - _LONGEST_CLASS), ports.start)
    if bracket is None:
        return None
    closing = _CLOSING.search(text, ports.end, statement.span[1])
    span = (bracket.start(), closing.end() if closing else statement.span[1])
    classed = replace(ports, port_class=bracket.group("class"))
    return Statement(classed, span, text[max(start, ports.start - _NEAR) : ports.start], statement.after)


def _runs(text: str, lists: Sequence[PortList]) -> list[list[PortList]]:
    """Group lists that only 、 or 和 parts: they share the words before and after them."""
    runs: list[list[PortList]] = []
    for ports in lists:
        if runs and not text[runs[-1][-1].end : ports.start].strip("".join(_SEPARATORS)):
            runs[-1].append(ports)
        else:
            runs.append([ports])
    return runs


def _said_of_all(text: str, start: int, end: int) -> str:
    """Return what a clause says of everything that it lists: what stands after its last 等."""
    last = text.rfind("等", start, end)
    return text[last + 1 : min(end, last + _NEAR)] if last >= 0 else ""


def _said_after(text: str, rest: str) -> str:
    """Return what is said of a list: the words up to the next 、, and `rest`, which is said of all in the clause.

    合肥国际陆港项目、裕溪一线船闸扩容改造等重大项目建设 says nothing of an enlargement of the 陆港.
    """
    words, mark, _ = text.partition("、")
    return words + (rest if mark else "")


def _printed(member: Member, name: str, ports: PortList) -> str:
    """Return a port's name with the class that stands in it: 满洲里综合枢纽口岸."""
    if member.head != "口岸" or not ports.port_class or ports.port_class not in ports.words:
        return name
    return member.owner + member.name + ports.port_class


def _mentions(passage: Passage, statement: Statement) -> Iterator[PortMention]:
    ports = statement.ports
    owners = {member.owner for member in ports.members}
    works = _LAST_ONES_WORKS.fullmatch(statement.after)
    said_of_all = works["rest"] if works and not PURE_WORKS.fullmatch(works["works"]) else statement.after
    for member in ports.members:
        head = head_of(member.head)
        if head is None:
            continue
        name = member.owner + member.name + member.head
        is_site = member in ports.sites
        before = statement.before + (ports.words if is_site else "")
        after = statement.after if member.end == ports.members[-1].end else said_of_all
        says = status(head.kind, member.head, before, after, is_past=passage.is_past)
        yield PortMention(
            task=passage.task,
            name=name,
            mention=_printed(member, name, ports),
            start=statement.span[0],
            end=statement.span[1],
            # A port is enlarged with its part; that a part is built up says nothing of the whole.
            status=says if is_site or (not ports.sites and (name not in owners or is_enlarged(after))) else None,
            port_class=ports.port_class,
            kind=head.kind,
            mode=head.mode,
        )
