"""Coordinations of port names in a sentence: 芜湖、安庆、铜陵、池州港口岸 names four ports.

The sentence is cut into words (`port_words`), and the grammar is written over their letters, so that one line says one
thing: a name is a place, with what follows it, up to a head.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.extract.coordination import Member, share_heads, share_names, share_owners
from kouan.extract.places import PlaceNames
from kouan.extract.port_words import Token, head_of, tokens
from kouan.extract.sentences import NOT_TEXT, Span, sentences
from kouan.outline import Passage

SITE_HEADS = ("指定监管场地", "指定监管场所", "指定口岸", "进口口岸")


@dataclass(frozen=True)
class PortList:
    """Ports named in one coordination: the span of the whole, its words, and the class that stands in it."""

    members: tuple[Member, ...]
    port_class: str | None
    start: int
    end: int
    words: str


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


_NAME = r"(?:P[PUAQ]*|U[UAQ]*)"
_ASIDE = r"(?:\([PUA]+\))?"
_MEMBER = re.compile(
    rf"R*(?P<name>{_NAME}{_ASIDE}|R(?=H))(?:D(?P<other>{_NAME}))?(?P<goods>(?:O(?:S?O)*)?)N?(?P<class>C?)(?P<head>[Hh])"
    r"(?:(?P<part>[PUA]*[Hh])|(?P<site>O(?:S?O)*H))?"
)
"""合肥新桥 国际机场 · 满洲里—后贝加尔 公路口岸 · 滁州（皖东）保税物流中心 · 甘其毛都 重点专业 口岸

With goods: 满洲里 进境肉类 指定监管场地. With a part of the port: 马鞍山 港口岸 郑蒲 港区 ·
珠恩嘎达布其 口岸 肉类和粮食 指定监管场地.
"""
_BARE = re.compile(rf"R*(?P<name>P[PA]*(?:UA*(?=S))?{_ASIDE})(?:D(?P<other>[PU][PUA]*))?(?=[SEVU]|$)")
"""合肥空港 · 滁州（皖东） · 策克—西伯库伦: a name that leaves its head to the next member."""
_HEAD_ALONE = re.compile(r"(?P<head>H)")
_MODE_FIRST = re.compile(r"(?:国际)?(?:航空|铁路|公路|水运)")
"""铁路口岸 in 西安航空口岸和铁路口岸: a head that says enough to take the name before it."""

_IN_NETWORK = (
    r"为(?:(?P<class>(?:[主辅]|重要)(?:枢纽|节点))|枢纽|节点)"
    r"(?=[^。；;]{0,60}(?P<head>(?:航空|铁路|公路|水运)口岸)网络)"
)
"""The part of ports in a network: 以西安铁路口岸为主枢纽，以宝鸡、安康、榆林为辅枢纽，…铁路口岸网络体系."""
_SHARED_AFTER_LIST: tuple[tuple[str, str, str], ...] = (
    ("", r"等(?:[^，,。；;：:、（(和与及的]{0,8}|具备条件的)(?:枢纽和重点专业)?口岸", "口岸"),
    ("", r"等[^，,。；;：:、（(和与及的]{0,8}港口(?!群)", "港"),
    (r"经由?$", r"等?(?:国际)?班列", "口岸"),
    (r"[经向]$", r"出[口海]", "港"),
    (
        "",
        r"等[^，,。；;：:（(]{0,16}[市区县盟](?:[（(][市区县][）)])?(?:申报|申请|申建|争取)(?:设立|建设)?综合保税区",
        "综合保税区",
    ),
    (r"以$", _IN_NETWORK, ""),
)
"""What stands before a list of bare places, what stands after it, and the head that this gives them.

提升满洲里、二连浩特、甘其毛都等枢纽和重点专业口岸与腹地城市的铁路联通水平 · 与天津、大连、秦皇岛等环渤海地区港口
· 经霍尔果斯、阿拉山口班列 · 北向青岛、连云港出口日、韩通道 · 以宝鸡、安康、榆林为辅枢纽，…铁路口岸网络体系
· 汉中、榆林等确有需要、条件具备的市（区）申报设立综合保税区
"""
_SITES = re.compile(r"V+(?P<goods>O(?:SO)*)E?(?P<head>H)")
"""西安铁路口岸 建成运行 进境粮食、进口肉类和汽车整车进口等指定口岸

