"""Agencies within a list: 马鞍山、芜湖市人民政府 is two bodies, 省经济和信息化厅 is one.

A list is read in three steps: it is split into printed items; an item is cut to the name in it (由, 1., （牵头） and 等
are no part of it); and what a run's last name lends to those before it (市人民政府), or its first to those behind it
(相关), is added.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kouan.clean.text import trimmed
from kouan.extract.agency_names import (
    APPOSITION,
    BRACKET,
    DETERMINER,
    GENERIC_WORD,
    GOVERNMENT,
    LEVEL,
    PLACE,
    could_be_name,
    is_body,
    is_left_out,
    is_whole,
    without_bracket,
)
from kouan.extract.brackets import depths
from kouan.extract.clause_words import ORDER_RULE
from kouan.extract.shared_tails import HEADLESS, with_level, with_tail

_TRADES = frozenset({"海关", "边检", "公安", "法院", "检察院"})
"""Bodies that stand among trades: 市场监管、税务、海关等部门."""
_WHOSE = re.compile(rf"(?P<whose>.{{0,1500}}(?:{LEVEL}|级))(?={GOVERNMENT}$)")
_KIND_ALONE = re.compile(r"部门|单位|机构")
_WHOSE_KIND = re.compile(r"(?P<whose>.{0,1500}(?:各|有关|相关))(?=(?:部门|单位|机构)$)")
_OPEN = re.compile(
    r"(?<![高中初平同优])等(?!.{0,1500}等)(?:\d{1,2}个|[一二三四五六七八九十]{1,300}个)?(?P<tail>.{0,24})$"
)
_LENT = re.compile(
    rf"(?:有关|相关)?(?P<tail>(?:设区)?{LEVEL}(?:{BRACKET})?(?:{GOVERNMENT})?|{GOVERNMENT}|海关|海事局|管委会|铁路局|部门)$"
)
_LEADING = re.compile(
    r"(?:\d{1,2}[.．]|[①-⑳]|[（(]\d{1,2}[)）]|[-—–]{1,300}\d{1,4}[-—–]{1,300})?"
    r"(?:(?:第?[\d、—－–~-]{1,300}项(?:任务|工作)?|[^、，,；;。由者的]{0,8}(?:工作|任务|事项|事宜)|具体)?由|会同|以及|并(?=[由会])|及|与|和(?!平|田|县|龙|静|硕|顺|林|政|布))?"
)
"""What stands before a name and is no part of it: 1．, 由, 会同."""
_JOINING = re.compile(r"以及|及其(?!他|它)|会同|及|和|与")
_RUN_ON = re.compile(r"(?<=[厅局委办部署院会])(?=省(?!际)|市(?![场政民容域])|国家|自治区|各)|(?<=[门位区市县])(?=各)")
_GROUP_OFFICE = re.compile(r"(?P<group>.{1,400}(?:小组|委员会|联席会议|指挥部))(?:办公室)?$")
_OTHER_MEMBERS = re.compile(r"(?:其他|其它|相关|有关)?成员单位$")
_TAG = re.compile(r"[（(〔［\[](?P<role>牵头|主办|主责|配合|协办)(?:责任)?(?:单位|部门)?[)）〕］\]]$")
_NOTE_TAIL = re.compile(
    r"[（(〔［\[](?:(?=[^（()）〔〕\[\]［］]{0,1500}[:：])|含(?!山)|包括|不含|以下|下同)[^（()）〔〕\[\]［］]{0,1500}[)）〕］\]]$"
)
"""A note behind a name: 省商务厅（联系人：王某某）, 各县政府（含开发区管委会，下同）."""
_EDGES = " \n、，,；;。"
_SEPARATOR = re.compile("[、，,；;。\n]")
_LONGEST = 150
"""What is longer is a sentence and not taken apart."""
_LONGEST_RUN = 40
"""How many names may share the end of the last; Sichuan has 21 cities and prefectures."""


@dataclass(frozen=True)
class Mention:
    """An agency as a clause names it.

    `text` is the name with coordination expanded (芜湖市人民政府), `start` and `end` the smallest printed run that
    names it (芜湖). `full` also restores what the list leaves to the reader: whose 其他成员单位. `is_open_ended`
    marks the members of a list that ends in 等. `tag` is a role printed behind one name: 省商务厅（牵头）.
    """

    text: str
    start: int
    end: int
    full: str
    is_open_ended: bool = False
    tag: str | None = None


@dataclass(frozen=True)
class _Item:
    """A name as printed, and what a list that ends in 等 lends to it: 芜湖 and 市人民政府 of 芜湖等市人民政府."""

    text: str
    start: int
    end: int
    opens: bool = False
    tag: str | None = None
    lends: str = ""


def expand(text: str, start: int, end: int) -> list[Mention]:
    """Return the agencies of a list, coordination expanded, in printed order; remarks and people are left out."""
    items = [item for item in _items(text, start, end) if not is_left_out(item.text)]
    mentions: list[Mention] = []
    for index, item in enumerate(items):
        if any(map(str.isalpha, item.text)):
            following = items[index + 1 : index + _LONGEST_RUN]
            name = _with_place(with_tail(item.text, following), mentions)
            if not _KIND_ALONE.fullmatch(name):
                full = _with_group(name, mentions)
                mentions.append(Mention(name, item.start, item.end, full, tag=item.tag))
        if item.opens:
            mentions = [replace(mention, is_open_ended=True) for mention in mentions]
    return mentions


def is_list(text: str, start: int, end: int) -> bool:
    """Tell whether every item of a list could be a name: none is long, says what somebody does, or is a remark."""
    names = [item.text for item in _items(text, start, end) if item.text]
    return bool(names) and all(map(could_be_name, names))


def names_agency(text: str, start: int, end: int, *, loosely: bool = False) -> bool:
    """Tell whether an item of a list surely is a body: 省财政厅, 各有关单位, 各市; loosely, 财政部门 too."""
    return any(is_body(item.text, loosely=loosely) for item in _items(text, start, end))


def names_agencies_only(text: str, start: int, end: int) -> bool:
    """Tell whether every item of a list surely is a body, or becomes one in its list: 芜湖、安庆市政府."""
    names = [mention.text for mention in expand(text, start, end)]
    return bool(names) and is_list(text, start, end) and all(map(is_body, names))


def split_list(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the trimmed spans between separators that stand outside brackets and quotation marks, empty ones not."""
    begin = start
    depth = depths(text, start, end)
    stops = [mark.start() for mark in _SEPARATOR.finditer(text, start, end) if not depth[mark.start() - start]]
    for stop in (*stops, end):
        first, last = trimmed(text, begin, stop, _EDGES)
        if first < last:
            yield first, last
        begin = stop + 1


