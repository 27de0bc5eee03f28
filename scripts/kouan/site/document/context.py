"""A row's own words with the sentences around them."""

from dataclasses import dataclass

from kouan.site.document.document import Document, Mark, mark_here
from kouan.site.document.segments import Segment, cut
from kouan.site.document.sentences import sentences

LONGEST = 500
"""How many characters of a long span are shown, a whole passage for instance."""


@dataclass(frozen=True)
class Context:
    """Paragraphs in segments, where the row's own words bear the mark HERE; whether text was left off at the edges."""

    paragraphs: list[list[Segment]]
    is_cut_before: bool
    is_cut_after: bool
    span: tuple[int, int]


def context(document: Document, mark: Mark) -> Context:
    """Return the sentences that a row's span meets, with one before and one after in the same passages."""
    passages = [one for one in document.passages_of(mark.start, mark.end) if one.text]
    start, end = mark.start, min(mark.end, mark.start + LONGEST)
    first, last = passages[0], next(one for one in reversed(passages) if one.offset < end)
    before = [span for span in sentences(document, first) if span[0] <= start]
    after = [span for span in sentences(document, last) if span[1] >= end]
    shown_from = before[-2:][0][0] if before else first.offset
    shown_to = after[:2][-1][1] if after and end == mark.end else end
    here = mark_here(mark.char_start, mark.char_end, start, end)
    paragraphs = [
        cut(document, one, max(one.offset, shown_from), min(one.end, shown_to), [here])
        for one in passages
        if one.offset < shown_to and shown_from < one.end
    ]
    return Context(
        paragraphs,
        is_cut_before=shown_from > first.offset,
        is_cut_after=shown_to < passages[-1].end,
        span=(mark.char_start, mark.char_end),
    )
