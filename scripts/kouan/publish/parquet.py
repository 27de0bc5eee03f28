"""The published tables as Parquet: typed, described and keyed, so that a file can be read without the rest.

Required columns are not nullable. Titles and descriptions stand in the metadata of each field, which pyarrow shows; the
whole Table Schema with its keys stands in the metadata of the file, which DuckDB and polars show as well. Spark finds
its own schema there, whose comments it shows. The same rows give the same bytes with the same version of pyarrow.
"""

import json
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kouan.publish.contract import checked_tables
from kouan.publish.files import replace_files
from kouan.rows import Row, Tables, Value
from kouan.schema import Column, Package, Table

_ARROW_TYPES = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}

# Where Spark keeps the schema of a file that it wrote itself, and looks for it in one that it reads.
_SPARK_SCHEMA = "org.apache.spark.sql.parquet.row.metadata"
_SPARK_TYPES = {"string": "string", "integer": "long", "number": "double", "boolean": "boolean", "date": "date"}

# zstd at 9 is about as small as it gets here; higher levels only cost time.
_COMPRESSION_LEVEL = 9


def publish_parquet(tables: Tables, package: Package, folder: Path) -> None:
    """Write every table of the package into folder as <table>.parquet; KouanError if a row breaks the contract."""
    checked = checked_tables(tables, package)
    replace_files(folder, {f"{table.name}.parquet": parquet_bytes(package, table, rows) for table, rows in checked})


def parquet_bytes(package: Package, table: Table, rows: Sequence[Row]) -> bytes:
    """Return the Parquet file of a table."""
    schema = arrow_schema(package, table)
    columns = [
        pa.array([_arrow_value(column, row[column.name]) for row in rows], type=_ARROW_TYPES[column.type])
        for column in table.columns
    ]
    order = sorting_order(table, rows)
    sink = pa.BufferOutputStream()
    pq.write_table(
        pa.Table.from_arrays(columns, schema=schema),
        sink,
        compression="zstd",
        compression_level=_COMPRESSION_LEVEL,
        write_page_index=True,
        sorting_columns=pq.SortingColumn.from_ordering(schema, [(name, "ascending") for name in order]) or None,
    )
    return bytes(sink.getvalue())


def arrow_schema(package: Package, table: Table) -> pa.Schema:
    """Return the Arrow schema of a table, with its descriptions and keys as metadata."""
    return pa.schema([_arrow_field(column) for column in table.columns], metadata=_file_metadata(package, table))


def sorting_order(table: Table, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the columns by which the rows are in fact sorted, for readers that use it; () where by none that we know.

    Rows keep the order of the documents, in which ...10 comes after ...9, so the primary key often is no sorting order.
    """
    orders = (
        table.primary_key,
        ("document_id", "ordinal"),
        ("document_id", "char_start"),
        ("document_id",),
        ("agency_id",),
    )
    for order in orders:
        if set(order) <= set(table.column_names) and _is_sorted([tuple(row[name] for name in order) for row in rows]):
            return order
    return ()


def _is_sorted(keys: list[tuple[Value, ...]]) -> bool:
    if any(value is None for key in keys for value in key):
        return False
    return all(before <= after for before, after in pairwise(keys))


def _arrow_field(column: Column) -> pa.Field:
    return pa.field(column.name, _ARROW_TYPES[column.type], nullable=not column.required, metadata=_notes(column))


def _notes(column: Column) -> dict[str, str]:
    notes = {
        "title": column.title,
        "title_en": column.title_en,
        "description": column.description,
        "description_en": column.description_en,
    }
    if column.unit:
        notes["unit"] = column.unit
    return _sorted(notes)


def _spark_schema(table: Table) -> str:
    fields = [
        {
            "metadata": {"comment": f"{column.description_en} / {column.description}", **_notes(column)},
            "name": column.name,
            "nullable": not column.required,
            "type": _SPARK_TYPES[column.type],
        }
        for column in table.columns
    ]
    return json.dumps({"fields": fields, "type": "struct"}, ensure_ascii=False, sort_keys=True)


def _file_metadata(package: Package, table: Table) -> dict[str, str]:
    return _sorted(
        {
            "title": table.title,
            "title_en": table.title_en,
            "description": table.description,
            "description_en": table.description_en,
            "data_package": package.name,
            "data_package_version": package.version,
            "licence": "; ".join(licence.path for licence in package.licenses),
            _SPARK_SCHEMA: _spark_schema(table),
            "primary_key": ", ".join(table.primary_key),
            "table_schema": json.dumps(table.table_schema, ensure_ascii=False, sort_keys=True),
        }
    )


def _sorted(notes: dict[str, str]) -> dict[str, str]:
    return dict(sorted(notes.items()))


def _arrow_value(column: Column, value: Value) -> Value | date:
    return date.fromisoformat(value) if column.type == "date" and isinstance(value, str) else value
