"""Validate a data set: its descriptor, its files, its rows, and every span against the documents themselves.

`validate` looks at rows in memory, before they are published; `validate_files` at a folder as anyone may have it. Each
gate is a module of its own and knows nothing of the code that made the rows, but for cleaning and the sizes of units.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kouan.clean import CleanText, clean
from kouan.errors import KouanError
from kouan.read import Source, read_source
from kouan.reference import Reference, read_reference
from kouan.rows import Tables
from kouan.schema import Package
from kouan.validate import files, framework
from kouan.validate.contract import FILE
from kouan.validate.dataset import Dataset
from kouan.validate.descriptor import check_descriptor
from kouan.validate.keys import check_keys, count_keys
from kouan.validate.problems import Check, Problem, Report
from kouan.validate.rules import OF_THE_PROJECT, RULES, check_rules, check_rules_of_rows
from kouan.validate.spans import check_spans, count_spans
from kouan.validate.values import check_shape, check_values

__all__ = ["Check", "Problem", "Report", "validate", "validate_files", "validate_rows"]

_ROW_GATES = ("shape", "values", "keys", "spans", "rules")

_Gate = Callable[[Dataset], Iterator[Problem]]


def validate(
    tables: Tables,
    package: Package,
    documents: Mapping[str, CleanText],
    reference: Reference | None = None,
    stored: Path | None = None,
) -> list[Problem]:
    """Return what is wrong with rows in memory.

    Args:
        tables: The rows of every table.
        package: The contract that they have to keep.
        documents: The cleaned text of each document, by id.
        reference: The lists kept by hand; without them neither counts, units nor names are checked.
        stored: The folder of the documents; without it their hashes and lengths are not checked.
    """
    sources, unread = _read_sources(tables, stored) if stored is not None else ({}, [])
    checks, _ = _check_rows(Dataset(tables, package, documents, sources, reference))
    return [*unread, *(problem for check in checks for problem in check.problems)]


def validate_rows(dataset: Dataset) -> list[Problem]:
    """Return what is wrong with the rows of any documents: all but the rules about a project as a whole."""
    rules = ("rules", len(RULES) - len(OF_THE_PROJECT), "rules", check_rules_of_rows)
    return [problem for check in _check_rows(dataset, rules)[0] for problem in check.problems]


def validate_files(root: Path, *, by_frictionless: bool = True) -> Report:
    """Return the report on a folder that holds datapackage.json and datasets/.

    A gate runs only on what the gates before it have found sound; those that did not run are named in the report.
    frictionless takes half the time and may be left out by who looks for one problem and has found it.
    """
    package, problems = check_descriptor(root)
    described = sum(len(table.columns) for table in package.tables) if package else 0
    checks = [Check("descriptor", described, "columns described", tuple(problems))]
    if package is None or problems:
        return Report(tuple(checks), skipped=("files", "frictionless", *_ROW_GATES))
    files_check = _check_files(root, package)
    checks += [files_check]
    if by_frictionless:
        found = tuple(framework.check_data(root / FILE, package))
        checks += [Check("frictionless", len(package.tables), "tables", found)]
    if files_check.problems:
        return Report(tuple(checks), skipped=("documents", *_ROW_GATES))
    tables = {table.name: files.read_rows(root / table.path, table) for table in package.tables}
    rows = tuple((table.name, len(tables[table.name])) for table in package.tables)
    sources, reference, unread = _read_outside(tables, root)
    checks += [Check("documents", len(sources), "documents and the reference lists", tuple(unread))]
    if unread:
        return Report(tuple(checks), rows, _ROW_GATES)
    documents = {document_id: clean(source.text) for document_id, source in sources.items()}
    row_checks, skipped = _check_rows(Dataset(tables, package, documents, sources, reference))
    return Report((*checks, *row_checks), rows, skipped)


def _check_files(root: Path, package: Package) -> Check:
    problems = [*files.check_folder(root / "datasets", package)]
    for table in package.tables:
        problems += files.check_file(root / table.path, table)
    return Check("files", len(package.tables), "CSV files", tuple(problems))


def _read_outside(tables: Tables, root: Path) -> tuple[dict[str, Source], Reference | None, list[Problem]]:
    """Read what the rows are checked against: the stored documents and the reference lists."""
    sources, problems = _read_sources(tables, root / "datasets" / "documents")
    try:
        return sources, read_reference(root / "datasets" / "reference"), problems
    except KouanError as error:
        message = str(error).removeprefix(f"{root / 'datasets' / 'reference'}/")
        return sources, None, [*problems, Problem("datasets/reference", None, None, message)]


def _read_sources(tables: Tables, stored: Path) -> tuple[dict[str, Source], list[Problem]]:
    """Read the stored file of every document; a problem for each that cannot be read."""
    sources: dict[str, Source] = {}
    problems: list[Problem] = []
    for row in tables.get("documents", []):
        document_id, file = str(row.get("document_id")), str(row.get("file"))
        try:
            sources[document_id] = read_source(stored / file, document_id)
        except KouanError as error:
            problems.append(Problem(file, None, None, str(error).removeprefix(f"{stored / file}: ")))
    return sources, problems


_RULES = ("rules", len(RULES), "rules", check_rules)


def _check_rows(dataset: Dataset, rules: tuple[str, int, str, _Gate] = _RULES) -> tuple[list[Check], tuple[str, ...]]:
    """Run the gates on typed rows; keys, spans and rules only where every value is of its column's type."""
    rows = sum(len(rows) for rows in dataset.tables.values())
    checks = [Check("shape", rows, "rows", tuple(check_shape(dataset.tables, dataset.package)))]
    if checks[-1].problems:
        return checks, _ROW_GATES[1:]
    values = sum(len(dataset.tables[table.name]) * len(table.columns) for table in dataset.package.tables)
    checks.append(Check("values", values, "values", tuple(check_values(dataset))))
    if checks[-1].problems:
        return checks, _ROW_GATES[2:]
    for name, count, noun, gate in (
        ("keys", count_keys(dataset), "unique keys and references", check_keys),
        ("spans", count_spans(dataset), "spans read back", check_spans),
        rules,
    ):
        checks.append(Check(name, count, noun, tuple(_run(gate, dataset))))
    return checks, ()


def _run(gate: _Gate, dataset: Dataset) -> Iterator[Problem]:
    """Run a gate; a column that it reads and the contract lacks, or has with another type, is a problem of it."""
    try:
        yield from gate(dataset)
    except KeyError as error:
        message = f"the checks read {error}, which is no longer described. Restore it, or change the checks with it."
        yield Problem(FILE, None, None, message)
    except TypeError as error:
        message = f"the checks meet a value of another type than they read ({error}). Put the types of columns right."
        yield Problem(FILE, None, "type", message)
