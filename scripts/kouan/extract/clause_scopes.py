"""Scopes that a section states for all its clauses: 一、贸易便利化（适用范围：海南自由贸易港）."""

import re
from dataclasses import dataclass

from kouan.clean.markers import RANK, marker_at
from kouan.extract.clause_words import AGENT_PARTS, LABEL, LABELS, part_of

_SCOPE_WORDS = "|".join(word.pattern for word in LABELS if word.part == "scope")
_SCOPE = re.compile(rf"(?:{_SCOPE_WORDS})[:：](?P<scope>[^。；;\n|]{{1,300}}?)[）)〕］\]】]?[。；;]?$", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_LONGEST_HEADING = 100
_LOWEST = RANK["han_bracket"]
"""The last style that heads sections; what is below numbers tasks."""


@dataclass(frozen=True)
class SectionScope:
    """A scope and the span in which it holds: from its heading to the next one as high."""

    start: int
    end: int
    scope: str


def section_scopes(text: str) -> list[SectionScope]:
    """Return the scopes that headings of a cleaned text state, or a line of its own right below a heading, in order."""
    found: list[SectionScope] = []
    open_: list[tuple[int, int, str]] = []
    rank = -1
    for line in _LINE.finditer(text):
        marker = marker_at(text, line.start())
        if marker is not None and RANK[marker.style] <= _LOWEST:
            rank = RANK[marker.style]
            found.extend(SectionScope(start, line.start(), scope) for level, start, scope in open_ if level >= rank)
            open_ = [section for section in open_ if section[0] < rank]
        stated = _stated(line) if rank >= 0 else None
        if stated is not None:
            open_.append((rank, line.start(), stated))
        if marker is None or RANK[marker.style] > _LOWEST:
            rank = -1
    found.extend(SectionScope(start, len(text), scope) for _, start, scope in open_)
    return sorted(found, key=lambda section: section.start)


def _stated(line: re.Match[str]) -> str | None:
    """Return the scope that ends a heading, unless a clause does."""
    words = line.group()
    if len(words) > _LONGEST_HEADING or any(part_of(label) in AGENT_PARTS for label in LABEL.finditer(words)):
        return None
    scope = _SCOPE.search(words)
    return scope["scope"] if scope else None
