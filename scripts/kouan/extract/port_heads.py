"""Heads that a list of bare places gets from the words around it: 宜昌、襄阳等3个航空口岸 names two ports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kouan.extract.coordination import Member
from kouan.extract.port_words import CLASS_WORD, Sentence

_MODES = r"(?:航空|铁路|公路|水运)口岸"
_IN_NETWORK = (
    r"为(?:(?P<class>(?:[主辅]|重要)(?:枢纽|节点))|枢纽|节点)"
    rf"(?=[^。；;]{{0,60}}(?P<head>{_MODES})网络)"
)
"""The part of ports in a network: 以西安铁路口岸为主枢纽，以宝鸡、安康、榆林为辅枢纽，…铁路口岸网络体系."""


@dataclass(frozen=True)
class Lent:
    """What stands before a list of bare places and after it, and the head that this gives them.

    Without a head of its own it is the one that the words after the list name.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    head: str = ""


_CITIES = r"[市区县盟州](?:[（(][市区县][）)])?"
_APPLY = r"(?:申报|申请|申建|争取)(?:设立|建设)?"
_COUNT = r"(?:[\d一二两三四五六七八九十]+[个大])?"
_WORD = r"[^，,。；;：:、（(和与及的]"
_LENT = tuple(
    Lent(re.compile(before), re.compile(after), head)
    for before, after, head in (
        ("", rf"等?{_COUNT}(?P<head>{_MODES})(?!枢纽|经济|城市|群)", ""),
        ("", rf"等(?:{_WORD}{{0,8}}|(?:具备条件的)?(?:{CLASS_WORD}和{CLASS_WORD})?)口岸(?!海关|边检|群)", "口岸"),
        ("", rf"等{_WORD}{{0,8}}港口(?!群)", "港"),
        ("", rf"等{_COUNT}(?:主要|重点)?港区", "港区"),
        (r"经由?$", r"等?(?:国际)?班列", "口岸"),
        (r"[经向]$", r"出[口海]", "港"),
        ("", rf"等[^，,。；;：:（(]{{0,16}}{_CITIES}{_APPLY}(?P<head>{_MODES}|综合保税区|保税物流中心)", ""),
        (r"以$", _IN_NETWORK, ""),
    )
)
"""宜昌、襄阳等3个航空口岸 · 提升满洲里、二连浩特、甘其毛都等枢纽和重点专业口岸与腹地城市的铁路联通水平

与天津、大连、秦皇岛等环渤海地区港口 · 彭泽、瑞昌、湖口等港区 · 经霍尔果斯、阿拉山口班列
北向青岛、连云港出口日、韩通道 · 汉中、榆林等确有需要、条件具备的市（区）申报设立综合保税区
以宝鸡、安康、榆林为辅枢纽，…铁路口岸网络体系
"""
_SUPPORTED = re.compile(r"(?:支持|推动|鼓励|指导|推进)$")
_PLACES_DO = re.compile(r"V{1,4}(?P<head>H)")
"""支持宝鸡、渭南加强铁路口岸功能建设 · 支持乌兰察布市推进机场飞行区改扩建项目: what places do names their ports."""

_WORDS_BEFORE = 4
_SIGN = re.compile(r"口岸|港|机场|保税|综保|加工区|指定|作业区|货场|中心站|换装|铁路|监管|班列|出口|出海")
"""What stands in every head and in what lends one."""
_AFTER = 120
"""Within how many characters behind a list stands what lends it a head."""


def may_name_port(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch can name ports at all: whether a head stands in it, or something behind it lends one."""
    return _SIGN.search(text, start, end + _AFTER) is not None


def with_last_head(members: Sequence[Member], head: str) -> list[Member]:
    """Give a head to the members behind the last that has one: 武汉新港、宜昌、荆州等港口."""
    bare = next((place for place, member in enumerate(reversed(members)) if member.head), len(members))
    behind = len(members) - bare
    return [*members[:behind], *(replace(member, head=head) for member in members[behind:])]


def shared_head(sentence: Sentence, first: int, stop: int, *, is_mixed: bool) -> tuple[str, int] | None:
    """Return the head that the words around a list of bare places give it, and where that ends.

    Words before it count only where none of them has a head of its own (`is_mixed`).
    """
    text, start, end = sentence.text, sentence.start(first), sentence.end(stop)
    for lent in _LENT:
        if is_mixed and lent.before.pattern:
            continue
        match = lent.after.match(text, end)
        if match and lent.before.search(text, max(0, start - _WORDS_BEFORE), start):
            return lent.head or match["head"], match.end()
    doing = None if is_mixed else _PLACES_DO.match(sentence.letters, stop)
    if doing is None or not _SUPPORTED.search(text, max(0, start - _WORDS_BEFORE), start):
        return None
    head = sentence.printed(doing, "head")
    return None if head == "口岸" else (head, sentence.end(doing.end()))


def part_in_network(text: str, start: int, end: int) -> str | None:
    """Return the part that the words around a list give its ports in a network: 主枢纽, 辅枢纽, 重要节点."""
    part = re.compile(_IN_NETWORK).match(text, end) if text.endswith("以", 0, start) else None
    return part["class"] if part else None
