"""CSVW is valid by the package `csvw`, and the CSV files keep what it says."""

import json
import warnings
from datetime import datetime
from pathlib import Path

import pytest
from csvw.metadata import TableGroup


@pytest.fixture(scope="module")
def group(described_release: Path) -> TableGroup:
    return TableGroup.from_file(described_release / "csvw.json")


def read(group):
    """Read every row of every table; a warning is an error, such as a column that the description lacks."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return {table.url.string: list(table.iterdicts(strict=True)) for table in group.tables}


def test_data_are_valid(group, made):
    rows = read(group)
    assert {name: len(found) for name, found in rows.items()} == {
        f"csv/{name}.csv": len(of) for name, of in made.items()
    }
    for table in group.tables:
        assert table.check_primary_key()
    # Not `strict`, which would refuse references that are null.
    assert group.check_referential_integrity()


def test_values_have_their_types(group):
    target = next(row for row in read(group)["csv/targets.csv"] if row["target_id"] == "ah-ports-2022.t5")
    assert target["value_si"] == 2350000.0
    assert target["deadline_year"] == 2025
    assert target["is_milestone"] is False
    assert target["port_id"] is None
    assert read(group)["csv/documents.csv"][0]["adopted_on"] == datetime(2022, 11, 7)  # noqa: DTZ001 - csvw has moments for days


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ah-ports-2022.t5,", "Ah-ports-2022.t5,"),
        (",2350000,", ",many,"),
        (",ge,", ",approx,"),
        (",2025,", ",3025,"),
        (",false,", ",no,"),
    ],
)
def test_broken_value_is_found(old, new, described_release, tmp_path):
    (tmp_path / "csv").mkdir()
    for path in (described_release / "csv").iterdir():
        (tmp_path / "csv" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "csvw.json").write_bytes((described_release / "csvw.json").read_bytes())
    targets = tmp_path / "csv" / "targets.csv"
    lines = targets.read_text(encoding="utf-8").splitlines(keepends=True)
    (number,) = [number for number, line in enumerate(lines) if line.startswith("ah-ports-2022.t5,")]
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new, 1)
    targets.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(ValueError, match=r".+"):
        read(TableGroup.from_file(tmp_path / "csvw.json"))


def test_header_is_among_the_titles(described_release, package):
    described = json.loads((described_release / "csvw.json").read_text(encoding="utf-8"))
    for table in described["tables"]:
        header = (described_release / table["url"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [column["titles"]["und"] for column in table["tableSchema"]["columns"]] == header


def test_keys_are_those_of_the_package(described_release, package):
    described = json.loads((described_release / "csvw.json").read_text(encoding="utf-8"))
    for table, said in zip(package.tables, described["tables"], strict=True):
        schema = said["tableSchema"]
        assert schema["primaryKey"] == list(table.primary_key)
        assert [
            (key["columnReference"], key["reference"]["resource"], key["reference"]["columnReference"])
            for key in schema["foreignKeys"]
        ] == [([key.column], f"csv/{key.table}.csv", [key.reference]) for key in table.foreign_keys]
