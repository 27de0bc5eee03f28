"""The libraries on which the bytes of a release depend: those that are pinned, checked to be the ones that run."""

import platform
import sqlite3
import zlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kouan.errors import KouanError
from kouan.supply.pins import read_pins

_WRITERS = ("pyarrow", "pyyaml", "xlsxwriter")
"""The packages that write files of a release."""


def libraries_used(requirements: Path) -> dict[str, str]:
    """Return the version of each library that writes files of a release, by name.

    KouanError where one of them is not the one that requirements.txt pins: others write the same rows in other bytes.
    """
    pins = {pin.name: pin.version for pin in read_pins(requirements)}
    for name in _WRITERS:
        found = _installed(name)
        if found != pins.get(name):
            message = (
                f"{requirements}: {name} {pins.get(name, '(no version)')} is pinned and {found} is installed, so the "
                "bytes of the release would not be those that others make. Install what is pinned, for example by make."
            )
            raise KouanError(message)
    return {
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "SQLite": sqlite3.sqlite_version,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
        **{name: pins[name] for name in _WRITERS},
    }


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
