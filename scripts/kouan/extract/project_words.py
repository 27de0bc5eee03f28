"""The words of the project grammar: what is done, what sort of thing it is done to, and what proves a name."""

import re

from kouan.extract.port_words import any_of

_ADVERBS = any_of(
    "启动 正式 率先 组织 扎实 切实 进一步 尽早 早日 牵头 支持 "
    "加快 加速 大力 积极 持续 协调 统筹 稳步 有序 全力 重点 深入 聚力 全面 尽快 继续 高标准 高水平 高质量 同步 "
    "共同 协同 联合 谋划 规划 开发 培育 研究 探索 逐步 参与 论证"
)
_LIGHT_VERBS = any_of("推进 力争 推动 加快 加速 支持 促进 加强 协调 重点 争取实现 论证 做好 抓好")
_STRONG_VERBS = any_of(
    "优化升级 升级改造 上线运行 "
    "设立运行 挂牌运行 编制完成 建设 新建 打造 建成 组建 建立 构建 创建 搭建 设立 布局 申报 申建 申创 申请 "
    "争取获批 争取 争创 改扩建 迁建 兴建 修建 筹建 增设 启动 "
    "实施 开展 完成 完善 深化 拓展 编制 制订 制定 连接 商签 用于 贯通 打通 实现 培育"
)
VERBS = re.compile(
    rf"(?:{_ADVERBS})*(?P<verb>{_STRONG_VERBS}|{_LIGHT_VERBS})(?:并投运|成为|成)?"
    r"|谋划|培育|为(?=[^，,。]{2,20}创造条件)|以(?=[^，,。]{2,20}建设为契机)"
)
"""A verb with its adverbs whose object may be a project.

A light verb (推进) makes one only with a word like 建设 behind the object, a strong one (打造) without.
"""
LIGHT_VERB_AT_END = re.compile(rf"(?:{_LIGHT_VERBS}|谋划)$")
FOUNDS = re.compile(r"组建|成立")
BODY_AT_END = re.compile(r"(?:集团|公司|联盟|协会|委员会|基金)$")
"""组建口岸投资建设运营集团: a body that is founded, nothing that is built."""
STRENGTHENS = re.compile(r"(?:加强|强化)$")
"""加强西安航空口岸建设: a port that is there already."""
BUILDS_AT_END = re.compile(r"(?:建设|打造|建立|组建|构建)$")
_AFTER_A_NOUN = any_of(
    "前期 项目 工程 短板 进度 进程 工作 方案 情况 任务 步伐 成效 资金 用地 运营 管理 水平 规模 改造 扩建 质量 发展 "
    "能力 主体 标准 单位 模式 规划 的"
)
NOT_GOVERNING = re.compile(rf"$|[、和及与等，。）)”]|(?:临时|正式|常年)(?:对外)?开放|{_AFTER_A_NOUN}")
"""What follows a word like 建设 where it is no verb: 建设项目, 建设进度, 提升改造."""

_BUILD = (
    r"建设|新建|[迁重兴修筹组构创搭]建|建成|打造|建立|增设|设立|布局|编制|制[订定]|完成|连接|挂牌|培育|项目|工程|开工"
    r"|投产|通车|通航|前期|研究|启动"
)
ACTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (action, re.compile(pattern))
    for action, pattern in (
        ("apply", r"申创|申建|申报|申请|争取|争创|获批(?!港区)"),
        (
            "open",
            r"扩大(?:对外)?开放|对外开放|[正常][式年]开放|临时开放|实现.{0,4}开放|开放创造条件|(?:恢复|验收)开[放通]|^开[放通]",
        ),
        ("expand", r"改?扩建|扩容|扩能|拓展|覆盖(?:至|到)"),
        ("upgrade", r"升级|提质|改造|补强|整治|深化|完善|提升|^(?:港区)?一体化建设"),
        ("other", "预研究?"),
        ("build", _BUILD),
        ("other", r"商签|开展|实施|落实|推广|应用|实现"),
    )
)
"""What is done to a project, by the words that say it; the first that is found counts."""
DECISIVE_VERBS = (
    ("商签", "other"),
    ("上线运行", "other"),
    ("改扩建", "expand"),
    ("深化", "upgrade"),
    ("完善", "upgrade"),
)
"""Verbs that outweigh 建设 behind the object: 深化中国（安徽）国际贸易“单一窗口”建设, 完善…交换站基础设施建设."""

