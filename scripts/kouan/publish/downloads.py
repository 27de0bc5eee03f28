"""The files that people take away: the data package beside the database, a zip of it, and a list of all with sums.

Names are stable and those of the package: datapackage.json names datasets/tasks.csv, and both lie below one address.
"""

import hashlib
import json
from pathlib import Path

from kouan.publish.archives import zip_bytes
from kouan.publish.files import replace_files
from kouan.publish.media_types import media_type
from kouan.schema import Package

DOWNLOADS_FILE = "downloads.json"

# Below the folder of kouan.db: what else is served, under these very names.
_FOLDER = "downloads"
_DESCRIPTOR = "datapackage.json"
_DOCUMENTS = "datasets/documents"


def publish_downloads(package: Package, root: Path, tables: Path, folder: Path) -> None:
    """Write downloads/ and downloads.json into the folder of kouan.db and parquet/, which have to be there.

    The root is the project's folder with datapackage.json and the documents, tables the folder with a CSV file of each
    table. The zip has the documents as well, since every span counts their characters.
    """
    csv_files = {table.path: (tables / Path(table.path).name).read_bytes() for table in package.tables}
    contents = {_DESCRIPTOR: (root / _DESCRIPTOR).read_bytes(), **csv_files}
    documents = {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / _DOCUMENTS).glob("[!.]*")}
    contents[f"{package.name}.zip"] = zip_bytes({**contents, **documents})
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


def _entry(name: str, path: str, table: str | None, folder: Path) -> dict[str, str | int | None]:
    content = (folder / path).read_bytes()
    kind = media_type(name)
    return {
        "name": name,
        "path": path,
        "table": table,
        "media_type": f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
