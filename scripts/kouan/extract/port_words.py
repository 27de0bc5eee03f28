"""The words of the port grammar: what a port is called, what may stand in its name, and what ends a name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kouan.extract.places import PlaceNames


@dataclass(frozen=True)
class Token:
    """A word of a sentence: its letter in the grammar and its half-open span in the text.

    H head of a port's name (口岸, 综合保税区) · h head of a part of a port (港区, 货场) · P place · R province
    A area in a name (空港, 高新) · Q modifier in a name (国际) · O goods (肉类) · C class (重点专业)
    G word that names nothing (全省) · V verb or other word that ends a name · N count (4个) · S separator · D dash
    E 等 · ( and ) brackets · X punctuation · U unknown
    """

    letter: str
    start: int
    end: int


@dataclass(frozen=True)
class Head:
    """The word at the end of a port's name, with the kind of port it makes and how people and goods reach it."""

    letter: str
    kind: str
    mode: str
    pattern: str


def any_of(*lines: str) -> str:
    """Return the pattern of any of the words in the lines, longer words first.

    Where they are mere words, all that they begin with is looked at first: at most places none of them stands.
    """
    words = {word for line in lines for word in line.split()}
    pattern = "|".join(sorted(words, key=lambda word: (-len(word), word)))
    if not all(word.isalnum() for word in words):
        return pattern
    return f"(?=[{''.join(sorted({word[0] for word in words}))}])(?:{pattern})"


_CARGO = "(?:国际|货运|客运|客货运)"
_TYPE = "(?:[（(][AB]型[)）])?"
_NO_SEAPORT = "[口航区务澳湾型产机铁台资股深交城站镇通珠人币元商府方]|新区|经济"
HEADS = (
    Head("H", "designated_site", "other", r"(?:海关|综合性|进境|进口)*指定(?:监管场[地所](?:[（(]口岸[)）])?|口岸)"),
    Head("H", "designated_site", "other", r"指定隔离检疫场|进口口岸"),
    Head("H", "bonded_zone", "other", r"(?:(?:特殊)?综合保税|保税港|保税|综保|出口加工)区(?!管委会)"),
    Head("H", "bonded_logistics_centre", "other", rf"(?:公用型)?保税物流中心{_TYPE}"),
    Head("H", "airport", "air", rf"(?:{_CARGO}|新|通用|通航)*机场(?:{_CARGO}*(?:航空)?口岸)?"),
    Head("H", "airport", "air", rf"{_CARGO}*(?:航空|空港){_CARGO}*口岸"),
    Head("H", "port_of_entry", "rail", rf"{_CARGO}*铁路(?:车站|货运)?口岸"),
    Head("H", "port_of_entry", "road", rf"{_CARGO}*公路(?:货运)?口岸"),
    Head("H", "port_of_entry", "water", r"(?:水运|水路|港|港口|河港|海港)口岸"),
    Head("H", "airport", "air", r"空港(?=[、和及与，,。；]|建设|$)"),
    Head("H", "inland_port", "rail", r"(?:国际|铁路|航空)*(?:内陆无水|内陆|无水|物流|铁路|陆)港(?![型区口])"),
    Head("h", "port_area", "water", r"(?:作业|码头)?港区|作业区"),
    Head("h", "station", "rail", r"(?:国际)?(?:铁路)?(?:集装箱)?(?:货场|中心站|港站|换装场|换装站)|铁路(?:车站|场站)"),
    Head("H", "station", "rail", r"(?:区域)?铁路(?:物流|货运|集装箱|区域)*(?:中心站|中心|基地)"),
    Head("H", "supervised_site", "other", r"(?:多式联运|跨境电商|邮件|快件)+监管中心|海关监管(?:作业)?场所"),
    Head("H", "port_of_entry", "other", r"(?:综合|陆路)?口岸"),
    Head("H", "port_of_entry", "water", rf"[水新]?港(?!{_NO_SEAPORT})"),
)
"""Every head, in the order in which they are tried at one place: the first that fits counts, not the longest."""

