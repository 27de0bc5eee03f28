"""Advisories that were looked into and found not to matter here, each for one version, from a list kept by hand."""

import csv
from dataclasses import dataclass
from pathlib import Path

from kouan.errors import KouanError
from kouan.supply.pins import Pin

WEIGHED = "docs/advisories.csv"

_COLUMNS = ["name", "version", "advisory", "reason"]


@dataclass(frozen=True)
class Weighed:
    """Why an advisory does not matter for a version of a dependency. Another version has to be weighed anew."""

    name: str
    version: str
    advisory: str
    reason: str

    def is_about(self, pin: Pin, advisories: tuple[str, ...]) -> bool:
        """Tell whether a dependency was weighed against an advisory, given all that this is called."""
        return (self.name, self.version) == (pin.name, pin.version) and self.advisory in advisories


def read_weighed(path: Path) -> tuple[Weighed, ...]:
    """Return the list; KouanError where it cannot be read, or where a row lacks something."""
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = list(csv.reader(stream)) or [[]]
    except OSError as error:
        raise KouanError(f"{path}: cannot be read ({error.strerror}). Restore it.") from None
    for number, row in enumerate([header, *rows], 1):
        if len(row) != len(_COLUMNS) or not all(row) or (number == 1 and row != _COLUMNS):
            raise KouanError(f"{path}, line {number}: expected {', '.join(_COLUMNS)}, found {', '.join(row)}.")
    return tuple(Weighed(*row) for row in rows)
