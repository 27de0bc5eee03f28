"""Rules about documents, and about rows saying which document they come from."""

# ruff: noqa: D401 - the docstring of a rule says what has to hold

from collections.abc import Iterator

from kouan.validate.dataset import Dataset, optional_text, text
from kouan.validate.problems import Problem


def stored_files_are_unchanged(dataset: Dataset) -> Iterator[Problem]:
    """The file, hash and length of a document are those of its stored file; otherwise no span holds."""
    for row in dataset.tables["documents"]:
        source = dataset.sources.get(text(row, "document_id"))
        if source is not None:
            stored = {"file": source.file, "sha256": source.sha256, "characters": len(source.text)}
            for column, value in stored.items():
                if row[column] != value:
                    message = f"the stored file has {value}, the table {row[column]}. Restore the file, or build again."
                    yield dataset.problem("documents", row, column, message)


def documents_are_sources(dataset: Dataset) -> Iterator[Problem]:
    """Every document is one of the sources that the descriptor names."""
    named = [source.document_id for source in dataset.package.sources if source.document_id is not None]
    for row in dataset.tables["documents"]:
        times = named.count(text(row, "document_id"))
        if times != 1:
            message = f"the sources of datapackage.json name it {times} times. Name each document once."
            yield dataset.problem("documents", row, "document_id", message)


def years_are_those_of_the_documents(dataset: Dataset) -> Iterator[Problem]:
    """The years that the descriptor gives the data begin with the period of a document and end with that of one."""
    years = dataset.package.temporal.split("/")
    for year, column in zip(years, ("period_start_year", "period_end_year"), strict=True):
        if int(year) not in {row[column] for row in dataset.tables["documents"]}:
            message = f"{dataset.package.temporal}: {year} is the {column} of no document. Put the years right."
            yield Problem("datapackage.json", None, "temporal", message)


def periods_and_dates_run_forward(dataset: Dataset) -> Iterator[Problem]:
    """A period ends no earlier than it begins, and a document is published no earlier than it is adopted."""
    for row in dataset.tables["documents"]:
        for first, last in (("period_start_year", "period_end_year"), ("adopted_on", "published_on")):
            if row[first] is not None and row[last] is not None and str(row[first]) > str(row[last]):
                message = f"{row[last]} lies before {first}, {row[first]}. Put one of them right."
                yield dataset.problem("documents", row, last, message)


def rows_stay_in_their_document(dataset: Dataset) -> Iterator[Problem]:
    """The task that a row names is a task of the row's own document; so is a task's parent."""
    tasks = dataset.by_id("tasks")
    references = [(table, row, "task_id") for table, row in dataset.each("document_id", "task_id")]
    references += [(table, row, "parent_task_id") for table, row in dataset.each("document_id", "parent_task_id")]
    for table, row, column in references:
        task = tasks.get(optional_text(row, column) or "")
        if task is not None and task["document_id"] != row["document_id"]:
            message = f"{row[column]} is a task of {task['document_id']}, not of {row['document_id']}. Put one right."
            yield dataset.problem(table.name, row, column, message)


def ids_tell_where_rows_come_from(dataset: Dataset) -> Iterator[Problem]:
    """An id begins with the document's and is made of the row's own parts: `ah-ports-2022.4.c1.3`."""
    for table, row in dataset.each("document_id", "method"):
        key = table.primary_key[0]
        if table.name in ("documents", "quality"):
            continue
        owner = optional_text(row, "task_id") if "task_id" in row else None
        owner = owner or text(row, "document_id")
        wanted = {
            "passages": f"{row['document_id']}.p{row.get('ordinal')}",
            "task_assignments": f"{owner}.c{row.get('clause')}.{row.get('ordinal')}",
            "port_mentions": f"{owner}.{row.get('port_id')}",
            "project_mentions": f"{owner}.{row.get('project_id')}",
        }.get(table.name)
        begin = f"{owner}.t" if table.name == "targets" else f"{row['document_id']}."
        rest = text(row, key).removeprefix(begin)
        if wanted is not None and row[key] != wanted:
            yield dataset.problem(table.name, row, key, f"expected the id {wanted}, made of the row's own columns.")
        elif rest in ("", row[key]) or (table.name == "targets" and not rest.isdecimal()):
            wanted = f"{begin} and a number" if table.name == "targets" else f"{begin} and more"
            yield dataset.problem(
                table.name, row, key, f"expected an id of {wanted}, which tells where the row is from."
            )
    for row in dataset.tables["issues"]:
        document_id = optional_text(row, "document_id")
        if document_id and not text(row, "issue_id").startswith(f"{document_id}."):
            message = f"expected an id that begins with {document_id}., where the row comes from."
            yield dataset.problem("issues", row, "issue_id", message)


RULES = (
    stored_files_are_unchanged,
    documents_are_sources,
    years_are_those_of_the_documents,
    periods_and_dates_run_forward,
    rows_stay_in_their_document,
    ids_tell_where_rows_come_from,
)
