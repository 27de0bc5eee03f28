"""Agencies within a list: 马鞍山、芜湖市人民政府 is two bodies, 省经济和信息化厅 is one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.extract.brackets import depths

_GOVERNMENT = r"(?:人民政府|政府|行政公署|公署|党委|党工委)"
_LEVEL = r"(?:省|自治区|自治州|自治县|地区|市|州|盟|县|旗|区)"
_BRACKET = r"[（(〔\[［][^（()）〔〕\[\]［］]*[)）〕\]］]"
_ENDINGS = (
    r"(?<![大展餐])厅|(?<![格布结大全当])局|委|(?<![举承主协创兴开网代帮申通])办|(?<![全内外总局东西南北中腹])部|院|(?<![社机大峰年展览])会|"
    r"(?<!部)署|(?:办公|研究|政研|参事|处|科)室|(?:办事|管理|代表|联络|秘书|服务|执法)处|(?<![官上])司|(?:研究|派出|交易)所|"
    r"(?:档案|图书|博物|文化|科技|党史|方志)馆|(?:电视|广播电|总|气象)台|[支总大中]队|党校|兵团|政府|公署|海关|总站|边检|"
    r"(?:边检|检查|监测|工作|推广)站|集团|公司|银行|中心|[支分]行|组|指挥部|专班|联盟|(?:妇|残|文|侨|台|工商|社科)联|科协|"
    r"大学|报社|开发区|管理区|示范区|新区|片区|电网|中国(?:移动|电信|联通|铁塔|邮政|石油|石化|烟草|信保)"
)
_GENERIC = r"部门|单位|机构|企业|公司|集团|银行|政府|党委|学校|高校|院校|协会|商会|园区|团体|组织|地区|地方"
"""What names a body only together with a word that says whose or which: 各有关部门, 市级行业主管部门."""
_SPECIFIC = re.compile(
    r"各|有关|相关|所有|其他|其它|所在|属地|成员|小组|.(?:主管|牵头|协调)|联席会议|国务院|中央|国家|中国|兵团|"
    r"[省市县区州盟旗镇乡]|公安|海关|税务|金融|基础电信|执法|监管|(?:公司|集团|银行|政府|协会|商会)(?<=.{4})"
)
_AGENCY = re.compile(rf"(?:{_ENDINGS})$")
_GENERIC_END = re.compile(rf"(?:{_GENERIC})$")
_PLACE = re.compile(rf"(?:自治州|[各关市]州|(?!州){_LEVEL}|地方|各地|属地|当地|街道|乡镇|镇)$")
_NO_BODY = re.compile(r"(?:(?:全|我|本|外|跨)[省市县区州国]|[社景山城灾校辖库牧矿林厂小街疫港湾海]区|[城都超上股]市)$")
"""Places in general, which answer for nothing: 全省, 景区, 城市."""
_PLACE_LEVEL = re.compile(rf"(?!州){_LEVEL}$")
_BRACKET_TAIL = re.compile(rf"{_BRACKET}$")
_BORROWED = re.compile(
    rf"(?P<tail>{_LEVEL}?{_GOVERNMENT}|(?:片区|新区|经开区|高新区|开发区|综合保税区|自贸试验区)?管委会|片区|"
    rf"(?:市|县|区)委|海关|海事局|边检站|铁路局|出入境边防检查(?:总)?站|银保监分局|部门|支行|集团|监管局|分局)$"
)
"""What the last name of a run lends to those before it."""
_STEM = re.compile(r"(?!中国|国家|国网)[^（()）]{1,6}")
_HEADLESS = re.compile(rf"(?:{_LEVEL}(?:{_BRACKET})?)?{_GOVERNMENT}$")
_DETERMINER = re.compile(r"(?:各有关|各相关|有关|相关|各|所在|属地)")
_WHOSE = re.compile(rf"(?P<whose>.*(?:{_LEVEL}|级))(?={_GOVERNMENT}$)")
_OPEN = re.compile(r"(?<![高中初平同优])等(?!.*等)(?:\d{1,2}个|[一二三四五六七八九十]+个)?(?P<tail>.{0,24})$")
_APPOSITION = re.compile(rf"(?:.*(?:{_GENERIC}))?")
_LENT = re.compile(
    rf"(?:有关|相关)?(?P<tail>(?:设区)?{_LEVEL}(?:{_BRACKET})?(?:{_GOVERNMENT})?|{_GOVERNMENT}|海关|海事局|管委会|铁路局)$"
)
_LEADING = re.compile(r"(?:由|会同|以及|及|与|和(?!平|田|县|龙|静|硕|顺|林|政|布))")
_JOINING = re.compile(r"以及|及其(?!他|它)|会同|及|和|与")
_RUN_ON = re.compile(r"(?<=[厅局委办部署院会])(?=省(?!际)|市(?![场政民容域])|国家|自治区|各)")
_GROUP_OFFICE = re.compile(r"(?P<group>.+(?:小组|委员会|联席会议|指挥部))(?:办公室)?$")
_OTHER_MEMBERS = re.compile(r"(?:其他|其它|相关|有关)?成员单位$")
_TAG = re.compile(r"[（(](?P<role>牵头|主办|配合|协办)(?:单位|部门)?[)）]$")
_REMARK = re.compile(
    r"(?:含(?!山)|包括|其中|如(?!皋|东)|例如|详见|见|不含|以下|下同|指(?!挥)|即|原则|除|自(?!治|然|贸|主)|另行|待定|暂|无$|略$)|"
    r".*(?:以下|下同|不再|另有|除外|均按|均为)"
)
"""How remarks in a list begin, and what only they hold."""
_PROSE = re.compile(
    r"(?:在|按|将|把|被|已|拟|仅|只|逐步|分期|分批|分步|并|主要|通过|依托|围绕|结合|根据|针对|面向|利用|鼓励|加强|开展|完善|强化|建立)|"
    r".*(?:\d{4}年|牵头(?!部门|单位)|提出|制定|确保|按照|根据|[：:？！])"
)
"""How sentences begin, and what no name holds."""
_DOES = re.compile(r"(?:牵头|负责|落实|实施|配合|参与|协同|主导|推进|引导|指导|统筹)$")
_LONGEST_NAME = 45
_LONGEST_NOUN = 2
_EDGES = " \n、，,；;。"


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


def expand(text: str, start: int, end: int) -> list[Mention]:
    """Return the agencies of a list, coordination expanded, in printed order; remarks in the list are left out."""
    items = [item for item in _items(text, start, end) if not _REMARK.match(item.text)]
    mentions: list[Mention] = []
    for index, item in enumerate(items):
        if any(map(str.isalpha, item.text)):
            name = _with_place(_with_tail(item.text, items[index + 1 :]), mentions)
            full = _with_group(name, mentions)
            mentions.append(Mention(name, item.start, item.end, full, tag=item.tag))
        if item.opens:
            mentions = [replace(mention, is_open_ended=True) for mention in mentions]
    return mentions


def is_list(text: str, start: int, end: int) -> bool:
    """Tell whether every item of a list could be a name: none is long, says what somebody does, or is a remark."""
    names = [item.text for item in _items(text, start, end) if item.text]
    return bool(names) and all(_could_be_name(name) for name in names)


def names_agency(text: str, start: int, end: int, *, loosely: bool = False) -> bool:
    """Tell whether an item of a list surely is a body: 省财政厅, 各有关单位, 各市; loosely, 财政部门 too."""
    names = [item.text for item in _items(text, start, end)]
    return any(_is_agency(name) or (loosely and len(name) > _LONGEST_NOUN and _is_whole(name)) for name in names)


def _could_be_name(name: str) -> bool:
    bare = _BRACKET_TAIL.sub("", name)
    return len(name) <= _LONGEST_NAME and not (_DOES.search(bare) or _REMARK.match(bare) or _PROSE.match(bare))


def _is_whole(name: str) -> bool:
    """Tell whether a name ends as that of a body does: 省财政厅, 自治区商务厅(口岸办), 各有关单位, 财政部门."""
    bare = _BRACKET_TAIL.sub("", name)
    return bool(_AGENCY.search(bare) or _GENERIC_END.search(bare))


def _is_agency(name: str) -> bool:
    bare = _BRACKET_TAIL.sub("", name)
    if _GENERIC_END.search(bare):
        return _SPECIFIC.search(bare) is not None
    if _NO_BODY.search(bare) and not _DETERMINER.match(bare):
        return False
    return len(bare) > 1 and bool(_AGENCY.search(bare) or _PLACE.search(bare))


def _items(text: str, start: int, end: int) -> Iterator[_Item]:
    for span in _split(text, start, end):
        begin, stop = _trim(text, *span)
        leading = _LEADING.match(text, begin, stop)
        begin = leading.end() if leading else begin
        for piece in _joined(text, begin, stop):
            yield from (_item(text, *part) for part in _parted(text, *piece))


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between separators that stand outside brackets and quotation marks."""
    begin = start
    for index, depth in enumerate(depths(text, start, end), start):
        if depth == 0 and text[index] in "、，,；;。\n":
            yield begin, index
            begin = index + 1
    yield begin, end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def _joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split `A及B` where both sides are agencies: 领导小组办公室及其他成员单位, never 经济和信息化厅."""
    depth = depths(text, start, end)
    begin = start
    for match in _JOINING.finditer(text, start, end):
        left, right = text[begin : match.start()], text[match.end() : end]
        if depth[match.start() - start] == 0 and _is_whole(left) and (_is_whole(right) or _PLACE.search(right)):
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
            and _is_whole(text[begin : match.start()])
            and _is_whole(text[match.start() : end])
        ):
            yield begin, match.start()
            begin = match.start()
    yield begin, end


def _item(text: str, start: int, end: int) -> _Item:
    """Read one name: its role in brackets, and 等 at its end or before what it lends to the names before it."""
    start = max(text.rfind("：", start, end), text.rfind(":", start, end), start - 1) + 1
    tag = _TAG.search(text, start, end)
    stop = tag.start() if tag else end
    role = tag["role"] if tag else None
    opening = _OPEN.search(text, start, stop)
    if opening is not None:
        name = text[start : opening.start()]
        lent = None if not name or _is_whole(name) else _LENT.fullmatch(opening["tail"])
        if lent is not None or _APPOSITION.fullmatch(opening["tail"]):
            shown = _with_level(name, lent["tail"]) if lent else name
            return _Item(shown, start, opening.start(), opens=True, tag=role)
    return _Item(text[start:stop], start, stop, tag=role)


def _with_level(name: str, tail: str) -> str:
    """Join a place and what a run lends it: 合肥 and 市人民政府; 合肥市 and 人民政府 of 市人民政府."""
    government = re.search(rf"{_GOVERNMENT}$", tail)
    if not _PLACE.search(name):
        return name + tail
    return name + government.group() if government else name


def _with_tail(name: str, following: Sequence[_Item]) -> str:
    """Give 芜湖 the 市人民政府, and 合肥市 the 人民政府, of the item that ends their run."""
    if _is_whole(name):
        return name
    for item in following:
        if _is_whole(item.text):
            tail = _BORROWED.search(_BRACKET_TAIL.sub("", item.text))
            if tail is None or (tail.start() == 0 and not _HEADLESS.fullmatch(item.text)):
                return name
            may_borrow = _PLACE.search(name) or tail["tail"] == "部门" or _STEM.fullmatch(name)
            return _with_level(name, tail["tail"]) if may_borrow else name
        level = _PLACE_LEVEL.search(item.text)
        if level and _STEM.fullmatch(name) and not _PLACE.search(name) and not _reaches_government(following):
            return name + level.group()
    return name


def _reaches_government(following: Sequence[_Item]) -> bool:
    """Tell whether a run of places ends in a government, as 芜湖、铜陵市、池州市人民政府 does."""
    whole = next((item.text for item in following if _is_whole(item.text)), "")
    return re.search(rf"{_GOVERNMENT}$", whole) is not None


def _with_place(name: str, before: Sequence[Mention]) -> str:
    """Give 市人民政府 the 相关 of 相关盟行政公署 before it, and 政府 the 各区县 of 各区县党委."""
    if not before or not _HEADLESS.fullmatch(name):
        return name
    whose = _WHOSE.match(before[-1].text)
    if re.fullmatch(_GOVERNMENT, name) and whose:
        return whose["whose"] + name
    determiner = _DETERMINER.match(before[-1].text)
    return determiner.group() + name if determiner else name


def _with_group(name: str, before: Sequence[Mention]) -> str:
    """Give 其他成员单位 the group whose office stands before it."""
    if not before or not _OTHER_MEMBERS.fullmatch(name):
        return name
    group = _GROUP_OFFICE.search(before[-1].full)
    return group.group("group") + name if group else name
