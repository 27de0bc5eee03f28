"""Port names to port ids: one port has one id under all its names."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kouan.extract.ports import PortMention, first_that_says_most

_VARIANTS: tuple[tuple[str, str], ...] = (
    (r"[（(]([^）)]*)[）)]", r"（\1）"),
    (r"综保区", "综合保税区"),
    (r"(?<=.)市(?=.)(?=(?:航空|铁路|公路|机场|综合保税区|保税物流中心|港|口岸))", ""),
    (r"港口岸", "港"),
    (r"(?:货运|客运|国际)*机场(?:货运|客运|国际)*(?:航空)?口岸$|(?:货运|客运|国际)*机场$", "机场"),
    (r"(?:货运|客运|国际)*(?:航空|空港)(?:货运|客运|国际)*口岸$", "航空口岸"),
    (r"(?:海关)?指定(?:监管场[地所](?:（口岸）)?|口岸)", "指定监管场地"),
    (r"(?:公用型)?保税物流中心$", "保税物流中心（B型）"),
)
"""Ways of writing one name; both the list and the text are brought to the second form."""
_SHORTEST_CROSSING = 4
_ON_LAND = ("road", "rail", "multi")
_BY_ROAD = ("road", "multi")
_OWN_NAME = re.compile(r".{2,60}(?<!铁路)(?<!公路)(?<!航空)(?<!港)(?<!综合)口岸")


def plain(name: str) -> str:
    """Return a port's name without the variation that never tells two ports apart: 池州机场 of 池州机场航空口岸."""
    for pattern, replacement in _VARIANTS:
        name = re.sub(pattern, replacement, name)
    return name


@dataclass(frozen=True)
class KnownPorts:
    """The ports of the reference list: their names, plain, and the division each lies in (None abroad).

    `crossings` are the plain names of ports of entry on land, `roads` of those among them that a road crosses.
    """

    ids: Mapping[str, str]
    divisions: Mapping[str, str | None]
    crossings: frozenset[str] = frozenset()
    roads: frozenset[str] = frozenset()

    def find(self, name: str) -> str | None:
        """Return the id of a port by any of its names, or None for a port that the list does not hold.

        A port on land is known with its town before its name (凭祥友谊关口岸), and as 公路口岸 if a road crosses there.
        """
        bare = plain(name)
        if bare in self.ids:
            return self.ids[bare]
        by_road = bare.replace("公路口岸", "口岸")
        names = (word[start:] for word in (bare, by_road) for start in range(len(word) - _SHORTEST_CROSSING + 1))
        fitting = (word for word in names if word in (self.crossings if by_road == bare else self.roads))
        return next((self.ids[word] for word in fitting), None)


def known_ports(ports: Iterable[Mapping[str, str]], aliases: Iterable[Mapping[str, str]]) -> KnownPorts:
    """Build the list from rows with port_id, name, kind, mode and division_code, and rows with alias and port_id."""
    rows = list(ports)
    named = [(row["name"], row["port_id"]) for row in rows] + [(row["alias"], row["port_id"]) for row in aliases]
    modes = {row["port_id"]: row["mode"] for row in rows if row["kind"] == "port_of_entry"}
    return KnownPorts(
        ids={plain(name): port_id for name, port_id in named},
        divisions={row["port_id"]: row["division_code"] or None for row in rows},
        crossings=frozenset(plain(name) for name, port_id in named if modes.get(port_id) in _ON_LAND and _is_own(name)),
        roads=frozenset(plain(name) for name, port_id in named if modes.get(port_id) in _BY_ROAD and _is_own(name)),
    )


def _is_own(name: str) -> bool:
    """Tell whether a name is a port's own (策克口岸), not that of one of several at a place (满洲里铁路口岸)."""
    return _OWN_NAME.fullmatch(name) is not None


@dataclass(frozen=True)
class ResolvedPort:
    """What a document says of one port in one task; `port_id` is None for a port that the list does not hold."""

    port_id: str | None
    mention: PortMention


def resolve_ports(mentions: Sequence[PortMention], known: KnownPorts, division_code: str | None) -> list[ResolvedPort]:
    """Return one row for each port and task, in the order of their spans.

    `division_code` is the document's: a port abroad or in another province is a partner and has no status.
    """

    def key(mention: PortMention) -> tuple[str, str]:
        return mention.task or "", known.find(mention.name) or plain(mention.name)

    resolved: list[ResolvedPort] = []
    for _, group in groupby(sorted(mentions, key=key), key=key):
        best = first_that_says_most(list(group))
        port_id = known.find(best.name)
        resolved.append(
            ResolvedPort(port_id, _without_status(best) if _is_elsewhere(port_id, known, division_code) else best)
        )
    return sorted(resolved, key=lambda port: (port.mention.start, port.mention.end, port.port_id or port.mention.name))


def _is_elsewhere(port_id: str | None, known: KnownPorts, division_code: str | None) -> bool:
    if port_id is None or division_code is None:
        return False
    where = known.divisions.get(port_id)
    return where is None or where[:2] != division_code[:2]


def _without_status(mention: PortMention) -> PortMention:
    return replace(mention, status=None)
