"""Puts a finished folder where another one is, in one step where the system can."""

import ctypes
import os
from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are taken as they are."""

_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux, which Python has no function for."""


def put_folder(new: Path, place: Path, aside: Path) -> None:
    """Put a folder at a place; what was there, if anything, is at `new` or `aside` then. All are on one disk.

    Where two folders cannot be exchanged in one step, the old one is moved aside first, and back if that fails.
    """
    if not place.exists():
        new.rename(place)
        return
    if _exchanged(new, place):
        return
    place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        aside.rename(place)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
