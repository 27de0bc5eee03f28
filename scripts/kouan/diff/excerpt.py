"""Shows two values where they differ, and any value in a line."""

import json
from itertools import takewhile
from typing import Any

_AROUND = 12
_LONGEST = 60


def in_a_line(value: Any) -> str:
    """Return a value on one line: text as it is, nothing as –, all else as JSON."""
    if value is None or value == "":
        return "–"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return " ".join(text.split())


def shortened(text: str) -> str:
    """Return the beginning of a long text."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Return two long texts as far as they differ, with some characters around."""
    if max(len(old), len(new)) <= _LONGEST:
        return old, new
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    return _part(old, head, tail), _part(new, head, tail)


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _part(text: str, head: int, tail: int) -> str:
    start, end = max(head - _AROUND, 0), min(len(text) - tail + _AROUND, len(text))
    part = text[start:end]
    if len(part) > 2 * _LONGEST:
        part = f"{part[:_LONGEST]}…{part[-_LONGEST:]}"
    return ("…" if start else "") + part + ("…" if end < len(text) else "")
