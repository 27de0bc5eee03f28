"""Coordinations of port names in a sentence: 芜湖、安庆、铜陵、池州港口岸 names four ports.

The sentence is cut into words (`port_words`), and the grammar is written over their letters, so that one line says one
thing: a name is a place, with what follows it, up to a head.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.extract.coordination import Member, share_heads, share_names, share_owners
from kouan.extract.places import LONGEST_PLACE, PlaceNames
from kouan.extract.port_heads import may_name_port, part_in_network, shared_head, with_last_head
from kouan.extract.port_words import Sentence, begins_with_name, head_of, read_sentence
from kouan.extract.sentences import NOT_TEXT, Span, sentences
from kouan.outline import Passage

SITE_HEADS = ("指定监管场地", "指定监管场所", "指定口岸", "进口口岸")


@dataclass(frozen=True)
class PortList:
    """Ports named in one coordination: the span of the whole, its words, and the class that stands in it.

    `sites` are those of the members that a verb behind the list gives to its ports.
    """

    members: tuple[Member, ...]
    port_class: str | None
    start: int
    end: int
    words: str
    sites: tuple[Member, ...] = ()


# Every repetition is bounded: a name has few words, and monotonous text must not be read again from each of them.
_NAME = r"(?:P[PUAQ]{0,7}|U[UAQ]{0,7})"
_ASIDE = r"(?:\([PUA]{1,4}\))?"
_GOODS = r"O(?:S?O){0,11}"
_MEMBER = re.compile(
    rf"R{{0,2}}(?P<name>{_NAME}{_ASIDE}|R(?=H))(?:D(?P<other>{_NAME}))?(?P<goods>(?:{_GOODS})?)N?(?P<class>C?)"
    rf"(?P<head>[Hh])(?:(?P<part>[PUA]{{0,6}}[Hh])|(?P<areas>[PUA]{{1,4}}(?:S[PUA]{{1,4}}){{1,5}}h)|(?P<site>{_GOODS}H))?"
)
"""合肥新桥 国际机场 · 满洲里—后贝加尔 公路口岸 · 滁州（皖东）保税物流中心 · 甘其毛都 重点专业 口岸

With goods: 满洲里 进境肉类 指定监管场地. With a part of the port: 马鞍山 港口岸 郑蒲 港区 ·
珠恩嘎达布其 口岸 肉类和粮食 指定监管场地. With several: 漳州 港口岸 旧镇、宫口和冬古 港区.
"""
_BARE = re.compile(
    rf"R{{0,2}}(?P<name>P[PA]{{0,5}}(?:UA{{0,3}}(?=S))?{_ASIDE})(?:D(?P<other>[PU][PUA]{{0,5}}))?(?=[SEVU]|$)"
)
"""合肥空港 · 滁州（皖东） · 策克—西伯库伦: a name that leaves its head to the next member."""
_BEGIN = re.compile("[RPU]")
"""With which words alone a list begins."""
_UNKNOWN = re.compile(r"(?P<name>U)(?=[SE])")
"""爱店 in 东兴、爱店、水口等口岸: a word among names in a list; only 口岸 is shared with it."""
_SITE_ALONE = re.compile(rf"(?P<name>{_GOODS})(?P<head>H)")
"""冰鲜水产品 指定监管场地 behind 磨憨铁路口岸进境水果指定监管场地: a site that shares its port."""
_HEAD_ALONE = re.compile(r"(?P<head>H)")
_MODE_FIRST = re.compile(r"(?:国际)?(?:航空|铁路|公路|水运)")
"""铁路口岸 in 西安航空口岸和铁路口岸: a head that says enough to take the name before it."""

_SITES = re.compile(rf"V{{1,4}}(?P<goods>{_GOODS})E?(?P<head>H)")
"""西安铁路口岸 建成运行 进境粮食、进口肉类和汽车整车进口等指定口岸

