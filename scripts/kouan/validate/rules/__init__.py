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

OF_THE_PROJECT: tuple[Rule, ...] = (
    documents.documents_are_sources,
    documents.years_are_those_of_the_documents,
    counts.documents_have_their_expected_rows,
    lists.rows_are_listed,
    reviewed.proposed_rows_are_reviewed,
)
"""The rules about what a project says of its own documents as a whole; the others hold for rows of any document."""


def check_rules(dataset: Dataset) -> Iterator[Problem]:
    """Yield what every rule finds, rule after rule."""
    for rule in RULES:
        yield from rule(dataset)


def check_rules_of_rows(dataset: Dataset) -> Iterator[Problem]:
    """Yield what the rules find that hold for rows of any document, rule after rule."""
    for rule in RULES:
        if rule not in OF_THE_PROJECT:
            yield from rule(dataset)
