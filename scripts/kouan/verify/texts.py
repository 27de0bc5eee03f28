"""Compares a file with what it ought to be, and names the place where the two first differ."""

import json
from typing import Any

from kouan.verify.findings import Finding, expected

_NONE = object()


def compared(file: str, wanted: bytes, found: bytes) -> list[Finding]:
    """Return where a file first differs from what is wanted: the property in JSON, the line in text; nothing if not."""
    if wanted == found:
        return []
    if file.endswith(("json", "jsonld")):
        try:
            place = _first(json.loads(wanted), json.loads(found), "")
        except ValueError as error:
            return [Finding(file, None, None, f"it is no JSON ({error})")]
        if place is not None:
            return [Finding(file, None, place[0], expected(place[1], place[2]))]
    lines = zip((*_lines(wanted), None), (*_lines(found), None), strict=False)
    number, (line, other) = next((number, pair) for number, pair in enumerate(lines, 1) if pair[0] != pair[1])
    return [Finding(file, number, None, expected(line, other))]


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "backslashreplace").split("\n")


def _first(wanted: Any, found: Any, place: str) -> tuple[str, Any, Any] | None:
    """Return the first part that differs, with its two values; None where all are the same."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        for key in [*wanted, *(key for key in found if key not in wanted)]:
            inner = f"{place}.{key}" if place else key
            part = _first(wanted.get(key, _NONE), found.get(key, _NONE), inner)
            if part is not None:
                return part
        return None
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for number, (one, other) in enumerate(zip(wanted, found, strict=True)):
            part = _first(one, other, f"{place}[{_name(one, number)}]")
            if part is not None:
                return part
        return None
    if type(wanted) is type(found) and wanted == found:
        return None
    return place, None if wanted is _NONE else wanted, None if found is _NONE else found


def _name(part: Any, number: int) -> str:
    """Return by what a part of a list is known to people: its name or id, else its number from 0."""
    names = [part[key] for key in ("name", "@id", "url") if isinstance(part, dict) and isinstance(part.get(key), str)]
    return names[0] if names else str(number)
