"""Validate a project and read its documents anew: what is published has to be what the documents give, row for row.

The gates of `kouan.validate` look at the tables as anyone may have them, and cannot tell a row that was changed into
another sound row: two roles exchanged, a promise moved to another year. The documents, the lists and the corrections
can.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kouan.build import make_tables, read_documents
from kouan.errors import KouanError
from kouan.project import Project
from kouan.publish.csv_tables import read_table
from kouan.rows import Row, Tables
from kouan.schema import Package, Table
from kouan.validate import Check, Problem, Report, validate_files
from kouan.validate.problems import shown

GATE = "reading"
"""What the gate that reads the documents anew is called in a report."""


def validate_project(project: Project) -> Report:
    """Return the report on a project's folder: all that `validate_files` checks, and the comparison with its documents.

    The documents are read anew where the tables can be read at all.
    """
    report = validate_files(project.root)
    if not report.rows:
        return replace(report, skipped=(*report.skipped, GATE))
    return replace(report, checks=(*report.checks, check_reading(project, read_anew)))


def check_reading(project: Project, reader: Callable[[Project], Tables]) -> Check:
    """Compare the tables of a project, which have to be readable, with those that a reader makes of its documents."""
    package = project.package()
    found: Tables = {table.name: read_table(project.root / table.path, table) for table in package.tables}
    rows = sum(len(rows) for rows in found.values())
    try:
        problems = tuple(differences(found, reader(project), package))
    except KouanError as error:
        problems = (Problem("datasets/documents", None, None, f"they cannot be read anew: {error}"),)
    return Check(GATE, rows, "rows read anew", problems)


def read_anew(project: Project) -> Tables:
    """Return the tables that the documents, the lists and the corrections give; KouanError where they give none."""
    package, reference = project.package(), project.reference()
    return make_tables(read_documents(project, reference), reference, package, project.corrections())


def differences(found: Tables, read: Tables, package: Package) -> Iterator[Problem]:
    """Yield where tables are not what was read: rows too many and too few, other values, another order."""
    for table in package.tables:
        problems = [*_rows(table, found[table.name], read[table.name])]
        yield from problems
        if not problems and found[table.name] != read[table.name]:
            message = "the rows stand in another order, or twice. Run the build again."
            yield Problem(table.name, None, None, message)


def _rows(table: Table, found: list[Row], read: list[Row]) -> Iterator[Problem]:
    (key,) = table.primary_key
    wanted = {str(row[key]): row for row in read}
    for row in found:
        there = wanted.get(str(row[key]))
        if there is None:
            message = "no document and no list gives this row. Run the build again."
            yield Problem(table.name, str(row[key]), None, message)
            continue
        for column in table.column_names:
            if row[column] != there[column]:
                message = f"reading gives {shown(there[column])}, found {shown(row[column])}. Run the build again."
                yield Problem(table.name, str(row[key]), column, message)
    present = {str(row[key]) for row in found}
    for name in wanted:
        if name not in present:
            yield Problem(table.name, name, None, "reading gives this row, the table lacks it. Run the build again.")