宝鸡、杨凌 申建 进口粮食、进境肉类等海关指定监管场地
"""
_SUPPORTED = re.compile(r"(?:支持|推动|鼓励|指导|推进)$")
_PLACES_DO = re.compile(r"V+(?P<head>H)")
"""支持宝鸡、渭南加强铁路口岸功能建设 · 支持乌兰察布市推进机场飞行区改扩建项目: what places do names their ports."""

_PARTS = ("港区", "货场", "换装场", "中心站", "内陆港")
_SHORTEST_PART = 2
_LONGEST_LIST = 60
_LONGEST_NAME = 14
_LONGEST_UNKNOWN = 6
_PLACES_OF_BONDED = ("陆港", "空港")
_WORDS_BEFORE = 4


def _members_of(sentence: Sentence, match: re.Match[str]) -> list[Member]:
    """Return the ports of one member of a list: one, two of a pair, or an owner and its part."""
    start, end = sentence.start(match.start()), sentence.end(match.end())
    name = sentence.printed(match, "name") + sentence.printed(match, "goods")
    head = sentence.printed(match, "head")
    first = Member(name, head, start, end)
    if other := sentence.printed(match, "other"):
        return [first, replace(first, name=other)]
    site = sentence.printed(match, "site")
    part = site or sentence.printed(match, "part")
    part_head = next((part[offset:] for offset in range(len(part)) if head_of(part[offset:])), "")
    has_name = len(part) > len(part_head) or len(part_head) > _SHORTEST_PART
    if site or (part_head.endswith(_PARTS) and has_name):
        return [first, Member(part.removesuffix(part_head), part_head, start, end, owner=name + head)]
    return [first]


def _shared_head(sentence: Sentence, first: int, stop: int) -> tuple[str, int] | None:
    """Return the head that the words around a list of bare places give it, and where that ends."""
    text, start, end = sentence.text, sentence.start(first), sentence.end(stop)
    for before, after, head in _SHARED_AFTER_LIST:
        match = re.compile(after).match(text, end)
        if match and re.search(before, text[max(0, start - _WORDS_BEFORE) : start]):
            return head or match["head"], match.end()
    doing = _PLACES_DO.match(sentence.letters, stop)
    if doing is None or not _SUPPORTED.search(text, max(0, start - _WORDS_BEFORE), start):
        return None
    head = sentence.printed(doing, "head")
    return None if head == "口岸" else (head, sentence.end(doing.end()))


def _part_in_network(text: str, start: int, end: int) -> str | None:
    """Return the part that the words around a list give its ports in a network: 主枢纽, 辅枢纽, 重要节点."""
    part = re.compile(_IN_NETWORK).match(text, end) if text.endswith("以", 0, start) else None
    return part["class"] if part else None


def _places_of_bonded(members: list[Member]) -> list[Member]:
    """Read 合肥陆港 in 合肥陆港、芜湖空港、淮北保税物流中心 as a place: bare places there share a bonded head."""
    if all(member.head for member in members) or not any("保税" in member.head for member in members):
        return members
    return [
        replace(member, name=member.name + member.head, head="") if member.head in _PLACES_OF_BONDED else member
        for member in members
    ]


def _is_name(member: Member, members: Sequence[Member], names: PlaceNames) -> bool:
    """Tell whether a member is a proper name.

    Proof is a known place at its front, an owner, a bonded zone's head, a known place it is paired with, or an equal
    beside it: 甘其毛都口岸、策克口岸.
    """
    if member.owner:
        return True
    if member.name in names.provinces:
        return member.head.endswith("物流港")
    is_area_alone = member.name.endswith(_PLACES_OF_BONDED) and "保税" not in member.head
    if not member.head or is_area_alone or len(member.name) > _LONGEST_NAME:
        return False
    if names.begins(member.name):
        return True
    in_pair = any(other.start == member.start and names.begins(other.name) for other in members if not other.owner)
    has_equal = any(other.start != member.start and other.head == member.head == "口岸" for other in members)
    return 1 < len(member.name) <= _LONGEST_UNKNOWN and ("保税" in member.head or in_pair or has_equal)


def _sites(sentence: Sentence, members: Sequence[Member], stop: int) -> tuple[list[Member], int]:
    """Return a site for each of the goods that follow a list, at each of its places or at its last port."""
    match = _SITES.match(sentence.letters, stop)
    head = sentence.printed(match, "head") if match else ""
    if match is None or not head.endswith(SITE_HEADS):
        return [], stop
    start, end = sentence.start(match.start()), sentence.end(match.end())
    words = sentence.words[slice(*match.span("goods"))]
    goods = [sentence.text[word.start : word.end] for word in words if word.letter == "O"]
    last = members[-1]
    if last.head:
        owner = last.owner + last.name + last.head
        return [Member(good, head, start, end, owner=owner) for good in goods], match.end()
    return [Member(place.name + good, head, start, end) for place in members for good in goods], match.end()


def _list_at(sentence: Sentence, names: PlaceNames, first: int) -> tuple[PortList | None, int]:
    """Parse a list that begins at a word; return it, if it names ports, and the index of the word to go on with."""
    letters = sentence.letters
    members: list[Member] = []
    classes: list[str] = []
    stop = position = first
    while position < len(letters) and len(members) < _LONGEST_LIST:
        match = _MEMBER.match(letters, position) or _BARE.match(letters, position)
        if match is None and members and _MODE_FIRST.match(sentence.text, sentence.start(position)):
            match = _HEAD_ALONE.match(letters, position)
        if match is None:
            break
        members.extend(_members_of(sentence, match))
        classes.append(sentence.printed(match, "class"))
        stop = match.end()
        if letters[stop : stop + 1] != "S":
            break
        position = stop + 1
    if not members:
        return None, first + 1
    end = sentence.end(stop)
    shared = None if any(member.head for member in members) else _shared_head(sentence, first, stop)
    if shared:
        members, end = [replace(member, head=shared[0]) for member in members], shared[1]
    sites, stop = _sites(sentence, members, stop)
    if not sites and not any(member.head for member in members):
        return None, stop
    members = share_names(share_heads(_places_of_bonded(members))) + sites
    members = share_owners(members, [member.head.endswith("港区") for member in members])
    named = tuple(member for member in members if _is_name(member, members, names))
    if not named:
        return None, first + 1
    part = _part_in_network(sentence.text, sentence.start(first), sentence.end(stop))
    port_class = next((f"{word}口岸" for word in classes if word and "和" not in word), part)
    start, end = sentence.start(first), max(end, sentence.end(stop))
    return PortList(named, port_class, start, end, sentence.text[start:end]), stop


def port_lists(text: str, start: int, end: int, names: PlaceNames) -> Iterator[PortList]:
    """Yield the coordinations of ports in a stretch of text, in order and without overlap."""
    words = list(tokens(text, start, end, names))
    sentence = Sentence(text, words, "".join(word.letter for word in words))
    index = 0
    while index < len(words):
        found, index = _list_at(sentence, names, index)
        if found:
            yield found


def named_sentences(
    text: str, passages: Iterable[Passage], ignore: Sequence[Span], names: PlaceNames
) -> tuple[list[tuple[Passage, Span]], PlaceNames]:
    """Return the sentences of the text with their passages, and the names with those that its lists prove."""
    found = [
        (passage, sentence)
        for passage in passages
        if passage.kind not in NOT_TEXT
        for sentence in sentences(text, passage.start, passage.end, ignore)
    ]
    return found, with_proved_names(text, [sentence for _, sentence in found], names)


def with_proved_names(text: str, spans: Iterable[tuple[int, int]], names: PlaceNames) -> PlaceNames:
    """Return the names with those that a document's own lists prove: 乌力吉 of 室韦口岸、黑山头口岸、乌力吉口岸."""
    lists = (ports for start, end in spans for ports in port_lists(text, start, end, names))
    proved = {member.name for ports in lists for member in ports.members if member.head == "口岸"}
    return names.with_bases(name for name in proved if not names.begins(name))
