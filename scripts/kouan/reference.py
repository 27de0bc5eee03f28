"""Read the lists kept by hand in datasets/reference/."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from kouan.errors import KouanError

Entry = Mapping[str, str]

FILES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "documents": (
            "document_id", "file", "title_en", "division_code", "period_start_year", "period_end_year", "sha256",
            "original_file", "original_sha256",
        ),
        "divisions": (
            "division_code", "name", "short_name", "name_en", "level", "parent_code", "latitude", "longitude", "slug",
        ),
        "agencies": (
            "agency_id", "name", "short_name", "name_en", "kind", "level", "division_code", "parent_agency_id",
            "is_collective",
        ),
        "agency_aliases": ("alias_id", "alias", "agency_id", "division_code"),
        "agency_stems": ("stem_id", "owner", "provincial", "provincial_en", "local", "local_en", "kind"),
        "agency_patterns": (
            "agency_id", "places", "name", "short_name", "name_en", "kind", "level", "parent_agency_id",
            "is_collective",
        ),
        "agency_pattern_aliases": ("agency_id", "places", "alias"),
        "ports": (
            "port_id", "name", "name_en", "kind", "mode", "division_code", "parent_port_id", "iata_code", "unlocode",
            "latitude", "longitude", "coordinates_source", "code_source", "match_status",
        ),
        "port_aliases": ("alias", "port_id"),
        "projects": ("project_id", "name", "name_en", "kind", "division_code", "port_id"),
        "project_aliases": ("alias", "project_id"),
        "indicators": ("indicator_id", "name", "name_en", "unit_si", "definition", "definition_en"),
        "indicator_aliases": ("alias", "indicator_id"),
        "units": ("unit", "factor", "unit_si", "name", "name_en"),
        "place_words": ("word", "kind"),
        "surnames": ("surname",),
        "subjects": ("phrase", "subject"),
        "translations": ("text", "text_en"),
        "terms": ("term", "term_en"),
        "expected": ("document_id", "table_name", "rows"),
        "quality": (
            "table_name", "column_name", "sample", "document_id", "corpus_document", "stage", "annotated", "predicted",
            "correct", "precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high",
            "f1", "f1_low", "f1_high", "method",
        ),
    }
)  # fmt: skip
"""Each list and the columns that it must have; further ones (source, note) are for its keepers."""

_PLACE = "country|province|municipality|prefecture|league|county"
_PLACES = rf"(?:{_PLACE})(?: (?:{_PLACE}))*"
_VALUES: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "agency_stems": {
            "owner": ("|government|party", "government, party or nothing"),
            "kind": (r"[a-z_]+", "a kind of agency, such as department"),
        },
        "agency_patterns": {
            "places": (_PLACES, f"some of {_PLACE.replace('|', ', ')}, parted by spaces"),
            "name": (".+", "the official name, … or ～ for the place"),
            "kind": (r"[a-z_]+", "a kind of agency, such as department"),
            "level": ("|place|national|provincial|prefectural|county", "place, a level or nothing"),
            "is_collective": ("true|false", "true or false"),
        },
        "agency_pattern_aliases": {
            "places": (f"|{_PLACES}", f"some of {_PLACE.replace('|', ', ')}, parted by spaces, or nothing"),
            "alias": (".+", "a name, … or ～ for the place"),
        },
        "place_words": {
            "kind": ("area|country|initial|ordinary|region", "area, country, initial, ordinary or region"),
        },
        "surnames": {"surname": (r"[㐀-鿿]{1,2}", "one or two Chinese characters")},
        "subjects": {"subject": (r"[a-z0-9]+(?:-[a-z0-9]+)*", "lower-case letters, digits and single hyphens")},
    }
)
"""What code takes the words of some columns for: a pattern, and what people are told; others are checked when used."""

_UNKEYED = ("agency_patterns", "agency_pattern_aliases", "expected", "quality")
"""The lists whose rows are not known by their first column."""


@dataclass(frozen=True, eq=False)
class Reference:
    """All lists by name, each as rows of text in file order. What is made from it once is kept under its identity."""

    lists: Mapping[str, tuple[Entry, ...]]

    def __getitem__(self, name: str) -> tuple[Entry, ...]:
        return self.lists[name]

    @lru_cache(maxsize=64)  # noqa: B019 - a list of thousands must not be gone through for each of as many documents
    def index(self, name: str, key: str) -> Mapping[str, Entry]:
        """Return a list by one of its columns."""
        return MappingProxyType({entry[key]: entry for entry in self[name]})


def read_reference(folder: Path, texts: Mapping[str, str] = MappingProxyType({})) -> Reference:
    """Return the lists of a folder; `texts` are taken for those of their names that are not written yet.

    Raises KouanError, naming file and line, where one is missing, lacks a column, has a row of another length, two
    rows for one thing, or a word that code has no use for.
    """
    lists = {name: tuple(_read(folder / f"{name}.csv", columns, texts.get(name))) for name, columns in FILES.items()}
    return Reference(MappingProxyType(lists))


def _read(path: Path, columns: tuple[str, ...], text: str | None) -> list[Entry]:
    try:
        with _opened(path, text) as stream:
            reader = csv.DictReader(stream, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                message = f"{path}: the header lacks {', '.join(missing)}. Expected {', '.join(columns)}."
                raise KouanError(message)
            entries = _entries(path, reader, None if path.stem in _UNKEYED else columns[0])
            return list(_checked(path, reader, entries))
    except FileNotFoundError:
        message = f"{path}: there is no such file. Restore this reference list; the build needs it."
        raise KouanError(message) from None
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        message = (
            f"{path}: it is no UTF-8 CSV file ({error}). Save it as CSV with quotes around values that hold a comma."
        )
        raise KouanError(message) from None


def _opened(path: Path, text: str | None) -> TextIO:
    """Return a list as text; spreadsheets put a byte order mark before the header."""
    if text is None:
        return path.open(encoding="utf-8-sig", newline="")
    return StringIO(text.removeprefix("\ufeff"), newline="")


def _entries(path: Path, reader: "csv.DictReader[str]", key: str | None) -> Iterator[Entry]:
    lines: dict[str, int] = {}
    for row in reader:
        place = f"{path}, line {reader.line_num}"
        if None in row or None in row.values():
            message = f"{place}: expected {len(reader.fieldnames or [])} values. Quote values that hold a comma."
            raise KouanError(message)
        if key is not None and lines.setdefault(row[key], reader.line_num) != reader.line_num:
            message = (
                f"{place}: the {key} {row[key]!r} stands in line {lines[row[key]]} too. Correct or remove one of them."
            )
            raise KouanError(message)
        yield MappingProxyType(dict(row))


def _checked(path: Path, reader: "csv.DictReader[str]", entries: Iterator[Entry]) -> Iterator[Entry]:
    values = _VALUES.get(path.stem, {})
    for entry in entries:
        for column, (pattern, expected) in values.items():
            if re.fullmatch(pattern, entry[column]) is None:
                message = (
                    f"{path}, line {reader.line_num}, column {column}: expected {expected}; found {entry[column]!r}."
                )
                raise KouanError(message)
        yield entry
