"""A release as the comparison reads it: its descriptor as it stands, and its CSV files cell by cell.

Nothing is asked of either beyond what a comparison needs, since an old release may follow an older contract.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from kouan.descriptor import Part, read_descriptor
from kouan.diff.changes import Cells
from kouan.errors import KouanError

_DESCRIPTOR = "datapackage.json"
# These follow from where a file lies and what is in it; what is in it is compared row by row.
_OF_THE_FILE = {"path", "bytes", "hash"}

Key = tuple[str, ...]


@dataclass(frozen=True)
class TableOf:
    """A table of a release.

    Attributes:
        properties: What the descriptor says of it, columns aside.
        columns: What the descriptor says of each column, by name.
        foreign_keys: The table that each referring column refers to.
        rows: Its rows by primary key, in their order.
    """

    name: str
    properties: Mapping[str, Any]
    columns: Mapping[str, Mapping[str, Any]]
    primary_key: tuple[str, ...]
    foreign_keys: Mapping[str, str]
    rows: Mapping[Key, Cells]


@dataclass(frozen=True)
class ReleaseTables:
    """A release: its version, what its descriptor says of the whole, and its tables by name, in order."""

    version: str
    properties: Mapping[str, Any]
    tables: Mapping[str, TableOf]


def read_release(folder: Path) -> ReleaseTables:
    """Read datapackage.json in a folder and the files that it names; KouanError where one cannot be read."""
    if not (folder / _DESCRIPTOR).is_file():
        message = (
            f"{folder}: there is no {_DESCRIPTOR} in it. Name the folder of a release, or of a project that is built."
        )
        raise KouanError(message)
    part = read_descriptor(folder / _DESCRIPTOR)
    # A resource without a schema is a document; which text it has, the table of documents says.
    resources = [resource for resource in part.parts("resources", "table") if "schema" in resource.content]
    tables = [_table(resource, folder) for resource in resources]
    properties = {name: value for name, value in part.content.items() if name not in {"resources", "version"}}
    return ReleaseTables(part.text("version"), properties, {table.name: table for table in tables})


def _table(part: Part, folder: Path) -> TableOf:
    schema = part.part("schema")
    columns = schema.parts("fields", "column")
    name, primary_key = part.text("name"), schema.texts("primaryKey")
    about = {key: value for key, value in part.content.items() if key not in {"schema", *_OF_THE_FILE}}
    about |= {key: value for key, value in schema.content.items() if key not in {"fields", "$schema"}}
    names = [column.text("name") for column in columns]
    return TableOf(
        name=name,
        properties=about,
        columns={column.text("name"): column.content for column in columns},
        primary_key=primary_key,
        foreign_keys=dict(_foreign_key(name, key) for key in schema.optional_parts("foreignKeys", "foreign key")),
        rows=_rows(folder / _inside(part), names, primary_key),
    )


def _inside(part: Part) -> PurePosixPath:
    path = PurePosixPath(part.text("path"))
    if path.is_absolute() or ".." in path.parts:
        raise part.wrong("path", "leads out of the release's folder; name a file in it")
    return path


def _foreign_key(table: str, part: Part) -> tuple[str, str]:
    (column,) = part.texts("fields")
    return column, part.part("reference").optional_text("resource") or table


def _rows(path: Path, columns: list[str], primary_key: tuple[str, ...]) -> dict[Key, Cells]:
    rows: dict[Key, Cells] = {}
    try:
        reader = csv.reader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True)
        header = next(reader, [])
        if header != columns:
            found = ", ".join(header) or "nothing"
            message = f"{path}, line 1: expected the columns of {_DESCRIPTOR}, {', '.join(columns)}; found {found}."
            raise KouanError(message)
        for cells in reader:
            row = dict(zip(columns, cells, strict=True))
            key = tuple(row[name] for name in primary_key)
            if key in rows:
                message = f"{path}, line {reader.line_num}: a row {' '.join(key)} stands there twice. Remove one."
                raise KouanError(message)
            rows[key] = row
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}). {_DESCRIPTOR} names it; download or build it again."
        raise KouanError(message) from None
    except (UnicodeDecodeError, csv.Error, ValueError) as error:
        message = f"{path}: it is no table in CSV and UTF-8 ({error}). Download or build it again."
        raise KouanError(message) from None
    return rows
