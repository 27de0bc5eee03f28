"""Rules across columns, rows and tables that no schema can express: small functions, each named after what has to hold.

A rule takes the data set and yields a problem for every row that breaks it. It may rely on every value being of its
column's type; a reference may still lead nowhere, which the keys report.
"""

from collections.abc import Callable, Iterator

from kouan.validate.dataset import Dataset
from kouan.validate.problems import Problem
from kouan.validate.rules import (
    assignments,
    counts,
    documents,
    lists,
    outline,
    places,
    printed,
    quality,
    reviewed,
    targets,
)

Rule = Callable[[Dataset], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    *documents.RULES,
    *outline.RULES,
    *printed.RULES,
    *assignments.RULES,
    *targets.RULES,
    *places.RULES,
    *quality.RULES,
    *counts.RULES,
    *lists.RULES,
    *reviewed.RULES,
)


def check_rules(dataset: Dataset) -> Iterator[Problem]:
    """Yield what every rule finds, rule after rule."""
    for rule in RULES:
        yield from rule(dataset)
