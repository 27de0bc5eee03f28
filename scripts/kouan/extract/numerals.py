"""Chinese numerals and the words for large round numbers (三千零五, 百亿)."""

from decimal import Decimal

MULTIPLIERS = {
    "千万亿": Decimal(10) ** 15,
    "百万亿": Decimal(10) ** 14,
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "亿": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}
"""Words that multiply the number before them, or count alone (千亿级), the largest first."""
NUMERALS = "零〇一二两三四五六七八九十百千"
"""The characters of Chinese numerals below ten thousand."""
_DIGITS = "零一二三四五六七八九"
_POWERS = {"十": 10, "百": 100, "千": 1000}


def read_chinese(numeral: str) -> Decimal:
    """Return the number of a Chinese numeral below ten thousand: 十五 is 15, 二百三十 is 230, 二〇 is 20.

    What follows 点 are decimals: 九十五点五 is 95.5.
    """
    whole, _, decimals = numeral.partition("点")
    value = _whole(whole)
    return value + Decimal(f"0.{''.join(str(_digit(character)) for character in decimals)}") if decimals else value


def _whole(numeral: str) -> Decimal:
    if not set(numeral) & set(_POWERS):
        return Decimal("".join(str(_digit(character)) for character in numeral) or "0")
    total, digit = 0, None
    for character in numeral:
        if character in _POWERS:
            total += (1 if digit is None else digit) * _POWERS[character]
            digit = None
        else:
            digit = _digit(character)
    return Decimal(total + (digit or 0))


def _digit(character: str) -> int:
    return {"两": 2, "〇": 0}.get(character, _DIGITS.find(character))
