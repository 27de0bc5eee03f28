"""What a gate reports: single problems, and how much it looked at."""

from collections.abc import Iterable
from dataclasses import dataclass

from kouan.rows import Value

_MOST_PRINTED = 20
_LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Problem:
    """One fault in the data set.

    Attributes:
        table: The table, or the name of another file (datapackage.json, ah-ports-2022.txt, expected.csv).
        row: The row's primary key; where there is none to be had, the line of the file, counted from 1; else None.
        column: The column or property, or None where the row or the file as a whole is at fault.
        message: What is wrong, what was expected and what to do.
    """

    table: str
    row: str | int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        """Return the problem as a sentence for people, place first."""
        is_table = self.table.isidentifier()
        parts = [f"{self.table}.csv" if is_table else self.table]
        if self.row is not None:
            parts.append(f"line {self.row}" if isinstance(self.row, int) else f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}" if is_table else self.column)
        return f"{', '.join(parts)}: {self.message}"


@dataclass(frozen=True)
class Check:
    """What one gate looked at and found: its name, how many things of which sort it checked, and the problems."""

    name: str
    checked: int
    noun: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Report:
    """The outcome of validating a folder.

    Attributes:
        checks: The gates that ran, in order.
        rows: How many rows each table has; empty where the tables could not be read.
        skipped: The gates that did not run, because what they read was not sound.
    """

    checks: tuple[Check, ...]
    rows: tuple[tuple[str, int], ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems in the order of the gates."""
        return tuple(problem for check in self.checks for problem in check.problems)

    @property
    def is_valid(self) -> bool:
        """Whether every gate ran and none found a problem."""
        return not self.problems and not self.skipped

    def __str__(self) -> str:
        """Return what was checked, the rows per table and the first problems of each gate, ready to print."""
        lines = [f"{check.name}: {check.checked} {check.noun}, {_count(check.problems)}" for check in self.checks]
        lines += [f"{name}: not checked until the problems below are put right" for name in self.skipped]
        lines += [f"  {table}: {rows} rows" for table, rows in self.rows]
        for check in self.checks:
            lines += [str(problem) for problem in check.problems[:_MOST_PRINTED]]
            if len(check.problems) > _MOST_PRINTED:
                lines.append(f"… and {len(check.problems) - _MOST_PRINTED} more found by {check.name}")
        return "\n".join(lines)


def _count(problems: Iterable[Problem]) -> str:
    number = len(tuple(problems))
    return "no problem" if number == 0 else f"{number} problem{'s' if number > 1 else ''}"


def shown(value: Value) -> str:
    """Return a value as a message quotes it: a long text by its two ends, null as nothing."""
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 20]}…{text[-20:]}"
