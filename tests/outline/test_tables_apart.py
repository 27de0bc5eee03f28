"""Tables behind an item that is whole: their rows are tasks of their own."""

import pytest

from kouan.clean import clean
from kouan.outline import outline

TABLE = "序号\t任务\t责任单位\n1\t建设货场\t省商务厅\n2\t扩建泊位\t省港航集团\n"


def tasks(stored: str) -> list[tuple[str, str | None]]:
    found = outline(clean(stored)).tasks
    titles = {task.local: task.title for task in found}
    return [(task.path, titles.get(task.parent or "")) for task in found]


@pytest.mark.parametrize(
    "item", ["（二）降低费用。（省财政厅负责）", "（二）降低费用\n清理收费项目。", "（二）降低费用。清理收费项目。"]
)
def test_rows_behind_the_last_item_stand_apart(item: str) -> None:
    stored = f"一、任务\n（一）压缩时间。（合肥海关负责）\n{item}\n{TABLE}"
    assert [path for path, _ in tasks(stored)] == ["一（一）", "一（二）", "1", "2"]


def test_words_behind_such_a_table_belong_to_no_item() -> None:
    document = clean(f"一、任务\n（一）压缩时间。（合肥海关负责）\n重点任务分工表\n{TABLE}以上任务按月调度。\n")
    item, *rows = outline(document).tasks
    assert document.text[item.start : item.end] == "压缩时间。（合肥海关负责）"
    assert [task.title for task in rows] == ["建设货场", "扩建泊位"]


def test_rows_between_items_stay_in_their_section() -> None:
    stored = f"一、任务\n（一）压缩时间。（合肥海关负责）\n{TABLE}（二）降低费用。（省财政厅负责）\n二、保障\n"
    assert [path for path, _ in tasks(stored)] == ["一（一）", "一1", "一2", "一（二）"]


def test_a_part_that_names_its_table_keeps_it() -> None:
    stored = f"一、任务\n（一）压缩时间。（合肥海关负责）\n（二）建设设施。具体分工如下表。\n{TABLE}"
    assert [path for path, _ in tasks(stored)] == ["一（一）", "一（二）1", "一（二）2"]


def test_a_task_begins_with_the_cell_that_names_it() -> None:
    document = clean("工作任务\t序号\t责任单位\n建设货场\t1\t省商务厅\n扩建泊位\t2\t省港航集团\n")
    found = outline(document).tasks
    assert [task.title in document.text[task.start : task.end] for task in found] == [True] * len(found)
