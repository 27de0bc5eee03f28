"""Publishes a release: into its own folder first, which nobody knows of yet, then under `latest`, then in the index."""

import shutil
from collections.abc import Callable
from pathlib import Path

from kouan.errors import KouanError
from kouan.hosting.index import INDEX, index_files
from kouan.hosting.versions import read_version, read_versions
from kouan.project import Project
from kouan.publish.files import replace_files
from kouan.publish.folders import put_folder
from kouan.publish.switch import locked
from kouan.release.draft import differing
from kouan.release.sums import SUMS
from kouan.schema import Package

LATEST = "latest"
DOCS = "docs"

_BESIDE = ".publishing"
"""What a folder is called while it is written, inside the one that is published to; hidden, and gone afterwards."""

Say = Callable[[str], None]


def publish_release(project: Project, folder: Path, say: Say) -> None:
    """Publish the project's version, which lies in build/release/, and the pages of build/docs if there are some.

    What is there stays as it is: other versions, and this one if it is the same. Every folder appears whole, the index
    last, so that a reader never finds half a version. KouanError where there is no sound release, where this version is
    published already with other files, and where the folder holds something else.
    """
    package = project.package()
    release = project.build / "release" / package.version
    if not release.is_dir():
        message = f"{release}: there is no such release. Make it first with `make release`."
        raise KouanError(message)
    read_version(release)
    _check_folder(folder, project)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, say):
            _publish(project, package, release, folder, say)
    except OSError as error:
        message = (
            f"{error.filename or folder}: it cannot be written ({error.strerror}). "
            "Free space, or give yourself the right to write there, then publish again."
        )
        raise KouanError(message) from None


def _publish(project: Project, package: Package, release: Path, folder: Path, say: Say) -> None:
    shutil.rmtree(folder / _BESIDE, ignore_errors=True)
    try:
        is_new = _put_version(release, folder)
        say(f"version   {package.version}{'' if is_new else ': the same is published already'}")
        versions = read_versions(folder)
        _put(folder / versions[0].version, folder / LATEST)
        say(f"{LATEST}    {versions[0].version}")
        if (project.build / DOCS).is_dir():
            _put(project.build / DOCS, folder / DOCS)
            say(f"docs      {folder / DOCS}")
        replace_files(folder, index_files(package, versions, has_docs=(folder / DOCS).is_dir()))
        say(f"index     {len(versions)} version{'s' if len(versions) > 1 else ''} in {folder / INDEX}")
    finally:
        shutil.rmtree(folder / _BESIDE, ignore_errors=True)


def _check_folder(folder: Path, project: Project) -> None:
    """Refuse what is no folder to publish to: files, the project itself, folders of something else."""
    place = folder.resolve()
    if place == project.root.resolve() or place.is_relative_to(project.build.resolve()):
        message = f"{folder}: that is the project itself. Give a folder of its own."
        raise KouanError(message)
    if folder.exists() and not folder.is_dir():
        message = f"{folder}: it is not a folder. Give one, or the name of one that is to be made."
        raise KouanError(message)
    present = {path.name for path in folder.iterdir() if not path.name.startswith(".")} if folder.is_dir() else set()
    if present and INDEX not in present and not {path.name for path in _version_folders(folder)}:
        message = (
            f"{folder}: it holds something else ({min(present)}). Give an empty folder, or one published to before."
        )
        raise KouanError(message)


def _version_folders(folder: Path) -> list[Path]:
    return [path.parent for path in folder.glob(f"*/{SUMS}")]


def _put_version(release: Path, folder: Path) -> bool:
    """Put a release into its folder; False where the same is there. Other files under its number are refused."""
    place = folder / release.name
    if not place.exists():
        _put(release, place)
        return True
    changed = differing(release, place)
    if changed:
        message = (
            f"{place}: this version is published already, and the release differs in {', '.join(changed)}. A published "
            "version never changes: give the data a new version in datapackage.json and CHANGELOG.md."
        )
        raise KouanError(message)
    return False


def _put(source: Path, place: Path) -> None:
    """Copy a folder to a place, where it appears whole in place of what was there."""
    if place.is_dir() and not differing(source, place):
        return
    beside = place.parent / _BESIDE
    shutil.copytree(source, beside / "new", copy_function=shutil.copyfile)
    put_folder(beside / "new", place, aside=beside / "old")
    shutil.rmtree(beside)