_NO_PORT = (
    r"(?:货运|超级|航空|物流|干线|国际)*枢纽(?:港|口岸)|(?:港口|机场|口岸)群|(?:集结|集散|转运)中心"
    r"|机场(?:集团|高速|公司|管理|公安|建设指挥部)"
    r"|口岸(?:枢纽|城市|带|办公室|办|管理|工作|经济|海关|边检|部门|单位|查验机构|作业区|通道|大通关)"
    r"|口岸(?=[（(]场站[)）])|(?:电子|智慧|数字|实体|绿色|平安|效能|法治|虚拟|[一二三四五六]型)口岸"
    r"|(?:海关|边检|边防|边境管理|检验检疫)(?:口岸|机场|港口)?(?:总?站|大队|支队|机构)"
    r"|(?:自由)?贸易港|自贸港|(?:数据|数字|信息|软件|创新|科创|金融|商务|人才|健康|生命|文化)港"
    r"|(?:国际)*(?:门户|始发|目的|中转|喂给|邮轮|母|渔|大|强|深水|智慧|绿色|生态)+港|国际港务区|国际空港新城"
    r"|航空港(?!口岸)|(?:内河|沿海|沿江)港"
)
"""Words that hold a head and are no port: hubs, groups of ports, agencies, what belongs to ports in general."""
CLASS_WORD = "(?:综合枢纽|重点专业|普通|枢纽|专业|重点)"
_CLASS = rf"{CLASS_WORD}(?:和{CLASS_WORD})?(?=口岸)"
_GOODS = any_of(
    "肉类 粮食 水果 冰鲜水产品 冰鲜 食用水生动物 水生动物 植物种苗 种苗 木材 原木 药品 生物制品 药材 中药材 "
    "汽车整车 整车 活体动物 活牛 饲草 水产品 冻品 煤炭 矿产品 危化品 化妆品 钻石 宝玉石 艺术品 文物 铜精矿 乳品 "
    "动物"
)
_AREAS = any_of(
    "空港 陆港 高新 高新区 经开 经开区 开发区 经济技术开发区 经济开发区 高新技术产业开发区 航空基地 出口加工 "
    "航空港经济综合实验区 临空经济区 临港 "
    "国际综合物流园 综合物流园 物流园 物流园区"
)
_QUALIFIERS = any_of("国际 区域 综合 货运 客运 海关 航空 铁路 公路 水运 陆路")
_NOTHING = any_of(
    "设区市 片区内 片区 区内 区外 省内 市内 各类 各 全省 全区 全市 全州 全国 全球 我省 我区 我市 我州 本省 本市 "
    "本地区 本 全 国家一类 国家级 中国 "
    "现有 原有 已有 新开 拟 该 其他 其它 有关 相关 重点 主要 重要 关键 一类 二类 一流 边境 沿边 沿江 沿海 沿线 "
    "内陆 内河 境内 境外 国内 国外 周边 毗邻 邻近 对应 支线 干线 枢纽 智能 绿色 平安 现代化 特色 大型 多节点 "
    "世界级 国家 省级 市级 自治区 自治州 地方 对外 临时 首个 首批 一批 若干 多个 腹地 城市 园区 企业 单位 部门 "
    "地区 沿岸 出入境 进出境 进境 出境 入境 进出口 集装箱 汽车 货物 旅客 通道 东北 西北 西南 东部 西部 中部 南部 "
    "北部 东南 华东 华南 华北 华中 双边 区域性 国际性 门户 开放 常年 季节性 永久性 双边性 国际性 友好 合作 对应 "
    "第三国 外方 "
    "查验 通关 中转 转关 目标 达标 条件 在建 已建 新建 拟建 公共 公用 保税 监管 作业 特殊 上述 以下 新型 大宗 陆海 "
    "江海 卫生 最佳 通用 民用 运输 疫情 防控 基础设施 安全 产业 物流 商品 农产品 数量 体系 布局 环境 能力 平台 "
    "项目 资源 空间 功能 水平 质量 市场 信息 数据 技术 服务 贸易 经济"
)
_ENDS_A_NAME = any_of(
    "加快推进 加快推动 加快建设 加快 推进 推动 建设 支持 打造 完善 拓展 提升 强化 加强 促进 优化 深化 实施 实现 "
    "开展 开通 开放 开行 获批 获准 申创 申建 申报 申请 设立 争取 力争 筹建 新增 增加 扩大 扩建 改建 改扩建 扩容 "
    "扩能 改造 升级 验收 建成 建立 建好 形成 构建 培育 引导 鼓励 统筹 利用 发挥 依托 围绕 结合 按照 根据 落实 贯彻 "
    "执行 制定 编制 出台 研究 探索 谋划 规划 协调 协同 联动 合作 对接 衔接 联通 连接 连通 延伸 畅通 打通 覆盖 辐射 "
    "新添 迁建 重建 拥有 共有 建有 设有 具有 现有 获得 恢复 关闭 启用 启动 开工 完工 开展 改善 增强 提高 加大 加密 "
    "指导 协助 会同 关注 承担 参照 比照 复制 推广 布设 改造 疏浚 整治 恢复 修复 迁移 搬迁 试点 试行 通航 投用 投运 "
    "运用 涵盖 涉及 毗连 相邻 隔江 隔河 相望 直达 直通 往返 途经 途径 途中 始发 抵达 发往 运往 驶往 出境 入境 "
    "带动 服务于 发展 创新 转型 整合 整改 巩固 保障 确保 落地 运行 运营 运作 承接 吸引 聚集 集聚 引进 引入 扶持 "
    "补齐 健全 作为 成为 达到 具备 包括 通过 通达 经由 位于 面向 通往 前往 出口 进口 使用 选择 参与 组织 配合 以及 "
    "因此 进一步 积极 大力 重点 稳步 有序 全面 全力 深入 努力 稳定 充分 持续 不断 逐步 尽快 尽早 继续 共同 率先 "
    "优先 切实 着力 严格 同时 其中 允许 于 的 在 对 从 经 以 将 为 把 由 向 让 使 给 按 了 着 至 到 是 又 并 或 且 "
    "而 不 这 此 每个 每 被 据 因 如 若 即 含 包含 万吨级 万吨 亿元 建成运行 增至 位居 承载 突出 满足 需要 方面 "
    "领域 方式 模式 机制 制度 政策 措施 任务 计划 方案 行动 战略 过程 期间 时期"
)
_FORMS: tuple[tuple[str, str], ...] = (
    ("NO", _NO_PORT),
    *((f"H{number}", head.pattern) for number, head in enumerate(HEADS)),
    ("O", rf"(?:首次)?(?:进境|进口)?(?:{_GOODS})(?:进口(?!口岸))?"),
    ("C", _CLASS),
    ("A", _AREAS),
    ("E", "等"),
    ("N", "(?:[0-9]{1,6}|[两二三四五六七八九十几]{1,4})[个大]"),
    ("V", _ENDS_A_NAME),
    ("G", _NOTHING),
    ("Q", _QUALIFIERS),
    ("S", r"[、和及与]|以及|(?<=\D)/"),
    ("D", "[—–―－-]+"),
    ("OPEN", "[（(]"),
    ("CLOSE", "[)）]"),
    ("X", r"[^\w\s]|[0-9A-Za-z.%]+|\s"),
)


