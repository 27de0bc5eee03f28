"""The rules that refuse a number: what only looks like a promise."""

import re

from kouan.extract.number_context import RATIOS, Rule, Statement
from kouan.extract.promise_words import CREATING, GOVERNING, alternatives

_REWARD = re.compile(
    r"奖补|奖励|奖金|补助|补贴|贴息|资助|给予|最高|罚款|处以|收费标准|计提|赔付|减征|免征|减按|抵扣|损失补偿|补偿比例"
    r"|(?:单[个户家项笔]|每[个户家项人])[^，。；]{0,8}(?:额度|上限|限额)|可申请|按照?[^，。；]{0,300}比例"
)
_SCORE = re.compile(r"扣分|得分|分值|满分|权重|百分制|计分|记分|加分|评分|考核(?:系数|占比|分)|考评分|合格线")
_LENT = re.compile(r"返还|退还|扣除|授信|保费|保额|担保费|理赔|风险补偿|贷款额度")
_PAID_NEXT = re.compile(r"[^，,；;。]{0,300}[，,](?:省级?|市级?|由?[^，。；]{0,8})(?:给予|予以|最高)")
_RATE = re.compile(r"按照?[^，。；]{0,300}的$")
_LARGE = re.compile(r"亿")
_EXISTING = re.compile(
    r"现有|已有|原有|目前|已经|(?<!建)已(?:$|超|突|近|占|降|提|建|有|达|成|完|实|形|累|开|认|培|接|归|上|入|覆)|上述|上一年|去年|上年|近年来"
    r"|(?:增长|建成|达到|完成|实现|形成|取得)了|全国\d{0,20}$|下辖|辖区内?有|共有|分为|共计$|共$"
    r"|(?:总结|推广|公布|评估|依托|巩固|借鉴|复制)[^，。；]{0,8}(?:首批|前期|上批)"
)
_HELD = re.compile(r"(?:拥有(?!量)|包括|涵盖|涉及|包含)[^达突超至到，]{0,12}$")
_STOCK = re.compile(r"现有|已有|原有|目前|已(?:建成|有|达|累计|开通|认定)")
_BASE = re.compile(r"(?:现有|已有|原有|目前)[^，。；]{0,12}(?:基础上|以外|之外)")
_NEW = re.compile(rf"(?:{alternatives(set(CREATING) - {'实现', '完成', '开放'})}|再)[^，。；、]{{0,12}}$")
_CATEGORY = re.compile(
    r"的?(?:大类|方面|领域|环节|阶段|层级|层面|部门|成员单位|设区市|地市|部分|维度|方向|章节|附件|问题|原则|步骤|等级"
    r"|档次|子项|工作组|片区|重点工作|工作任务|重点任务|任务(?!建设)|类别|要素|坚持|必须|统一|不变|纳入|转变)"
)
_MEASURES = re.compile(r"[^，。；、]{0,10}?(?:政策|措施|举措|意见|规定|办法|条例)")
_WHOLE = re.compile(r"(?:全省|全市|全区|全国|全州|全盟|全县|我省|我市|省内|市内|所有|辖内)的?$")
_DIVISION = re.compile(r"(?:设区市|地级市|地市|市州|市|县|区县|旗县|盟市|乡镇|街道|省份|省区市|州市)")
_JOINT = re.compile(r"(?:推进|推动|统筹|协调|指导|组织)$")
_TRIED = re.compile(r"试点|示范|开展|完成|达到|创建|建设|实现|建成|入选")
_INTERVAL = re.compile(r"每(?:个)?(?:年|半年|季度|季|月|周|日|天|两年|三年)")
_ROUTINE = re.compile(
    r"会议|例会|推进会|调度|考评|考核|评估|督查|督导|检查|巡查|抽查|通报|汇报|报告|体检|研判|座谈|演练|例行|报送|抽检|回访|走访"
)
_SHORT_INTERVAL = re.compile(r"每(?:个)?(?:半年|季度|季|月|周|日|天)")
_TURNS = frozenset({"次", "轮", "轮次", "遍", "趟"})
_REPEATED = _TURNS | {"场", "%", "％"}
_MADE_UP = re.compile(r"[^，。；]{0,8}(?:组成|构成)(?:$|，)")
_ATTENDED = re.compile(
    r"(?:以上)?的?(?:单位|部门|成员|委员|专家|评委|工作人员|执法人员|人员)[^，。；]{0,4}(?:参加|参与|到场|在场|出席)"
)
_SET_GOING = re.compile(rf"(?:{alternatives([*CREATING, *GOVERNING])})[^，。；、]{{0,12}}$")
_PARTY = re.compile(
    r"(?:牵头|配合|责任|协办|承办|联系|参与|成员)单位(?:原则上|一般)?(?:不得?)?$|每次[^，。；]{0,10}$|每[个组批][^，。；]{0,4}组$"
)
_APPLICANT = (
    r"(?:企业|自然村|行政村|村|项目|贷款|单位|个人|机构|城市|地区|群众|用户|人员|场所|经营者|经营主体|主体|家庭|农户|大户|客户"
    r"|规模|工程|合同|订单|产品|老年人|老人|人群|居民|学生|婴幼儿|儿童|房屋|建筑|农场|区域|人口|部分|小区|院落|路段|地段|楼宇|线路|设备|车辆|船舶)"
)
_ELIGIBLE = re.compile(rf"(?:的|以上的|及以上的)?[^，。；\d的]{{0,6}}?{_APPLICANT}|的(?:$|，)")
_ELIGIBLE_SHARE = re.compile(rf"的[^，。；\d的]{{0,6}}?{_APPLICANT}")
_CAPACITY = re.compile(r"年(?:产|处理|加工|销售|出栏|接待)$")
_MONEY = frozenset({"CNY", "USD", "EUR", "HKD"})
_FURTHER = re.compile(r"[^，,；;。：:]{0,300}\d")
_CONDITION = re.compile(
    r"从业人员不(?:超过|少于)|应纳税所得额|注册资本不|资产总额不超过|应当?具备|须具备|必须具备|申报条件|认定条件|基本条件|准入条件|认定标准|(?:满足|符合)(?:以下|下列)|资格条件|申请条件"
    r"|(?:申报|申请|参评|参选|入选)(?:单位|企业|主体|人|项目|对象)"
)
_CASE = re.compile(r"[^，,；;。：:]{0,300}的[，,]$")
_TOWARDS = re.compile(r"(?:针?对|凡是?)(?!标)")
_ADDRESSED = re.compile(r"[^，,；;。：:]{0,300}的[^，,；;。：:]{0,12}(?:[，,]$|给予|予以|奖励|优先|减免|免除)")
_START = re.compile(r"(?:由|从)[^，。；]{0,12}$")
_ONWARD = re.compile(
    r"(?:增加|提高|提升|增长|扩大|精简|压减|压缩|缩短|减少|降低|下降|降|调整)?[^，。；\d]{0,6}(?:到|至|为)\d"
)
_TIMED = frozenset({"s", "working-day", "month"})
_OPEN = re.compile(r"之外|以外|过境|预约|不打烊|全天候|值班|值守|全时段|在线|核酸|自助|热线|响应机制")
_PROCEDURE = re.compile(r"(?:将|要|向|书面|作出|予以|提出|报送|上报|反馈|备案|报|告知|答复|公示|公布|提交|组织|做出)")
_SINCE_RECEIPT = re.compile(r"之日起|(?:收到|提交|受理|接到|签订)[^，。；]{0,300}$|(?:应当?|须|必须)?[在于]$|有效期")
_SITE = re.compile(r"实施范围|规划范围|四至|占地|位于|规划面积|总面积|面积为")
_GROWN = re.compile(r"(?:新增|达到?|超过|突破|扩大到|增加到|不少于|不低于)$")
_LIFE = re.compile(r"寿命|平均[^，。；]{0,6}(?:年龄|年限)")
_VAGUE = re.compile(r"(?:一批|若干|多个|一系列|数个)[^，。；]{0,8}$")
_BARE_UNITS = frozenset({"", "万", "亿", "万亿", "千", "百", "千万", "百万", "十万"})
_PRICE = re.compile(r"每[^，。；达到至]{1,10}$")
_STANDARD = re.compile(
    r"(?:国标|标准号|版本|型号|编号|电话|邮编|邮政编码|传真|网址|房间|门牌|字数|篇幅|印发?|代码|共印)[：:]?(?:达到|为|是)?$"
)


