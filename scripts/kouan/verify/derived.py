"""What people and programs read about a release: all of it follows from the tables, the contract and the changelog."""

import re
from collections.abc import Iterator, Mapping

import yaml

from kouan.describe import descriptions
from kouan.diff import Diff, as_html, as_json, as_text, first, read_json
from kouan.diff.changes import Cells, TableDiff
from kouan.diff.tables import Key, read_release
from kouan.release.browsing import browser_pages
from kouan.release.citation import citation_file
from kouan.release.dictionary import dictionary_files
from kouan.release.files import archive_name
from kouan.release.notes import release_notes
from kouan.release.readme import release_readme
from kouan.release.sums import SUMS
from kouan.supply.bill import BILL, bill_of_materials
from kouan.supply.licences import LICENCES, read_licences
from kouan.supply.pins import RUNTIME, read_pins
from kouan.verify.described import released_files
from kouan.verify.findings import Checked, Finding, expected
from kouan.verify.layout import DESCRIPTIONS, DIFFS
from kouan.verify.release import SOURCE, Release
from kouan.verify.texts import compared

_CITATION = "CITATION.cff"
_LIBRARIES = re.compile(r"versions: ((?:\S{1,80} \S{1,80}, ){0,40}\S{1,80} \S{1,80})\.$", re.MULTILINE)


def check_descriptions(release: Release) -> Checked:
    """Compare the descriptions for programs with those that follow from the contract and the files."""
    files = [file for file in released_files(release) if file.path not in {*DESCRIPTIONS, SUMS}]
    files = [file for file in files if not file.path.startswith(f"{SOURCE}/")]
    wanted = descriptions(release.package, release.version, files)
    findings = [one for file in sorted(wanted) for one in compared(file, wanted[file], release.read(file))]
    return Checked(f"{len(files)} files described in {', '.join(DESCRIPTIONS)}", tuple(findings))


def check_bill(release: Release) -> Checked:
    """Compare the bill of materials with the one that follows from the pins and the list of licences."""
    source = release.folder / SOURCE
    pins = read_pins(source / RUNTIME)
    wanted = bill_of_materials(release.package, pins, read_licences(source / LICENCES))
    return Checked(f"{len(pins)} libraries in {BILL}", tuple(compared(BILL, wanted, release.read(BILL))))


def check_pages(release: Release) -> Checked:
    """Compare the pages for people with those that follow from the tables, the contract and the changelog."""
    package, version = release.package, release.version
    diff = read_json(release.read("diff.json").decode("utf-8"))
    libraries = libraries_of(release)
    wanted = {
        **dictionary_files(package, release.tables),
        "NOTES.md": release_notes(package, version, release.tables, diff),
        "README.md": release_readme(package, version, archive_name(package), libraries),
    }
    for name in ("README.md", "NOTES.md"):
        wanted |= browser_pages(wanted[name], name)
    findings = [one for file in sorted(wanted) for one in compared(file, wanted[file], release.read(file))]
    findings += _citation(release, libraries)
    return Checked(f"{len(wanted) + 1} pages: {', '.join((*wanted, _CITATION))}", tuple(findings))


def libraries_of(release: Release) -> dict[str, str]:
    """Return the versions of the libraries that wrote a release, as its README.md says."""
    found = _LIBRARIES.search(release.read("README.md").decode("utf-8", "replace"))
    return dict(one.split(" ") for one in found[1].split(", ")) if found else {}


def _citation(release: Release, libraries: dict[str, str]) -> list[Finding]:
    """Compare CITATION.cff by what it says; another pyyaml breaks its lines elsewhere."""
    wanted, found = citation_file(release.package, release.version), release.read(_CITATION)
    try:
        same = yaml.safe_load(wanted) == yaml.safe_load(found)
    except (yaml.YAMLError, UnicodeDecodeError):
        same = False
    if same and libraries.get("pyyaml") != yaml.__version__:
        return []
    return compared(_CITATION, wanted, found)


def check_diff(release: Release) -> Checked:
    """Check what is said about the last release as far as this one shows it, and that all three files say the same."""
    try:
        diff = read_json(release.read("diff.json").decode("utf-8"))
    except ValueError as error:
        return Checked("", (Finding("diff.json", None, None, f"it is no diff ({error})"),))
    findings = [*(_first(release) if diff.old is None else _since(release, diff))]
    if not findings:
        wanted = {"diff.html": as_html(diff), "diff.json": as_json(diff), "diff.txt": as_text(diff)}
        findings = [one for file in DIFFS for one in compared(file, wanted[file].encode(), release.read(file))]
    since = f"since {diff.old}" if diff.old else "the first release"
    rows = sum(len(table.added) + len(table.kept) for table in diff.tables)
    return Checked(f"{since}: {len(diff.tables)} tables, {rows:,} rows added, moved or changed", tuple(findings))


def _first(release: Release) -> list[Finding]:
    return compared("diff.json", as_json(first(release.folder)).encode(), release.read("diff.json"))


def _since(release: Release, diff: Diff) -> Iterator[Finding]:
    """Yield where the diff says of this release what this release does not have."""
    package = release.package
    if diff.new != package.version:
        yield Finding("diff.json", None, "new", expected(package.version, diff.new))
    there = [table.name for table in diff.tables if table.status != "removed"]
    if there != [table.name for table in package.tables]:
        yield Finding("diff.json", None, "tables", expected([table.name for table in package.tables], there))
        return
    written = read_release(release.folder)
    for table in diff.tables:
        if table.status != "removed":
            yield from _rows(table, written.tables[table.name].rows)


def _rows(table: TableDiff, rows: Mapping[Key, Cells]) -> Iterator[Finding]:
    place = f"tables[{table.name}]"
    grown = len(table.added) - len(table.removed)
    if table.new_rows != len(rows):
        yield Finding("diff.json", None, f"{place}.rows.new", expected(len(rows), table.new_rows))
    elif table.status == "kept" and table.new_rows - table.old_rows != grown:
        yield Finding("diff.json", None, f"{place}.rows", expected(table.new_rows - table.old_rows, grown))
    new = [("added", row.key, row.cells) for row in table.added]
    new += [("moved or changed", row.new_key, {cell.name: cell.new for cell in row.cells}) for row in table.kept]
    for what, key, cells in new:
        row = rows.get(tuple(key.values()), {})
        for column, cell in cells.items():
            if row.get(column) != cell:
                message = f"{expected(row.get(column), cell)} in the row {what}; csv/ has the former"
                yield Finding("diff.json", " ".join(key.values()), f"{place}, column {column}", message)
