"""Passages, tasks, and who answers for which sentences."""

from itertools import pairwise

import pytest

from kouan.resolve.agencies import known_agencies
from kouan.resolve.work import assignment_rows, passage_rows, task_rows


@pytest.fixture(scope="module")
def agencies(reference):
    return known_agencies(reference)


@pytest.fixture(scope="module")
def clauses(plans, agencies):
    """The clauses of a task: (sentences answered for, clause, [(role, mention)])."""

    def read(document_id, task):
        plan = plans[document_id]
        found = {}
        for row in assignment_rows(plan, agencies):
            if row["task_id"] == f"{document_id}.{task}":
                work = (row["work_char_start"], row["work_char_end"])
                clause = (row["clause_char_start"], row["clause_char_end"])
                key = (row["clause"], plan.clean.quote(*work), plan.clean.quote(*clause))
                found.setdefault(key, []).append((row["role"], row["mention"]))
        assert [number for number, _, _ in found] == list(range(1, len(found) + 1))
        return [(work, clause, bodies) for (_, work, clause), bodies in found.items()]

    return read


# --- several clauses in one task


def test_each_clause_answers_for_the_sentences_since_the_one_before(clauses):
    first, second = clauses("ah-ports-2022", "2")
    assert first[0].startswith("加快建设高水平开放的沿江口岸带。推动沿江水运口岸有效整合")
    assert first[0].endswith("不断拓展我省水运口岸的国际物流通道。")
    assert second[0] == "加快芜湖专业航空货运枢纽港建设，推进池州机场、芜宣机场申创开放（临时开放）航空口岸。"
    assert first[1].startswith("（责任单位：马鞍山、芜湖、铜陵、池州、安庆市人民政府，配合单位：")
    assert second[1].startswith("（责任单位：芜湖、池州市人民政府，配合单位：")


def test_two_sentences_of_one_task_have_different_bodies(clauses):
    first, second = clauses("ah-ports-2022", "3")
    assert second[0] == "有序推进蚌埠、阜阳、淮南、宣城等铁路场站、水运港口加快建设。"
    assert [mention for role, mention in first[2] if role == "lead"] == ["阜阳市人民政府", "黄山市人民政府"]
    assert [mention for role, mention in second[2] if role == "lead"] == [
        "蚌埠市人民政府",
        "阜阳市人民政府",
        "淮南市人民政府",
        "宣城市人民政府",
    ]


def test_a_clause_before_its_full_stop_leaves_the_stop_to_neither(clauses):
    first, second, third = clauses("ah-ports-2022", "4")
    assert first[0].startswith("口岸重大基础设施项目建设工程。合肥口岸枢纽核心")
    assert second[0].startswith("沿江口岸带重点推进安庆港口岸长风港区")
    assert second[0].endswith("芜宣机场改扩建等重大项目建设")
    assert third[0].startswith("其他区域重点推进阜阳机场")
    assert [len([role for role, _ in bodies if role == "lead"]) for _, _, bodies in (first, second, third)] == [1, 6, 4]


def test_sub_items_answer_for_themselves(clauses):
    assert clauses("ah-ftz-2021", "109") == []
    works = [clauses("ah-ftz-2021", f"109.{number}") for number in (1, 2, 3)]
    assert [len(work) for work in works] == [1, 1, 1]
    assert [work[0][0][:8] for work in works] == ["完善地方立法。围", "完善商事纠纷解决", "完善知识产权协作"]
    assert ("lead", "省市场监管局〔省知识产权局〕") in works[1][0][2]


def test_clauses_after_text_that_is_not_theirs(read_text, agencies):
    plan = read_text("一、口岸\n1．扩大开放。（省商务厅牵头）；2025年前完成。（合肥海关负责）\n")
    first, second = assignment_rows(plan, agencies)
    quote = plan.clean.quote
    assert quote(first["work_char_start"], first["work_char_end"]) == "扩大开放。"
    assert quote(second["work_char_start"], second["work_char_end"]) == "2025年前完成。"


def test_a_clause_right_behind_another_answers_for_nothing_of_its_own(read_text, agencies):
    plan = read_text("一、口岸\n1．扩大开放。（责任单位：省商务厅）（配合单位：合肥海关）\n")
    first, second = assignment_rows(plan, agencies)
    assert first["work_char_start"] is not None
    assert (second["role"], second["work_char_start"], second["work_char_end"]) == ("support", None, None)


# --- mentions


def test_an_expanded_mention_has_the_smallest_span_that_names_it(plans, agencies):
    plan = plans["ah-ports-2022"]
    rows = [
        row for row in assignment_rows(plan, agencies) if row["task_id"] == "ah-ports-2022.2" and row["clause"] == 1
    ]
    assert [(row["mention"], row["quote"]) for row in rows[:5]] == [
        ("马鞍山市人民政府", "马鞍山"),
        ("芜湖市人民政府", "芜湖"),
        ("铜陵市人民政府", "铜陵"),
        ("池州市人民政府", "池州"),
        ("安庆市人民政府", "安庆市人民政府"),
    ]
    for row in rows:
        assert row["clause_char_start"] < row["char_start"] < row["char_end"] < row["clause_char_end"]
        assert plan.clean.quote(row["char_start"], row["char_end"]) == row["quote"]
    assert len({row["char_start"] for row in rows}) == len(rows), "no two mentions share a span"


