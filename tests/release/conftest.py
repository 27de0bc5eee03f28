"""A release of the real data, made once by the command from a fresh clone; and small ones to break."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kouan.project import Project
from kouan.publish.changes import Version, released_versions
from kouan.publish.csv_tables import read_table
from kouan.rows import Tables
from kouan.schema import Package

SCRIPTS = Path(__file__).parents[2] / "scripts"
KEPT_BY_HAND = ("LICENSE-DATA.md", "docs/licences.csv", "requirements.txt")


def copy_kept(root: Path, to: Path) -> None:
    """Copy what a release takes from a project beside its data."""
    for name in KEPT_BY_HAND:
        (to / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(root / name, to / name)


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", *words],
        cwd=root,
        check=True,
        capture_output=True,
    )


def commit(root: Path) -> None:
    """Put everything that is not built under version control."""
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / ".gitignore").write_text("/build\n/datasets/*.csv\n", encoding="utf-8")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message=data")


def run_release(root: Path, environment: Mapping[str, str], before: Sequence[str] = ()) -> Path:
    """Run `kouan release` as another process and return the folder that it made."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "kouan.cli", "release"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(SCRIPTS), "PYTHONDONTWRITEBYTECODE": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (made,) = (root / "build" / "release").iterdir()
    return made


@pytest.fixture(scope="session")
def origin(data, copy_data, tmp_path_factory) -> Path:
    """The project's data without anything built, in git."""
    root = tmp_path_factory.mktemp("origin")
    copy_data(root)
    copy_kept(data.root, root)
    commit(root)
    return root


@pytest.fixture(scope="session")
def released(origin: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a release of the real data. Not to be changed."""
    root = tmp_path_factory.mktemp("clone")
    git(root, "clone", "--quiet", str(origin), ".")
    environment = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    return run_release(root, environment, ["sh", "-c", 'umask 022; exec "$@"', "sh"])


@pytest.fixture(scope="session")
def tables(released: Path, package: Package) -> Tables:
    """The rows of the release. Not to be changed."""
    return {table.name: read_table(released / "csv" / f"{table.name}.csv", table) for table in package.tables}


@pytest.fixture(scope="session")
def version(data: Project, package: Package) -> Version:
    return next(one for one in released_versions(package, data.root / "CHANGELOG.md") if one.version == package.version)


@pytest.fixture
def to_release(data: Project, small: Project) -> Project:
    """A small project that is built and under version control, to be released."""
    copy_kept(data.root, small.root)
    commit(small.root)
    return small
