"""What documents say of ports and projects: one row a task, and ids for what no list knows."""

import pytest

from kouan.resolve.mentions import port_rows, project_rows
from kouan.resolve.ports import known_ports
from kouan.resolve.projects import known_projects

NOWHERE = "浙江省口岸发展2023年工作要点\n一、开放\n"
AIRPORT = "完善衢州机场口岸功能"


@pytest.fixture(scope="module")
def ports(reference):
    return known_ports(reference["ports"], reference["port_aliases"])


@pytest.fixture(scope="module")
def projects(reference):
    return known_projects(reference["projects"], reference["project_aliases"])


def test_a_list_of_ports_is_one_row_each_with_the_list_as_quote(plans, ports):
    mentions, _ = port_rows([plans["ah-ports-2022"]], ports)
    rows = {row["port_id"]: row for row in mentions if row["task_id"] == "ah-ports-2022.2"}
    quote = "加快推进芜湖、安庆、铜陵、池州港口岸获批港区扩大开放和马鞍山港口岸郑蒲港区建设"
    for port_id, mention in (
        ("wuhu-port", "芜湖港口岸"),
        ("anqing-port", "安庆港口岸"),
        ("chizhou-port", "池州港口岸"),
    ):
        row = rows[port_id]
        assert (row["mention"], row["status"], row["quote"]) == (mention, "expanding", quote)


def test_partner_ports_of_other_provinces_have_no_status(plans, ports):
    mentions, _ = port_rows([plans["ah-ports-2022"]], ports)
    rows = {row["port_id"]: row for row in mentions if row["task_id"] == "ah-ports-2022.2"}
    assert rows["ningbo-port"]["mention"] == "宁波港"
    assert {rows[port]["status"] for port in ("ningbo-port", "shanghai-port", "taicang-port")} == {None}


def test_the_class_is_what_the_document_calls_a_port(plans, ports):
    mentions, _ = port_rows([plans["nm-ports-2022"]], ports)
    classes = {row["port_id"]: row["class"] for row in mentions if row["task_id"] == "nm-ports-2022.1"}
    assert classes["manzhouli"] == classes["erenhot"] == "综合枢纽口岸"
    assert classes["ceke"] == "重点专业口岸"
    assert classes["wuliji"] == "普通口岸"


def test_a_port_has_one_row_a_task(plans, ports):
    mentions, unknown = port_rows(list(plans.values()), ports)
    keys = [(row["document_id"], row["task_id"], row["port_id"]) for row in mentions]
    assert len(keys) == len(set(keys)) > 200
    assert unknown == [], "every port of a registered document is listed"


def test_a_project_has_one_row_a_task(plans, projects):
    mentions, _ = project_rows(list(plans.values()), projects)
    keys = [(row["document_id"], row["task_id"], row["project_id"]) for row in mentions]
    assert len(keys) == len(set(keys)) > 200


def test_things_named_in_two_documents_meet_in_one_row(plans, projects):
    mentions, _ = project_rows([plans["ah-ports-2022"], plans["ah-ftz-2021"]], projects)
    documents = {}
    for row in mentions:
        documents.setdefault(row["project_id"], set()).add(row["document_id"])
    for name in ("合肥国际陆港", "裕溪一线船闸", "芜湖港朱家桥外贸综合物流园区"):
        (found,) = {
            row["project_id"] for row in mentions if name in row["mention"] and "一期" not in row["mention"]
        } or {row["project_id"] for row in mentions if name in row["mention"]}
        assert documents[found] == {"ah-ports-2022", "ah-ftz-2021"}, name


def test_quotes_read_back(plans, ports, projects):
    clean = {document_id: plan.clean for document_id, plan in plans.items()}
    every = list(plans.values())
    for row in (*port_rows(every, ports)[0], *project_rows(every, projects)[0]):
        assert clean[row["document_id"]].quote(row["char_start"], row["char_end"]) == row["quote"]


# --- what no list knows


def test_an_unknown_port_has_an_id_and_a_row_of_its_own(read_text, ports, package):
    plan = read_text(f"{NOWHERE}1．{AIRPORT}。\n")
    mentions, unknown = port_rows([plan], ports)
    assert [(row["port_id"], row["status"], row["task_id"]) for row in mentions] == [
        ("plan.port1", "expanding", "plan.1")
    ]
    (row,) = unknown
    assert (row["port_id"], row["name"], row["mode"], row["match_status"]) == (
        "plan.port1",
        "衢州机场口岸",
        "air",
        "no_source",
    )
    assert set(row) == set(package.table("ports").column_names)
    assert (row["latitude"], row["unlocode"]) == (None, None), "never guessed"


def test_spellings_of_an_unknown_port_meet(read_text, ports):
    plan = read_text(f"{NOWHERE}1．{AIRPORT}。\n2．提升衢州机场航空口岸功能。\n3．支持丽水机场口岸开放。\n")
    mentions, unknown = port_rows([plan], ports)
    assert [(row["task_id"], row["port_id"]) for row in mentions] == [
        ("plan.1", "plan.port1"),
        ("plan.2", "plan.port1"),
        ("plan.3", "plan.port2"),
    ]
    assert [row["port_id"] for row in unknown] == ["plan.port1", "plan.port2"]


def test_an_unknown_thing_of_two_documents_is_one(read_text, ports, projects, package):
    text = f"{NOWHERE}1．{AIRPORT}，建设衢州国际海铁联运物流园项目。\n"
    plans = [read_text(text, "first"), read_text(text, "second")]
    mentions, unknown = port_rows(plans, ports)
    assert [(row["document_id"], row["port_id"]) for row in mentions] == [
        ("first", "first.port1"),
        ("second", "first.port1"),
    ]
    assert len(unknown) == 1
    mentions, unknown = project_rows(plans, projects)
    built = [row for row in mentions if "物流园" in row["mention"]]
    assert {row["document_id"] for row in built} == {"first", "second"}
    assert len({row["project_id"] for row in built}) == 1
    row = next(row for row in unknown if row["project_id"] == built[0]["project_id"])
    assert set(row) == set(package.table("projects").column_names)