@lru_cache(maxsize=256)
def _items(text: str, start: int, end: int) -> tuple[_Item, ...]:
    """Return the items of a list, which is asked in turn whether it is one, whom it names, and for its mentions."""
    return tuple(_read_items(text, start, end))


def _read_items(text: str, start: int, end: int) -> Iterator[_Item]:
    for first, stop in split_list(text, start, end):
        leading = _LEADING.match(text, first, stop)
        begin = leading.end() if leading else first
        if stop - begin > _LONGEST:
            yield _Item(text[begin:stop], begin, stop)
            continue
        for piece in _joined(text, begin, stop):
            yield from (_item(text, *part) for part in _parted(text, *piece))


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split `A及B` where both sides are agencies: 领导小组办公室及其他成员单位, never 经济和信息化厅.

    有关部门和单位 stays one; 财政部等和各地区 is two, the first of which opens its list.
    """
    depth = depths(text, start, end)
    begin = start
    for match in _JOINING.finditer(text, start, end):
        left, right = text[begin : match.start()], text[match.end() : end]
        if (
            depth[match.start() - start] == 0
            and (is_whole(left) or (left.endswith("等") and is_whole(left[:-1])))
            and (is_whole(right) or PLACE.search(right))
            and not (GENERIC_WORD.fullmatch(right) and not left.endswith("等"))
        ):
            yield begin, match.start()
            begin = match.end()
    yield begin, end


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split names that only spaces parted, which cleaning has dropped: 省发展改革委省财政厅."""
    depth = depths(text, start, end)
    begin = start
    for match in _RUN_ON.finditer(text, start, end):
        if (
            depth[match.start() - start] == 0
            and _ends_body(text[begin : match.start()])
            and _ends_body(text[match.start() : end])
        ):
            yield begin, match.start()
            begin = match.start()
    yield begin, end


def _ends_body(name: str) -> bool:
    return is_whole(name) or (name.startswith("各") and PLACE.search(name) is not None)


def _item(text: str, start: int, end: int) -> _Item:
    """Read one name: its role in brackets, and 等 at its end or before what it lends to the names before it."""
    tag = _TAG.search(text, start, end)
    stop = _without_notes(text, start, tag.start() if tag else end)
    start = max(text.rfind("：", start, stop), text.rfind(":", start, stop), start - 1) + 1
    role = tag["role"] if tag else None
    opening = _OPEN.search(text, start, stop)
    if opening is not None:
        name = text[start : opening.start()]
        lent = None if not name or is_whole(name) else _LENT.fullmatch(opening["tail"])
        if lent is not None:
            lends = "" if lent["tail"] == "部门" and PLACE.search(name) else lent["tail"]
            return _Item(with_level(name, lent["tail"]), start, opening.start(), True, role, lends)
        if APPOSITION.fullmatch(opening["tail"]):
            lends = "部门" if opening["tail"].endswith("部门") and name in _TRADES else ""
            return _Item(name, start, opening.start(), True, role, lends)
    return _Item(text[start:stop], start, stop, tag=role)


def _without_notes(text: str, start: int, end: int) -> int:
    """Return where a name ends before notes in brackets: （联系人：…）, （列第一位的为牵头单位，下同）."""
    while end > start:
        bracket = _NOTE_TAIL.search(text, start, end)
        if bracket is None and text[end - 1] in "）)〕］]":
            rule = ORDER_RULE.search(text, start, end)
            opening = max(text.rfind(mark, start, rule.start()) for mark in "（(〔［[") if rule else -1
            if opening < 0:
                break
            end = opening
        elif bracket is None or bracket.start() == start:
            break
        else:
            end = bracket.start()
    return end


def _with_place(name: str, before: Sequence[Mention]) -> str:
    """Give 市人民政府 the 相关 of 相关盟行政公署, 政府 the 各区县 of 各区县党委, 县 the 各 of 各市."""
    is_kind = _KIND_ALONE.fullmatch(name) is not None
    bare = without_bracket(name)
    if not before or not (is_kind or HEADLESS.fullmatch(bare) or re.fullmatch(LEVEL, bare)):
        return name
    whose = (_WHOSE_KIND if is_kind else _WHOSE).match(before[-1].text)
    if whose and (is_kind or re.fullmatch(GOVERNMENT, name)):
        return whose["whose"] + name
    determiner = DETERMINER.match(before[-1].text)
    return determiner.group() + name if determiner else name


def _with_group(name: str, before: Sequence[Mention]) -> str:
    """Give 其他成员单位 the group whose office stands before it."""
    if not before or not _OTHER_MEMBERS.fullmatch(name):
        return name
    group = _GROUP_OFFICE.search(before[-1].full)
    return group.group("group") + name if group else name
