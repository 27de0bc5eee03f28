"""The descriptor of a release: datapackage.json as kept by hand, with the size and sum of each file beside it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from kouan.describe.released import Node
from kouan.errors import KouanError
from kouan.release.files import ReleasedFile

_RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
_DOCUMENTS = "documents/"


def package_descriptor(descriptor: Mapping[str, Any], files: Sequence[ReleasedFile]) -> bytes:
    """Return datapackage.json of a release.

    Args:
        descriptor: The content of the project's datapackage.json.
        files: The files of the release: the CSV file of each table, and each document as read, below documents/.

    Raises:
        KouanError: A table has no CSV file.
    """
    tables = {file.table: file for file in files if file.path.endswith(".csv")}
    titles = {source["document_id"]: source for source in descriptor["sources"] if "document_id" in source}
    documents = sorted((file for file in files if file.path.startswith(_DOCUMENTS)), key=lambda file: file.path)
    resources = [
        *(_table(resource, tables) for resource in descriptor["resources"]),
        *(_document(file, titles.get(PurePosixPath(file.path).stem, {})) for file in documents),
    ]
    # In the order of the descriptor, which people read.
    return (json.dumps({**descriptor, "resources": resources}, ensure_ascii=False, indent=2) + "\n").encode()


def _table(resource: Mapping[str, Any], tables: Mapping[str | None, ReleasedFile]) -> Node:
    name = resource["name"]
    if name not in tables:
        raise KouanError(f"table {name}: the release has no CSV file of it. Publish one, then describe it.")
    return {**resource, "path": tables[name].path, **_sums(tables[name])}


def _document(file: ReleasedFile, source: Mapping[str, Any]) -> Node:
    """Describe a document as read; the titles are those of its source."""
    path = PurePosixPath(file.path)
    return {
        "$schema": _RESOURCE_PROFILE,
        "name": path.name.lower(),
        "path": file.path,
        "format": path.suffix.removeprefix("."),
        "mediatype": file.media_type,
        **({"encoding": "utf-8"} if path.suffix == ".txt" else {}),
        **{key: source[key] for key in ("title", "title_en") if key in source},
        **_sums(file),
    }


def _sums(file: ReleasedFile) -> Node:
    return {"bytes": file.size, "hash": f"sha256:{file.sha256}"}
