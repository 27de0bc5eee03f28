"""Projects named in a document: what is to be built, enlarged, opened or applied for, ports of entry included."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.extract.places import PlaceNames
from kouan.extract.port_lists import ListedSentence, ListedText, PortList
from kouan.extract.project_names import FIELD, QUOTED, general_rule, proving_rule
from kouan.extract.project_objects import LONGEST_NAME, Thing, name_end, things
from kouan.extract.project_verbs import Governed, Scene, governed
from kouan.extract.project_words import (
    BODY_AT_END,
    BUILDS_AT_END,
    CARRIED_OUT,
    DECISIVE_VERBS,
    DEVELOPS,
    EXAMPLE_OF,
    FOUNDS,
    HEAD_AT_END,
    LIGHT_VERB_AT_END,
    PART_OF_PLAN,
    SPECIFIC_HEAD,
    STRENGTHENS,
    TAIL,
    UNDETERMINED,
    action_of,
    is_refused,
    kind_of,
)
from kouan.extract.sentences import Span, clauses, goes_on, starting_in


@dataclass(frozen=True)
class ProjectMention:
    """What one clause says of one project.

    `name` is the project's name with coordination expanded, `mention` the same as printed, `start` and `end` the clean
    span of the clause; `action` is build, expand, upgrade, apply, open or other; `kind` what the end of the name says.
    """

    task: str | None
    name: str
    mention: str
    start: int
    end: int
    action: str
    kind: str


Deed = tuple[Thing, str]
"""A thing and what is done to it."""

_CIRCUMSTANCE = re.compile(r"以(?=[^，。]{2,60}为)|依托|围绕|结合|按照|根据|通过|利用|借助|发挥|提升|巩固|强化|优化")
_ROLE_OF_PORT = re.compile(r"(?:建设|建成|打造)(?:成)?以")
_ROLE = re.compile(r"打造|建成|建设")
_WISH = re.compile(r"加强|推进|申建|申报|申请|设立|建设|完善")
_WORKS_OF_PORT = re.compile(r"扩大(?:对外)?开放|改?扩建")
_NAMELESS_PORT = re.compile(r"机场|港口|口岸|铁路")
_SUPPORTED = re.compile(r"支持|推动|鼓励|指导")
_OF_PLACE = re.compile(r"[市区县盟州省]?(?:片区)?(?:加快|积极|重点)?")
_COUNTED = re.compile(r"\d")
_NEAR = 160
"""How many characters after a thing are read for what is said of it."""
_LONGEST_SAYING = 12
_SHORTEST_NAME = 4
_SHORTEST_PORT = 3
_LEAST_SPECIFIC = 4
_LEAST_TELLING = 6
_LEAST_SPECIFIC_INSTITUTE = 2


def find_projects(listed: ListedText) -> list[ProjectMention]:
    """Return every mention of a named project in a text, in order.

    Headings name none, nor do passages about what has been reached already.
    """
    found = [
        one
        for sentence in listed.sentences
        if sentence.passage.kind != "heading" and not sentence.passage.is_past
        for one in _sentence_projects(listed.text, sentence, listed.names)
    ]
    sure = sorted({mention.name for mention, is_sure in found if is_sure})
    return [mention for mention, is_sure in found if is_sure or _is_short_for(mention.name, sure)]


def _is_short_for(name: str, sure: Sequence[str]) -> bool:
    """Tell whether a description is a name elsewhere in the document, or the end of one that is long enough to tell.

    搭建知识产权公共服务平台 beside 自贸试验区知识产权公共服务平台.
    """
    is_telling = len(HEAD_AT_END.sub("", name)) >= _LEAST_TELLING
    return any(one == name or (is_telling and one.endswith(name)) for one in sure)


def _sentence_projects(text: str, sentence: ListedSentence, names: PlaceNames) -> Iterator[tuple[ProjectMention, bool]]:
    """Yield the projects of a sentence, each with whether it is named for sure or only described."""
    task, lists = sentence.passage.task, sentence.lists
    starts = [ports.start for ports in lists]
    spans = clauses(text, *sentence.span)
    for place, (start, end) in enumerate(spans):
        scene = Scene(text, names, lists[starting_in(starts, start, end)])
        onward, stop = goes_on(text, spans, place, starts)
        for thing, action in sorted(_deeds(scene, (start, end), onward), key=lambda deed: deed[0].start):
            name = thing.name[1:-1] if QUOTED.fullmatch(thing.name) else thing.name
            yield ProjectMention(task, name, name, start, stop, action, kind_of(name)), thing.is_sure


def _deeds(scene: Scene, clause: Span, onward: str) -> Iterator[Deed]:
    """Yield what a clause says is done to named things; `onward` is what the next clauses go on to say of them."""
    wishes = [ports for ports in scene.lists if _WISH.search(ports.words)]
    for ports in wishes:
        yield from _wished(scene.text, clause[1], ports)
    carried_out = list(_carried_out(scene, clause))
    yield from carried_out
    aside = [
        ports
        for ports in scene.lists
        if carried_out or _WISH.search(ports.words) or _is_landing_place(scene.text, ports)
    ]
    verbs = governed(scene, clause)
    if not verbs and _CIRCUMSTANCE.match(scene.text, *clause):
        return
    if verbs:
        yield from _roles(scene, clause, verbs[0])
        if verbs[0].verb_start > clause[0] and _says_only_that(scene.text, verbs):
            verbs = []
    for verb in verbs or [Governed("", clause[0], *clause)]:
        if UNDETERMINED.match(scene.text, verb.start, verb.end) or _ROLE_OF_PORT.search(
            scene.text, verb.start, verb.end
        ):
            continue
        found = [_with_subject(scene, thing, clause[0]) for thing in things(scene, verb.start, verb.end)]
        whole = [thing for thing in found if thing.is_whole and not Scene.holds(aside, thing.start)]
        yield from _done(scene, clause, verb, whole, onward)


def _says_only_that(text: str, verbs: Sequence[Governed]) -> bool:
    """Tell whether verbs only say what is done to things named before: 拉林铁路复线改造、…力争开工建设."""
    first = verbs[0]
    is_short = len(verbs) == 1 and first.end - first.start <= _LONGEST_SAYING
    return (
        is_short
        and LIGHT_VERB_AT_END.search(first.verb) is not None
        and bool(TAIL.fullmatch(text, first.start, first.end))
    )


def _carried_out(scene: Scene, clause: Span) -> Iterator[Deed]:
    """Yield the works that ports at the front of a clause carry out: 支持南泥湾机场、榆阳机场等…实施改扩建工程."""
    works = CARRIED_OUT.search(scene.text, max(clause[0], clause[1] - _NEAR), clause[1])
    if works is None:
        return
    for member in scene.members:
        thing = Thing(member.name + member.head, works["works"], "", member.start, member.end, is_whole=True)
        yield thing, action_of(works["works"]) or "build"


def _is_landing_place(text: str, ports: PortList) -> bool:
    """Tell whether ports are only where something else comes to: “安智贸”项目在西安航空口岸、铁路口岸落地."""
    return text.endswith("在", 0, ports.start) and text.startswith("落地", ports.end)


def _done(scene: Scene, clause: Span, verb: Governed, whole: Sequence[Thing], onward: str) -> Iterator[Deed]:
    """Yield the named ones of a verb's things; what is said after the last of a list is said of those before it."""
    said = scene.text[whole[-1].end : min(verb.end, whole[-1].end + _NEAR)] + onward if whole else ""
    is_strong = bool(verb.verb) and not LIGHT_VERB_AT_END.search(verb.verb)
    names = scene.names
    is_definite = _is_place(scene, clause, verb) or any(_has_name(thing, names) for thing in whole)
    for thing in reversed(whole):
        said = thing.tail + said if thing is whole[-1] else thing.tail or said
        action = _action(thing, verb.verb, said)
        is_built = is_strong or "建设" in said or "应用" in said
        is_aside = EXAMPLE_OF.search(said) or PART_OF_PLAN.match(said) or not (verb.verb or thing.front)
        if not action or is_aside or _is_refused(thing):
            continue
        if QUOTED.fullmatch(thing.name) and not HEAD_AT_END.search(thing.name[1:-1]):
            if _is_quoted_object(thing, verb.verb, names, is_built=is_built):
                yield thing, action
        elif _has_name(thing, names):
            yield _with_works(thing, said), action
        elif is_built and _is_described(thing.name):
            is_sure = FIELD.search(thing.name) is not None or (is_definite and not thing.lent)
            yield replace(_with_works(thing, said), is_sure=is_sure), action


