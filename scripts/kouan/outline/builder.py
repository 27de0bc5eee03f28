"""The text cut at every printed number that heads a part, and the numbers joined into a tree."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from kouan.clean import Block, CleanText
from kouan.clean.markers import MARKER, RANK, ROW, Marker, marker_at
from kouan.clean.title_nouns import NOUN, PLAN, SHEET
from kouan.outline.glued import opening, signed
from kouan.outline.numbering import Numbering, whole_numbers
from kouan.outline.pieces import Node, Piece, Tree, is_caption
from kouan.outline.table_rows import task_rows

_SMALL_STYLES = frozenset({"digit_bracket", "circled"})
"""The styles that also count words in a sentence: inside a paragraph they head items only where two of them follow."""
_INLINE_STYLES = _SMALL_STYLES | {"part", "chapter", "section", "article", "formal", "han", "han_bracket", "digit"}
_SENTENCE_END = "。！？；：:）)\n”"
_WORD = re.compile(r"[一-龥“《]")
_NAMES_PART = re.compile(r"(?![一二三四五六七八九十])[一-龥“《]")
_BINDS_NUMBER = frozenset("第、，和与及至到（(〔[.．·-—–一二三四五六七八九十百千0123456789")
"""What stands before a number that counts things in a sentence: 第一、二产业."""
_OUTERMOST = frozenset({"part", "chapter", "han"})
_ENDS_TITLE = re.compile(rf".{{0,400}}(?:{NOUN}|如下)$")
_NAMES_TABLE = re.compile(r"[：:]$|(?:下表|如下|清单|分工)[^。]{0,20}。?$")
"""How the words end that a table belongs to: 具体分工如下表。"""
_LONGEST_NOUN = 4
_FRESH_START = frozenset({"annex"})
_PLAN_TITLE = re.compile(rf"[^。；！？]{{4,60}}(?:{PLAN}|{SHEET}|分工|指标)(?:[（(][^（）()]{{1,20}}[)）])?$")


def build_tree(clean: CleanText, clause_spans: Sequence[tuple[int, int]]) -> Tree:
    """Cut the whole text at its numbers and join these into parts.

    A known style returns to its level, a new one goes below what is open. Numbers inside a responsibility
    clause head nothing.
    """
    builder = _Builder(clean.text, clause_spans, whole_numbers(clean), _only_line(clean))
    for block in clean.blocks:
        builder.read(block)
    builder.nest_tables()
    _part_glued(clean.text, builder.tree)
    return builder.tree


def _only_line(clean: CleanText) -> Block | None:
    """Return the paragraph that holds a text whose lines were run together: most of it, and all of its numbers."""
    paragraphs = [block for block in clean.blocks if block.kind == "paragraph"]
    longest = max(paragraphs, key=lambda block: block.end - block.start, default=None)
    if longest is None or (longest.end - longest.start) * 2 <= len(clean.text):
        return None
    others = (block for block in paragraphs if block != longest)
    return None if any(marker_at(clean.text, block.start) for block in others) else longest


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

    def __init__(
        self, text: str, clause_spans: Sequence[tuple[int, int]], whole: Mapping[int, Marker], line: Block | None
    ) -> None:
        self.tree = Tree([], [], [])
        self._text = text
        self._clauses = sorted(clause_spans)
        self._rows = {row.start: row for row in task_rows(text, self._clauses)}
        self._tables = {row.table for row in self._rows.values()}
        self._columns: Mapping[int, str] = {}
        self._line = line
        self._is_one_line = False
        self._is_apart = False
        self._apart: list[tuple[Node, Sequence[Node]]] = []
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
        self._is_one_line = block == self._line
        marker = self._whole.get(block.start) or marker_at(self._text, block.start)
        start, home = block.start, self._home(marker, block)
        for inner in self._inline_markers(block, marker):
            if self._is_run_in(inner, start, marker):
                home.append(Piece(start, inner.start, marker, block.kind))
                start, marker, home = inner.start, inner, self._home(inner, block)
        home.append(Piece(start, block.end, marker, block.kind))

    def _read_cell(self, block: Block) -> None:
        """Hang a cell into the tree; the first of a row that sets work opens a part."""
        if block.start in self._tables:
            self._begin_table()
        row = self._rows.get(block.start)
        if row is not None:
            self._home(row.marker, block)
            self._numbering.open[-1].title = row.title
            self._columns = row.columns
        marker = self._numbering.open[-1].marker if self._numbering.open else None
        is_number = marker is not None and marker.style == ROW and marker.start == block.start < marker.end
        home = self._home(None, block)
        home.append(Piece(block.start, block.end, marker if is_number else None, "cell", self._column(block)))

    def _begin_table(self) -> None:
        """Settle whether the rows of a table stand below what is open, or apart from it, behind an item that is whole.

        No number tells where a table ends that stands behind the last item of a plan.
        """
        self._numbering.close(ROW)
        if self._is_apart or not self._numbering.open:
            return
        last = self._numbering.open[-1]
        titles = _split_title_off(self._text, last)
        self._is_apart = self._is_whole(last)
        (self.tree.loose if self._is_apart else last.pieces).extend(titles)

    def _is_whole(self, node: Node) -> bool:
        """Tell whether a part has sentences or a clause of its own and does not end by naming a table."""
        own = [self._text[piece.start : piece.end] for piece in node.pieces]
        has_clause = any(self._is_in_clause(place) for piece in node.pieces for place in (piece.start, piece.end - 1))
        is_told = has_clause or any("。" in words for words in own)
        return is_told and not _NAMES_TABLE.search(own[-1])

    def nest_tables(self) -> None:
        """Hang the rows of tables that stand apart below the innermost part that goes on behind them."""
        if not self._apart:
            return
        ends: dict[int, int] = {}
        for node in reversed(list(self.tree.nodes())):
            ends[id(node)] = max([node.pieces[-1].end, *(ends[id(child)] for child in node.children)])
        nested: dict[int, Node] = {}
        for row, above in self._apart:
            parent = next((part for part in reversed(above) if ends[id(part)] > row.pieces[0].start), None)
            if parent is not None:
                row.parent = parent
                nested[id(parent)] = parent
                parent.children.append(row)
        self.tree.roots = [root for root in self.tree.roots if root.parent is None]
        for parent in nested.values():
            parent.children.sort(key=lambda child: child.pieces[0].start)

    def _column(self, block: Block) -> str:
        """Return the head of a cell's column in a table that sets work."""
        return self._columns.get(block.start, "")

    def _inline_markers(self, block: Block, head: Marker | None) -> Iterator[Marker]:
        """Yield the numbers inside a paragraph and outside clauses that might head a part."""
        if block.kind != "paragraph":
            return
        found = [marker for marker in self._numbers(block.start + 1, block.end) if marker.style in _INLINE_STYLES]
        known = {(marker.style, marker.value) for marker in [*found, *([head] if head else [])]}
        for marker in found:
            is_counted = {(marker.style, marker.value - 1), (marker.style, marker.value + 1)} & known
            if (is_counted or marker.style not in _SMALL_STYLES) and not self._is_in_clause(marker.start):
                yield marker

    def _numbers(self, start: int, end: int) -> Iterator[Marker]:
        """Yield the numbers of a stretch; the word of 措施1、 may end the words before it."""
        match = MARKER.search(self._text, start, end)
        while match is not None:
            place = match.start("named") if match["named"] else match.start()
            marker = marker_at(self._text, place)
            if marker is not None:
                yield marker
            match = MARKER.search(self._text, max(marker.end if marker else place + 1, match.start() + 1), end)

    def _is_in_clause(self, offset: int) -> bool:
        place = bisect_right(self._clauses, (offset, len(self._text))) - 1
        return place >= 0 and offset < self._clauses[place][1]

    def _is_run_in(self, inner: Marker, start: int, head: Marker | None) -> bool:
        """Tell whether a number comes next, and stands where a part may begin."""
        if inner.start <= (head.end if head else start):
            return False
        if (
            self._is_one_line
            and self._can_head(inner)
            and (self._begins(inner, start) or self._numbering.expects(inner))
        ):
            return True
        return self._numbering.expects(inner) and self._follows_words(inner, start, head)

    def _follows_words(self, inner: Marker, start: int, head: Marker | None) -> bool:
        """Tell whether a number stands behind a sentence, a title, or a heading without a stop."""
        if self._text[inner.start - 1] in _SENTENCE_END:
            return True
        if head is None:
            is_first = not self.tree.roots and inner.style in _OUTERMOST
            return is_first and self._ends_title(inner, start)
        is_word = _WORD.match(self._text, inner.start - 1) and _WORD.match(self._text, inner.end)
        can_follow = inner.style == "han_bracket" or (inner.style == "digit" and is_word)
        is_below = RANK[head.style] < RANK[inner.style]
        return bool(is_below and can_follow) and self._text.find("。", start, inner.start) < 0

    def _can_head(self, inner: Marker) -> bool:
        """Tell whether a number that is next in order heads a part where no line break shows it: 货场2.扩建泊位."""
        return (
            inner.style not in _SMALL_STYLES
            and self._text[inner.start - 1] not in _BINDS_NUMBER
            and _NAMES_PART.match(self._text, inner.end) is not None
        )

    def _begins(self, inner: Marker, start: int) -> bool:
        """Tell whether a first number begins the text, or behind a title of its own a plan that a notice issues."""
        if not self._numbering.open:
            return inner.value == 1
        return inner.value == 1 and inner.style in self._root_styles & _OUTERMOST and self._ends_title(inner, start)

    def _ends_title(self, inner: Marker, start: int) -> bool:
        begin = max(start, inner.start - _LONGEST_NOUN)
        return _ENDS_TITLE.match(self._text, begin, inner.start) is not None

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
        self._is_apart = False
        self._numbering = Numbering(self._numbering.series)
        self._root_styles.clear()
        self._plan += bool(self.tree.roots) and self.tree.roots[-1].plan == self._plan

    def _open_part(self, marker: Marker) -> list[Piece]:
        deepest = self._numbering.open[-1] if self._numbering.open else None
        parent, series = self._numbering.place(marker)
        self._is_apart = self._is_apart and marker.style == ROW
        if self._is_apart:
            return self._open_row_apart(marker, series)
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

    def _open_row_apart(self, marker: Marker, series: int) -> list[Piece]:
        node = Node(marker, None, series, self._plan)
        self._apart.append((node, self._numbering.open))
        self.tree.roots.append(node)
        self._numbering.open = [*self._numbering.open, node]
        return node.pieces

    def _own_text(self) -> list[Piece]:
        if self._is_apart and self._numbering.open[-1].style != ROW:
            return self.tree.loose
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
