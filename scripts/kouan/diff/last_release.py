"""The last released data, made again from its tag: what a new release is compared with.

A release is the commit that a tag `data-2026.11.0` names. Its tables are built from that commit's documents, with that
commit's code, so that nothing has to be kept or fetched but the repository.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kouan.diff.changes import Diff
from kouan.diff.compare import compare, first
from kouan.errors import KouanError
from kouan.project import Project

_TAG = re.compile(r"data-(\d{1,9})\.(\d{1,9})\.(\d{1,9})")
_SHOWN = 400
"""How many of the last characters of a failed program are shown."""


def since_last_release(project: Project, new: Path) -> Diff:
    """Return what changed from the last tagged release of a project to the release in the folder `new`.

    KouanError where the last release cannot be found out, rebuilt or read.
    """
    with last_release(project) as last:
        return first(new) if last is None else compare(last, new)


@contextmanager
def last_release(project: Project) -> Iterator[Path | None]:
    """Give a folder with the last released tables, rebuilt, which is gone afterwards; None if there was no release.

    The last release is the highest version that is tagged in the history of what is checked out; its own tag, if the
    version that is being made has one, does not count.
    """
    tag = last_tag(project)
    if tag is None:
        yield None
        return
    with TemporaryDirectory(prefix="kouan-") as folder:
        _rebuild(project.root, tag, Path(folder))
        yield Path(folder)


def last_tag(project: Project) -> str | None:
    """Return the tag of the last release before the version that datapackage.json names; None if there is none."""
    version = project.package().version
    if git(project.root, "rev-parse", "--is-shallow-repository").strip() == "true":
        message = (
            f"{project.root}: the clone is shallow, so earlier releases cannot be told. "
            "Get the whole history: git fetch --unshallow --tags."
        )
        raise KouanError(message)
    tags = git(project.root, "tag", "--list", "data-*", "--merged", "HEAD").split()
    numbers = {tag: tuple(map(int, found.groups())) for tag in tags if (found := _TAG.fullmatch(tag))}
    numbers.pop(f"data-{version}", None)
    if not numbers:
        return None
    last = max(numbers, key=lambda tag: numbers[tag])
    if numbers[last] > tuple(int(part) for part in version.split(".")):
        message = (
            f"{project.root / 'datapackage.json'}: the version is {version}, and {last} is released. "
            "Give it a higher version, in CHANGELOG.md too."
        )
        raise KouanError(message)
    return last


def _rebuild(root: Path, tag: str, folder: Path) -> None:
    """Put a tag's files into a folder and build them there with the code among them."""
    packed = folder / "release.tar"
    # Names start from the project's folder, which need not be the repository's.
    git(root, "archive", "--format=tar", f"--output={packed}", tag)
    _run(["tar", "--extract", f"--file={packed}", f"--directory={folder}"], folder, f"{tag} cannot be unpacked")
    packed.unlink()
    environment = {**os.environ, "PYTHONPATH": str(folder / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"}
    _run(
        [sys.executable, "-m", "kouan.cli", "build", "--root", str(folder)],
        folder,
        f"{tag} cannot be rebuilt to compare with it",
        environment,
    )
    version = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["version"]
    if tag != f"data-{version}":
        message = f"{tag}: the data at this tag are version {version}. Set the tag to the commit of that release."
        raise KouanError(message)


def git(root: Path, *words: str) -> str:
    """Return what git prints in the folder of a project; KouanError where it fails."""
    return _run(["git", *words], root, f"{root}: what was released last is not known, since git says")


def _run(words: list[str], folder: Path, failure: str, environment: dict[str, str] | None = None) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the words are ours, but for a tag that has the form of one
            words, cwd=folder, env=environment, capture_output=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError as error:
        message = f"{words[0]}: cannot be run ({error.strerror}). Install it; a release is compared with the last one."
        raise KouanError(message) from None
    if done.returncode:
        said = " ".join((done.stderr.strip() or done.stdout.strip())[-_SHOWN:].split()).rstrip(".")
        message = (
            f"{failure}: {said}. A release is made in a git checkout with all tags, in which the last tagged "
            "release still builds: get the tags (git fetch --tags), or install what that release needs."
        )
        raise KouanError(message)
    return done.stdout
