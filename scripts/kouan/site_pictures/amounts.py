"""Values of targets as people write them."""

from kouan.site_language import ZH, Language
from kouan.site_pictures.answers import Row

_SIGNS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "about": "≈ "}
# Printed units that say the same in English without a factor; others are given in base units.
_PRINTED = {"%": "%", "倍": "times", "小时": "hours"}
# What a number without a unit has for one.
_COUNT = "1"


def amount(row: Row, t: Language) -> str:
    """Return the value of a target with its comparison and unit: as printed in Chinese, in base units in English.

    It is empty for what has no value.
    """
    if row["value"] is None:
        return ""
    value, most, unit = row["value"], row["value_max"], row["unit"]
    if t != ZH and unit in _PRINTED:
        unit = _PRINTED[unit]
    elif t != ZH:
        value, most = row["value_si"], row["value_max_si"]
        unit = "" if row["unit_si"] == _COUNT else row["unit_si"]
    number = figure(value) if most is None else f"{figure(value)}–{figure(most)}"
    return f"{_SIGNS.get(row['comparator'], '')}{number} {unit or ''}".strip()


def figure(value: float) -> str:
    """Return a number with commas and without needless decimals."""
    return f"{value:,.15g}"
