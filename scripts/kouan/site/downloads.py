"""What the build lists for people to take away, read beside the database of a site."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from datasette import NotFound

from kouan.publish.downloads import DOWNLOADS_FILE
from kouan.publish.site_metadata import DATABASE
from kouan.site.answers import DIGITS
from kouan.site.language import language_of

ADDRESS = "/-/downloads"


@dataclass(frozen=True)
class Download:
    """A file to download.

    Attributes:
        name: Its place in the package, which is its address below /-/downloads/.
        place: Where it lies on disk.
        table: The table that it holds, None where it holds more or none.
    """

    name: str
    place: Path
    table: str | None
    media_type: str
    bytes: int
    sha256: str

    @property
    def address(self) -> str:
        """Where the file is, whatever is in it."""
        return f"{ADDRESS}/{self.name}"

    @property
    def fixed_address(self) -> str:
        """Where these very bytes are, and never others: with the beginning of their sum before the name."""
        return f"{ADDRESS}/{self.sha256[:DIGITS]}/{self.name}"


@dataclass(frozen=True)
class Downloads:
    """All files of a version of the data."""

    version: str
    files: Sequence[Download]


def build_folder(datasette: Any) -> Path:
    """Return the folder of the database; NotFound where there is none, since the database is another."""
    database = datasette.databases.get(DATABASE)
    if database is None or not database.path:
        raise no_such_file(datasette)
    return Path(database.path).parent


def no_such_file(datasette: Any) -> NotFound:
    """Make the error for a file that is not there."""
    return NotFound(language_of(datasette)("没有这个文件。", "There is no such file."))


def read_downloads(datasette: Any) -> Downloads:
    """Return the list; NotFound where the build has none."""
    path = build_folder(datasette) / DOWNLOADS_FILE
    try:
        found = path.stat()
        return _read(path, (found.st_ino, found.st_mtime_ns, found.st_size))
    except FileNotFoundError:
        raise no_such_file(datasette) from None


@lru_cache(maxsize=2)
def _read(path: Path, _stamp: tuple[int, int, int]) -> Downloads:
    """Return the list in a file, which each page names; it is read again once it is another."""
    listed = json.loads(path.read_text(encoding="utf-8"))
    files = tuple(
        Download(one["name"], path.parent / one["path"], one["table"], one["media_type"], one["bytes"], one["sha256"])
        for one in listed["files"]
    )
    return Downloads(listed["version"], files)
