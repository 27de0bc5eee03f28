"""Contacts: the people that a document names to turn to, and the part of the text that is about them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kouan.mask.names import HAN, NAME_RUN, OFFICE, is_name, names_after, without_title
from kouan.mask.numbers import PHONE_WORD, Run, Span, narrow

MASK = "＊"
_MASKED = narrow(MASK)

_CONTACT = re.compile(
    r"(?:联 {0,2}[系络] {0,2}(?:人员|[人员])|(?:经|承|具体)办(?:人员|[人员])|填报人|业务咨询人|姓 {0,4}名)"
    rf"(?:姓名|信息)?(?:[(]?[及和与、/(]? ?(?:其|其他)?{PHONE_WORD}[)]?)?"
    r"(?P<mark> {0,4}[:|] {0,4}|(?<=\)) ?| {0,4}(?:[为是\t] ?)?(?=[㐀-鿿]))"
)
_TURN_TO = re.compile(rf"[与同向找](?P<who>[{HAN}]{{2,24}}?)(?:联系|咨询|反馈|报名)(?=[,:( ][^\n]{{0,12}}[0-9(])")
_CONTINUED = re.compile(
    r"[ \t]{0,300}(?:联系|办公|移动|固定|座机|电 {0,4}话|手 {0,4}机|电子|邮|传 {0,4}真|微信|QQ|职务|地址|"
    r"Tel|TEL|E-?mail|email)"
)
_NUMBER_NEAR = re.compile(r"[^\n]{0,16}?\d{5}")
_LENGTHS = (3, 2)
_LONGEST_ENTRY = 300
"""How many characters after its label may belong to a contact."""


@dataclass(frozen=True)
class Contact:
    """A contact's entry: the spans of its names, where what is said of them begins and ends, what else is theirs."""

    names: tuple[Span, ...]
    start: int
    end: int
    own: tuple[Run, ...] = ()


def find_contacts(plain: str, surnames: frozenset[str]) -> list[Contact]:
    """Return the entries about people, those whose names are masked already too; an office is no contact."""
    return [*_labelled(plain, surnames), *_to_turn_to(plain, surnames)]


def _labelled(plain: str, surnames: frozenset[str]) -> Iterator[Contact]:
    """Yield what stands behind 联系人： and the like.

    联系人张某，电话…: without a mark only a whole name before a number is one; 联系人制度 is none.
    """
    for label in _CONTACT.finditer(plain):
        start, end = label.end(), _end(plain, label.end())
        if label["mark"].strip(" \t为是") or label.group().endswith(")"):
            names = tuple(names_after(plain, start, end, surnames))
        else:
            run = NAME_RUN.match(plain, start, end)
            is_one = run and is_name(run.group(), surnames) and _NUMBER_NEAR.match(plain, run.end())
            names = (run.span(),) if run and is_one else ()
        if names or plain.startswith(_MASKED, start):
            yield Contact(names, start, end)


def _to_turn_to(plain: str, surnames: frozenset[str]) -> Iterator[Contact]:
    """Yield whom to turn to: 请与省商务厅张某联系，电话…."""
    for turn in _TURN_TO.finditer(plain):
        who, _ = without_title(turn["who"])
        lengths = (length for length in _LENGTHS if is_name(who[-length:], surnames) and not OFFICE.search(who))
        length = next(lengths, 0)
        if length:
            start = turn.start("who") + len(who) - length
            yield Contact(((start, start + length),), turn.end(), _end(plain, turn.end()))


def _end(plain: str, start: int) -> int:
    """Return where a contact's entry ends: with its bracket, sentence or line, or the lines that go on about it."""
    depth, last = 0, min(len(plain), start + _LONGEST_ENTRY)
    for place in range(start, last):
        character = plain[place]
        depth += (character in "([") - (character in ")]")
        is_last_line = character == "\n" and not _CONTINUED.match(plain, place + 1)
        if depth < 0 or character == "。" or is_last_line:
            return place
    return last
