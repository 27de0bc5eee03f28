"""Checks that a build is whole and made by this version, before it is served.

A page that finds out late that a file is missing or of another build would fail with a fault of the server, or show
one thing as another.
"""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from kouan.errors import KouanError
from kouan.project import Project
from kouan.publish.changes import CHANGES_FILE
from kouan.publish.downloads import DOWNLOADS_FILE
from kouan.publish.fulltext import INDEXES, index_sql
from kouan.publish.layout import LAYOUT_FILE
from kouan.publish.openapi import OPENAPI_FILES
from kouan.publish.site import METADATA_FILES
from kouan.publish.site_metadata import DATABASE
from kouan.publish.switch import is_interrupted

SETTINGS_FILE = "settings.json"
_READ = (SETTINGS_FILE, *METADATA_FILES.values(), LAYOUT_FILE, CHANGES_FILE, DOWNLOADS_FILE, *OPENAPI_FILES.values())
_REMEDY = "Build the data set again: run `make` or `kouan build`."


Stamp = tuple[tuple[int, int, int] | None, ...]
"""What tells one build from another, though both may be of the same data: its files on the disk."""


def build_stamp(folder: Path) -> Stamp:
    """Return the stamp of the build that is in a folder now."""
    return tuple(_file_stamp(folder / name) for name in (f"{DATABASE}.db", *_READ))


def _file_stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def check_build(project: Project) -> None:
    """Raise KouanError where the build of a project cannot be served as it is."""
    folder = project.build
    if is_interrupted(folder):
        message = f"{folder}: a build was interrupted while its files were put in place; the next one finishes it. "
        raise KouanError(message + _REMEDY)
    files = {name: _object(folder / name) for name in _READ}
    listed, version = files[DOWNLOADS_FILE], project.package().version
    if listed.get("version") != version:
        message = (
            f"{folder / DOWNLOADS_FILE}: it is of version {listed.get('version')}, and this is {version}. {_REMEDY}"
        )
        raise KouanError(message)
    for one in listed["files"]:
        place = folder / one["path"]
        if not place.is_file() or place.stat().st_size != one["bytes"]:
            message = f"{place}: {DOWNLOADS_FILE} lists it with {one['bytes']:,} bytes, which it has not. {_REMEDY}"
            raise KouanError(message)
    _check_database(folder / f"{DATABASE}.db", files[LAYOUT_FILE])


def _object(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KouanError(f"{path}: there is no such file. {_REMEDY}") from None
    except (OSError, ValueError) as error:
        raise KouanError(f"{path}: it cannot be read ({error}). {_REMEDY}") from None
    if not isinstance(content, dict):
        raise KouanError(f"{path}: it has to hold names with values. {_REMEDY}")
    return content


def _check_database(path: Path, layout: dict[str, Any]) -> None:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            documents = dict(connection.execute("SELECT document_id, sha256 FROM documents"))
            made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    except sqlite3.Error as error:
        raise KouanError(f"{path}: it cannot be read ({error}). {_REMEDY}") from None
    if documents != {name: about["sha256"] for name, about in layout.items()}:
        raise KouanError(f"{path.with_name(LAYOUT_FILE)}: it is of other documents than {path.name}. {_REMEDY}")
    for index in INDEXES:
        if made.get(index.name) != index_sql(index):
            raise KouanError(f"{path}: another version of Kouan made its index {index.name}. {_REMEDY}")
