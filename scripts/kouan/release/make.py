"""Makes a release from what the last build put out: every file, described, compared with the last release, summed."""

import json
from collections.abc import Callable
from pathlib import Path

from kouan.describe import descriptions, package_descriptor
from kouan.diff import diff_files, since_last_release
from kouan.errors import KouanError
from kouan.project import Project
from kouan.publish.archives import zip_bytes
from kouan.publish.changes import Version, has_unreleased_changes, released_versions
from kouan.publish.csv_tables import read_table
from kouan.release.browsing import browser_pages
from kouan.release.citation import citation_file
from kouan.release.dictionary import dictionary_files
from kouan.release.draft import Draft, drafted, put_in_place
from kouan.release.files import archive_name
from kouan.release.libraries import libraries_used
from kouan.release.notes import release_notes
from kouan.release.readme import ZIPPED, release_readme
from kouan.release.tags import check_tagged_data, is_tagged
from kouan.release.workbook import workbook_bytes
from kouan.rows import Tables
from kouan.schema import Package
from kouan.supply.bill import BILL, bill_of_materials
from kouan.supply.licences import LICENCES, read_licences
from kouan.supply.pins import RUNTIME, read_pins

Say = Callable[[str], None]

_CHANGELOG = "CHANGELOG.md"
_DESCRIPTOR = "datapackage.json"
_TERMS = "LICENSE-DATA.md"


def make_release(project: Project, say: Say) -> Path:
    """Write build/release/VERSION/ from the outputs of the last build, and return that folder.

    It appears whole or not at all. KouanError where something is missing or does not fit, where the last release cannot
    be compared with this one, and where this version is released already with other files.
    """
    package = project.package()
    version = next(
        one for one in released_versions(package, project.root / _CHANGELOG) if one.version == package.version
    )
    libraries = libraries_used(project.root / RUNTIME)
    check_tagged_data(project.root, version.version)
    place = project.build / "release" / version.version
    try:
        with drafted(project.build) as draft:
            _write(draft, project, package, version, libraries)
            size = sum(file.size for file in draft.files)
            say(f"release   {len(draft.files) + 1} files, {size:,} bytes")
            is_new = put_in_place(draft, place, is_final=is_tagged(project.root, version.version))
    except OSError as error:
        message = (
            f"{error.filename or project.build}: it cannot be read or written ({error.strerror}). "
            "Build first, free space, or give yourself the right to write there."
        )
        raise KouanError(message) from None
    if has_unreleased_changes(project.root / _CHANGELOG):
        say(f"note      {_CHANGELOG} has changes under “Unreleased”; NOTES.md tells only those of {version.version}")
    say(f"place     {place.relative_to(project.root)}{'' if is_new else ': the same was there already'}")
    return place


def _write(draft: Draft, project: Project, package: Package, version: Version, libraries: dict[str, str]) -> None:
    """Write all files, each after those that it tells about."""
    archive = archive_name(package)
    _copy_outputs(draft, project, package)
    tables = {table.name: read_table(project.root / table.path, table) for table in package.tables}
    _write_pages(draft, package, version, tables)
    draft.add(
        BILL,
        bill_of_materials(package, read_pins(project.root / RUNTIME), read_licences(project.root / LICENCES)),
    )
    descriptor = json.loads((project.root / _DESCRIPTOR).read_text(encoding="utf-8"))
    draft.add(_DESCRIPTOR, package_descriptor(descriptor, draft.files))
    draft.add("README.md", release_readme(package, version, archive, libraries))
    diff = since_last_release(project, draft.folder)
    for name, content in diff_files(diff).items():
        draft.add(name, content)
    draft.add("NOTES.md", release_notes(package, version, tables, diff))
    for name in ("README.md", "NOTES.md"):
        for twin, content in browser_pages(draft.read(name), name).items():
            draft.add(twin, content)
    zipped = [file.path for file in draft.files if file.path.startswith(ZIPPED)]
    draft.add(archive, zip_bytes({path: draft.read(path) for path in zipped}))
    for name, content in descriptions(package, version, draft.files).items():
        draft.add(name, content)
    # Neither the data nor about them: it is not described.
    _copy_sources(draft, project)
    draft.close()


def _copy_outputs(draft: Draft, project: Project, package: Package) -> None:
    for table in package.tables:
        draft.add(f"csv/{table.name}.csv", (project.root / table.path).read_bytes(), table.name)
    for table in package.tables:
        path = f"parquet/{table.name}.parquet"
        draft.add(path, (project.build / path).read_bytes(), table.name)
    database = f"{package.name}.db"
    draft.add(database, (project.build / database).read_bytes())
    for document in _files(project.documents):
        draft.add(f"documents/{document.name}", document.read_bytes())
    draft.add(_TERMS, (project.root / _TERMS).read_bytes())


def _write_pages(draft: Draft, package: Package, version: Version, tables: Tables) -> None:
    draft.add(f"{package.name}.xlsx", workbook_bytes(package, version, tables))
    for name, content in dictionary_files(package, tables).items():
        draft.add(name, content)
    draft.add("CITATION.cff", citation_file(package, version))


def _copy_sources(draft: Draft, project: Project) -> None:
    """Add what people keep by hand, under the paths of the project, so that the tables can be made again."""
    folders = (project.datasets / "reference", project.datasets / "curation")
    paths = [path for folder in folders for path in _files(folder)]
    paths += [project.root / name for name in (_CHANGELOG, _DESCRIPTOR, "metadata.yml", RUNTIME, LICENCES)]
    for path in paths:
        draft.add(f"source/{path.relative_to(project.root).as_posix()}", path.read_bytes())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file() and not path.name.startswith("."))
