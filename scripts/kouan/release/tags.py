"""What git knows of a version: a released one is tagged `data-VERSION`, and its data do not change any more."""

from pathlib import Path

from kouan.diff.last_release import git
from kouan.errors import KouanError

_DATA = ("datapackage.json", "datasets")


def is_tagged(root: Path, version: str) -> bool:
    """Say whether a version is released."""
    return bool(git(root, "tag", "--list", f"data-{version}").strip())


def check_tagged_data(root: Path, version: str) -> None:
    """Refuse data that differ from those that are tagged with this version; KouanError names the files."""
    if not is_tagged(root, version):
        return
    changed = git(root, "diff", "--name-only", f"data-{version}", "--", *_DATA).split()
    if changed:
        message = (
            f"{root / 'datapackage.json'}: version {version} is released already, with other data in "
            f"{', '.join(changed[:5])}. Give the data a new version, here and in CHANGELOG.md."
        )
        raise KouanError(message)
