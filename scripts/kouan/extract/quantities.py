"""Quantities as documents print them: a number, its unit and the words that compare (不少于10家, 3—5个, 千万吨级)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kouan.errors import KouanError
from kouan.extract.numerals import MULTIPLIERS, NUMERALS, read_chinese

Number = int | float

PREFIXES = {
    "ge": ("不低于", "不少于", "不小于", "不得低于", "不得少于", "至少达到", "至少", "≥", "≧", "⩾", ">="),
    "gt": ("超过", "超", "突破", "高于", "大于", "多于", "优于", "逾", ">", "＞"),
    "le": ("不高于", "不超过", "不超", "不大于", "不多于", "不得超过", "不得高于", "控制在", "≤", "≦", "⩽", "<="),
    "lt": ("低于", "小于", "少于", "<", "＜"),
    "about": ("大约", "约", "近", "接近", "将近"),
}
"""Words before a number and what they say of it."""
SUFFIXES = {
    "ge": ("及以上", "以上", "（含）以上", "(含)以上"),
    "le": ("及以内", "以内", "之内", "及以下", "以下"),
    "about": ("左右", "上下"),
}
"""Words behind a number and what they say of it; 内 says `le` of times only."""
_ENDS_OF_WORDS = {"约": "节签预条大集", "近": "附靠临就", "超": "赶反"}
_TEN = 10
_LARGEST = 2**63
_LONGEST = 15
"""No quantity has more figures; codes have."""
_BRACKETS = str.maketrans("()", "（）")
_TIMES = {"一": 2, None: 2, "两": 4, "二": 4, "三": 8}
_RATIO = re.compile(r"[:：/]\d")
_COUNTED_IN_CHINESE = (
    "个百分点|平方公里|标准箱|人次|公里|万千瓦|千瓦|美元|标箱|场次|个|家|条|项|座|所|处|户|名|批次|批|支|场|款|艘|只|亩|吨|元|件|套"
    "|辆|列|位|倍|部|门|间|株|架|台|成(?=[以及左]|$)"
)
_REACHED = ("达到", "达", "至", "到", "为")
_LIMITED = frozenset({"s", "working-day", "month"})
_CLASSIFIERS = "个家项款种台套件条座处名户"
_UNLISTED = (
    r"(?![年月日号期届版周级线路度大强新多余到至和与及、的])"
    r"(?:(?:(?!及)[一-龥]){1,3}(?=(?:[（(]含[）)])?以[上下内]|及以[上下内]|左右)|[一-龥]$)"
)
"""A unit that no list knows is read where it can be nothing else: 500站以上, and 600栋 at the end of its clause."""
_ENDS_BEFORE = {
    "部": "分门委",
    "支": "持撑柱付",
    "组": "织",
    "处": "理置",
    "批": "准复",
    "场": "景所馆地",
    "条": "件例款",
    "班": "列组",
    "片": "区",
    "单": "位元",
    "门": "类户店",
    "家": "庭",
    "户": "籍",
    "项": "目",
}
"""Characters behind which a unit would be only the first half of a word: 2部门, 10场景."""


@dataclass(frozen=True)
class Unit:
    """What one printed unit is worth: `factor` times the base unit `unit_si` (标箱 is 1 TEU, 小时 is 3600 s)."""

    factor: Decimal
    unit_si: str


Units = Mapping[str, Unit]


@dataclass(frozen=True)
class Quantity:
    """A number read at the half-open span [start, end), its comparing words and its unit included.

    `number` is the offset of the first figure. `is_worded` tells that a comparing word is printed, `is_level` that the
    number gives an order of size (级), `is_chinese` that it is a Chinese numeral below ten, which is as often part of a
    name (两个市场).
    """

    start: int
    number: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    comparator: str
    is_worded: bool = False
    is_level: bool = False
    is_chinese: bool = False


@dataclass(frozen=True)
class _Figure:
    value: Decimal
    unit: str
    value_max: Decimal | None = None
    is_level: bool = False


def read_units(rows: Iterable[Mapping[str, str]]) -> dict[str, Unit]:
    """Return the units of a list with the columns unit, factor and unit_si; a factor that is no number is an error."""
    units: dict[str, Unit] = {}
    for row in rows:
        try:
            units[row["unit"]] = Unit(Decimal(row["factor"]), row["unit_si"])
        except (ArithmeticError, KeyError) as error:
            message = f"units.csv: the row of {row.get('unit', '?')} needs a unit, a numeric factor and a unit_si."
            raise KouanError(message) from error
    return units


def as_number(value: Decimal) -> Number:
    """Return a decimal as an int where it is whole and fits in 64 bits, else as a float."""
    return int(value) if abs(value) < _LARGEST and value == value.to_integral_value() else float(value)


def split_unit(unit: str, units: Units) -> tuple[Decimal, str]:
    """Part a printed unit into its multiplier and the name that the list has: 万标箱 is 10000 and 标箱."""
    unit = unit.translate(_BRACKETS)
    if unit in units:
        return Decimal(1), unit
    for word, factor in MULTIPLIERS.items():
        if unit.startswith(word):
            return factor, unit.removeprefix(word)
    return Decimal(1), unit


def unit_si(unit: str | None, units: Units) -> str | None:
    """Return the base unit of a printed one: TEU for 万标箱, "1" for a bare number, None for an unlisted unit."""
    name = split_unit(unit or "", units)[1]
    if not name:
        return "1"
    return units[name].unit_si if name in units else None


def to_base(value: Number | None, unit: str | None, units: Units) -> tuple[Number | None, str | None]:
    """Return a value in base units and the base unit: 235 万标箱 gives 2350000 TEU, 15 % gives 0.15 and "1"."""
    base = unit_si(unit, units)
    if value is None or base is None:
        return None, base
    factor, name = split_unit(unit or "", units)
    worth = units[name].factor if name else Decimal(1)
    return as_number(Decimal(str(value)) * factor * worth), base


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


_FIRST = r"\d<>≤≥≦≧⩽⩾＜＞〇一七万三不两九二五亿优低八六十千半四多大将小少接控百突约翻至超近逾零高"
"""With what a quantity begins; looked at before anything else, since most characters begin none."""


class QuantityReader:
    """Reads quantities with the units of a list."""

    def __init__(self, units: Units) -> None:
        """Prepare the pattern for a list of units."""
        self._units = units
        names = "|".join(
            re.escape(name).replace("（", "[（(]").replace("）", "[）)]") for name in _longest_first(units)
        )
        per = rf"(?:{names})(?:/(?:每?(?:万元|[万千百])?(?:{names})|年|天|日|月))?"
        whole = "|".join(re.escape(name) for name in _longest_first(units) if name.startswith(tuple(MULTIPLIERS)))
        multiplier = f"(?!{whole})(?:{'|'.join(MULTIPLIERS)})" if whole else "|".join(MULTIPLIERS)
        prefixes = _longest_first(word for words in PREFIXES.values() for word in words)
        prefix = "|".join(
            f"(?<![{_ENDS_OF_WORDS[word]}]){word}" if word in _ENDS_OF_WORDS else word for word in prefixes
        )
        suffix = "|".join(map(re.escape, _longest_first(word for words in SUFFIXES.values() for word in words)))
        figures = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
        middle = rf"%|％|(?:{multiplier})?(?:{names})?"
        behind_latin = rf"(?<=[A-Za-z]{{2}})(?=\d+(?:{multiplier})?[{_CLASSIFIERS}])"
        self._pattern = re.compile(
            rf"(?=[{_FIRST}])(?P<prefix>{prefix})?"
            rf"(?:(?:(?<![\dA-Za-z第.×*/])(?<!\d[:：])|{behind_latin})(?P<from>(?<=[由从]))?"
            rf"(?P<number>{figures})(?(from)|(?:(?:{middle})(?:——|[—–~～至到-])(?P<most>{figures}))?)"
            rf"(?P<more>[余多])?(?P<multiplier>{multiplier})?(?P<over>[余多])?(?P<unit>{per}|(?<=\.\d)年|{_UNLISTED})?(?P<level>级)?"
            rf"|百分之(?P<percent>[{NUMERALS}]+(?:点[{NUMERALS}]+)?)"
            rf"|(?<![\d第{NUMERALS}万亿])(?P<size>{multiplier})(?P<sized>{names})?(?P<size_level>级)?"
            rf"|(?<![第{NUMERALS}万亿])(?P<chinese>[{NUMERALS}]{{1,7}})(?P<myriads>万亿|亿|万)?"
            rf"(?P<counted>{_COUNTED_IN_CHINESE})"
            r"|(?P<halved>半)(?P<half_unit>个月|小时|个工作日|天)"
            r"|(?P<doubled>翻)(?P<times>[一两二三])?番"
            r"|(?P<half>一半)"
            r"|(?P<parts>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九]))"
            rf"(?P<suffix>{suffix}|内)?"
        )

    def unit_si(self, quantity: Quantity) -> str | None:
        """Return the base unit of a quantity, None for an unknown one."""
        return unit_si(quantity.unit, self._units)

    def find(self, text: str) -> Iterator[Quantity]:
        """Yield the quantities of a text, in order; whether they are promised is not asked here."""
        for match in self._pattern.finditer(text):
            form = next(name for name in _FORMS if match[name] is not None)
            figure = _FORMS[form](match, self._units)
            if figure is not None:
                yield self._quantity(match, figure, form)

    def _quantity(self, match: re.Match[str], figure: _Figure, form: str) -> Quantity:
        unit = f"{figure.unit}元" if figure.is_level and figure.unit.endswith("亿") else figure.unit
        prefix, suffix = match["prefix"], match["suffix"]
        is_limit = suffix != "内" or unit_si(unit, self._units) in _LIMITED
        if not is_limit:
            suffix = None
        is_worded = bool(prefix or suffix or figure.value_max is not None or form == "doubled")
        return Quantity(
            start=match.start(),
            number=match.start() + len(prefix or ""),
            end=match.end() if is_limit else match.end() - 1,
            value=figure.value,
            value_max=figure.value_max,
            unit=unit or None,
            comparator=_comparator(match, figure, suffix),
            is_worded=is_worded,
            is_level=figure.is_level,
            is_chinese=form == "chinese" and figure.value < _TEN,
        )


def _comparator(match: re.Match[str], figure: _Figure, suffix: str | None) -> str:
    if figure.value_max is not None:
        return "range"
    if suffix in SUFFIXES["about"]:
        return "about"
    for word, table in ((match["prefix"], PREFIXES), (suffix, SUFFIXES)):
        for comparator, words in table.items():
            if word in words:
                return comparator
    if suffix == "内":
        return "le"
    if match["more"] or match["over"]:
        return "gt"
    return "about" if figure.is_level else "eq"


def _in_figures(match: re.Match[str], _: Units) -> _Figure | None:
    """Read 235万标箱, 3—5个 or 5000万吨级; 5G, 0551, 1:6 and 2部门 are no quantities."""
    value = Decimal(match["number"].replace(",", ""))
    most = Decimal(match["most"].replace(",", "")) if match["most"] else None
    unit = (match["multiplier"] or "") + (match["unit"] or "")
    following = match.string[match.end() : match.end() + 1]
    is_latin = following.isascii() and following.isalnum()
    is_name = is_latin and (not unit or (unit[-1].isascii() and unit[-1].isalpha()))
    is_ratio = not unit and bool(_RATIO.match(match.string, match.end()))
    is_word = bool(unit) and bool(following) and following in _ENDS_BEFORE.get(unit[-1], "")
    is_code = match["number"].startswith("0") and match["number"][1:2].isdigit()
    is_code = is_code or max(len(match["number"]), len(match["most"] or "")) > _LONGEST
    if is_code or is_name or is_ratio or is_word or (most is not None and most <= value):
        return None
    return _Figure(value, unit, most, is_level=match["level"] is not None)


def _in_percent(match: re.Match[str], _: Units) -> _Figure | None:
    """Read 百分之九十."""
    return _Figure(read_chinese(match["percent"]), "%")


def _in_size(match: re.Match[str], units: Units) -> _Figure | None:
    """Read a bare order of size: 千万吨级 is 1000 万吨, 突破千亿元 is 1000 亿元."""
    word, name, is_level = match["size"], match["sized"] or "", match["size_level"] is not None
    is_reached = match["prefix"] or match.string[: match.start()].endswith(_REACHED)
    if not is_level and not (name and is_reached and units[name].unit_si != "bit/s"):
        return None
    multiplier = next((unit for unit in ("万亿", "亿", "万") if word.endswith(unit)), "")
    rest = word.removesuffix(multiplier)
    return _Figure(read_chinese(rest) if rest else Decimal(1), multiplier + name, is_level=is_level)


def _in_chinese(match: re.Match[str], _: Units) -> _Figure | None:
    """Read 三条, 十五个, 两千万元 or 一倍; 一个 and 百家 count nothing."""
    numeral, unit = match["chinese"], (match["myriads"] or "") + match["counted"]
    following = match.string[match.end() : match.end() + 1]
    if (numeral == "一" and unit != "倍") or set(numeral) <= set("百千零〇"):
        return None
    if following and following in _ENDS_BEFORE.get(unit[-1], ""):
        return None
    return _Figure(read_chinese(numeral), unit)


_FORMS: Mapping[str, Callable[[re.Match[str], Units], _Figure | None]] = {
    "number": _in_figures,
    "percent": _in_percent,
    "size": _in_size,
    "chinese": _in_chinese,
    "halved": lambda match, _: _Figure(Decimal("0.5"), match["half_unit"]),
    "doubled": lambda match, _: _Figure(Decimal(_TIMES[match["times"]]), "倍"),
    "half": lambda _match, _units: _Figure(Decimal("0.5"), ""),
    "parts": lambda match, _: _Figure(read_chinese(match["part"]) / read_chinese(match["parts"]), ""),
}
"""The ways of writing a number, by the group of the pattern that reads them."""