_WORK = r"(?:改?扩建|扩容|扩能|改造|升级|能力|补强|提升|通关|扩大开放|整治|建设|主体|试点|示范|[一二三四五]期)"
CARRIED_OUT = re.compile(rf"(?:实施|开展|进行)(?P<works>(?:完善)?{_WORK}*(?:项目|工程|改?扩建))$")
"""支持南泥湾机场、榆阳机场等…的查验场地实施 改扩建工程: works of the ports that the clause begins with."""
DEVELOPS = re.compile(r"(?:创新|高质量|特色|绿色|转型|开放)+发展$")
"""推进江南新兴产业集中区创新发展: what is there goes on, and nothing is built."""
PURE_WORKS = re.compile(rf"{_WORK}*(?:项目|工程|改?扩建|[一二三四五]期)")
"""扩建工程 · 改扩建 · 扩大开放项目 · 二期工程: works without a name of their own."""
SHARED_WORKS = re.compile(rf"(?![一二三四五]期)(?:{PURE_WORKS.pattern})|(?:升级|提质)改造|改造升级|[迁重]建")
"""Works that a neighbour in a list may share; a second phase is one's own."""

HEADS: tuple[tuple[str, str], ...] = (
    ("programme", r"(?:示范|试点)工程|专项行动"),
    (
        "other",
        rf"{_WORK}*(?:项目|工程)|改?扩建|[迁重]建|(?:扩容|扩能|升级|提质)改造|改造升级|(?<=口岸)改造|[一二三四五]期",
    ),
    ("waterway", any_of("船闸 航道 运河 锚地 防波堤")),
    ("bridge", any_of("桥 隧道")),
    ("airport", any_of("航站楼 航站区 跑道 站坪 停机坪 飞行区")),
    ("road", r"(?:公路|高速)[一-龥]{2,8}段|" + any_of("公路 高速 快速路 风景道")),
    (
        "railway",
        r"(?:铁路|高铁|城际)[一-龥]{2,8}段|"
        + any_of("铁路 城际 高铁 客专 客运专线 地铁 轻轨 专用线 联络线 二线 复线 二通道 轨道"),
    ),
    ("terminal", any_of("码头 泊位 堆场")),
    ("energy", r"(?:管道|线路工程)[一-龥]{2,6}段|" + any_of("线路工程 管道 储气设施 接收站 电站")),
    (
        "research",
        any_of(
            "实验室 研究院 研究所 研究中心 科学中心 装置 研究设施 实验设施 试验设施 光源 计算中心 创新中心 "
            "研究基地 研发平台 学院 装置集中区 创新馆 技术中心 分中心",
        ),
    ),
    (
        "logistics_hub",
        any_of(
            "物流枢纽 物流枢纽产业园区 物流枢纽中心 枢纽 枢纽集群 枢纽中心 集散中心 转运中心 联运中心 航运中心 "
            "集结中心 物流中心 物流基地 分拨基地 分拨中心 货运中心 边境仓 海外仓 保税仓 监管仓 冷库 枢纽港 门户港 "
            "储配中心 交换站 物流港 货站 货运站 起降点 联检楼 联检大楼 查验场 查验区 换装站 换装场 国际陆港区",
        ),
    ),
    (
        "park",
        any_of(
            "园区 产业园 工业园 创新园 科技园 物流园 合作园 友谊园 综合园 试验区 综试区 示范区 合作区 集聚区 集中区 "
            "功能区 先导区 经济区 新城 互市贸易区 互市区 互市点 边民互市市场",
        ),
    ),
    (
        "platform",
        any_of(
            "平台 系统 数据库 资源库 知识库 场景库 大数据池 大厅 APP 客户端 小程序 "
            "“单一窗口” 单一窗口 单一窗口” 大市场 交易市场 交易中心 储备中心 服务中心 "
            "保护中心 控制中心 总控中心 展示中心 商务中心 保障中心 互通中心 二级节点 ”网络",
        ),
    ),
    (
        "other",
        any_of(
            "基地 小镇 社区 综合体 免税城 医院 医疗中心 专用通道 机器人 画廊 廊道 指挥中心 中心 共同体 联盟 走廊 集团",
        ),
    ),
)
"""What a project may be, by the end of its name, with the kind of project that it makes."""
HEAD = "|".join(pattern for _, pattern in HEADS)
HEAD_AT_END = re.compile(rf"(?:{HEAD})$")
LAST_OF_HEAD = frozenset(
    "P”专人仓位体动区厅口台团园地场坪城堤头室序库廊建心所施期桥楼段池河港源点盟目程站端级纽线络统置群路轨速造道铁镇闸际院馆"
)
"""With what a head ends."""
_KINDS = tuple((kind, re.compile(f"(?:{pattern})$")) for kind, pattern in HEADS)

