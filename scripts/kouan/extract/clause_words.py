"""The words of responsibility clauses: what lists are called, what agencies do in them, order rules, due dates.

Labels and verbs stand in two tables. Each row names a word, says which part a list plays that has it, and shows a
clause that uses it; `clauses` makes roles of parts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A label or verb: its name, the part that its list plays, its pattern, and a clause as plans print it.

    `part` is lead, support, duty (责任单位), charge (负责), share (按职责分工负责) or joins (会同) for a list of
    agencies; person, scope, due or other for a note.
    """

    name: str
    part: str
    pattern: str
    example: str


def _one_of(words: Iterable[Word]) -> str:
    """Join patterns into one whose groups are named after the words."""
    return "|".join(f"(?P<{word.name}>{word.pattern})" for word in words)


_WHO = (
    r"(?:单位|部门|处室|科室|主体|机构|地区|地方|市县|县市|市州|县区|区县|企业)"
    r"(?:[（(](?:[处科]室|单位|部门|地区|牵头|主办|责任|配合)[)）]|[和及](?:单位|部门|地区))?"
)
_LEVEL = r"(?:国家|中央|[省市县区州](?:级|直)?|自治区|本级|属地|行业)?"
_KIND = r"(?:[（(、](?:牵头|主办|责任|配合)[)）]?)?(?:责任|考核|负责|组织实施|实施|落实|主管)?"
_OFFICE = r"(?:[省市县区厅局委](?:级|政府|委)?)?"

LABELS = (
    Word(
        "lead_list",
        "lead",
        rf"{_LEVEL}(?:总?牵头|主办|主责|第一责任|主要责任|首要责任){_KIND}{_WHO}",
        "（牵头单位：省商务厅，责任单位：省财政厅）",
    ),
    Word(
        "support_list",
        "support",
        rf"{_LEVEL}(?:责任)?(?:配合|协办|协同|协助|协作|协管|参加|参与|参建|支持|联合|指导|督导|督办|监督|监管|考核){_KIND}{_WHO}",
        "（责任单位：省商务厅，配合单位：合肥海关）",
    ),
    Word(
        "duty_list",
        "duty",
        rf"{_LEVEL}(?:责任|负责|落实|承办|承担|组织实施|实施|主管|执行){_KIND}{_WHO}",
        "（责任单位：省商务厅、合肥海关）",
    ),
    Word("division", "duty", r"(?:责任|任务|职责|部门|工作)?分工", "（分工：省商务厅牵头，合肥海关配合）"),
    Word(
        "people",
        "person",
        rf"(?:责任|牵头|负责|分管|包联|包保|联系|挂钩|主管|协管|配合)*{_OFFICE}(?:领导|负责人|责任人|联系人|联络员|同志|电话)",
        "（责任领导：王某某；责任单位：市商务局）",
    ),
    Word(
        "scope_note",
        "scope",
        r"(?:适用|实施|推广|试点)(?:范围|区域|地区)",
        "（负责部门：海关总署；适用范围：海南自由贸易港）",
    ),
    Word(
        "due_note",
        "due",
        r"(?:完成|办结|实施|落实|启动|计划|推进|工作|整改)*(?:时限|时间|期限|节点|进度)(?:要求|安排|节点)?",
        "（责任单位：省商务厅；完成时限：2022年12月底）",
    ),
    Word(
        "other_note",
        "other",
        r"(?:工作|任务|预期|完成|阶段)?(?:目标|成果|标志|成效|来源|依据|备注|措施)(?:形式|要求)?",
        "（责任单位：省商务厅；成果形式：印发方案）",
    ),
)
"""What a list may be called. Persons and other notes are left out of what is published."""

_SHORT_LABELS = (
    Word("lead_alone", "lead", "牵头|主办", "（牵头：省商务厅，配合：合肥海关）"),
    Word("support_alone", "support", "配合|协办|参加", "（牵头：省商务厅，参加：合肥海关）"),
    Word("duty_alone", "duty", "责任|负责|落实", "（责任：省商务厅，配合：合肥海关）"),
)
"""Labels that need a bracket and a colon."""

