"""What is published is what the documents give: rows that are sound, but not those that reading makes, are found."""

import copy

import pytest

from kouan.publish.csv_tables import csv_bytes, read_table
from kouan.reread import GATE, differences, validate_project
from kouan.validate import validate_files


@pytest.fixture
def found(made):
    """The published tables, to be changed."""
    return copy.deepcopy(made)


def told(found, made, package):
    return [(one.table, one.row, one.column) for one in differences(found, made, package)]


def test_tables_as_read_do_not_differ(found, made, package):
    assert told(found, made, package) == []


def test_another_value_is_found_in_its_row_and_column(found, made, package):
    found["targets"][3]["deadline_year"] = 2024
    (problem,) = differences(found, made, package)
    assert (problem.table, problem.row, problem.column) == (
        "targets",
        found["targets"][3]["target_id"],
        "deadline_year",
    )
    assert problem.message == "reading gives 2025, found 2024. Run the build again."


def test_rows_too_many_and_too_few_are_found(found, made, package):
    lost = found["ports"].pop(2)["port_id"]
    found["ports"].append({**found["ports"][0], "port_id": "nowhere"})
    assert told(found, made, package) == [("ports", "nowhere", None), ("ports", lost, None)]


@pytest.mark.parametrize("change", [lambda rows: rows.reverse(), lambda rows: rows.insert(0, dict(rows[0]))])
def test_another_order_and_rows_that_stand_there_twice_are_found(found, made, package, change):
    change(found["indicators"])
    assert told(found, made, package) == [("indicators", None, None)]


def rewrite(project, name, change):
    """Change the rows of a published table."""
    table = project.package().table(name)
    rows = read_table(project.root / table.path, table)
    change(rows)
    (project.root / table.path).write_bytes(csv_bytes(table, rows))


def share_less(rows):
    """Let all who share a clause lead it, which is sound, and not what the document says."""
    for row in rows:
        if (row["task_id"], row["clause"]) == (rows[0]["task_id"], rows[0]["clause"]):
            row["role"] = "lead"


def test_what_no_rule_can_see_is_found_by_reading(small):
    rewrite(small, "task_assignments", share_less)
    assert validate_files(small.root).is_valid
    report = validate_project(small)
    assert not report.is_valid
    assert {(problem.table, problem.column) for problem in report.problems} == {("task_assignments", "role")}
    assert report.checks[-1].name == GATE


def test_reading_waits_until_the_tables_can_be_read(small):
    (small.datasets / "targets.csv").write_bytes(b"")
    report = validate_project(small)
    assert report.skipped[-1] == GATE
    assert f"{GATE}: not checked until" in str(report)


def test_a_document_that_cannot_be_read_anew_is_a_problem(small):
    (small.documents / "stray.txt").write_text("口岸", encoding="utf-8")
    (problem,) = validate_project(small).problems
    assert problem.message.startswith("they cannot be read anew")
    assert "not registered" in problem.message
