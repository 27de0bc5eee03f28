"""Croissant is valid by mlcroissant, without errors or warnings, and the records of every table load."""

import json
from pathlib import Path

import mlcroissant
import pytest


@pytest.fixture(scope="module")
def dataset(described_release: Path) -> mlcroissant.Dataset:
    return mlcroissant.Dataset(described_release / "croissant.json")


def test_description_is_valid(dataset):
    issues = dataset.metadata.ctx.issues
    assert (set(issues.errors), set(issues.warnings)) == (set(), set())
    assert dataset.metadata.ctx.conforms_to.value == "http://mlcommons.org/croissant/1.1"


def test_mlcroissant_finds_a_broken_description(described_release, tmp_path):
    described = json.loads((described_release / "croissant.json").read_text(encoding="utf-8"))
    described["recordSet"][-1]["field"][0]["source"]["fileObject"]["@id"] = "parquet/nothing.parquet"
    (tmp_path / "croissant.json").write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(mlcroissant.ValidationError):
        mlcroissant.Dataset(tmp_path / "croissant.json")


def plain(value):
    """Return a value as our tables have it: mlcroissant gives text as bytes and days as moments."""
    if isinstance(value, bytes):
        return value.decode()
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    return value


def test_records_of_every_table_load(dataset, made, package):
    for table in package.tables:
        records = [
            {name: plain(record[f"{table.name}/{name}"]) for name in table.column_names}
            for record in dataset.records(table.name)
        ]
        assert records == made[table.name]


def test_allowed_values_are_record_sets(dataset, package):
    for table in package.tables:
        for column in table.columns:
            if column.enum:
                name = f"{table.name}.{column.name}"
                values = [record[f"{name}/value"] for record in dataset.records(name)]
                assert values == list(column.enum)
