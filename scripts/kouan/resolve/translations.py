"""English forms of what documents print: made once by people, kept in the list of translations."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from kouan.reference import Reference
from kouan.rows import Row, Tables

_BETWEEN_HEADINGS = " > "

TRANSLATED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "tasks": ("heading_path", "title"),
        "port_mentions": ("class",),
        "targets": ("indicator", "unit"),
    }
)
"""The columns of each table that have an English form beside them, in a column of their name with `_en`."""


def translated(tables: Tables, reference: Reference) -> Tables:
    """Return tables with the English forms that the list holds; a text that it lacks has none."""
    english = {entry["text"]: entry["text_en"] for entry in reference["translations"]}
    return dict(tables) | {
        table: [row | {f"{column}_en": _english(row[column], english) for column in columns} for row in tables[table]]
        for table, columns in TRANSLATED.items()
    }


def untranslated(tables: Tables) -> Iterator[tuple[Row, str]]:
    """Yield each row and column whose text has no English form, of tables that `translated` returned."""
    for table, columns in TRANSLATED.items():
        for row in tables[table]:
            for column in columns:
                if row[column] is not None and row[f"{column}_en"] is None:
                    yield row, column


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
