"""Which rows of tables set work."""

from kouan.clean import clean
from kouan.outline.table_rows import TaskRow, task_rows


def rows(stored: str, *agencies: str) -> list[tuple[str, int, str]]:
    """Return each row that is a task, the cells of some agencies being clauses: number, value and title."""
    text = clean(stored).text
    places = [(place, place + len(name)) for name in agencies for place in _places(text, name)]
    found: list[TaskRow] = list(task_rows(text, sorted(places)))
    return [(text[row.marker.start : row.marker.end], row.marker.value, text[slice(*row.title)]) for row in found]


def _places(text: str, name: str) -> list[int]:
    return [place for place in range(len(text)) if text.startswith(name, place)]


def test_numbered_rows_of_a_table_with_agencies() -> None:
    stored = "序号\t任务\t责任单位\n1\t建设货场\t省商务厅\n2\t扩建泊位\t\n"
    assert rows(stored, "省商务厅") == [("1", 1, "建设货场"), ("2", 2, "扩建泊位")]


def test_a_table_without_agencies_sets_no_work() -> None:
    assert rows("序号\t指标\t2025年\n1\t货运量\t5亿吨\n") == []


def test_chinese_numbers_and_numbers_with_a_point() -> None:
    assert rows("（一）\t建设货场\t省商务厅\n2．\t扩建泊位\t省商务厅\n", "省商务厅") == [
        ("（一）", 1, "建设货场"),
        ("2．", 2, "扩建泊位"),
    ]


def test_the_title_is_the_column_that_no_merged_cell_fills_for_several_rows() -> None:
    stored = "设施\t建设货场\t省商务厅\n设施\t扩建泊位\t省港航集团\n服务\t公布清单\t省商务厅\n"
    assert [title for _, _, title in rows(stored, "省商务厅", "省港航集团")] == ["建设货场", "扩建泊位", "公布清单"]


def test_rows_below_an_empty_number_go_on_with_the_task_above() -> None:
    stored = "1\t建设货场\t省商务厅\n\t更新设备\t合肥海关\n2\t公布清单\t省商务厅\n"
    assert [value for _, value, _ in rows(stored, "省商务厅", "合肥海关")] == [1, 2]
