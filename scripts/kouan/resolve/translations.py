"""English forms of what documents print: made once by people, kept in the list of translations."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kouan.clean.markers import han_number
from kouan.reference import Reference
from kouan.rows import Row, Tables

_BETWEEN_HEADINGS = " > "

TRANSLATED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "passages": ("heading_path",),
        "tasks": ("heading_path", "title"),
        "port_mentions": ("class",),
        "targets": ("indicator", "unit", "baseline"),
    }
)
"""The columns of each table that have an English form beside them, in a column of their name with `_en`."""

_NUMERAL = re.compile("[一二三四五六七八九十百零〇两]+")
_SIGNS = str.maketrans({"（": "(", "）": ")", "．": ".", "专": None, "栏": "Box ", "行": "Row "})


def translated(tables: Tables, reference: Reference) -> Tables:
    """Return tables with the English forms that the list holds; a text that it lacks has none."""
    english = {entry["text"]: entry["text_en"] for entry in reference["translations"]}
    made = dict(tables) | {
        table: [row | {f"{column}_en": _english(row[column], english) for column in columns} for row in tables[table]]
        for table, columns in TRANSLATED.items()
    }
    return made | {"tasks": [row | {"number_en": number_in_english(str(row["number"]))} for row in made["tasks"]]}


def untranslated(tables: Tables) -> Iterator[tuple[Row, str]]:
    """Yield each row and column whose text has no English form, of tables that `translated` returned."""
    for table, columns in TRANSLATED.items():
        for row in tables[table]:
            for column in columns:
                if row[column] is not None and row[f"{column}_en"] is None:
                    yield row, column


def number_in_english(number: str) -> str | None:
    """Return a task's number as it would stand in English: （三） is (3), 专栏1-2 Box 1-2; None for other words."""
    digits = _NUMERAL.sub(lambda match: str(han_number(match[0])), number).translate(_SIGNS)
    return digits if digits.isascii() else None


def _english(text: object, english: Mapping[str, str]) -> str | None:
    """Return the English form of a text; that of a path of headings is made of its headings."""
    if text is None:
        return None
    parts = [_part(part, english) for part in str(text).split(_BETWEEN_HEADINGS)]
    known = [part for part in parts if part is not None]
    return _BETWEEN_HEADINGS.join(known) if len(known) == len(parts) else None


def _part(text: str, english: Mapping[str, str]) -> str | None:
    # What has no Chinese, such as %, is its own English form.
    return english.get(text, text if text.isascii() else None)
