"""Which printed numbers are promises: the shapes of a promise that admit one, unless a rule refuses it."""

import re

from kouan.extract.number_context import Rule, Statement
from kouan.extract.promise_words import CREATING, GOVERNING, KEEPING, PACE, alternatives
from kouan.extract.refusals import REFUSING

_CREATES = re.compile(
    rf"(?:{alternatives(CREATING)})(?:省级以上|省级|国家级|各类|累计|首批|第[一二三]批|新一批|全省|全市|全区|了|[^，；、]{{2,8}}的)?$"
)
_GOVERNS = re.compile(
    rf"(?:{alternatives(GOVERNING)})(?:全省|全市|全区|全国|我省|我市|我区|省内|市本级|企业|各级|累计){{0,9}}$"
)
_NAMING = set(CREATING) - {"完成", "开放", "实施"}
_LISTS = re.compile(rf".{{0,400}}(?P<verb>{alternatives(_NAMING)})(?P<named>[^，。；]{{0,300}})$")
_OTHER_VERB = re.compile(
    r"推进|推动|支持|鼓励|加强|提升|完善|优化|围绕|依托|发挥|结合|涉及|包括|涵盖|按照|根据|补齐|利用"
)
_PROMISED_SHARE = re.compile(
    r"(?:以上)?的.{0,400}(?:达到|达|实现|纳入|具备|完成|建成|开展|覆盖|通过|配备|接入|使用|应用)"
)
_RESULT = re.compile(
    r"[^，；]{2,30}?(?:实现|达到|上线|落地|建成|投产|投用|通过|开工|入选|进入|完工|办理|通办|开展|实施|参加|参与|享受|接受)"
)
_OUTCOME = re.compile(
    r"的?(?:全面?|实现|完成|得到){0,9}(?:覆盖|达标|联网|接入|办理|完成|使用|配备|网办|公开|上线|整改|纳入|可办|通办|落地|清零|处置|到位|归集|入网)"
)
_NOUN = re.compile(r"[一-龥A-Za-z\d”）)]{2}")
_EXPLANATION = re.compile(r"^[（(][^（()）]{0,300}[）)]|^[）)”]")


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


def is_complete(statement: Statement) -> bool:
    """Admit a share behind which stands what it is to be: 「视频监控100%全覆盖」, 「查验设备100%联网」."""
    return statement.is_percentage and bool(_OUTCOME.match(statement.following))


def is_pace(statement: Statement) -> bool:
    """Admit a rate of growth that is to be kept: 「班列开行量保持20%的增速」, 「以8%的速度增长」."""
    return statement.is_percentage and bool(KEEPING.search(statement.before)) and bool(PACE.match(statement.after))


ADMITTING: tuple[Rule, ...] = (
    is_worded,
    is_reached,
    is_created,
    is_moved,
    is_named_and_counted,
    closes_on_number,
    is_continuation,
    is_promised_part,
    is_complete,
    is_pace,
)


def is_commitment(statement: Statement) -> bool:
    """Tell whether a number is promised: no rule refuses it and at least one admits it."""
    return not any(rule(statement) for rule in REFUSING) and any(rule(statement) for rule in ADMITTING)
