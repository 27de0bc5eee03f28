"""The descriptor: sizes and sums of the files it names, and that it says what the project's own descriptor says."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from kouan.describe import package_descriptor
from kouan.errors import KouanError
from kouan.publish.media_types import media_type
from kouan.release.files import ReleasedFile
from kouan.verify.findings import Checked, Finding, expected
from kouan.verify.release import DESCRIPTOR, SOURCE, Release
from kouan.verify.texts import compared


def check_descriptor_of(release: Release) -> Checked:
    """Compare datapackage.json with the files that it names and with the descriptor that it was made from."""
    resources = release.descriptor.get("resources")
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        return Checked("", (Finding(DESCRIPTOR, None, "resources", "expected a list of objects"),))
    findings = [finding for one in resources for finding in _sums(release, one)]
    if not findings and release.archive is None:
        findings = _derivation(release)
    columns = sum(len(table.columns) for table in release.package.tables)
    return Checked(f"{len(resources)} files with size and sum, {columns} columns", tuple(findings))


def _sums(release: Release, resource: dict[str, Any]) -> Iterator[Finding]:
    path = resource.get("path")
    if path not in release.paths:
        yield Finding(DESCRIPTOR, None, f"resources[{resource.get('name')}].path", f"there is no file {path}")
        return
    content = release.read(path)
    wanted = {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    for key, value in wanted.items():
        if resource.get(key) != value:
            place = f"resources[{resource.get('name')}].{key}"
            yield Finding(DESCRIPTOR, None, place, f"{expected(value, resource.get(key))}, by the file {path}")


def _derivation(release: Release) -> list[Finding]:
    place = f"{SOURCE}/{DESCRIPTOR}"
    if place not in release.paths:
        return [Finding(place, None, None, "expected the descriptor that the release was made from, found no file")]
    try:
        wanted = package_descriptor(json.loads(release.read(place)), released_files(release, ("csv/", "documents/")))
    except (ValueError, KeyError, TypeError, AttributeError, KouanError) as error:
        return [Finding(place, None, None, f"it is no descriptor ({error!r})")]
    return compared(DESCRIPTOR, wanted, release.read(DESCRIPTOR))


def released_files(release: Release, parts: tuple[str, ...] = ("",)) -> list[ReleasedFile]:
    """Return the files whose paths begin in one of these ways, as a release describes them."""
    found = []
    for path in release.paths:
        if path.startswith(parts):
            content = release.read(path)
            folder, _, name = path.rpartition("/")
            table = name.rpartition(".")[0] if folder in {"csv", "parquet"} else None
            digest = hashlib.sha256(content).hexdigest()
            found.append(ReleasedFile(path, len(content), digest, media_type(path), table))
    return found
