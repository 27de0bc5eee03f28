"""One target as read: a promised number or dated promise, with the spans that prove it."""

from dataclasses import dataclass

from kouan.extract.quantities import Number


@dataclass(frozen=True)
class Target:
    """One promised number, or one dated promise without a number (`is_milestone`).

    All spans are clean offsets: `start`, `end` of the smallest clause that carries it, `deadline_start`, `deadline_end`
    of the printed deadline, wherever it stands. `value`, `value_max` and `unit` are as printed. The year of a deadline
    is None where the document counts in years from an unnamed day (经过3—5年), and `indicator` is None where neither
    the sentence nor the heading of its item says what is counted.
    """

    task: str | None
    indicator: str | None
    comparator: str
    value: Number | None
    value_max: Number | None
    unit: str | None
    baseline: str | None
    deadline_year: int | None
    deadline_start: int | None
    deadline_end: int | None
    period: str
    place: str | None
    is_milestone: bool
    start: int
    end: int
