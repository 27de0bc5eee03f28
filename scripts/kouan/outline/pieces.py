"""The text cut at every printed number that heads a part, and the numbers joined into a tree."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kouan.clean import Block, CleanText
from kouan.clean.markers import MARKER, RANK, ROW, Marker, marker_at
from kouan.clean.text import CELL_BORDER

_INLINE_STYLES = frozenset({"part", "chapter", "section", "article", "han", "han_bracket", "digit"})
_SENTENCE_END = "。！？；：:）)\n”"
_FRESH_START = frozenset({"annex", "part"})
_PLAN_TITLE = re.compile(
    r"[^。；！？]{4,60}(?:方案|规划|计划|要点|意见|措施|办法|政策|清单|纲要|细则|分工|指标)(?:[（(][^（）()]{1,20}[)）])?$"
)


@dataclass(frozen=True)
class Piece:
    """A stretch of one block that a number may head: clean span, marker, and the kind of its block."""

    start: int
    end: int
    marker: Marker | None
    block: str


@dataclass
class Node:
    """A numbered part of a document with the pieces of its own text and its numbered parts.

    `series` numbers the runs of consecutive numbers: 1-112 is one series even where headings part it. `plan` counts
    the plans that one document holds, each with numbers of its own.
    """

    marker: Marker
    parent: "Node | None"
    series: int
    plan: int
    pieces: list[Piece] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def style(self) -> str:
        """Return the style of its number."""
        return self.marker.style

    def ancestors(self) -> list["Node"]:
        """Return the parts around this one, outermost first."""
        above: list[Node] = []
        node = self.parent
        while node is not None:
            above.insert(0, node)
            node = node.parent
        return above

    def walk(self) -> Iterator["Node"]:
        """Yield this part and all below it in printed order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Tree:
    """A document as numbered parts; `front` stands before the first, `loose` between plans and behind annex heads."""

    front: list[Piece]
    roots: list[Node]
    loose: list[Piece]

    def nodes(self) -> Iterator[Node]:
        """Yield every part in printed order."""
        for root in self.roots:
            yield from root.walk()


def is_caption(marker: Marker) -> bool:
    """Tell whether a number names a box or a table, which stand beside the numbered text and not in it."""
    return marker.style in ("box", "table")


def build_tree(clean: CleanText, clause_spans: Sequence[tuple[int, int]]) -> Tree:
    """Cut the whole text at its numbers and join these into parts.

    A known style returns to its level, a new one goes below what is open. Numbers inside a responsibility
    clause head nothing.
    """
    builder = _Builder(clean.text, clause_spans)
    for block in clean.blocks:
        builder.read(block)
    return builder.tree


class _Numbering:
    """What numbers are open while reading, and which may come next."""

    def __init__(self, series: int = 0) -> None:
        self.open: list[Node] = []
        self.last: dict[str, tuple[int, int]] = {}
        self.series = series

    def expects(self, marker: Marker) -> bool:
        """Tell whether a number inside a paragraph goes on with a series, or begins one below what is open."""
        if self.continues(marker):
            return True
        if not self.open:
            return marker.value == 1 and RANK[marker.style] <= RANK["han_bracket"]
        return marker.value == 1 and RANK[marker.style] > RANK[self.open[-1].style]

    def continues(self, marker: Marker) -> bool:
        """Tell whether a number follows the last one of its style, as （五） does under 二 after （四） under 一."""
        last = self.last.get(marker.style)
        return last is not None and marker.value == last[0] + 1

    def close(self, style: str) -> None:
        """Close the parts of a style and what is open below them."""
        styles = [node.style for node in self.open]
        if style in styles:
            self.open = self.open[: styles.index(style)]

    def place(self, marker: Marker) -> tuple[Node | None, int]:
        """Return the parent and the series of a number."""
        if any(node.style == marker.style for node in self.open):
            self.close(marker.style)
        elif self.open and self.continues(marker) and RANK[marker.style] < RANK[self.open[-1].style]:
            self.open = [node for node in self.open if RANK[node.style] < RANK[marker.style]]
        _, series = self.last.get(marker.style, (0, 0))
        if marker.value == 1 or not series:
            self.series += 1
            series = self.series
        self.last[marker.style] = (marker.value, series)
        return (self.open[-1] if self.open else None), series


