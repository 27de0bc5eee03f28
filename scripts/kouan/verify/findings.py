"""What a check looked at, and what it found that is not what it ought to be."""

from collections.abc import Iterable
from dataclasses import dataclass

from kouan.diff.excerpt import where_they_differ
from kouan.validate.problems import Problem

_LONGEST = 200


@dataclass(frozen=True)
class Finding:
    """Something in a release that is not what it ought to be.

    Attributes:
        file: The file, by its path below the release's folder.
        row: The row's primary key, or the number of a line or row; None where it is not about one.
        column: The column, property or part; None where it is not about one.
        message: What was expected there, and what was found.
    """

    file: str
    row: str | int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        """Return the finding as a line for people, place first."""
        parts = [self.file]
        if self.row is not None:
            parts.append(f"line {self.row}" if isinstance(self.row, int) else f"row {self.row}")
        if self.column is not None:
            parts.append(self.column)
        return f"{', '.join(parts)}: {self.message}"


@dataclass(frozen=True)
class Checked:
    """What a check looked at, in words that end a line (`48 files, 5,812,332 bytes`), and what it found."""

    said: str
    findings: tuple[Finding, ...] = ()


def expected(wanted: object, found: object) -> str:
    """Return the message for a value that is another than expected."""
    if isinstance(wanted, str) and isinstance(found, str):
        wanted, found = where_they_differ(wanted, found)
    one, other = _shown(wanted), _shown(found)
    if one == other:
        return f"expected {one} ({type(wanted).__name__}), found {other} ({type(found).__name__})"
    return f"expected {one}, found {other}"


def columns_expected(wanted: Iterable[str], found: Iterable[object]) -> str:
    """Return the message for other columns, or another order of them, than expected."""
    return f"expected the columns {', '.join(wanted)}; found {', '.join(map(str, found))}"


def _shown(value: object) -> str:
    """Return a value in a line; of a very long one its two ends."""
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 20]}…{text[-20:]}"


def of_problem(problem: Problem) -> Finding:
    """Return a problem of validation as a finding in the release's files."""
    if problem.table.isidentifier():
        file, column = f"csv/{problem.table}.csv", problem.column and f"column {problem.column}"
    else:
        file, column = problem.table, problem.column
    return Finding(file, problem.row, column, problem.message)
