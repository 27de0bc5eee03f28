"""A document of the database with its passages and marks, each placed in the text that readers see."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kouan.site.document.kinds import CLAUSE, KINDS, Kind
from kouan.site.document.layout import Layout

ASIDES = frozenset({"furniture", "contents", "repeat"})
"""Kinds of passages that are printed but no text of the document."""

HERE = "here"
"""What stands for the table of the mark that a reader was sent to, or that a page is about."""


@dataclass(frozen=True)
class Passage:
    """A passage, and where its text begins among the characters of all passages.

    `path` are the headings above it, `path_en` the same in English; that is empty where one has no English form.
    """

    passage_id: str
    kind: str
    path: tuple[str, ...]
    task_id: str | None
    text: str
    offset: int
    span: tuple[int, int]
    starts_row: bool
    path_en: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Where its text ends among the characters of all passages."""
        return self.offset + len(self.text)

    @property
    def is_aside(self) -> bool:
        """Whether it is page furniture, a contents list or a second printing."""
        return self.kind in ASIDES


@dataclass(frozen=True)
class Mark:
    """A span of a row: as stored, `[char_start, char_end)`, and as placed in the text, `[start, end)`.

    `part` is the prefix of the span's columns. A clause is marked once and stands for all its rows, so it names none.
    """

    table: str
    row_id: str | None
    part: str
    char_start: int
    char_end: int
    start: int
    end: int
    label: str
    label_en: str

    @property
    def anchor(self) -> str:
        """The name of the span in an address."""
        return anchor(self.char_start, self.char_end)


def anchor(char_start: int, char_end: int) -> str:
    """Return what names a stored span in an address: `c123-130`."""
    return f"c{char_start}-{char_end}"


@dataclass(frozen=True)
class Document:
    """A document's row, passages and marks, all in printed order; `unplaced` are issues about it as a whole."""

    row: dict[str, Any]
    passages: tuple[Passage, ...]
    layout: Layout
    rows: dict[str, list[dict[str, Any]]] = field(repr=False)

    @property
    def document_id(self) -> str:
        """Its id."""
        return str(self.row["document_id"])

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All marks, longer ones first where several begin together."""
        found = {mark for kind in KINDS for mark in self._marks_of(kind)}
        return tuple(sorted(found, key=lambda mark: (mark.start, -mark.end, mark.table, mark.row_id or "", mark.part)))

    @property
    def unplaced(self) -> list[dict[str, Any]]:
        """Issues that concern no place of the text."""
        return [row for row in self.rows["issues"] if row["char_start"] is None]

    @cached_property
    def headings_en(self) -> dict[str, str]:
        """The English forms of its headings that have passages under them."""
        return {
            heading: english
            for passage in self.passages
            if len(passage.path_en) == len(passage.path)
            for heading, english in zip(passage.path, passage.path_en, strict=True)
        }

    @cached_property
    def tasks_en(self) -> dict[str, str]:
        """The English titles of its tasks by their ids, each with its number."""
        return {
            str(row["task_id"]): f"{_numbered(row['number_en'])}{row['title_en']}"
            for row in self.rows["tasks"]
            if row["title_en"]
        }

    def place(self, char_start: int, char_end: int) -> tuple[int, int]:
        """Return where a stored span stands in the text, without asides at its ends.

        A span that holds no character, one outside the document for instance, stands at the nearest.
        """
        places = self.layout.places
        start, end = bisect_left(places, char_start), bisect_left(places, char_end)
        if start < end:
            met = self.passages_of(start, end)
            return max(start, met[0].offset), min(end, met[-1].end)
        start = max(0, min(start, len(places) - 1))
        return start, start + 1

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Return the stored span of a stretch of the text that is not empty."""
        return self.layout.places[start], self.layout.places[end - 1] + 1

    def passages_of(self, start: int, end: int) -> Sequence[Passage]:
        """Return the passages that a stretch of the text meets; asides only if it meets nothing else."""
        first = bisect_right(self._offsets, start) - 1
        met = self.passages[first : bisect_left(self._offsets, end)]
        return [passage for passage in met if not passage.is_aside] or met

    def marks_of(self, passage: Passage) -> list[Mark]:
        """Return the marks that meet a passage."""
        return self._by_passage.get(passage.passage_id, [])

    def quote(self, start: int, end: int) -> str:
        """Return the text of a stretch, without asides and without anything between passages."""
        met = self.passages_of(start, end)
        return "".join(one.text[max(0, start - one.offset) : max(0, end - one.offset)] for one in met)

    @cached_property
    def _offsets(self) -> list[int]:
        return [passage.offset for passage in self.passages]

    @cached_property
    def _by_passage(self) -> dict[str, list[Mark]]:
        met: dict[str, list[Mark]] = {}
        for mark in self.marks:
            for passage in self.passages_of(mark.start, mark.end):
                met.setdefault(passage.passage_id, []).append(mark)
        return met

    def _marks_of(self, kind: Kind) -> Iterator[Mark]:
        for row in self.rows[kind.table]:
            for part in kind.spans:
                if row[f"{part}char_start"] is not None:
                    yield self._mark(kind, part, row)

    def _mark(self, kind: Kind, part: str, row: dict[str, Any]) -> Mark:
        span = row[f"{part}char_start"], row[f"{part}char_end"]
        start, end = self.place(*span)
        label = str(row[kind.label])
        if kind.table == "tasks":
            start, end = self._title(start, end, label)
        if part == CLAUSE:
            return Mark(kind.table, None, part, *span, start, end, "", "")
        label_en = str(row[kind.label_en] or label)
        return Mark(kind.table, str(row[kind.key]), part, *span, start, end, label, label_en)

    def _title(self, start: int, end: int, title: str) -> tuple[int, int]:
        """Return where in a task its title stands; the first character if nowhere."""
        passage = self.passages_of(start, end)[0]
        found = passage.text.find(title, max(0, start - passage.offset))
        if found < 0:
            return start, start + 1
        return passage.offset + found, passage.offset + found + len(title)


def _numbered(number: str | None) -> str:
    """Return what stands before the title of a task with a number: `4. `, `(3) `, nothing where it has none."""
    if not number:
        return ""
    return f"{number}. " if number.isdigit() else f"{number} "


def mark_here(char_start: int, char_end: int, start: int, end: int) -> Mark:
    """Return the mark of a stored span to which a reader was sent, placed in the text."""
    return Mark(HERE, None, HERE, char_start, char_end, start, end, "", "")
