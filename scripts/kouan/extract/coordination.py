"""Coordination: what members of a list share, and the list that is left when each has its own.

芜湖、安庆、铜陵、池州港口岸 names four ports with one head; 安庆港口岸长风港区和皖河农场港区 two areas of one port.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Member:
    """One member of a list, as printed: `name` tells it apart, `head` says what it is; a neighbour may supply either.

    `owner` is printed before the name and can be shared by later members: 安庆港口岸 in 安庆港口岸长风港区.
    """

    name: str
    head: str
    start: int
    end: int
    owner: str = ""


def share_heads(members: Sequence[Member]) -> list[Member]:
    """Give each member without a head that of the next member that has one: 芜湖、池州港口岸 names 芜湖港口岸 too.

    Members after the last head stay without one.
    """
    shared: list[Member] = []
    head = ""
    for member in reversed(members):
        head = member.head or head
        shared.append(replace(member, head=head))
    return shared[::-1]


def share_names(members: Sequence[Member]) -> list[Member]:
    """Give each member that is a head alone the name before it: 西安航空口岸和铁路口岸 is 西安铁路口岸 too."""
    shared: list[Member] = []
    name = ""
    for member in members:
        name = member.name if member.name or member.owner else name
        shared.append(replace(member, name=name))
    return shared


def share_owners(members: Sequence[Member], parts: Sequence[bool]) -> list[Member]:
    """Give each part without an owner that of the part before it: 安庆港口岸长风港区和皖河农场港区."""
    shared: list[Member] = []
    owner = ""
    for member, is_part in zip(members, parts, strict=True):
        owner = member.owner or (owner if is_part else "")
        shared.append(replace(member, owner=owner))
    return shared
