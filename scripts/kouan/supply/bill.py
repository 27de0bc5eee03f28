"""The software bill of materials of a release, in CycloneDX 1.6: what makes, checks and serves it.

It follows from the pins and the list of licences alone, so it is the same whatever is installed. There is no clock and
no serial number in it. A dependency has the hash of every file that may be installed, one for each kind of machine.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from kouan.describe.released import json_bytes
from kouan.schema import Package
from kouan.supply.licences import licence_of
from kouan.supply.pins import Pin

BILL = "sbom.cdx.json"


def bill_of_materials(package: Package, pins: Iterable[Pin], licences: Mapping[str, str]) -> bytes:
    """Return the bill of a version of the data; KouanError where the licence of a dependency is not listed."""
    by_name = {pin.name: pin for pin in pins}
    needs = {name: [one for one in by_name.values() if name in one.needed_by] for name in by_name}
    root = f"{package.name}@{package.version}"
    return json_bytes(
        {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "version": 1,
            "metadata": {
                "component": {
                    "bom-ref": root,
                    "type": "data",
                    "name": package.name,
                    "version": package.version,
                    "description": package.title_en,
                    "licenses": [{"license": {"id": licence.name}} for licence in package.licenses],
                }
            },
            "components": [_component(pin, licence_of(pin, licences)) for pin in by_name.values()],
            "dependencies": [
                _dependency(root, [pin for pin in by_name.values() if pin.is_direct]),
                *(_dependency(_address(pin), needs[name]) for name, pin in by_name.items()),
            ],
        }
    )


def _component(pin: Pin, licence: str) -> dict[str, Any]:
    is_choice = " " in licence
    component: dict[str, Any] = {
        "bom-ref": _address(pin),
        "type": "library",
        "name": pin.name,
        "version": pin.version,
        "purl": _address(pin),
        "scope": "optional" if pin.marker else "required",
        "licenses": [{"expression": licence} if is_choice else {"license": {"id": licence}}],
        "hashes": [{"alg": "SHA-256", "content": one} for one in pin.hashes],
    }
    if pin.marker:
        component["properties"] = [{"name": "kouan:marker", "value": pin.marker}]
    return component


def _dependency(ref: str, needed: Iterable[Pin]) -> dict[str, Any]:
    return {"ref": ref, "dependsOn": [_address(pin) for pin in needed]}


def _address(pin: Pin) -> str:
    """Return the package URL of a dependency."""
    return f"pkg:pypi/{pin.name}@{pin.version}"
