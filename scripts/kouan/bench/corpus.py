"""Makes passages as the five documents have them, as many as are wanted: their clauses in another order, other names.

A made passage takes the kind, the number of clauses and the punctuation from a passage of the documents, each clause
from anywhere in them, and puts another division for each one named and other numbers for those printed. So words are as
frequent as they are in the documents, but for names, of which there are as many as a country has. The same number of
passages is always the same passages.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kouan.rows import Row

PASSAGES_PER_DOCUMENT = 123
"""The mean of the five documents."""

_CLAUSE = re.compile(r"[^，。；：、]+[，。；：、]*|[，。；：、]+")
_DIGITS = re.compile("([0-9]+)")

# Kinds of passages that are text; the site's furniture and the second printing are faults of single documents.
_KINDS = ("title", "heading", "paragraph", "item", "box")

# Of which names of places are made. Two of them make 3,600 names, about as many as China has counties.
_SYLLABLES = (
    "安平宁海江河山川林泉石门关阳阴东南西北中新城州港湾湖泽泰和兴隆昌盛永长丰庆云龙凤金银玉清沙岭原塘浦溪源桥坪洲峰潭"
)

Part = str | None


@dataclass(frozen=True)
class _Clause:
    """A clause in parts: text, and None for a place or the digits of a number."""

    parts: tuple[str, ...]
    slots: tuple[str, ...]


@dataclass(frozen=True)
class Grammar:
    """What passages are made of.

    Attributes:
        clauses: Every clause of the documents, as often as it is there.
        shapes: The kind and the number of clauses of each passage.
        places: Names to be put for the divisions that are named.
    """

    clauses: Sequence[_Clause]
    shapes: Sequence[tuple[str, int]]
    places: Sequence[str]


def read_grammar(passages: Sequence[Row], divisions: Sequence[Mapping[str, str]]) -> Grammar:
    """Return the grammar of the passages of the documents; divisions are those that a text may name."""
    names = sorted({one["short_name"] for one in divisions if len(one["short_name"]) > 1}, key=lambda name: -len(name))
    named = re.compile(f"({'|'.join(map(re.escape, names))}|[0-9]+)")
    clauses, shapes = [], []
    for row in passages:
        if row["kind"] in _KINDS:
            found = _CLAUSE.findall(str(row["text"]))
            clauses += [_split(clause, named) for clause in found]
            shapes.append((str(row["kind"]), len(found)))
    return Grammar(clauses, shapes, [first + second for first in _SYLLABLES for second in _SYLLABLES])


def made_passages(grammar: Grammar, count: int) -> Iterator[Row]:
    """Make that many passages, one by one."""
    chooser = random.Random(count)  # noqa: S311 - the same at every run
    end = 0
    for number in range(count):
        document, ordinal = divmod(number, PASSAGES_PER_DOCUMENT)
        kind, length = chooser.choice(grammar.shapes)
        text = "".join(said(clause, grammar, chooser) for clause in chooser.choices(grammar.clauses, k=length))
        start = end if ordinal else 0
        end = start + len(text)
        yield {
            "passage_id": f"made-{document:06}.p{ordinal + 1}",
            "document_id": f"made-{document:06}",
            "ordinal": ordinal + 1,
            "kind": kind,
            "heading_path": None,
            "heading_path_en": None,
            "task_id": None,
            "text": text,
            "char_start": start,
            "char_end": end,
            "method": "parsed",
        }


def _split(clause: str, named: re.Pattern[str]) -> _Clause:
    pieces = named.split(clause)
    return _Clause(tuple(pieces[::2]), tuple(pieces[1::2]))


def said(clause: _Clause, grammar: Grammar, chooser: random.Random) -> str:
    """Return a clause with other names and numbers."""
    if not clause.slots:
        return clause.parts[0]
    said = [clause.parts[0]]
    for slot, part in zip(clause.slots, clause.parts[1:], strict=True):
        said.append(_number(slot, chooser) if _DIGITS.fullmatch(slot) else chooser.choice(grammar.places))
        said.append(part)
    return "".join(said)


def _number(digits: str, chooser: random.Random) -> str:
    """Return another number of as many digits; years stay, since plans are about the same few."""
    if digits.startswith("20") and len(digits) == len("2025"):
        return digits
    return str(chooser.randint(10 ** (len(digits) - 1), 10 ** len(digits) - 1))
