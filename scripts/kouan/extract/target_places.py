"""The port or place to which a number is promised, as printed; a list of ports gives one place for each."""

import re
from dataclasses import dataclass

from kouan.extract.places import PlaceNames
from kouan.extract.port_lists import first_list

_LEADS = re.compile(
    r"^(?:力争|争取|确保|努力|积极|加快|重点|着力|大力|全力|支持|推动|推进|鼓励|引导|打造|建设|实现|将|把|依托|加强|完成|提升|使|要|“|：|，|—|-)+"
)
_RANK = re.compile(r"(?:自治州|[市县区旗盟州])")
_GOING_ON = frozenset("、等")
_HEAD = 200
"""How many characters of a clause can name the places at its head."""
_JOIN = re.compile(r"[、和及与]")
_CLOSING = re.compile(r"等?\d*个?(?:地级市|设区市|市州|盟市|[市州县区盟旗])?")


@dataclass(frozen=True)
class PromisedPlaces:
    """The places at the head of a clause, and the words behind them.

    `is_each` says that what follows is promised to each of them (策克、满都拉口岸打造…); several towns, or ports that
    only say which (西安国际港站…等6个枢纽), share one promise unless it is given respectively (分别).
    """

    names: tuple[str, ...]
    is_each: bool
    rest: str


def promised_places(clause: str, names: PlaceNames) -> PromisedPlaces | None:
    """Return the places at the head of a clause: 「策克、满都拉重点专业口岸打造…」 gives 策克口岸 and 满都拉口岸.

    None says that the clause begins with no place.
    """
    text = _LEADS.sub("", clause[:_HEAD])
    rest = clause[min(len(clause), _HEAD) :]
    ports = first_list(text, names)
    if ports is not None:
        listed = tuple(member.owner + member.name + member.head for member in ports.members)
        return PromisedPlaces(listed, text[ports.end : ports.end + 1] not in _GOING_ON, text[ports.end :] + rest)
    end = _name_end(text, 0, names)
    if end == 0 or text[:end] in names.provinces:
        return None
    rank = _RANK.match(text, end)
    end = rank.end() if rank else end
    towns, end = _towns(text, end, names)
    return PromisedPlaces(towns, len(towns) == 1, text[end:] + rest)


def without_place_list(phrase: str, names: PlaceNames) -> str:
    """Return an indicator without a list of places before it: 「青岛港、日照港货物吞吐量」 gives 货物吞吐量."""
    places = promised_places(phrase, names)
    if places is None or len(places.names) == 1 or not phrase.endswith(places.rest):
        return phrase
    return places.rest.removeprefix("的") or phrase


def _towns(text: str, end: int, names: PlaceNames) -> tuple[tuple[str, ...], int]:
    """Return the towns of a list whose first one ends at `end`, and where the list does (合肥、芜湖等市)."""
    towns = [text[:end]]
    while (join := _JOIN.match(text, end)) and (further := _name_end(text, join.end(), names)) > join.end():
        rank = _RANK.match(text, further)
        further = rank.end() if rank else further
        towns.append(text[join.end() : further])
        end = further
    closing = _CLOSING.match(text, end) if len(towns) > 1 else None
    return tuple(towns), closing.end() if closing else end


def _name_end(text: str, start: int, names: PlaceNames) -> int:
    end = start
    while (further := names.longest_at(text, end)) > end:
        end = further
    return end
