"""CSV: exact bytes, the way back to typed rows, and errors that name file, line and column."""

import csv
import random
import re
from collections.abc import Callable
from pathlib import Path
from shutil import copy

import frictionless
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.errors import KouanError
from kouan.publish import publish_csv, read_table
from kouan.publish.csv_tables import csv_bytes
from kouan.rows import Row, Tables, Value
from kouan.schema import Column, Package, Table

DESCRIPTOR = Path(__file__).parents[2] / "datapackage.json"


@pytest.fixture
def published(tables: Tables, package: Package, tmp_path: Path) -> Path:
    publish_csv(tables, package, tmp_path / "datasets")
    return tmp_path / "datasets"


def test_file_is_exactly_what_a_reader_of_csv_expects(tables: Tables, package: Package) -> None:
    header, first, second, end = csv_bytes(package.table("documents"), tables["documents"]).decode("utf-8").split("\n")
    assert header == (
        "document_id,title,title_en,document_number,adopted_on,published_on,period_start_year,period_end_year,"
        "division_code,file,sha256,original_file,original_sha256,characters,quote,char_start,char_end,method"
    )
    assert first == (
        "ah-ports-2022,安徽省口岸建设发展行动方案（2022—2025年）,"
        '"Action plan for ""building and developing"" Anhui\'s ports of entry, 2022-2025",'
        f",2022-11-07,2022-12-16,2022,2025,340000,ah-ports-2022.txt,{'ab' * 32},,,9480,,10,30,parsed"
    )
    assert second == (
        "sn-ports-2021,陕西省口岸发展“十四五”规划,,陕商发〔2021〕28号,,,,,610000,"
        f"sn-ports-2021.txt,{'cd' * 32},,,20920,,10,30,parsed"
    )
    assert end == ""


def test_numbers_and_truth_values_are_written_plainly(tables: Tables, package: Package) -> None:
    written = csv_bytes(package.table("targets"), tables["targets"]).decode("utf-8")
    assert ",235,,万标箱,,2350000,,TEU," in written
    assert ",11.6,,万吨,,116000,,t," in written
    assert written.count(",true,") == 1
    assert written.count(",false,") == 2


def test_published_rows_are_read_back_as_they_were(published: Path, tables: Tables, package: Package) -> None:
    assert sorted(path.name for path in published.iterdir()) == sorted(f"{table.name}.csv" for table in package.tables)
    for table in package.tables:
        assert read_table(published / f"{table.name}.csv", table) == tables[table.name]


def test_order_of_columns_and_tables_in_memory_changes_nothing(
    published: Path, tables: Tables, package: Package, tmp_path: Path
) -> None:
    publish_csv(_shuffled(tables), package, tmp_path / "again")
    for path in published.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def _shuffled(tables: Tables) -> Tables:
    shuffle = random.Random(1)  # noqa: S311
    names = shuffle.sample(sorted(tables), len(tables))
    return {name: [dict(shuffle.sample(sorted(row.items()), len(row))) for row in tables[name]] for name in names}


def test_published_tables_are_valid_for_frictionless(published: Path, tables: Tables, package: Package) -> None:
    copy(DESCRIPTOR, published.parent)
    report = frictionless.validate(str(published.parent / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "message"])
    tables["tasks"][0]["document_id"] = "ah-ports-2099"
    publish_csv(tables, package, published)
    report = frictionless.validate(str(published.parent / "datapackage.json"))
    assert report.flatten(["type"]) == [["foreign-key"]]


