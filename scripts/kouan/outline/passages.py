"""The whole document as passages, in order and without gaps: text, and what is not text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kouan.clean import Aside, CleanText
from kouan.clean.text import CELL_BORDER
from kouan.clean.title_nouns import NOUN
from kouan.outline.headings import Headings, is_past
from kouan.outline.pieces import Node, Piece, Tree, is_caption
from kouan.outline.tasks import TaskIndex

_LONGEST_HEADING = 60
_DATED = re.compile(
    r"\d{4}[-年./]\d{1,2}(?!\d)|发布|来源|索引号|发文|文号|[〔\[［]\d{4}[〕\]］]|信息分类|主题词|有效性|联系人|附件|附录|附表"
)
_TITLE_NOUN = re.compile(NOUN)
_LABEL_OR_SENTENCE = re.compile(r"[。；！？:：]")
_BORDERS = f"\n{CELL_BORDER} "


@dataclass(frozen=True)
class Passage:
    """A heading, paragraph, item, box entry or table cell of the text.

    `start` and `end` are clean offsets, `words` where its own begin behind a number. `task` is the local id
    of the innermost task around it, `is_past` says that its headings speak of what has been reached or found.
    """

    kind: str
    start: int
    end: int
    heading_path: tuple[str, ...]
    task: str | None
    is_past: bool
    words: int = 0


@dataclass(frozen=True)
class Stretch:
    """A passage as published: its kind, stored span, text and place in the outline. Aside text has no task."""

    kind: str
    start: int
    end: int
    text: str
    heading_path: tuple[str, ...]
    task: str | None


def find_passages(clean: CleanText, tree: Tree, headings: Headings, tasks: TaskIndex) -> list[Passage]:
    """Return the passages of the text itself, in order."""
    found: list[Passage] = []
    has_title = False
    for piece in tree.front:
        kind = _front_kind(clean.text, piece, has_title=has_title)
        has_title = has_title or kind == "title"
        found.append(Passage(kind, piece.start, piece.end, (), None, is_past=False))
    for piece in tree.loose:
        kind = _front_kind(clean.text, piece, has_title=True)
        found.append(Passage(kind, piece.start, piece.end, (), None, is_past=False))
    for node in tree.nodes():
        path = headings.path(node)
        own = headings.path_within(node)
        for piece in node.pieces:
            words = _first_word(clean.text, piece)
            task = tasks.at(words)
            kind = _kind(clean.text, piece, node)
            where = path if piece is node.pieces[0] else own
            where = (*own, piece.column) if piece.column else where
            local = task.local if task else None
            found.append(Passage(kind, piece.start, piece.end, where, local, is_past(own), words))
    return sorted(found, key=lambda passage: passage.start)


def _first_word(text: str, piece: Piece) -> int:
    """Return where a piece's own words begin, behind its number; where it begins if it is nothing but a number."""
    start = piece.marker.end if piece.marker else piece.start
    while start < piece.end and text[start] in _BORDERS:
        start += 1
    return start if start < piece.end else piece.start


def _kind(text: str, piece: Piece, node: Node) -> str:
    if piece.block == "cell":
        return "cell"
    is_first = piece is node.pieces[0]
    if is_caption(node.marker):
        return "heading" if is_first else "box"
    if not is_first:
        return "item" if piece.block == "bullet" else "paragraph"
    is_alone = piece.end - piece.start <= _LONGEST_HEADING and "。" not in text[piece.start : piece.end - 1]
    return "heading" if is_alone and (len(node.pieces) > 1 or node.children) else "item"


def _front_kind(text: str, piece: Piece, *, has_title: bool) -> str:
    words = text[piece.start : piece.end]
    is_short = len(words) <= _LONGEST_HEADING
    if piece.block == "cell" or (is_short and _DATED.search(words) and not words.endswith(("通知", "。"))):
        return "header"
    if is_short and not _LABEL_OR_SENTENCE.search(words):
        return "title" if not has_title or _TITLE_NOUN.search(words) else "header"
    return "paragraph"


def cover(clean: CleanText, passages: Sequence[Passage], characters: int) -> Iterator[Stretch]:
    """Yield passages that cover the stored document from 0 to `characters` without gap or overlap.

    A passage runs to where the next one begins; one that furniture interrupts is cut there and goes on after it. A
    document that holds nothing visible has no passages.
    """
    cuts: list[tuple[int, str, tuple[str, ...], str | None]] = []
    inner = [bisect_left(clean.positions, aside.positions[0]) for aside in clean.asides]
    cuts.extend((aside.positions[0], aside.kind, (), None) for aside in clean.asides)
    for passage in passages:
        begins = {clean.positions[passage.start]}
        interrupting = clean.asides[bisect_right(inner, passage.start) : bisect_left(inner, passage.end)]
        begins.update(_resume(clean, aside) for aside in interrupting)
        # A number apart from its words, with furniture between, stands before the task.
        words = clean.positions[passage.words]
        for begin, end in pairwise([*sorted(begins), characters]):
            cuts.append((begin, passage.kind, passage.heading_path, passage.task if words < end else None))
    cuts.sort(key=lambda cut: cut[0])
    for place, (begin, kind, path, task) in enumerate(cuts):
        start = 0 if place == 0 else begin
        end = cuts[place + 1][0] if place + 1 < len(cuts) else characters
        yield Stretch(kind, start, end, clean.quote(start, end).strip(_BORDERS), path, task)


def _resume(clean: CleanText, aside: Aside) -> int:
    """Return the stored index where the text goes on after an aside."""
    return clean.positions[bisect_left(clean.positions, aside.positions[-1])]
