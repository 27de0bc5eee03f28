"""What the parts of a document are called, and what their names say of them."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from kouan.clean import CleanText
from kouan.clean.markers import ROW
from kouan.outline.pieces import Node, Piece

_NOT_WORK = re.compile(
    r"总体(?:要求|思路|目标|定位|布局)|指导思想|基本原则|(?:发展|主要|工作|战略|总)目标|目标任务和要求|战略定位|区位布局|空间布局|"
    r"成就|成效|回顾|进展|基础|现状|形势|背景|机遇|挑战|问题|环境分析|适用范围|编制依据|总则|附则|考评(?:对象|内容|方式|结果)"
)
_PAST = re.compile(r"成就|成效|回顾|进展|发展基础|工作基础|现状|形势|背景|机遇|挑战|问题|环境分析")
_FIRST_SENTENCE = re.compile(r"[^。！？\n]*")
_RUN_IN = re.compile(r"(?<=.{4})(?=围绕|为了|为贯彻|根据|按照|依据|坚持以|以习近平)")
_LONGEST_HEADING = 45
_NUMBER_EDGES = re.compile(r"[．﹒、.：:\s]+$")


class Headings:
    """The headings of a document's parts; a responsibility clause is no part of one."""

    def __init__(self, clean: CleanText, clause_spans: Sequence[tuple[int, int]]) -> None:
        self._text = clean.text
        self._bold = dict(clean.bold)
        self._clause_starts = sorted(start for start, _ in clause_spans)
        self._known: dict[int, str] = {}

    def title(self, node: Node) -> str:
        """Return what a part is called; a row by the cell behind its number."""
        return self.name(node.pieces[1] if node.style == ROW and len(node.pieces) > 1 else node.pieces[0])

    def name(self, piece: Piece) -> str:
        """Return the bold head of a piece, else its first sentence without the clause and the full stop."""
        start = piece.marker.end if piece.marker else piece.start
        bold = self._bold.get(start, 0)
        if start < bold <= piece.end:
            return re.sub(r"[：:。]+$", "", self._text[start:bold])
        clause = bisect_right(self._clause_starts, start)
        end = min([piece.end, *self._clause_starts[clause : clause + 1]])
        match = _FIRST_SENTENCE.match(self._text, start, end)
        return match.group().rstrip("：:，,；;") if match else ""

    def is_bold(self, piece: Piece) -> bool:
        """Tell whether a piece begins in bold."""
        return piece.start in self._bold

    def number(self, node: Node) -> str:
        """Return a number as printed, without the point behind it and with full-width brackets: `4`, `（三）`."""
        printed = self._text[node.marker.start : node.marker.end]
        return _NUMBER_EDGES.sub("", printed).replace("(", "（").replace(")", "）")

    def heading(self, node: Node) -> str:
        """Return a heading as printed, number included: `（一）优化口岸布局行动`."""
        if id(node) not in self._known:
            title = self.title(node)
            run_in = _RUN_IN.search(title) if len(title) > _LONGEST_HEADING else None
            title = title[: run_in.start()] if run_in else title
            self._known[id(node)] = self._text[node.marker.start : node.marker.end] + title
        return self._known[id(node)]

    def path(self, node: Node) -> tuple[str, ...]:
        """Return the headings of the parts around a part, outermost first."""
        return tuple(self.heading(part) for part in node.ancestors())

    def sets_no_task(self, node: Node) -> bool:
        """Tell whether under this heading a plan tells, aims or defines, but sets no task."""
        return _NOT_WORK.search(self.heading(node)) is not None


def is_past(path: Sequence[str]) -> bool:
    """Tell whether headings speak of what has been reached or found, not of what is to be done."""
    return any(_PAST.search(part) for part in path)