def is_reward(statement: Statement) -> bool:
    """Refuse what is paid out under a rule: 「给予一次性补助，最高不超过200万元」.

    What stands in an earlier clause counts for smaller sums only: 「给予重点支持，产业规模突破1000亿元」 is a promise.
    """
    unit = statement.quantity.unit or ""
    if statement.unit_si != "CNY" and unit not in RATIOS:
        return False
    if _RATE.search(statement.lead) or _PAID_NEXT.match(statement.rest):
        return True
    if _REWARD.search(statement.lead + statement.clause_end):
        return True
    if _LENT.search(statement.lead + statement.clause_end) and not _LARGE.search(unit):
        return True
    is_large = bool(_LARGE.search(unit)) or (unit in RATIOS and statement.is_plainly_reached)
    return not is_large and bool(_REWARD.search(statement.said_before))


def is_score(statement: Statement) -> bool:
    """Refuse marks and their weights: 「基准分为100分，权重占20%」, 「90分以上为优秀」."""
    if statement.quantity.unit == "分" and (statement.before.endswith("占") or statement.after.startswith("为")):
        return True
    is_mark = statement.quantity.unit in {"%", "％", "分", "个"}
    return is_mark and bool(_SCORE.search(statement.lead + statement.clause_end))


def is_existing(statement: Statement) -> bool:
    """Refuse what there is already: 「现有7个综合保税区」, 「推广首批18个试点的经验」.

    What is there opens a list, and so do 「现有口岸15个、特殊监管区域8个」; 「在现有10个基础上再建5个」 promises five.
    """
    if _EXISTING.search(_BASE.sub("", statement.before)):
        return True
    if "同比" in statement.before and not (statement.is_due or statement.quantity.is_worded):
        return True
    if _HELD.search(statement.before) and not statement.quantity.is_worded:
        return True
    is_listed = bool(_STOCK.search(_BASE.sub("", statement.lead)))
    return is_listed and not statement.is_plainly_reached and not _NEW.search(statement.before)


