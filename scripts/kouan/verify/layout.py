"""Which files a release has: all of them, and no other."""

from kouan.reference import FILES
from kouan.release.files import archive_name
from kouan.release.readme import ZIPPED
from kouan.release.sums import SUMS
from kouan.supply.bill import BILL
from kouan.supply.licences import LICENCES
from kouan.supply.pins import RUNTIME
from kouan.verify.findings import Checked, Finding
from kouan.verify.release import DESCRIPTOR, SOURCE, Release

DESCRIPTIONS = ("croissant.json", "csvw.json", "dcat.jsonld", "schema.jsonld")
DICTIONARIES = ("dictionary.en.html", "dictionary.en.md", "dictionary.html", "dictionary.md")
DIFFS = ("diff.html", "diff.json", "diff.txt")
_OTHERS = ("CITATION.cff", "LICENSE-DATA.md", "NOTES.html", "NOTES.md", "README.html", "README.md", BILL)
_KEPT = ("CHANGELOG.md", DESCRIPTOR, "metadata.yml", RUNTIME, LICENCES)

_CURATION = f"{SOURCE}/datasets/curation/"


def check_layout(release: Release) -> Checked:
    """Compare the files with those that a release of this package has."""
    wanted = _wanted(release)
    found = {path for path in release.paths if not _is_correction(path, release)}
    findings = [Finding(path, None, None, "expected this file, found none") for path in sorted(wanted - found)]
    findings += [Finding(path, None, None, "no release has such a file") for path in sorted(found - wanted)]
    return Checked(f"{len(release.paths)} files, as every release has them", tuple(findings))


def _wanted(release: Release) -> set[str]:
    package = release.package
    named = {str(one.get("path")) for one in release.descriptor["resources"]}
    tables = {f"parquet/{table.name}.parquet" for table in package.tables}
    whole = {f"{package.name}.db", f"{package.name}.xlsx", archive_name(package)}
    pages = {DESCRIPTOR, SUMS, *DESCRIPTIONS, *DICTIONARIES, *DIFFS, *_OTHERS}
    lists = {f"{SOURCE}/datasets/reference/{name}.csv" for name in FILES}
    every = named | tables | whole | pages | lists | {f"{SOURCE}/{name}" for name in _KEPT}
    return every if release.archive is None else {path for path in every if path.startswith(ZIPPED)}


def _is_correction(path: str, release: Release) -> bool:
    """Say whether a file has the corrections of a document; not every document needs some."""
    documents = {str(one.get("name")).rpartition(".")[0] for one in release.descriptor["resources"]}
    return path.startswith(_CURATION) and path.removeprefix(_CURATION).removesuffix(".yml") in documents
