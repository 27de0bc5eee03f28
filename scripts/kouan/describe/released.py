"""What every description of a release is made from, and how descriptions are written.

Where the package has no homepage, addresses are relative: they hold wherever the folder of the release is put.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import quote

from kouan.errors import KouanError
from kouan.publish.changes import Version
from kouan.release.files import ReleasedFile
from kouan.schema import Package, Table

Node: TypeAlias = dict[str, Any]

LANGUAGES = ("en", "zh")
"""The languages of titles and descriptions, as BCP 47 has them."""


@dataclass(frozen=True)
class Released:
    """A version of the package with its files, sorted by path."""

    package: Package
    version: Version
    files: tuple[ReleasedFile, ...]

    @property
    def base(self) -> str:
        """The address of the release's folder; "./", the folder of the description itself, where none is known."""
        homepage = self.package.homepage
        return f"{homepage.rstrip('/')}/{self.version.version}/" if homepage else "./"

    def address(self, file: ReleasedFile) -> str:
        """Return the address of a file."""
        return self.base.removeprefix("./") + quote(file.path)

    @property
    def whole(self) -> tuple[ReleasedFile, ...]:
        """The files that do not hold one table alone."""
        return tuple(file for file in self.files if file.table is None)

    def of_table(self, table: Table) -> tuple[ReleasedFile, ...]:
        """Return the files that hold a table."""
        return tuple(file for file in self.files if file.table == table.name)

    def file_of(self, table: Table, suffix: str) -> ReleasedFile:
        """Return the file that holds a table in the format of that suffix; KouanError if there is none."""
        for file in self.of_table(table):
            if file.path.endswith(suffix):
                return file
        raise KouanError(f"table {table.name}: the release has no {suffix} file of it. Publish one, then describe it.")


def tagged(chinese: str, english: str) -> list[Node]:
    """Return a text in both languages as JSON-LD writes it."""
    return [{"@language": "en", "@value": english}, {"@language": "zh", "@value": chinese}]


def by_language(chinese: str, english: str) -> dict[str, str]:
    """Return a text in both languages as a map."""
    return {"en": english, "zh": chinese}


def language_of(text: str) -> str:
    """Return the language of a keyword: what is written with Latin letters alone is English."""
    return "en" if text.isascii() else "zh"


def json_bytes(content: Mapping[str, Any]) -> bytes:
    """Return JSON for people and programs: sorted, indented, Chinese as it is."""
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
