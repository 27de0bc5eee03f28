"""The descriptor of a release is valid by the JSON Schema of Data Package 2.0 and by frictionless, with every sum."""

import copy
import json
from importlib import resources
from pathlib import Path

import dplib
import jsonschema
import pytest
from frictionless import Package as FrictionlessPackage

from kouan.describe import package_descriptor
from kouan.errors import KouanError
from kouan.release.files import ReleasedFile


@pytest.fixture(scope="module")
def descriptor(described_release: Path):
    return json.loads((described_release / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def profile():
    """The published JSON Schemas by name, which the package dplib-py brings along."""
    folder = resources.files(dplib) / "profiles" / "2.0"
    return lambda name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def parts(descriptor):
    yield "datapackage", descriptor
    for resource in descriptor["resources"]:
        yield "dataresource", resource
        if "schema" in resource:
            yield "tableschema", resource["schema"]


def problems(descriptor, profile):
    return [
        error.message
        for name, part in parts(descriptor)
        for error in jsonschema.Draft7Validator(profile(name)).iter_errors(part)
    ]


def test_descriptor_is_valid_by_the_profile_that_each_part_names(descriptor, profile):
    for name, part in parts(descriptor):
        assert part["$schema"] == f"https://datapackage.org/profiles/2.0/{name}.json"
    assert problems(descriptor, profile) == []


def test_profile_finds_a_broken_descriptor(descriptor, profile):
    broken = copy.deepcopy(descriptor)
    broken["resources"][0]["schema"]["fields"][0]["type"] = "text"
    assert problems(broken, profile)


def test_frictionless_finds_every_file_as_described(described_release, descriptor):
    report = FrictionlessPackage(str(described_release / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "message"])
    assert len(report.tasks) == len(descriptor["resources"])


def test_frictionless_finds_a_changed_byte(described_release, tmp_path):
    for path in described_release.rglob("*"):
        if path.is_file():
            place = tmp_path / path.relative_to(described_release)
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(path.read_bytes())
    issues = tmp_path / "csv" / "issues.csv"
    issues.write_bytes(issues.read_bytes().replace(b"a page may", b"a Page may"))
    assert not FrictionlessPackage(str(tmp_path / "datapackage.json")).validate().valid


def test_nothing_but_paths_sizes_and_sums_is_added_to_a_table(descriptor, data):
    kept = json.loads((data.root / "datapackage.json").read_text(encoding="utf-8"))
    tables = [resource for resource in descriptor["resources"] if "schema" in resource]
    assert [{**table, "path": f"datasets/{table['name']}.csv"} for table in tables] == [
        {**resource, "bytes": table["bytes"], "hash": table["hash"]}
        for resource, table in zip(kept["resources"], tables, strict=True)
    ]
    assert {key: value for key, value in descriptor.items() if key != "resources"} == {
        key: value for key, value in kept.items() if key != "resources"
    }


def test_documents_have_the_titles_of_the_sources(descriptor, data):
    documents = {one["path"]: one for one in descriptor["resources"] if "schema" not in one}
    assert set(documents) == {f"documents/{path.name}" for path in data.documents.glob("*.txt")}
    assert documents["documents/ah-yrd-2022.txt"]["title"] == "安徽省推动长三角一体化发展2022年工作要点"
    assert documents["documents/ah-yrd-2022.txt"]["encoding"] == "utf-8"


def test_table_without_a_file_is_refused(descriptor):
    only = [ReleasedFile("csv/tasks.csv", 1, "0" * 64, "text/csv", "tasks")]
    with pytest.raises(KouanError, match=r"table documents: the release has no CSV file of it\. Publish one"):
        package_descriptor(descriptor, only)
