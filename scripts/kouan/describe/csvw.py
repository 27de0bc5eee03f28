"""CSV on the Web (W3C), which readers and validators of CSV take types, keys and titles from: a group of all tables."""

import re

from kouan.describe.released import Node, Released, by_language, tagged
from kouan.schema import Column, ForeignKey, Table

_TYPES = {"string": "string", "integer": "integer", "number": "double", "boolean": "boolean", "date": "date"}


def csvw(released: Released) -> Node:
    """Return the description of the CSV files of a release."""
    package = released.package
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "@type": "TableGroup",
        "dc:creator": ", ".join(package.contributors),
        "dc:description": tagged(package.description, package.description_en),
        "dc:issued": {"@type": "xsd:date", "@value": released.version.date},
        "dc:license": [{"@id": license_.path} for license_ in package.licenses],
        "dc:title": tagged(package.title, package.title_en),
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\n"]},
        "null": "",
        "schema:version": released.version.version,
        "tables": [_table(released, table) for table in package.tables],
    }


def _table(released: Released, table: Table) -> Node:
    return {
        "@type": "Table",
        "dc:description": tagged(table.description, table.description_en),
        "dc:title": tagged(table.title, table.title_en),
        "tableSchema": {
            "columns": [_column(column) for column in table.columns],
            "foreignKeys": [_foreign_key(released, key) for key in table.foreign_keys],
            "primaryKey": list(table.primary_key),
        },
        "url": released.address(released.file_of(table, ".csv")),
    }


def _column(column: Column) -> Node:
    node: Node = {
        "datatype": _datatype(column),
        "dc:description": tagged(column.description, column.description_en),
        "name": column.name,
        "required": column.required,
        # The header of the file is the name; a validator looks for it among the titles.
        "titles": {**by_language(column.title, column.title_en), "und": column.name},
    }
    if column.unit:
        node["schema:unitText"] = column.unit
    if column.enum:
        node["schema:valueReference"] = [
            {"@type": "schema:DefinedTerm", "schema:name": tagged(*column.labels[value]), "schema:termCode": value}
            for value in column.enum
        ]
    return node


def _datatype(column: Column) -> Node:
    datatype: Node = {"base": _TYPES[column.type]}
    limits = {"minimum": column.minimum, "maximum": column.maximum}
    datatype |= {key: value for key, value in limits.items() if value is not None}
    if column.type == "boolean":
        datatype["format"] = "true|false"
    elif column.type == "date":
        datatype["format"] = "yyyy-MM-dd"
    elif column.enum:
        datatype["format"] = "|".join(re.escape(value) for value in column.enum)
    elif column.pattern:
        datatype["format"] = column.pattern
    return datatype


def _foreign_key(released: Released, key: ForeignKey) -> Node:
    table = released.package.table(key.table)
    return {
        "columnReference": [key.column],
        "reference": {
            "columnReference": [key.reference],
            "resource": released.address(released.file_of(table, ".csv")),
        },
    }
