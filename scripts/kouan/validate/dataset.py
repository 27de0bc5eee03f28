"""All that the gates look at: the tables, their contract, and what stands outside them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import cast

from kouan.clean import CleanText
from kouan.read import Source
from kouan.reference import Reference
from kouan.rows import Row, Tables
from kouan.schema import Package, Table
from kouan.validate.problems import Problem


@dataclass(frozen=True)
class Dataset:
    """The rows of every table with the contract they are checked against.

    Attributes:
        documents: The cleaned text of each document, by id.
        sources: The stored file of each document, by id; where one is missing, its hash and length are not compared.
        reference: The lists kept by hand; without them neither counts, units nor names are compared.
    """

    tables: Tables
    package: Package
    documents: Mapping[str, CleanText]
    sources: Mapping[str, Source] = field(default_factory=dict)
    reference: Reference | None = None

    def key(self, table: Table, row: Row) -> str:
        """Return the primary key of a row as a problem names it."""
        return " ".join(str(row.get(column)) for column in table.primary_key)

    def problem(self, table: str, row: Row, column: str | None, message: str) -> Problem:
        """Make the problem of a row."""
        return Problem(table, self.key(self.package.table(table), row), column, message)

    def each(self, *columns: str) -> Iterator[tuple[Table, Row]]:
        """Yield every row of every table that has all of the given columns."""
        for table in self.package.tables:
            if set(columns) <= set(table.column_names):
                yield from ((table, row) for row in self.tables[table.name])

    def by_id(self, table: str) -> Mapping[str, Row]:
        """Return the rows of a table by their primary key."""
        return self._indexes[table]

    def of_document(self, table: str) -> Mapping[str, list[Row]]:
        """Return the rows of a table by document, in their order; every document has a list."""
        groups: dict[str, list[Row]] = {key: [] for key in self.by_id("documents")}
        for row in self.tables[table]:
            groups.setdefault(str(row["document_id"]), []).append(row)
        return groups

    @cached_property
    def _indexes(self) -> dict[str, dict[str, Row]]:
        return {
            table.name: {self.key(table, row): row for row in self.tables[table.name]} for table in self.package.tables
        }

    def bare_text(self, document_id: str) -> str:
        """Return the cleaned text of a document without any white space; empty where it is not at hand."""
        return self._bare_texts.get(document_id, "")

    @cached_property
    def _bare_texts(self) -> dict[str, str]:
        return {key: "".join(document.text.split()) for key, document in self.documents.items()}

    def stored_length(self, document_id: str) -> int | None:
        """Return the length of a stored document in code points, by its file or else its row; None if unknown."""
        if document_id in self.sources:
            return len(self.sources[document_id].text)
        row = self.by_id("documents").get(document_id)
        return whole(row, "characters") if row else None


# Rules run on rows whose values are of their column's type; these say so to the type checker.


def text(row: Row, column: str) -> str:
    """Return a text that is there."""
    return cast("str", row[column])


def optional_text(row: Row, column: str) -> str | None:
    """Return a text or null."""
    return cast("str | None", row[column])


def whole(row: Row, column: str) -> int:
    """Return a whole number that is there."""
    return cast("int", row[column])


def number(row: Row, column: str) -> float | None:
    """Return a number or null."""
    return cast("float | None", row[column])


def span(row: Row, prefix: str = "") -> tuple[int, int] | None:
    """Return the half-open span in a pair of columns, `clause_` for clause_char_start and _end; None if null."""
    start, end = row[f"{prefix}char_start"], row[f"{prefix}char_end"]
    return None if start is None or end is None else (cast("int", start), cast("int", end))


def meet(here: tuple[int, int] | None, there: tuple[int, int] | None) -> bool:
    """Tell whether two spans share a character."""
    return here is not None and there is not None and here[0] < there[1] and there[0] < here[1]
