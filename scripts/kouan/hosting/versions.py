"""The versions that lie in a folder, as their own files tell of them."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from kouan.errors import KouanError
from kouan.release.draft import SUMS

_VERSION = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})", re.ASCII)
_SUM = re.compile(r"([0-9a-f]{64})  (\S.*)")


@dataclass(frozen=True)
class HostedFile:
    """A file of a version: its path below the version's folder, its size in bytes, and its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class HostedVersion:
    """A version: its number, its day (YYYY-MM-DD), and its files in the order of their paths."""

    version: str
    date: str
    files: tuple[HostedFile, ...]

    @property
    def size(self) -> int:
        """The size of all files in bytes."""
        return sum(file.size for file in self.files)


def read_versions(folder: Path) -> list[HostedVersion]:
    """Return the versions in a folder, the highest first; KouanError where one is not what its sums say."""
    names = [path.name for path in folder.iterdir() if path.is_dir() and _VERSION.fullmatch(path.name)]
    return [read_version(folder / name) for name in sorted(names, key=_rank, reverse=True)]


def read_version(folder: Path) -> HostedVersion:
    """Return the version in a folder that is named after it; KouanError where a file is not what SHA256SUMS says."""
    try:
        sums = (folder / SUMS).read_bytes()
        told = [_told(folder, line) for line in sums.decode("utf-8").splitlines()]
        present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
        files = [_file(folder, path, digest) for path, digest in told]
        citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
        version, date = str(citation["version"]), str(citation["date-released"])
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError) as error:
        message = f"{folder}: it is no whole release ({error}). Make it again with `make release`."
        raise KouanError(message) from None
    unlisted = sorted(present - {file.path for file in files} - {SUMS})
    if unlisted:
        message = f"{folder / unlisted[0]}: {SUMS} does not list it. Make the release again with `make release`."
        raise KouanError(message)
    if version != folder.name:
        message = f"{folder}: it holds version {version}. A folder is named after its version; rename it."
        raise KouanError(message)
    files.append(HostedFile(SUMS, len(sums), hashlib.sha256(sums).hexdigest()))
    return HostedVersion(version, date, tuple(sorted(files, key=lambda file: file.path)))


def _rank(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _told(folder: Path, line: str) -> tuple[str, str]:
    """Return the path and the sum in a line of SHA256SUMS."""
    found = _SUM.fullmatch(line)
    if not found:
        message = f"{folder / SUMS}: expected a sum and a path, found {line!r}. Make the release again."
        raise KouanError(message)
    return found[2], found[1]


def _file(folder: Path, path: str, digest: str) -> HostedFile:
    content = (folder / path).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        message = f"{folder / path}: it is not the file that {SUMS} lists. Make the release again with `make release`."
        raise KouanError(message)
    return HostedFile(path, len(content), digest)
