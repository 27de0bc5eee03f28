"""Which numbered parts are tasks, and what each is called."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kouan.clean.markers import RANK, ROW
from kouan.clean.text import CELL_BORDER, trimmed
from kouan.clean.title_nouns import PLAN
from kouan.outline.headings import Headings
from kouan.outline.pieces import Node, Piece, Tree, is_caption

_SIGNATURE = re.compile(
    r"(?:[^\n。，；]{0,40})?\d{4}年\d{1,2}月\d{1,2}日(?:印发)?$|[（(](?:此件|本文)[^（）()]{0,300}[)）]$|"
    r"附(?:件|表|录)\d{0,2}[:：]?|(?:抄送|主办单位)[:：]|"
    rf"本(?:{PLAN})自[^，。]{{2,20}}(?:施行|实施|执行)"
)
_BORDERS = f"\n{CELL_BORDER} "
_AFTER_CLAUSE = f"。；{_BORDERS}"
_WORDS = re.compile(rf"\w[^。；！？\n{re.escape(CELL_BORDER)}]*")
_ITEM_HEAD = re.compile(r"[^：:。\n]{2,40}(?=[：:])")


@dataclass(frozen=True)
class Task:
    """A numbered unit of work: its id within the document, its number as printed, its clean span without the number.

    `path` is how people name it: the printed numbers from the outermost heading to its own, 四（一）1.
    """

    local: str
    number: str | None
    title: str
    start: int
    end: int
    parent: str | None
    heading_path: tuple[str, ...]
    path: str


class TaskIndex:
    """The tasks of a document by place."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks = sorted(tasks, key=lambda task: (task.start, -task.end))
        self._starts = [task.start for task in self._tasks]
        self.by_local = {task.local: task for task in tasks}

    def at(self, offset: int) -> Task | None:
        """Return the innermost task around a clean offset. Tasks lie one within the other or apart."""
        place = bisect_right(self._starts, offset) - 1
        task = self._tasks[place] if place >= 0 else None
        while task is not None and offset >= task.end:
            task = self.by_local[task.parent] if task.parent else None
        return task


def find_tasks(text: str, tree: Tree, headings: Headings, clause_spans: Sequence[tuple[int, int]]) -> list[Task]:
    """Return the tasks of a document in printed order.

    The id is the number where most tasks of the plan are one series (ah-ports 4), else the path of numbers from the
    outermost part (4-1-1); a sub-item's follows its parent's (109.2), a box item's its box (box1.2). In a second
    plan of the same document it begins with `plan2-`.
    """
    with_clause, lifted = _clause_holders(text, tree, sorted(clause_spans))
    sections = _sections(tree, headings, with_clause)
    aims = _aims(sections, headings, with_clause)
    works = {id(node): node for node in _works(sections, with_clause) if id(node) not in aims}
    ids = _Ids([node for node in works.values() if _task_above(node, works) is None])
    locals_: dict[int, str] = {}
    tasks: list[Task] = []
    for section in sections:
        for node in section.walk():
            above = _task_above(node, works)
            parent = locals_[id(above)] if above else None
            extent = _extent(text, node, lifted.get(id(node)))
            title = _title(text, headings.title(node), extent) if extent else ""
            if id(node) in works and extent and title:
                local = locals_[id(node)] = ids.of(node, parent)
                number = (headings.number(above) if above else "") + headings.number(node)
                path = headings.number_path(node)
                tasks.append(Task(local, number, title, *extent, parent, headings.path(node), path))
            elif node.style == "box":
                tasks.extend(_box_items(node, ids, parent, headings))
    return sorted(tasks, key=lambda task: (task.start, -task.end))


def _clause_holders(text: str, tree: Tree, clauses: Sequence[tuple[int, int]]) -> tuple[set[int], dict[int, int]]:
    """Return the parts that hold a clause, and the last sub-items whose clause is lifted to the part around them.

    A clause belongs to the part in whose own text it stands. Where of several sub-items (1． 2． or （1）（2）) only
    the last ends in a clause, and neither the part around them nor the others have one, it answers for all of them;
    the sub-item ends where the clause, whose offset is given, begins.
    """
    starts = [start for start, _ in clauses]
    held: dict[int, list[tuple[int, int]]] = {}
    for node in tree.nodes():
        own = [clauses[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)] for piece in node.pieces]
        held[id(node)] = [clause for run in own for clause in run]
    with_clause = {key for key, own in held.items() if own}
    lifted: dict[int, int] = {}
    for node in tree.nodes():
        *others, last = [node, *node.children]
        are_items = len(others) > 1 and all(RANK["digit"] <= RANK[item.style] < RANK[ROW] for item in node.children)
        if not are_items or len(held[id(last)]) != 1 or any(held[id(part)] for part in others):
            continue
        ((start, end),) = held[id(last)]
        if _is_leaf(last) and not text[end : last.pieces[-1].end].strip(_AFTER_CLAUSE):
            lifted[id(last)] = start
            with_clause ^= {id(node), id(last)}
    return with_clause, lifted


