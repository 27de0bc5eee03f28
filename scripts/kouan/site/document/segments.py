"""The text of a passage cut wherever a mark begins or ends, so that marks may overlap."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kouan.site.document.document import HERE, Document, Mark, Passage


@dataclass(frozen=True)
class Segment:
    """A stretch of text with one set of marks around it, the longest first.

    `start` and `end` count the characters of all passages; `begins` are the marks whose first character is here.
    """

    text: str
    start: int
    end: int
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]

    @property
    def tables(self) -> list[str]:
        """The tables that marked it, each once, outermost first."""
        return list(dict.fromkeys(mark.table for mark in self.marks if mark.table != HERE))

    @property
    def is_clause(self) -> bool:
        """Whether it is part of a clause but of no name in it."""
        return not any(mark.row_id for mark in self.marks if mark.table == "task_assignments")

    @property
    def is_here(self) -> bool:
        """Whether the reader was sent to it."""
        return any(mark.table == HERE for mark in self.marks)

    @property
    def own(self) -> list[Mark]:
        """The marks of single rows, each row once."""
        return list({(mark.table, mark.row_id): mark for mark in self.marks if mark.row_id is not None}.values())


def cut(document: Document, passage: Passage, start: int, end: int, extra: Iterable[Mark] = ()) -> list[Segment]:
    """Return the segments of a stretch of a passage, in order; together they are its text."""
    marks = [*document.marks_of(passage), *extra]
    marks = [mark for mark in marks if mark.start < end and start < mark.end]
    edges = sorted({start, end, *(edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end)})
    return [_segment(passage, marks, first, last) for first, last in pairwise(edges)]


def _segment(passage: Passage, marks: Sequence[Mark], first: int, last: int) -> Segment:
    covering = [mark for mark in marks if mark.start <= first and last <= mark.end]
    covering.sort(key=lambda mark: (mark.start - mark.end, mark.table, mark.row_id or "", mark.part))
    return Segment(
        text=passage.text[first - passage.offset : last - passage.offset],
        start=first,
        end=last,
        marks=tuple(covering),
        begins=tuple(mark for mark in covering if mark.start == first),
    )
