"""What a promised number measures, in the document's own words: the smallest noun phrase, made of printed runs."""

import re

from kouan.extract.number_context import Statement
from kouan.extract.promise_words import (
    CHANGING,
    COMPARED,
    CREATING,
    GOVERNING,
    KEEPING,
    PACE,
    REACHING,
    alternatives,
)

_OPENERS = re.compile(
    r"^(?:力争|争取|确保|努力|积极|加快|着力|大力|全力|持续|动态|稳步|有序|高标准|高质量|规模化|推动|推进|支持|鼓励"
    r"|引导|促进|带动|使得|使|将|要|[两三四五]年内?|我省|我市|我区|年(?=发运|开行)|全省|全市|全区|全国|省内|每年|逐年|年内|累计|再|共"
    r"|其中|同比|基本|初步|组织|分别|各市|本地区|以及|和|与|及|并|的)+"
)
_ENDERS = re.compile(
    r"(?:(?:达到|达|为|至|到)每[一-龥]{1,8}|力争|力求|争取|确保|分别|每年|每周|每个?月|至少|累计|年均|总体|全部|不断|的|将|要|均){1,9}$"
)
PART_OF_NAME = frozenset(
    {"开放", "建成", "服务", "发展", "治理", "覆盖", "投入", "保障", "改造", "培训", "实施", "应用", "转化"}
)
"""Verbs that as often begin the name of what is measured: 开放口岸数量, 建成区绿化覆盖率, 服务贸易额."""
_VERBS = alternatives([*CREATING, *GOVERNING])
_VERB = re.compile(_VERBS)
_MAKES = re.compile(alternatives(CREATING))
_OUTCOME = re.compile(
    r"[^，、；：的]{2,24}?(?:实施|开展|实现|通过|参加|达到|建设|完成|进入|接入|纳入|落地)[^，、；：的]{2,16}$"
)
_ADVERBIAL = re.compile(rf"^(?:依托|通过|利用|围绕|面向|以|在|为|对|分)[^，]{{2,40}}?(?=(?:{_VERBS}))")
_PREDICATE = re.compile(
    r"(?:预计|力争|要|将|分别|累计|总数|稳定|不断|进一步|总体|全部){0,9}"
    rf"(?P<verb>(?:年均|每年)?(?:{alternatives([*REACHING, *CHANGING])})|至|到)(?:了|约|近){{0,9}}$"
)
_NEXT_VERB = re.compile(
    r"(?<=[一-龥”）)])"
    r"(?:，|；|：|达到|纳入|具备|实现|开展|通过|进行|实施|加快|打造|推进|全面落地|首用首试|落地|用于|给予)"
)
_FROM = re.compile(r"(?:由|从)的?[\d.,]{1,300}.{0,400}$")
_SHARED_LEVEL = re.compile(r"(?P<level>[百千万亿]{1,300}级)(?:和|与|及|、).{0,400}级(?P<head>[^级]{1,300})$")
_LATER_LEVEL = re.compile(r"级的?(?P<noun>[^，,。；;\d]{3,})")
_PART = re.compile(
    r"(?:以上)?的?(?P<things>[^，]{0,300}?)(?:(?:和|与|及|、)\d[^，]{0,300}?)?"
    r"(?P<outcome>(?:达到|达|实现|纳入|具备|完成|建成|开展|覆盖|通过|配备|接入|使用|应用)[^，]{0,300})$"
)
_OWNER = re.compile(r"(?:[区省市县港区域]|口岸|机场|企业|产业|园区|班列|行业|领域|部门|系统|中心)$")
_TIMED = frozenset({"s", "working-day", "month"})
_EDGES = "、，：； "
_ENOUGH = 4
_LONGEST_OWNER = 10


def indicator_phrase(statement: Statement, subject: str = "") -> str | None:
    """Return what a statement's number measures: 「水运集装箱吞吐量达到235万标箱以上」 gives 水运集装箱吞吐量.

    `subject` is what the number before in the sentence measured; 「占全省同期进出口总值的60%」 is told of it.
    """
    before = _trimmed(statement.before)
    if before.startswith("占"):
        return subject + _PREDICATE.sub("", before).rstrip(f"{_EDGES}的")
    match = _PREDICATE.search(before)
    if match:
        return _reached(statement, before[: match.start()], match["verb"], subject)
    if statement.quantity.is_level:
        return _level_noun(statement) or _shortened(before) or None
    return _object_phrase(statement, before, subject) or None


def maker_of(words: str) -> str:
    """Return what the items of a list share: 培育 of 培育10家…企业、20家…企业.

    An owner is part of it: 打造陕西“单一窗口” of 打造陕西“单一窗口”1套规范、1个中心.
    """
    return _maker(_trimmed(words))


def subject_of(indicator: str) -> str:
    """Return an indicator without the word for its change: 口岸进出口值增长 gives 口岸进出口值."""
    return next((indicator.removesuffix(change) for change in CHANGING if indicator.endswith(change)), indicator)


def topic_of(words: str) -> str:
    """Return what a clause only names: 「对…的RCEP原产易腐货物和快件」 gives RCEP原产易腐货物和快件."""
    return _shortened(words[1:]) if words.startswith("对") else ""


