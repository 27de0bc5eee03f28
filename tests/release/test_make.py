"""A release has every file that it says it has, appears whole or not at all, and does not change once it is tagged."""

import hashlib
import json
import re
import shutil
import zipfile

import pytest
from click.testing import CliRunner

from kouan.build import build as build_project
from kouan.cli import main
from kouan.errors import KouanError
from kouan.publish.downloads import DOWNLOADS_FILE
from kouan.release import make
from kouan.release.make import make_release
from kouan.release.readme import ZIPPED

from .conftest import git


def silent(_):
    pass


def place_of(project):
    return project.build / "release" / project.package().version


# --- what is in it


def test_a_release_has_these_files(released, package, data):
    names = {path.relative_to(released).as_posix() for path in released.rglob("*") if path.is_file()}
    tables = [table.name for table in package.tables]
    by_hand = [path for folder in ("reference", "curation") for path in (data.datasets / folder).glob("*.*")]
    assert names == {
        "datapackage.json",
        *(f"csv/{table}.csv" for table in tables),
        *(f"documents/{path.name}" for path in data.documents.glob("*.*")),
        *(f"parquet/{table}.parquet" for table in tables),
        "kouan.db",
        "kouan.xlsx",
        f"kouan-{package.version}.zip",
        *(f"dictionary{language}.{suffix}" for language in ("", ".en") for suffix in ("html", "md")),
        *("schema.jsonld", "dcat.jsonld", "croissant.json", "csvw.json"),
        *("CITATION.cff", "LICENSE-DATA.md", "README.md", "README.html", "NOTES.md", "NOTES.html"),
        *("diff.txt", "diff.json", "diff.html"),
        *(f"source/{name}" for name in ("CHANGELOG.md", "datapackage.json", "metadata.yml")),
        *(f"source/{path.relative_to(data.root).as_posix()}" for path in by_hand),
        *("sbom.cdx.json", "source/requirements.txt", "source/docs/licences.csv"),
        "SHA256SUMS",
    }


def test_sums_are_those_of_every_other_file_in_order(released, snapshot):
    files = snapshot(released)
    lines = files.pop("SHA256SUMS").decode().splitlines()
    assert lines == [f"{hashlib.sha256(files[path]).hexdigest()}  {path}" for path in sorted(files)]


def test_files_are_those_that_were_built(released, package, data):
    root = released.parents[2]
    for table in package.tables:
        assert (released / f"csv/{table.name}.csv").read_bytes() == (data.root / table.path).read_bytes()
        path = f"parquet/{table.name}.parquet"
        assert (released / path).read_bytes() == (root / "build" / path).read_bytes()
    assert (released / "kouan.db").read_bytes() == (root / "build/kouan.db").read_bytes()
    for path in data.documents.glob("*.*"):
        assert (released / "documents" / path.name).read_bytes() == path.read_bytes()
    for name in ("datasets/reference/ports.csv", "datasets/curation/sn-ports-2021.yml", "CHANGELOG.md"):
        assert (released / "source" / name).read_bytes() == (data.root / name).read_bytes()


def test_the_folder_of_releases_holds_versions_and_nothing_else(released, package):
    assert [path.name for path in released.parent.iterdir()] == [package.version]
    # Nothing of the making is left beside it either.
    assert not [path.name for path in released.parent.parent.iterdir() if path.name.startswith(".")]


def test_the_zip_has_the_package_as_it_lies_in_the_release(released, package, snapshot):
    files = snapshot(released)
    with zipfile.ZipFile(released / f"kouan-{package.version}.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(path for path in files if path.startswith(ZIPPED))
        assert all(archive.read(name) == files[name] for name in archive.namelist())
        described = json.loads(archive.read("datapackage.json"))
        assert {resource["path"] for resource in described["resources"]} < set(archive.namelist())


def test_no_page_of_the_zip_leads_to_what_the_zip_lacks(released, package):
    with zipfile.ZipFile(released / f"kouan-{package.version}.zip") as archive:
        pages = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".md")}
        links = {link for text in pages.values() for link in re.findall(r"\]\(([\w.-]+)\)", text)}
        assert {"NOTES.md", "CITATION.cff", "dictionary.html"} < links <= set(archive.namelist())