宝鸡、杨凌 申建 进口粮食、进境肉类等海关指定监管场地
"""
_PARTS = ("港区", "作业区", "货场", "换装场", "换装站", "中心站", "内陆港")
_BETWEEN = re.compile(r"[^、和及与]+")
_SHORTEST_PART = 2
_LONGEST_LIST = 60
_LONGEST_NAME = 14
_LONGEST_UNKNOWN = 6
_PLACES_OF_BONDED = ("陆港", "空港")


def _members_of(sentence: Sentence, match: re.Match[str]) -> list[Member]:
    """Return the ports of one member of a list: one, two of a pair, or an owner and its part."""
    start, end = sentence.start(match.start()), sentence.end(match.end())
    name = sentence.printed(match, "name") + sentence.printed(match, "goods")
    head = sentence.printed(match, "head")
    first = Member(name, head, start, end)
    if other := sentence.printed(match, "other"):
        return [first, replace(first, name=other)]
    if areas := sentence.printed(match, "areas"):
        begin = sentence.start(match.start("areas"))
        return [replace(first, end=begin), *_areas_of(first, areas, begin)]
    site = sentence.printed(match, "site")
    part = site or sentence.printed(match, "part")
    part_head = next((part[offset:] for offset in range(len(part)) if head_of(part[offset:])), "")
    has_name = len(part) > len(part_head) or len(part_head) > _SHORTEST_PART
    if part == part_head and "保税" in part_head:
        # 国际铁路港 of 成都国际铁路港综合保税区 is where the zone lies.
        return [Member(name + head, part_head, start, end)]
    if site or (part_head.endswith(_PARTS) and has_name):
        return [first, Member(part.removesuffix(part_head), part_head, start, end, owner=name + head)]
    # 港区 of 西安铁路口岸港区一体化建设 has no name of its own.
    return [replace(first, end=sentence.start(match.start("part")))] if part else [first]


def _areas_of(port: Member, areas: str, start: int) -> list[Member]:
    """Return the areas of one port that a list, which begins at `start`, names: 漳州港口岸旧镇、宫口和冬古港区."""
    head = next(areas[offset:] for offset in range(len(areas)) if head_of(areas[offset:]))
    names = list(_BETWEEN.finditer(areas, 0, len(areas) - len(head)))
    ends = [name.end() for name in names[:-1]] + [len(areas)]
    return [
        Member(name.group(), head, start + name.start(), start + end, owner=port.name + port.head)
        for name, end in zip(names, ends, strict=True)
    ]


def _places_of_bonded(members: list[Member]) -> list[Member]:
    """Read 合肥陆港 in 合肥陆港、芜湖空港、淮北保税物流中心 as a place: bare places there share a bonded head."""
    if all(member.head for member in members) or not any("保税" in member.head for member in members):
        return members
    return [
        replace(member, name=member.name + member.head, head="") if member.head in _PLACES_OF_BONDED else member
        for member in members
    ]


def _lacks_owner(member: Member, names: PlaceNames) -> bool:
    """Tell whether a member is part of a port named before: 皖河农场港区, 冰鲜水产品指定监管场地."""
    if names.begins(member.name):
        return False
    return member.head.endswith(("港区", "作业区", *SITE_HEADS))


def _is_name(member: Member, members: Sequence[Member], names: PlaceNames) -> bool:
    """Tell whether a member is a proper name.

    Proof is a known place at its front, an owner, a known place it is paired with, or an equal beside it: another port
    of entry (甘其毛都口岸、策克口岸), or for a bonded zone one with a known name, or a region (皖江江南保税物流中心).
    赋予 in 赋予综合保税区 has none of them.
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
    is_zone = "保税" in member.head
    in_region = is_zone and 0 < names.region_at(member.name, 0) < len(member.name)
    has_zone = is_zone and any(other.head == member.head and names.begins(other.name) for other in members)
    return 1 < len(member.name) <= _LONGEST_UNKNOWN and (in_pair or has_equal or in_region or has_zone)


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


def _parsed(sentence: Sentence, first: int) -> tuple[list[Member], list[str], int]:
    """Parse the members of a list that begins at a word; return them, their classes, and the index behind the list."""
    members: list[Member] = []
    classes: list[str] = []
    stop = position = first
    while position < len(sentence.letters) and len(members) < _LONGEST_LIST:
        match = _member_at(sentence, position, members)
        if match is None:
            break
        members.extend(_members_of(sentence, match))
        classes.append(sentence.printed(match, "class"))
        stop = match.end()
        if sentence.letters[stop : stop + 1] != "S":
            break
        position = stop + 1
    return members, classes, stop


def _member_at(sentence: Sentence, index: int, members: Sequence[Member]) -> re.Match[str] | None:
    """Match the member that begins at a word; what is no name by itself can be one behind the members before it."""
    letters = sentence.letters
    match = _MEMBER.match(letters, index) or _BARE.match(letters, index)
    if match or not members:
        return match
    if members[-1].owner and (site := _SITE_ALONE.match(letters, index)):
        return site
    if _MODE_FIRST.match(sentence.text, sentence.start(index)):
        return _HEAD_ALONE.match(letters, index)
    return None if any(member.head for member in members) else _UNKNOWN.match(letters, index)


