"""What the parts of a document are called, and what their names say of them."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from kouan.clean import CleanText
from kouan.clean.markers import ROW, marker_at
from kouan.clean.text import CELL_BORDER
from kouan.outline.pieces import Node, Piece

_AIMS = (
    r"总体(?:要求|思路|目标|定位|布局)|指导思想|(?:基本|工作|实施|总体)原则|"
    r"(?:发展|主要|工作|战略|总|行动|建设|规划|改革|年度|预期|阶段|近期|中期|远期|具体)目标|目标任务和要求|"
    r"(?:战略|功能|发展)定位|(?:区位|空间)布局|(?:适用|实施|试点|规划)范围|(?:编制|制定)依据|总则|附则|名词解释|"
    r"考评(?:对象|内容|方式|结果)"
)
_TOLD = (
    r"成就|成效|回顾|进展|基础|现状|形势|背景|机遇|挑战|问题|困难|短板|环境分析|趋势|"
    r"(?:发展|面临|国际|国内|国内外|外部|内外部|宏观)的?环境"
)
_ENDS_NAME = r"(?=$|[和与及、，,：:。（(]|分析|情况|应用)"
_NAMES_AIM = re.compile(rf"^(?:{_AIMS})|(?:{_AIMS}){_ENDS_NAME}")
_NAMES_PAST = re.compile(rf"(?:{_TOLD}){_ENDS_NAME}")
_WORK_VERB = re.compile(
    r"(?:加强|强化|夯实|筑牢|打牢|巩固|完善|健全|提升|提高|优化|改善|营造|打造|构建|推进|推动|促进|加快|加大|深化|拓展|扩大|"
    r"培育|支持|解决|破解|化解|整治|抢抓|把握|应对|做[好强优]|抓好|落实|开展|创新|创建|规范|统筹|保障|确保|增强|激发|释放|"
    r"引导|聚焦|围绕|紧扣|坚持|补齐|防范|建立|形成|实现|全面|着力|大力|积极|切实|进一步|持续|深入|有效|稳步|高标准|高质量)"
)
"""How headings begin that call for work: 夯实发展基础 is a task, 发展基础 is none."""
_FIRST_SENTENCE = re.compile(r"[^。！？\n]*")
_RUN_IN = re.compile(r"(?<=.{4})(?=围绕|为了|为贯彻|根据|按照|依据|坚持以|以习近平)")
_BORDERS = f"{CELL_BORDER} "
_LONGEST_HEADING = 45
_DECIMAL_STYLES = frozenset({"decimal", "long_decimal"})
_NUMBER_EDGES = re.compile(r"[．﹒、.：:\s]{1,300}$")


class Headings:
    """The headings of a document's parts; a responsibility clause is no part of one."""

    def __init__(self, clean: CleanText, clause_spans: Sequence[tuple[int, int]]) -> None:
        self._text = clean.text
        self._bold = dict(clean.bold)
        self._clause_starts = sorted(start for start, _ in clause_spans)
        self._known: dict[int, str] = {}

    def title(self, node: Node) -> str:
        """Return what a part is called; a row of a table by the cell that names its work."""
        if node.title is not None:
            return self.name(Piece(*node.title, None, "cell"))
        return self.name(node.pieces[0])

    def name(self, piece: Piece) -> str:
        """Return the bold head of a piece, else its first sentence without the clause and the full stop."""
        start = piece.marker.end if piece.marker else piece.start
        bold = self._bold.get(start, 0)
        if start < bold <= piece.end:
            return re.sub(r"[：:。]+$", "", self._text[start:bold])
        clause = bisect_right(self._clause_starts, start)
        end = min([piece.end, *self._clause_starts[clause : clause + 1]])
        match = _FIRST_SENTENCE.match(self._text, start, end)
        return match.group().rstrip(f"：:，,；;{_BORDERS}") if match else ""

    def is_bold(self, piece: Piece) -> bool:
        """Tell whether a piece begins in bold."""
        return piece.start in self._bold

    def number(self, node: Node) -> str:
        """Return a number as printed, without the point behind it and with full-width brackets: `4`, `（三）`.

        A row of a table that prints none is called by its place among the tasks of its table: 行3.
        """
        printed = self._text[node.marker.start : node.marker.end] or f"行{node.marker.value}"
        return _NUMBER_EDGES.sub("", printed).replace("(", "（").replace(")", "）")

    def number_path(self, node: Node) -> str:
        """Return the printed numbers from the outermost part to this one: 四（一）1; 2.1 stands for its 2 as well."""
        path = ""
        for part in [*node.ancestors(), node]:
            path = self.number(part) if part.style in _DECIMAL_STYLES else path + self.number(part)
        return path

    def heading(self, node: Node) -> str:
        """Return a heading as printed, number included: `（一）优化口岸布局行动`.

        A row of a table is called by the cell that names its work: its number stands in a cell of its own.
        """
        if id(node) not in self._known:
            title = self.title(node)
            run_in = _RUN_IN.search(title) if len(title) > _LONGEST_HEADING else None
            title = title[: run_in.start()] if run_in else title
            self._known[id(node)] = self._text[node.marker.start : _words_start(node)] + title
        return self._known[id(node)]

    def path(self, node: Node) -> tuple[str, ...]:
        """Return the headings of the parts around a part, outermost first; a row without words has none."""
        return tuple(heading for part in node.ancestors() if (heading := self.heading(part)))

    def path_within(self, node: Node) -> tuple[str, ...]:
        """Return the same with the part's own heading."""
        return tuple(heading for heading in (*self.path(node), self.heading(node)) if heading)

    def sets_no_task(self, node: Node) -> bool:
        """Tell whether under this heading a plan tells, aims or defines, but sets no task."""
        title = self.heading(node)[_words_start(node) - node.marker.start :]
        return _names(_NAMES_AIM, title) or _names(_NAMES_PAST, title)


def _words_start(node: Node) -> int:
    """Return where a heading goes on behind its number; a row's heading has none."""
    return node.marker.start if node.style == ROW else node.marker.end


def is_past(path: Sequence[str]) -> bool:
    """Tell whether headings speak of what has been reached or found, not of what is to be done."""
    return any(_names(_NAMES_PAST, part[marker.end if (marker := marker_at(part)) else 0 :]) for part in path)


def _names(pattern: re.Pattern[str], title: str) -> bool:
    return _WORK_VERB.match(title) is None and pattern.search(title) is not None
