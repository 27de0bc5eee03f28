"""Heads of tables whose cells a text layer has lost."""

import pytest

from kouan.clean import clean
from kouan.outline.scrambled import scrambled_tables


def found(stored: str) -> list[str]:
    document = clean(stored)
    return [document.text[slice(*span)] for span in scrambled_tables(document)]


@pytest.mark.parametrize(
    ("stored", "head"),
    [
        ("附件\n口岸任务清单\n序号任务责任单位完成时限\n1建设口岸省商务厅2023年\n", "序号任务责任单位完成时限"),
        ("序 号 工作任务 牵头单位 配合单位\n1 建设口岸 省商务厅 合肥海关\n", "序号工作任务牵头单位配合单位"),
        ("序号\n重点任务\n责任单位\n1\n建设口岸\n省商务厅\n", "序号\n重点任务\n责任单位"),
    ],
)
def test_a_head_without_cells_is_found(stored: str, head: str) -> None:
    assert found(stored) == [head]


@pytest.mark.parametrize(
    "stored",
    [
        "序号\t任务\t责任单位\n1\t建设口岸\t省商务厅\n",
        "┌────┬────┬────┐\n│序号│任务│责任单位│\n├────┼────┼────┤\n│1│建设口岸│省商务厅│\n",
        "|序号|任务|责任单位|\n|---|---|---|\n|1|建设口岸|省商务厅|\n",
        "一、任务\n（一）建设口岸。\n责任单位：省商务厅\n",
        "责任单位\n省商务厅\n",
        "明确任务、时限和责任单位，抓好落实。\n",
        "序号\n指标\n2025年\n",
    ],
)
def test_tables_with_cells_and_prose_are_none(stored: str) -> None:
    assert found(stored) == []
