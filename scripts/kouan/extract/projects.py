"""Projects named in a document: what is to be built, enlarged, opened or applied for, ports of entry included."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kouan.extract.places import PlaceNames
from kouan.extract.port_lists import PortList, named_sentences, port_lists
from kouan.extract.project_objects import LONGEST_NAME, QUOTED, Governed, Scene, Thing, governed, name_end, things
from kouan.extract.project_words import (
    BUILDS_AT_END,
    DECISIVE_VERBS,
    EXAMPLE_OF,
    HEAD_AT_END,
    LIGHT_VERB_AT_END,
    NOT_A_PROJECT,
    PROPER,
    SPECIFIC_HEAD,
    TAIL,
    UNDETERMINED,
    action_of,
    kind_of,
)
from kouan.extract.sentences import Span, clauses, goes_on
from kouan.outline import Passage


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

_CIRCUMSTANCE = re.compile(r"依托|围绕|结合|按照|根据|通过|利用|借助|发挥|提升|巩固|强化|优化")
_ROLE_OF_PORT = re.compile(r"(?:建设|建成|打造)(?:成)?以")
_ROLE = re.compile(r"打造|建成|建设")
_WISH = re.compile(r"加强|推进|申建|申报|申请|设立|建设|完善")
_WORKS_OF_PORT = re.compile(r"扩大开放|改?扩建")
_NAMELESS_PORT = re.compile(r"机场|港口|口岸|铁路")
_SUPPORTED = re.compile(r"支持|推动|鼓励|指导")
_COUNTED = re.compile(r"\d")
_SHORTEST_NAME = 4
_LEAST_SPECIFIC = 4
_LEAST_SPECIFIC_INSTITUTE = 2


def find_projects(
    text: str, passages: Sequence[Passage], ignore: Sequence[Span], names: PlaceNames
) -> list[ProjectMention]:
    """Return every mention of a named project in the passages, in order; none inside the spans of `ignore`.

    Headings name none, nor do passages about what has been reached already.
    """
    spans, known = named_sentences(text, passages, ignore, names)
    return [
        mention
        for passage, sentence in spans
        if passage.kind != "heading" and not passage.is_past
        for mention in _sentence_projects(text, sentence, passage.task, known)
    ]


def _sentence_projects(text: str, sentence: Span, task: str | None, names: PlaceNames) -> Iterator[ProjectMention]:
    lists = list(port_lists(text, *sentence, names))
    starts = [ports.start for ports in lists]
    spans = clauses(text, *sentence)
    for place, (start, end) in enumerate(spans):
        scene = Scene(text, names, tuple(ports for ports in lists if start <= ports.start < end))
        onward, stop = goes_on(text, spans[place + 1 :], starts, end)
        for thing, action in sorted(_deeds(scene, (start, end), onward), key=lambda deed: deed[0].start):
            name = thing.name.strip("“”") if QUOTED.fullmatch(thing.name) else thing.name
            yield ProjectMention(task, name, name, start, stop, action, kind_of(name))


def _deeds(scene: Scene, clause: Span, onward: str) -> Iterator[Deed]:
    """Yield what a clause says is done to named things; `onward` is what the next clauses go on to say of them."""
    wishes = [ports for ports in scene.lists if _WISH.search(ports.words)]
    for ports in wishes:
        yield from _wished(scene.text, clause[1], ports)
    aside = [*wishes, *(ports for ports in scene.lists if _is_landing_place(scene.text, ports))]
    verbs = governed(scene, clause)
    if not verbs and _CIRCUMSTANCE.match(scene.text, *clause):
        return
    if verbs:
        yield from _roles(scene, clause, verbs[0])
    for verb in verbs or [Governed("", clause[0], *clause)]:
        if UNDETERMINED.match(scene.text, verb.start, verb.end) or _ROLE_OF_PORT.search(
            scene.text, verb.start, verb.end
        ):
            continue
        found = [_with_subject(scene, thing, clause[0]) for thing in things(scene, verb.start, verb.end)]
        taken = [thing for thing in found if any(ports.start <= thing.start < ports.end for ports in aside)]
        whole = [thing for thing in found if thing.is_whole and thing not in taken]
        yield from _done(scene, verb, whole, onward)


def _is_landing_place(text: str, ports: PortList) -> bool:
    """Tell whether ports are only where something else comes to: “安智贸”项目在西安航空口岸、铁路口岸落地."""
    return text.endswith("在", 0, ports.start) and text.startswith("落地", ports.end)


def _done(scene: Scene, verb: Governed, whole: Sequence[Thing], onward: str) -> Iterator[Deed]:
    """Yield the named ones of a verb's things; what is said after the last of a list is said of those before it."""
    said = scene.text[whole[-1].end : verb.end] + onward if whole else ""
    is_strong = bool(verb.verb) and not LIGHT_VERB_AT_END.search(verb.verb)
    for thing in reversed(whole):
        said = thing.tail + said if thing is whole[-1] else thing.tail or said
        action = _action(thing, verb.verb, said)
        is_built = is_strong or "建设" in said or "应用" in said
        if not action or EXAMPLE_OF.search(said) or not (verb.verb or thing.front):
            continue
        if _is_named(thing, verb.verb, scene.names, is_built=is_built):
            yield _with_works(thing, said), action


