"""Passages as a person would read them: headings with levels, tasks as sections, boxes, tables, and what folds away."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kouan.site.document.document import Document, Passage, anchor, mark_here
from kouan.site.document.heads import HEAD_STOPS, run_in_heads
from kouan.site.document.segments import Segment, cut

_DEEPEST = 6
# What stands before the id of a task in the name of its section.
_TASK = "task-"


@dataclass(frozen=True)
class Block:
    """A heading (`level` 2 to 6), a paragraph, a cell: what it is, its text in segments, its name in addresses."""

    kind: str
    segments: list[Segment]
    level: int | None = None
    name: str | None = None

    @property
    def text(self) -> str:
        """Its text without marks."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class Group:
    """Blocks and groups that belong together.

    `kind` is `task`, `box`, `table` (its members are the rows), `row`, or the kind of the asides that it folds away.
    `name` is what it is called in addresses; a task that goes on after a box has one the first time only.
    """

    kind: str
    members: list["Block | Group"]
    task_id: str | None = None
    name: str | None = None
    is_open: bool = False


Node = Block | Group


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a heading or a task, also in English, its level and its name in addresses."""

    text: str
    text_en: str
    level: int
    name: str
    is_task: bool


class Page:
    """The blocks of a document, with one more mark where the reader was sent to a span."""

    def __init__(self, document: Document, here: tuple[int, int] | None = None) -> None:
        """Build them; `here` is a stored span."""
        self.document = document
        self.contents: list[Entry] = []
        self.here = [mark_here(*here, *document.place(*here))] if here else []
        self._heads = run_in_heads(document)
        self._names: set[str] = set()
        self._tasks = _tasks(document.passages)
        self._boxes = _boxes(document.passages)
        self.nodes = list(self._grouped(document.passages))

    def _grouped(self, passages: Iterable[Passage]) -> Iterator[Node]:
        for box, run in groupby(passages, key=lambda passage: self._boxes[passage.passage_id]):
            members = list(self._sections(list(run)))
            if box is None:
                yield from members
            else:
                yield Group("box", members)

    def _sections(self, passages: Sequence[Passage]) -> Iterator[Node]:
        for task_id, run in groupby(passages, key=lambda passage: self._tasks[passage.passage_id]):
            if task_id is None:
                yield from self._blocks(run, None)
                continue
            name = self._new_name(f"{_TASK}{task_id}")
            yield Group("task", list(self._blocks(run, name)), task_id, name)

    def _blocks(self, passages: Iterable[Passage], task: str | None) -> Iterator[Node]:
        for kind, run in groupby(passages, key=_grouping):
            members = list(run)
            if kind == "cell":
                yield Group("table", _rows([(one, self._block(one, "cell")) for one in members]))
            elif kind:
                is_here = any(mark.start < one.end and one.offset < mark.end for one in members for mark in self.here)
                yield Group(kind, [self._block(one, kind) for one in members], is_open=is_here)
            else:
                for passage in members:
                    yield from self._text(passage, task)
                    task = None

    def _text(self, passage: Passage, task: str | None) -> Iterator[Block]:
        """Yield the blocks of a passage: its heading if it has one of its own, and the rest."""
        level = min(_DEEPEST, 2 + len(passage.path))
        head = self._heads.get(passage.passage_id, 0)
        if passage.kind in {"heading", "title"}:
            yield self._listed(self._block(passage, passage.kind, level=level), task)
            return
        if head:
            yield self._listed(self._block(passage, "heading", 0, head, level=level), task)
        if head < len(passage.text):
            yield self._block(passage, passage.kind, head)

    def _listed(self, block: Block, task: str | None) -> Block:
        """Enter a heading into the contents, under the name of its task if it opens one."""
        name = task or block.name
        if name and block.level and block.kind == "heading":
            self.contents.append(
                Entry(block.text, self._in_english(block, task), block.level, name, is_task=task is not None)
            )
        return block

    def _in_english(self, block: Block, task: str | None) -> str:
        """Return a heading in English, or as printed where it has no English form."""
        heading = block.text.rstrip(HEAD_STOPS)
        known = self.document.tasks_en if task else self.document.headings_en
        return known.get(task.removeprefix(_TASK) if task else heading, block.text)

    def _block(
        self, passage: Passage, kind: str, start: int = 0, end: int | None = None, level: int | None = None
    ) -> Block:
        name = self._new_name(anchor(*passage.span)) if start == 0 else None
        last = passage.end if end is None else passage.offset + end
        here = [one for one in self.here if passage in self.document.passages_of(one.start, one.end)]
        segments = cut(self.document, passage, passage.offset + start, last, here)
        return Block(kind, segments, level, name)

    def _new_name(self, name: str) -> str | None:
        if name in self._names:
            return None
        self._names.add(name)
        return name

    def anchors(self, segment: Segment) -> list[str]:
        """Return the names of the spans that begin at a segment, each once on the page."""
        return [mark.anchor for mark in segment.begins if self._new_name(mark.anchor)]


def _grouping(passage: Passage) -> str:
    return passage.kind if passage.is_aside or passage.kind == "cell" else ""


def _rows(cells: Sequence[tuple[Passage, Block]]) -> list[Node]:
    rows: list[Node] = []
    row: list[Node] = []
    for passage, block in cells:
        if passage.starts_row or not row:
            row = []
            rows.append(Group("row", row))
        row.append(block)
    return rows


def _tasks(passages: Sequence[Passage]) -> dict[str, str | None]:
    """Return for each passage the task whose section it stands in; an aside in the middle of one stays there.

    The caption of a box is no part of the task before the box.
    """
    captions = _captions(passages)
    return _filled(passages, lambda passage: None if passage.text in captions else passage.task_id)


def _boxes(passages: Sequence[Passage]) -> dict[str, str | None]:
    """Return for each passage the caption of its box, or None; the caption itself stands in the box."""
    captions = _captions(passages)

    def box(passage: Passage) -> str | None:
        if passage.kind == "box":
            return passage.path[-1] if passage.path else ""
        return passage.text if passage.kind == "heading" and passage.text in captions else None

    return _filled(passages, box)


def _captions(passages: Sequence[Passage]) -> set[str]:
    return {passage.path[-1] for passage in passages if passage.kind == "box" and passage.path}


def _filled(passages: Sequence[Passage], key: Callable[[Passage], str | None]) -> dict[str, str | None]:
    """Return the key of each passage, that of its neighbours for asides where both have the same."""
    found: dict[str, str | None] = {}
    before: str | None = None
    waiting: list[Passage] = []
    for passage in passages:
        if passage.is_aside:
            waiting.append(passage)
            continue
        now = key(passage)
        found.update({one.passage_id: now if now == before else None for one in waiting})
        found[passage.passage_id] = before = now
        waiting = []
    found.update({one.passage_id: None for one in waiting})
    return found