_DO = r"(?:负责|落实|推进|推动|实施|承担|配合|执行|开展|办理|完成|做好|抓好|贯彻|组织|推广)"
_WORK = r"(?:好|到位)?(?:相关|有关|各项|具体)?(?:工作|任务|事项)?"
_BY_DUTY = (
    r"(?:根据|依据|依照|依法|按照?|依|在|结合)?(?:各自|本部门|自身)?的?(?:工作)?(?:职责|职能|任务|权限|分工)"
    r"(?:[和、]?任务|范围内?|分工|权限)*(?:分别|共同|协同|协力|抓紧|认真|切实|具体|积极|统筹|加快)*"
)
_HOW = r"(?:共同|联合|分别|具体|主要|密切|积极|主动|协同|认真|切实|全力|抓紧|统筹|全面)*"
VERBS = (
    Word(
        "leads",
        "lead",
        rf"{_HOW}(?:负责)?(?:总?牵头(?:{_DO}|协调|抓总|会同)*(?:工作)?|主办|主责|抓总|统筹(?:协调|{_DO})*)",
        "（省商务厅牵头，合肥海关配合）",
    ),
    Word("joins", "joins", r"会同", "（省商务厅会同省财政厅负责）"),
    Word(
        "shares_by_duty",
        "share",
        rf"{_BY_DUTY}(?:{_DO}+{_WORK}|(?<=分工)|(?<=职责))",
        "（省商务厅牵头，合肥海关按职责分工负责）",
    ),
    Word(
        "shares",
        "share",
        rf"(?:分工|分别|共同|协同|联合|分头|各自|分级){_DO}+{_WORK}|各负其责|各司其职|"
        r"要?(?:认真|切实)?(?:负起|履行|扛起)(?:好)?(?:主体|相应|各自)?的?(?:责任|职责)",
        "（省商务厅、合肥海关分别负责）",
    ),
    Word(
        "supports",
        "support",
        rf"{_HOW}(?:负责)?(?:配合|协助|参与|参加|支持|协办|协同|协作|督导|督促|监督|指导)+(?:{_DO}|协调)*{_WORK}",
        "（省商务厅牵头，合肥海关等参与）",
    ),
    Word("takes_charge", "charge", rf"{_HOW}(?:承办|{_DO})+{_WORK}", "（省商务厅负责）"),
)
"""What may follow a list of agencies and end it."""

OBJECT_VERB = re.compile(
    r"(?:要|应|须|需|应当)?(?:切实|认真|严格|积极|主动|具体|分别)*(?:"
    r"(?P<leads>牵头|统筹|主导)|(?P<supports>配合|协助|参与|督促|指导|督导|监督)|(?P<shares>按照?[^，]{0,6}(?:职责|分工))|"
    r"(?P<takes_charge>负责|承担|负起|扛起|落实|抓好|做好|组织|制定|研究|履行|推进|推动|实施|开展))"
    r"(?!的|部门|单位|机构|企业|领导|会议|小组|机制|人|制(?!定)|者)"
)
"""A verb with an object behind it: 省商务厅负责制定办法."""

_PARTS = {word.name: word.part for word in (*LABELS, *_SHORT_LABELS, *VERBS)}


def part_of(match: re.Match[str]) -> str:
    """Return the part that the matched label or verb gives its list."""
    return next(_PARTS[name] for name, found in match.groupdict().items() if found is not None and name in _PARTS)


AGENT_PARTS = frozenset({"lead", "support", "duty", "charge", "share", "joins"})
"""The parts whose lists hold agencies; the others are notes."""

