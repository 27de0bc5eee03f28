"""SHA256SUMS, the list of a release's files with their sums, in the form that `sha256sum -c` reads."""

import re
from collections.abc import Mapping

SUMS = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


class SumsError(ValueError):
    """A line of the list that is none: its number, counted from 1, and what it says."""

    def __init__(self, number: int, line: str) -> None:
        self.number = number
        self.message = f"expected the SHA-256 and the name of a further file, found {line!r}"
        super().__init__(f"line {number}: {self.message}")


def sums_text(sums: Mapping[str, str]) -> str:
    """Return the list, given the sum of each path."""
    return "".join(f"{sums[path]}  {path}\n" for path in sorted(sums))


def read_sums(content: bytes) -> dict[str, str]:
    """Return the sum of each path, in the order of the lines; SumsError where a line is none or names a file again."""
    sums: dict[str, str] = {}
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        match = _LINE.fullmatch(line)
        if not match or match[2] in sums:
            raise SumsError(number, line)
        sums[match[2]] = match[1]
    return sums
