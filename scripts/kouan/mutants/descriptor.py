"""Faults of the contract itself: of the package, its tables and their columns."""

from collections.abc import Callable, Iterator
from functools import partial

from kouan.mutants.edits import (
    Content,
    Edit,
    add_column,
    allow_anything,
    allow_value,
    chinese_twice,
    column_twice,
    drop,
    drop_keys,
    exchange_columns,
    exchange_descriptions,
    exchange_labels,
    fields,
    first_word,
    foreign_key_elsewhere,
    key_of_second_column,
    loosen_pattern,
    lose_column,
    lose_value,
    other_licence,
    other_type,
    place_lost,
    put,
    rename,
    require,
    source_lost,
    swap,
    tables,
    within,
)
from kouan.mutants.mutant import Kind, Mutant, Places
from kouan.mutants.sound import DESCRIPTOR, Sound, json_file


def _mutant(kind: str, sound: Sound, place: str, change: Callable[[Content], bool]) -> Mutant | None:
    content = sound.content()
    if not change(content) or content == sound.descriptor:
        return None
    return Mutant(kind, f"{DESCRIPTOR}, {place}", {DESCRIPTOR: json_file(content)})


def _package_kind(name: str, edit: Edit) -> Kind:
    def places(sound: Sound) -> Iterator[Places]:
        yield Places(1, lambda _: _mutant(name, sound, "the package", edit))

    return Kind("descriptor", name, places)


def _table_kind(name: str, edit: Edit) -> Kind:
    """Return the kind of fault that an edit makes of a table's description."""

    def places(sound: Sound) -> Iterator[Places]:
        for number, table in enumerate(sound.package.tables):
            yield Places(1, partial(_in_table, name, sound, table.name, _at(number, edit)))

    return Kind("descriptor", name, places)


def _in_table(kind: str, sound: Sound, table: str, edit: Edit, _: int) -> Mutant | None:
    return _mutant(kind, sound, table, edit)


def _at(table: int, edit: Edit) -> Edit:
    """Let an edit of a table's description change the package."""

    def changed(content: Content) -> bool:
        return edit(content["resources"][table])

    return changed


def _column_kind(name: str, edit: Edit) -> Kind:
    """Return the kind of fault that an edit makes of a column's description."""

    def places(sound: Sound) -> Iterator[Places]:
        for table in range(len(sound.package.tables)):
            yield _columns(sound, name, table, edit)

    return Kind("descriptor", name, places)


def _columns(sound: Sound, kind: str, table: int, edit: Edit) -> Places:
    described = sound.package.tables[table]

    def fault_at(number: int) -> Mutant | None:
        place = f"{described.name}.{described.column_names[number]}"
        return _mutant(kind, sound, place, lambda content: edit(fields(content["resources"][table])[number]))

    return Places(len(described.columns), fault_at)


_PACKAGE = (
    _package_kind("package without a licence", drop("licenses")),
    _package_kind("licence of another name", other_licence),
    _package_kind("no tables", put(resources=[])),
    _package_kind("table dropped", tables(lambda tables: tables[:-1])),
    _package_kind("table there twice", tables(lambda tables: [*tables, tables[0]])),
    _package_kind("source dropped", source_lost),
    _package_kind("years of the package moved", put(temporal="2015/2020")),
    _package_kind("place of the package dropped", place_lost),
    _package_kind("version that is none", put(version="latest")),
    _package_kind("package renamed", put(name="Kou An")),
    _package_kind("package without contributors", drop("contributors")),
    _package_kind("package in one language", drop("description_en")),
    _package_kind("property of the package misspelt", rename("licenses", "licences")),
    _package_kind("package of an unknown profile", put(**{"$schema": "https://example.org/profile.json"})),
)

_TABLES = (
    _table_kind("table without a title", drop("title")),
    _table_kind("table without an English description", drop("description_en")),
    _table_kind("description and English description exchanged", swap("description", "description_en")),
    _table_kind("path to another file", put(path="datasets/documents.csv")),
    _table_kind("path out of the folder", put(path="../tasks.csv")),
    _table_kind("table of an unknown profile", put(**{"$schema": "https://example.org/profile.json"})),
    _table_kind("schema without a profile", within("schema", drop("$schema"))),
    _table_kind("table renamed", lambda resource: put(name=f"{resource['name']}_new")(resource)),
    _table_kind("encoding of another name", put(encoding="gb18030")),
    _table_kind("empty cells given another meaning", within("schema", put(missingValues=["", "-"]))),
    _table_kind("property of a table misspelt", rename("description_en", "description_eng")),
    _table_kind("primary key dropped", drop_keys("primaryKey")),
    _table_kind("primary key of another column", key_of_second_column),
    _table_kind("foreign keys dropped", drop_keys("foreignKeys")),
    _table_kind("foreign key to another table", within("schema", foreign_key_elsewhere)),
    _table_kind("unique keys dropped", drop_keys("uniqueKeys")),
    _table_kind("column dropped from the contract", lose_column),
    _table_kind("column added to the contract", add_column),
    _table_kind("column described twice", column_twice),
    _table_kind("two columns in each other's place", exchange_columns),
    _table_kind("two columns with each other's description", exchange_descriptions),
)

_COLUMNS = (
    _column_kind("column without a title", drop("title")),
    _column_kind("column without an English title", drop("title_en")),
    _column_kind("column without a description", drop("description")),
    _column_kind("column described in one language twice", chinese_twice),
    _column_kind("column of another type", other_type),
    _column_kind("column of an unknown type", put(type="text")),
    _column_kind("column renamed in the contract", lambda column: put(name=f"{column['name']}_new")(column)),
    _column_kind("property of a column misspelt", rename("constraints", "constraint")),
    _column_kind("constraint misspelt", within("constraints", rename("required", "requird"))),
    _column_kind("required dropped", within("constraints", drop("required"))),
    _column_kind("required added", require),
    _column_kind("unique dropped", within("constraints", drop("unique"))),
    _column_kind("pattern dropped", within("constraints", drop("pattern"))),
    _column_kind("pattern loosened", within("constraints", loosen_pattern)),
    _column_kind("pattern that is none", within("constraints", put(pattern="[a-z"))),
    _column_kind("smallest value dropped", within("constraints", drop("minimum"))),
    _column_kind("unit dropped", drop("unit")),
    _column_kind("unit of another quantity", lambda column: "unit" in column and put(unit="byte")(column)),
    _column_kind("allowed value dropped", lose_value),
    _column_kind("allowed value added", allow_value),
    _column_kind("allowed values dropped", allow_anything),
    _column_kind("labels in each other's language", exchange_labels),
    _column_kind("description cut to a word", first_word),
)

KINDS: tuple[Kind, ...] = (*_PACKAGE, *_TABLES, *_COLUMNS)