_TEXTS = st.text(
    st.sampled_from("口岸合肥海关，。“”（）,\";'\n\t \u3000aé1.—〔〕𠮷")
    | st.characters(exclude_categories=["Cc", "Cs"]),
    min_size=1,
).filter(lambda text: not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text))
_VALUES: dict[str, st.SearchStrategy[Value]] = {
    "string": _TEXTS,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
    "date": st.dates().map(lambda day: day.isoformat()),
}
_ROWS: st.SearchStrategy[list[Row]] = st.lists(
    st.fixed_dictionaries({name: values | st.none() for name, values in _VALUES.items()})
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_any_row_survives_the_round_trip(rows: list[Row], tmp_path: Path) -> None:
    columns = tuple(Column(name, name, "列", "Column", "一列。", "A column.") for name in _VALUES)
    table = Table("any", "any.csv", "表", "Table", "一行。", "One row.", columns, ("string",))
    path = tmp_path / "any.csv"
    path.write_bytes(csv_bytes(table, rows))
    assert read_table(path, table) == rows


HEADER = "alias_id,alias,agency_id,division_code\n"
FAULTS = [
    ("", "line 1: expected the columns alias_id, alias, agency_id, division_code; found nothing."),
    ("alias_id,alias,agency_id\n", "found alias_id, alias, agency_id."),
    ("\ufeff" + HEADER, "begins with a byte order mark"),
    (HEADER + "a.1,省政府口岸办,ah-ports-office\n", "line 2: expected 4 cells, found 3."),
    (HEADER + "a.1,省政府口岸办,ah-ports-office,340000\n\n", "line 3: expected 4 cells, found 0."),
    (
        HEADER + 'a.1,"省政府\n口岸办",b,\na.2,,b,\n',
        "line 4, column alias: expected a value (the column is required), found ''.",
    ),
    (HEADER + 'a.1,"省政府口岸办,b,\n', "line 2: not CSV"),
    (
        HEADER + "a.1,省政府\t口岸办,b,\n",
        r"column alias: expected text that is not empty and has no control characters",
    ),
]


@pytest.mark.parametrize(("content", "message"), FAULTS)
def test_broken_file_is_refused_with_its_place(content: str, message: str, package: Package, tmp_path: Path) -> None:
    path = tmp_path / "agency_aliases.csv"
    path.write_bytes(content.encode("utf-8"))
    with pytest.raises(KouanError, match=re.escape(message)) as caught:
        read_table(path, package.table("agency_aliases"))
    assert str(caught.value).startswith(str(path))


@pytest.mark.parametrize(
    ("place", "cell", "expected"),
    [
        ("targets.value", "3—5", "a finite number"),
        ("targets.value", "２３５", "a finite number"),
        ("targets.value", "1,000", "a finite number"),
        ("targets.value", "NaN", "a finite number"),
        ("targets.value", "1e999", "a finite number"),
        ("targets.char_start", "10.0", "a whole number of at most 64 bits"),
        ("targets.char_start", "010", "a whole number of at most 64 bits"),
        ("targets.char_start", "-1", "a number not below 0"),
        ("targets.is_milestone", "True", "true or false"),
        ("targets.is_milestone", "", "a value (the column is required)"),
        ("targets.comparator", "≥", "one of eq, ge, gt, le, lt, about, range"),
        ("documents.adopted_on", "2022-11-31", "a day that exists, written YYYY-MM-DD"),
        ("documents.adopted_on", "2022-11-7", "a day that exists, written YYYY-MM-DD"),
    ],
)
def test_wrong_value_is_refused_with_its_cell(
    place: str, cell: str, expected: str, published: Path, package: Package
) -> None:
    name, column = place.split(".")
    table, path = package.table(name), published / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file))
    lines[2][table.column_names.index(column)] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(lines)
    message = f"{path}, line 3, column {column}: expected {expected}, found {cell!r}."
    with pytest.raises(KouanError, match=f"^{re.escape(message)}$"):
        read_table(path, table)


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be read (No such file or directory)"), ("口岸".encode("gb18030"), "not UTF-8 (byte 0)")],
)
def test_file_that_cannot_be_read_is_refused(
    content: bytes | None, message: str, package: Package, tmp_path: Path
) -> None:
    path = tmp_path / "tasks.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KouanError, match=re.escape(message)):
        read_table(path, package.table("tasks"))


def _no_quality(tables: Tables) -> None:
    del tables["quality"]


def _plans(tables: Tables) -> None:
    tables["plans"] = []


def _no_number(tables: Tables) -> None:
    del tables["tasks"][1]["number"]


def _nr(tables: Tables) -> None:
    tables["tasks"][1]["nr"] = 1


def _null_title(tables: Tables) -> None:
    tables["tasks"][1]["title"] = None


ROW = "table tasks, row 2 (sn-ports-2021.4-1-1)"


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_no_quality, "table quality has no rows"),
        (_plans, "table plans is not in datapackage.json"),
        (_no_number, f"{ROW}: number is missing"),
        (_nr, f"{ROW}: nr is not a column in datapackage.json"),
        (_null_title, f"{ROW}, column title: expected a value (the column is required), found None."),
    ],
)
def test_rows_that_break_the_contract_leave_the_last_good_files(
    spoil: Callable[[Tables], None], message: str, published: Path, tables: Tables, package: Package
) -> None:
    before = {path: path.read_bytes() for path in published.iterdir()}
    tables["documents"][0]["title"] = "口岸规划"
    spoil(tables)
    with pytest.raises(KouanError, match=re.escape(message)):
        publish_csv(tables, package, published)
    assert {path: path.read_bytes() for path in published.iterdir()} == before
