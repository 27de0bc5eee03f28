"""Rules about the measured accuracy: scores that follow from the counts and lie in their intervals, of what exists."""

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


def intervals_hold_their_scores(dataset: Dataset) -> Iterator[Problem]:
    """An interval stands beside each score, and the score lies in it."""
    for row in dataset.tables["quality"]:
        for column in ("precision", "recall", "f1"):
            score, low, high = (number(row, column + end) for end in ("", "_low", "_high"))
            if score is None and low is None and high is None:
                continue
            if score is None or low is None or high is None or not low - _ROUNDING <= score <= high + _ROUNDING:
                message = f"expected an interval around {score}, found {low} to {high}. Measure again."
                yield dataset.problem("quality", row, f"{column}_low", message)


def measured_texts_belong_to_their_sample(dataset: Dataset) -> Iterator[Problem]:
    """A row names a document of the data set or a text outside it, as its sample says; a total names neither."""
    for row in dataset.tables["quality"]:
        sample = text(row, "sample")
        wrong = "corpus_document" if sample == "data_set" else "document_id"
        named = optional_text(row, wrong)
        if named is not None:
            message = f"{named} does not belong to the sample {sample}. Leave it empty or correct the sample."
            yield dataset.problem("quality", row, wrong, message)


RULES = (
    measured_columns_exist,
    scores_follow_from_counts,
    intervals_hold_their_scores,
    measured_texts_belong_to_their_sample,
)