def _is_place(scene: Scene, clause: Span, verb: Governed) -> bool:
    """Tell whether one place is to build a verb's things: 支持合肥片区建设工业互联网标识解析二级节点."""
    subject = _SUPPORTED.match(scene.text, clause[0], verb.verb_start)
    start = subject.end() if subject else clause[0]
    place = scene.names.place_at(scene.text, start) if subject else start
    return place > start and _OF_PLACE.fullmatch(scene.text, place, verb.verb_start) is not None


def _action(thing: Thing, verb: str, said: str) -> str | None:
    """Return what is done to a thing: what its name says, else the words after it, else the verb."""
    decided = next((action for words, action in DECISIVE_VERBS if words in verb), None)
    if decided == "other" or (FOUNDS.search(verb) and BODY_AT_END.search(thing.name)):
        return "other"
    if thing.is_port and STRENGTHENS.search(verb) and said.startswith("建设"):
        return "expand"
    by_verb = None if LIGHT_VERB_AT_END.search(verb) else action_of(verb)
    if kind_of(thing.name) == "programme":
        return _programme_action(by_verb, said)
    if decided and "建设" in said:
        return decided
    action = action_of("" if thing.is_port else thing.rest, said)
    if action in (None, "other") and by_verb:
        return by_verb
    is_meant = bool(verb) and not thing.is_port and TAIL.fullmatch(said) and not DEVELOPS.match(said)
    return action or ("build" if is_meant else None)


