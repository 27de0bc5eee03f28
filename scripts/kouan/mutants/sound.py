"""The sound data set that faults are put into: cells as text, as the files have them."""

import copy
import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from kouan.clean import CleanText, clean
from kouan.project import Project
from kouan.read import read_source
from kouan.schema import Package

# Cells by column, as text; an empty one is null.
Cells: TypeAlias = dict[str, str]

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True)
class Sound:
    """A project's published tables and descriptor, with the cleaned documents that spans point into.

    Nothing in it is changed: the methods that make another file work on copies.
    """

    package: Package
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    descriptor: Mapping[str, Any]
    documents: Mapping[str, CleanText]
    files: Mapping[str, bytes]

    def rows(self, table: str) -> list[Cells]:
        """Return the rows of a table to be changed."""
        return [dict(row) for row in self.tables[table]]

    def content(self) -> dict[str, Any]:
        """Return the descriptor to be changed."""
        return copy.deepcopy(dict(self.descriptor))

    def key(self, table: str, number: int) -> str:
        """Return the primary key of a row by its place in the table."""
        return self.tables[table][number][self.package.table(table).primary_key[0]]


def read_sound(project: Project) -> Sound:
    """Read the project's files as they are."""
    package = project.package()
    paths = {table.name: table.path for table in package.tables}
    files = {name: (project.root / name).read_bytes() for name in (*paths.values(), DESCRIPTOR)}
    tables = {
        name: tuple(csv.DictReader(io.StringIO(files[path].decode("utf-8"), newline="")))
        for name, path in paths.items()
    }
    documents = {
        row["document_id"]: clean(read_source(project.documents / row["file"]).text) for row in tables["documents"]
    }
    return Sound(package, tables, json.loads(files[DESCRIPTOR]), documents, files)


def csv_file(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    """Return rows as a CSV file in the form in which the build writes it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return text.getvalue().encode("utf-8")


def json_file(content: Mapping[str, Any]) -> bytes:
    """Return a descriptor as a file."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
