"""The sums: every file is the one that SHA256SUMS lists, and every file is listed."""

import hashlib
from collections.abc import Iterator

from kouan.release.sums import SUMS, SumsError, read_sums
from kouan.verify.findings import Checked, Finding
from kouan.verify.release import Release


def check_sums(release: Release) -> Checked:
    """Compare every file with SHA256SUMS."""
    size = sum((release.folder / path).lstat().st_size for path in release.paths)
    return Checked(f"{len(release.paths):,} files, {size:,} bytes, each with its sum", tuple(_findings(release)))


def _findings(release: Release) -> Iterator[Finding]:
    if SUMS not in release.paths:
        yield Finding(SUMS, None, None, "expected the list of all sums, found no such file")
        return
    try:
        listed = read_sums(release.read(SUMS))
    except SumsError as error:
        yield Finding(SUMS, error.number, None, error.message)
        return
    if list(listed) != sorted(listed):
        yield Finding(SUMS, None, None, "the lines are not in the order of the files' names")
    for path in sorted({*listed, *release.paths} - {SUMS}):
        place = release.folder / path
        if path not in listed:
            yield Finding(path, None, None, f"expected no file that {SUMS} does not list, found one")
        elif path not in release.paths:
            yield Finding(path, None, None, f"expected a file, as {SUMS} lists it, found none")
        elif place.is_symlink() or not place.is_file():
            yield Finding(path, None, None, "expected a file, found a link or a device")
        else:
            found = hashlib.sha256(place.read_bytes()).hexdigest()
            if found != listed[path]:
                yield Finding(path, None, None, f"expected the SHA-256 {listed[path]}, found {found}")
