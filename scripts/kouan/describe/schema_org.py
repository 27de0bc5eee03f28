"""schema.org JSON-LD, which search engines for data sets read: the package, and in it a Dataset for each table."""

from kouan.describe.released import LANGUAGES, Node, Released, language_of, tagged
from kouan.publish.site_texts import citation
from kouan.release.files import ReleasedFile
from kouan.schema import Column, Place, Source, Table
from kouan.site.language import EN


def schema_org(released: Released) -> Node:
    """Return the description of a release."""
    package = released.package
    return {
        "@context": "https://schema.org/",
        "@id": released.base,
        "@type": "Dataset",
        **_titled(package.title, package.title_en, package.description, package.description_en),
        **_shared(released),
        "creditText": citation(package, EN),
        "distribution": [_download(released, file) for file in released.whole],
        "hasPart": [_part(released, table) for table in package.tables],
        "identifier": f"{package.name}-{released.version.version}",
        "isBasedOn": [_source(source) for source in package.sources],
        "keywords": [{"@language": language_of(word), "@value": word} for word in package.keywords],
        "spatialCoverage": [_place(place) for place in package.places],
        "temporalCoverage": package.temporal,
        "variableMeasured": [
            {"@id": _column_id(table, column)} for table in package.tables for column in table.columns if column.unit
        ],
        **({"url": released.base} if package.homepage else {}),
    }


def _shared(released: Released) -> Node:
    """Return what holds for the whole and for each part; a search engine does not look for it elsewhere."""
    return {
        "creator": [{"@type": "Organization", "name": name} for name in released.package.contributors],
        "datePublished": released.version.date,
        "inLanguage": list(LANGUAGES),
        "isAccessibleForFree": True,
        "license": [license_.path for license_ in released.package.licenses],
        "version": released.version.version,
    }


def _part(released: Released, table: Table) -> Node:
    return {
        "@id": f"#{table.name}",
        "@type": "Dataset",
        **_titled(table.title, table.title_en, table.description, table.description_en),
        **_shared(released),
        "alternateName": table.name,
        "distribution": [_download(released, file) for file in released.of_table(table)],
        "isBasedOn": [_source(source) for source in table.sources],
        "isPartOf": {"@id": released.base},
        "variableMeasured": [_variable(table, column) for column in table.columns],
    }


def _variable(table: Table, column: Column) -> Node:
    node: Node = {
        "@id": _column_id(table, column),
        "@type": "PropertyValue",
        **_titled(column.title, column.title_en, column.description, column.description_en),
        "alternateName": column.name,
        "valueRequired": column.required,
        "additionalType": f"https://schema.org/{_TYPES[column.type]}",
    }
    limits = {"unitText": column.unit, "minValue": column.minimum, "maxValue": column.maximum}
    node |= {key: value for key, value in limits.items() if value is not None}
    if column.enum:
        node["valueReference"] = [_value(value, *column.labels[value]) for value in column.enum]
    return node


_TYPES = {"string": "Text", "integer": "Integer", "number": "Float", "boolean": "Boolean", "date": "Date"}


def _column_id(table: Table, column: Column) -> str:
    return f"#{table.name}.{column.name}"


def _value(value: str, label: str, label_en: str) -> Node:
    return {"@type": "DefinedTerm", "name": tagged(label, label_en), "termCode": value}


def _titled(title: str, title_en: str, description: str, description_en: str) -> Node:
    return {"name": tagged(title, title_en), "description": tagged(description, description_en)}


def _download(released: Released, file: ReleasedFile) -> Node:
    return {
        "@type": "DataDownload",
        "contentSize": f"{file.size} B",
        "contentUrl": released.address(file),
        "encodingFormat": file.media_type,
        "name": file.path,
        "sha256": file.sha256,
    }


def _source(source: Source) -> Node:
    node: Node = {"@type": "CreativeWork", "name": tagged(source.title, source.title_en)}
    if source.issuer and source.issuer_en:
        node["creditText"] = tagged(source.issuer, source.issuer_en)
    if source.document_id:
        node["identifier"] = source.document_id
    return node


def _place(place: Place) -> Node:
    code = {"@type": "PropertyValue", "propertyID": "GB/T 2260", "value": place.division_code}
    return {"@type": "Place", "identifier": code, "name": tagged(place.title, place.title_en)}
