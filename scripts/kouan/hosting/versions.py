"""The versions that lie in a folder, as their own files tell of them."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from kouan.errors import KouanError
from kouan.publish.media_types import media_type
from kouan.release.files import ReleasedFile
from kouan.release.sums import SUMS, SumsError, read_sums

_VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)", re.ASCII)


@dataclass(frozen=True)
class HostedVersion:
    """A version: its number, its day (YYYY-MM-DD), and its files in the order of their paths."""

    version: str
    date: str
    files: tuple[ReleasedFile, ...]

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
        told = read_sums(sums)
        present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}
        files = [_file(folder, path, digest) for path, digest in told.items()]
        citation = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
        version, date = str(citation["version"]), str(citation["date-released"])
    except SumsError as error:
        message = f"{folder / SUMS}: {error}. Make the release again with `make release`."
        raise KouanError(message) from None
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
    files.append(ReleasedFile(SUMS, len(sums), hashlib.sha256(sums).hexdigest(), media_type(SUMS)))
    return HostedVersion(version, date, tuple(sorted(files, key=lambda file: file.path)))


def _rank(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _file(folder: Path, path: str, digest: str) -> ReleasedFile:
    content = (folder / path).read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        message = f"{folder / path}: it is not the file that {SUMS} lists. Make the release again with `make release`."
        raise KouanError(message)
    return ReleasedFile(path, len(content), digest, media_type(path))
