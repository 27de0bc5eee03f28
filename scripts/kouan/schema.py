"""Reads datapackage.json, the contract of the data set.

This is the only module that knows the descriptor. Everything else (CSV, Parquet, SQLite, Datasette's descriptions) is
derived from the objects made here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from kouan.descriptor import Part, read_descriptor
from kouan.rows import Value
from kouan.values import TYPES, is_of_type

_BILINGUAL = ("title", "title_en", "description", "description_en")
_PACKAGE = {
    *_BILINGUAL, "$schema", "name", "version", "homepage", "temporal", "spatial", "licenses", "sources", "contributors",
    "keywords", "resources",
}  # fmt: skip
_RESOURCE = {*_BILINGUAL, "$schema", "name", "type", "path", "format", "mediatype", "encoding", "sources", "schema"}
_SCHEMA = {"$schema", "fields", "missingValues", "primaryKey", "uniqueKeys", "foreignKeys"}
_FIELD = {*_BILINGUAL, "name", "type", "unit", "labels", "constraints"}
_CONSTRAINTS = {"required", "unique", "enum", "pattern", "minimum", "maximum"}
_YEARS = re.compile(r"\d{4}/\d{4}", re.ASCII)


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        type: string, integer, number, boolean or date.
        enum: The allowed values; empty where any value of the type is allowed.
        labels: The Chinese and the English name of each value of enum.
        pattern: A regular expression that the whole value has to match.
        minimum: The smallest allowed value, in `unit`.
        maximum: The largest allowed value, in `unit`.
        unit: What a number counts, in English ("character", "degree"); None where it has no unit of its own.
    """

    name: str
    type: str
    title: str
    title_en: str
    description: str
    description_en: str
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None

    def expected(self, value: Value) -> str | None:
        """Say what was expected in place of a value; None if the value fits.

        The pattern is not looked at: it holds for what is published under our own ids, and SQLite and `kouan validate`
        check it there, but not for the tables of a file of any name that somebody extracts.
        """
        if value is None:
            return "a value (the column is required)" if self.required else None
        if not is_of_type(self.type, value):
            return TYPES[self.type]
        if self.enum and value not in self.enum:
            return "one of " + ", ".join(self.enum)
        if self.minimum is not None and cast("float", value) < self.minimum:
            return f"a number not below {self.minimum}"
        if self.maximum is not None and cast("float", value) > self.maximum:
            return f"a number not above {self.maximum}"
        return None


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values are those of a column of another table, or of the same one."""

    column: str
    table: str
    reference: str


@dataclass(frozen=True)
class Source:
    """Where data come from: a document with its issuer, or a standard."""

    title: str
    title_en: str
    issuer: str | None = None
    issuer_en: str | None = None
    document_id: str | None = None


@dataclass(frozen=True)
class Place:
    """A division that the data are about, by its GB/T 2260 code."""

    title: str
    title_en: str
    division_code: str


@dataclass(frozen=True)
class License:
    """A licence: its SPDX id, the address of its text, and its name."""

    name: str
    path: str
    title: str
    title_en: str


@dataclass(frozen=True)
class Table:
    """A table: its columns in order, its keys, and its Table Schema as the descriptor has it."""

    name: str
    path: str
    title: str
    title_en: str
    description: str
    description_en: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    sources: tuple[Source, ...] = ()
    table_schema: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError if there is none."""
        return {column.name: column for column in self.columns}[name]


@dataclass(frozen=True)
class Package:
    """The data set: its licence, its sources, who makes it, and its tables in order.

    Attributes:
        temporal: The first and the last year that the documents plan for: "2021/2025".
        places: The divisions that they govern.
        homepage: Where releases are published, each in a folder named after its version; None where nowhere yet.
    """

    name: str
    version: str
    title: str
    title_en: str
    description: str
    description_en: str
    licenses: tuple[License, ...]
    sources: tuple[Source, ...]
    contributors: tuple[str, ...]
    keywords: tuple[str, ...]
    temporal: str
    places: tuple[Place, ...]
    tables: tuple[Table, ...]
    homepage: str | None = None

    def table(self, name: str) -> Table:
        """Return the table of that name; KeyError if there is none."""
        return {table.name: table for table in self.tables}[name]


def load_package(path: Path) -> Package:
    """Read a descriptor; KouanError says where it is malformed and what to write there."""
    part = read_descriptor(path)
    part.only(_PACKAGE)
    tables = tuple(_table(resource) for resource in part.parts("resources", "table"))
    _refuse_twice(part, "resources", (table.name for table in tables))
    for table in tables:
        _check_keys(Part(f"{part.place}, table {table.name}", {}), table)
    for table in tables:
        _check_references(Part(f"{part.place}, table {table.name}", {}), table, {other.name: other for other in tables})
    return Package(
        name=part.text("name"),
        version=part.text("version"),
        **_bilingual(part),
        licenses=tuple(_license(license_) for license_ in part.parts("licenses", "license")),
        sources=tuple(_source(source) for source in part.parts("sources", "source")),
        contributors=tuple(person.text("title") for person in part.parts("contributors", "contributor")),
        keywords=part.texts("keywords"),
        temporal=_years(part),
        places=tuple(_place(place) for place in part.parts("spatial", "place")),
        tables=tables,
        homepage=part.optional_text("homepage"),
    )


