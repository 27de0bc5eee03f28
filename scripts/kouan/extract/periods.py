"""What stretch of time a promised number is for, and what it is measured from."""

import re

from kouan.extract.number_context import Statement
from kouan.extract.promise_words import COMPARED, PACE
from kouan.extract.statements import PassageText

_NEAR = 300
"""How many characters before a number can tell what it is measured from."""
_PER_YEAR = re.compile(
    r"[每逐]年|年均|(?<![\d今本当全近去来明后一二三四五六七八九十两几同半])年(?=发运|开行|吞吐|产|处理|新增|接待|培训|服务"
    r"|完成|举办|货运|客运|通过|增长|旅客|进出|营业|营收|销售|加工|交易|出口|进口|货邮|利用|供|发电|用|减|节|生产|运输|运量"
    r"|集装箱|办理|引进|培[养育]|主营|收入|出栏|屠宰|均|输送|过货|增速)"
)
_SIZE_OF_COUNTED = re.compile(r"年[^，。；每均年\d]{1,10}\d[^，。；]{0,300}?的")
"""The size that tells which are counted (年营业收入10亿元以上的龙头企业) is no rate of theirs."""
_PLAN_SUM = re.compile(r"累计(?!达到?|突破|超过?|拥有)")
_FLOWS = frozenset({"CNY", "USD", "EUR", "person-trip"})
_TRAFFIC = frozenset({"t", "TEU", "person-trip"})
_VESSEL = re.compile(r"的?[^，。；]{0,6}(?:泊位|码头|航道|船|锚地|船闸)")
_FROM_TO = re.compile(
    r"(?:由|从)(?:[^，。；]{0,8}年的?)?(?P<baseline>[\d.,]{1,300}[^，。；\d]{1,6}?)(?:增|提|扩|降|减|压|缩|上|下|精)[^，。；\d]{0,4}(?:到|至|为)(?:\d{4}年的?)?$"
)


def period_of(statement: Statement, year: int | None, *, is_each_year: bool) -> str:
    """Return `per_year`, `total` or `by_deadline`: how a number is to be taken that is due in a year, or in none.

    What moves in a year is per_year (年均增长8%, 每年培训1万人次, 千万吨级通道), what is summed over the whole plan is
    total (累计投资500亿元).
    """
    unit = statement.quantity.unit or ""
    is_size_of_traffic = (
        statement.quantity.is_level and statement.unit_si in _TRAFFIC and not _VESSEL.match(statement.after)
    )
    is_sum = bool(_PLAN_SUM.search(statement.before))
    is_flow = "累计" in statement.before and statement.unit_si in _FLOWS
    before = _SIZE_OF_COUNTED.sub("", statement.before)
    is_pace = statement.is_percentage and bool(PACE.match(statement.after))
    if is_size_of_traffic or is_pace or unit.endswith("/年") or _PER_YEAR.search(before):
        return "per_year"
    if is_sum or is_flow:
        return "total"
    return "per_year" if is_each_year else "by_deadline" if year else "total"


def baseline_of(part: PassageText, start: int, end: int) -> str | None:
    """Return what a change is measured from: 「较“十三五”末翻一番」, 「由2个增加到7个」.

    `start` is where the clause begins, `end` where the number does.
    """
    start = max(start, end - _NEAR)
    for time in part.times_in(start, end):
        if time.role == "baseline":
            return part.words[time.start : time.end].lstrip("较比与以同相从自")
    words = part.words[start:end]
    change = _FROM_TO.search(words)
    if change:
        return change["baseline"]
    comparison = COMPARED.search(words)
    return comparison["baseline"] or comparison["base"] if comparison else None
