"""Parquet opens in the tools that people use, with the same rows, the right types, and its descriptions."""

import os
import shutil
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

TYPES = {
    "duckdb": {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"},
    "polars": {"string": "String", "integer": "Int64", "number": "Float64", "boolean": "Boolean", "date": "Date"},
    "pandas": {
        "string": "string[pyarrow]",
        "integer": "int64[pyarrow]",
        "number": "double[pyarrow]",
        "boolean": "bool[pyarrow]",
        "date": "date32[day][pyarrow]",
    },
    "spark": {"string": "string", "integer": "bigint", "number": "double", "boolean": "boolean", "date": "date"},
}


@pytest.fixture(scope="module")
def parquet(described_release: Path) -> Path:
    return described_release / "parquet"


def expected(table, reader):
    return {column.name: TYPES[reader][column.type] for column in table.columns}


def plain(rows):
    return [
        {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()} for row in rows
    ]


def test_duckdb_reads_types_rows_and_descriptions(parquet, package, made):
    for table in package.tables:
        path = parquet / f"{table.name}.parquet"
        relation = duckdb.read_parquet(str(path))
        assert dict(zip(relation.columns, map(str, relation.types), strict=True)) == expected(table, "duckdb")
        assert plain([dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]) == made[table.name]
        notes = dict(
            duckdb.execute("select key::varchar, decode(value) from parquet_kv_metadata(?)", [str(path)]).fetchall()
        )
        assert notes["title"] == table.title
        assert notes["description_en"] == table.description_en


def test_polars_reads_types_rows_and_descriptions(parquet, package, made):
    for table in package.tables:
        path = parquet / f"{table.name}.parquet"
        frame = pl.read_parquet(path)
        assert {name: str(type_) for name, type_ in frame.schema.items()} == expected(table, "polars")
        assert plain(frame.to_dicts()) == made[table.name]
        notes = pl.read_parquet_metadata(path)
        assert (notes["title"], notes["description_en"]) == (table.title, table.description_en)


def test_pandas_reads_types_and_rows(parquet, package, made):
    for table in package.tables:
        frame = pd.read_parquet(parquet / f"{table.name}.parquet", dtype_backend="pyarrow")
        assert {name: str(type_) for name, type_ in frame.dtypes.items()} == expected(table, "pandas")
        rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
        assert plain(rows) == made[table.name]


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    if shutil.which("java") is None:
        pytest.skip("Java is not installed; Spark needs it")
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_reads_types_rows_and_comments(parquet, package, made, spark):
    # Between them they have every type; each file takes Spark seconds.
    for table in (package.table("documents"), package.table("targets")):
        frame = spark.read.parquet(str(parquet / f"{table.name}.parquet"))
        assert dict(frame.dtypes) == expected(table, "spark")
        for column in table.columns:
            notes = frame.schema[column.name].metadata
            assert notes["comment"] == f"{column.description_en} / {column.description}"
            assert notes.get("unit") == column.unit
    rows = spark.read.parquet(str(parquet / "targets.parquet")).collect()
    assert plain([row.asDict() for row in rows]) == made["targets"]
    spark.read.parquet(str(parquet / "documents.parquet")).createOrReplaceTempView("documents")
    shown = {row["col_name"]: row["comment"] for row in spark.sql("describe documents").collect()}
    assert shown["adopted_on"].startswith("The date on which the document was signed")
