"""Rules about the measured accuracy: scores that follow from the counts, of tables and columns that exist."""

# ruff: noqa: D401 - the docstring of a rule says what has to hold

from collections.abc import Iterator

from kouan.validate.dataset import Dataset, number, optional_text, text, whole
from kouan.validate.problems import Problem

# Scores may be rounded to three places.
_ROUNDING = 0.00051


def measured_columns_exist(dataset: Dataset) -> Iterator[Problem]:
    """What was measured is a table of the data set, or one of its columns."""
    columns = {table.name: table.column_names for table in dataset.package.tables}
    for row in dataset.tables["quality"]:
        table, column = text(row, "table_name"), optional_text(row, "column_name")
        if table not in columns:
            yield dataset.problem("quality", row, "table_name", f"there is no table {table}. Put the name right.")
        elif column is not None and column not in columns[table]:
            yield dataset.problem("quality", row, "column_name", f"{table} has no column {column}. Put the name right.")


def scores_follow_from_counts(dataset: Dataset) -> Iterator[Problem]:
    """No more is correct than was annotated or predicted; precision, recall and F1 are those of the counts."""
    for row in dataset.tables["quality"]:
        correct = whole(row, "correct")
        if correct > min(whole(row, "annotated"), whole(row, "predicted")):
            message = "more is correct than was annotated or predicted. Measure again."
            yield dataset.problem("quality", row, "correct", message)
            continue
        for column, wanted in _scores(whole(row, "annotated"), whole(row, "predicted"), correct).items():
            score = number(row, column)
            if (score is None) != (wanted is None) or (
                score is not None and wanted is not None and abs(score - wanted) > _ROUNDING
            ):
                message = f"expected {wanted} by the counts, found {score}. Measure again."
                yield dataset.problem("quality", row, column, message)


def _scores(annotated: int, predicted: int, correct: int) -> dict[str, float | None]:
    """Return precision, recall and F1; None where there is nothing to divide by."""
    return {
        "precision": correct / predicted if predicted else None,
        "recall": correct / annotated if annotated else None,
        "f1": 2 * correct / (annotated + predicted) if annotated + predicted else None,
    }


RULES = (measured_columns_exist, scores_follow_from_counts)
