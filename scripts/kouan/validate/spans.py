"""Spans: each lies in its document, reads back as its quote, and lies where its row says that it does."""

from collections.abc import Iterator

from kouan.rows import Row
from kouan.schema import Table
from kouan.validate.dataset import Dataset, meet, optional_text, span, whole
from kouan.validate.problems import Problem, shown

_START = "char_start"
# A passage runs to where the next one begins, so it ends in the line breaks and cell borders that part the two.
_BORDERS = "\n\t| "
# An issue about a whole second printing does not repeat it.
_QUOTE_LEFT_OUT = ("issues",)
# Spans that may begin or end in layout: a passage runs on to the next, an issue may be about stray bytes.
_LOOSE = ("passages", "issues")
# Tables, and the spans of theirs that lie inside the task that the row names.
_WITHIN_TASK = (
    ("task_assignments", "clause_"),
    ("task_assignments", "work_"),
    ("targets", ""),
    ("port_mentions", ""),
    ("project_mentions", ""),
)


def check_spans(dataset: Dataset) -> Iterator[Problem]:
    """Yield every span that is broken, in the order of the tables."""
    for table in dataset.package.tables:
        for prefix in span_prefixes(table):
            for row in dataset.tables[table.name]:
                yield from _read_back(dataset, table, row, prefix)
    yield from _nested(dataset)
    yield from _passages_cover(dataset)


def span_prefixes(table: Table) -> list[str]:
    """Return what stands before `char_start` in the columns of a table: the empty string, `clause_`, `deadline_`."""
    return [name.removesuffix(_START) for name in table.column_names if name.endswith(_START)]


def count_spans(dataset: Dataset) -> int:
    """Return how many spans the tables hold."""
    return sum(
        span(row, prefix) is not None
        for table in dataset.package.tables
        for prefix in span_prefixes(table)
        for row in dataset.tables[table.name]
    )


def _quote_column(table: Table, prefix: str) -> str | None:
    wanted = (f"{prefix}quote",) if prefix else ("quote", "text")
    return next((name for name in wanted if name in table.column_names), None)


def _read_back(dataset: Dataset, table: Table, row: Row, prefix: str) -> Iterator[Problem]:
    place, quote_column = span(row, prefix), _quote_column(table, prefix)
    quote = optional_text(row, quote_column) if quote_column else None
    start_column = f"{prefix}{_START}"
    if place is None:
        ends = (row[start_column], row[f"{prefix}char_end"])
        if quote is not None or ends != (None, None):
            message = "quote, start and end belong together. Give all three or none."
            yield dataset.problem(table.name, row, start_column, message)
        return
    document_id = optional_text(row, "document_id")
    clean = dataset.documents.get(document_id or "")
    if clean is None:
        message = f"the text of {document_id} is not at hand to read the span back. Restore the document."
        yield dataset.problem(table.name, row, "document_id", message)
        return
    start, end = place
    length = dataset.stored_length(document_id or "") or 0
    if not 0 <= start < end <= length:
        message = f"[{start}, {end}) is no span of {length} characters. Expected 0 <= start < end <= {length}."
        yield dataset.problem(table.name, row, start_column, message)
        return
    found = clean.quote(start, end)
    wanted = found.strip(_BORDERS) if table.name == "passages" else found
    is_left_out = quote is None and table.name in _QUOTE_LEFT_OUT
    if quote_column and (quote or "") != wanted and not is_left_out:
        message = f"[{start}, {end}) reads {shown(wanted)}, the row has {shown(quote)}. Put one right."
        yield dataset.problem(table.name, row, quote_column, message)
    elif table.name not in _LOOSE and not (clean.quote(start, start + 1) and clean.quote(end - 1, end)):
        message = f"[{start}, {end}) begins or ends in layout. Let it begin and end on a character of the text."
        yield dataset.problem(table.name, row, start_column, message)


def _nested(dataset: Dataset) -> Iterator[Problem]:
    """Yield what stands outside: an agency belongs in its clause, what a task holds in the task's own span."""
    for row in dataset.tables["task_assignments"]:
        fault = _outside(span(row), span(row, "clause_"))
        if fault:
            yield dataset.problem("task_assignments", row, _START, f"{fault} its clause. Put one of the spans right.")
    tasks = dataset.by_id("tasks")
    for table, prefix in _WITHIN_TASK:
        for row in dataset.tables[table]:
            task = tasks.get(optional_text(row, "task_id") or "")
            fault = _outside(span(row, prefix), span(task)) if task else None
            if fault:
                message = f"{fault} task {row['task_id']}. Put the span or the task right."
                yield dataset.problem(table, row, f"{prefix}{_START}", message)
    for row in dataset.tables["passages"]:
        task = tasks.get(optional_text(row, "task_id") or "")
        if task and not meet(span(row), span(task)):
            message = f"{span(row)} does not meet {span(task)}, the span of its task. Put task_id right."
            yield dataset.problem("passages", row, "task_id", message)


def _outside(inner: tuple[int, int] | None, outer: tuple[int, int] | None) -> str | None:
    """Say that a span does not lie inside another; None where it does, or one of the two is not there."""
    if inner is None or outer is None or outer[0] <= inner[0] <= inner[1] <= outer[1]:
        return None
    return f"[{inner[0]}, {inner[1]}) lies outside [{outer[0]}, {outer[1]}),"


def _passages_cover(dataset: Dataset) -> Iterator[Problem]:
    """Yield gaps: the passages of a document follow one another from its first character to its last."""
    for document_id, rows in dataset.of_document("passages").items():
        reached = 0
        for row in sorted(rows, key=lambda row: whole(row, "ordinal")):
            start, end = whole(row, "char_start"), whole(row, "char_end")
            if start != reached:
                fault = (
                    f"characters [{reached}, {start}) are in no passage"
                    if start > reached
                    else f"it begins before {reached}"
                )
                message = f"{fault}. Expected {reached}, where the one before ends: no gap, no overlap."
                yield dataset.problem("passages", row, _START, message)
            reached = end
        length = dataset.stored_length(document_id)
        if reached != length:
            last = dataset.key(dataset.package.table("passages"), rows[-1]) if rows else None
            message = f"the passages of {document_id} end at {reached}. Expected them to reach its end, {length}."
            yield Problem("passages", last, "char_end", message)
