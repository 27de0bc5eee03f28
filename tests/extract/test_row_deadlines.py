"""Tables with a column for time limits."""

from kouan.extract.deadlines import Horizon
from kouan.extract.row_deadlines import row_deadlines
from kouan.outline.passages import Passage


def due(*rows):
    text = "\n".join(rows)
    cells, start = [], 0
    for row in text.replace("\n", "|").split("|"):
        cells.append(Passage("cell", start, start + len(row), (), None, is_past=False))
        start += len(row) + 1
    times = row_deadlines(text, cells, Horizon())
    return {text[cell.start : cell.end]: times[cell.start].year for cell in cells if cell.start in times}


def test_the_cell_of_the_time_limit_dates_its_row():
    found = due("任务|责任单位|完成时限", "建设口岸10个|商务厅|2025年12月", "培育企业20家|工信厅|2024年6月底")
    assert (found["建设口岸10个"], found["培育企业20家"]) == (2025, 2024)
    assert "任务" not in found


def test_a_limit_without_a_year_dates_nothing():
    assert due("任务|完成时间", "建设口岸10个|长期坚持") == {}


def test_a_table_without_such_a_column_dates_nothing():
    assert due("任务|责任单位", "建设口岸10个|2025年办公室") == {}


def test_a_row_of_another_width_and_text_behind_the_table_are_not_dated():
    assert due("任务|完成时限", "建设口岸10个", "新建场站3个|2025年") == {}
