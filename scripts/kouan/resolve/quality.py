"""Rows of the measured accuracy, from the list that `make quality` writes."""

from kouan.reference import Reference
from kouan.resolve.masters import typed
from kouan.rows import Row
from kouan.schema import Package


def quality_rows(reference: Reference, package: Package, documents: set[str]) -> list[Row]:
    """Return the measured accuracy of these documents; with all that are registered also totals and other texts."""
    table = package.table("quality")
    is_whole = documents >= {entry["document_id"] for entry in reference["documents"]}
    rows: list[Row] = []
    for entry in reference["quality"]:
        if entry["document_id"] in documents or (is_whole and not entry["document_id"]):
            of = entry["document_id"] or entry["corpus_document"] or entry["sample"]
            parts = (of, entry["table_name"], entry["column_name"] or "rows", entry["stage"])
            rows.append(typed({**entry, "quality_id": ".".join(part.replace("_", "-") for part in parts)}, table))
    return sorted(rows, key=lambda row: str(row["quality_id"]))
