"""DCAT 3 as JSON-LD, which catalogues harvest: a catalogue of the package and of its tables, with every file.

DCAT does not know columns; csvw.json and datapackage.json describe them.
"""

from typing import Any

from kouan.describe.released import Node, Released, language_of, tagged
from kouan.release.files import ReleasedFile
from kouan.schema import Place, Source, Table

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_LANGUAGES = (f"{_AUTHORITY}/language/ENG", f"{_AUTHORITY}/language/ZHO")
_PUBLIC = f"{_AUTHORITY}/access-right/PUBLIC"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_PUBLISHER = "#publisher"


def dcat(released: Released) -> Node:
    """Return the catalogue of a release."""
    package = released.package
    whole = _dataset(released, released.base, package, released.whole) | {
        "dct:hasPart": [{"@id": f"#{table.name}"} for table in package.tables],
        "dct:identifier": f"{package.name}-{released.version.version}",
        "prov:wasDerivedFrom": [_source(source) for source in package.sources],
        "dcat:keyword": [{"@language": language_of(word), "@value": word} for word in package.keywords],
        "dct:spatial": [_place(place) for place in package.places],
        "dct:temporal": _period(package.temporal),
        **({"dcat:landingPage": {"@id": package.homepage, "@type": "foaf:Document"}} if package.homepage else {}),
    }
    return {
        "@context": _CONTEXT,
        "@id": "#catalog",
        "@type": "dcat:Catalog",
        **_titled(package),
        **_shared(released),
        "dcat:dataset": [whole, *(_table(released, table) for table in package.tables)],
    }


def _table(released: Released, table: Table) -> Node:
    return _dataset(released, f"#{table.name}", table, released.of_table(table)) | {
        "dct:identifier": f"{released.package.name}-{released.version.version}/{table.name}",
        "dct:isPartOf": {"@id": released.base},
        "prov:wasDerivedFrom": [_source(source) for source in table.sources],
    }


def _dataset(released: Released, id_: str, titled: Any, files: tuple[ReleasedFile, ...]) -> Node:
    return {
        "@id": id_,
        "@type": "dcat:Dataset",
        **_titled(titled),
        **_shared(released),
        "dct:accessRights": {"@id": _PUBLIC, "@type": "dct:RightsStatement"},
        "dct:creator": {"@id": _PUBLISHER},
        "dcat:version": released.version.version,
        "dcat:distribution": [_distribution(released, file) for file in files],
    }


def _shared(released: Released) -> Node:
    date = {"@type": "xsd:date", "@value": released.version.date}
    names = ", ".join(released.package.contributors)
    return {
        "dct:issued": date,
        "dct:language": [{"@id": language, "@type": "dct:LinguisticSystem"} for language in _LANGUAGES],
        "dct:license": _license(released),
        "dct:modified": date,
        "dct:publisher": {"@id": _PUBLISHER, "@type": "foaf:Agent", "foaf:name": names},
    }


def _license(released: Released) -> list[Node]:
    return [
        {"@id": one.path, "@type": "dct:LicenseDocument", "dct:title": tagged(one.title, one.title_en)}
        for one in released.package.licenses
    ]


def _distribution(released: Released, file: ReleasedFile) -> Node:
    address = {"@id": released.address(file)}
    return {
        "@id": f"#file/{file.path}",
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dcat:accessURL": address,
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": _MEDIA_TYPES + file.media_type, "@type": "dct:MediaType"},
        "dct:license": _license(released),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _titled(titled: Any) -> Node:
    return {
        "dct:title": tagged(titled.title, titled.title_en),
        "dct:description": tagged(titled.description, titled.description_en),
    }


def _source(source: Source) -> Node:
    return {"@type": "prov:Entity", "dct:title": tagged(source.title, source.title_en)}


def _place(place: Place) -> Node:
    return {
        "@type": "dct:Location",
        "dct:identifier": f"GB/T 2260 {place.division_code}",
        "skos:prefLabel": tagged(place.title, place.title_en),
    }


def _period(years: str) -> Node:
    start, _, end = years.partition("/")
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:gYear", "@value": start},
        "dcat:endDate": {"@type": "xsd:gYear", "@value": end},
    }
