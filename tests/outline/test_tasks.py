"""Which numbered parts are tasks: the five plans against hand-made lists, and the rules one by one."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kouan.clean import clean
from kouan.outline import Outline, Task, outline
from kouan.plan import Plan

GOLD = Path(__file__).parents[1] / "gold"
COUNTS = {"ah-ports-2022": 23, "ah-ftz-2021": 115, "sn-ports-2021": 55, "nm-ports-2022": 32, "ah-yrd-2022": 71}


def gold(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (GOLD / f"{name}.tasks.jsonl").read_text(encoding="utf-8").splitlines()]


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


def full_number(task: Task) -> str:
    """Return a task's number behind those of the headings around it where the gold list prints them: 四（一）1."""
    above = [re.match(r"[一二三四五六七八九十]+(?=、)|（[一二三四五六七八九十]+）", part) for part in task.heading_path]
    return "".join(match.group() for match in above if match) + str(task.number)


def before_clause(plan: Plan, task: Task) -> str:
    """Return a task's text up to its first sub-item, or the clause that ends it."""
    inner = [other.start for other in plan.outline.tasks if other.parent == task.local]
    last = max(
        (clause.start for clause in plan.outline.clauses if task.start <= clause.start < task.end), default=task.end
    )
    text = plan.clean.text[task.start : min([last, *inner])]
    return re.sub(r"(?:\n专栏.*|[（(]\d[)）])$", "", text.rstrip("\n"), flags=re.DOTALL).rstrip("\n")


@pytest.mark.parametrize("name", COUNTS)
def test_the_tasks_of_the_plans(name: str, plans: Mapping[str, Plan]) -> None:
    plan = plans[name]
    tasks = list(plan.outline.tasks)
    expected = gold(name)
    assert len(tasks) == len(expected) == COUNTS[name]
    for task, row in zip(tasks, expected, strict=True):
        text = without_space(plan.clean.text[task.start : task.end])
        assert text.startswith(without_space(row["text_start"]))
        assert without_space(row["text_end"]) in text
        assert row["task"] in (task.number, full_number(task))
        assert without_space(task.title).startswith(without_space(row["title"])[:45])
        last_heading = without_space(row["section"].split(" > ")[-1])
        assert without_space(task.heading_path[-1]).startswith(last_heading.rstrip("。"))


@pytest.mark.parametrize("name", ["ah-ports-2022", "nm-ports-2022", "ah-yrd-2022"])
def test_a_task_s_words_end_before_its_last_clause(name: str, plans: Mapping[str, Plan]) -> None:
    plan = plans[name]
    for task, row in zip(plan.outline.tasks, gold(name), strict=True):
        assert without_space(before_clause(plan, task)).endswith(without_space(row["text_end"]))


@pytest.mark.parametrize("name", COUNTS)
def test_each_task_holds_as_many_clauses_as_are_printed(name: str, plans: Mapping[str, Plan]) -> None:
    found = plans[name].outline
    held = [found.task_at(clause.start) for clause in found.clauses]
    assert None not in held
    for task, row in zip(found.tasks, gold(name), strict=True):
        assert held.count(task) == int(row["clauses"])


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("ah-ports-2022", [*map(str, range(1, 19)), *(f"3-{n}" for n in range(1, 6))]),
        ("ah-ftz-2021", [*map(str, range(1, 110)), "109.1", "109.2", "109.3", "110", "111", "112"]),
        ("nm-ports-2022", [*map(str, range(1, 33))]),
        ("ah-yrd-2022", [*map(str, range(1, 72))]),
    ],
)
def test_ids_are_the_numbers_where_these_do_not_restart(name: str, ids: list[str], plans: Mapping[str, Plan]) -> None:
    assert [task.local for task in plans[name].outline.tasks] == ids


def test_ids_are_paths_where_numbers_restart(plans: Mapping[str, Plan]) -> None:
    ids = [task.local for task in plans["sn-ports-2021"].outline.tasks]
    assert ids[:7] == ["4-1-1", "4-1-2", "4-1-3", "4-1-4", "4-1-5", "4-2-1", "4-2-2"]
    assert ids[26:31] == ["5-1", "box1.1", "box1.2", "5-2", "box2.1"]
    assert ids[-6:] == [f"6-{n}" for n in range(1, 7)]
    assert sum(local.startswith("box") for local in ids) == 17


def test_box_items_belong_to_the_task_around_the_box(plans: Mapping[str, Plan]) -> None:
    items = {task.local: task for task in plans["sn-ports-2021"].outline.tasks if task.local.startswith("box")}
    assert items["box3.2"].parent == "5-2"
    assert items["box3.2"].number == "专栏3-2"
    assert items["box3.2"].title == "国际产业合作园区特色发展项目"


def read(stored: str) -> tuple[str, Outline]:
    document = clean(stored)
    return document.text, outline(document)


def ids(stored: str) -> list[str]:
    return [task.local for task in read(stored)[1].tasks]