def _trimmed(words: str) -> str:
    words = _OPENERS.sub("", _FROM.sub("", COMPARED.sub("", words)).lstrip(_EDGES))
    return _ENDERS.sub("", _OPENERS.sub("", _ADVERBIAL.sub("", words)).strip(_EDGES)).strip(_EDGES)


def _reached(statement: Statement, words: str, verb: str, subject: str) -> str | None:
    """「通关效率提高20%以上」: the thing measured, and the change if the number is one."""
    change = next((word for word in CHANGING if verb.endswith(word)), "")
    words = words.rstrip("要将应")
    kept = words if _head_verb(words) in PART_OF_NAME else _without_verb(words)
    measured = _shortened(kept) if words else subject
    return f"{measured}{change}" if measured else _object(statement) or None


def _object_phrase(statement: Statement, before: str, subject: str) -> str:
    """「新增3—5个开放（临时开放）口岸」: the verb and its object, on whichever side of the number they stand."""
    pace = PACE.match(statement.after) if statement.is_percentage else None
    if pace:
        return (KEEPING.sub("", before).rstrip(f"{_EDGES}的") or subject) + pace["pace"]
    noun = _object(statement)
    if statement.is_percentage and statement.after.startswith(("的", "以上的")):
        share = _PART.match(statement.after)
        return share["things"] + share["outcome"] if share else noun
    if noun and statement.unit_si in _TIMED:
        return subject + statement.following.partition("的")[0]
    if noun and statement.is_count:
        return _counted(statement, before, noun)
    return _amount(statement, before, noun) or subject


def _counted(statement: Statement, before: str, noun: str) -> str:
    """「培育10家企业」: the verb and what is made; 「推动100家企业实施分类管理」: who is to do what."""
    if statement.is_continued:
        return f"{statement.maker}{noun}"
    if _MAKES.match(before):
        return f"{_maker(before)}{noun}"
    return _with_outcome(statement) or f"{_maker(before)}{noun}"


def _amount(statement: Statement, before: str, noun: str) -> str:
    """「总规模500亿元的产业基金」, 「设立10亿元产业基金」, 「实现标识注册总量突破5亿」: what has the amount."""
    if noun and before and before == _head_verb(before):
        return before + noun
    is_prefixed = statement.quantity.number > statement.quantity.start
    if before.startswith("实现") and (is_prefixed or not statement.is_count):
        before = before.removeprefix("实现")
    if noun and statement.after.startswith("的"):
        return f"{noun}{_shortened(_without_verb(before))}"
    return _with_verb(before) or noun


def _with_outcome(statement: Statement) -> str:
    """Return who is to do what, where a number counts those whom a plan sets going: 「企业实施分类分级管理」."""
    match = _OUTCOME.match(statement.following.removeprefix("以上").lstrip("的"))
    return match.group() if match else ""


def _maker(before: str) -> str:
    verb = _head_verb(before)
    owner = before.removeprefix(verb)
    is_owner = verb and "、" not in owner and not owner.endswith("等") and len(owner) <= _LONGEST_OWNER
    return f"{verb}{owner}" if is_owner else verb


def _head_verb(words: str) -> str:
    match = _VERB.match(words)
    return match.group() if match else ""


def _level_noun(statement: Statement) -> str:
    """「甘其毛都口岸打造5000万吨级，策克口岸打造千万吨级…通道」: the first shares the noun of the second."""
    later = _LATER_LEVEL.search(statement.rest)
    return _object(statement) or (_cut(later["noun"]) if later else "")


def _object(statement: Statement) -> str:
    """Return the noun behind a number; 「2个千亿级、5个百亿级产业集群」 share theirs."""
    text = statement.following.removeprefix("以上").lstrip("的")
    shared = _SHARED_LEVEL.match(text)
    if shared:
        return shared["level"] + shared["head"]
    if text.endswith("级"):
        later = _LATER_LEVEL.search(statement.rest, len(text))
        return text + (later["noun"] if later else "")
    return _cut(text)


def _cut(text: str) -> str:
    """Cut a noun before the verb that follows it, unless little would be left."""
    match = _NEXT_VERB.search(text, 1)
    if match and (match.start() >= _ENOUGH or text[match.start()] in _EDGES):
        text = text[: match.start()]
    return _shortened(text)


def _shortened(phrase: str) -> str:
    """Keep what stands behind the last 的, where that is enough to know the thing by and no owner is lost."""
    phrase = phrase.strip(_EDGES).removeprefix("的")
    owner, _, tail = phrase.rpartition("的")
    if len(owner) <= _LONGEST_OWNER and _OWNER.search(owner):
        return phrase
    return tail if len(tail) >= _ENOUGH and tail.count("“") == tail.count("”") else phrase


def _without_verb(words: str) -> str:
    verb = _head_verb(words)
    return words.removeprefix(verb) if len(words) > len(verb) + 1 else words


def _with_verb(words: str) -> str:
    verb = _head_verb(words)
    return verb + _shortened(words.removeprefix(verb))
