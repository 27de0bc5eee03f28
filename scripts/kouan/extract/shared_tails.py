"""What the last name of a run lends to those before it: 芜湖、安庆市人民政府 is 芜湖市人民政府 and 安庆市人民政府."""

import re
from collections.abc import Sequence
from typing import Protocol

from kouan.extract.agency_names import BRACKET, DETERMINER, GOVERNMENT, LEVEL, PLACE, is_whole, without_bracket

_AREA = (
    r"(?:新兴|高新|技术|经济|产业|工业|农业|科技|科学|文化|旅游|综合|保税|自由|贸易|自贸|跨境|循环|临空|临港|空港|化工|生态|国际|合作|集成|"
    r"示范|创新|改革|承接|转移|现代|服务业|物流|开发|试验|度假){0,9}"
    r"(?:集中区|集聚区|开发区|园区|产业园|示范区|合作区|试验区|度假区|新区|新城|新片区|片区|保税区|保税港区|港区|高新区|经开区|管理区|功能区|区)?"
)
_BORROWED = re.compile(
    rf"(?P<tail>{LEVEL}?(?:{BRACKET})?{GOVERNMENT}|{_AREA}管委会|片区|(?:市|县|区)委|海关|海事局|边检站|铁路局|"
    rf"出入境边防检查(?:总)?站|银保监分局|部门|(?:中心)?支行|集团|监管局|分局)$"
)
"""What the last name of a run lends to those before it."""
_STEM = re.compile(r"(?!中国|国家|国网)[^（()）]{1,6}")
_PLACE_STEM = re.compile(r"(?!中国|国家|国网|省|自治区|市(?!中)|县|各)[^（()）]{1,6}")
_NO_GOVERNMENT = re.compile(r"(?:街道|地方|各地|属地|当地)$")
_PLACE_LEVEL = re.compile(rf"(?!州){LEVEL}$")
_SORT = rf"(?:(?:直辖|省?直管|设区|地级|县级){LEVEL}|{LEVEL})"
_SORT_ALONE = re.compile(_SORT)
HEADLESS = re.compile(rf"(?:{_SORT}(?:{BRACKET})?)?{GOVERNMENT}$|(?:街道|乡镇?|镇)(?:办事处|{GOVERNMENT})$")
_ZONE = re.compile(r"(?:高新|经开|开发|示范|合作|试验|度假|保税|综保|管理|功能|园|片)区$")
"""Places that have a committee and no government."""
_COMMITTEE = "管委会"


class Neighbour(Protocol):
    """A name of a run: as it is read, and what it lends beside its own end (部门 of 海关等部门)."""

    @property
    def text(self) -> str: ...

    @property
    def lends(self) -> str: ...


def with_level(name: str, tail: str) -> str:
    """Join a place and what a run lends it: 合肥 and 市人民政府; 合肥市 and 人民政府 of 市人民政府."""
    if name.endswith("州") and tail.startswith("州"):
        # 克州、博州人民政府; 杭州 never stands in a run of 州.
        return name + tail[1:]
    government = re.search(rf"{GOVERNMENT}$", tail)
    if not PLACE.search(without_bracket(name)):
        return name + tail
    return name + government.group() if government and not _NO_GOVERNMENT.search(name) else name


def with_tail(name: str, following: Sequence[Neighbour]) -> str:
    """Give 芜湖 the 市人民政府, 合肥市 the 人民政府, and a zone the 管委会, of the item that ends their run."""
    if _ZONE.search(name) and not DETERMINER.match(name):
        return _zone(name, following)
    if is_whole(name):
        return name
    is_place = PLACE.search(without_bracket(name)) is not None
    for place, item in enumerate(following):
        if DETERMINER.match(item.text) and not DETERMINER.match(name):
            break
        tail = item.lends or _lent(item.text)
        if tail or is_whole(item.text):
            run = [name, *(one.text for one in following[:place]), item.text]
            return with_level(name, tail) if _may_borrow(name, tail, run, is_place=is_place) else name
        level = _PLACE_LEVEL.search(item.text)
        if level and _PLACE_STEM.fullmatch(name) and not is_place and not _reach_government(following[place + 1 :]):
            return name + level.group()
    return name


def _zone(name: str, following: Sequence[Neighbour]) -> str:
    """Give a zone the 管委会 of a run of zones: 高新区、经开区管委会."""
    last = next((item.text for item in following if not _ZONE.search(item.text)), "")
    return name + _COMMITTEE if last.endswith(_COMMITTEE) else name


def _may_borrow(name: str, tail: str, run: Sequence[str], *, is_place: bool) -> bool:
    """Tell whether a name may take the tail of the last one of its run: places any, trades 部门 only."""
    if tail == "部门":
        return not is_place and _STEM.fullmatch(name) is not None
    return bool(tail) and (is_place or _PLACE_STEM.fullmatch(name) is not None) and _in_one_run(name, run)


def _in_one_run(name: str, run: Sequence[str]) -> bool:
    """Tell whether names share a tail: 各市 and 县人民政府 do, 合肥市 and 各县人民政府 do not.

    So does 各市 where another sort of place follows: 各市、州、神农架林区人民政府.
    """
    last = run[-1]
    if DETERMINER.match(name):
        is_sort = len(run) > 2 and _SORT_ALONE.fullmatch(run[1]) is not None  # noqa: PLR2004
        is_headless = HEADLESS.fullmatch(without_bracket(last)) is not None
        return is_sort or is_headless or DETERMINER.match(last) is not None
    return DETERMINER.match(last) is None


def _lent(name: str) -> str:
    """Return what the last name of a run lends: 市人民政府 of 芜湖市人民政府; nothing where the name is all tail."""
    tail = _BORROWED.search(without_bracket(name))
    if tail is None or (tail.start() == 0 and not HEADLESS.fullmatch(without_bracket(name))):
        return ""
    return tail["tail"]


def _reach_government(following: Sequence[Neighbour]) -> bool:
    """Tell whether a run of places ends in a government: 芜湖、铜陵市、池州市人民政府; 各市人民政府 is apart."""
    for item in following:
        if DETERMINER.match(item.text):
            return False
        if is_whole(item.text):
            return re.search(rf"{GOVERNMENT}$", item.text) is not None
    return False
