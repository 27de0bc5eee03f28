"""DCAT keeps our shapes of SHACL, and lists every file of the release once, with its sum."""

import hashlib
import json
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import Graph
from rdflib.namespace import DCAT, RDF

BASE = "https://example.org/release/"
SHAPES = Path(__file__).with_name("shapes.ttl")


def graph(text):
    return Graph().parse(data=text, format="json-ld", publicID=f"{BASE}dcat.jsonld")


def problems(data):
    conforms, _, text = validate(data, shacl_graph=Graph().parse(SHAPES), inference="none")
    return "" if conforms else text


@pytest.fixture(scope="module")
def text(described_release: Path) -> str:
    return (described_release / "dcat.jsonld").read_text(encoding="utf-8")


def test_catalogue_conforms(text, package):
    data = graph(text)
    assert problems(data) == ""
    assert len(set(data.subjects(RDF.type, DCAT.Catalog))) == 1
    assert len(set(data.subjects(RDF.type, DCAT.Dataset))) == 1 + len(package.tables)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"dct:description"', '"dct:abstract"'),
        ('"@language": "zh"', '"@language": "fr"'),
        ('"@type": "foaf:Agent"', '"@type": "foaf:Thing"'),
        ("checksumAlgorithm_sha256", "checksumAlgorithm_md5"),
        ('"dcat:byteSize"', '"dcat:bytes"'),
        ('"dcat:downloadURL"', '"dcat:download"'),
        ('"@type": "dct:LicenseDocument"', '"@type": "dct:License"'),
    ],
)
def test_shapes_find_what_is_broken(text, old, new):
    assert old in text
    assert problems(graph(text.replace(old, new)))


def test_every_file_is_listed_once_with_its_sum(text, described_release):
    files = [file for one in json.loads(text)["dcat:dataset"] for file in one["dcat:distribution"]]
    assert sorted(file["dct:title"] for file in files) == sorted(
        path.relative_to(described_release).as_posix()
        for path in described_release.rglob("*")
        if path.is_file() and path.name not in {"schema.jsonld", "dcat.jsonld", "croissant.json", "csvw.json"}
    )
    for file in files:
        content = (described_release / file["dcat:downloadURL"]["@id"]).read_bytes()
        assert file["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(content).hexdigest()
        assert file["dcat:byteSize"]["@value"] == str(len(content))
