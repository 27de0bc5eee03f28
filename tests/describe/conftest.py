"""A release in a folder as `kouan release` lays it out, with all its descriptions, and nothing that only it writes."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from kouan.describe import descriptions, package_descriptor
from kouan.project import Project
from kouan.publish.changes import Version, read_versions
from kouan.release.files import ReleasedFile
from kouan.schema import Package

MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".db": "application/vnd.sqlite3",
    ".parquet": "application/vnd.apache.parquet",
    ".txt": "text/plain; charset=utf-8",
}


@pytest.fixture(scope="session")
def version(data: Project, package: Package) -> Version:
    versions = read_versions((data.root / "CHANGELOG.md").read_text(encoding="utf-8"), "CHANGELOG.md")
    return next(one for one in versions if one.version == package.version)


@pytest.fixture(scope="session")
def released(
    build: Path, data: Project, package: Package, version: Version, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of a release: tables, documents, database and descriptions."""
    folder = tmp_path_factory.mktemp("released")
    for name in ("csv", "parquet", "documents"):
        (folder / name).mkdir()
    for table in package.tables:
        shutil.copyfile(data.root / table.path, folder / "csv" / f"{table.name}.csv")
        shutil.copyfile(build / "parquet" / f"{table.name}.parquet", folder / "parquet" / f"{table.name}.parquet")
    for path in data.documents.glob("*.txt"):
        shutil.copyfile(path, folder / "documents" / path.name)
    shutil.copyfile(build / "kouan.db", folder / "kouan.db")
    files = list_files(folder, package)
    for name, content in descriptions(package, version, files).items():
        (folder / name).write_bytes(content)
    descriptor = json.loads((data.root / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "datapackage.json").write_bytes(package_descriptor(descriptor, files))
    return folder


def list_files(folder: Path, package: Package) -> list[ReleasedFile]:
    tables = {table.name for table in package.tables}
    return [
        ReleasedFile(
            path=path.relative_to(folder).as_posix(),
            size=path.stat().st_size,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            media_type=MEDIA_TYPES[path.suffix],
            table=path.stem if path.parent.name in {"csv", "parquet"} and path.stem in tables else None,
        )
        for path in sorted(folder.rglob("*"))
        if path.suffix in MEDIA_TYPES
    ]
