"""The bill of materials follows the schema of CycloneDX and has every pin, whatever is installed."""

import json
import re

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from kouan.errors import KouanError
from kouan.supply.bill import bill_of_materials


@pytest.fixture(scope="module")
def content(package, runtime, licences) -> bytes:
    return bill_of_materials(package, runtime, licences)


@pytest.fixture(scope="module")
def bill(content):
    return json.loads(content)


@pytest.fixture(scope="module")
def faults():
    """Return what the official schema finds."""
    return JsonStrictValidator(SchemaVersion.V1_6).validate_str


def test_it_follows_the_schema(content, faults):
    assert faults(content.decode()) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"type": "library"', '"type": "book"'),
        ('"id": "MIT"', '"id": "Any"'),
        ('"alg": "SHA-256"', '"alg": "SHA-1024"'),
        ('"bom-ref"', '"ref"'),
        ('"scope": "required"', '"scope": "maybe"'),
    ],
)
def test_the_schema_sees_faults(content, faults, old, new):
    text = content.decode()
    assert old in text
    assert faults(text.replace(old, new)) is not None


def test_it_has_every_pin_with_all_that_is_known(bill, runtime, licences):
    found = {one["name"]: one for one in bill["components"]}
    assert list(found) == [pin.name for pin in runtime]
    for pin in runtime:
        one = found[pin.name]
        assert one["purl"] == one["bom-ref"] == f"pkg:pypi/{pin.name}@{pin.version}"
        assert one["version"] == pin.version
        assert [each["content"] for each in one["hashes"]] == list(pin.hashes)
        (licence,) = one["licenses"]
        assert (licence.get("expression") or licence["license"]["id"]) == licences[pin.name]
        assert one["scope"] == ("optional" if pin.marker else "required")


def test_it_says_what_needs_what(bill, package, runtime):
    needs = {one["ref"]: set(one["dependsOn"]) for one in bill["dependencies"]}
    address = {pin.name: f"pkg:pypi/{pin.name}@{pin.version}" for pin in runtime}
    root = bill["metadata"]["component"]
    assert (root["bom-ref"], root["version"]) == (f"kouan@{package.version}", package.version)
    assert needs[root["bom-ref"]] == {address[pin.name] for pin in runtime if pin.is_direct}
    assert {ref for refs in needs.values() for ref in refs} == set(address.values())
    assert address["markupsafe"] in needs[address["jinja2"]]
    assert set(needs) == {root["bom-ref"], *address.values()}


def test_it_names_no_day_no_serial_number_and_no_place(bill, content):
    assert "serialNumber" not in bill
    assert "timestamp" not in bill["metadata"]
    addresses = set(re.findall(r"https?://[^\"]+", content.decode()))
    assert addresses == {"http://cyclonedx.org/schema/bom-1.6.schema.json"}


def test_it_is_the_same_whatever_is_installed(package, runtime, licences, content, monkeypatch):
    def refuse(*_):
        raise AssertionError("the installed libraries were asked")

    monkeypatch.setattr("importlib.metadata.distribution", refuse)
    monkeypatch.setattr("importlib.metadata.metadata", refuse)
    assert bill_of_materials(package, runtime, licences) == content


def test_a_dependency_without_a_licence_gives_no_bill(package, runtime, licences):
    with pytest.raises(KouanError, match="has no licence for click"):
        bill_of_materials(package, runtime, {name: one for name, one in licences.items() if name != "click"})
