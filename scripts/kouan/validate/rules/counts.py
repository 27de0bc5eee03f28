"""The rows laid down for each document in expected.csv, so that none is lost or doubled in silence."""

from collections.abc import Iterator

from kouan.validate.dataset import Dataset
from kouan.validate.problems import Problem

EXPECTED = "expected.csv"


def documents_have_their_expected_rows(dataset: Dataset) -> Iterator[Problem]:
    """Each table holds as many rows of a document as expected.csv says; where it says nothing, none are expected."""
    if dataset.reference is None:
        return
    found = _counts(dataset)
    expected: dict[tuple[str, str], int] = {}
    for line, entry in enumerate(dataset.reference["expected"], 2):
        place = (entry["document_id"], entry["table_name"])
        if place not in found:
            message = f"no document {place[0]}, or no table {place[1]} read from documents. Correct or drop the line."
            yield Problem(EXPECTED, line, None, message)
        elif not (entry["rows"].isascii() and entry["rows"].isdigit()):
            yield Problem(EXPECTED, line, "rows", f"expected a number of rows, found {entry['rows']!r}. Put it right.")
        elif place in expected:
            yield Problem(EXPECTED, line, None, f"{place[0]}, {place[1]} stands there twice. Drop one line.")
        else:
            expected[place] = int(entry["rows"])
    for (document_id, table), rows in found.items():
        wanted = expected.get((document_id, table), 0)
        if rows != wanted:
            message = (
                f"expected {wanted} rows of {document_id}, found {rows}. If that is right, "
                f"write {document_id},{table},{rows} into datasets/reference/{EXPECTED}; else find out what changed."
            )
            yield Problem(table, None, "document_id", message)


def _counts(dataset: Dataset) -> dict[tuple[str, str], int]:
    """Return the rows of each document in each table that is read from documents."""
    counts = {
        (document_id, table.name): 0
        for document_id in dataset.by_id("documents")
        for table in dataset.package.tables
        if {"document_id", "char_start", "method"} <= set(table.column_names) and table.primary_key != ("document_id",)
    }
    for table, row in dataset.each("document_id", "char_start", "method"):
        place = (str(row["document_id"]), table.name)
        if place in counts:
            counts[place] += 1
    return counts


RULES = (documents_have_their_expected_rows,)
