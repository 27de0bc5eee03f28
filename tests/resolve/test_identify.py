"""Ids that stay: what is added in one place moves no id of rows elsewhere."""

import re
from hashlib import sha256

import pytest

from kouan.resolve.identify import identify
from kouan.resolve.tables import complete, resolve

IDENTIFIED = {
    "task_assignments": "assignment_id",
    "targets": "target_id",
    "port_mentions": "port_mention_id",
    "project_mentions": "project_mention_id",
}

PLAN = """安徽省口岸发展2023年工作要点
一、扩大开放
（一）航空口岸
1．到2025年，开通国际航线20条。推动黄山机场开放航空口岸。（责任单位：黄山市人民政府，配合单位：省商务厅）
2．到2025年，新增国际货运航线5条、国际客运航线3条。（责任单位：省商务厅）
{more}（二）水运口岸
1．到2025年，芜湖港集装箱吞吐量达到200万标箱。（责任单位：芜湖市人民政府，配合单位：合肥海关）
2．推进安庆港口岸扩大开放。（责任单位：安庆市人民政府）
（三）铁路口岸
1．到2025年，合肥中欧班列年发运1000列以上。（责任单位：合肥市人民政府）
2．推进合肥国际陆港建设。（责任单位：合肥市人民政府）
"""
INSERTED = "3．到2024年，新增国际航点4个。完善池州机场航空口岸功能。（责任单位：池州市人民政府、安徽边检总站）\n"


@pytest.fixture(scope="module")
def rows(read_text, reference, package):
    """The rows of a text, by table and id."""

    def read(text):
        plan = read_text(text)
        tables = complete(resolve([plan], reference), [plan], reference, package)
        return {name: {row[key]: row for row in tables[name]} for name, key in IDENTIFIED.items()}

    return read


def meaning(row):
    return {name: value for name, value in row.items() if not name.endswith(("char_start", "char_end"))}


def test_a_task_in_the_middle_moves_no_id_elsewhere(rows):
    before, after = rows(PLAN.format(more="")), rows(PLAN.format(more=INSERTED))
    for name in IDENTIFIED:
        kept = {key: meaning(row) for key, row in after[name].items() if row["task_id"] != "plan.1-1-3"}
        assert kept == {key: meaning(row) for key, row in before[name].items()}, name
        assert len(before[name]) >= 2
    assert {key for key in after["targets"] if key not in before["targets"]} == {"plan.1-1-3.t1"}
    assert {key for key in after["task_assignments"] if key not in before["task_assignments"]} == {
        "plan.1-1-3.c1.1",
        "plan.1-1-3.c1.2",
    }


def test_a_sentence_before_moves_no_id(rows):
    before = rows(PLAN.format(more=""))
    after = rows(PLAN.format(more="").replace("一、扩大开放", "为扩大开放，制定本要点。\n一、扩大开放"))
    assert {name: list(found) for name, found in before.items()} == {name: list(found) for name, found in after.items()}


def test_ids_say_where_they_belong(rows):
    found = rows(PLAN.format(more=""))
    assert list(found["targets"]) == [
        "plan.1-1-1.t1",
        "plan.1-1-2.t1",
        "plan.1-1-2.t2",
        "plan.1-2-1.t1",
        "plan.1-3-1.t1",
    ]
    assert list(found["task_assignments"])[:3] == ["plan.1-1-1.c1.1", "plan.1-1-1.c1.2", "plan.1-1-2.c1.1"]
    assert "plan.1-2-1.wuhu-port" in found["port_mentions"]


def test_outside_tasks_the_document_is_the_owner(parsed):
    for name, key in (("targets", "target_id"), ("port_mentions", "port_mention_id")):
        loose = [row for row in parsed[name] if row["task_id"] is None]
        assert loose
        assert all(row[key].startswith(f"{row['document_id']}.") for row in loose)
    assert parsed["targets"][0]["target_id"] == "ah-ports-2022.t1"


def test_rows_in_any_order_come_out_in_the_document_s(parsed):
    documents = [row["document_id"] for row in parsed["documents"]]
    names = [*IDENTIFIED, "issues"]
    shuffled = {name: list(rows) for name, rows in parsed.items()}
    # A few rows share a span; those keep the order that they are given in.
    spans = {name: [(row["document_id"], row["char_start"]) for row in parsed[name]] for name in names}
    for name in names:
        shuffled[name].sort(key=lambda row: sha256(str(row).encode()).digest())
    ordered = identify(shuffled, documents)
    assert {name: [(row["document_id"], row["char_start"]) for row in ordered[name]] for name in names} == spans
    assert ordered["task_assignments"] == parsed["task_assignments"]


def test_rows_of_one_place_stand_by_clause_and_ordinal():
    base = {"document_id": "a", "task_id": "a.1", "char_start": 7}
    rows = [base | {"clause": clause, "ordinal": ordinal} for clause, ordinal in ((2, 1), (1, 2), (1, 1))]
    ordered = identify({name: [] for name in (*IDENTIFIED, "issues")} | {"task_assignments": rows}, ["a"])
    assert [row["assignment_id"] for row in ordered["task_assignments"]] == ["a.1.c1.1", "a.1.c1.2", "a.1.c2.1"]


def test_rows_without_a_place_stand_first():
    base = {"document_id": "a", "kind": "x"}
    tables = {name: [] for name in IDENTIFIED} | {
        "issues": [
            base | {"char_start": 0},
            base | {"char_start": None},
            base | {"document_id": "b", "char_start": None},
        ]
    }
    issues = identify(tables, ["b", "a"])["issues"]
    assert [(row["issue_id"], row["char_start"]) for row in issues] == [("b.i1", None), ("a.i1", None), ("a.i2", 0)]


def test_ids_are_unique_and_fit_for_addresses(parsed, package):
    for table in package.tables:
        ids = [row[table.primary_key[0]] for row in parsed[table.name]]
        assert len(ids) == len(set(ids)), table.name
        assert all(re.fullmatch(r"[a-z0-9.-]+", id_) for id_ in ids), table.name
