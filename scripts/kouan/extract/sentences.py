"""Sentences and clauses of a passage, as half-open spans of the clean text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from kouan.extract.brackets import depths

Span = tuple[int, int]

NOT_TEXT = frozenset({"header", "contents", "furniture", "repeat", "title"})
"""Kinds of passages that say nothing of ports or projects."""

_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
_CLAUSE_END = re.compile(r"[，,：:。；;！？!?\n]")
_NUMBER = r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,3}[．.﹒、])(?=\D)"
_EDGE = re.compile(rf"[\s，,：:。；;、—–●•-]*(?:{_NUMBER})?\s*")
_LONGEST_GOING_ON = 8
_GOES_ON = re.compile(r"(?:并|且)?(?:尽早|尽快|早日|争取|力争)?(?:通过|实现|获批|验收)")


def _pieces(text: str, start: int, end: int, marks: re.Pattern[str]) -> Iterator[Span]:
    begin = start
    depth = depths(text, start, end)
    for match in marks.finditer(text, start, end):
        if depth[match.start() - start] == 0:
            yield begin, match.start()
            begin = match.end()
    yield begin, end


def _trimmed(text: str, span: Span) -> Span | None:
    """Return a span without the marks and the printed number at its front."""
    edge = _EDGE.match(text, *span)
    start = edge.end() if edge else span[0]
    return (start, span[1]) if start < span[1] else None


def sentences(text: str, start: int, end: int, ignore: Sequence[Span] = ()) -> list[Span]:
    """Split a stretch of text at full stops and semicolons outside brackets, leaving out what `ignore` covers.

    The spans of `ignore` are sorted and lie apart.
    """
    stretches: list[Span] = []
    position = start
    first = bisect_right(ignore, start, key=lambda span: span[1])
    for ignored_start, ignored_end in islice(ignore, first, None):
        if ignored_start >= end:
            break
        stretches.append((position, max(position, ignored_start)))
        position = ignored_end
    stretches.append((position, max(position, end)))
    pieces = (piece for stretch in stretches for piece in _pieces(text, *stretch, _SENTENCE_END))
    return [span for piece in pieces if (span := _trimmed(text, piece))]


def clauses(text: str, start: int, end: int) -> list[Span]:
    """Split a sentence at commas and colons outside brackets and quotation marks."""
    return [span for piece in _pieces(text, start, end, _CLAUSE_END) if (span := _trimmed(text, piece))]


def starting_in(starts: Sequence[int], start: int, end: int) -> slice:
    """Return which of the sorted starts lie in a stretch."""
    return slice(bisect_left(starts, start), bisect_left(starts, end))


def goes_on(text: str, spans: Sequence[Span], place: int, starts: Sequence[int]) -> tuple[str, int]:
    """Return what the clauses after one go on to say of its subject, and where they end (its own end if none does).

    `place` says which of the clauses. 尽早通过验收实现开放 goes on after 加快乌力吉口岸建设进度; a clause with a port
    of its own, at one of the sorted `starts`, does not.
    """
    said, end = "", spans[place][1]
    for first, last in spans[place + 1 : place + 1 + _LONGEST_GOING_ON]:
        if not _GOES_ON.match(text, first, last) or starts[starting_in(starts, first, last)]:
            break
        said, end = said + text[first:last], last
    return said, end
