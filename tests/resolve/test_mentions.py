"""What documents say of ports and projects: one row a task, and ids for what no list knows."""

import re

import pytest

from kouan.resolve.divisions import DivisionIndex
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


@pytest.fixture(scope="module")
def divisions(reference):
    return DivisionIndex(reference["divisions"])


def test_a_list_of_ports_is_one_row_each_with_the_list_as_quote(plans, ports, divisions):
    mentions, _ = port_rows([plans["ah-ports-2022"]], ports, divisions)
    rows = {row["port_id"]: row for row in mentions if row["task_id"] == "ah-ports-2022.2"}
    quote = "加快推进芜湖、安庆、铜陵、池州港口岸获批港区扩大开放和马鞍山港口岸郑蒲港区建设"
    for port_id, mention in (
        ("wuhu-port", "芜湖港口岸"),
        ("anqing-port", "安庆港口岸"),
        ("chizhou-port", "池州港口岸"),
    ):
        row = rows[port_id]
        assert (row["mention"], row["status"], row["quote"]) == (mention, "expanding", quote)


def test_partner_ports_of_other_provinces_have_no_status(plans, ports, divisions):
    mentions, _ = port_rows([plans["ah-ports-2022"]], ports, divisions)
    rows = {row["port_id"]: row for row in mentions if row["task_id"] == "ah-ports-2022.2"}
    assert rows["ningbo-port"]["mention"] == "宁波港"
    assert {rows[port]["status"] for port in ("ningbo-port", "shanghai-port", "taicang-port")} == {None}


def test_the_class_is_what_the_document_calls_a_port(plans, ports, divisions):
    mentions, _ = port_rows([plans["nm-ports-2022"]], ports, divisions)
    classes = {row["port_id"]: row["class"] for row in mentions if row["task_id"] == "nm-ports-2022.1"}
    assert classes["manzhouli"] == classes["erenhot"] == "综合枢纽口岸"
    assert classes["ceke"] == "重点专业口岸"
    assert classes["wuliji"] == "普通口岸"


def test_a_port_has_one_row_a_task(plans, ports, divisions):
    mentions, unknown = port_rows(list(plans.values()), ports, divisions)
    keys = [(row["document_id"], row["task_id"], row["port_id"]) for row in mentions]
    assert len(keys) == len(set(keys)) > 200
    assert unknown == [], "every port of a registered document is listed"


def test_a_project_has_one_row_a_task(plans, projects, divisions):
    mentions, _ = project_rows(list(plans.values()), projects, divisions)
    keys = [(row["document_id"], row["task_id"], row["project_id"]) for row in mentions]
    assert len(keys) == len(set(keys)) > 200


def test_things_named_in_two_documents_meet_in_one_row(plans, projects, divisions):
    mentions, _ = project_rows([plans["ah-ports-2022"], plans["ah-ftz-2021"]], projects, divisions)
    documents = {}
    for row in mentions:
        documents.setdefault(row["project_id"], set()).add(row["document_id"])
    for name in ("合肥国际陆港", "裕溪一线船闸", "芜湖港朱家桥外贸综合物流园区"):
        (found,) = {
            row["project_id"] for row in mentions if name in row["mention"] and "一期" not in row["mention"]
        } or {row["project_id"] for row in mentions if name in row["mention"]}
        assert documents[found] == {"ah-ports-2022", "ah-ftz-2021"}, name


def test_quotes_read_back(plans, ports, projects, divisions):
    clean = {document_id: plan.clean for document_id, plan in plans.items()}
    every = list(plans.values())
    for row in (*port_rows(every, ports, divisions)[0], *project_rows(every, projects, divisions)[0]):
        assert clean[row["document_id"]].quote(row["char_start"], row["char_end"]) == row["quote"]


# --- what no list knows


def test_an_unknown_port_has_an_id_and_a_row_of_its_own(read_text, ports, package, divisions):
    plan = read_text(f"{NOWHERE}1．{AIRPORT}。\n")
    (mention,), (row,) = port_rows([plan], ports, divisions)
    assert (mention["status"], mention["task_id"]) == ("expanding", "plan.1")
    assert mention["port_id"] == row["port_id"]
    assert re.fullmatch(r"port-[0-9a-f]{16}", row["port_id"])
    assert (row["name"], row["mode"], row["match_status"]) == ("衢州机场口岸", "air", "no_source")
    assert set(row) == set(package.table("ports").column_names)
    assert (row["latitude"], row["unlocode"]) == (None, None), "never guessed"


def test_an_unknown_port_lies_in_the_division_that_its_name_begins_with(read_text, ports, divisions):
    plan = read_text(f"{NOWHERE}1．{AIRPORT}，支持淳安千岛湖港、北仑穿山港区建设。\n")
    _, unknown = port_rows([plan], ports, divisions)
    codes = {row["name"]: row["division_code"] for row in unknown}
    assert codes == {"衢州机场口岸": "330800", "淳安千岛湖港": "330127", "北仑穿山港区": "330206"}


def test_spellings_of_an_unknown_port_meet(read_text, ports, divisions):
    plan = read_text(f"{NOWHERE}1．{AIRPORT}。\n2．提升衢州机场航空口岸功能。\n3．支持丽水机场口岸开放。\n")
    mentions, unknown = port_rows([plan], ports, divisions)
    first, second, third = (row["port_id"] for row in mentions)
    assert first == second != third
    assert [row["port_id"] for row in unknown] == [first, third]


def test_the_id_of_an_unknown_port_stays_when_others_come_before_it(read_text, ports, divisions):
    alone, _ = port_rows([read_text(f"{NOWHERE}1．{AIRPORT}。\n")], ports, divisions)
    among, _ = port_rows([read_text(f"{NOWHERE}1．支持丽水机场口岸开放。\n2．{AIRPORT}。\n")], ports, divisions)
    assert among[-1]["mention"] == alone[0]["mention"]
    assert among[-1]["port_id"] == alone[0]["port_id"]


def test_an_unknown_thing_of_two_documents_is_one(read_text, ports, projects, package, divisions):
    text = f"{NOWHERE}1．{AIRPORT}，建设衢州国际海铁联运物流园项目。\n"
    plans = [read_text(text, "first"), read_text(text, "second")]
    mentions, unknown = port_rows(plans, ports, divisions)
    assert [row["document_id"] for row in mentions] == ["first", "second"]
    assert {row["port_id"] for row in mentions} == {row["port_id"] for row in unknown}
    assert len(unknown) == 1
    alone, _ = port_rows(plans[1:], ports, divisions)
    assert alone == [row for row in mentions if row["document_id"] == "second"], "a row depends on its document alone"
    mentions, unknown = project_rows(plans, projects, divisions)
    built = [row for row in mentions if "物流园" in row["mention"]]
    assert {row["document_id"] for row in built} == {"first", "second"}
    assert len({row["project_id"] for row in built}) == 1
    row = next(row for row in unknown if row["project_id"] == built[0]["project_id"])
    assert set(row) == set(package.table("projects").column_names)
