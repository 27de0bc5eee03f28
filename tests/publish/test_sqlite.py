"""SQLite: the rows of the CSV files, rules that hold by themselves, views with answers, a file Datasette can serve."""

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from kouan.errors import KouanError
from kouan.publish import publish_csv, publish_sqlite, read_table
from kouan.publish.sqlite import APPLICATION_ID, indexed_columns
from kouan.rows import Tables
from kouan.schema import Package


@pytest.fixture
def path(tables: Tables, package: Package, tmp_path: Path) -> Path:
    publish_sqlite(tables, package, tmp_path / "kouan.db")
    return tmp_path / "kouan.db"


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


def test_rows_are_those_of_the_csv_files_value_by_value(
    database: sqlite3.Connection, tables: Tables, package: Package, tmp_path: Path
) -> None:
    publish_csv(tables, package, tmp_path / "csv")
    for table in package.tables:
        rows = [dict(row) for row in database.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid')]
        for row in rows:
            for column in table.columns:
                if column.type == "boolean":
                    assert row[column.name] in {0, 1}
                    row[column.name] = bool(row[column.name])
        assert rows == read_table(tmp_path / "csv" / f"{table.name}.csv", table)


def test_columns_have_the_types_of_the_contract(database: sqlite3.Connection, package: Package) -> None:
    types = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "boolean": "INTEGER", "number": "REAL"}
    for table in package.tables:
        info = database.execute(f'PRAGMA table_info("{table.name}")').fetchall()
        assert [(row["name"], row["type"], bool(row["notnull"]), bool(row["pk"])) for row in info] == [
            (column.name, types[column.type], column.required, column.name in table.primary_key)
            for column in table.columns
        ]
    strict = {row["name"]: row["strict"] for row in database.execute("PRAGMA table_list")}
    assert all(strict[table.name] for table in package.tables)


def test_file_is_sound_compact_and_ours(database: sqlite3.Connection, path: Path) -> None:
    # A file that is compact already comes out as it went in, but for the count of schema changes in bytes 40 to 43.
    database.execute("VACUUM INTO ?", (f"{path}.compact",))
    compact, published = Path(f"{path}.compact").read_bytes(), path.read_bytes()
    assert (compact[:40], compact[44:]) == (published[:40], published[44:])
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    assert database.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("tasks", "title", None, "NOT NULL"),
        ("tasks", "task_id", "sn-ports-2021.4-1-1", "UNIQUE"),
        ("tasks", "task_id", "AH ports", "CHECK"),
        ("tasks", "document_id", "ah-ports-2099", "FOREIGN KEY"),
        ("tasks", "ordinal", 0, "CHECK"),
        ("tasks", "ordinal", "first", "cannot store TEXT value in INTEGER column"),
        ("tasks", "method", "guessed", "CHECK"),
        ("documents", "adopted_on", "2022-11-31", "CHECK"),
        ("documents", "adopted_on", "2022-11-7", "CHECK"),
        ("documents", "sha256", "ab" * 31, "CHECK"),
        ("documents", "sha256", "cd" * 32, "UNIQUE"),
        ("task_assignments", "ordinal", 2, "UNIQUE"),
        ("agencies", "is_collective", 2, "CHECK"),
        ("agencies", "parent_agency_id", "nobody", "FOREIGN KEY"),
        ("divisions", "latitude", 91, "CHECK"),
        ("ports", "iata_code", "wha", "CHECK"),
        ("targets", "value", "3—5", "cannot store TEXT value in REAL column"),
        ("targets", "deadline_year", 20255, "CHECK"),
    ],
)
def test_database_itself_refuses_what_the_contract_forbids(
    database: sqlite3.Connection, table: str, column: str, value: str | int | None, rule: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=rule):
        database.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = 1', (value,))


