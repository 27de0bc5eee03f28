"""The parts of a passage that state one thing each: sentences, their clauses, the items of a list of numbers."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kouan.clean.text import trimmed

_PAIRS = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "“": "”", "《": "》", "「": "」"}
_CLOSING = frozenset({*_PAIRS.values(), '"'})
_MARK = re.compile(f"[{re.escape(''.join({*_PAIRS, *_CLOSING}))}\n]")
_QUOTING = frozenset('“《「〔"')
_SENTENCE_END = re.compile("[。！？!?\n]")
_CLAUSE_END = re.compile("[，,；;：:]")
_ITEM_END = re.compile("、")
_LONGEST = 200
_EDGES = "，,；;：:。、！？!? \n\t—－-•·"


@dataclass(frozen=True)
class Nesting:
    """For every character of a text, whether it stands in brackets, and whether in quotation marks or a title."""

    bracketed: bytes
    quoted: bytes

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a stretch begins and ends inside quotation marks, not with them."""
        return bool(self.quoted[max(0, start)] and self.quoted[end - 1])


def nesting(text: str) -> Nesting:
    """Find what stands in brackets and in quotation marks; a mark that is not closed soon counts for nothing."""
    bracketed = bytearray(len(text))
    quoted = bytearray(len(text))
    stack: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        index, character = mark.start(), mark.group()
        if character == "\n":
            stack.clear()
        while stack and index - stack[0][1] > _LONGEST:
            del stack[0]
        closes = _closed_by(stack, character) if character in _CLOSING else None
        if closes is not None:
            opening, start = stack[closes]
            del stack[closes:]
            cover = quoted if opening in _QUOTING else bracketed
            cover[start : index + 1] = b"\1" * (index + 1 - start)
        elif character in _PAIRS or character == '"':
            stack.append((character, index))
    return Nesting(bytes(bracketed), bytes(quoted))


def _closed_by(stack: Sequence[tuple[str, int]], character: str) -> int | None:
    """Return the innermost mark that a mark closes."""
    return next((depth for depth in range(len(stack) - 1, -1, -1) if _closes(stack[depth][0], character)), None)


def _closes(opening: str, character: str) -> bool:
    if opening in '“"':
        return character in '”"'
    if opening in "（(":
        return character in "）)"
    return _PAIRS.get(opening) == character


def sentences(text: str, nested: Nesting, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a passage as spans without the stop."""
    yield from _split(text, nested, start, end, _SENTENCE_END)


def clauses(text: str, nested: Nesting, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence, parted by commas, semicolons and colons that stand in no brackets or quotes."""
    yield from _split(text, nested, start, end, _CLAUSE_END)


def _split(text: str, nested: Nesting, start: int, end: int, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    begin = start
    for mark in ends.finditer(text, start, end):
        index = mark.start()
        if nested.bracketed[index] or nested.quoted[index]:
            continue
        if text[index] in ",:" and _joins_figures(text, index):
            continue
        yield from _stripped(text, begin, index)
        begin = index + 1
    yield from _stripped(text, begin, end)


def _joins_figures(text: str, index: int) -> bool:
    return bool(re.match(r"\d[,:]\d", text[index - 1 : index + 2])) if index else False


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = trimmed(text, start, end, _EDGES)
    if start < end:
        yield start, end


def items(
    text: str, nested: Nesting, start: int, end: int, numbers: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield the items of a clause that lists numbers with 、, each with at least one of the number spans, in order.

    「力争开通5条以上国际全货机航线、国际航空货邮吞吐量达到12万吨」 has two; 「新建30个查验平台、监管仓库」 has one:
    words behind a number that is no item's end still belong to it, others lead to the next number.
    """
    starts = [number[0] for number in numbers]
    groups: list[list[tuple[int, int]]] = []
    waiting: list[tuple[int, int]] = []
    for part in _split(text, nested, start, end, _ITEM_END):
        first, after = bisect_left(starts, part[0]), bisect_left(starts, part[1])
        if first < after:
            groups.append([*waiting, part])
            waiting = []
        elif groups and not waiting and not _is_end(text, numbers[first - 1][1], groups[-1][-1][1]):
            groups[-1].append(part)
        else:
            waiting.append(part)
    if groups:
        groups[-1].extend(waiting)
    for group in groups:
        yield group[0][0], group[-1][1]


def _is_end(text: str, number_end: int, end: int) -> bool:
    """Tell whether an item ends with its number."""
    return not text[number_end:end].strip("）)的" + _EDGES)
