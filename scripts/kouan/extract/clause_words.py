"""The words of responsibility clauses: what lists are called, what agencies do in them, order rules, due dates."""

import re
from collections.abc import Mapping


def _one_of(patterns: Mapping[str, str]) -> str:
    """Join patterns into one whose groups are named after the part that a word plays."""
    return "|".join(f"(?P<{part}>{pattern})" for part, pattern in patterns.items())


_WHO = r"(?:单位|部门|处室|科室|主体|机构|地区|地方|市县|县市|市州|县区|区县|企业)"
_LEVEL = r"(?:国家|中央|[省市县区](?:级|直)|本级|属地|行业)?"
_KIND = r"(?:责任|考核|负责|实施|主管)?"
_OFFICE = r"(?:[省市县区厅局委](?:级|政府|委)?)?"

_LABELS = {
    "lead": rf"{_LEVEL}(?:总?牵头|主办|主责|第一责任){_KIND}{_WHO}",
    "support": rf"{_LEVEL}(?:责任)?(?:配合|协办|协同|协助|协作|参加|参与|支持|联合|协管){_KIND}{_WHO}",
    "plain": rf"{_LEVEL}(?:主要)?(?:责任|负责|落实|承办|组织实施|实施|主管){_WHO}|(?:责任|任务|职责)?分工",
    "person": rf"(?:责任|牵头|分管|包联|包保|联系|挂钩|主管|协管|配合)?{_OFFICE}(?:领导|负责人|责任人|联系人|同志)",
    "scope": r"(?:适用|实施|推广|试点)(?:范围|区域|地区)",
    "due": r"(?:完成|办结|实施|落实|启动|计划|推进)*(?:时限|时间|期限|节点)(?:要求|安排|节点)?",
    "other": r"(?:工作|任务|预期|完成|阶段)?(?:目标|成果|标志|成效|来源|依据|备注)(?:形式|要求)?",
}
_WORDS_ALONE = {"lead_alone": "牵头|主办", "support_alone": "配合|协办", "plain_alone": "责任|负责"}

LABELS = re.compile(_one_of(_LABELS))
"""What a list may be called; the name of the group is the part it plays. Persons and other notes are left out."""
LABEL = re.compile(rf"(?:{_one_of(_LABELS | _WORDS_ALONE)})[:：]")
"""A label with its colon; in a bracket the bare word will do: （牵头：A，配合：B）."""
LABEL_IN_TEXT = re.compile(rf"(?:{LABELS.pattern})[:：]")
NEVER_BARE = re.compile(r"主办|承办|协办|主管|支持|分工|目标|成果|标志|成效|依据|来源|备注|同志")
"""Labels that outside brackets head other things: who runs an event or a web site, what is aimed at."""

_DUTIES = r"(?:负责|落实|推进|实施|承担|配合|执行|开展|办理|完成|做好|抓好)+(?:相关|有关)?(?:工作|任务)?"
_BY_DUTY = (
    r"(?:根据|依据|依照|按照?|依|在)?(?:各自)?的?(?:工作)?(?:职责|职能|任务|权限)(?:和?任务|范围内?|分工|权限)*"
    rf"(?:分别|共同|协同)?(?:(?:抓好|做好|共同|具体|组织|推动)?{_DUTIES}|(?<=分工))"
)
_VERBS = {
    "lead": r"(?:共同|联合|分别)?(?:负责)?总?牵头(?:负责|推进|落实|组织实施|实施|协调|办理|抓总|抓好落实|推动)*"
    r"(?:会同)?|主办|主责|统筹(?:协调|推进|落实)?",
    "joins": r"会同",
    "share": rf"{_BY_DUTY}|(?:分工|分别|共同|协同|联合|分头|各自)(?:负责|落实|推进|实施|承担)|各负其责",
    "support": r"(?:积极|协同|共同|密切)?(?:配合|协助|参与|参加|支持|协办|协同|督导|督促|监督|指导)"
    r"(?:负责|落实|实施|做好|推进|配合|指导)*(?:工作)?",
    "plain": r"(?:具体|主要)?(?:负责|抓好落实|推动落实|落实|承办|组织实施|实施|推进|执行|承担)(?:落实|实施|推进)*",
}

VERB = re.compile(rf"(?:{_one_of(_VERBS)})(?:(?<=会同)|(?=[、，,；;。]|会同|$))")
"""What may follow a list of agencies and end it; the name of the group is the part it plays."""

ORDER_RULE = re.compile(
    r"(?:责任单位|牵头单位|责任部门|单位|部门)?中?(?:(?:列|排|位列|排名|位居)(?:名|在)*)?"
    r"(?:第一|首|最前)[位个名面者]*的?(?:责任)?(?:单位|部门|者)?"
    r"的?(?:为|是|系)(?:该项工作|该任务|本项任务)?的?牵头(?:责任)?(?:单位|部门)"
    r"(?:[，,；;](?:其他|其余|其它)[^，,；;。）)]{0,12})?(?P<onward>[，,、；;]?\s*下同)?"
)
"""列第一位的为牵头单位，下同: the first of a list leads, the others support."""

SAME_BELOW = re.compile(r"[，,；;]?\s*下同$")
SCOPE_FOR_ALL = re.compile(r"[，,；;]?\s*(?:以下[^，,；;]{0,30}[，,]?[^，,；;]{0,12}(?:同上|相同|均同)|下同)$")
"""以下除标注适用于特定试点地区的措施外，适用范围同上: the scope holds for the clauses below that name none."""

_TIME = r"(?:\d{4}年|\d{1,2}月|[今明本]年|年[底末初内]|第?[一二三四1-4]季度|[上下]半年|全年|当年|每[年月季])"
_ONGOING = r"(?:持续|长期|常态化|按进度|按时序|按计划|按时间|适时|分步|逐步|立即|常年|滚动|加快)"
DUE = re.compile(rf"(?:{_TIME}[^，,；;：:、（）()。]{{0,24}}|{_ONGOING}[^，,；;：:、（）()。]{{0,12}})$")
"""By when: 6月底完成, 2022年底前, 持续推进."""
