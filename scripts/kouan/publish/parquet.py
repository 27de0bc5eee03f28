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

# A reader works on several groups of rows at once, if there are several. That many are what DuckDB writes.
_ROWS_OF_A_GROUP = 122_880

# pyarrow's limit. Where a column has one page in a group, an index of pages says nothing that a reader could use.
_ROWS_OF_A_PAGE = 20_000


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
    with pq.ParquetWriter(
        sink,
        schema,
        compression="zstd",
        compression_level=_COMPRESSION_LEVEL,
        use_dictionary=[column.name for column in table.columns if _has_few_values(table, column)],
        write_statistics=[column.name for column in table.columns if _is_searched_by_range(table, column)],
        write_page_index=len(rows) > _ROWS_OF_A_PAGE,
        max_rows_per_page=_ROWS_OF_A_PAGE,
        sorting_columns=pq.SortingColumn.from_ordering(schema, [(name, "ascending") for name in order]) or None,
    ) as writer:
        writer.add_key_value_metadata(_columns_metadata(table))
        writer.write_table(pa.Table.from_arrays(columns, schema=schema), row_group_size=_ROWS_OF_A_GROUP)
    return bytes(sink.getvalue())


def arrow_schema(package: Package, table: Table) -> pa.Schema:
    """Return the Arrow schema of a table, with its descriptions and its key as metadata."""
    return pa.schema([_arrow_field(column) for column in table.columns], metadata=_table_metadata(package, table))


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


def _has_few_values(table: Table, column: Column) -> bool:
    """Say whether values come again and again, so that a dictionary of them is smaller than they are."""
    return bool(column.enum) or column.name in {key.column for key in table.foreign_keys}


def _is_searched_by_range(table: Table, column: Column) -> bool:
    """Say whether the least and the greatest value help a reader to pass over rows; those of a text only take room."""
    return column.type != "string" or _has_few_values(table, column) or column.name in table.primary_key


def _arrow_field(column: Column) -> pa.Field:
    return pa.field(column.name, _ARROW_TYPES[column.type], nullable=not column.required, metadata=_notes(column))


def _notes(column: Column) -> dict[str, str]:
    return _sorted(_titles(column) | {"description": column.description, "description_en": column.description_en})


def _titles(column: Column) -> dict[str, str]:
    titles = {"title": column.title, "title_en": column.title_en}
    return titles | {"unit": column.unit} if column.unit else titles


def _spark_schema(table: Table) -> str:
    fields = [
        {
            "metadata": _titles(column) | {"comment": f"{column.description_en} / {column.description}"},
            "name": column.name,
            "nullable": not column.required,
            "type": _SPARK_TYPES[column.type],
        }
        for column in table.columns
    ]
    return json.dumps({"fields": fields, "type": "struct"}, ensure_ascii=False, sort_keys=True)


def file_metadata(package: Package, table: Table) -> dict[str, str]:
    """Return the metadata of a file: what its Arrow schema says of the table, and what it says of all columns at once.

    The latter is in the file alone: of the metadata of an Arrow schema pyarrow writes a second copy.
    """
    return _table_metadata(package, table) | _columns_metadata(table)


def _table_metadata(package: Package, table: Table) -> dict[str, str]:
    return _sorted(
        {
            "title": table.title,
            "title_en": table.title_en,
            "description": table.description,
            "description_en": table.description_en,
            "data_package": package.name,
            "data_package_version": package.version,
            "licence": "; ".join(licence.path for licence in package.licenses),
            "primary_key": ", ".join(table.primary_key),
        }
    )


def _columns_metadata(table: Table) -> dict[str, str]:
    return {
        _SPARK_SCHEMA: _spark_schema(table),
        "table_schema": json.dumps(table.table_schema, ensure_ascii=False, sort_keys=True),
    }


def _sorted(notes: dict[str, str]) -> dict[str, str]:
    return dict(sorted(notes.items()))


def _arrow_value(column: Column, value: Value) -> Value | date:
    return date.fromisoformat(value) if column.type == "date" and isinstance(value, str) else value