def test_a_list_that_ends_in_deng_is_open_ended(plans, agencies):
    rows = [row for row in assignment_rows(plans["ah-ftz-2021"], agencies) if row["task_id"] == "ah-ftz-2021.109.1"]
    assert [(row["mention"], row["is_open_ended"]) for row in rows] == [
        ("省商务厅", True),
        ("省司法厅", True),
        ("合肥市", False),
        ("芜湖市", False),
        ("蚌埠市", False),
    ]
    closed = [row for row in assignment_rows(plans["ah-ftz-2021"], agencies) if row["task_id"] == "ah-ftz-2021.109.2"]
    assert not any(row["is_open_ended"] for row in closed)


def test_ordinals_count_through_a_clause_over_its_roles(plans, agencies):
    for document_id in ("ah-ports-2022", "ah-ftz-2021", "nm-ports-2022", "ah-yrd-2022"):
        groups = {}
        for row in assignment_rows(plans[document_id], agencies):
            groups.setdefault((row["task_id"], row["clause"]), []).append(row["ordinal"])
        assert all(ordinals == list(range(1, len(ordinals) + 1)) for ordinals in groups.values())


def test_roles_of_the_four_documents(parsed):
    counts = {}
    for row in parsed["task_assignments"]:
        counts.setdefault(row["document_id"], set()).add(row["role"])
    assert counts == {
        "ah-ports-2022": {"lead", "support"},
        "ah-ftz-2021": {"lead"},
        "nm-ports-2022": {"joint"},
        "ah-yrd-2022": {"lead", "support", "joint"},
    }


def test_other_members_are_those_of_the_group_named_before(read_text, agencies):
    plan = read_text("一、口岸\n1．扩大开放。（责任单位：省口岸工作领导小组办公室及其他成员单位）\n")
    office, members = assignment_rows(plan, agencies)
    assert (office["mention"], members["mention"]) == ("省口岸工作领导小组办公室", "其他成员单位")
    assert members["quote"] == "其他成员单位"


def test_other_members_are_never_those_of_another_group(plans, agencies, read_text):
    named = {
        row["agency_id"] for row in assignment_rows(plans["ah-ftz-2021"], agencies) if row["mention"] == "其他成员单位"
    }
    assert named == {"ah-four-deliveries-leading-group-other-members"}
    plan = read_text("安徽省工作要点\n一、口岸\n1．扩大开放。（责任单位：省口岸工作领导小组办公室及其他成员单位）\n")
    *_, members = assignment_rows(plan, agencies)
    assert members["mention"] == "其他成员单位"
    assert members["agency_id"] not in named


def test_who_is_not_listed_keeps_a_row_without_a_body(read_text, agencies):
    plan = read_text("浙江省口岸发展2023年工作要点\n一、口岸\n1．扩大开放。（责任单位：省口岸开放厅、钱塘江海关）\n")
    assert [(row["mention"], row["agency_id"]) for row in assignment_rows(plan, agencies)] == [
        ("省口岸开放厅", None),
        ("钱塘江海关", None),
    ]


def test_a_body_printed_twice_in_one_role_has_one_row(read_text, agencies):
    plan = read_text(
        "安徽省口岸发展2023年工作要点\n一、口岸\n1．扩大开放。（责任单位：省商务厅、合肥海关、省商务厅，配合单位：省商务厅）\n"
    )
    assert [(row["ordinal"], row["role"], row["agency_id"]) for row in assignment_rows(plan, agencies)] == [
        (1, "lead", "ah-commerce"),
        (2, "lead", "hefei-customs"),
        (3, "support", "ah-commerce"),
    ]


# --- tasks and passages


def test_tasks_have_their_printed_numbers_and_parents(plans):
    rows = {row["task_id"]: row for row in task_rows(plans["ah-ftz-2021"])}
    assert (rows["ah-ftz-2021.109"]["number"], rows["ah-ftz-2021.109"]["parent_task_id"]) == ("109", None)
    sub_item = rows["ah-ftz-2021.109.2"]
    assert (sub_item["number"], sub_item["parent_task_id"]) == ("109（2）", "ah-ftz-2021.109")
    assert sub_item["text"] in rows["ah-ftz-2021.109"]["text"]
    assert [row["ordinal"] for row in rows.values()] == list(range(1, len(rows) + 1))


def test_the_path_of_headings_is_written_with_an_arrow(plans):
    rows = {row["task_id"]: row for row in task_rows(plans["ah-ports-2022"])}
    assert rows["ah-ports-2022.4"]["heading_path"] == "二、重点任务 > （二）口岸基础设施现代化行动"


@pytest.mark.parametrize(
    "document_id", ["ah-ports-2022", "ah-ftz-2021", "sn-ports-2021", "nm-ports-2022", "ah-yrd-2022"]
)
def test_passages_cover_a_document_from_end_to_end(plans, document_id):
    plan, rows = plans[document_id], list(passage_rows(plans[document_id]))
    assert rows[0]["char_start"] == 0
    assert rows[-1]["char_end"] == len(plan.source.text)
    assert all(row["char_end"] == after["char_start"] for row, after in pairwise(rows))
    assert [row["passage_id"] for row in rows[:2]] == [f"{document_id}.p1", f"{document_id}.p2"]


def test_passages_know_their_task(plans):
    rows = [row for row in passage_rows(plans["ah-ports-2022"]) if row["task_id"] == "ah-ports-2022.4"]
    assert len(rows) == 1
    assert rows[0]["text"].startswith("4﹒口岸重大基础设施项目建设工程。")
