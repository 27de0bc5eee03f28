"""Bodies made by rule in the published tables: with those above them, and checked as listed ones are."""

import pytest

from kouan.resolve.tables import complete, resolve
from kouan.validate import validate

PLAN = """青岛市口岸发展2023年工作要点
一、开放
1．扩大开放。（责任单位：市商务局、市南区政府、省口岸办、青岛海关、各区（市）政府、海关总署）
"""


@pytest.fixture
def read(read_text, reference, package):
    plan = read_text(PLAN)

    def tables():
        return complete(resolve([plan], reference), [plan], reference, package)

    def problems(made):
        found = validate(made, package, {"plan": plan.clean}, reference)
        return [str(one) for one in found if one.table in ("agencies", "divisions", "task_assignments")]

    return tables, problems


def expected_rows(problem):
    return "expected" in problem and "rows of" in problem


def test_bodies_come_with_those_above_them_and_their_places(read):
    tables, problems = read
    made = tables()
    assert [row["agency_id"] for row in made["task_assignments"]] == [
        "qingdao-commerce",
        "qingdao-shinan-government",
        "sd-port-office",
        "qingdao-customs",
        "qingdao-all-county-governments",
        "customs-general-administration",
    ]
    bodies = {row["agency_id"]: row for row in made["agencies"]}
    assert list(bodies) == sorted(bodies)
    assert {"qingdao-government", "sd-government"} <= set(bodies), "who set them up"
    assert {one["basis"] for one in bodies.values()} == {"list", "rule"}
    assert (bodies["qingdao-commerce"]["name_en"], bodies["qingdao-commerce"]["basis"]) == (
        "Qingdao Municipal Bureau of Commerce",
        "rule",
    )
    assert bodies["qingdao-all-county-governments"]["is_collective"] is True
    assert {"100000", "370000", "370200", "370202"} <= {row["division_code"] for row in made["divisions"]}
    assert [one for one in problems(made) if not expected_rows(one)] == []


def test_a_name_of_another_body_is_found(read):
    tables, problems = read
    made = tables()
    first = made["task_assignments"][0]
    first["agency_id"] = "sd-port-office"
    assert any("市商务局 is no name of sd-port-office here" in one for one in problems(made))


def test_a_body_that_says_other_than_the_rules_is_found(read):
    tables, problems = read
    made = tables()
    body = next(row for row in made["agencies"] if row["agency_id"] == "qingdao-commerce")
    body["name"] = "青岛市商务委员会"
    assert any("the list has 青岛市商务局, found 青岛市商务委员会" in one for one in problems(made))
    body.update(name="青岛市商务局", agency_id="qingdao-nothing")
    assert any("qingdao-nothing is not on the list" in one for one in problems(made))


def test_a_name_that_is_no_body_is_one_issue_for_all_its_mentions(read_text, reference, package):
    text = "山东省口岸发展2023年工作要点\n一、开放\n1．扩大。（责任单位：省商贸厅）\n2．完善。（责任单位：省财政厅、省商贸厅）\n"
    plan = read_text(text)
    made = complete(resolve([plan], reference), [plan], reference, package)
    assert sum(row["agency_id"] is None for row in made["task_assignments"]) == 2
    assert sum(row["kind"] == "unknown_agency" for row in made["issues"]) == 1
    found = [str(one) for one in validate(made, package, {"plan": plan.clean})]
    assert [one for one in found if "agency_id" in one] == []
    made["issues"] = [row for row in made["issues"] if row["kind"] != "unknown_agency"]
    assert (
        sum(
            "省商贸厅 has neither a body nor a row in issues" in str(one)
            for one in validate(made, package, {"plan": plan.clean})
        )
        == 2
    )
