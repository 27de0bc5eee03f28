"""A release while it is made: written beside the others, summed as it grows, put in place when it is whole."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kouan.errors import KouanError
from kouan.publish.folders import put_folder
from kouan.publish.media_types import media_type
from kouan.publish.switch import locked
from kouan.release.files import ReleasedFile
from kouan.release.sums import SUMS, sums_text

_BESIDE = ".release"
"""What the folder of the draft is called, beside the folder of releases, which holds finished ones only."""

_SHOWN = 5


class Draft:
    """The files of a release below a folder, in the order in which they were added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[ReleasedFile] = []

    def add(self, path: str, content: bytes, table: str | None = None) -> None:
        """Write a file; `table` is the table that it holds, if it holds one alone."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        self.files.append(ReleasedFile(path, len(content), digest, media_type(path), table))

    def read(self, path: str) -> bytes:
        """Return a file that was added."""
        return (self.folder / path).read_bytes()

    def close(self) -> None:
        """Write SHA256SUMS; no file may be added any more."""
        text = sums_text({file.path: file.sha256 for file in self.files})
        (self.folder / SUMS).write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def drafted(build: Path) -> Iterator[Draft]:
    """Give a draft below the folder of a build; whatever was not put in place is gone afterwards.

    No other process can build there meanwhile.
    """
    beside = build / _BESIDE
    build.mkdir(parents=True, exist_ok=True)
    with locked(build):
        # Left by a process that was killed.
        shutil.rmtree(beside, ignore_errors=True)
        try:
            (beside / "new").mkdir(parents=True)
            yield Draft(beside / "new")
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def put_in_place(draft: Draft, place: Path, *, is_final: bool) -> bool:
    """Make a finished draft the release at a place; False where the very same release is there already.

    A release that is there and differs is replaced, but not if it is final: then KouanError names what differs.
    """
    if place.exists():
        changed = differing(place, draft.folder)
        if not changed:
            return False
        if is_final:
            message = (
                f"{place}: this version is released already, and what was made now differs in {', '.join(changed)}. "
                "Give the data a new version in datapackage.json and CHANGELOG.md; a released version does not change."
            )
            raise KouanError(message)
    place.parent.mkdir(parents=True, exist_ok=True)
    put_folder(draft.folder, place, aside=draft.folder.with_name("old"))
    return True


def differing(one: Path, other: Path) -> list[str]:
    """Return the paths of the first files that two releases do not have alike."""
    paths = {path.relative_to(folder).as_posix() for folder in (one, other) for path in folder.rglob("*")}
    changed = [path for path in sorted(paths) if not _is_same(one / path, other / path)]
    return [*changed[:_SHOWN], *([f"{len(changed) - _SHOWN} more"] if len(changed) > _SHOWN else [])]


def _is_same(one: Path, other: Path) -> bool:
    if one.is_file() and other.is_file():
        return one.read_bytes() == other.read_bytes()
    return one.is_dir() and other.is_dir()
