"""Dates as documents print them: 2022年3月1日, 2022-03-01, 2022.03.01, 二〇二二年三月一日."""

import re
from datetime import date

from kouan.clean.markers import han_number

_HAN_DIGITS = "〇○零一二三四五六七八九"
DATE = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?:年|[-./])(?P<month>\d{1,2})(?:月|[-./])(?P<day>\d{1,2})日?|"
    rf"(?P<han_year>[一二][{_HAN_DIGITS}]{{3}})年(?P<han_month>[一二三四五六七八九十]{{1,2}})月"
    r"(?P<han_day>[一二三四五六七八九十]{1,3})日"
)
CLOSING_DATE = re.compile(rf"(?:{DATE.pattern}|(?:19|20)\d{{2}}年\d{{1,2}}月)(?:印发)?$")
"""A date, or a month, that ends a line."""


def iso(found: re.Match[str]) -> str | None:
    """Return a date as YYYY-MM-DD; None for a day that no calendar has, as 2023-03-0."""
    if found["year"]:
        numbers = int(found["year"]), int(found["month"]), int(found["day"])
    else:
        year = "".join(str(max(0, _HAN_DIGITS.index(digit) - 2)) for digit in found["han_year"])
        numbers = int(year), han_number(found["han_month"]), han_number(found["han_day"])
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return None
