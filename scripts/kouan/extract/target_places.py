"""The port or place to which a number is promised, as printed; a list of ports gives one place for each."""

import re

from kouan.extract.places import PlaceNames
from kouan.extract.port_lists import port_lists

_LEADS = re.compile(
    r"^(?:力争|争取|确保|努力|积极|加快|重点|着力|大力|全力|支持|推动|推进|鼓励|引导|打造|建设|实现|将|把|依托|加强|完成|提升|使|要|“|：|，|—|-)+"
)
_RANK = re.compile(r"(?:自治州|[市县区旗盟州])")
_GOING_ON = frozenset("、等")
_HEAD = 200
"""How many characters of a clause can name the places at its head."""
_JOIN = re.compile(r"[、和及与]")


def promised_places(clause: str, names: PlaceNames) -> tuple[str, ...] | None:
    """Return the places at the head of a clause: 「策克、满都拉重点专业口岸打造…」 gives 策克口岸 and 满都拉口岸.

    Several towns without a port (支持合肥、芜湖等市建设…) share one promise, as do ports that only say which
    (建设西安国际港站…等6个…枢纽): they give an empty tuple. None says that the clause begins with no place.
    """
    text = _LEADS.sub("", clause[:_HEAD])
    ports = next(port_lists(text, 0, len(text), names), None)
    if ports is not None and ports.start == 0:
        if text[ports.end : ports.end + 1] in _GOING_ON:
            return ()
        return tuple(member.owner + member.name + member.head for member in ports.members)
    end = _name_end(text, 0, names)
    if end == 0 or text[:end] in names.provinces:
        return None
    rank = _RANK.match(text, end)
    end = rank.end() if rank else end
    join = _JOIN.match(text, end)
    if join and _name_end(text, join.end(), names) > join.end():
        return ()
    return (text[:end],)


def _name_end(text: str, start: int, names: PlaceNames) -> int:
    end = start
    while (further := names.longest_at(text, end)) > end:
        end = further
    return end