def _set(table: str, number: int, column: str, value: str | int | None) -> Callable[[Tables], None]:
    def spoil(tables: Tables) -> None:
        tables[table][number][column] = value

    return spoil


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (
            _set("task_assignments", 0, "agency_id", "ah-wuhan"),
            "row ah-ports-2022.2.c1.1: agency_id is ah-wuhan, which table agencies does not have. Add the missing row",
        ),
        (
            _set("divisions", 4, "parent_code", "610900"),
            "table divisions, row 610800: parent_code is 610900, which table divisions does not have.",
        ),
        (
            _set("tasks", 1, "title", None),
            "table tasks, row 2 (sn-ports-2021.4-1-1), column title: expected a value (the column is required)",
        ),
        (
            _set("documents", 0, "adopted_on", "2022-02-30"),
            "table documents, row 1 (ah-ports-2022), column adopted_on: expected a day that exists, written YYYY-MM-DD",
        ),
        (
            _set("tasks", 1, "task_id", "ah-ports-2022.2"),
            "table tasks, row ah-ports-2022.2: the database refuses it (UNIQUE constraint failed: tasks.task_id).",
        ),
        (
            _set("task_assignments", 1, "ordinal", 1),
            "UNIQUE constraint failed: task_assignments.task_id, task_assignments.clause, task_assignments.ordinal",
        ),
        (_set("ports", 0, "port_id", "芜宣机场"), "table ports, row 芜宣机场: the database refuses it (CHECK"),
    ],
)
def test_bad_row_is_refused_by_name_and_leaves_the_last_good_file(
    spoil: Callable[[Tables], None], message: str, path: Path, tables: Tables, package: Package
) -> None:
    before = path.read_bytes()
    spoil(tables)
    with pytest.raises(KouanError, match=re.escape(message)):
        publish_sqlite(tables, package, path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["kouan.db"]


def test_many_broken_references_are_counted(tables: Tables, package: Package, tmp_path: Path) -> None:
    tables["documents"] = []
    with pytest.raises(KouanError, match=r"does not have; .*; and \d+ more\. Add the missing row"):
        publish_sqlite(tables, package, tmp_path / "kouan.db")


def test_same_rows_give_the_same_bytes(path: Path, tables: Tables, package: Package, tmp_path: Path) -> None:
    turned = {name: [dict(reversed(row.items())) for row in tables[name]] for name in reversed(tables)}
    publish_sqlite(turned, package, tmp_path / "other" / "again.db")
    assert path.read_bytes() == (tmp_path / "other" / "again.db").read_bytes()


def test_every_reference_and_kind_has_an_index(database: sqlite3.Connection, package: Package) -> None:
    for table in package.tables:
        indexed = {
            database.execute(f'PRAGMA index_info("{row["name"]}")').fetchone()["name"]
            for row in database.execute(f'PRAGMA index_list("{table.name}")')
        }
        assert {key.column for key in table.foreign_keys} <= indexed
        assert set(indexed_columns(table)) <= indexed
    assert {"agency_id", "role", "is_open_ended"} <= set(indexed_columns(package.table("task_assignments")))
    assert {"indicator_id", "deadline_year", "comparator"} <= set(indexed_columns(package.table("targets")))
    plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM task_assignments WHERE agency_id = 'ah-wuhu'").fetchone()
    assert "USING INDEX task_assignments_agency_id" in plan["detail"]


def test_a_page_sorted_by_an_indexed_column_is_not_sorted(database: sqlite3.Connection, package: Package) -> None:
    for table in package.tables:
        for column in indexed_columns(table):
            order = ", ".join([column, *(key for key in table.primary_key if key != column)])
            query = f'EXPLAIN QUERY PLAN SELECT * FROM "{table.name}" ORDER BY {order} LIMIT 51'
            plan = " ".join(row["detail"] for row in database.execute(query))
            assert f"USING INDEX {table.name}_{column}" in plan
            assert "TEMP B-TREE" not in plan


def _view(database: sqlite3.Connection, name: str, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in database.execute(f"SELECT {', '.join(columns)} FROM {name}")]


def test_view_says_who_answers_for_what(database: sqlite3.Connection) -> None:
    answers = _view(database, "who_answers_for_what", "number", "task", "role", "agency", "mention", "document_id")
    task = "加快建设高水平开放的沿江口岸带"
    assert answers == [
        ("2", task, "lead", "芜湖市人民政府", "芜湖市人民政府", "ah-ports-2022"),
        ("2", task, "support", "安徽省人民政府口岸办公室", "省政府口岸办", "ah-ports-2022"),
        ("2", task, "lead", None, "池州市人民政府", "ah-ports-2022"),
    ]


def test_view_puts_targets_side_by_side(database: sqlite3.Connection) -> None:
    columns = ("shared_indicator", "province", "place", "port", "comparator", "value_si", "unit_si", "deadline_year")
    assert _view(database, "targets_side_by_side", *columns) == [
        ("集装箱吞吐量", "安徽省", "安徽省", None, "ge", 2350000.0, "TEU", 2025),
        (None, "陕西省", None, None, "ge", 116000.0, "t", 2025),
        (None, "陕西省", None, "榆林榆阳机场航空口岸", "eq", None, None, 2022),
    ]


def test_view_sums_up_a_port(database: sqlite3.Connection) -> None:
    columns = ("name", "province", "place", "statuses", "documents", "tasks", "targets", "projects", "quote")
    quote = "推进池州机场、芜宣机场申创开放（临时开放）航空口岸"
    assert _view(database, "port_overview", *columns) == [
        ("芜宣机场航空口岸", "安徽省", "芜湖市", "planned", 1, 1, 0, 1, quote),
        ("榆林榆阳机场航空口岸", "陕西省", "榆林市", None, 0, 0, 1, 0, None),
    ]


def test_view_names_who_is_responsible_for_a_project(database: sqlite3.Connection) -> None:
    # Chizhou leads the other clause of the same task, whose sentences do not speak of the project.
    columns = ("name", "province", "port", "actions", "responsible", "documents", "tasks")
    assert _view(database, "project_overview", *columns) == [
        ("芜湖专业航空货运枢纽港", "安徽省", "芜宣机场航空口岸", "build", "芜湖市人民政府", 1, 1),
    ]


def test_datasette_serves_the_file_as_it_is(path: Path, package: Package) -> None:
    views = ["port_overview", "project_overview", "targets_side_by_side", "who_answers_for_what"]
    names = [table.name for table in package.tables]
    searched, labelled, overview = "tasks.json?_search=口岸", "tasks.json?_labels=on", "port_overview.json?mode=air"
    pages = _pages(path, ["", ".json", *(f"/{name}" for name in names + views)])
    pages |= _pages(path, [f"/{address}&_shape=array" for address in (searched, labelled, overview)])
    shown = [table["name"] for table in pages[".json"]["tables"] if not table["hidden"]]
    assert sorted(shown) == sorted(names)
    assert sorted(view["name"] for view in pages[".json"]["views"]) == views
    ids = ["ah-ports-2022.2", "sn-ports-2021.4-1-1"]
    assert [row["task_id"] for row in pages[f"/{searched}&_shape=array"]] == ids
    title = "安徽省口岸建设发展行动方案（2022—2025年）"
    assert pages[f"/{labelled}&_shape=array"][0]["document_id"] == {"value": "ah-ports-2022", "label": title}
    assert len(pages[f"/{overview}&_shape=array"]) == 2


def _pages(path: Path, addresses: list[str]) -> dict[str, Any]:
    async def fetch() -> dict[str, Any]:
        client = Datasette([str(path)]).client
        responses = {address: await client.get(f"/kouan{address}") for address in addresses}
        assert {address: answer.status_code for address, answer in responses.items()} == dict.fromkeys(addresses, 200)
        return {address: answer.json() if "json" in address else answer.text for address, answer in responses.items()}

    return asyncio.run(fetch())
