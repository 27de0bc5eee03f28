"""Lists of contacts: tables with a column of names and one of numbers, and lines below a heading such as 联络员名单."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kouan.mask.beside import name_before
from kouan.mask.contacts import Contact
from kouan.mask.names import is_called, names_after
from kouan.mask.numbers import PHONE_WORD, Run, Span, reaches

_LINE = re.compile(r"[^\n]+")
_BORDER = re.compile(r"[\t|]")
_CONTACT_HEAD = re.compile(r"(?:联系人员?|联络员|经办人员?|信息员)(?:姓名)?")
_NAME_HEAD = re.compile(rf"(?:{_CONTACT_HEAD.pattern}|姓名|(?:负责|责任|值班)人员?(?:姓名)?)")
_REACH_HEAD = re.compile(rf"(?:{PHONE_WORD}|(?:联系|办公|移动|手机|固定)电话.{{0,4}}|号码)")
_OWN_HEADS = (
    (re.compile(r"(?:身份证|公民身份|证件).{0,4}"), "identity number"),
    (re.compile(r"护照.{0,3}"), "passport number"),
    (re.compile(r"(?:银行)?(?:账|帐|卡)(?:户|号).{0,2}|银行卡号?"), "bank account"),
    (re.compile(r"(?:家庭(?:住址|地址)|现?住址|户籍(?:地址?|所在地))"), "home address"),
    (re.compile(r"微信号?|QQ号?|微信/QQ"), "account"),
)
_HEADING = re.compile(
    r"(?:(?:联络|信息|经办|联系|值班|工作|专班|参会|报名|填报)人?员?[^\n。]{0,10}"
    r"(?:名单|名册|名录|一览表|信息表|登记表|汇总表|联系表|联系方式|联系电话|电话表|回执)|通讯录|通信录|花名册)"
)
_LONGEST_HEADING = 50
_LONGEST_ROW = 120
_LINES_BETWEEN = 8
"""How many lines without a number may stand between two of a list, whose cells may each be a line."""

_SAME_PERSON = re.compile(rf"[ 、,/;()|\t]*(?:{PHONE_WORD})?[ 、,/:()|\t]*")


@dataclass(frozen=True)
class _Head:
    """The columns of a table of contacts: those of names, those of telephone numbers, and the kind of others."""

    names: tuple[int, ...]
    reaches: tuple[int, ...]
    own: tuple[tuple[int, str], ...]


def listed_contacts(plain: str, surnames: frozenset[str]) -> Iterator[Contact]:
    """Yield the contacts of tables and lists, each with the names and with the place of its number."""
    lines = [line.span() for line in _LINE.finditer(plain)]
    yield from _tabled(plain, lines, surnames)
    yield from _below_headings(plain, lines, surnames)


def _tabled(plain: str, lines: Sequence[Span], surnames: frozenset[str]) -> Iterator[Contact]:
    head: _Head | None = None
    is_contact_list = False
    for start, end in lines:
        cells = _cells(plain, start, end)
        if len(cells) == 1:
            is_contact_list = _is_heading(plain, start, end) or (is_contact_list and end - start < _LONGEST_HEADING)
            head = head if end - start < _LONGEST_HEADING else None
            continue
        found = _head(plain, cells, is_contact_list=is_contact_list)
        head = found or head
        if head is not None and found is None:
            yield from _row(plain, cells, head, surnames)


def _cells(plain: str, start: int, end: int) -> list[Span]:
    borders = [start - 1, *(border.start() for border in _BORDER.finditer(plain, start, end)), end]
    return [(left + 1, right) for left, right in pairwise(borders)]


def _head(plain: str, cells: Sequence[Span], *, is_contact_list: bool) -> _Head | None:
    """Return the columns of a header; None for another row, and where names are those of officials without numbers."""
    texts = [re.sub(r"[ \r]", "", plain[start:end]) for start, end in cells]
    names = tuple(place for place, text in enumerate(texts) if _NAME_HEAD.fullmatch(text))
    numbers = tuple(place for place, text in enumerate(texts) if _REACH_HEAD.fullmatch(text))
    own = tuple((place, kind) for place, text in enumerate(texts) for head, kind in _OWN_HEADS if head.fullmatch(text))
    is_of_contacts = any(_CONTACT_HEAD.fullmatch(texts[place]) for place in names)
    return _Head(names, numbers, own) if names and (numbers or own or is_contact_list or is_of_contacts) else None


def _row(plain: str, cells: Sequence[Span], head: _Head, surnames: frozenset[str]) -> Iterator[Contact]:
    """Yield the people of a row, once for each cell with something of theirs; an office's row has none."""
    in_columns = [cells[place] for place in head.names if place < len(cells)]
    names = tuple(name for cell in in_columns for name in names_after(plain, *_trimmed(plain, cell), surnames))
    if not names:
        return
    yield Contact(names, cells[-1][1], cells[-1][1])
    for place in head.reaches:
        if place < len(cells):
            yield Contact(names, *_trimmed(plain, cells[place]))
    for place, kind in head.own:
        if place < len(cells):
            start, end = _trimmed(plain, cells[place])
            if end - start > 3:  # noqa: PLR2004
                yield Contact(names, start, start, (Run(start, end, kind),))


def _trimmed(plain: str, cell: Span) -> Span:
    text = plain[slice(*cell)]
    return cell[0] + len(text) - len(text.lstrip()), cell[0] + len(text.rstrip())


def _is_heading(plain: str, start: int, end: int) -> bool:
    return end - start <= _LONGEST_HEADING and "。" not in plain[start:end] and bool(_HEADING.search(plain, start, end))


def _below_headings(plain: str, lines: Sequence[Span], surnames: frozenset[str]) -> Iterator[Contact]:
    """Yield who is named before each number in the lines below a heading."""
    left = 0
    region: Span | None = None
    for start, end in lines:
        if _is_heading(plain, start, end):
            if region:
                yield from _people(plain, region, surnames)
            region, left = (end, end), _LINES_BETWEEN
        elif region and ("。" in plain[start:end] or end - start > _LONGEST_ROW or left == 0):
            yield from _people(plain, region, surnames)
            region = None
        elif region:
            has_number = next(reaches(plain, start, end), None) is not None
            region, left = (region[0], end), _LINES_BETWEEN if has_number else left - 1
    if region:
        yield from _people(plain, region, surnames)


def _people(plain: str, region: Span, surnames: frozenset[str]) -> Iterator[Contact]:
    numbers = [Run(region[0], region[0], ""), *reaches(plain, *region)]
    owner: Span | None = None
    for former, number in pairwise(numbers):
        goes_on = owner is not None and _SAME_PERSON.fullmatch(plain, former.end, number.start)
        if not goes_on:
            owner = name_before(plain, former.end, number.start, surnames, in_list=True)
        if owner is not None and is_called(plain[slice(*owner)].replace(" ", ""), surnames):
            yield Contact((owner,), number.start, number.end)
