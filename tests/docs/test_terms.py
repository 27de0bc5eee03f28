"""Licences and versions agree wherever they stand, and no text names a machine or a package registry."""

import csv
import fnmatch
import hashlib
import os
import re
import tomllib
from urllib.parse import urlsplit

import pytest

APACHE_2_0 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
ELSEWHERE = {
    "a path of one machine": re.compile(r"(?<![\w.\-/}<*])/(?:work|root|home|opt|Users|mnt)/|file:/{2}"),
    "a package registry": re.compile(
        r"pypi\.org|pythonhosted\.org|://[^/\s]*(?:devpi|artifactory|nexus|mirror)|://\S+[/]simple\b"
    ),
    "an option that names a registry": re.compile(
        r"(?<!emit)-{2}?(?:extra-|default-)?(?:index-url|find-links|trusted-host)\b"
    ),
}


@pytest.fixture(scope="session")
def texts(project):
    """Return every text file of the repository that is not generated, by its name."""
    lines = (project / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = [".git", *(line.strip("/") for line in lines if line)]
    found = {}
    for folder, folders, files in os.walk(project):
        folders[:] = [name for name in folders if not any(fnmatch.fnmatch(name, pattern) for pattern in ignored)]
        # In a work tree of git's, .git is a file.
        for name in set(files) - {".git"}:
            path = project / os.path.relpath(folder, project) / name
            content = path.read_bytes()
            if b"\0" not in content:
                found[path.relative_to(project).as_posix()] = content.decode("utf-8")
    return found


@pytest.mark.parametrize("what", list(ELSEWHERE))
def test_no_text_points_elsewhere(texts, what):
    found = [
        f"{name}: {line.strip()[:120]}"
        for name, text in texts.items()
        if ELSEWHERE[what].search(text)
        for line in text.splitlines()
        if ELSEWHERE[what].search(line)
    ]
    assert not found, f"these lines name {what}: {found}"


def test_no_text_names_this_folder_or_its_index(texts, project):
    hosts = {
        urlsplit(url).hostname for name in ("PIP_INDEX_URL", "UV_INDEX_URL") for url in os.environ.get(name, "").split()
    }
    for name, text in texts.items():
        assert f"{project}/" not in text, f"{name} names the folder {project}"
        assert not any(host in text for host in hosts if host), f"{name} names a package registry"


def test_code_licence_is_the_same_everywhere(texts, project):
    python = tomllib.loads(texts["pyproject.toml"])["project"]
    assert python["license"] in ("Apache-2.0", {"text": "Apache-2.0"})
    assert hashlib.sha256((project / "LICENSE").read_bytes()).hexdigest() == APACHE_2_0
    for name in ("README.md", "README.zh.md", "LICENSE-DATA.md", "CONTRIBUTING.md"):
        assert "Apache-2.0" in texts[name], name


def test_data_licence_is_the_same_everywhere(texts, package):
    (licence,) = package.licenses
    assert licence.name == "CC-BY-4.0"
    assert f"[{licence.name}]({licence.path})" in texts["LICENSE-DATA.md"]
    for name in ("README.md", "README.zh.md", "CONTRIBUTING.md"):
        assert licence.name in texts[name], name


def test_sources_of_codes_and_coordinates_are_credited(texts, project):
    lists = texts["datasets/reference/ports.csv"] + texts["datasets/reference/divisions.csv"]
    used = set(re.findall(r"PyPI ([a-z][\w-]*)", lists))
    assert used
    assert {name for name in used if name not in texts["LICENSE-DATA.md"]} == set()
    assert ("GeoNames" in lists) == ("GeoNames" in texts["LICENSE-DATA.md"])


def test_every_document_is_named_as_a_source(texts, package):
    registered = [row["document_id"] for row in csv.DictReader(texts["datasets/reference/documents.csv"].splitlines())]
    assert [source.document_id for source in package.sources] == registered


def test_version_of_the_data_is_the_same_everywhere(texts, package):
    """The code has its own, in pyproject.toml."""
    headings = re.findall(r"^## (\S+)", texts["CHANGELOG.md"], re.MULTILINE)
    assert "Unreleased" not in headings[1:]
    assert next(name for name in headings if name != "Unreleased") == package.version
    for name in ("README.md", "README.zh.md", "docs/checklist.md", "docs/checklist.zh.md"):
        versions = set(re.findall(r"\b20\d\d\.\d+\.\d+\b", texts[name]))
        assert versions == {package.version}, name