def _years(part: Part) -> str:
    if not _YEARS.fullmatch(part.text("temporal")):
        raise part.wrong("temporal", "has to be the first and the last year, such as 2021/2025")
    return part.text("temporal")


def _place(part: Part) -> Place:
    part.only({"title", "title_en", "division_code"})
    return Place(part.text("title"), part.text("title_en"), part.text("division_code"))


def _license(part: Part) -> License:
    part.only({"name", "path", "title", "title_en"})
    return License(part.text("name"), part.text("path"), part.text("title"), part.text("title_en"))


def _source(part: Part) -> Source:
    part.only({"title", "title_en", "issuer", "issuer_en", "document_id"})
    return Source(
        title=part.text("title"),
        title_en=part.text("title_en"),
        issuer=part.optional_text("issuer"),
        issuer_en=part.optional_text("issuer_en"),
        document_id=part.optional_text("document_id"),
    )


def _table(part: Part) -> Table:
    part.only(_RESOURCE)
    schema = part.part("schema")
    schema.only(_SCHEMA)
    if schema.texts("missingValues") != ("",):
        raise schema.wrong("missingValues", 'has to be [""]: an empty cell, and nothing else, is null')
    columns = tuple(_column(column) for column in schema.parts("fields", "column"))
    _refuse_twice(schema, "fields", (column.name for column in columns))
    name = part.text("name")
    return Table(
        name=name,
        path=part.text("path"),
        **_bilingual(part),
        columns=columns,
        primary_key=schema.texts("primaryKey"),
        unique_keys=_unique_keys(schema),
        foreign_keys=tuple(_foreign_key(name, key) for key in schema.optional_parts("foreignKeys", "foreign key")),
        sources=tuple(_source(source) for source in part.optional_parts("sources", "source")),
        table_schema=schema.content,
    )


def _column(part: Part) -> Column:
    part.only(_FIELD)
    rules = part.optional_part("constraints")
    rules.only(_CONSTRAINTS)
    if part.text("type") not in TYPES:
        raise part.wrong("type", f"has to be one of {', '.join(TYPES)}")
    enum = rules.texts("enum") if "enum" in rules.content else ()
    return Column(
        name=part.text("name"),
        type=part.text("type"),
        **_bilingual(part),
        required=rules.flag("required"),
        unique=rules.flag("unique"),
        enum=enum,
        labels=_labels(part, enum),
        pattern=_pattern(rules),
        minimum=rules.number("minimum"),
        maximum=rules.number("maximum"),
        unit=part.optional_text("unit"),
    )


def _bilingual(part: Part) -> dict[str, str]:
    return {key: part.text(key) for key in _BILINGUAL}


def _labels(part: Part, enum: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    names = part.optional_part("labels")
    if tuple(names.content) != enum:
        raise part.wrong("labels", f"has to name each value of enum, in order: {', '.join(enum) or 'none'}")
    labels = {value: names.texts(value) for value in enum}
    for value, label in labels.items():
        if len(label) != len(("zh", "en")):
            raise part.wrong("labels", f"has to give {value} a Chinese and an English name")
    return {value: (label[0], label[1]) for value, label in labels.items()}


def _pattern(rules: Part) -> str | None:
    pattern = rules.optional_text("pattern")
    try:
        re.compile(pattern or "")
    except re.error as error:
        raise rules.wrong("pattern", f"is not a regular expression ({error})") from None
    return pattern


def _unique_keys(schema: Part) -> tuple[tuple[str, ...], ...]:
    keys = schema.content.get("uniqueKeys", [])
    if not isinstance(keys, list):
        raise schema.wrong("uniqueKeys", "has to be a list of lists of column names")
    return tuple(Part(schema.place, {"uniqueKeys": key}).texts("uniqueKeys") for key in keys)


def _foreign_key(table: str, part: Part) -> ForeignKey:
    part.only({"fields", "reference"})
    reference = part.part("reference")
    reference.only({"resource", "fields"})
    columns, others = part.texts("fields"), reference.texts("fields")
    if len(columns) != 1 or len(others) != 1:
        raise part.wrong("fields", "has to name one column here and one there")
    # A reference without a resource is to the table itself.
    return ForeignKey(columns[0], reference.optional_text("resource") or table, others[0])


def _refuse_twice(part: Part, key: str, names: Iterable[str]) -> None:
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise part.wrong(key, f"has {twice[0]} twice; rename or remove one")


def _check_keys(part: Part, table: Table) -> None:
    """Refuse keys over columns that do not exist, and primary keys that may be null."""
    for name in (*table.primary_key, *(name for key in table.unique_keys for name in key)):
        if name not in table.column_names:
            raise part.wrong("primaryKey or uniqueKeys", f"names {name}, which is not a column of the table")
    if not all(table.column(name).required for name in table.primary_key):
        raise part.wrong("primaryKey", "names a column that may be null; set its constraint required to true")


def _check_references(part: Part, table: Table, tables: Mapping[str, Table]) -> None:
    """Refuse foreign keys of or to columns that do not exist, or to what is no key."""
    for key in table.foreign_keys:
        if key.column not in table.column_names:
            raise part.wrong("foreignKeys", f"names {key.column}, which is not a column of the table")
        if key.table not in tables or tables[key.table].primary_key != (key.reference,):
            where = f"{key.table}.{key.reference}"
            raise part.wrong("foreignKeys", f"sends {key.column} to {where}, which is not a primary key")
