"""How well rows agree with annotation, and how sure that figure is."""

from dataclasses import dataclass
from math import sqrt

Interval = tuple[float, float]

_Z = 1.959964
"""The quantile of the normal distribution that leaves out 5 %, half on either side."""


@dataclass(frozen=True)
class Score:
    """How many rows were annotated, how many predicted, how many of them agree."""

    annotated: int
    predicted: int
    correct: int

    @property
    def precision(self) -> float | None:
        """The share of predicted rows that are right; None where none was predicted."""
        return self.correct / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The share of annotated rows that were found; None where there was nothing to find."""
        return self.correct / self.annotated if self.annotated else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there is neither annotation nor prediction."""
        both = self.annotated + self.predicted
        return 2 * self.correct / both if both else None

    @property
    def precision_interval(self) -> Interval | None:
        """The 95 % interval of the precision."""
        return wilson(self.correct, self.predicted)

    @property
    def recall_interval(self) -> Interval | None:
        """The 95 % interval of the recall."""
        return wilson(self.correct, self.annotated)

    @property
    def f1_interval(self) -> Interval | None:
        """The 95 % interval of F1.

        F1 is no share of anything, but j = correct / (correct + wrong + missed) is one, and F1 = 2j / (1 + j).
        """
        interval = wilson(self.correct, self.annotated + self.predicted - self.correct)
        return (2 * interval[0] / (1 + interval[0]), 2 * interval[1] / (1 + interval[1])) if interval else None


def wilson(successes: int, trials: int) -> Interval | None:
    """Return the 95 % score interval of a share (Wilson, JASA 22, 1927, p. 209); None without trials."""
    if not trials:
        return None
    share = successes / trials
    centre = share + _Z**2 / (2 * trials)
    margin = _Z * sqrt(share * (1 - share) / trials + _Z**2 / (4 * trials**2))
    scale = 1 + _Z**2 / trials
    return max(0.0, (centre - margin) / scale), min(1.0, (centre + margin) / scale)