def test_no_zip_has_the_name_of_another_with_other_content(released):
    """The site's zip has the paths of the repository, and follows every build."""
    listed = json.loads((released.parents[1] / DOWNLOADS_FILE).read_text(encoding="utf-8"))["files"]
    names = [one["name"].rpartition("/")[2] for one in listed]
    assert "kouan.zip" in names
    assert not {path.name for path in released.glob("*.zip")} & set(names)


def test_the_descriptions_name_every_file_but_what_is_kept_for_rebuilding(released):
    text = (released / "schema.jsonld").read_text(encoding="utf-8")
    named = set(re.findall(r'"contentUrl": "([^"]+)"', text))
    assert {"kouan.xlsx", "csv/tasks.csv", "parquet/tasks.parquet", "NOTES.md", "diff.html", "CITATION.cff"} <= named
    assert not [name for name in named if name.startswith("source/")]
    assert [name for name in named if not (released / name).is_file()] == []


def test_the_version_of_the_code_does_not_matter(released):
    """The clone has no pyproject.toml: the version is that of datapackage.json, its day that of CHANGELOG.md."""
    assert not (released.parents[2] / "pyproject.toml").exists()
    assert released.name == json.loads((released / "datapackage.json").read_text(encoding="utf-8"))["version"]


# --- whole or not at all


def test_the_command_builds_and_says_what_it_made(to_release):
    (to_release.build / "kouan.db").unlink()
    result = CliRunner().invoke(main, ["release", "--root", str(to_release.root)])
    assert result.exit_code == 0, result.output
    lines = [line for line in result.output.splitlines() if line.startswith(("release ", "place "))]
    assert len(lines) == 2
    assert re.fullmatch(r"release   \d+ files, [\d,]+ bytes", lines[0])
    assert lines[1] == f"place     build/release/{to_release.package().version}"


def test_changes_that_belong_to_no_version_are_pointed_out(to_release):
    path = to_release.root / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8")
    before, _, rest = text.partition("## Unreleased\n")
    released = rest[rest.index("## 20") :]
    for unreleased, is_told in (("- A change.\n\n", True), ("", False)):
        path.write_text(f"{before}## Unreleased\n\n{unreleased}{released}", encoding="utf-8")
        told = []
        place = make_release(to_release, told.append)
        assert any("under “Unreleased”" in line for line in told) == is_told
        assert "A change." not in (place / "NOTES.md").read_text(encoding="utf-8")


def test_a_release_that_is_made_again_stays_as_it_is(to_release, snapshot):
    place = make_release(to_release, silent)
    first, told = snapshot(place), []
    assert make_release(to_release, told.append) == place
    assert snapshot(place) == first
    assert told[-1].endswith(": the same was there already")


def test_a_version_that_is_not_tagged_is_replaced(to_release):
    place = make_release(to_release, silent)
    (place / "csv" / "tasks.csv").write_text("task_id\n", encoding="utf-8")
    (place / "stray.txt").write_text("stray", encoding="utf-8")
    make_release(to_release, silent)
    assert (place / "csv/tasks.csv").read_bytes() == (to_release.datasets / "tasks.csv").read_bytes()
    assert not (place / "stray.txt").exists()
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_version_that_is_tagged_is_not_replaced(to_release, snapshot):
    place = make_release(to_release, silent)
    git(to_release.root, "tag", f"data-{place.name}")
    make_release(to_release, silent)
    (place / "README.md").write_text("another", encoding="utf-8")
    before = snapshot(to_release.build)
    with pytest.raises(KouanError, match=r"is released already, and what was made now differs in README.md"):
        make_release(to_release, silent)
    assert snapshot(to_release.build) == before


