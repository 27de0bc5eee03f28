"""Values of targets as people write them."""

from kouan.site.language import ZH, Language
from kouan.site.pictures.answers import Row

_SIGNS = {"ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "about": "≈ "}
# What 个 and 家 count has no word for it in English.
_NO_WORD = ("items", "units")
_PLURAL = {"person-trip": "person-trips"}
# What a number without a unit has for one.
_COUNT = "1"


def amount(row: Row, t: Language) -> str:
    """Return the value of a target with its comparison and unit, empty for what has no value.

    It is as printed; but in English, where the unit has a factor (万吨) or no English form, it is in base units.
    """
    if row["value"] is None:
        return ""
    value, most, unit = row["value"], row["value_max"], row["unit"]
    if t != ZH:
        unit = row["unit_en"]
        if unit is None or unit[0].isdigit():
            value, most = row["value_si"], row["value_max_si"]
            unit = "" if row["unit_si"] == _COUNT else _PLURAL.get(row["unit_si"], row["unit_si"])
        elif unit in _NO_WORD:
            unit = ""
    number = figure(value) if most is None else f"{figure(value)}–{figure(most)}"
    return f"{_SIGNS.get(row['comparator'], '')}{number} {unit or ''}".strip()


def figure(value: float) -> str:
    """Return a number with commas and without needless decimals."""
    return f"{value:,.15g}"