def is_category(statement: Statement) -> bool:
    """Refuse counts of the parts of the plan itself: 「等8个方面」, 「重点推进…等22项工作任务」."""
    return statement.is_count and not statement.quantity.is_worded and bool(_CATEGORY.match(statement.following))


def is_measure(statement: Statement) -> bool:
    """Refuse measures that are only to be carried out: 「推动稳经济33条措施落地」; 「出台20条措施」 is a promise."""
    is_list = statement.quantity.unit in {"条", "项", "个"} and bool(_MEASURES.match(statement.following))
    return is_list and not _NEW.search(statement.before)


def is_all_there_are(statement: Statement) -> bool:
    """Refuse the number of all districts that there are: 「覆盖全省16个设区市」, 「统筹推进16个市协同发展」."""
    if not statement.is_count or statement.quantity.is_worded or not _DIVISION.match(statement.following):
        return False
    is_joint = bool(_JOINT.search(statement.before)) and not _TRIED.search(statement.after)
    return is_joint or bool(_WHOLE.search(statement.before))


def is_routine(statement: Statement) -> bool:
    """Refuse standing routines: 「每年召开1—2次全体会议」."""
    if statement.quantity.unit not in _REPEATED:
        return False
    if _SHORT_INTERVAL.search(statement.said_before) and statement.quantity.unit in _TURNS:
        return True
    around = statement.before + statement.after
    return bool(_INTERVAL.search(statement.sentence)) and bool(_ROUTINE.search(around))


def is_make_up(statement: Statement) -> bool:
    """Refuse how many a body or a step of work needs: 「由15至21人组成」, 「每次检查不少于2人」."""
    if not statement.is_count:
        return False
    is_attended = bool(_ATTENDED.match(statement.following)) and not _SET_GOING.search(statement.before)
    return is_attended or bool(_MADE_UP.match(statement.following) or _PARTY.search(statement.before))


def is_threshold(statement: Statement) -> bool:
    """Refuse what makes one eligible: 「50人以上的村庄」, 「营收超百亿元企业」, 「投资2000万元及以上的」.

    A size that tells which are counted is none either: 「营业收入2000万元以上企业达到500家」 promises five hundred.
    """
    comparator = statement.quantity.comparator
    if statement.unit_si == "person" and comparator in {"ge", "le"} and statement.after.startswith("的"):
        return True
    is_amount = not statement.is_count or bool(_CAPACITY.search(statement.before))
    if comparator not in {"ge", "le", "gt", "lt"} or not is_amount:
        return False
    if statement.is_percentage:
        is_prefixed = statement.quantity.number > statement.quantity.start and bool(statement.before)
        return is_prefixed and bool(_ELIGIBLE_SHARE.match(statement.after)) and not _TRIED.search(statement.after)
    if not _ELIGIBLE.match(statement.after):
        return False
    is_made = statement.unit_si not in _MONEY and bool(_NEW.search(statement.before))
    return bool(_FURTHER.match(statement.rest)) or not (statement.is_plainly_reached or is_made)


