"""What the name of an agency looks like: how it ends, what makes it sure, what never is one."""

import re
from functools import lru_cache

GOVERNMENT = r"(?:人民政府|政府|行政公署|公署|党委|党工委)"
LEVEL = r"(?:省|自治区|自治州|自治县|地区|市|州|盟|县|旗|区)"
BRACKET = r"[（(〔\[［][^（()）〔〕\[\]［］]*[)）〕\]］]"
_ENDINGS = (
    r"(?<![大展餐])厅|(?<![格布结大全当])局|委|(?<![举承主协创兴开网代帮申通])办|(?<![全内外总局东西南北中腹])部|院|(?<![社机大峰年展览])会|"
    r"(?<!部)署|(?:办公|研究|政研|参事|处|科|督查|督察|调研)室|(?:办事|管理|代表|联络|秘书|服务|执法)处|(?<![官上])司|(?:研究|派出|交易)所|"
    r"(?:档案|图书|博物|文化|科技|党史|方志)馆|(?:电视|广播电|总|气象)台|[支总大中]队|党校|兵团|政府|公署|海关|总站|边检|"
    r"(?:边检|检查|监测|工作|推广)站|集团|公司|银行|中心|[支分]行|组|指挥部|专班|联盟|(?:妇|残|文|侨|台|工商|社科)联|[科记作]协|"
    r"(?:供销|合作(?:总|联)?|新华|信用|联)社|团中央|共青团|大学|学院|报社|开发区|管理区|示范区|新区|片区|电网|"
    r"中国(?:移动|电信|联通|铁塔|邮政|石油|石化|烟草|信保)|农垦|军区|人行"
)
_GENERIC = r"部门|单位|机构|企业|公司|集团|银行|政府|党委|学校|高校|院校|院所|协会|商会|园区|团体|组织|地区|地方"
"""What names a body only together with a word that says whose or which: 各有关部门, 市级行业主管部门."""
_SPECIFIC = re.compile(
    r"各|有关|相关|所有|其他|其它|所在|属地|成员|小组|.(?:主管|牵头|协调)|联席会议|国务院|中央|国家|中国|兵团|"
    r"[省市县区州盟旗镇乡]|公安|海关|税务|金融|基础电信|执法|监管|科研|(?:公司|集团|银行|政府|协会|商会)(?<=.{4})"
)
_AGENCY = re.compile(rf"(?:{_ENDINGS})$")
_AGENCY_AHEAD = re.compile(rf"[^的]{{1,14}}?(?:{_ENDINGS})|各|有关|相关")
_GENERIC_END = re.compile(rf"(?:{_GENERIC})$")
GENERIC_WORD = re.compile(r"(?:有关|相关)?(?:部门|单位|机构|组织|团体|院校|高校)")
"""A second kind of body under one determiner: 各有关部门和单位 is one collective."""
APPOSITION = re.compile(rf"(?:.*(?:{_GENERIC}))?")
"""What a list that ends in 等 says of itself: 等有关部门."""
PLACE = re.compile(rf"(?:^州|自治州|[各关市]州|(?!州){LEVEL}|地方|各地|属地|当地|街道|乡镇|镇)$")
_NO_BODY = re.compile(
    r"(?:(?:全|我|本|外|跨)[省市县区州国]|[社景灾校辖库牧林厂小街疫]区|^[山城矿港湾海]区|(?:^|[大小中])[城都超上股]市)$"
)
"""Places in general, which answer for nothing: 全省, 景区, 城市."""
_BRACKET_TAIL = re.compile(rf"{BRACKET}$")
DETERMINER = re.compile(r"(?:各有关|各相关|有关|相关|各|所在|属地)")
_REMARK = re.compile(
    r"(?:含(?!山)|包括|其中|如(?!皋|东)|例如|详见|见|不含|以下|下同|指(?!挥)|即(?!墨)|原则|除|自(?!治|然|贸|主)|另行|待定|暂|无$|略$|等$)|"
    r".*(?:以下|下同|不再|另有|除外|均按|均为)"
)
"""How remarks in a list begin, and what only they hold."""
_PROSE = re.compile(
    r"(?:在(?!.{1,2}(?:央企|中央|高校|院校|金融|部属|各|国有|单位|企业))|按|将(?!乐)|把|被|已|拟|仅|只|逐步|分期|分批|分步|并|主要|通过|依托|坚持|遵循|压实|实行|违|逾期|否则|围绕|结合|根据|针对|面向|利用|鼓励|加强|开展|完善|强化|建立|"
    r"加快|抓好|认真|切实|确保|形成|做好|提高|共同(?!富裕)|严格|不断|进一步)|"
    r".*(?:\d{4}年|牵头(?!部门|单位)|提出|制定|确保|按照|根据|切实|另行|[：:？！]|(?:确定|明确|要求|规定)$|[者的]由)"
)
"""How sentences begin, and what no name holds."""
_PERSON = re.compile(
    r".*(?:同志|(?:分管|协管|联系|主要|负责)[省市区县]?(?:委|政府)?领导)$|"
    r"(?:分管|协管|联系|常务)*副?(?:[省市区县州]长|书记|主席|专员|秘书长)[\u4e00-\u9fff·]{0,4}$"
)
"""People, who are not published: 副市长王某某."""
_DOES = re.compile(r"(?:牵头|负责|落实|实施|配合|参与|协同|主导|推进|引导|指导|统筹)$")
_LONGEST = 45
_LONGEST_NOUN = 2
_REMEMBERED = 4096
"""How many names are remembered: a plan names the same bodies again and again."""


