"""The tables against their contract, with the rules of `kouan validate`: schema, values, keys, quotes, and the rest."""

from collections.abc import Callable, Iterator
from functools import cached_property

from kouan.clean import clean
from kouan.read import Source, read_source
from kouan.reference import Reference, read_reference
from kouan.schema import Package
from kouan.validate import framework
from kouan.validate.dataset import Dataset
from kouan.validate.descriptor import check_descriptor
from kouan.validate.files import check_file
from kouan.validate.keys import check_keys, count_keys
from kouan.validate.problems import Problem
from kouan.validate.rules import RULES, check_rules
from kouan.validate.spans import check_spans, count_spans
from kouan.verify.findings import Checked, of_problem
from kouan.verify.release import DESCRIPTOR, SOURCE, Release


class Contract:
    """The checks of the tables of a release; each relies on those before it."""

    def __init__(self, release: Release) -> None:
        self._release = release

    def check_schema(self) -> Checked:
        """Check the descriptor itself: the profile, keys, languages, and what the tables are allowed to hold."""
        _, problems = check_descriptor(self._release.as_project().parent)
        package = self._release.package
        return _checked(f"{len(package.tables)} tables described, {_columns(package)} columns", problems)

    def check_tables(self) -> Checked:
        """Check the CSV files byte by byte and cell by cell: types, allowed values, ranges, patterns and characters."""
        package, folder = self._release.package, self._release.folder
        problems = [one for table in package.tables for one in check_file(folder / f"csv/{table.name}.csv", table)]
        if problems:
            return _checked("", problems)
        tables = self._release.tables
        rows = sum(len(rows) for rows in tables.values())
        cells = sum(len(tables[table.name]) * len(table.columns) for table in package.tables)
        return _checked(
            f"{len(package.tables)} CSV files, {rows:,} rows, {cells:,} cells of their type and in their bounds",
            problems,
        )

    def check_by_frictionless(self) -> Checked:
        """Let frictionless check the data package."""
        problems = [*framework.check_data(self._release.folder / DESCRIPTOR, self._release.package)]
        return _checked("the data package, as frictionless sees it", problems)

    def check_keys(self) -> Checked:
        """Check primary keys, unique keys and foreign keys."""
        return _checked(f"{count_keys(self._dataset):,} unique keys and references", [*check_keys(self._dataset)])

    def check_quotes(self) -> Checked:
        """Check that every quote stands in its document at its span."""
        documents, spans = len(self._dataset.documents), count_spans(self._dataset)
        return _checked(f"{spans:,} spans read back in {documents} documents", self._run(check_spans))

    def check_rules(self) -> Checked:
        """Check the rules that reach over columns and tables, and sums and lengths of the documents."""
        return _checked(f"{len(RULES)} rules over rows and tables", self._run(check_rules))

    def check_documents(self) -> Checked:
        """Check that the documents and the lists can be read; KouanError names the one that cannot."""
        characters = sum(len(source.text) for source in self._sources.values())
        listed = f", {len(self._reference.lists)} lists" if self._reference else ""
        return Checked(f"{len(self._sources)} texts, {characters:,} characters{listed}")

    def _run(self, gate: Callable[[Dataset], Iterator[Problem]]) -> list[Problem]:
        try:
            return [*gate(self._dataset)]
        except KeyError as error:
            return [Problem(DESCRIPTOR, None, None, f"expected {error} among the tables and columns, found no such")]

    @cached_property
    def _sources(self) -> dict[str, Source]:
        stored = self._release.folder / "documents"
        rows = [(str(row["document_id"]), str(row["file"])) for row in self._release.tables["documents"]]
        return {document_id: read_source(stored / file, document_id) for document_id, file in rows}

    @cached_property
    def _reference(self) -> Reference | None:
        """The lists kept by hand, which the zip of the data package does not have."""
        if self._release.archive is not None:
            return None
        return read_reference(self._release.folder / SOURCE / "datasets" / "reference")

    @cached_property
    def _dataset(self) -> Dataset:
        documents = {document_id: clean(source.text) for document_id, source in self._sources.items()}
        return Dataset(self._release.tables, self._release.package, documents, self._sources, self._reference)


def _columns(package: Package) -> int:
    return sum(len(table.columns) for table in package.tables)


def _checked(said: str, problems: list[Problem]) -> Checked:
    return Checked(said, tuple(map(of_problem, problems)))
