"""The numbers of a clause, each with the words around it: what the rules for promises judge."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kouan.extract.commitments import is_commitment
from kouan.extract.deadlines import Time
from kouan.extract.indicator_phrases import maker_of
from kouan.extract.number_context import Statement
from kouan.extract.numerals import MULTIPLIERS
from kouan.extract.quantities import Quantity, QuantityReader
from kouan.extract.segments import Nesting, items

Span = tuple[int, int]

_NEAR = 300
"""How many characters of its sentence to either side a number is judged by."""
_AFAR = {"至少": "ge", "最多": "le", "以上": "ge", "以内": "le", "左右": "about"}
_AFAR_BEFORE = re.compile(r"(?P<word>至少|最多)[^，。；、\d]{1,10}$")
_AFAR_AFTER = re.compile(r"[^，。；、\d]{1,12}?(?P<word>以上|以内|左右)$")
_JOINTS = "和与及或"
_LISTED = frozenset({"、", "和", "与", "及"})
_SHORTEST_PROMISE = 2
_MARKS = " ，、；：。"
_OPENERS = re.compile(r"(?:[ ，、；：。]|力争|争取|确保|其中|要)+")


@dataclass(frozen=True)
class PassageText:
    """The document's text, with stops in place of what is to be ignored, and what was found in one passage of it.

    `times` are in order and do not overlap.
    """

    words: str
    nested: Nesting
    task: str | None
    headings: tuple[str, ...]
    times: tuple[Time, ...]

    def times_in(self, start: int, end: int) -> Sequence[Time]:
        """Return the times that begin within a stretch."""
        first, after = (bisect_left(self.times, offset, key=_start) for offset in (start, end))
        return self.times[first:after]

    def dated(self, clauses: Iterable[Span]) -> Iterator[Span]:
        """Cut clauses that join dated promises with 、: 「2024年开工建设、2026年建成投用」."""
        for start, end in clauses:
            begin = start
            due = [time for time in self.times_in(start, end) if time.role == "deadline"]
            for before, after in pairwise(due):
                is_joined = self.words[after.start - 1] == "、" and after.start - before.end > _SHORTEST_PROMISE
                if is_joined and not self.nested.quoted[after.start]:
                    yield begin, after.start - 1
                    begin = after.start
            yield begin, end

    def covers(self, start: int, end: int) -> bool:
        """Tell whether a stretch has a part in common with a time."""
        after = bisect_left(self.times, end, key=_start)
        return after > 0 and self.times[after - 1].end > start

    def without_times(self, start: int, end: int) -> str:
        """Return a stretch of the text without its times."""
        kept, position = [], start
        first, after = bisect_right(self.times, start, key=_end), bisect_left(self.times, end, key=_start)
        for time in self.times[first:after]:
            if time.role != "name":
                kept.append(self.words[position : max(position, time.start)])
                position = min(end, time.end)
        return "".join([*kept, self.words[position:end]])

    def bare(self, start: int, end: int) -> str:
        """Return a stretch without its times and the words that only open it."""
        return bare(self.without_times(start, end))


def _start(time: Time) -> int:
    return time.start


def _end(time: Time) -> int:
    return time.end


def bare(words: str) -> str:
    """Return words without marks at their edges and without openers such as 力争."""
    words = words.rstrip(_MARKS)
    opener = _OPENERS.match(words)
    return words[opener.end() :] if opener else words


@dataclass
class Listing:
    """What a list of numbers hands on: its verb, how it compares, whether the item before was promised."""

    maker: str = ""
    comparator: str = "eq"
    is_promised: bool = False


def promised_numbers(
    part: PassageText, sentence: Span, clause: Span, listing: Listing, reader: QuantityReader
) -> Iterator[tuple[Statement, Span]]:
    """Yield the promised numbers of a clause, each with the span of the item that carries it."""
    quantities = _quantities(part, clause, reader)
    starts = [quantity.start for quantity in quantities]
    for item in items(part.words, part.nested, *clause, [(quantity.start, quantity.end) for quantity in quantities]):
        position = item[0]
        first, after = bisect_left(starts, item[0]), bisect_left(starts, item[1])
        for quantity in _counting(quantities[first:after]):
            near = max(sentence[0], quantity.start - _NEAR), min(sentence[1], quantity.end + _NEAR)
            before = part.without_times(max(position, near[0]), quantity.start)
            statement = Statement(
                quantity=quantity,
                unit_si=reader.unit_si(quantity),
                before=before,
                after=part.without_times(quantity.end, min(item[1], near[1])),
                lead=part.without_times(max(clause[0], near[0]), quantity.start),
                rest=part.words[quantity.end : near[1]],
                sentence=part.words[slice(*near)],
                headings=part.headings,
                maker=listing.maker,
                is_continued=listing.is_promised and not bare(before).strip(_JOINTS),
                is_bracketed=bool(part.nested.bracketed[quantity.start]),
                is_due=any(time.role == "deadline" for time in part.times_in(near[0], quantity.end)),
            )
            statement = _shared_comparison(_compared_afar(statement), listing)
            is_promised = is_commitment(statement)
            listing.is_promised = is_promised
            if is_promised:
                yield statement, item
                listing.comparator = statement.quantity.comparator
                listing.maker = maker_of(before) if bare(before) else listing.maker
                position = quantity.end


def _quantities(part: PassageText, clause: Span, reader: QuantityReader) -> list[Quantity]:
    """Read the numbers of a clause that are neither quoted nor part of a time."""
    found: list[Quantity] = []
    for read in reader.find(part.words[slice(*clause)]):
        quantity = replace(read, start=read.start + clause[0], number=read.number + clause[0], end=read.end + clause[0])
        if part.nested.quoted[quantity.number] or part.covers(quantity.number, quantity.end):
            continue
        found.append(quantity)
    return _alike(part.words, found)


def _alike(words: str, quantities: list[Quantity]) -> list[Quantity]:
    """Compare and measure the numbers of a bare list as the last one: 「1小时、2小时以内」, 「1000万、600万标箱」."""
    for index in range(len(quantities) - 2, -1, -1):
        this, following = quantities[index], quantities[index + 1]
        if words[this.end : following.start] not in _LISTED or this.is_level or following.is_level:
            continue
        if _is_multiplier_of(this.unit, following.unit):
            this = replace(this, unit=following.unit)
        is_told_behind = following.is_worded and following.start == following.number and following.value_max is None
        if is_told_behind and this.unit == following.unit and not this.is_worded:
            this = replace(this, comparator=following.comparator, is_worded=True)
        quantities[index] = this
    return quantities


def _is_multiplier_of(short: str | None, whole: str | None) -> bool:
    """Tell whether a unit is only the 万 of 万标箱."""
    return short in MULTIPLIERS and whole is not None and whole != short and whole.startswith(short)


def _counting(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Leave out orders of size that only describe counted things: 「10个千亿级产业集群」 promises ten."""
    counted = [quantity for quantity in quantities if not quantity.is_level]
    return counted or list(quantities)


def _compared_afar(statement: Statement) -> Statement:
    """Read a comparing word that stands apart from its number: 「至少建设1个」, 「培育100家企业以上」."""
    if statement.quantity.is_worded or statement.quantity.is_level:
        return statement
    before, after = _AFAR_BEFORE.search(statement.before), _AFAR_AFTER.match(statement.after)
    comparator = (before and _AFAR[before["word"]]) or (after and _AFAR[after["word"]])
    if not comparator:
        return statement
    return replace(statement, quantity=replace(statement.quantity, comparator=comparator, is_worded=True))


def _shared_comparison(statement: Statement, listing: Listing) -> Statement:
    """Compare a further number as the one before: 「分别突破1000亿元、1200亿元」."""
    is_told = statement.quantity.comparator != "eq" or listing.comparator not in {"gt", "ge", "lt", "le"}
    if is_told or not statement.is_continued or "分别" not in statement.lead:
        return statement
    return replace(statement, quantity=replace(statement.quantity, comparator=listing.comparator))
