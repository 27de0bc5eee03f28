"""Faults of the contract itself: of the package, its tables and their columns."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeAlias

from kouan.mutants.mutant import Kind, Mutant, Places
from kouan.mutants.sound import DESCRIPTOR, Sound, json_file

_Object: TypeAlias = dict[str, Any]
# Changes an object of the descriptor; False where the fault does not fit.
_Edit = Callable[[_Object], bool]

_OTHER_TYPES = {"string": "integer", "integer": "number", "number": "string", "boolean": "string", "date": "string"}


def _mutant(kind: str, sound: Sound, place: str, change: Callable[[_Object], bool]) -> Mutant | None:
    content = sound.content()
    if not change(content) or content == sound.descriptor:
        return None
    return Mutant(kind, f"{DESCRIPTOR}, {place}", {DESCRIPTOR: json_file(content)})


def _package_kind(name: str, edit: _Edit) -> Kind:
    def places(sound: Sound) -> Iterator[Places]:
        yield Places(1, lambda _: _mutant(name, sound, "the package", edit))

    return Kind("descriptor", name, places)


def _table_kind(name: str, edit: _Edit) -> Kind:
    """Return the kind of fault that an edit makes of a table's description."""

    def places(sound: Sound) -> Iterator[Places]:
        for number, table in enumerate(sound.package.tables):
            yield Places(1, partial(_in_table, name, sound, table.name, _at(number, edit)))

    return Kind("descriptor", name, places)


def _in_table(kind: str, sound: Sound, table: str, edit: _Edit, _: int) -> Mutant | None:
    return _mutant(kind, sound, table, edit)


def _at(table: int, edit: _Edit) -> _Edit:
    """Let an edit of a table's description change the package."""

    def changed(content: _Object) -> bool:
        return edit(content["resources"][table])

    return changed


def _column_kind(name: str, edit: _Edit) -> Kind:
    """Return the kind of fault that an edit makes of a column's description."""

    def places(sound: Sound) -> Iterator[Places]:
        for table in range(len(sound.package.tables)):
            yield _columns(sound, name, table, edit)

    return Kind("descriptor", name, places)


def _columns(sound: Sound, kind: str, table: int, edit: _Edit) -> Places:
    described = sound.package.tables[table]

    def fault_at(number: int) -> Mutant | None:
        place = f"{described.name}.{described.column_names[number]}"
        return _mutant(kind, sound, place, lambda content: edit(_fields(content["resources"][table])[number]))

    return Places(len(described.columns), fault_at)


def _fields(resource: _Object) -> list[_Object]:
    fields: list[_Object] = resource["schema"]["fields"]
    return fields


def _drop(*keys: str) -> _Edit:
    """Make an edit that takes properties away, where all of them are there."""

    def edit(content: _Object) -> bool:
        return bool(keys) and not any(content.pop(key, None) is None for key in keys)

    return edit


def _put(**values: Any) -> _Edit:
    """Make an edit that writes properties."""

    def edit(content: _Object) -> bool:
        before = dict(content)
        content.update(values)
        return content != before

    return edit


def _within(key: str, edit: _Edit) -> _Edit:
    """Make an edit of an object inside an object, where there is one."""
    return lambda content: edit(content.get(key, {}))


def _rename(old: str, new: str) -> _Edit:
    def edit(content: _Object) -> bool:
        if old not in content:
            return False
        content[new] = content.pop(old)
        return True

    return edit


def _swap(one: str, other: str) -> _Edit:
    def edit(content: _Object) -> bool:
        before = content[one]
        content[one], content[other] = content[other], before
        return bool(content[one] != before)

    return edit


def _other_type(column: _Object) -> bool:
    column["type"] = _OTHER_TYPES[column["type"]]
    return True


def _lose_value(column: _Object) -> bool:
    """Take away an allowed value with its names: the first, which is in use."""
    if "labels" not in column:
        return False
    value = column["constraints"]["enum"].pop(0)
    return column["labels"].pop(value) is not None


def _allow_value(column: _Object) -> bool:
    if "labels" not in column:
        return False
    column["constraints"]["enum"].append("unknown")
    column["labels"]["unknown"] = ["不详", "unknown"]
    return True


def _exchange_labels(column: _Object) -> bool:
    labels = column.get("labels", {})
    for value, names in labels.items():
        labels[value] = names[::-1]
    return bool(labels)


def _loosen_pattern(constraints: _Object) -> bool:
    return "pattern" in constraints and _put(pattern=".*")(constraints)


def _drop_keys(key: str) -> _Edit:
    """Make an edit that takes a list of keys out of a table's schema, if it has some."""
    return _within("schema", lambda schema: bool(schema.pop(key, None)))


def _foreign_key_elsewhere(schema: _Object) -> bool:
    keys = schema.get("foreignKeys")
    if not keys:
        return False
    return _put(resource="quality", fields=["quality_id"])(keys[0]["reference"])


def _lose_column(resource: _Object) -> bool:
    _fields(resource).pop()
    return True


def _add_column(resource: _Object) -> bool:
    _fields(resource).append({**_fields(resource)[-1], "name": "remark"})
    return True


def _exchange_columns(resource: _Object) -> bool:
    fields = _fields(resource)
    fields[1], fields[2] = fields[2], fields[1]
    return True


def _exchange_descriptions(resource: _Object) -> bool:
    """Let two columns have each other's descriptions."""
    one, other = _fields(resource)[1], _fields(resource)[2]
    for key in ("description", "description_en"):
        one[key], other[key] = other[key], one[key]
    return True


