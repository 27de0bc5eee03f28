"""Puts a set of files in the place of an old one, all or none, whatever becomes of the process, the disk or the clock.

A new set is written into `.next` of a folder. When it is whole, `.next` becomes `.ready` in one step, and from then on
the new set counts: its files are moved to their places one by one. So a process that is killed leaves either a `.next`,
which whoever comes next clears away, or a `.ready`, which whoever comes next moves on, to the same end. One process at
a time does so: it holds a lock on the folder, which the system lets go of when the process ends, however it ends.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kouan.errors import KouanError

Say = Callable[[str], None]

_NEXT, _READY = ".next", ".ready"

# The folders that this process has locked, by device and inode. A process that it forks does not hold them: the lock
# has to end with the process that does the work.
_HELD: dict[tuple[int, int], int] = {}


def _let_go() -> None:
    while _HELD:
        os.close(_HELD.popitem()[1])


os.register_at_fork(after_in_child=_let_go)


@contextmanager
def switched(root: Path, folder: Path, say: Say = lambda _: None) -> Iterator[Path]:
    """Give an empty folder; the files written into it go to the same places below `root`, when all is done well.

    Args:
        root: Where the files belong.
        folder: Where they are written first, on the same disk; also the folder that is locked.
        say: Is told where another process has to be waited for, or something interrupted was finished.

    Raises KouanError where a place cannot be written; then everything is as it was.
    """
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with locked(folder, say):
        finish(root, folder, say)
        staging = folder / _NEXT
        with _told(folder):
            shutil.rmtree(staging, ignore_errors=True)
            staging.mkdir()
        try:
            yield staging
            with _told(folder):
                _check_places(root, staging)
                staging.rename(folder / _READY)
            finish(root, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def write_files(staging: Path, contents: Mapping[str, bytes]) -> None:
    """Write files by their paths below a folder."""
    for name, content in contents.items():
        place = staging / name
        with _told(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def is_interrupted(folder: Path) -> bool:
    """Say whether a set is whole and only some of it may be in its place."""
    return (folder / _READY).exists()


def finish(root: Path, folder: Path, say: Say = lambda _: None) -> None:
    """Move what a killed process had ready to its places; the folder has to be locked.

    Raises KouanError where that is not possible; what is ready stays, to be moved the next time.
    """
    ready = folder / _READY
    files = [path for path in sorted(ready.rglob("*")) if path.is_file()]
    if files:
        say(f"finish    {len(files)} files that were ready when they were interrupted")
    try:
        for made in files:
            place = root / made.relative_to(ready)
            place.parent.mkdir(parents=True, exist_ok=True)
            made.replace(place)
        if ready.exists():
            shutil.rmtree(ready)
    except OSError as error:
        message = (
            f"{error.filename2 or error.filename or ready}: it cannot be put in place ({error.strerror}). The new "
            f"files are whole and wait in {ready}. Mend that, then run the command again: it puts the rest in place."
        )
        raise KouanError(message) from None


@contextmanager
def locked(folder: Path, say: Say = lambda _: None) -> Iterator[None]:
    """Keep every other process that locks the folder waiting; within one process, a lock may be taken again."""
    with _told(folder):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    key = os.fstat(descriptor).st_dev, os.fstat(descriptor).st_ino
    if key in _HELD:
        os.close(descriptor)
        yield
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say(f"wait      for another process that writes {folder}")
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    _HELD[key] = descriptor
    try:
        yield
    finally:
        os.close(_HELD.pop(key))


def _check_places(root: Path, staging: Path) -> None:
    """Raise OSError where a file could not be moved to its place: after the first is moved, none may fail."""
    device = staging.stat().st_dev
    for made in sorted(path for path in staging.rglob("*") if path.is_file()):
        place = root / made.relative_to(staging)
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir():
            raise IsADirectoryError(None, "a folder is in its place", str(place))
        if not os.access(place.parent, os.W_OK | os.X_OK):
            raise PermissionError(None, "no right to write there", str(place))
        if place.parent.stat().st_dev != device:
            raise OSError(None, f"it is not on the disk of {staging}", str(place))


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = (
            f"{error.filename or folder}: it cannot be written ({error.strerror}). Nothing was changed. "
            "Free space, or give yourself the right to write there."
        )
        raise KouanError(message) from None