def _programme_action(by_verb: str | None, said: str) -> str:
    """Return what is done to a programme: what a strong verb or 建设 behind it says, else it is only carried out.

    打造多式联运示范工程 builds; 创建省级多式联运示范工程30家左右 counts titles that many win.
    """
    if by_verb and by_verb != "other":
        return "other" if _COUNTED.match(said) else by_verb
    return "build" if "建设" in said else "other"


def _is_refused(thing: Thing) -> bool:
    """Tell whether a thing's name is too short or long for one, or holds words that no project's name has."""
    shortest = _SHORTEST_PORT if thing.is_port else _SHORTEST_NAME
    is_name = shortest <= len(thing.name) <= LONGEST_NAME
    return not is_name or UNDETERMINED.search(thing.name) is not None or is_refused(thing.name)


def _has_name(thing: Thing, names: PlaceNames) -> bool:
    """Tell whether a thing has a name of its own: a port's, or one with a place or a proper word in it."""
    return len(thing.name) <= LONGEST_NAME and (thing.is_port or proving_rule(thing.name, names) is not None)


def _is_quoted_object(thing: Thing, verb: str, names: PlaceNames, *, is_built: bool) -> bool:
    """Tell whether quoted words that name no sort of thing are what is built: 加快建设“智慧海关”."""
    is_object = is_built and not thing.tail and BUILDS_AT_END.search(verb) is not None
    is_built_up = is_object or thing.tail == "建设"
    return "的" not in thing.name and is_built_up and proving_rule(thing.name, names) is not None


def _is_described(name: str) -> bool:
    """Tell whether enough words specify the thing that a name ends in: 外贸预警预测分析平台."""
    least = _LEAST_SPECIFIC_INSTITUTE if name.endswith(("研究院", "实验室")) else _LEAST_SPECIFIC
    is_specific = SPECIFIC_HEAD.search(name) is not None and len(HEAD_AT_END.sub("", name)) >= least
    return is_specific and general_rule(name) is None


def _roles(scene: Scene, clause: Span, verb: Governed) -> Iterator[Deed]:
    """Yield the zones that a clause gives a role: 合肥、马鞍山综合保税区重点打造加工制造中心."""
    for ports in scene.lists:
        if ports.start == clause[0] and ports.end == verb.verb_start and _ROLE.search(verb.verb):
            for member in ports.members:
                if "保税" in member.head:
                    thing = Thing(
                        member.name + member.head, "", "", member.start, member.end, is_port=True, is_whole=True
                    )
                    yield thing, "upgrade"


def _wished(text: str, end: int, ports: PortList) -> Iterator[Deed]:
    """Yield the ports that places are to get: 支持宝鸡、杨凌申建进口粮食、进境肉类等海关指定监管场地."""
    end = min(end, ports.end + _NEAR)
    cut = name_end(text, ports.end, end)
    rest, tail = text[ports.end : cut], text[cut:end]
    for member in ports.sites or ports.members:
        name = member.owner + member.name + member.head
        thing = Thing(name, rest, tail, member.start, member.end, is_port=not rest, is_whole=True)
        yield thing, action_of(rest, ports.words, tail) or "build"


def _with_subject(scene: Scene, thing: Thing, start: int) -> Thing:
    """Name a thing by the place that is to build it: 支持乌兰察布市推进机场飞行区改扩建项目."""
    subject = _SUPPORTED.match(scene.text, start, thing.start)
    if thing.front or subject is None or not _NAMELESS_PORT.match(thing.rest):
        return thing
    place = scene.names.place_at(scene.text, subject.end())
    return replace(thing, front=scene.text[subject.end() : place])


def _with_works(thing: Thing, said: str) -> Thing:
    """Name what is done to an open port: 芜湖港口岸获批港区扩大开放 is the project 芜湖港口岸扩大开放."""
    works = _WORKS_OF_PORT.search(said) if thing.is_port else None
    return replace(thing, rest=works.group()) if works else thing
