"""Texts whose line breaks are lost: the whole body, and often its title, in one line."""

import pytest

from kouan.clean import clean
from kouan.outline import outline

BODIES = {
    "items alone": (["1.建设货场。（责任单位：省商务厅）", "2.扩建泊位。（责任单位：省港航集团）"], ["1", "2"]),
    "items in brackets": (["（一）建设货场。（省商务厅负责）", "（二）扩建泊位。（省港航集团负责）"], ["（一）", "（二）"]),
    "behind a date": (["2023年5月6日", "一、完善设施", "（一）建设货场。（省商务厅负责）"], ["一（一）"]),
    "behind a number": (["某政发〔2023〕5号", "一、建设货场（省商务厅负责）", "二、扩建泊位（省港航集团负责）"], ["一", "二"]),
    "headings without stops": (
        ["一、总体要求", "坚持开放", "二、完善设施", "1.建设货场。（省商务厅负责）", "三、优化服务", "2.压缩时间。（合肥海关负责）"],
        ["二1", "三2"],
    ),
    "a heading that ends in the word of a number": (
        ["一、重大举措", "1、建设货场。（省商务厅负责）", "2、扩建泊位。（省港航集团负责）"],
        ["一1", "一2"],
    ),
    "a notice with numbers": (
        ["一、统一思想。", "二、抓好落实。", "某省口岸行动计划", "一、完善设施", "1.建设货场。（省商务厅负责）"],
        ["一1"],
    ),
    "numbers that count": (
        ["一、建设货场，发展第一、二、三产业。（省商务厅负责）", "二、扩建一、二期泊位。（省港航集团负责）"],
        ["一", "二"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("break_", ["", " ", "　　"])
@pytest.mark.parametrize("kind", BODIES)
def test_the_tasks_of_a_text_in_one_line(kind: str, break_: str) -> None:
    lines, expected = BODIES[kind]
    found = outline(clean(break_.join(["某省人民政府关于推进口岸开放的实施方案", *lines])))
    assert [task.path for task in found.tasks] == expected
    assert [clause for clause in found.clauses if found.task_at(clause.start) is None] == []


@pytest.mark.parametrize("document_id", ["ah-ports-2022", "ah-yrd-2022", "nm-ports-2022"])
def test_a_real_plan_in_one_line_has_its_tasks(plans, document_id) -> None:
    lines = [line for line in plans[document_id].clean.text.split("\n") if "|" not in line]
    assert len(outline(clean("".join(lines))).tasks) == len(plans[document_id].outline.tasks)