_MEANS = r"\s*[是系]?指(?!挥)"
"""What a definition goes on with: 责任单位：是指承担任务的单位."""
LABEL_WORD = re.compile(_one_of(LABELS))
"""A label without its colon, as it heads a table's column."""
LABEL = re.compile(
    rf"(?P<box>[【［\[〔])?(?:{_one_of((*LABELS, *_SHORT_LABELS))})(?(box)[】］\]〕][:：]?|[:：])(?!{_MEANS})"
)
"""A label with its colon or box (【责任单位】); in a bracket the bare word will do: （牵头：A，配合：B）."""
_FIRST = (
    r"【［〔\[中主任依分办包区协厅县参同启国备委完实局属州工市总成执承挂指推措支整时期本来标牵电监目省督第组考职联自节落行计"
    "试负责进适部配阶预领首"
)
"""With what a label begins; looked at before anything else, since most characters begin none."""
LABEL_IN_TEXT = re.compile(
    rf"(?=[{_FIRST}])(?P<box>[【［\[〔])?(?:{_one_of(LABELS)})(?(box)[】］\]〕][:：]?|[:：])(?!{_MEANS})"
)
NEVER_BARE = re.compile(
    r"主办|承办|协办|主管|支持|监督|指导|督办|考核|(?<!部门)分工|目标|成果|标志|成效|依据|来源|备注|同志|措施|电话"
)
"""Labels that outside brackets head other things: who runs an event or a web site, what is aimed at."""
VERB = re.compile(rf"(?:{_one_of(VERBS)})$")
"""A verb at the end of a name."""

_FIRST = r"(?:(?:排|列|位|居|排列|位列|排名|位居|排序)(?:名|在|于)*)?(?:第一|首|最前)[位个名面者列]*"
_LEADER = r"牵头(?:责任)?(?:单位|部门|者)?(?:[（(](?:单位|部门)[)）])?(?:或[^，,；;。）)]{2,6})?"
ORDER_RULE = re.compile(
    rf"(?:责任(?:单位|部门|分工|分解)|牵头单位|单位|部门)?中?[，,]?(?:{_FIRST}的?(?:责任)?(?:单位|部门|者)?(?:[（(](?:单位|部门)[)）])?"
    rf"的?(?:为|是|系|作为)(?:该项工作|该任务|本项任务|各项任务)?的?{_LEADER}|牵头(?:单位|部门)均?(?:排|列)(?:名|在)?(?:第一|首)位)"
    r"(?:[，,；;](?:其他|其余|其它)[^，,；;。）)]{0,12})?(?P<onward>[，,、；;。]?\s*[以]?下[皆均]?同)?"
)
"""列第一位的为牵头单位，下同: the first of a list leads, the others support."""
NOTE_LINE = re.compile(r"(?:备?注|说明|附注)[:：]")
"""How a line begins whose order rule holds for what stands above it, too."""

SAME_BELOW = re.compile(r"[，,；;。]?\s*下同[。；;]?$")
SCOPE_FOR_ALL = re.compile(r"[，,；;]?\s*(?:以下[^，,；;]{0,30}[，,]?[^，,；;]{0,12}(?:同上|相同|均同)|下同)$")
"""以下除标注适用于特定试点地区的措施外，适用范围同上: the scope holds for the clauses below that name none."""
FOR_ALL_TASKS = re.compile(
    r"(?:以下|下列|上述|(?:各项|所有|其他|具体)(?:政策|任务|措施|工作|事项))[^，,；;。]{0,16}(?:均|都|皆)[^。；;]{0,60}"
    r"(?:不再|不另|不重复|下同)[^。；;]{0,20}[。；;]?$"
)
"""以下均需各市人民政府落实，不再列出: who answers for all tasks; a remark, as no task names them."""

_TIME = (
    r"(?:到|于|至|在|力争|确保)?(?:\d{4}(?:[—－–~-]\d{2,4})?年|\d{1,2}月|[今明本]年|年[底末初内中]|近期|中期|远期|"
    r"第?[一二三四1-4]季度|[上下]半年|全年|当年|每[年月季]|\d{4}[.．]\d{1,2})"
)
_ONGOING = (
    r"(?:持续|长期|常态化|经常性|按(?:进度|时序|计划|时间|期|时)|适时|分步|逐步|立即|即时|常年|滚动|加快|贯穿|分阶段)"
)
DUE = re.compile(rf"(?:{_TIME}[^，,；;：:、（）()。]{{0,24}}|{_ONGOING}[^，,；;：:、（）()。]{{0,12}})$")
"""By when: 6月底完成, 2022年底前, 持续推进."""
