"""Numbers as lists print them, by the names that Office Open XML has for their styles (ECMA-376, ST_NumberFormat)."""

from collections.abc import Callable
from types import MappingProxyType

_HAN = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_GREATEST_ROMAN = 3999


def numeral(value: int, style: str) -> str:
    """Return a number in a style of ST_NumberFormat, `chineseCounting` or `decimalEnclosedCircle`.

    Where the style cannot write it, or is unknown, it stands in Arabic digits; `none` and `bullet` write nothing.
    """
    if style in {"none", "bullet"}:
        return ""
    writer = _WRITERS.get(style)
    return (writer(value) if writer is not None and value >= 0 else "") or str(value)


def _counted(value: int, digits: str, units: str, ten: str) -> str:
    """Return a number below ten thousand as it is spoken: 十二, 一百零五; no text for others."""
    if not 0 < value < 10_000:  # noqa: PLR2004
        return digits[0] if value == 0 else ""
    text = ""
    is_skipped = False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit == 0:
            is_skipped = bool(text)
            continue
        text += "零" * is_skipped + digits[digit] + ("" if place == 0 else units[place - 1])
        is_skipped = False
    return ten + text.removeprefix(digits[1] + units[0]) if text.startswith(digits[1] + units[0]) else text


def _spoken(value: int) -> str:
    return _counted(value, _HAN, "十百千", "十")


def _spoken_in_japanese(value: int) -> str:
    return _spoken(value).replace("一百", "百").replace("一千", "千").replace("一十", "十").replace("零", "")


def _digit_by_digit(value: int) -> str:
    return "".join(_HAN[int(digit)] for digit in str(value))


def _from(first: str, count: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else ""


def _of(characters: str) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if 0 < value <= len(characters) else ""


def _circled(value: int) -> str:
    return _from("①", 20)(value) or _from("㉑", 15)(value - 20) or _from("㊱", 15)(value - 35)


def _full_width(value: int) -> str:
    return "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(value))


def _roman(value: int) -> str:
    text = ""
    for number, letters in _ROMAN if value <= _GREATEST_ROMAN else ():
        text += letters * (value // number)
        value %= number
    return text


def _lettered(value: int) -> str:
    """Return a, b … z, aa, bb …, as Word counts."""
    return chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 30) if value > 0 else ""


_WRITERS: MappingProxyType[str, Callable[[int], str]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "chineseCounting",
                "chineseCountingThousand",
                "taiwaneseCounting",
                "taiwaneseCountingThousand",
            ),
            _spoken,
        ),
        "japaneseCounting": _spoken_in_japanese,
        **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digit_by_digit),
        "chineseLegalSimplified": lambda value: _counted(value, _LEGAL_SIMPLIFIED, "拾佰仟", "壹拾"),
        "ideographLegalTraditional": lambda value: _counted(value, _LEGAL_TRADITIONAL, "拾佰仟", "壹拾"),
        **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
        "decimalEnclosedParen": _from("⑴", 20),
        "decimalEnclosedFullstop": _from("⒈", 20),
        "ideographEnclosedCircle": _from("㊀", 10),
        "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
        **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
        "decimalZero": lambda value: f"{value:02}",
        "lowerRoman": _roman,
        "upperRoman": lambda value: _roman(value).upper(),
        "lowerLetter": _lettered,
        "upperLetter": lambda value: _lettered(value).upper(),
    }
)
