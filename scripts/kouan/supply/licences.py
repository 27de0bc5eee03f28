"""The licences of the dependencies, from a list kept by hand, and which of them are permitted."""

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from kouan.errors import KouanError
from kouan.supply.pins import Pin

LICENCES = "docs/licences.csv"

PERMITTED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "Artistic-1.0-Perl",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
    }
)
"""What a dependency of the code may be under: all of them allow to use it unchanged beside code under Apache-2.0."""

PERMITTED_FOR_TOOLS = PERMITTED | {"CC-BY-NC-SA-4.0", "CC0-1.0", "GPL-3.0-only", "W3C-20150513", "Zlib"}
"""What tests and checks may take as well, since none of it is passed on: programs that run, and lists that are read."""

_COLUMNS = ["name", "licence"]
_EXPRESSION = re.compile(r"[A-Za-z0-9.-]{1,40}(?: (?:AND|OR) [A-Za-z0-9.-]{1,40}){0,9}")


def read_licences(path: Path) -> dict[str, str]:
    """Return the licence of each dependency by its name, as an SPDX expression without brackets.

    KouanError where the list cannot be read or a row is not a name and such an expression.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            header, *rows = list(csv.reader(stream)) or [[]]
    except OSError as error:
        raise KouanError(f"{path}: cannot be read ({error.strerror}). Restore it.") from None
    if header != _COLUMNS:
        raise KouanError(f"{path}, line 1: expected the columns {', '.join(_COLUMNS)}, found {', '.join(header)}.")
    for number, row in enumerate(rows, 2):
        if len(row) != len(_COLUMNS) or not _EXPRESSION.fullmatch(row[1]):
            message = f"{path}, line {number}: expected a name and an SPDX expression without brackets, found {row}."
            raise KouanError(message)
    return dict(rows)


def licence_of(pin: Pin, licences: Mapping[str, str]) -> str:
    """Return the licence of a dependency; KouanError where the list does not have it."""
    try:
        return licences[pin.name]
    except KeyError:
        message = f"{LICENCES}: has no licence for {pin.name}. Read what its {pin.version} says, and add a row."
        raise KouanError(message) from None


def refused(pins: Iterable[Pin], licences: Mapping[str, str], permitted: Iterable[str]) -> list[str]:
    """Return the names and licences of what may not be used; KouanError where the list lacks one."""
    allowed = frozenset(permitted)
    found = ((pin.name, licence_of(pin, licences)) for pin in pins)
    return [f"{name} ({licence})" for name, licence in found if not _is_permitted(licence, allowed)]


def _is_permitted(expression: str, permitted: frozenset[str]) -> bool:
    """Tell whether one of the choices that an expression leaves is permitted as a whole; AND binds closer than OR."""
    return any(set(choice.split(" AND ")) <= permitted for choice in expression.split(" OR "))
