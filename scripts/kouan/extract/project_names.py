"""What makes words the name of one definite thing, and what shows that they speak of a kind of thing.

Two small tables, each line a rule with a name: `GENERAL` refuses, `MARKS` prove. What has neither is a description
(外贸预警预测分析平台), which is a name only where what stands around it says that one definite thing is meant.
"""

import re

from kouan.extract.places import PlaceNames
from kouan.extract.port_words import any_of

_OPEN, _CLOSE = "[“‘]", '[”’"]'
"""Quotation marks; texts that were recognised (OCR) close with a straight one."""
QUOTED = re.compile(r"“[^“”\"]{2,20}[”\"]")
_SHORT = r"[双三]|[一两多\d][^”’\"]{0,3}[一两三多\d]|一[^”’\"]{0,2}[式办通]|[^“”’\"]{0,12}[+＋]"
_FORMULA = rf"{_OPEN}(?!\d\+\d)(?:{_SHORT})[^“”’\"]{{0,12}}{_CLOSE}"
"""“双创” · “三地一区” · “一站式” · “5G+工业互联网”: policies in short, which many things are called after."""
_SYSTEM = any_of("平台 系统 数据库 资源库 知识库 场景库 数据中心 大厅 门户 交换中心 交易中心 服务中心")
_TITLE = any_of(
    "基地 实验室 工程 中心 试验区 示范区 先导区 集聚区 产业园 园区 产业集群 集群 企业 学校 城市 工厂 车间 研究院 项目 "
    "专业 课程"
)
_TECHNOLOGY = any_of("AI AR VR IT APP GIS VPN PPP IPV6 IPv6 WiFi XR SaaS")
_AIM = any_of(
    "中国 强国 强省 城市 乡村 之都 名城 高地 之乡 首发地 首选地 策源地 样板 品牌 名片 标杆 大脑 格局 经济 社会 工厂 "
    "车间 生态 模式"
)
_FIELD = any_of(
    "口岸 跨境 外贸 进口 出口 进出口 报关 通关 国际贸易 国际物流 商贸物流 外包 集装箱 多式联运 检验检疫 "
    "保税区 自贸试验区 单一窗口 临空 航空 航企 飞机 贸易便利化"
)
FIELD = re.compile(_FIELD)
"""Words of ports and foreign trade: what is described with them stands for one thing of the port or the zone."""
_RESEARCH = r"(?:研究|实验|试验)设施$|装置$|[一-龥]{2}研究(?:院|基地)$"

GENERAL: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("of a type", rf"(?:型|服务类|综合性|专业性)[一-龥]{{0,7}}(?:{_SYSTEM})$"),
        ("all in one", r"^集(?!装箱|团|成电路|散|贸|结|宁|安|二)"),
        ("somewhere", r"(?:平台|系统|项目|工程|中心)在"),
        ("project of its field", r"(?:产业|创新|建设|攻关|处置|示范性?|标志性|应用|改造|投资)项目$"),
        ("project of a programme", r"(?:计划|专项)[^，]{0,300}项目$"),
        (
            "title of a level",
            rf"^(?!.{{0,400}}(?:{_FIELD})).{{0,400}}(?:国家|省|市|自治区)级[^“”]{{0,300}}(?:{_TITLE})$",
        ),
        ("quoted aim", rf"^“[^“”\"]{{0,300}}(?:{_AIM})[”\"]$"),
    )
)
"""Rules that refuse a name, unless a place or an owner stands in it.

行业特色型工业互联网平台 · 集公益服务、便民服务于一体的平台 · 平台在“块状经济”产业集聚区 · 场景创新项目 ·
大数据领域省级重点实验室 · “无废城市”
"""

MARKS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (rule, re.compile(pattern))
    for rule, pattern in (
        ("the country's own", r"国家(?!级|标准)|中国|省(?![内外区市级])|空港"),
        (
            "the only one of its level",
            rf"^(?:全[国省市区州县]|全自治区|国家(?!级)|[省市]级|自治区级|省、市).{{0,400}}(?:{_SYSTEM})$",
        ),
        ("title in the field", rf"^(?:国家|省)级(?=.{{0,400}}(?:{_FIELD}))"),
        ("quoted name", rf"(?!{_FORMULA}){_OPEN}[^“”’\"]{{2,60}}{_CLOSE}"),
        ("brand", rf"(?<![A-Za-z])(?!(?:{_TECHNOLOGY})(?![A-Za-z]))[A-Za-z]{{2,}}"),
        ("number or phase", r"\d号|[一二三四五]期"),
        ("line", r"[一-龥]{2,6}(?:城际|高铁|高速|客专|地铁)|[一-龥]{2,4}[—–][一-龥]{2,4}"),
        ("corridor", r"^(?!国际|产业|经济|科技|跨境|物流|开放)[一-龥]{2}(?:经济|产业|科创|科技创新){0,9}走廊$"),
        ("water", r"^(?!内河|沿江|沿河|沿海)[一-龥]{1,3}[河江湖](?:航道|运河|船闸|大桥|治理|整治)"),
        ("research facility", _RESEARCH),
    )
)
"""Rules that prove a name where no place stands in it.

国家数字服务出口基地 · 全省电子印章系统 · “金安工程” · LNG接收站 · 2号航站楼 · 一期工程 · 宣绩高铁
"""


def general_rule(name: str) -> str | None:
    """Return the rule by which a name is that of a kind of thing, or None."""
    return next((rule for rule, pattern in GENERAL if pattern.search(name)), None)


def proving_rule(name: str, names: PlaceNames) -> str | None:
    """Return the rule that proves a name to be proper: `place`, or one of MARKS; None if none does."""
    if names.holds(name) or names.holds_region(name):
        return "place"
    if general_rule(name):
        return None
    return next((rule for rule, pattern in MARKS if pattern.search(name)), None)