def test_without_clauses_preambles_set_no_tasks() -> None:
    stored = "一、发展基础\n（一）成就。\n二、总体要求\n（一）指导思想。\n三、重点任务\n（一）建设口岸。\n（二）优化环境。\n四、保障措施\n（一）领导。\n（二）考核。\n"
    assert ids(stored) == ["3-1", "3-2", "4-1", "4-2"]


def test_with_clauses_only_their_sections_do() -> None:
    stored = "一、总体要求\n（一）指导思想。\n二、重点任务\n（一）建设口岸。（责任单位：省商务厅）\n（二）优化环境。（责任单位：合肥海关）\n"
    assert ids(stored) == ["1", "2"]


def test_a_heading_with_a_clause_of_its_own_is_a_task_beside_its_items() -> None:
    stored = "一、改革\n（一）减税降费。（财政部负责）\n1．总结经验。（财政部负责）\n2．简化程序。（税务总局负责）\n（二）融资。（银保监会负责）\n"
    _, found = read(stored)
    assert [(task.local, task.number, task.parent) for task in found.tasks] == [
        ("1", "（一）", None),
        ("1.1", "（一）1", "1"),
        ("1.2", "（一）2", "1"),
        ("2", "（二）", None),
    ]


def test_a_number_that_stood_before_is_told_apart() -> None:
    stored = "一、任务\n（一）甲（省商务厅负责）\n（二）乙（省商务厅负责）\n（二）丙（省商务厅负责）\n二、推进措施\n加强领导。（省商务厅负责）\n"
    assert ids(stored) == ["1", "2", "2x2", "2x3"]


def test_a_second_plan_says_so_in_its_ids() -> None:
    plan = "一、要求\n1．甲。（省商务厅负责）\n2．乙。（省商务厅负责）\n二、措施\n3．丙。（省商务厅负责）\n"
    assert ids(plan + "第二个行动计划\n" + plan) == ["1", "2", "3", "plan2-1", "plan2-2", "plan2-3"]


def test_a_signature_is_no_part_of_the_last_task() -> None:
    text, found = read(
        "一、任务\n（一）建设口岸。\n（二）优化环境，扩大开放。\n本方案自2026年7月20日起实施。\n安徽省人民政府2022年11月7日\n"
    )
    assert text[found.tasks[-1].start : found.tasks[-1].end] == "优化环境，扩大开放。"


def test_the_innermost_task_around_a_place() -> None:
    text, found = read("一、改革\n（一）减税。（财政部负责）\n1．总结。（财政部负责）\n二、其他\n加强领导。\n")
    assert [
        task.local if (task := found.task_at(text.index(word))) else None for word in ("减税", "总结", "加强", "一、")
    ] == [
        "1",
        "1.1",
        None,
        None,
    ]


def test_a_text_without_numbers_has_no_tasks() -> None:
    assert ids("为加快口岸建设，制定本方案。\n口岸体系健全。（责任单位：省商务厅）") == []


def test_a_clause_behind_the_last_sub_item_answers_for_all() -> None:
    stored = (
        "一、重点任务\n（一）优化布局。1．建设枢纽。2．完善设施。（责任单位：省商务厅）\n"
        "（二）优化环境。\n（1）提升服务。\n（2）降低成本。\n（责任单位：合肥海关）\n"
        "（三）加强保障。\n1．组织领导。（责任单位：省商务厅）\n2．宣传引导。（责任单位：省委宣传部）\n"
    )
    text, found = read(stored)
    assert [task.local if (task := found.task_at(clause.start)) else None for clause in found.clauses] == [
        "1-1",
        "1-2",
        "1-3-1",
        "1-3-2",
    ]
    spans = {task.local: text[task.start : task.end] for task in found.tasks}
    assert spans["1-1.2"] == "完善设施。"
    assert spans["1-1"].endswith("完善设施。（责任单位：省商务厅）")
    assert spans["1-2.2"] == "降低成本。"


def test_a_path_joins_the_printed_numbers_from_the_outermost_heading() -> None:
    stored = (
        "第一章 任务\n一、改革\n（一）减税。（财政部负责）\n1．总结经验。（财政部负责）\n"
        "专栏1 重点工程\n- 甲港：扩建泊位。\n"
    )
    assert [task.path for task in read(stored)[1].tasks] == [
        "第一章一（一）",
        "第一章一（一）1",
        "第一章一（一）1专栏1-1",
    ]


def test_aims_inside_a_section_set_no_task_unless_a_clause_belongs_to_them() -> None:
    stored = (
        "一、任务\n（一）工作目标。（省商务厅负责）\n（二）主要目标。建成三个口岸。\n（三）建设口岸。（省商务厅负责）\n"
    )
    assert ids(stored) == ["1", "3"]


def test_a_row_without_agencies_is_a_task_of_a_table_that_has_them() -> None:
    stored = "序号\t任务\t责任单位\n1\t建设货场\t省商务厅\n2\t扩建泊位\t\n"
    assert ids(stored) == ["1", "2"]