@dataclass(frozen=True)
class Sentence:
    """A sentence as the grammar sees it: its words, and their letters as one string."""

    text: str
    words: Sequence[Token]
    letters: str

    def printed(self, match: re.Match[str], group: str) -> str:
        """Return the text of a group of a match over the letters, empty where it took no part."""
        if group not in match.re.groupindex or match.start(group) < 0:
            return ""
        first, last = match.span(group)
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""

    def start(self, index: int) -> int:
        """Return where a word starts."""
        return self.words[index].start

    def end(self, index: int) -> int:
        """Return where the word before an index ends."""
        return self.words[index - 1].end


_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _FORMS))
_LETTERS = {name: name for name, _ in _FORMS} | {"NO": "G", "OPEN": "(", "CLOSE": ")"}
_LETTERS |= {f"H{number}": head.letter for number, head in enumerate(HEADS)}


def read_sentence(text: str, start: int, end: int, names: PlaceNames) -> Sentence:
    """Return a stretch of text as the grammar of ports sees it: its words, without gaps.

    A known name comes first, so that 和 in 和田 parts nothing; the short name of a county last, and only where a word
    begins, as it stands by accident in others (新建, 南海 in 越南海防).
    """
    words: list[Token] = []
    position = start

    def take(letter: str, begin: int, stop: int) -> None:
        nonlocal position
        if position < begin:
            words.append(Token("U", position, begin))
        words.append(Token(letter, begin, stop))
        position = stop

    match = _TOKEN.search(text, start, end)
    for spot in (*names.spots(text, start, end), end):
        # A name may have taken the front of the word that was found.
        while match and position <= spot and match.start() < spot:
            if position <= match.start():
                take(_LETTERS[match.lastgroup or "X"], *match.span())
            match = _TOKEN.search(text, position, end)
        is_next = position == spot and not (match and match.start() == spot)
        if not position <= spot < end:
            continue
        if name := _name_at(text, spot, end, names) or (_county_at(text, spot, end, names) if is_next else None):
            take(name[1], spot, name[0])
    if position < end:
        words.append(Token("U", position, end))
    return Sentence(text, words, "".join(word.letter for word in words))


