"""Croissant 1.1, which loaders for machine learning read: every file, and a record set for each table.

Records are read from Parquet, whose types are beyond doubt: a reader of CSV may take the code 340000 for a number.
Neither foreign keys nor allowed values are given as `references`: mlcroissant joins the tables on these whenever it
reads one, and cannot where a table refers to itself. Keys are in csvw.json and datapackage.json.
"""

from kouan.describe.released import LANGUAGES, Node, Released, by_language
from kouan.publish.site_texts import citation
from kouan.release.files import ReleasedFile
from kouan.schema import Column, Table
from kouan.site.language import EN

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "integer": "cr:Int64",
    "number": "cr:Float64",
    "boolean": "sc:Boolean",
    "date": "sc:Date",
}
# Croissant's own list has Parquet under the name that it had before it was registered.
_FORMATS = {"application/vnd.apache.parquet": "application/x-parquet"}


def croissant(released: Released) -> Node:
    """Return the description of a release."""
    package = released.package
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": by_language(package.title, package.title_en),
        "description": by_language(package.description, package.description_en),
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "citeAs": citation(package, EN),
        "creator": [{"@type": "sc:Organization", "name": name} for name in package.contributors],
        "datePublished": released.version.date,
        "inLanguage": list(LANGUAGES),
        "keywords": list(package.keywords),
        "license": [one.path for one in package.licenses],
        "url": released.base,
        "version": released.version.version,
        "distribution": [_file(released, file) for file in released.files],
        "recordSet": [
            *(_values(table, column) for table in package.tables for column in table.columns if column.enum),
            *(_record_set(released, table) for table in package.tables),
        ],
    }


def _file(released: Released, file: ReleasedFile) -> Node:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentSize": f"{file.size} B",
        "contentUrl": released.address(file),
        "encodingFormat": _FORMATS.get(file.media_type, file.media_type),
        "sha256": file.sha256,
    }


def _record_set(released: Released, table: Table) -> Node:
    file = released.file_of(table, ".parquet")
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": by_language(table.title, table.title_en),
        "description": by_language(table.description, table.description_en),
        "key": [{"@id": f"{table.name}/{name}"} for name in table.primary_key],
        "field": [_field(table, column, file) for column in table.columns],
    }


def _field(table: Table, column: Column, file: ReleasedFile) -> Node:
    node: Node = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": by_language(column.title, column.title_en),
        "description": by_language(column.description, column.description_en),
        "dataType": _TYPES[column.type],
        "source": {"fileObject": {"@id": file.path}, "extract": {"column": column.name}},
    }
    if column.unit:
        node["unitText"] = column.unit
    return node


def _values(table: Table, column: Column) -> Node:
    """Return the allowed values of a column with their names, which Croissant has as a record set of their own."""
    id_ = _values_id(table, column)
    parts = {"value": ("值", "Value"), "label": ("中文名称", "Chinese name"), "label_en": ("英文名称", "English name")}
    return {
        "@type": "cr:RecordSet",
        "@id": id_,
        "name": by_language(f"{table.title}：{column.title}", f"{table.title_en}: {column.title_en}"),
        "description": by_language(column.description, column.description_en),
        "dataType": "sc:Enumeration",
        "key": [{"@id": f"{id_}/value"}],
        "field": [
            {"@type": "cr:Field", "@id": f"{id_}/{name}", "name": by_language(*title), "dataType": "sc:Text"}
            for name, title in parts.items()
        ],
        "data": [
            {f"{id_}/value": value, f"{id_}/label": column.labels[value][0], f"{id_}/label_en": column.labels[value][1]}
            for value in column.enum
        ],
    }


def _values_id(table: Table, column: Column) -> str:
    return f"{table.name}.{column.name}"
