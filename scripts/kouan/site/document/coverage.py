"""Which sentences of a document gave rows and which gave none.

Counted are the sentences of paragraphs, items, boxes and cells, and the titles of tasks; not other headings, nor the
head of the document, nor asides. A sentence gave a row if a mark of it meets the sentence. Merely to stand within a
task is not enough, or every sentence of a plan would count; issues are said about the source and do not count either.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kouan.site.document.document import Document, Mark, Passage
from kouan.site.document.heads import HEAD_STOPS, run_in_heads
from kouan.site.document.kinds import BY_TABLE, KINDS
from kouan.site.document.sentences import sentences

COUNTED = frozenset({"paragraph", "item", "box", "cell"})


@dataclass(frozen=True)
class Sentence:
    """A sentence, by the characters of all passages, and the marks of the rows that it gave."""

    passage: Passage
    start: int
    end: int
    marks: tuple[Mark, ...]

    @property
    def text(self) -> str:
        """Its text."""
        return self.passage.text[self.start - self.passage.offset : self.end - self.passage.offset]

    @property
    def state(self) -> str:
        """`row` if it gave a row of its own, `task` if only the text of a task, else `none`."""
        if self.marks:
            return "row"
        return "task" if self.passage.task_id else "none"

    @property
    def tables(self) -> list[str]:
        """The tables to which it gave rows, in their order."""
        met = {mark.table for mark in self.marks}
        return [kind.table for kind in KINDS if kind.table in met]


@dataclass(frozen=True)
class Coverage:
    """How many sentences, and characters of sentences, there are, and how many of them gave a row."""

    sentences: int
    sentences_with_rows: int
    sentences_in_tasks_only: int
    characters: int
    characters_with_rows: int

    @property
    def sentence_share(self) -> float | None:
        """The share of sentences that gave a row; None where there is no sentence."""
        return self.sentences_with_rows / self.sentences if self.sentences else None

    @property
    def character_share(self) -> float | None:
        """The share of characters in sentences that gave a row; None where there is no sentence."""
        return self.characters_with_rows / self.characters if self.characters else None


def coverage(document: Document) -> Coverage:
    """Return the counts of a whole document."""
    return count(all_sentences(document))


def count(found: Iterable[Sentence]) -> Coverage:
    """Return the counts of some sentences."""
    listed = list(found)
    with_rows = [one for one in listed if one.state == "row"]
    return Coverage(
        sentences=len(listed),
        sentences_with_rows=len(with_rows),
        sentences_in_tasks_only=sum(one.state == "task" for one in listed),
        characters=sum(one.end - one.start for one in listed),
        characters_with_rows=sum(one.end - one.start for one in with_rows),
    )


def all_sentences(document: Document) -> list[Sentence]:
    """Return the sentences that count, in printed order."""
    heads = run_in_heads(document)
    return [one for passage in document.passages for one in _sentences(document, passage, heads)]


def by_section(document: Document) -> list[tuple[str | None, Coverage]]:
    """Return each section, that is each outermost heading, with its counts; None stands for text under no heading."""
    sections = _sections(document)
    found = groupby(all_sentences(document), key=lambda one: sections[one.passage.passage_id])
    return [(section, count(run)) for section, run in found]


def by_table(document: Document) -> list[tuple[str, int, int]]:
    """Return each table of data with its rows in the document and the sentences that gave them."""
    met = [one.tables for one in all_sentences(document)]
    return [
        (kind.table, len(document.rows[kind.table]), sum(kind.table in tables for tables in met))
        for kind in KINDS
        if kind.is_data
    ]


def _sentences(document: Document, passage: Passage, heads: Mapping[str, int]) -> Iterator[Sentence]:
    if passage.kind not in COUNTED and passage.kind != "heading":
        return
    marks = [mark for mark in document.marks_of(passage) if BY_TABLE[mark.table].is_data]
    head = passage.end if passage.kind == "heading" else passage.offset + heads.get(passage.passage_id, 0)
    for start, end in sentences(document, passage):
        met = tuple(mark for mark in marks if mark.start < end and start < mark.end)
        if end > head or any(mark.table == "tasks" for mark in met):
            yield Sentence(passage, start, end, met)


def _sections(document: Document) -> dict[str, str | None]:
    heads = run_in_heads(document)
    sections: dict[str, str | None] = {}
    for passage in document.passages:
        own = passage.text[: heads.get(passage.passage_id, 0)].rstrip(HEAD_STOPS) or None
        sections[passage.passage_id] = passage.path[0] if passage.path else own
    return sections
