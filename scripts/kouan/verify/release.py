"""A release as it was downloaded: the folder, or the zip of the data package out of it."""

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from kouan.errors import KouanError
from kouan.publish.changes import Version, read_versions
from kouan.publish.csv_tables import read_table
from kouan.release.sums import SUMS
from kouan.rows import Tables
from kouan.schema import Package, load_package

DESCRIPTOR = "datapackage.json"
SOURCE = "source"

# What a release's descriptor says of a file beyond what the project's does.
_SUMS = ("bytes", "hash")


@dataclass(frozen=True)
class Release:
    """A release on disk.

    Attributes:
        folder: Where its files lie.
        scratch: An empty folder to work in.
        archive: The zip that it was unpacked from; None if the whole release is there.
    """

    folder: Path
    scratch: Path
    archive: Path | None = None

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The paths of everything in the folder that is not a folder, hidden files too, sorted."""
        found = (path for path in self.folder.rglob("*") if path.is_symlink() or not path.is_dir())
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in found))

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        return (self.folder / path).read_bytes()

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """datapackage.json as it stands; KouanError where it is no JSON object."""
        return _json_object(self.folder / DESCRIPTOR)

    @cached_property
    def package(self) -> Package:
        """The contract: datapackage.json as the project has it, without sizes, sums and documents."""
        return load_package(self.as_project())

    def as_project(self) -> Path:
        """Write the descriptor as the project has it into the scratch folder, and return its path."""
        tables = [one for one in self.descriptor.get("resources", []) if isinstance(one, dict) and "schema" in one]
        resources = [
            {
                key: f"datasets/{one.get('name')}.csv" if key == "path" else value
                for key, value in one.items()
                if key not in _SUMS
            }
            for one in tables
        ]
        path = self.scratch / DESCRIPTOR
        path.write_text(json.dumps({**self.descriptor, "resources": resources}, ensure_ascii=False), encoding="utf-8")
        return path

    @cached_property
    def tables(self) -> Tables:
        """The rows of the CSV files; KouanError where one is not a table of the contract."""
        return {table.name: read_table(self.folder / f"csv/{table.name}.csv", table) for table in self.package.tables}

    @cached_property
    def version(self) -> Version:
        """The version with its day and changes, from the changelog; KouanError where that does not have it."""
        place = f"{SOURCE}/CHANGELOG.md"
        for version in read_versions(self.read(place).decode("utf-8", "replace"), place):
            if version.version == self.package.version:
                return version
        message = f"{place}: has no version {self.package.version}, which {DESCRIPTOR} names."
        raise KouanError(message)


@contextmanager
def opened(place: Path) -> Iterator[Release]:
    """Give a release by the folder or the zip of its data package; KouanError where a place is neither."""
    with TemporaryDirectory(prefix="kouan-") as folder:
        scratch = Path(folder, "scratch")
        scratch.mkdir()
        if place.is_dir():
            if not (place / DESCRIPTOR).is_file() and not (place / SUMS).is_file():
                message = f"{place}: it is no release; it has neither {DESCRIPTOR} nor {SUMS}. Name a release's folder."
                raise KouanError(message)
            if not (place / SUMS).is_file() and not (place / "csv").is_dir():
                message = f"{place}: it is no release; it has no {SUMS}. `kouan validate` checks a project."
                raise KouanError(message)
            yield Release(place, scratch)
        else:
            unpacked = Path(folder, "zip")
            _unpack(place, unpacked)
            yield Release(unpacked, scratch, place)


def _unpack(place: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(place) as archive:
            for name in archive.namelist():
                path = PurePosixPath(name)
                if path.is_absolute() or ".." in path.parts or "\\" in name:
                    message = f"{place}: {name} leads out of the folder that it is unpacked to. Do not unpack it."
                    raise KouanError(message)
            archive.extractall(folder)
    except OSError as error:
        message = f"{place}: cannot be read ({error.strerror}). Name the folder of a release, or its zip."
        raise KouanError(message) from None
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        message = f"{place}: it is no whole zip ({error}). Name the folder of a release, or download the zip again."
        raise KouanError(message) from None
    if not (folder / DESCRIPTOR).is_file():
        message = f"{place}: it is no data package, there is no {DESCRIPTOR} in it. Name the zip of a release."
        raise KouanError(message)


def _json_object(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except ValueError as error:
        message = f"{path.name}: it is no JSON in UTF-8 ({error})."
        raise KouanError(message) from None
    if not isinstance(content, dict):
        message = f"{path.name}: expected a JSON object, found {type(content).__name__}."
        raise KouanError(message)
    return content
