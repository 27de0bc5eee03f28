"""The text cut at every printed number that heads a part, and the numbers joined into a tree."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kouan.clean import Block, CleanText
from kouan.clean.markers import MARKER, RANK, ROW, Marker, marker_at
from kouan.clean.title_nouns import NOUN, PLAN
from kouan.outline.glued import opening, signed
from kouan.outline.numbering import Numbering, whole_numbers
from kouan.outline.pieces import Node, Piece, Tree, is_caption
from kouan.outline.table_rows import task_rows

_SMALL_STYLES = frozenset({"digit_bracket", "circled"})
"""The styles that also count words in a sentence: inside a paragraph they head items only where two of them follow."""
_INLINE_STYLES = _SMALL_STYLES | {"part", "chapter", "section", "article", "formal", "han", "han_bracket", "digit"}
_SENTENCE_END = "。！？；：:）)\n”"
_WORD = re.compile(r"[一-龥“《]")
_ENDS_TITLE = re.compile(rf".*(?:{NOUN}|如下)$")
_LONGEST_NOUN = 4
_FRESH_START = frozenset({"annex"})
_PLAN_TITLE = re.compile(rf"[^。；！？]{{4,60}}(?:{PLAN}|分工|指标)(?:[（(][^（）()]{{1,20}}[)）])?$")


def build_tree(clean: CleanText, clause_spans: Sequence[tuple[int, int]]) -> Tree:
    """Cut the whole text at its numbers and join these into parts.

    A known style returns to its level, a new one goes below what is open. Numbers inside a responsibility
    clause head nothing.
    """
    builder = _Builder(clean.text, clause_spans, whole_numbers(clean))
    for block in clean.blocks:
        builder.read(block)
    _part_glued(clean.text, builder.tree)
    return builder.tree


def _part_glued(text: str, tree: Tree) -> None:
    """Cut the title off a first paragraph that it is run into, and signatures off the ends of plans."""
    if tree.front:
        tree.front[:1] = _cut(tree.front[0], opening(text, tree.front[0].start, tree.front[0].end))
    tree.front = [part for piece in tree.front for part in _cut(piece, signed(text, piece.start, piece.end))]
    for node in tree.nodes():
        last = node.pieces[-1]
        node.pieces[-1:] = _cut(last, signed(text, last.start, last.end))


def _cut(piece: Piece, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """Return a paragraph as several, of which the first keeps the number."""
    if piece.block != "paragraph":
        return [piece]
    return [Piece(*span, piece.marker if place == 0 else None, piece.block) for place, span in enumerate(spans)]


class _Builder:
    """Reads blocks one after the other and hangs their pieces into the tree."""

    def __init__(self, text: str, clause_spans: Sequence[tuple[int, int]], whole: Mapping[int, Marker]) -> None:
        self.tree = Tree([], [], [])
        self._text = text
        self._clauses = sorted(clause_spans)
        self._rows = {row.start: row for row in task_rows(text, self._clauses)}
        self._columns: Mapping[int, str] = {}
        self._whole = whole
        self._numbering = Numbering()
        self._plan = 1
        self._root_styles: set[str] = set()
        self._box: Node | None = None
        self._box_number: Marker | None = None
        self._annex_number: int | None = None

    def read(self, block: Block) -> None:
        """Hang a block into the tree, cut at its head number and at numbers run in behind a sentence."""
        if block.kind == "cell":
            self._read_cell(block)
            return
        self._numbering.close(ROW)
        marker = self._whole.get(block.start) or marker_at(self._text, block.start)
        start, home = block.start, self._home(marker, block)
        for inner in self._inline_markers(block, marker):
            if self._is_run_in(inner, start, marker):
                home.append(Piece(start, inner.start, marker, block.kind))
                start, marker, home = inner.start, inner, self._home(inner, block)
        home.append(Piece(start, block.end, marker, block.kind))

    def _read_cell(self, block: Block) -> None:
        """Hang a cell into the tree; the first of a row that sets work opens a part."""
        row = self._rows.get(block.start)
        if row is not None:
            self._home(row.marker, block)
            self._numbering.open[-1].title = row.title
            self._columns = row.columns
        marker = self._numbering.open[-1].marker if self._numbering.open else None
        is_number = marker is not None and marker.style == ROW and marker.start == block.start < marker.end
        home = self._home(None, block)
        home.append(Piece(block.start, block.end, marker if is_number else None, "cell", self._column(block)))

    def _column(self, block: Block) -> str:
        """Return the head of a cell's column in a table that sets work."""
        return self._columns.get(block.start, "")

    def _inline_markers(self, block: Block, head: Marker | None) -> Iterator[Marker]:
        """Yield the numbers inside a paragraph and outside clauses that might head a part."""
        if block.kind != "paragraph":
            return
        found = [
            marker
            for match in MARKER.finditer(self._text, block.start + 1, block.end)
            if (marker := marker_at(self._text, match.start())) is not None and marker.style in _INLINE_STYLES
        ]
        known = {(marker.style, marker.value) for marker in [*found, *([head] if head else [])]}
        for marker in found:
            is_counted = {(marker.style, marker.value - 1), (marker.style, marker.value + 1)} & known
            if (is_counted or marker.style not in _SMALL_STYLES) and not self._is_in_clause(marker.start):
                yield marker

    def _is_in_clause(self, offset: int) -> bool:
        place = bisect_right(self._clauses, (offset, len(self._text))) - 1
        return place >= 0 and offset < self._clauses[place][1]

    def _is_run_in(self, inner: Marker, start: int, head: Marker | None) -> bool:
        """Tell whether a number comes next, and stands behind a sentence, a title, or a heading without a stop."""
        if inner.start <= (head.end if head else start) or not self._numbering.expects(inner):
            return False
        if self._text[inner.start - 1] in _SENTENCE_END:
            return True
        if head is None:
            is_first = not self.tree.roots and inner.style in ("part", "chapter", "han")
            return (
                is_first
                and _ENDS_TITLE.match(self._text, max(start, inner.start - _LONGEST_NOUN), inner.start) is not None
            )
        is_word = _WORD.match(self._text, inner.start - 1) and _WORD.match(self._text, inner.end)
        can_follow = inner.style == "han_bracket" or (inner.style == "digit" and is_word)
        is_below = RANK[head.style] < RANK[inner.style]
        return bool(is_below and can_follow) and self._text.find("。", start, inner.start) < 0

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
        self._numbering = Numbering(self._numbering.series)
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