def without_bracket(name: str) -> str:
    """Return a name without the bracket behind it: 自治区商务厅 of 自治区商务厅(口岸办)."""
    return _BRACKET_TAIL.sub("", name)


@lru_cache(maxsize=_REMEMBERED)
def is_whole(name: str) -> bool:
    """Tell whether a name ends as that of a body does: 省财政厅, 自治区商务厅(口岸办), 各有关单位, 财政部门."""
    bare = without_bracket(name)
    return bool(_AGENCY.search(bare) or _GENERIC_END.search(bare))


@lru_cache(maxsize=_REMEMBERED)
def is_agency(name: str) -> bool:
    """Tell whether a name surely is a body's or a place's that answers for something: 省财政厅, 各有关单位, 各市."""
    bare = without_bracket(name)
    if _PERSON.match(bare):
        return False
    if _GENERIC_END.search(bare):
        return _SPECIFIC.search(bare) is not None
    if _NO_BODY.search(bare) and not DETERMINER.match(bare):
        return False
    return len(bare) > 1 and bool(_AGENCY.search(bare) or PLACE.search(bare))


def begins_like_agency(text: str) -> bool:
    """Tell whether a sentence begins with what may be an agency: 合肥海关在三个月内提出方案."""
    first = _AGENCY_AHEAD.match(text)
    return first is not None and not _PROSE.match(first.group())


def is_body(name: str, *, loosely: bool = False) -> bool:
    """Tell whether a name surely is an agency's; loosely, 财政部门 is one too, but 部门 alone is not."""
    return is_agency(name) or (loosely and len(name) > _LONGEST_NOUN and is_whole(name))


def is_left_out(name: str) -> bool:
    """Tell whether an item of a list is a remark or a person: 下同, 详见附件, 副市长王某某."""
    bare = without_bracket(name)
    return bool(_REMARK.match(bare or name) or _PERSON.match(bare))


def could_be_name(name: str) -> bool:
    """Tell whether an item could be a name: it is not long, does not say what somebody does, and is no remark."""
    bare = without_bracket(name)
    is_said = _DOES.search(bare) or _REMARK.match(bare) or _PROSE.match(bare)
    return 0 < len(name) <= _LONGEST and not is_said