def _action(thing: Thing, verb: str, said: str) -> str | None:
    """Return what is done to a thing: what its name says, else the words after it, else the verb."""
    decided = next((action for words, action in DECISIVE_VERBS if words in verb), None)
    by_verb = None if LIGHT_VERB_AT_END.search(verb) else action_of(verb)
    if decided == "other":
        return "other"
    if kind_of(thing.name) == "programme":
        return _programme_action(by_verb, said)
    if decided and "建设" in said:
        return decided
    action = action_of("" if thing.is_port else thing.rest, said)
    if action in (None, "other") and by_verb:
        return by_verb
    return action or (None if thing.is_port or not verb or not TAIL.fullmatch(said) else "build")


def _programme_action(by_verb: str | None, said: str) -> str:
    """Return what is done to a programme: what a strong verb or 建设 behind it says, else it is only carried out.

    打造多式联运示范工程 builds; 创建省级多式联运示范工程30家左右 counts titles that many win.
    """
    if by_verb and by_verb != "other":
        return "other" if _COUNTED.match(said) else by_verb
    return "build" if "建设" in said else "other"


def _is_named(thing: Thing, verb: str, names: PlaceNames, *, is_built: bool) -> bool:
    """Tell whether a thing has a name: a place or a proper word in it, or, where it is built, words that specify it."""
    name = thing.name
    if not _SHORTEST_NAME <= len(name) <= LONGEST_NAME or UNDETERMINED.search(name) or NOT_A_PROJECT.search(name):
        return False
    if QUOTED.fullmatch(name) and not HEAD_AT_END.search(name.strip("“”")):
        is_object = is_built and not thing.tail and BUILDS_AT_END.search(verb) is not None
        return "的" not in name and (is_object or thing.tail == "建设")
    if thing.is_port or names.holds(name) or PROPER.search(name):
        return True
    least = _LEAST_SPECIFIC_INSTITUTE if name.endswith(("研究院", "实验室")) else _LEAST_SPECIFIC
    return is_built and SPECIFIC_HEAD.search(name) is not None and len(HEAD_AT_END.sub("", name)) >= least


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
    cut = name_end(text, ports.end, end)
    rest, tail = text[ports.end : cut], text[cut:end]
    for member in ports.members:
        name = member.owner + member.name + member.head
        thing = Thing(name, rest, tail, member.start, member.end, is_port=not rest, is_whole=True)
        yield thing, action_of(rest, ports.words, tail) or "build"


def _with_subject(scene: Scene, thing: Thing, start: int) -> Thing:
    """Name a thing by the place that is to build it: 支持乌兰察布市推进机场飞行区改扩建项目."""
    subject = _SUPPORTED.match(scene.text, start, thing.start)
    if thing.front or subject is None or not _NAMELESS_PORT.match(thing.rest):
        return thing
    place = scene.names.longest_at(scene.text, subject.end())
    return replace(thing, front=scene.text[subject.end() : place])


def _with_works(thing: Thing, said: str) -> Thing:
    """Name what is done to an open port: 芜湖港口岸获批港区扩大开放 is the project 芜湖港口岸扩大开放."""
    works = _WORKS_OF_PORT.search(said) if thing.is_port else None
    return replace(thing, rest=works.group()) if works else thing
