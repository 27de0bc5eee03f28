"""Every pattern of the package is linear: what may be repeated without end stands only where nothing after it can fail.

A loop with a bound costs at most its bound at each character. One without a bound, with something behind it that may
not be there, is run through again from each character where it may begin: 责任责任责任… took the square of its length.
"""

import importlib
import pkgutil
import re
import re._constants as codes
import re._parser as parser
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import pytest

import kouan
from kouan.extract import clause_words, deadlines, port_heads, port_words, project_words, quantities
from kouan.extract.quantities import QuantityReader, read_units

_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_OURS = {
    "kouan.add.sources._SOURCES": "it begins with a line that datapackage.json has once",
    "kouan.site.database._PAGE": "the whole of a statement that Datasette writes is matched, once",
    "kouan.site.errors._NAMES": "what it goes back over are the blanks at the end of a run, which no run begins with",
}
"""Patterns with a loop that may fail, and why they are linear nevertheless. None of them reads a document."""


def _modules():
    names = (module.name for module in pkgutil.walk_packages(kouan.__path__, "kouan."))
    return [importlib.import_module(name) for name in sorted(names) if not name.endswith("__main__")]


def _patterns(value, where, depth=0):
    """Yield the patterns in a value with where they stand, through tables, classes and dataclasses."""
    if isinstance(value, re.Pattern):
        yield where, value
    for name, part in _parts(value) if depth <= 4 else ():
        yield from _patterns(part, f"{where}{name}", depth + 1)


