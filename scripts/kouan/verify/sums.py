"""The sums: every file is the one that SHA256SUMS lists, and every file is listed."""

import hashlib
import re
from collections.abc import Iterator

from kouan.release.draft import SUMS
from kouan.verify.findings import Checked, Finding
from kouan.verify.release import Release

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def check_sums(release: Release) -> Checked:
    """Compare every file with SHA256SUMS."""
    size = sum((release.folder / path).lstat().st_size for path in release.paths)
    return Checked(f"{len(release.paths):,} files, {size:,} bytes, each with its sum", tuple(_findings(release)))


def _findings(release: Release) -> Iterator[Finding]:
    if SUMS not in release.paths:
        yield Finding(SUMS, None, None, "expected the list of all sums, found no such file")
        return
    listed: dict[str, str] = {}
    lines = release.read(SUMS).decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if not match or match[2] in listed:
            message = f"expected the SHA-256 and the name of a further file, found {line!r}"
            yield Finding(SUMS, number, None, message)
            return
        listed[match[2]] = match[1]
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