def _sections(tree: Tree, headings: Headings, with_clause: Collection[int]) -> list[Node]:
    """Return the outermost parts that set tasks: those with a clause; in a plan without any, all but the preambles.

    The rows of a table with clauses all set tasks, be the cell for agencies filled or not.
    """
    if with_clause:
        holding = {id(root) for root in tree.roots if any(id(node) in with_clause for node in root.walk())}
        tables = {root.series for root in tree.roots if root.style == ROW and id(root) in holding}
        return [r for r in tree.roots if id(r) in holding or (r.style == ROW and r.series in tables)]
    return [root for root in tree.roots if not is_caption(root.marker) and not headings.sets_no_task(root)]


def _aims(sections: Sequence[Node], headings: Headings, with_clause: Collection[int]) -> set[int]:
    """Return the parts inside sections that aim or tell and hold no clause, as （一）发展目标 under 二、任务."""
    nodes = [node for section in sections for node in section.walk() if headings.sets_no_task(node)]
    return {
        id(part) for node in nodes if not any(id(part) in with_clause for part in node.walk()) for part in node.walk()
    }


def _works(sections: Sequence[Node], with_clause: Collection[int]) -> Iterator[Node]:
    """Yield the parts that are tasks, sub-items included.

    A part without numbered parts of its own is a task. One that has them is a heading, unless the numbers beside it in
    its series are mostly tasks (109 among 1-112), or it carries a clause of its own.
    """
    nodes = [node for section in sections for node in section.walk() if not is_caption(node.marker)]
    leaves = Counter(node.series for node in nodes if _is_leaf(node))
    totals = Counter(node.series for node in nodes)
    for node in nodes:
        is_among_tasks = node.parent is not None and leaves[node.series] * 2 > totals[node.series]
        if _is_leaf(node) or is_among_tasks or id(node) in with_clause:
            yield node


def _is_leaf(node: Node) -> bool:
    return all(is_caption(child.marker) for child in node.children)


def _task_above(node: Node, works: Mapping[int, Node]) -> Node | None:
    return next((part for part in reversed(node.ancestors()) if id(part) in works), None)


class _Ids:
    """The ids of tasks within their document; where a number comes back, `x2` marks the second."""

    def __init__(self, outermost: Sequence[Node]) -> None:
        self._plans = {plan: rank for rank, plan in enumerate(sorted({node.plan for node in outermost}), 1)}
        sizes = Counter((node.plan, node.series) for node in outermost)
        totals = Counter(node.plan for node in outermost)
        self._simple = {series for (plan, series), size in sizes.items() if size * 2 > totals[plan]}
        self._taken: Counter[str] = Counter()

    def of(self, node: Node, parent: str | None) -> str:
        """Return the id of a part: its number behind its parent task's, alone, or at the end of its path."""
        if parent is not None:
            return self._unique(f"{parent}.{node.marker.value}")
        path = [node] if node.series in self._simple else [*node.ancestors(), node]
        return self._unique(self._in_plan(node, "-".join(str(part.marker.value) for part in path)))

    def of_item(self, box: Node, ordinal: int) -> str:
        """Return the id of the nth item of a box."""
        return self._unique(f"{self._in_plan(box, f'box{box.marker.value}')}.{ordinal}")

    def _in_plan(self, node: Node, local: str) -> str:
        rank = self._plans.get(node.plan, 1)
        return f"plan{rank}-{local}" if rank > 1 else local

    def _unique(self, local: str) -> str:
        self._taken[local] += 1
        return local if self._taken[local] == 1 else f"{local}x{self._taken[local]}"


def _title(text: str, title: str, extent: tuple[int, int]) -> str:
    """Return the title of a task, or its first words where it begins with a stop, a clause or a border."""
    if _WORDS.search(title) and text.find(title, *extent) >= 0:
        return title
    words = _WORDS.search(text, *extent)
    return words.group().rstrip("：:，,）)") if words else ""


def _extent(text: str, node: Node, stop: int | None) -> tuple[int, int] | None:
    """Return the clean span from a part's title to `stop` or the end of its last sub-item, without a signature there.

    A number that heads no words, marks at most, has none.
    """
    own = sorted((piece for part in node.walk() for piece in part.pieces), key=lambda piece: piece.start)
    while len(own) > 1 and own[-1].marker is None and _SIGNATURE.match(text, own[-1].start, own[-1].end):
        own.pop()
    # The cell that names a row's work may stand before its number.
    start = min([node.marker.end, *(node.title or ())])
    end = own[-1].end if stop is None else stop
    start, end = trimmed(text, start, end, _BORDERS)
    return (start, end) if _WORDS.search(text, start, end) else None


def _box_items(box: Node, ids: _Ids, parent: str | None, headings: Headings) -> Iterator[Task]:
    """Yield the items of a box of projects that a bold head or a colon names."""
    if box.parent is None:
        return
    path = (*headings.path(box), headings.heading(box))
    items = [(piece, name) for piece in box.pieces[1:] if (name := _item_name(piece, headings)) is not None]
    for ordinal, (piece, name) in enumerate(items, 1):
        number = f"{headings.number(box)}-{ordinal}"
        where = headings.number_path(box.parent) + number
        yield Task(ids.of_item(box, ordinal), number, name, piece.start, piece.end, parent, path, where)


def _item_name(piece: Piece, headings: Headings) -> str | None:
    title = headings.name(piece)
    head = _ITEM_HEAD.match(title)
    if not title or (piece.block != "bullet" and piece.marker is None):
        return None
    return title if headings.is_bold(piece) else head.group() if head else None
