"""How Chinese official documents number and mark the heads of their parts."""

import re
import unicodedata
from dataclasses import dataclass

_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十", strict=True))
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_HAN = "一二三四五六七八九十百零〇"
_NO_MEASURE = (
    r"(?![\d.％%℃A-Za-z万亿千百十倍个家元吨条版米月日件次秒级型余多左]|年(?!度)|天(?!然)|"
    r"公里|公斤|公顷|小时|分钟|平方|平米|立方|人次|以上|以下|以内)"
)
"""What follows the number of a heading and no measured one: 1.2建设平台, not 1.2万吨."""

STYLES: tuple[tuple[str, str], ...] = (
    ("part", rf"第(?P<part>[{_HAN}]{{1,5}}|\d{{1,3}})[编篇部]分?(?=[^类门署委])"),
    ("chapter", rf"第(?P<chapter>[{_HAN}]{{1,5}}|\d{{1,3}})章"),
    ("section", rf"第(?P<section>[{_HAN}]{{1,5}}|\d{{1,3}})节"),
    ("article", rf"第(?P<article>[{_HAN}]{{1,5}}|\d{{1,3}})条"),
    ("box", r"专栏(?P<box>\d{1,2}|[一二三四五六七八九十]{1,3})"),
    ("annex", r"附(?:件|表|录)(?P<annex>\d{1,2}|[一二三四五六七八九十]{0,2})(?=[:：\n]|\Z)"),
    ("table", r"[表图](?P<table>\d{1,2})(?![\d.])"),
    ("formal", rf"(?P<formal>[{''.join(_FORMAL)}]{{1,3}})、"),
    ("han", rf"(?P<han>[{_HAN}]{{1,4}})(?:、|[．﹒.](?![{_HAN}\d]))"),
    ("han_bracket", rf"[（(](?P<han_bracket>[{_HAN}]{{1,4}})[)）]"),
    ("decimal", rf"\d{{1,2}}\.(?P<decimal>\d{{1,2}}){_NO_MEASURE}"),
    ("long_decimal", r"\d{1,2}\.\d{1,2}\.(?P<long_decimal>\d{1,2})(?![\d.])"),
    ("named", rf"(?:重点)?(?:任务|行动|举措|措施|工程)(?P<named>[{_HAN}]{{1,3}}|\d{{1,2}})(?:[:：、．﹒]|\.(?!\d))"),
    ("digit", r"(?P<digit>\d{1,3})(?:[．﹒、]|\.(?!\d))"),
    ("digit_bracket", r"[（(](?P<digit_bracket>\d{1,3})[)）]"),
    ("digit_half_bracket", r"(?P<digit_half_bracket>\d{1,2})[)）]"),
    ("circled", r"(?P<circled>[①-⑳])"),
)
"""Every style of numbering, outermost first as official style has them (GB/T 9704)."""

_SIGNS = {"han_bracket_sign": "[㈠-㈩]", "digit_sign": "[⒈-⒛]", "digit_bracket_sign": "[⑴-⒇]"}
"""Numbers that are one character each, with the style that they stand for before `_sign`."""
_PATTERNS = [*(pattern for _, pattern in STYLES), *(f"(?P<{name}>{signs})" for name, signs in _SIGNS.items())]
MARKER = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
WHOLE = "whole"
"""The style of a bare number over decimal ones, `2 重点任务` over 2.1; nothing but what follows proves it."""
ROW = "row"
"""The style of a number that fills the first cell of a table's row; it stands below all others."""
_NAMES = [name for name, _ in STYLES]
RANK = {
    name: rank
    for rank, name in enumerate([*_NAMES[: _NAMES.index("decimal")], WHOLE, *_NAMES[_NAMES.index("decimal") :], ROW])
}
NAMED_STYLES = frozenset({"part", "chapter", "section", "box", "annex", "table"})
"""The styles whose number stands in words of its own: 第三章, 专栏2, 附件."""
_RUN_IN = re.compile(rf"(?<=[。！？；）)])(?:{MARKER.pattern})")


@dataclass(frozen=True)
class Marker:
    """A printed number at the head of a heading or an item: `（三）` is style han_bracket, value 3."""

    style: str
    value: int
    start: int
    end: int


def han_number(text: str) -> int:
    """Return the value of a small Chinese or Arabic number: 三十二 is 32, 109 is 109. Empty text is 1."""
    if not text:
        return 1
    if text.isdigit():
        return int(text)
    total, digit = 0, 0
    for character in (_FORMAL.get(printed, printed) for printed in text):
        if character == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif character == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = _DIGITS[character]
    return total + digit


def marker_at(text: str, start: int = 0) -> Marker | None:
    """Return the number printed at an offset of a text, or None."""
    match = MARKER.match(text, start)
    if match is None or match.lastgroup is None:
        return None
    printed = match.group(match.lastgroup)
    style = match.lastgroup.removesuffix("_sign")
    is_sign = style != match.lastgroup or style == "circled"
    return Marker(style, int(unicodedata.numeric(printed)) if is_sign else han_number(printed), start, match.end())


def last_inline_marker(text: str) -> Marker | None:
    """Return the last number that stands behind a sentence or a bracket inside a text, or None."""
    match = None
    for match in _RUN_IN.finditer(text):  # noqa: B007 - only the last is wanted
        pass
    return marker_at(text, match.start()) if match else None