def is_condition(statement: Statement) -> bool:
    """Refuse what an applicant must fulfil: 「申报企业应具备…研发投入占比不低于5%」."""
    return any(_CONDITION.search(words) for words in (statement.sentence, *statement.headings))


def is_case(statement: Statement) -> bool:
    """Refuse the case for which a rule is made: 「辖区内有3家以上同类机构的，由市级统筹」."""
    return bool(_CASE.fullmatch(statement.clause_end))


def is_addressee(statement: Statement) -> bool:
    """Refuse what tells to whom a rule applies: 「对产值首次突破1亿元、5亿元的企业，分别奖励…」."""
    return bool(_TOWARDS.match(statement.lead) and _ADDRESSED.match(statement.clause_end))


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


def is_age(statement: Statement) -> bool:
    """Refuse the ages of those who are meant: 「3岁以下婴幼儿托位数」; 「人均预期寿命达到79岁」 is a promise."""
    return statement.unit_si == "year" and not _LIFE.search(statement.before)


def is_rank(statement: Statement) -> bool:
    """Refuse places in a ranking, which count nothing: 「进入全国前10位」."""
    return statement.before.endswith(("前", "第")) and not statement.quantity.is_worded


def is_aside(statement: Statement) -> bool:
    """Refuse numbers in brackets that only explain: 「日常考核（40%）」; 「（累计约500户）」 is a promise."""
    return statement.is_bracketed and "累计" not in statement.before[-4:] and not statement.quantity.is_worded


def is_vague_level(statement: Statement) -> bool:
    """Refuse an order of size that only describes several things: 「一批百亿级企业」, 「百万级用户规模」."""
    if not statement.quantity.is_level:
        return False
    return bool(_VAGUE.search(statement.before)) or (statement.quantity.unit or "") in _BARE_UNITS


def is_grade(statement: Statement) -> bool:
    """Refuse a voltage, which tells what kind of line or station is built: 「新建500千伏变电站3座」."""
    return statement.unit_si == "V"


def is_site(statement: Statement) -> bool:
    """Refuse the size of a site as it is: 「自贸试验区的实施范围为119.86平方公里」."""
    is_grown = statement.quantity.number > statement.quantity.start or bool(_GROWN.search(statement.before))
    return statement.unit_si == "m2" and not is_grown and bool(_SITE.search(statement.sentence))


def is_price(statement: Statement) -> bool:
    """Refuse a price or rate for one: 「每平方米300元的标准」; 「补助标准提高到每人每年100元」 is a promise."""
    return statement.quantity.unit in {"元", "角", "分"} and bool(_PRICE.search(statement.before))


def is_reference(statement: Statement) -> bool:
    """Refuse numbers that only call something by its number: 「印50份」, 「联系电话62345678」."""
    quantity = statement.quantity
    said = statement.said_before[: quantity.start - quantity.end]
    return bool(_STANDARD.search(said))


def is_mere_figure(statement: Statement) -> bool:
    """Refuse a number without a unit that no verb of reaching leads to; 「用户总量突破2亿」 is a promise."""
    quantity = statement.quantity
    if quantity.is_level or (quantity.unit or "") not in _BARE_UNITS:
        return False
    is_led = statement.is_reached or quantity.is_worded
    return not is_led or bool(re.match(r"[一-龥A-Za-z]", statement.following))


REFUSING: tuple[Rule, ...] = (
    is_reward,
    is_score,
    is_existing,
    is_category,
    is_measure,
    is_all_there_are,
    is_routine,
    is_make_up,
    is_threshold,
    is_condition,
    is_case,
    is_addressee,
    is_starting_value,
    is_opening_hours,
    is_denominator,
    is_age,
    is_rank,
    is_aside,
    is_vague_level,
    is_grade,
    is_site,
    is_price,
    is_reference,
    is_mere_figure,
)
"""What refuses a number; one rule is enough."""
