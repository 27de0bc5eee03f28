"""The pinned dependencies, as requirements.txt lists them: version, hashes, and what needs each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kouan.errors import KouanError

RUNTIME = "requirements.txt"
DEVELOPMENT = "requirements-dev.txt"

_PIN = re.compile(r"([a-z0-9][a-z0-9-]{0,80})(?:\[[a-z0-9,-]{1,80}\])?==([^\s;\\]{1,40})(?: ; ([^\\]{1,200}?))? \\")
_HASH = re.compile(r"    --hash=sha256:([0-9a-f]{64})(?: \\)?")
_NEEDED_BY = re.compile(r"    #   (\S.{0,100})|    # via(?: (\S.{0,100}))?")
_FILE = "-r "


@dataclass(frozen=True)
class Pin:
    """A dependency at the one version that is installed.

    Attributes:
        name: As package indexes normalise it (`pdfminer-six`).
        version: The version.
        marker: Where it is installed at all, in the language of PEP 508; None for everywhere.
        hashes: The SHA-256 of every file that may be installed, of which one is.
        needed_by: The names of the dependencies that need it.
        is_direct: Whether the project asks for it by itself.
    """

    name: str
    version: str
    marker: str | None
    hashes: tuple[str, ...]
    needed_by: tuple[str, ...]
    is_direct: bool


def read_pins(path: Path) -> tuple[Pin, ...]:
    """Return the pins of a file that `make requirements` wrote, in its order.

    KouanError where it cannot be read, where a line is none of such a file, and where a pin has no hash.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}). Restore it; it pins what is installed."
        raise KouanError(message) from None
    return tuple(_pin(path, block) for block in _blocks(path, lines))


def _blocks(path: Path, lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each pin."""
    block: list[str] = []
    for number, line in enumerate(lines, 1):
        if _PIN.fullmatch(line):
            if block:
                yield block
            block = [line]
        elif block and (_HASH.fullmatch(line) or _NEEDED_BY.fullmatch(line)):
            block.append(line)
        else:
            message = (
                f"{path}, line {number}: expected NAME==VERSION with its hashes and what needs it, found {line!r}. "
                "Write the file by make requirements."
            )
            raise KouanError(message)
    if block:
        yield block


def _pin(path: Path, block: list[str]) -> Pin:
    first, *rest = block
    (found,) = _PIN.finditer(first)
    hashes = tuple(match[1] for line in rest if (match := _HASH.fullmatch(line)))
    if not hashes:
        message = f"{path}: {found[1]} {found[2]} has no hash, so any file could take its place. Run make requirements."
        raise KouanError(message)
    needed = [match[1] or match[2] for line in rest if (match := _NEEDED_BY.fullmatch(line)) and line != "    # via"]
    return Pin(
        name=found[1],
        version=found[2],
        marker=found[3],
        hashes=hashes,
        needed_by=tuple(name for name in needed if not name.startswith(_FILE)),
        is_direct=any(name.startswith(_FILE) for name in needed),
    )