def _column_twice(resource: _Object) -> bool:
    _fields(resource).append(_fields(resource)[0])
    return True


def _tables(change: Callable[[list[_Object]], list[_Object]]) -> _Edit:
    def edit(content: _Object) -> bool:
        content["resources"] = change(content["resources"])
        return True

    return edit


def _source_lost(content: _Object) -> bool:
    content["sources"].pop()
    return True


def _place_lost(content: _Object) -> bool:
    content["spatial"].pop()
    return True


def _other_licence(content: _Object) -> bool:
    return _put(name="CC0-1.0")(content["licenses"][0])


def _key_of_second_column(resource: _Object) -> bool:
    return _put(primaryKey=[_fields(resource)[1]["name"]])(resource["schema"])


def _require(column: _Object) -> bool:
    constraints = column.setdefault("constraints", {})
    return not constraints.get("required") and _put(required=True)(constraints)


def _chinese_twice(column: _Object) -> bool:
    return _put(description_en=column["description"])(column)


def _first_word(column: _Object) -> bool:
    return _put(description_en=re.split(r"\W+", column["description_en"])[0])(column)


def _allow_anything(column: _Object) -> bool:
    return _drop("labels")(column) and _drop("enum")(column["constraints"])


_PACKAGE = (
    _package_kind("package without a licence", _drop("licenses")),
    _package_kind("licence of another name", _other_licence),
    _package_kind("no tables", _put(resources=[])),
    _package_kind("table dropped", _tables(lambda tables: tables[:-1])),
    _package_kind("table there twice", _tables(lambda tables: [*tables, tables[0]])),
    _package_kind("source dropped", _source_lost),
    _package_kind("years of the package moved", _put(temporal="2015/2020")),
    _package_kind("place of the package dropped", _place_lost),
    _package_kind("version that is none", _put(version="latest")),
    _package_kind("package renamed", _put(name="Kou An")),
    _package_kind("package without contributors", _drop("contributors")),
    _package_kind("package in one language", _drop("description_en")),
    _package_kind("property of the package misspelt", _rename("licenses", "licences")),
    _package_kind("package of an unknown profile", _put(**{"$schema": "https://example.org/profile.json"})),
)

_TABLES = (
    _table_kind("table without a title", _drop("title")),
    _table_kind("table without an English description", _drop("description_en")),
    _table_kind("description and English description exchanged", _swap("description", "description_en")),
    _table_kind("path to another file", _put(path="datasets/documents.csv")),
    _table_kind("path out of the folder", _put(path="../tasks.csv")),
    _table_kind("table of an unknown profile", _put(**{"$schema": "https://example.org/profile.json"})),
    _table_kind("schema without a profile", _within("schema", _drop("$schema"))),
    _table_kind("table renamed", lambda resource: _put(name=f"{resource['name']}_new")(resource)),
    _table_kind("encoding of another name", _put(encoding="gb18030")),
    _table_kind("empty cells given another meaning", _within("schema", _put(missingValues=["", "-"]))),
    _table_kind("property of a table misspelt", _rename("description_en", "description_eng")),
    _table_kind("primary key dropped", _drop_keys("primaryKey")),
    _table_kind("primary key of another column", _key_of_second_column),
    _table_kind("foreign keys dropped", _drop_keys("foreignKeys")),
    _table_kind("foreign key to another table", _within("schema", _foreign_key_elsewhere)),
    _table_kind("unique keys dropped", _drop_keys("uniqueKeys")),
    _table_kind("column dropped from the contract", _lose_column),
    _table_kind("column added to the contract", _add_column),
    _table_kind("column described twice", _column_twice),
    _table_kind("two columns in each other's place", _exchange_columns),
    _table_kind("two columns with each other's description", _exchange_descriptions),
)

_COLUMNS = (
    _column_kind("column without a title", _drop("title")),
    _column_kind("column without an English title", _drop("title_en")),
    _column_kind("column without a description", _drop("description")),
    _column_kind("column described in one language twice", _chinese_twice),
    _column_kind("column of another type", _other_type),
    _column_kind("column of an unknown type", _put(type="text")),
    _column_kind("column renamed in the contract", lambda column: _put(name=f"{column['name']}_new")(column)),
    _column_kind("property of a column misspelt", _rename("constraints", "constraint")),
    _column_kind("constraint misspelt", _within("constraints", _rename("required", "requird"))),
    _column_kind("required dropped", _within("constraints", _drop("required"))),
    _column_kind("required added", _require),
    _column_kind("unique dropped", _within("constraints", _drop("unique"))),
    _column_kind("pattern dropped", _within("constraints", _drop("pattern"))),
    _column_kind("pattern loosened", _within("constraints", _loosen_pattern)),
    _column_kind("pattern that is none", _within("constraints", _put(pattern="[a-z"))),
    _column_kind("smallest value dropped", _within("constraints", _drop("minimum"))),
    _column_kind("unit dropped", _drop("unit")),
    _column_kind("unit of another quantity", lambda column: "unit" in column and _put(unit="byte")(column)),
    _column_kind("allowed value dropped", _lose_value),
    _column_kind("allowed value added", _allow_value),
    _column_kind("allowed values dropped", _allow_anything),
    _column_kind("labels in each other's language", _exchange_labels),
    _column_kind("description cut to a word", _first_word),
)

KINDS: tuple[Kind, ...] = (*_PACKAGE, *_TABLES, *_COLUMNS)
