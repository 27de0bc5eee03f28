"""The things that are the objects of a clause's verbs, with coordination expanded.

重点推进 | 阜阳机场、阜阳港、蚌埠新港扩建工程 is a verb and three things; each is a name, which begins with a place or a
port or ends in a word for what is built, and what is said after it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kouan.extract.brackets import depths
from kouan.extract.coordination import Member
from kouan.extract.places import PlaceNames
from kouan.extract.project_names import QUOTED
from kouan.extract.project_verbs import DATE, Scene
from kouan.extract.project_words import HEAD, HEAD_AT_END, LAST_OF_HEAD, SHARED_WORKS, TAIL
from kouan.extract.sentences import Span

LONGEST_NAME = 45
_LAST = LAST_OF_HEAD | {"”", '"'}
"""With what a name ends: with a head or in quotation marks."""


@dataclass(frozen=True)
class Thing:
    """One member of an object: the front of its name (a place or port), the rest of it, and what is said after it.

    `is_port` says that the name is a port's own; `is_whole` that it needs nothing from its neighbours; `lent` is the
    head that the names before it share (交易中心 in 进口水果、进口肉类等交易中心). What is not `is_sure` is only
    described.
    """

    front: str
    rest: str
    tail: str
    start: int
    end: int
    is_port: bool = False
    is_whole: bool = False
    lent: str = ""
    is_sure: bool = True

    @property
    def name(self) -> str:
        """The name as it is printed, or as coordination spells it out."""
        return self.front + self.rest


_SEPARATOR = re.compile(r"、(?![市县乡镇村区][、四三级一两五])|以及|[和及与](?!改?扩建|改造|升级)|(?<=[”\"])(?=“)")
_MAY_PART = re.compile("[、以和及与“]")
"""With what a separator begins, or what stands behind an empty one."""
_LEAD = re.compile(rf"(?:{DATE.pattern}|我[省市区]|省内|区内|国家(?:批复|批准)(?:设立)?|应用(?=“))*")
_PAIR = re.compile(r"[—–－·-]")
_UNKNOWN_PAIR = re.compile(r"[一-龥]{2,5}[—–][一-龥]{2,5}")
_NOT_IN_A_NAME = re.compile(r"等(?!级)|实施|开展")
_ONLY_ONE = re.compile(r"全(?:[国省市区州县]|自治区)[^，的]{0,6}$")
_ET_CETERA = re.compile(r"等(?!级)")
_STRONG_HEAD = re.compile(r"(?:工程|项目)(?=.)")
_SHARED_HEAD = re.compile(rf"(?P<words>[^等]{{2,12}})等(?P<head>[^等]{{0,3}}?(?:{HEAD}))")
_GROUP = re.compile(rf"等(?P<rest>[^等]{{2,14}}(?:{HEAD}))(?P<tail>.*)")
_JOINTS = ("和", "与", "及")
_SHORTEST_FRONT = 2


def things(scene: Scene, start: int, end: int) -> list[Thing]:
    """Return the things of an object, in order, each with what its neighbours say for it."""
    ports: dict[int, list[Member]] = {}
    for member in scene.members_in(start, end):
        ports.setdefault(member.start, []).append(member)
    items = _split(scene, start, end)
    return _completed(scene, [_thing(scene, item, ports.get(item[0], [])) for item in items])


def _split(scene: Scene, start: int, end: int) -> list[Span]:
    """Split an object at 、 and 和, but not inside brackets, quotation marks, names of places or names of ports."""
    text = scene.text
    inside: dict[int, int] = {}
    for member in scene.members_in(start, end):
        inside.update(dict.fromkeys(range(member.start + 1, min(member.end, member.start + LONGEST_NAME)), member.end))
    depth = depths(text, start, end)
    may_part = (mark.start() for mark in _MAY_PART.finditer(text, start, end))
    items: list[Span] = []
    begin = position = start
    for at in sorted({*scene.names.spots(text, start, end), *inside, *may_part}):
        if not position <= at < end:
            continue
        stop = max(inside.get(at, at), scene.names.place_at(text, at))
        match = _SEPARATOR.match(text, at, end)
        if stop > at:
            position = min(end, stop)
        elif match and begin < at and (match.end() == at or not depth[at - start]):
            items.append((begin, at))
            begin = position = match.end()
    trimmed = [(_LEAD.match(text, first, stop), stop) for first, stop in [*items, (begin, end)]]
    return [(lead.end(), stop) for lead, stop in trimmed if lead and lead.end() < stop]


def _place_end(scene: Scene, start: int, end: int) -> int:
    """Return where a place, or a pair of places (甘其毛都—嘎顺苏海图), ends."""
    stop = scene.names.place_at(scene.text, start)
    dash = _PAIR.match(scene.text, stop) if stop > start else None
    second = scene.names.place_at(scene.text, dash.end()) if dash else 0
    return min(end, second if dash and second > dash.end() else stop)


def name_end(text: str, start: int, end: int) -> int:
    """Return where the longest name at an offset ends, so that all behind it is only said of it; else `start`."""
    for cut in range(min(end, start + LONGEST_NAME), start, -1):
        if text[cut - 1] not in _LAST:
            continue
        rest = text[start:cut]
        if not (HEAD_AT_END.search(rest) or QUOTED.fullmatch(rest)) or _NOT_IN_A_NAME.search(rest):
            continue
        if TAIL.fullmatch(text, cut, end):
            return cut
    return start


def _thing(scene: Scene, item: Span, members: Sequence[Member]) -> Thing:
    text, (start, end) = scene.text, item
    ports = [member for member in members if member.end <= end and "—" not in text[start : member.end]]
    if ports:
        port = ports[-1]
        front, stop = port.owner + port.name + port.head, port.end
    else:
        stop = _place_end(scene, start, end)
        front = text[start:stop]
    cut = name_end(text, stop, end)
    if cut > stop:
        return _without_attribute(Thing(front, text[stop:cut], text[cut:end], start, end, is_whole=True))
    return _grouped(text, front, (stop, end), start, is_port=bool(ports)) or _port_or_part(
        text, front, (stop, end), start, head=ports[-1].head if ports else ""
    )


def _grouped(text: str, front: str, rest: Span, start: int, *, is_port: bool) -> Thing | None:
    """Read a thing whose head stands behind 等, or whose 工程 is not the last word."""
    stop, end = rest
    group = _GROUP.fullmatch(text, stop, end) if _PAIR.search(front) and not is_port else None
    if group:
        return Thing(front, group["rest"], group["tail"], start, end, is_whole=True)
    shared = _SHARED_HEAD.fullmatch(text, stop, end)
    if shared and not is_port and not HEAD_AT_END.search(shared["words"]):
        return Thing(front, shared["words"] + shared["head"], "", start, end, is_whole=True, lent=shared["head"])
    strong = [match.end() for match in _STRONG_HEAD.finditer(text, stop, end)]
    if strong and front and not _ET_CETERA.search(text, stop, strong[-1]):
        return Thing(front, text[stop : strong[-1]], text[strong[-1] : end], start, end, is_whole=True)
    return None


def _port_or_part(text: str, front: str, rest: Span, start: int, head: str) -> Thing:
    """Read a port of which something is said, or words that need a neighbour to be a name."""
    stop, end = rest
    if head and TAIL.fullmatch(text, stop, end):
        has_head = text[start:stop].endswith(head)
        return Thing(front, "", text[stop:end], start, end, is_port=True, is_whole=has_head)
    return Thing(front, text[stop:end], "", start, end)


def _without_attribute(thing: Thing) -> Thing:
    """Leave out what only describes a thing: 查验监管有效的 before 智慧口岸综合平台, but not 全省一体化的."""
    described, mark, rest = thing.rest.rpartition("的")
    is_quoted = described.count("“") > described.count("”")
    is_kept = not mark or is_quoted or _ONLY_ONE.match(described)
    return thing if is_kept else replace(thing, front="", rest=rest)


def _completed(scene: Scene, members: Sequence[Thing]) -> list[Thing]:
    """Give things what their neighbours say for them, the last first."""
    done: list[Thing] = []
    for thing in reversed(members):
        following = done[-1] if done else None
        takes_works = thing.is_port and following and SHARED_WORKS.fullmatch(following.rest)
        if thing.is_whole and not takes_works:
            done.append(thing)
        elif following and following.is_whole:
            completed = _with_rest(scene, thing, following)
            if completed:
                done.append(completed)
            elif joined := _joined(scene, thing, following):
                done[-1] = joined
    return done[::-1]


def _with_rest(scene: Scene, thing: Thing, following: Thing) -> Thing | None:
    """Complete a thing by the end of the next one's name.

    A port takes works that follow the next port (阜阳机场、阜阳港、蚌埠新港扩建工程), a bare place the rest of the next
    name (满洲里和二连浩特口岸跨境电商边境仓项目), other words a head that both share.
    """
    if thing.is_port:
        if not thing.is_whole and not scene.is_one_list(thing.start, following.start):
            return None
        return replace(thing, rest=following.rest, is_port=following.is_port, is_whole=True)
    if thing.front and not thing.rest:
        return replace(thing, rest=following.rest, is_whole=bool(following.rest))
    if following.lent:
        return replace(thing, rest=thing.rest + following.lent, is_whole=True, lent=following.lent)
    end = "" if following.is_port else _common_end(scene.names, thing.name, following.name)
    return replace(thing, rest=thing.rest + end, is_whole=True) if end else None


def _joined(scene: Scene, thing: Thing, following: Thing) -> Thing | None:
    """Join words that a separator only interrupts: 国际贸易企业信息与信用服务平台."""
    if following.is_port or following.front or len(following.name) > LONGEST_NAME:
        return None
    gap = scene.text[thing.end : following.start]
    if following.rest[:1] != "“" and (gap in _JOINTS or (thing.front and gap == "、")):
        return replace(following, front=thing.front, rest=thing.rest + gap + following.name, start=thing.start)
    return None


def _common_end(names: PlaceNames, words: str, name: str) -> str:
    """Return the end of a name that the member before it shares.

    项目 of AGV无人驾驶跨境运输和空轨跨境运输项目, 城际 of 滁宁、宁马城际, what follows the pair in
    白鹤滩—江苏、白鹤滩—浙江特高压直流输电线路工程.
    """
    dash = _PAIR.search(name) if _UNKNOWN_PAIR.fullmatch(words) else None
    place = names.place_at(name, dash.end()) if dash else 0
    if dash and place > dash.end():
        return name[place:]
    head = HEAD_AT_END.search(name)
    front = name[: head.start()] if head else ""
    is_alike = len(words) >= _SHORTEST_FRONT and front.endswith(words[-_SHORTEST_FRONT:])
    is_short = len(words) == len(front) == _SHORTEST_FRONT
    return head.group() if head and (is_alike or is_short) else ""