_TAIL_WORDS = any_of(
    "力争 争取 早日 智能化 数字化 信息化 自动化 的 提质 增效 扩容 扩能 通车 通航 投产 可研 可行性研究 审批 立项 研究 "
    "港区一体化 加快 开工 规划 协调 开发 新增 落地 见效 发展 进度 进程 步伐 工作 并 投用 投运 封关 运行 运营 维护 实施 "
    "前期 概念 总体 方案 和 及 、 功能 应用 布局 先行先试 创新 尽早 优化 升级 改造 相关协议 集成 基础设施 配套设施 "
    "为契机"
)
_TAIL_OPENERS = any_of(
    r"等(?!级) \d+[家个条处座] 取得 验收 通过 实现 正式 获批 申创 申报 申请 开放 临时 对外 扩大 常年 资源整合 完善 "
    r"覆盖 建成(?=验收|投|并|$)"
)
TAIL = re.compile(rf"(?:{_TAIL_WORDS}|建设(?!项目|工程)|[（(][^（()）]*[)）])*(?:(?:{_TAIL_OPENERS}).*)?")
"""What may follow the name of a project to the end of the clause."""

_INSIDE = any_of(
    r"企业与 企业和 相关 有关 各类 其他 等(?!级) 纳入 通过 为 建成 发挥 参与 采取 依托 申报 引进 使用 \d+[个套项]"
)
_IN_FRONT = any_of(
    "联接 第三方 多层次 跨区域 各 一批 若干 多个 现有 其它 符合 具有 具备 拥有 “?一站式 "
    "[两三四五六七八九十]+个 高标准 高水平 一流 新型 大型 特色 配套 重点 重大 此类 本地 公共 共性 针对性 统一 "
    "良好 完备"
)
UNDETERMINED = re.compile(rf"{_INSIDE}|^(?:{_IN_FRONT})")
"""Words that speak of things of a sort, or of more than one thing: 一批…平台, 各类…园区, 为主枢纽."""
EXAMPLE_OF = re.compile(r"等[^，。；]{0,8}(?:技术|设备|举措|业务|措施|模式|方式|场景|政策|认定|称号|荣誉)")
"""移动处置平台、远程指挥系统等先进技术和设备应用: such a list names examples, no projects."""
PART_OF_PLAN = re.compile(r"建设[和及与][^，。；、]{2,16}(?:计划|方案|行动|规划)$")
"""全省工业互联网平台 建设及应用水平提升计划: what is carried out is a plan."""
_NO_PROJECT = re.compile(
    any_of(
        "航线 班列通道 体系$ 机制 制度 政策 战略 格局 营商环境 法规 通关便利 标准$ 条例 规则 大会 博览会 论坛 "
        "交易会 会议 活动 设施设备 招商 领导小组 工作专班 人才$ 专项债券 共建(?!共享)"
    )
)
_TITLES = r"(?:重点|技术|产业|工程|制造业|科技|示范)"
NOT_A_PROJECT = re.compile(
    rf"一带一路”$|^“?(?:\d+条|十四五|单一窗口)|^或|^国际和区域|^(?:主体|[一二三四]期)工程$"
    rf"|^(?:国家级?|省级?|国际|区域){_TITLES}+(?:基地|实验室|[一-龥]{{0,2}}中心|工程)$"
    r"|(?:基础设施|配套设施|重大|重点)(?:项目|工程)?$|配套(?:设施|政策|体系|服务|措施|$)"
)
"""Routes, systems of rules, events, and titles that many hold (国家重点实验室)."""

_QUOTED_PART = re.compile(r"“[^“”\"]*[”\"](?=.)")
_SPECIFIC = any_of(
    "平台 系统 数据库 基地 研究院 实验室 项目 工程 专项行动 改造 扩建 一期 二期 三期 走廊 画廊 廊道 研究设施 "
    "实验设施 试验设施 装置 研究中心 创新中心 计算中心 保护中心 总控中心 保障中心 二级节点 网络 交易中心 "
    "互通中心 商务中心 集团 综合体 免税城 机器人 合作园 ”"
)
SPECIFIC_HEAD = re.compile(rf"(?:{_SPECIFIC})$")
"""Heads before which a few specifying words are a name: 外贸预警预测分析平台, 飞机维修基地."""


def is_refused(name: str) -> bool:
    """Tell whether a name is that of no project; words in its quotation marks are its own: “营商环境进行时”平台."""
    return NOT_A_PROJECT.search(name) is not None or _NO_PROJECT.search(_QUOTED_PART.sub("", name)) is not None


def kind_of(name: str) -> str:
    """Return the kind of project that the end of a name makes."""
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "other")


def action_of(*said: str) -> str | None:
    """Return what is done, from the words nearest to the project to those farthest from it; None if nothing is."""
    return next((action for words in said for action, pattern in ACTIONS if pattern.search(words)), None)
