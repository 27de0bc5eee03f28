"""Parquet: types, nullability, descriptions and keys in the file, the same rows as elsewhere, the same bytes again."""

import json
import re
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kouan.errors import KouanError
from kouan.publish import publish_csv, publish_parquet, read_table
from kouan.publish.parquet import parquet_bytes, sorting_order
from kouan.rows import Row, Tables
from kouan.schema import Package


@pytest.fixture
def folder(tables: Tables, package: Package, tmp_path: Path) -> Path:
    publish_parquet(tables, package, tmp_path)
    return tmp_path


def read_rows(path: Path) -> list[Row]:
    rows = pq.read_table(path).to_pylist()
    return [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()} for row in rows
    ]


def test_rows_are_those_of_the_csv_files_value_by_value(
    folder: Path, tables: Tables, package: Package, tmp_path: Path
) -> None:
    publish_csv(tables, package, tmp_path / "csv")
    for table in package.tables:
        rows = read_rows(folder / f"{table.name}.parquet")
        assert rows == read_table(tmp_path / "csv" / f"{table.name}.csv", table)
        assert [list(map(type, row.values())) for row in rows] == [
            [type(row[name]) for name in table.column_names] for row in tables[table.name]
        ]


def test_columns_have_types_and_refuse_null_where_required(folder: Path) -> None:
    schema = pq.read_schema(folder / "targets.parquet")
    assert schema.field("target_id").type == pa.string()
    assert schema.field("value_si").type == pa.float64()
    assert schema.field("deadline_year").type == pa.int64()
    assert schema.field("is_milestone").type == pa.bool_()
    assert pq.read_schema(folder / "documents.parquet").field("adopted_on").type == pa.date32()
    assert not schema.field("quote").nullable
    assert schema.field("value").nullable


def test_columns_carry_their_titles_and_descriptions(folder: Path, package: Package) -> None:
    for table in package.tables:
        schema = pq.read_schema(folder / f"{table.name}.parquet")
        assert tuple(schema.names) == table.column_names
        for column in table.columns:
            notes = {key.decode(): value.decode() for key, value in schema.field(column.name).metadata.items()}
            assert notes["title"] == column.title
            assert notes["description_en"] == column.description_en
            assert notes.get("unit") == column.unit


def test_file_carries_the_contract_of_its_table(folder: Path, package: Package) -> None:
    metadata = pq.read_metadata(folder / "task_assignments.parquet").metadata
    assert metadata[b"title"].decode() == "责任分工"
    assert metadata[b"primary_key"] == b"assignment_id"
    assert metadata[b"data_package_version"].decode() == package.version
    schema = json.loads(metadata[b"table_schema"])
    assert {"fields": ["agency_id"], "reference": {"resource": "agencies", "fields": ["agency_id"]}} in schema[
        "foreignKeys"
    ]
    assert [field["name"] for field in schema["fields"]] == list(package.table("task_assignments").column_names)


def test_file_is_compressed_and_has_limits_of_what_is_searched_by_range(folder: Path) -> None:
    group = pq.read_metadata(folder / "tasks.parquet").row_group(0)
    columns = {group.column(number).path_in_schema: group.column(number) for number in range(group.num_columns)}
    assert {column.compression for column in columns.values()} == {"ZSTD"}
    limits = {name for name, column in columns.items() if column.is_stats_set}
    assert {"task_id", "document_id", "ordinal", "char_start", "method"} <= limits
    assert not {"title", "text"} & limits
    # An index of pages is of no use where each column has one.
    assert not any(column.has_column_index or column.has_offset_index for column in columns.values())
    # In the order of the documents the first key is that of the primary key.
    assert [(order.column_index, order.descending) for order in group.sorting_columns] == [(0, False)]


def test_long_table_has_groups_to_share_and_an_index_of_pages(tables: Tables, package: Package) -> None:
    rows = tables["agency_aliases"] * 150_000
    content = pa.BufferReader(parquet_bytes(package, package.table("agency_aliases"), rows))
    metadata = pq.read_metadata(content)
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    assert [group.num_rows for group in groups][:-1] == [122_880] * (len(groups) - 1)
    assert len(groups) > 1
    assert groups[0].column(0).has_column_index
    assert groups[0].column(0).has_offset_index


def test_what_is_said_of_all_columns_is_in_the_file_once(folder: Path, package: Package) -> None:
    path = folder / "targets.parquet"
    metadata = pq.read_metadata(path).metadata
    assert b"table_schema" in metadata
    assert b"table_schema" not in pq.read_schema(path).metadata
    title = package.table("targets").title.encode()
    assert metadata[b"title"] == pq.read_schema(path).metadata[b"title"] == title


@pytest.mark.parametrize(
    ("task_ids", "ordinals", "order"),
    [
        (["a.1", "a.2"], [1, 2], ("task_id",)),
        (["a.9", "a.10"], [9, 10], ("document_id", "ordinal")),
        (["a.9", "a.10"], [10, 9], ("document_id",)),
        ([], [], ("task_id",)),
    ],
)
def test_declared_order_is_the_order_of_the_rows(
    task_ids: list[str], ordinals: list[int], order: tuple[str, ...], tables: Tables, package: Package
) -> None:
    whole = tables["tasks"][0] | {"char_start": 1}
    rows = [
        whole | {"task_id": task_id, "document_id": "a", "ordinal": ordinal, "char_start": -ordinal}
        for task_id, ordinal in zip(task_ids, ordinals, strict=True)
    ]
    if order == ("document_id",):
        rows = [row | {"char_start": 10 - number} for number, row in enumerate(rows)]
    assert sorting_order(package.table("tasks"), rows) == order


def test_aliases_are_in_the_order_of_their_bodies(tables: Tables, package: Package) -> None:
    alias = tables["agency_aliases"][0]
    rows = [alias | {"alias_id": f"ah-ports-office.{number}"} for number in (9, 10)]
    assert sorting_order(package.table("agency_aliases"), rows) == ("agency_id",)


def test_rows_in_no_known_order_declare_none(tables: Tables, package: Package) -> None:
    rows = [tables["tasks"][0] | {"task_id": name, "document_id": name} for name in ("b", "a")]
    assert sorting_order(package.table("tasks"), rows) == ()
    unplaced = [row | {"document_id": None} for row in rows]
    assert sorting_order(package.table("tasks"), unplaced) == ()
    file = pq.ParquetFile(pa.BufferReader(parquet_bytes(package, package.table("tasks"), rows)))
    assert not file.metadata.row_group(0).sorting_columns


def test_same_rows_give_the_same_bytes(folder: Path, tables: Tables, package: Package, tmp_path: Path) -> None:
    turned = {name: [dict(reversed(row.items())) for row in tables[name]] for name in reversed(tables)}
    publish_parquet(turned, package, tmp_path / "again")
    for table in package.tables:
        name = f"{table.name}.parquet"
        assert (folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_bad_row_leaves_the_last_good_files(folder: Path, tables: Tables, package: Package) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    tables["documents"][0]["adopted_on"] = "2022-11-31"
    message = "table documents, row 1 (ah-ports-2022), column adopted_on: expected a day that exists"
    with pytest.raises(KouanError, match=re.escape(message)):
        publish_parquet(tables, package, folder)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