def _list_at(sentence: Sentence, names: PlaceNames, first: int) -> tuple[PortList | None, int]:
    """Parse a list that begins at a word; return it, if it names ports, and the index of the word to go on with."""
    members, classes, stop = _parsed(sentence, first)
    if not members:
        return None, first + 1
    has_heads = any(member.head for member in members)
    shared = None if members[-1].head else shared_head(sentence, first, stop, is_mixed=has_heads)
    if shared:
        members = with_last_head(members, shared[0])
    sites, stop = _sites(sentence, members, stop)
    if not (sites or shared or has_heads):
        return None, stop
    members = share_names(share_heads(_places_of_bonded(members))) + sites
    members = share_owners(members, [_lacks_owner(member, names) for member in members])
    named = tuple(member for member in members if _is_name(member, members, names))
    if not named:
        return None, stop
    part = part_in_network(sentence.text, sentence.start(first), sentence.end(stop))
    port_class = next((f"{word}口岸" for word in classes if word and "和" not in word), part)
    start, end = sentence.start(first), max(shared[1] if shared else 0, *(member.end for member in named))
    given = tuple(member for member in named if member in sites)
    return PortList(named, port_class, start, end, sentence.text[start:end], given), stop


def port_lists(text: str, start: int, end: int, names: PlaceNames) -> Iterator[PortList]:
    """Yield the coordinations of ports in a stretch of text, in order and without overlap."""
    if not may_name_port(text, start, end):
        return
    sentence = read_sentence(text, start, end, names)
    words = sentence.words
    begin = _BEGIN.search(sentence.letters)
    while begin:
        found, index = _list_at(sentence, names, begin.start())
        if found:
            yield found
            while index < len(words) and words[index].start < found.end:
                index += 1
        begin = _BEGIN.search(sentence.letters, index)


def first_list(text: str, names: PlaceNames) -> PortList | None:
    """Return the coordination of ports with which a text begins, if it begins with one."""
    if not (may_name_port(text, 0, len(text)) and begins_with_name(text, names)):
        return None
    sentence = read_sentence(text, 0, len(text), names)
    return _list_at(sentence, names, 0)[0]


@dataclass(frozen=True)
class ListedSentence:
    """A sentence of a passage, as its span, with the coordinations of ports in it."""

    passage: Passage
    span: Span
    lists: tuple[PortList, ...]


@dataclass(frozen=True)
class ListedText:
    """A document's text as sentences with the ports that they name, and the names by which these were found."""

    text: str
    sentences: tuple[ListedSentence, ...]
    names: PlaceNames


def listed_text(text: str, passages: Iterable[Passage], ignore: Sequence[Span], names: PlaceNames) -> ListedText:
    """Return the sentences of the passages outside the spans of `ignore`, each with its coordinations of ports.

    What a list proves to be a name (甘其毛都口岸、策克口岸) is a name everywhere in the document.
    """
    found = [
        ListedSentence(passage, sentence, tuple(port_lists(text, *sentence, names)))
        for passage in passages
        if passage.kind not in NOT_TEXT
        for sentence in sentences(text, passage.start, passage.end, ignore)
    ]
    known = _with_proved_names((ports for one in found for ports in one.lists), names)
    proved = [frozenset(word) for word in sorted(known.added_to(names))]
    return ListedText(text, tuple(_read_again(text, one, proved, known) for one in found), known)


def _read_again(
    text: str, sentence: ListedSentence, proved: Sequence[frozenset[str]], names: PlaceNames
) -> ListedSentence:
    """Return a sentence as it reads with further names: anew where it has all characters of one of them."""
    if not proved:
        return sentence
    start, end = sentence.span
    characters = frozenset(text[start : end + LONGEST_PLACE])
    if not any(word <= characters for word in proved):
        return sentence
    return replace(sentence, lists=tuple(port_lists(text, start, end, names)))


def _with_proved_names(lists: Iterable[PortList], names: PlaceNames) -> PlaceNames:
    """Return the names with those that a document's own lists prove: 乌力吉 of 室韦口岸、黑山头口岸、乌力吉口岸."""
    proved = {member.name for ports in lists for member in ports.members if member.head == "口岸"}
    return names.with_bases(sorted(base for name in proved if (base := _proved_base(name, names))))


def _proved_base(name: str, names: PlaceNames) -> str:
    """Return the unknown word that tells a port apart: 乌力吉, 峒中 of 防城港峒中; empty where there is none."""
    base = name[names.place_at(name, 0) :]
    return base if read_sentence(base, 0, len(base), names).letters == "U" else ""
