"""Names that only layout parted: 省商务厅 武汉海关, or a cell with one agency in each line.

Cleaning drops spaces and the breaks inside a cell, so that the names run together in the cleaned text. A gap, where
something was dropped, parts two names if a whole name stands on either side of it; a gap inside a name does not.
"""

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass

from kouan.clean import CleanText
from kouan.extract.agency_names import is_agency
from kouan.extract.clause_words import VERB

_SEPARATOR = "、"
_BORDER = re.compile(r"[，,；;。：:|\n（）()〔〕［］\[\]【】﹝﹞]|、")
_LIST_BORDER = re.compile(r"[。：:|\n（）()〔〕［］\[\]【】﹝﹞]")
_OTHERS = re.compile(r"等[^等]{0,12}$")
_OWN_BEGINNING = re.compile(
    r"省|市(?!场|政|民|容|域)|各|国家|国务院|中共|中国|中央|中华|自治区|[一-龥]{2,6}(?:海关|海事局)$|"
    r"[一-龥]{2,8}?(?:省|市|自治区|自治州|县|区|盟|州)(?=人民|政府|委|.{2,12}[厅局委办]$)"
)
"""How a name begins that no other one goes on with."""
_ONE_BODY = re.compile(
    r"国家税务总局\n.{1,400}税务局|国家统计局\n.{1,400}调查总?队|"
    r"[^\n]{1,300}(?:总署|局|银行|监会|委员会|委|公司|政府)\n(?!国家|中国|省|市(?!场)|自治区|各)"
    r".{0,400}(?:特派员?办(?:事处)?|分署|分局|分公司|[分支]行|监管局|监督管理局|办事处|办公[厅室]|[一-龥]{2}办)"
)
"""A body and its branch or office, in one name over two lines: 国家税务总局⏎安徽省税务局, 省政府⏎口岸办."""
_LONGEST = 45


@dataclass(frozen=True)
class PartedText:
    """A cleaned text with separators between names that only layout parted.

    `text` is read; `origins[i]` is where its character `i` stands in the cleaned text, an added separator before the
    name behind it.
    """

    text: str
    clean: str
    origins: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the cleaned text for one of this, which must not be empty."""
        return (self.origins[start], self.origins[end - 1] + 1) if self.origins else (start, end)

    def printed(self, start: int, end: int) -> str:
        """Return what the cleaned text prints in a span of this one."""
        return self.clean[slice(*self.span(start, end))] if start < end else ""


def layout_gaps(clean: CleanText) -> frozenset[int]:
    """Return the offsets of a cleaned text before which characters of the stored one were dropped."""
    places = clean.positions
    return frozenset(place for place in range(1, len(places)) if places[place] - places[place - 1] > 1)


def part_names(text: str, gaps: Collection[int]) -> PartedText:
    """Return a cleaned text with its names parted at those gaps that have a whole name on either side."""
    ordered = sorted(gap for gap in gaps if 0 < gap < len(text))
    separators: list[int] = []
    for gap in ordered:
        begin = _beginning(text, gap, separators[-1] if separators else 0)
        if gap - begin <= _LONGEST and is_agency(text[begin:gap]) and _begins_name(text, begin, gap, ordered):
            separators.append(gap)
    if not separators:
        return PartedText(text, text)
    pieces: list[str] = []
    origins: list[int] = []
    for begin, end in zip([0, *separators], [*separators, len(text)], strict=True):
        pieces.append(text[begin:end])
        origins.extend(range(begin, end))
        if end < len(text):
            origins.append(end)
    return PartedText(_SEPARATOR.join(pieces), text, tuple(origins))


def _beginning(text: str, gap: int, last: int) -> int:
    """Return where the name that ends at a gap begins: behind the border or the separator before it."""
    begin = max(last, gap - _LONGEST - 1)
    borders = list(_BORDER.finditer(text, begin, gap))
    return borders[-1].end() if borders else begin


def _begins_name(text: str, begin: int, gap: int, gaps: list[int]) -> bool:
    """Tell whether a whole name stands behind a gap that no name goes on with.

    A name that begins as any other might, 财政厅, does only in a list that nothing but layout parts.
    """
    border = _BORDER.search(text, gap, gap + _LONGEST)
    if border is None and gap + _LONGEST < len(text):
        return False
    end = border.start() if border else len(text)
    stops = [*gaps[bisect_right(gaps, gap) : bisect_right(gaps, end - 1)], _without_verb(text, gap, end)]
    names = [text[gap:stop] for stop in stops if is_agency(text[gap:stop])]
    left = text[begin:gap]
    if not names or any(_ONE_BODY.fullmatch(f"{left}\n{name}") for name in names):
        return False
    return any(map(_OWN_BEGINNING.match, names)) or _is_parted_by_layout(text, gap)


def _without_verb(text: str, start: int, end: int) -> int:
    """Return where a name ends before 等 and the verb of its list: 省财政厅等负责."""
    verb = VERB.search(text, start, end)
    end = verb.start() if verb else end
    others = _OTHERS.search(text, start, end)
    return others.start() if others else end


def _is_parted_by_layout(text: str, gap: int) -> bool:
    """Tell whether the list around a gap prints no 、 or ，."""
    borders = list(_LIST_BORDER.finditer(text, max(0, gap - 10 * _LONGEST), gap))
    begin = borders[-1].end() if borders else max(0, gap - 10 * _LONGEST)
    border = _LIST_BORDER.search(text, gap, gap + 10 * _LONGEST)
    return not re.search(r"[、，,；;]", text[begin : border.start() if border else len(text)])
