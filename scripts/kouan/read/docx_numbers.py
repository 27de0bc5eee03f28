"""The numbers that Word prints before paragraphs and does not write into them: 一、 （一） 1. ①."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from kouan.read.docx_package import attribute, child, is_on, local, number
from kouan.read.numerals import numeral

_PLACE = re.compile(r"%([1-9])")
_BULLET = "• "
_LEVELS = 9
_LAST_NARROW = "\u2e7f"


class Styles:
    """The styles of a document, each on the one that it is based on. A document may have no part for them."""

    def __init__(self, part: Any) -> None:
        styles = [style for style in part if local(style) == "style"] if part is not None else []
        self._by_id = {attribute(style, "styleId") or "": style for style in styles}
        self._default = next(
            (
                attribute(style, "styleId")
                for style in styles
                if attribute(style, "type") == "paragraph" and attribute(style, "default") in {"1", "true", "on"}
            ),
            None,
        )

    def is_hidden(self, style_id: str | None) -> bool:
        """Tell whether a style hides its text."""
        switches = (child(child(style, "rPr"), "vanish") for style in self._line(style_id))
        return is_on(next((switch for switch in switches if switch is not None), None))

    def numbering(self, style_id: str | None) -> tuple[str, Any] | None:
        """Return the numbering of a paragraph's style with the id of the style that sets it, or None."""
        for style in self._line(style_id or self._default):
            found = child(child(style, "pPr"), "numPr")
            if found is not None:
                return attribute(style, "styleId") or "", found
        return None

    def _line(self, style_id: str | None) -> Iterator[Any]:
        seen: set[str] = set()
        while style_id is not None and style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield style
            style_id = attribute(child(style, "basedOn"), "val")


@dataclass(frozen=True)
class _Level:
    """How a level of a list counts: from where, in which digits, in which words, and after which level anew."""

    start: int
    style: str
    text: str
    suffix: str
    restart: int | None
    is_arabic: bool


_NO_LEVEL = _Level(1, "decimal", "", "nothing", None, is_arabic=False)


@dataclass(frozen=True)
class _List:
    """A list: the abstract one with which it shares its count, its levels, and where it starts a level anew."""

    abstract_id: str
    levels: Mapping[int, _Level]
    level_of_style: Mapping[str, int]
    starts: Mapping[int, int]


class Numbering:
    """Counts the numbered paragraphs of a document, which have to be asked for in its order."""

    def __init__(self, part: Any, styles: Styles) -> None:
        self._styles = styles
        members = list(part) if part is not None else []
        self._abstract = {
            attribute(member, "abstractNumId") or "": member for member in members if local(member) == "abstractNum"
        }
        self._nums = {attribute(member, "numId") or "": member for member in members if local(member) == "num"}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def number(self, paragraph: Any) -> str:
        """Return the number printed before a paragraph, or no text; a space follows `1.`, none `一、`.

        Bullets of any shape are •.
        """
        placed = self._place(paragraph)
        if placed is None:
            return ""
        list_id, depth = placed
        own = self._list(list_id)
        if own is None or depth not in own.levels:
            return ""
        self._count(list_id, own, depth)
        level = own.levels[depth]
        if level.style == "bullet":
            return _BULLET if level.text.strip() else ""
        printed = _PLACE.sub(lambda place: self._digits(own, level, int(place[1]) - 1), level.text)
        needs_space = level.suffix != "nothing" and printed and printed[-1] <= _LAST_NARROW
        return f"{printed} " if needs_space else printed

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """Return the list and the level of a paragraph, set by itself or by its style."""
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        inherited = self._styles.numbering(attribute(child(properties, "pStyle"), "val"))
        style_id, above = inherited or ("", None)
        list_id = attribute(child(own, "numId"), "val") or attribute(child(above, "numId"), "val")
        if list_id is None or list_id == "0":
            return None
        depth = next((level for part in (own, above) if (level := child(part, "ilvl")) is not None), None)
        known = self._list(list_id)
        by_style = known.level_of_style.get(style_id, 0) if known is not None else 0
        return list_id, number(depth, by_style)

    def _count(self, list_id: str, own: _List, depth: int) -> None:
        """Step a level on; levels below it begin anew unless they say after which one they do."""
        counts = self._counts.setdefault(own.abstract_id, {})
        if depth in own.starts and (list_id, depth) not in self._started:
            counts.pop(depth, None)
        self._started.add((list_id, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else own.starts.get(depth, own.levels[depth].start)
        for level in range(depth + 1, _LEVELS):
            restart = own.levels.get(level, _NO_LEVEL).restart
            if restart is None or depth < restart:
                counts.pop(level, None)

    def _digits(self, own: _List, level: _Level, place: int) -> str:
        referred = own.levels.get(place, _NO_LEVEL)
        value = self._counts[own.abstract_id].get(place, own.starts.get(place, referred.start))
        return numeral(value, "decimal" if level.is_arabic else referred.style)

    def _list(self, list_id: str) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._read_list(list_id)
        return self._lists[list_id]

    def _read_list(self, list_id: str) -> _List | None:
        num = self._nums.get(list_id)
        abstract_id = attribute(child(num, "abstractNumId"), "val") or ""
        abstract = self._defining(self._abstract.get(abstract_id))
        if abstract is None:
            return None
        elements = {_depth(level): level for level in abstract if local(level) == "lvl"}
        starts: dict[int, int] = {}
        for override in num if num is not None else ():
            if local(override) != "lvlOverride":
                continue
            own = child(override, "lvl")
            if own is not None:
                elements[_depth(override)] = own
            start = child(override, "startOverride")
            if start is not None:
                starts[_depth(override)] = number(start, 1)
        by_style = {
            style: depth
            for depth, level in elements.items()
            if (style := attribute(child(level, "pStyle"), "val")) is not None
        }
        levels = {depth: _level(element) for depth, element in elements.items()}
        return _List(attribute(abstract, "abstractNumId") or "", levels, by_style, MappingProxyType(starts))

    def _defining(self, abstract: Any) -> Any:
        """Return the abstract list that has the levels, where one only names a style that leads to another."""
        for _ in range(_LEVELS):
            link = attribute(child(abstract, "numStyleLink"), "val")
            linked = self._styles.numbering(link) if link is not None else None
            if linked is None:
                return abstract
            num = self._nums.get(attribute(child(linked[1], "numId"), "val") or "")
            abstract = self._abstract.get(attribute(child(num, "abstractNumId"), "val") or "")
        return abstract


def _depth(element: Any) -> int:
    text = attribute(element, "ilvl") or ""
    return int(text) if text in {str(level) for level in range(_LEVELS)} else -1


def _level(element: Any) -> _Level:
    """Return a level; of a style that newer versions of Word have, the one given for older versions."""
    styles = [attribute(part, "val") for part in element.iter() if local(part) == "numFmt"]
    restart = child(element, "lvlRestart")
    return _Level(
        start=number(child(element, "start"), 0),
        style=next((style for style in reversed(styles) if style), "decimal"),
        text=attribute(child(element, "lvlText"), "val") or "",
        suffix=attribute(child(element, "suff"), "val") or "tab",
        restart=None if restart is None else number(restart, 0),
        is_arabic=is_on(child(element, "isLgl")),
    )
