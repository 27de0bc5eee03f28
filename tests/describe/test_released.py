"""Addresses in descriptions hold wherever a release lies; where it is published is said once, in the descriptor."""

import json
from dataclasses import replace

import pytest

from kouan.describe import descriptions
from kouan.errors import KouanError
from kouan.publish.changes import Version
from kouan.release.files import ReleasedFile

VERSION = Version("2026.11.0", "2026-11-23", "")


@pytest.fixture(scope="module")
def files(package):
    names = [(table.name, f"{kind}/{table.name}.{kind}") for table in package.tables for kind in ("csv", "parquet")]
    types = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
    return [
        *(ReleasedFile(path, 1, "0" * 64, types[path.partition("/")[0]], name) for name, path in names),
        ReleasedFile("documents/口岸 规划.txt", 1, "0" * 64, "text/plain"),
    ]


def schema_org(package, files):
    return json.loads(descriptions(package, VERSION, files)["schema.jsonld"])


def addresses(described):
    return [file["contentUrl"] for one in (described, *described["hasPart"]) for file in one["distribution"]]


def test_addresses_are_relative_where_no_homepage_is_known(package, files):
    described = schema_org(package, files)
    assert described["@id"] == "./"
    assert "csv/tasks.csv" in addresses(described)
    assert "url" not in described


def test_addresses_begin_with_the_homepage_and_the_version(package, files):
    described = schema_org(replace(package, homepage="https://example.org/kouan/"), files)
    assert described["url"] == described["@id"] == "https://example.org/kouan/2026.11.0/"
    assert all(address.startswith("https://example.org/kouan/2026.11.0/") for address in addresses(described))


def test_address_is_written_as_addresses_are(package, files):
    assert "documents/%E5%8F%A3%E5%B2%B8%20%E8%A7%84%E5%88%92.txt" in addresses(schema_org(package, files))


def test_order_of_files_does_not_matter(package, files):
    assert descriptions(package, VERSION, files) == descriptions(package, VERSION, files[::-1])


def test_table_without_a_file_is_refused(package, files):
    without = [file for file in files if file.path != "parquet/tasks.parquet"]
    with pytest.raises(KouanError, match=r"table tasks: the release has no \.parquet file of it\."):
        descriptions(package, VERSION, without)
