"""Rules about words that a row gives as printed: they stand where it says, layout spaces apart."""

# ruff: noqa: D401 - the docstring of a rule says what has to hold

from collections.abc import Iterator

from kouan.rows import Row
from kouan.validate.dataset import Dataset, optional_text, span, text
from kouan.validate.problems import Problem

# Table and column of words printed somewhere in the document.
_IN_DOCUMENT = (
    ("documents", "document_number"),
    ("port_mentions", "class"),
    ("targets", "baseline"),
    # A scope may be stated once, in a heading or an earlier clause, and carry down.
    ("task_assignments", "scope"),
)
# Columns of words printed in the clause.
_IN_CLAUSE = ("due",)
_BETWEEN_HEADINGS = " > "


def titles_are_printed(dataset: Dataset) -> Iterator[Problem]:
    """A document's title is what it quotes, and a task's stands in its text."""
    for table, around in (("documents", "quote"), ("tasks", "text")):
        for row in dataset.tables[table]:
            title, words = optional_text(row, "title"), optional_text(row, around)
            if title is not None and words is not None and _bare(title) not in _bare(words):
                yield dataset.problem(
                    table, row, "title", f"{title} does not stand in {around}. Put one of them right."
                )


def headings_are_printed(dataset: Dataset) -> Iterator[Problem]:
    """Every heading above a passage or task stands in the document."""
    for table, row in dataset.each("document_id", "heading_path"):
        for heading in (optional_text(row, "heading_path") or "").split(_BETWEEN_HEADINGS):
            if not _is_in_document(dataset, row, heading):
                message = f"{heading} does not stand in {row['document_id']}. Put the path right."
                yield dataset.problem(table.name, row, "heading_path", message)


def words_are_printed(dataset: Dataset) -> Iterator[Problem]:
    """A document number, class, baseline or scope stands in the document; a due date in its clause."""
    for table, column in _IN_DOCUMENT:
        for row in dataset.tables[table]:
            if not _is_in_document(dataset, row, optional_text(row, column) or ""):
                message = f"{row[column]} does not stand in {row['document_id']}. Give it as printed."
                yield dataset.problem(table, row, column, message)
    for row in dataset.tables["task_assignments"]:
        clause = _clause(dataset, row)
        for column in _IN_CLAUSE:
            if clause is not None and _bare(optional_text(row, column) or "") not in clause:
                message = f"{row[column]} does not stand in the clause. Give it as printed."
                yield dataset.problem("task_assignments", row, column, message)


def mentions_are_printed(dataset: Dataset) -> Iterator[Problem]:
    """A mention holds its quote, as 马鞍山市人民政府 holds 马鞍山, and nothing that its clause does not print."""
    for table in ("task_assignments", "document_agencies"):
        for row in dataset.tables[table]:
            remaining = iter(text(row, "mention"))
            if not all(character in remaining for character in _bare(text(row, "quote"))):
                message = f"the quote {row['quote']} is no part of the mention {row['mention']}. Put one of them right."
                yield dataset.problem(table, row, "mention", message)
    for row in dataset.tables["task_assignments"]:
        clause = _clause(dataset, row)
        if clause is not None and not set(_bare(text(row, "mention"))) <= set(clause):
            message = f"the clause does not print {row['mention']}, not even in parts. Put span or mention right."
            yield dataset.problem("task_assignments", row, "mention", message)


def _clause(dataset: Dataset, row: Row) -> str | None:
    document, place = dataset.documents.get(text(row, "document_id")), span(row, "clause_")
    return _bare(document.quote(*place)) if document is not None and place is not None else None


def _is_in_document(dataset: Dataset, row: Row, words: str) -> bool:
    """Tell whether words stand in the row's document; a document that is not at hand is the spans' matter."""
    return (
        _bare(words) in dataset.bare_text(text(row, "document_id")) or text(row, "document_id") not in dataset.documents
    )


def _bare(words: str) -> str:
    return "".join(words.split())


RULES = (titles_are_printed, headings_are_printed, words_are_printed, mentions_are_printed)