def test_other_data_under_a_tagged_version_are_refused_wherever_the_release_lies(to_release):
    git(to_release.root, "tag", f"data-{to_release.package().version}")
    path = to_release.datasets / "reference" / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(KouanError, match=r"is released already, with other data in datasets/reference/indicators.csv"):
        make_release(to_release, silent)
    assert not place_of(to_release).exists()


def no_changelog(project):
    (project.root / "CHANGELOG.md").write_text("# Changelog\n\n## 2025.1.0 (2025-01-01)\n\nFirst.\n", encoding="utf-8")


def another_library(project):
    path = project.root / "requirements.txt"
    path.write_text(re.sub(r"pyarrow==\S+", "pyarrow==1.2.3", path.read_text(encoding="utf-8")), encoding="utf-8")


BROKEN = {
    "no git": (lambda project: shutil.rmtree(project.root / ".git"), "what was released last is not known"),
    "no such version in the changelog": (no_changelog, "has no version 2026."),
    "another library": (another_library, r"pyarrow 1\.2\.3 is pinned and \S+ is installed"),
    "no pins": (lambda project: (project.root / "requirements.txt").unlink(), "requirements.txt: cannot be read"),
    "no terms": (lambda project: (project.root / "LICENSE-DATA.md").unlink(), "LICENSE-DATA.md: it cannot be read"),
    "no database": (lambda project: (project.build / "kouan.db").unlink(), "kouan.db: it cannot be read"),
}


@pytest.mark.parametrize("what", list(BROKEN))
def test_a_release_that_fails_leaves_the_earlier_one_and_nothing_else(to_release, snapshot, what):
    place = make_release(to_release, silent)
    change, message = BROKEN[what]
    change(to_release)
    before = snapshot(place.parent)
    with pytest.raises(KouanError, match=message):
        make_release(to_release, silent)
    assert snapshot(place.parent) == before
    assert not (to_release.build / ".release").exists()


def test_a_comparison_that_fails_at_the_end_leaves_nothing(to_release, monkeypatch):
    def fail(*_):
        message = "no comparison"
        raise KouanError(message)

    monkeypatch.setattr(make, "since_last_release", fail)
    with pytest.raises(KouanError, match="no comparison"):
        make_release(to_release, silent)
    assert not (to_release.build / "release").exists()


def test_what_a_killed_process_left_does_not_get_into_a_release(to_release):
    stray = to_release.build / ".release" / "new" / "stray.txt"
    stray.parent.mkdir(parents=True)
    stray.write_text("stray", encoding="utf-8")
    assert not (make_release(to_release, silent) / "stray.txt").exists()


def test_the_next_version_is_compared_with_the_last_one(to_release, data):
    """From the tag on, with the code that was tagged."""
    shutil.copytree(data.root / "scripts", to_release.root / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    git(to_release.root, "add", ".")
    git(to_release.root, "commit", "--quiet", "--message=code")
    last = to_release.package().version
    git(to_release.root, "tag", f"data-{last}")
    for name, old, new in (
        ("CHANGELOG.md", "## Unreleased", "## 2027.1.0 (2027-01-02)"),
        ("datapackage.json", f'"version": "{last}"', '"version": "2027.1.0"'),
        ("datasets/reference/indicators.csv", "Air cargo", "Cargo by air"),
    ):
        path = to_release.root / name
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    build_project(to_release, silent)
    place = make_release(to_release, silent)
    assert place.name == "2027.1.0"
    text = (place / "diff.txt").read_text(encoding="utf-8")
    assert text.startswith(f"{last} -> 2027.1.0\n")
    assert text.strip() in (place / "NOTES.md").read_text(encoding="utf-8")
    assert "date-released: '2027-01-02'" in (place / "CITATION.cff").read_text(encoding="utf-8")