def _parts(value):
    if isinstance(value, Mapping):
        return [(f"[{key!r}]", part) for key in value for part in (key, value[key])]
    if isinstance(value, tuple | list | set | frozenset):
        return [(f"[{index}]", part) for index, part in enumerate(value)]
    if is_dataclass(value) and not isinstance(value, type):
        return [(f".{field.name}", getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, type) and value.__module__.startswith("kouan."):
        return [(f".{name}", part) for name, part in sorted(vars(value).items())]
    return []


def _all_patterns():
    found = {}
    for module in _modules():
        for name, value in sorted(vars(module).items()):
            for where, pattern in _patterns(value, f"{module.__name__}.{name}"):
                found.setdefault(pattern, where)
    return {where: pattern for pattern, where in found.items()}


@pytest.fixture(scope="module")
def patterns(reference):
    reader = QuantityReader(read_units(reference["units"]))
    return _all_patterns() | {"kouan.extract.quantities.QuantityReader": reader._pattern}


def _branches(operator, argument):
    """Return the parts of an element, each a sequence; of a repeat, what is repeated."""
    if operator in _REPEATS:
        return [argument[2]]
    if operator is codes.SUBPATTERN:
        return [argument[3]]
    if operator is codes.BRANCH:
        return argument[1]
    if operator is codes.GROUPREF_EXISTS:
        return [branch for branch in argument[1:] if branch]
    if operator in {codes.ASSERT, codes.ASSERT_NOT}:
        return [argument[1]]
    return [argument] if operator is codes.ATOMIC_GROUP else []


def _may_be_empty(element):
    """Tell whether an element always holds, if need be of no characters; what only looks on may fail."""
    operator, argument = element
    if operator in {codes.ASSERT, codes.ASSERT_NOT, codes.AT}:
        return False
    if operator in _REPEATS and argument[0] == 0:
        return True
    branches = _branches(operator, argument)
    return any(all(map(_may_be_empty, branch)) for branch in branches)


def _failing_loops(sequence, *, may_end=True):
    """Yield the loops without a bound that something follows which may fail; `may_end` says that nothing does."""
    for index, (operator, argument) in enumerate(sequence):
        ends = may_end and all(map(_may_be_empty, sequence[index + 1 :]))
        if operator in _REPEATS and argument[1] is codes.MAXREPEAT and not ends:
            yield operator
        is_look = operator in {codes.ASSERT, codes.ASSERT_NOT}
        for branch in _branches(operator, argument):
            yield from _failing_loops(list(branch), may_end=ends or is_look)


def _is_linear(pattern):
    return not any(_failing_loops(list(parser.parse(pattern.pattern, pattern.flags))))


@pytest.mark.parametrize(
    ("source", "is_linear"),
    [
        ("(?:责任|牵头)*领导", False),
        ("(?:责任|牵头){0,9}领导", True),
        ("《[^》]*》", False),
        ("[^。]+", True),
        ("[^。]+。?", True),
        ("[^。]+$", False),
        (".*(?:省|市)", False),
        ("(?:a+b)*", False),
        ("(?:a+b?)*", True),
        (r"(?=\d+年)到", False),
        ("a(?:b*|c*d)", False),
    ],
)
def test_a_loop_that_something_must_follow_is_found(source, is_linear):
    assert _is_linear(re.compile(source)) is is_linear


def test_the_patterns_are_found_wherever_they_are_kept(patterns):
    for known in (
        "kouan.extract.clause_words.LABEL_IN_TEXT",
        "kouan.extract.port_heads._LENT[0].after",
        "kouan.extract.project_names.GENERAL[0][1]",
        "kouan.mask.numbers._ADDRESS",
    ):
        assert any(known.rpartition(".")[2] in where for where in patterns), known
    assert len(patterns) > 500


def test_every_pattern_is_linear(patterns):
    failing = {where for where, pattern in patterns.items() if not _is_linear(pattern)}
    assert failing == set(_OURS)


def _first(sequence):
    """Return the characters with which a sequence may begin, as classes and characters, and whether it may be empty."""
    found = set()
    for operator, argument in sequence:
        if operator is codes.LITERAL:
            return found | {chr(argument)}, False
        if operator is codes.IN:
            return found | _members(argument), False
        if operator in {codes.ASSERT, codes.ASSERT_NOT, codes.AT}:
            continue
        parts = [_first(branch) for branch in _branches(operator, argument)]
        assert parts, f"{operator} is not expected at the front of these patterns"
        found |= {character for characters, _ in parts for character in characters}
        is_optional = operator in _REPEATS and argument[0] == 0
        if not is_optional and not any(is_empty for _, is_empty in parts):
            return found, False
    return found, True


def _members(classes):
    members = set()
    for operator, argument in classes:
        if operator is codes.LITERAL:
            members.add(chr(argument))
        elif operator is codes.RANGE:
            members.update(map(chr, range(argument[0], argument[1] + 1)))
        elif operator is codes.CATEGORY:
            members.add(argument)
        else:
            raise AssertionError(operator)
    return members


def _reversed(sequence):
    """Return a sequence from its end to its front."""
    turned = []
    for operator, argument in reversed(list(sequence)):
        if operator in _REPEATS:
            argument = (argument[0], argument[1], _reversed(argument[2]))  # noqa: PLW2901 - the same, turned
        elif operator is codes.SUBPATTERN:
            argument = (*argument[:3], _reversed(argument[3]))  # noqa: PLW2901
        elif operator is codes.BRANCH:
            argument = (None, [_reversed(branch) for branch in argument[1]])  # noqa: PLW2901
        turned.append((operator, argument))
    return turned


@pytest.mark.parametrize(
    ("front", "where"),
    [
        (deadlines._FIRST, "kouan.extract.deadlines._PATTERN"),
        (clause_words._FIRST_OF_LABEL, "LABEL_IN_TEXT"),
        (quantities._FIRST, "kouan.extract.quantities.QuantityReader"),
    ],
    ids=["times", "labels", "quantities"],
)
def test_what_is_looked_at_first_is_all_that_the_pattern_may_begin_with(front, where, patterns):
    (pattern,) = {pattern for name, pattern in patterns.items() if name.endswith(where)}
    whole = list(parser.parse(pattern.pattern))
    assert whole[0][0] is codes.ASSERT, "what is looked at first stands at the front"
    allowed, _ = _first(parser.parse(f"[{front}]"))
    missing = _first(whole[1:])[0] - allowed
    assert not {one for one in missing if not (isinstance(one, str) and re.match(f"[{front}]", one))}


def test_every_head_of_a_project_ends_in_one_of_the_characters_that_are_looked_for():
    assert _first(_reversed(parser.parse(project_words.HEAD)))[0] == set(project_words.LAST_OF_HEAD)


def _words(sequence):
    """Yield what a sequence may be, each repeat once or not at all, and of a class of more than two one character."""
    if not sequence:
        yield ""
        return
    (operator, argument), *rest = sequence
    if operator in {codes.ASSERT_NOT, codes.AT} or (operator is codes.ASSERT and argument[0] < 0):
        heads = [""]
    elif operator is codes.LITERAL:
        heads = [chr(argument)]
    elif operator is codes.IN and len(argument) <= 2:
        heads = [one for one in _members(argument) if isinstance(one, str)]
    elif operator in {codes.IN, codes.NOT_LITERAL, codes.ANY}:
        heads = ["一"]
    else:
        heads = [word for branch in _branches(operator, argument) for word in _words(list(branch))]
        heads += [""] if operator in _REPEATS and argument[0] == 0 else []
    yield from (head + tail for tail in _words(rest) for head in heads)


def test_every_port_has_a_sign_by_which_a_sentence_may_name_one():
    heads = [head.pattern for head in port_words.HEADS] + [lent.after.pattern for lent in port_heads._LENT]
    for pattern in heads:
        for word in _words(list(parser.parse(pattern))):
            assert port_heads._SIGN.search(word), (pattern, word)
