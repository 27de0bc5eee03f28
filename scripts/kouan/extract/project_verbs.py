"""The verbs of a clause, each with the span of its object."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from kouan.extract.brackets import depths
from kouan.extract.coordination import Member
from kouan.extract.places import PlaceNames
from kouan.extract.port_lists import PortList
from kouan.extract.project_words import BUILDS_AT_END, NOT_GOVERNING, VERBS
from kouan.extract.sentences import Span


@dataclass(frozen=True)
class Governed:
    """A verb with its adverbs, and the span of its object."""

    verb: str
    verb_start: int
    start: int
    end: int


@dataclass(frozen=True)
class Scene:
    """What is known while one clause is read: the text, the names of places, the ports named in it, in order."""

    text: str
    names: PlaceNames
    lists: tuple[PortList, ...]

    @cached_property
    def members(self) -> list[Member]:
        """The ports of all lists, in order."""
        return sorted((member for ports in self.lists for member in ports.members), key=lambda member: member.start)

    def members_in(self, start: int, end: int) -> list[Member]:
        """Return the ports named within a stretch."""
        starts = self._starts
        return self.members[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]

    @cached_property
    def _starts(self) -> list[int]:
        return [member.start for member in self.members]

    def is_one_list(self, first: int, second: int) -> bool:
        """Tell whether two offsets lie in one list of ports."""
        lists = self.lists
        places = {bisect_right(lists, place, key=lambda ports: ports.start) for place in (first, second)}
        return len(places) == 1 and self.holds(lists, first) and self.holds(lists, second)

    @staticmethod
    def holds(lists: Sequence[PortList], place: int) -> bool:
        """Tell whether an offset lies in one of the lists, which are in order."""
        before = bisect_right(lists, place, key=lambda ports: ports.start)
        return before > 0 and place < lists[before - 1].end


DATE = re.compile(r"(?:到|于)?\d{4}年?(?:底前|底|前|内)?")
_BODY = re.compile(r"(?:[市县区州盟旗]|片区|院校|高校|企业|单位|机构|部门|集团|政府|海关|城市|条件|合作|[）)])$")
_CIRCUMSTANCE = re.compile(r"(?:与|和|依托|通过|在|将|把|以|对|从|按|经|于|围绕|结合)|[成并]?$")
_LONGEST_BODY = 4
_LONGEST_SUBJECT = 60
_MAKES = re.compile(r"[^，。；、项]{4,40}(?<!工程)(?<!项目)$")
"""国际航空货运枢纽 in 支持胶东国际机场建设国际航空货运枢纽: what a port makes."""
_BETWEEN_VERBS = ("", "和", "并")


def governed(scene: Scene, clause: Span) -> list[Governed]:
    """Return the verbs of a clause with their objects; verbs in a row (申请设立, 完善和改扩建) are one.

    A verb after an object already begun (…口岸跨境铁路加快建设), or after a port (阿尔山公路口岸实现常年开放), is said
    of that; one after another subject (支持蚌埠建设…) has an object of its own.
    """
    start, end = clause
    depth = depths(scene.text, start, end)
    found: list[tuple[str, Span]] = []
    for match in VERBS.finditer(scene.text, start, end):
        if scene.holds(scene.lists, match.start() - 1) and scene.holds(scene.lists, match.start()):
            continue
        if depth[match.start() - start] or NOT_GOVERNING.match(scene.text, match.end(), end):
            continue
        stop = _without_place(scene, match.end())
        if found and scene.text[found[-1][1][1] : match.start()] in _BETWEEN_VERBS:
            first = found[-1][1][0]
            found[-1] = scene.text[first:stop], (first, stop)
        elif not found or _is_subject(scene, found[-1][1][1], match.start(), _MAKES.match(scene.text, stop, end)):
            found.append((scene.text[match.start() : stop], (match.start(), stop)))
    ends = [span[0] for _, span in found[1:]] + [end]
    return [Governed(verb, span[0], span[1], stop) for (verb, span), stop in zip(found, ends, strict=False)]


def _without_place(scene: Scene, end: int) -> int:
    """Return where a verb ends whose last character begins a place: 推动 in 推动成都…."""
    return end - 1 if scene.names.longest_at(scene.text, end - 1) > end else end


def _is_subject(scene: Scene, start: int, end: int, makes: re.Match[str] | None) -> bool:
    """Tell whether the words between two verbs are the second one's subject: places, a body, ports that make something.

    `makes` is what the second verb makes, if it is no project that a port's name begins (西安港建设…项目).
    """
    words = scene.text[start:end] if end - start <= _LONGEST_SUBJECT else ""
    ports = scene.lists[bisect_right(scene.lists, start, key=lambda ports: ports.start) - 1] if scene.lists else None
    if ports and (ports.start, ports.end) == (start, end):
        return (
            makes is not None
            and BUILDS_AT_END.search(scene.text, makes.start() - _LONGEST_BODY, makes.start()) is not None
        )
    if DATE.fullmatch(scene.text, start, end):
        return True
    if _CIRCUMSTANCE.match(scene.text, start, end) or _BODY.search(scene.text, max(start, end - _LONGEST_BODY), end):
        return True
    pieces = [piece for piece in re.split(r"[、和及与等市县区]", words) if piece]
    return bool(words) and all(scene.names.place_at(piece, 0) == len(piece) for piece in pieces)
