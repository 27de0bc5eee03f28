"""Find the outline of a cleaned document: its headings, tasks and passages."""

from dataclasses import dataclass
from functools import cached_property

from kouan.clean import CleanText
from kouan.extract.clauses import Clause, find_clauses
from kouan.extract.parted_names import layout_gaps
from kouan.outline.builder import build_tree
from kouan.outline.headings import Headings
from kouan.outline.passages import Passage, find_passages
from kouan.outline.pieces import Node, Tree, gaps
from kouan.outline.tasks import Task, TaskIndex, find_tasks

__all__ = ["Outline", "Passage", "Task", "outline"]


@dataclass(frozen=True)
class Outline:
    """What a document is made of. All spans are clean offsets."""

    tree: Tree
    tasks: tuple[Task, ...]
    passages: tuple[Passage, ...]
    clauses: tuple[Clause, ...]
    gaps: tuple[Node, ...]

    @cached_property
    def _index(self) -> TaskIndex:
        return TaskIndex(self.tasks)

    def task_at(self, offset: int) -> Task | None:
        """Return the innermost task around a clean offset."""
        return self._index.at(offset)

    def task(self, local: str) -> Task:
        """Return a task by its id within the document."""
        return self._index.by_local[local]


def outline(clean: CleanText) -> Outline:
    """Return the outline of a cleaned document of any kind; one without numbers has passages and no tasks."""
    clauses = tuple(find_clauses(clean.text, layout_gaps(clean)))
    spans = [(clause.start, clause.end) for clause in clauses]
    tree = build_tree(clean, spans)
    headings = Headings(clean, spans)
    tasks = tuple(find_tasks(clean.text, tree, headings, spans))
    return Outline(
        tree=tree,
        tasks=tasks,
        passages=tuple(find_passages(clean, tree, headings, TaskIndex(tasks))),
        clauses=clauses,
        gaps=tuple(gaps(tree)),
    )
