"""Which printed numbers are promises: the rules that refuse one, and the shapes of a promise that admit one."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from kouan.extract.promise_words import AMOUNTS, CHANGING, CREATING, GOVERNING, REACHING, alternatives
from kouan.extract.quantities import Quantity

RATIOS = frozenset({"%", "％", "‰", "倍", "百分点", "个百分点", "成"})
_PERCENT = frozenset({"%", "％"})

_CREATES = re.compile(
    rf"(?:{alternatives(CREATING)})(?:省级以上|省级|国家级|各类|累计|全省|全市|全区|了|[^，；、]{{2,8}}的)?$"
)
_GOVERNS = re.compile(
    rf"(?:{alternatives(GOVERNING)})(?:全省|全市|全区|全国|我省|我市|我区|省内|市本级|企业|各级|累计)*$"
)
_NAMING = set(CREATING) - {"完成", "开放", "实施"}
_LISTS = re.compile(rf".*(?P<verb>{alternatives(_NAMING)})(?P<named>[^，。；]*)$")
_REACHES = re.compile(
    rf"(?:{alternatives([*REACHING, *CHANGING, *AMOUNTS])})"
    r"(?:了|约|近|超|至少|不?超过|突破|达到|达|再|或|力争|到|至|：)*$"
)
_OTHER_VERB = re.compile(
    r"推进|推动|支持|鼓励|加强|提升|完善|优化|围绕|依托|发挥|结合|涉及|包括|涵盖|按照|根据|补齐|利用"
)
_REWARD = re.compile(
    r"奖补|奖励|补助|补贴|贴息|资助|给予|最高|罚款|处以|扣分|得分|分值|按照?[^，。；]*比例|收费标准|计提|赔付"
)
_EXISTING = re.compile(
    r"现有|已有|原有|目前|已经|已(?!建)|首批|上述|上一年|去年|上年|近年来|同比|(?:增长|建成|达到|完成|实现|形成)了"
    r"|全国\d*$|下辖|辖区|共有|拥有(?!量)|包括|涵盖|涉及|分为|共计$|共$"
)
_CATEGORY = re.compile(
    r"的?(?:大类|方面|领域|环节|阶段|层级|层面|部门|成员单位|设区市|地市|部分|维度|方向|章节|附件|问题|原则|步骤|等级"
    r"|档次|子项|工作组|片区(?!建)|重点工作|工作任务|重点任务|任务)"
)
_INTERVAL = re.compile(r"每(?:个)?(?:年|半年|季度|季|月|周|日|天|两年|三年)")
_ROUTINE = re.compile(r"会议|例会|推进会|调度|考评|考核|评估|督查|检查|巡查|抽查|通报|汇报|报告|体检|研判|座谈|演练")
_REPEATED = frozenset({"次", "轮", "场"}) | _PERCENT
_ELIGIBLE = re.compile(
    r"(?:的|以上的|及以上的)?(?:企业|自然村|村|项目|贷款|单位|个人|机构|城市|地区|群众|用户|人员|技术改造项目|规模)|的$|的，"
)
_CONDITION = re.compile(
    r"应当?具备|须具备|必须具备|申报条件|认定条件|基本条件|准入条件|认定标准|(?:满足|符合)(?:以下|下列)|资格条件"
)
_START = re.compile(r"(?:由|从)[^，。；]{0,12}$")
_ONWARD = re.compile(
    r"(?:增加|提高|提升|增长|扩大|精简|压减|压缩|缩短|减少|降低|下降|降)?[^，。；\d]{0,6}(?:到|至|为)\d"
)
_TIMED = frozenset({"s", "working-day", "month"})
_OPEN = re.compile(r"之外|以外|过境|预约|不打烊|全天候|值班|值守|全时段|在线|核酸")
_PROCEDURE = re.compile(r"(?:将|要|向|书面|作出|予以|提出|报送|上报|反馈|备案|报|告知|答复|公示|公布|提交)")
_SINCE_RECEIPT = re.compile(r"之日起|(?:收到|提交|受理)[^，。；]*$")
_SITE = re.compile(r"实施范围|规划范围|四至|占地|位于|规划面积|总面积|面积为")
_VAGUE = re.compile(r"(?:一批|若干|多个|一系列|数个)[^，。；]{0,8}$")
_BARE_UNITS = frozenset({"", "万", "亿", "万亿", "千", "百", "千万", "百万", "十万"})
_PROMISED_SHARE = re.compile(r"(?:以上)?的.*(?:达到|达|实现|纳入|具备|完成|建成|开展|覆盖|通过|配备|接入|使用|应用)")
_RESULT = re.compile(r"[^，；]{2,30}?(?:实现|达到|上线|落地|建成|投产|投用|通过|开工|入选|进入|完工|办理|通办)")
_NOUN = re.compile(r"[一-龥A-Za-z\d”）)]{2}")
_EXPLANATION = re.compile(r"^[（(][^（()）]*[）)]|^[）)”]")


@dataclass(frozen=True)
class Statement:
    """One number in its place, all words without times.

    `before` are the words between the number before and this one, or the beginning of its item; `after` those up to
    the item's end; `lead` all the words of the clause before it, `rest` all of the sentence behind it. `maker` are the
    words that the bare items of a list share (打造 in 打造2—3个…平台、5个以上…中心); `is_continued` marks such an item.
    """

    quantity: Quantity
    unit_si: str | None
    before: str
    after: str
    lead: str
    rest: str
    sentence: str
    maker: str = ""
    headings: tuple[str, ...] = ()
    is_continued: bool = False
    is_bracketed: bool = False

    @property
    def following(self) -> str:
        """The words after the number, without a bracket that only explains it."""
        return _EXPLANATION.sub("", self.after)

    @property
    def is_percentage(self) -> bool:
        return self.quantity.unit in _PERCENT

    @property
    def is_count(self) -> bool:
        """Whether the number counts things or people (3个, 30名)."""
        return self.unit_si in {"1", "person"} and self.quantity.unit not in RATIOS

    @property
    def is_written_count(self) -> bool:
        """Whether it is a count in Chinese numerals, which are more often part of a name (两个市场)."""
        return self.is_count and self.quantity.is_chinese

    @property
    def is_reached(self) -> bool:
        """Whether a verb of reaching leads to the number."""
        return bool(_REACHES.search(self.before))


Rule = Callable[[Statement], bool]


def is_reward(statement: Statement) -> bool:
    """Refuse what is paid out under a rule: 「给予一次性补助，最高不超过200万元」."""
    is_paid = statement.unit_si == "CNY" or (statement.is_percentage and not statement.quantity.is_coverage)
    return is_paid and bool(_REWARD.search(statement.sentence))


def is_existing(statement: Statement) -> bool:
    """Refuse what there is already: 「现有7个综合保税区」, 「全面总结首批18个省际产业合作园区建设成效」."""
    return bool(_EXISTING.search(statement.before))


def is_category(statement: Statement) -> bool:
    """Refuse counts of the parts of the plan itself: 「等8个方面」, 「重点推进…等22项工作任务」."""
    return statement.is_count and not statement.quantity.is_worded and bool(_CATEGORY.match(statement.following))


def is_routine(statement: Statement) -> bool:
    """Refuse standing routines: 「每年召开1—2次全体会议」."""
    if statement.quantity.unit not in _REPEATED:
        return False
    around = statement.before + statement.after
    return bool(_INTERVAL.search(statement.sentence)) and bool(_ROUTINE.search(around))


def is_threshold(statement: Statement) -> bool:
    """Refuse what makes one eligible: 「50人以上的村庄」, 「营收超百亿元企业」, 「投资2000万元及以上的」."""
    comparator = statement.quantity.comparator
    if statement.unit_si == "person" and comparator in {"ge", "le"} and statement.after.startswith("的"):
        return True
    if comparator not in {"ge", "le", "gt"} or statement.is_count or statement.is_percentage or statement.is_reached:
        return False
    return bool(_ELIGIBLE.match(statement.after))


def is_condition(statement: Statement) -> bool:
    """Refuse what an applicant must fulfil: 「申报企业应具备…研发投入占比不低于5%」."""
    return any(_CONDITION.search(words) for words in (statement.sentence, *statement.headings))


def is_starting_value(statement: Statement) -> bool:
    """Refuse the value from which a change starts: 「由2个增加到7个」 promises seven."""
    return bool(_START.search(statement.before)) and bool(_ONWARD.match(statement.after))


def is_opening_hours(statement: Statement) -> bool:
    """Refuse times that no one promises to keep or shorten: 「8小时之外预约通关」, 「144小时过境免签」.

    Nor is a step of procedure a promise (20个工作日内作出决定).
    """
    if statement.unit_si not in _TIMED:
        return False
    if (
        _PROCEDURE.match(statement.after)
        or _SINCE_RECEIPT.search(statement.before)
        or _OPEN.search(statement.after[:8])
    ):
        return True
    is_limit = statement.quantity.comparator in {"le", "lt"} or statement.is_continued
    return not is_limit and not statement.is_reached


def is_denominator(statement: Statement) -> bool:
    """Refuse what a rate is taken on: 「每100户配备2台」, the hundred."""
    return statement.before.endswith("每") and not statement.quantity.is_worded


def is_rank(statement: Statement) -> bool:
    """Refuse places in a ranking, which count nothing: 「进入全国前10位」."""
    return statement.before.endswith("前") and not statement.quantity.is_worded


def is_aside(statement: Statement) -> bool:
    """Refuse numbers in brackets that only explain: 「日常考核（40%）」; 「（累计约500户）」 is a promise."""
    return statement.is_bracketed and "累计" not in statement.before[-4:] and not statement.quantity.is_worded


def is_vague_level(statement: Statement) -> bool:
    """Refuse an order of size that only describes several things: 「一批百亿级企业」, 「百万级用户规模」."""
    if not statement.quantity.is_level:
        return False
    return bool(_VAGUE.search(statement.before)) or (statement.quantity.unit or "") in _BARE_UNITS


def is_site(statement: Statement) -> bool:
    """Refuse the size of a site as it is: 「自贸试验区的实施范围为119.86平方公里」."""
    return statement.unit_si == "m2" and bool(_SITE.search(statement.sentence))


def is_mere_figure(statement: Statement) -> bool:
    """Refuse a number without a unit that no verb of reaching leads to; 「用户总量突破2亿」 is a promise."""
    quantity = statement.quantity
    if quantity.is_level or (quantity.unit or "") not in _BARE_UNITS:
        return False
    is_led = statement.is_reached or quantity.number > quantity.start
    return not is_led or bool(re.match(r"[一-龥A-Za-z]", statement.following))


def is_worded(statement: Statement) -> bool:
    """Admit a number with a comparing word: 「引进高层次人才不少于50名」, 「开通国际航点15个以上」."""
    return statement.quantity.is_worded


def is_reached(statement: Statement) -> bool:
    """Admit a number that a verb of reaching leads to: 「旅客吞吐量达到140万人次」, 「总投资12079.2亿元」."""
    return statement.is_reached and not statement.is_written_count


def is_created(statement: Statement) -> bool:
    """Admit things that are to be made: 「建成80个智慧口岸应用场景」, 「打造千亿级科技成果交易大市场」."""
    noun = _NOUN.match(statement.following.lstrip("的“"))
    return noun is not None and bool(_CREATES.search(statement.before))


def is_moved(statement: Statement) -> bool:
    """Admit a count of those whom the document sets going: 「推动全省200家企业开展贯标」."""
    return statement.is_count and not statement.quantity.is_chinese and bool(_GOVERNS.search(statement.before))


def is_named_and_counted(statement: Statement) -> bool:
    """Admit a count behind the names of what is to be built: 「建设西安国际港站、宝鸡阳平…等6个货运物流中心枢纽」."""
    if statement.quantity.is_chinese or not statement.is_count or not _NOUN.match(statement.following):
        return False
    match = _LISTS.match(statement.lead)
    if match is None or _OTHER_VERB.search(match["named"]):
        return False
    return match["verb"] != "实现" or match["named"].endswith("等")


def closes_on_number(statement: Statement) -> bool:
    """Admit a thing with its number behind it: 「集装箱办理站点100个」, 「新增上云企业6000家」."""
    if statement.quantity.is_chinese or statement.is_bracketed or statement.following.strip("）)”"):
        return False
    return bool(_NOUN.search(statement.before))


def is_continuation(statement: Statement) -> bool:
    """Admit a further number of a list of promises: 「打造2个综合平台、6个专业平台」, the six."""
    return statement.is_continued


def is_promised_part(statement: Statement) -> bool:
    """Admit those who are to get somewhere: 「80%的县达到省级标准」, 「60个事项实现一次办成」."""
    if statement.is_percentage:
        return bool(_PROMISED_SHARE.match(statement.after))
    return statement.is_count and not statement.quantity.is_chinese and bool(_RESULT.match(statement.following))


REFUSING: tuple[Rule, ...] = (
    is_reward,
    is_existing,
    is_category,
    is_routine,
    is_threshold,
    is_condition,
    is_starting_value,
    is_opening_hours,
    is_denominator,
    is_rank,
    is_aside,
    is_vague_level,
    is_site,
    is_mere_figure,
)
ADMITTING: tuple[Rule, ...] = (
    is_worded,
    is_reached,
    is_created,
    is_moved,
    is_named_and_counted,
    closes_on_number,
    is_continuation,
    is_promised_part,
)


def is_commitment(statement: Statement) -> bool:
    """Tell whether a number is promised: no rule refuses it and at least one admits it."""
    return not any(rule(statement) for rule in REFUSING) and any(rule(statement) for rule in ADMITTING)
