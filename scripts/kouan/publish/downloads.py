"""The files that people take away: the data package beside the database, a zip of it, and a list of all with sums.

Names are stable and those of the package: datapackage.json names datasets/tasks.csv, and both lie below one address.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from kouan.publish.files import replace_files
from kouan.schema import Package

DOWNLOADS_FILE = "downloads.json"

# Below the folder of kouan.db: what else is served, under these very names.
_FOLDER = "downloads"
_DESCRIPTOR = "datapackage.json"

_MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".db": "application/vnd.sqlite3",
    ".json": "application/vnd.datapackage+json",
    ".parquet": "application/vnd.apache.parquet",
    ".zip": "application/zip",
}

# The earliest moment that a zip can name; the true one would change the bytes with every build.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16


def publish_downloads(package: Package, descriptor: Path, tables: Path, folder: Path) -> None:
    """Write downloads/ and downloads.json into the folder of kouan.db and parquet/, which have to be there.

    The descriptor is datapackage.json, and tables is the folder with a CSV file of each table.
    """
    csv_files = {table.path: (tables / Path(table.path).name).read_bytes() for table in package.tables}
    contents = {_DESCRIPTOR: descriptor.read_bytes(), **csv_files}
    contents[f"{package.name}.zip"] = zip_bytes(contents)
    for name, content in contents.items():
        place = folder / _FOLDER / name
        replace_files(place.parent, {place.name: content})
    paths = {f"{package.name}.db": f"{package.name}.db"}
    paths |= {f"{package.name}.zip": f"{_FOLDER}/{package.name}.zip", _DESCRIPTOR: f"{_FOLDER}/{_DESCRIPTOR}"}
    paths |= {name: f"{_FOLDER}/{name}" for name in csv_files}
    paths |= {name: name for name in (f"parquet/{table.name}.parquet" for table in package.tables)}
    tables_of = {table.path: table.name for table in package.tables}
    tables_of |= {f"parquet/{table.name}.parquet": table.name for table in package.tables}
    files = [_entry(name, path, tables_of.get(name), folder) for name, path in paths.items()]
    listed = json.dumps({"version": package.version, "files": files}, ensure_ascii=False, indent=2) + "\n"
    replace_files(folder, {DOWNLOADS_FILE: listed.encode()})


def zip_bytes(contents: Mapping[str, bytes]) -> bytes:
    """Return a zip of files by name; the same files give the same bytes with the same version of zlib."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name, content in sorted(contents.items()):
            about = zipfile.ZipInfo(name, _MOMENT)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.create_system = 3
            about.external_attr = _READABLE
            archive.writestr(about, content)
    return sink.getvalue()


def _entry(name: str, path: str, table: str | None, folder: Path) -> dict[str, str | int | None]:
    content = (folder / path).read_bytes()
    return {
        "name": name,
        "path": path,
        "table": table,
        "media_type": _MEDIA_TYPES[Path(name).suffix],
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
