"""The numbers of a clause, each with the words around it: what the rules for promises judge."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kouan.extract.commitments import Statement, is_commitment
from kouan.extract.deadlines import Time
from kouan.extract.indicator_phrases import maker_of
from kouan.extract.quantities import Quantity, QuantityReader
from kouan.extract.segments import Nesting, items

Span = tuple[int, int]

_COVERAGE = re.compile(r"(?<!安)全覆盖(?=$|[、，；。：和与及并）)])")
_NEAR = 300
"""How many characters of its sentence to either side a number is judged by."""
_EDGES = re.compile(r"^(?:[ ，、；：。]|力争|争取|确保|其中|要)+|[ ，、；：。]+$")


@dataclass(frozen=True)
class PassageText:
    """The document's text, with stops in place of what is to be ignored, and what was found in one passage of it."""

    words: str
    nested: Nesting
    task: str | None
    headings: tuple[str, ...]
    times: tuple[Time, ...]

    def times_in(self, start: int, end: int) -> list[Time]:
        """Return the times that begin within a stretch."""
        return [time for time in self.times if start <= time.start < end]

    def without_times(self, start: int, end: int) -> str:
        """Return a stretch of the text without its times."""
        kept, position = [], start
        for time in self.times:
            if time.role != "name" and time.end > position and time.start < end:
                kept.append(self.words[position : max(position, time.start)])
                position = min(end, time.end)
        return "".join([*kept, self.words[position:end]])

    def bare(self, start: int, end: int) -> str:
        """Return a stretch without its times and the words that only open it."""
        return bare(self.without_times(start, end))


def bare(words: str) -> str:
    """Return words without marks at their edges and without openers such as 力争."""
    return _EDGES.sub("", words)


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
                is_continued=listing.is_promised and not bare(before),
                is_bracketed=part.nested.bracketed[quantity.start],
            )
            statement = _shared_comparison(statement, listing)
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
        if part.nested.quoted[quantity.number] or _is_time(quantity, part.times):
            continue
        found.append(quantity)
    for match in _COVERAGE.finditer(part.words, *clause):
        if not part.nested.quoted[match.start()] and all(quantity.end != match.start() for quantity in found):
            found.append(_coverage(match))
    return sorted(found, key=lambda quantity: quantity.start)


def _counting(quantities: Sequence[Quantity]) -> list[Quantity]:
    """Leave out orders of size that only describe counted things: 「10个千亿级产业集群」 promises ten."""
    counted = [quantity for quantity in quantities if not quantity.is_level]
    return counted or list(quantities)


def _shared_comparison(statement: Statement, listing: Listing) -> Statement:
    """Compare a further number as the one before: 「分别突破1000亿元、1200亿元」."""
    is_told = statement.quantity.comparator != "eq" or listing.comparator not in {"gt", "ge", "lt", "le"}
    if is_told or not statement.is_continued or "分别" not in statement.lead:
        return statement
    return replace(statement, quantity=replace(statement.quantity, comparator=listing.comparator))


def _is_time(quantity: Quantity, times: Sequence[Time]) -> bool:
    return any(time.start < quantity.end and quantity.number < time.end for time in times)


def _coverage(match: re.Match[str]) -> Quantity:
    """Read 「推进视频监控全覆盖」 as the promise of 100 %."""
    return Quantity(
        match.start(), match.start(), match.end(), Decimal(100), None, "%", "eq", is_worded=True, is_coverage=True
    )