def _county_at(text: str, start: int, end: int, names: PlaceNames) -> tuple[int, str] | None:
    """Return the same for the short name of a county, which no word comes before and none of the grammar begins."""
    place = min(end, names.place_at(text, start))
    return (place, "P") if place > start else None


def begins_with_name(text: str, names: PlaceNames) -> bool:
    """Tell whether a text begins with what may be a name: a place, or a word that the grammar does not know."""
    name = _name_at(text, 0, len(text), names)
    return name[1] != "G" if name else _TOKEN.match(text) is None


def _name_at(text: str, start: int, end: int, names: PlaceNames) -> tuple[int, str] | None:
    """Return where the name of a place or region at an offset ends, and its letter; None where none begins there."""
    place, region = min(end, names.longest_at(text, start)), min(end, names.region_at(text, start))
    if place > start and place >= region:
        return place, "R" if text[start:place] in names.provinces else "P"
    if (group := min(end, names.group_at(text, start))) > start:
        return group, "G"
    return (region, "R" if text[start:region] in names.countries else "U") if region > start else None


_HEAD = re.compile("|".join(f"(?P<H{number}>{head.pattern})" for number, head in enumerate(HEADS)))


def head_of(word: str) -> Head | None:
    """Return the head that a word is, or None."""
    match = _HEAD.fullmatch(word)
    return HEADS[int(match.lastgroup[1:])] if match and match.lastgroup else None


_WITH_A_BASE = re.compile(r"(?<!进口)(?<!指定)口岸$|机场$|(?<!枢纽)港$")


def _base(name: str) -> str:
    offset = next((place for place in range(1, len(name)) if head_of(name[place:])), 0)
    return _base(name[:offset]) if offset else name


def port_bases(names: Iterable[str]) -> set[str]:
    """Return what tells known ports of entry and airports apart: 策克 of 策克口岸, 合肥新桥 of 合肥新桥国际机场."""
    return {_base(name) for name in names if _WITH_A_BASE.search(name)}
