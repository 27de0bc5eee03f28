"""Lists of known vulnerabilities that lie on this machine: the one that is installed, and a folder in the form of OSV.

The folder is a clone of https://github.com/pypa/advisory-database: a folder for each package, a file for each advisory.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import yaml
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name, canonicalize_version
from packaging.version import Version

from kouan.errors import KouanError

INSTALLED = "safety-db"

_FILE = "safety_db/insecure_full.json"
_ABOUT = "$meta"
_FOLDER = "vulns"
_START = Version("0.dev0")
_MODIFIED = re.compile(rb"^modified: '?(\d{4}-\d\d-\d\d)", re.MULTILINE)


@dataclass(frozen=True)
class Stretch:
    """Versions in their order, pre-releases too: from `start` on, up to before `fixed` or up to `last`."""

    start: Version
    fixed: Version | None = None
    last: Version | None = None

    def has(self, version: Version) -> bool:
        """Tell whether a version lies in it."""
        is_before_end = (self.fixed is None or version < self.fixed) and (self.last is None or version <= self.last)
        return self.start <= version and is_before_end


@dataclass(frozen=True)
class Advisory:
    """What is known of a package; a version is affected where any of the three says so.

    Attributes:
        names: What it is called, as CVE-2014-1402.
        specifiers: Of PEP 440. One that nobody can read may hold, so it counts.
        stretches: As OSV has them.
        versions: One by one, in their normal form.
    """

    names: tuple[str, ...]
    specifiers: tuple[str, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    versions: frozenset[str] = frozenset()

    def affects(self, version: str) -> bool:
        """Tell whether a version is affected."""
        return (
            canonicalize_version(version) in self.versions
            or any(one.has(Version(version)) for one in self.stretches)
            or any(_holds(one, version) for one in self.specifiers)
        )


@dataclass(frozen=True)
class AdvisoryList:
    """A list of advisories: its name, the day of the newest, how many there are, and those of each package."""

    name: str
    day: date
    size: int
    of_package: Mapping[str, tuple[Advisory, ...]]


def installed_list() -> AdvisoryList:
    """Return the list that the pinned dependencies bring; KouanError where it is not installed."""
    try:
        found = distribution(INSTALLED)
    except PackageNotFoundError:
        message = f"nothing was audited: the list {INSTALLED} is not installed. Install requirements-dev.txt (make)."
        raise KouanError(message) from None
    content = _safety_db(found)
    day = datetime.fromtimestamp(content.pop(_ABOUT)["timestamp"], UTC).date()
    advisories: dict[str, tuple[Advisory, ...]] = {}
    for name, listed in content.items():
        known = [Advisory(tuple(filter(None, (one["cve"], one["id"]))), tuple(one["specs"])) for one in listed]
        # One package may be listed under two spellings.
        advisories[canonicalize_name(name)] = (*advisories.get(canonicalize_name(name), ()), *known)
    return AdvisoryList(f"{INSTALLED} {found.version}", day, sum(map(len, advisories.values())), advisories)


def _safety_db(found: Distribution) -> dict[str, Any]:
    """Return the list as it stands. Its package cannot be imported: it looks for its files in the working folder."""
    content: dict[str, Any] = json.loads(Path(str(found.locate_file(_FILE))).read_text(encoding="utf-8"))
    return content


def list_in(folder: Path, packages: Iterable[str]) -> AdvisoryList:
    """Return what a clone of the advisory database of PyPA says of some packages.

    KouanError where the folder is none, or where an advisory of one of these packages cannot be read.
    """
    paths = sorted((folder / _FOLDER).glob("*/*.yaml"))
    days = [found[1].decode() for path in paths if (found := _MODIFIED.search(path.read_bytes()))]
    if not days:
        message = (
            f"{folder}: it has no advisories in {_FOLDER}/PACKAGE/*.yaml. "
            "Name a clone of https://github.com/pypa/advisory-database."
        )
        raise KouanError(message)
    wanted = frozenset(packages)
    files: dict[str, list[Path]] = {name: [] for name in sorted(wanted)}
    for path in paths:
        if (name := canonicalize_name(path.parent.name)) in wanted:
            files[name].append(path)
    advisories = {name: tuple(one for path in files[name] for one in _of_osv(path, name)) for name in files}
    return AdvisoryList(str(folder), date.fromisoformat(max(days)), len(paths), advisories)


def _of_osv(path: Path, name: str) -> Iterator[Advisory]:
    try:
        content = yaml.safe_load(path.read_bytes())
        if content.get("withdrawn"):
            return
        names = tuple(sorted({content["id"], *content.get("aliases", ())}))
        for one in content["affected"]:
            if canonicalize_name(one["package"]["name"]) == name:
                listed = frozenset(canonicalize_version(str(version)) for version in one.get("versions", ()))
                ranges = (each["events"] for each in one.get("ranges", ()) if each["type"] == "ECOSYSTEM")
                stretches = tuple(stretch for events in ranges for stretch in _stretches(events))
                yield Advisory(names, stretches=stretches, versions=listed)
    except (yaml.YAMLError, AttributeError, KeyError, TypeError, ValueError) as error:
        message = f"{path}: it is no advisory in the form of OSV ({error!r}). Take the list anew."
        raise KouanError(message) from None


def _stretches(events: Iterable[Mapping[str, str]]) -> Iterator[Stretch]:
    """Yield what lies between events, each from `introduced` to the event after it, if there is one."""
    start: Version | None = None
    for event in events:
        ((kind, text),) = event.items()
        version = _START if str(text) == "0" else Version(str(text))
        if kind == "introduced":
            start = version
        elif kind == "fixed":
            yield Stretch(start or _START, fixed=version)
            start = None
        elif kind == "last_affected":
            yield Stretch(start or _START, last=version)
            start = None
    if start is not None:
        yield Stretch(start)


def _holds(specifier: str, version: str) -> bool:
    try:
        return SpecifierSet(specifier).contains(version, prereleases=True)
    except InvalidSpecifier:
        return True