class _Builder:
    """Reads blocks one after the other and hangs their pieces into the tree."""

    def __init__(self, text: str, clause_spans: Sequence[tuple[int, int]]) -> None:
        self.tree = Tree([], [], [])
        self._text = text
        self._clauses = sorted(clause_spans)
        self._numbering = _Numbering()
        self._plan = 1
        self._root_styles: set[str] = set()
        self._box: Node | None = None
        self._box_number: Marker | None = None
        self._annex_number: int | None = None

    def read(self, block: Block) -> None:
        """Hang a block into the tree, cut at its head number and at numbers run in behind a sentence."""
        marker = self._row_number(block) if block.kind == "cell" else marker_at(self._text, block.start)
        if block.kind != "cell":
            self._numbering.close(ROW)
        start, home = block.start, self._home(marker, block)
        for inner in self._inline_markers(block):
            if self._is_run_in(inner, start, marker):
                home.append(Piece(start, inner.start, marker, block.kind))
                start, marker, home = inner.start, inner, self._home(inner, block)
        home.append(Piece(start, block.end, marker, block.kind))

    def _row_number(self, block: Block) -> Marker | None:
        """Return the number in the first cell of a row that names who is responsible; other rows are no parts."""
        printed = self._text[block.start : block.end]
        line = self._text.rfind("\n", 0, block.start) + 1
        is_first = not self._text[line : block.start].strip(f"{CELL_BORDER} ")
        if not is_first or not re.fullmatch(r"[0-9]{1,3}", printed):
            return None
        place = bisect_right(self._clauses, (block.end, 0))
        line_end = self._text.find("\n", block.end)
        has_clause = place < len(self._clauses) and (line_end < 0 or self._clauses[place][0] < line_end)
        return Marker(ROW, int(printed), block.start, block.end) if has_clause else None

    def _inline_markers(self, block: Block) -> Iterator[Marker]:
        """Yield the numbers inside a paragraph and outside clauses that might head a part."""
        if block.kind != "paragraph":
            return
        for match in MARKER.finditer(self._text, block.start + 1, block.end):
            marker = marker_at(self._text, match.start())
            if marker is not None and marker.style in _INLINE_STYLES and not self._is_in_clause(marker.start):
                yield marker

    def _is_in_clause(self, offset: int) -> bool:
        place = bisect_right(self._clauses, (offset, len(self._text))) - 1
        return place >= 0 and offset < self._clauses[place][1]

    def _is_run_in(self, inner: Marker, start: int, head: Marker | None) -> bool:
        """Tell whether a number comes next and stands behind a sentence, or （一） behind a heading without a stop."""
        if inner.start <= (head.end if head else start) or not self._numbering.expects(inner):
            return False
        if self._text[inner.start - 1] in _SENTENCE_END:
            return True
        is_below = head is not None and RANK[head.style] < RANK[inner.style]
        return is_below and inner.style == "han_bracket" and self._text.find("。", start, inner.start) < 0

    def _home(self, marker: Marker | None, block: Block) -> list[Piece]:
        """Return the list that a piece headed by a number, or by none, belongs to; a new number opens a part."""
        if marker is not None and is_caption(marker):
            return self._open_box(marker)
        if self._box is not None and self._goes_on_in_box(self._box, marker, block):
            self._box_number = marker or self._box_number
            return self._box.pieces
        self._box = self._box_number = None
        if self._lists_annexes(marker, block):
            return self._own_text()
        if marker is None:
            return self._own_text()
        if marker.style in _FRESH_START:
            self._start_plan()
            return self._own_text()
        return self._open_part(marker)

    def _open_box(self, marker: Marker) -> list[Piece]:
        parent = self._numbering.open[-1] if self._numbering.open else None
        self._box = Node(marker, parent, 0, self._plan)
        self._box_number = None
        (parent.children if parent else self.tree.roots).append(self._box)
        return self._box.pieces

    def _goes_on_in_box(self, box: Node, marker: Marker | None, block: Block) -> bool:
        """Tell whether a box goes on: with bullets and cells, its first paragraph, or numbers that count its items."""
        if block.kind in ("bullet", "cell"):
            return marker is None or marker.style != ROW
        if marker is None:
            return len(box.pieces) == 1 and box.style == "box"
        if self._numbering.continues(marker):
            return False
        if self._box_number is None:
            return marker.value == 1 and len(box.pieces) == 1
        return (marker.style, marker.value) == (self._box_number.style, self._box_number.value + 1)

    def _lists_annexes(self, marker: Marker | None, block: Block) -> bool:
        """Tell whether a number counts the annexes that `附件：1．…` lists."""
        number, self._annex_number = self._annex_number, None
        if marker is None:
            return False
        if marker.style == "annex" and self._text[marker.end : marker.end + 1] in (":", "："):
            inner = marker_at(self._text, marker.end + 1)
            self._annex_number = inner.value if inner is not None and inner.style == "digit" else 0
        elif number is not None and marker.style == "digit" and marker.value == number + 1:
            self._annex_number = marker.value
            return self._text[block.end - 1] not in "。；"
        return False

    def _start_plan(self) -> None:
        self._numbering = _Numbering(self._numbering.series)
        self._root_styles.clear()
        self._plan += bool(self.tree.roots) and self.tree.roots[-1].plan == self._plan

    def _open_part(self, marker: Marker) -> list[Piece]:
        deepest = self._numbering.open[-1] if self._numbering.open else None
        parent, series = self._numbering.place(marker)
        if parent is None and marker.value == 1 and marker.style in self._root_styles:
            self._plan += 1
            self._root_styles.clear()
            if deepest is not None:
                self.tree.loose.extend(_split_title_off(self._text, deepest))
        if parent is None:
            self._root_styles.add(marker.style)
        node = Node(marker, parent, series, self._plan)
        (parent.children if parent else self.tree.roots).append(node)
        self._numbering.open = [*self._numbering.open, node]
        return node.pieces

    def _own_text(self) -> list[Piece]:
        if self._numbering.open:
            return self._numbering.open[-1].pieces
        return self.tree.loose if self.tree.roots else self.tree.front


def _split_title_off(text: str, node: Node) -> list[Piece]:
    """Take the title of the next plan, and what follows it, from the last part of the plan before."""
    for place, piece in enumerate(node.pieces):
        if place and piece.marker is None and _PLAN_TITLE.fullmatch(text, piece.start, piece.end):
            taken, node.pieces = node.pieces[place:], node.pieces[:place]
            return taken
    return []


def gaps(tree: Tree) -> list[Node]:
    """Return the parts whose number does not follow the one before in their style."""
    last: dict[tuple[int, str], int] = {}
    broken: list[Node] = []
    for node in tree.nodes():
        if is_caption(node.marker):
            continue
        key = (node.plan, node.style)
        if node.marker.value not in (1, last.get(key, 0) + 1):
            broken.append(node)
        last[key] = node.marker.value
    return broken
