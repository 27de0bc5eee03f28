"""The annotation as its annotators wrote it, and the tasks that they mean."""

import json

import pytest

from kouan.errors import KouanError
from kouan.measure import measure
from kouan.measure.gold import is_doubtful, plain, read_gold, task_names


@pytest.fixture(scope="module")
def folder(data):
    return data.root / "tests" / "gold"


def test_annotation_is_read_line_by_line(folder):
    rows = read_gold(folder, "ah-ports-2022", "task_assignments")
    lines = (folder / "ah-ports-2022.assignments.jsonl").read_text(encoding="utf-8").splitlines()
    assert rows == [json.loads(line) for line in lines]
    assert {row["role"] for row in rows} == {"lead", "support"}


def test_where_nobody_annotated_there_is_none(folder):
    assert read_gold(folder, "sn-ports-2021", "task_assignments") is None


@pytest.mark.parametrize("line", ['{"task": "1"', '"task"', "", "[1]"])
def test_a_broken_line_is_named(tmp_path, line):
    path = tmp_path / "sn.tasks.jsonl"
    path.write_text(f'{{"task": "1"}}\n{line}\n{{"task": "2"}}\n', encoding="utf-8")
    with pytest.raises(KouanError, match=r"sn\.tasks\.jsonl, line 2: expected one JSON object"):
        read_gold(tmp_path, "sn", "tasks")


def test_doubt_is_what_the_note_says():
    assert is_doubtful({"note": "borderline: clusters being built"})
    assert is_doubtful({"note": "doubtful: stated as an expectation"})
    assert not is_doubtful({"note": "千万吨级; annual basis implied"})
    assert not is_doubtful({"note": None})
    assert not is_doubtful({})


def test_widths_of_brackets_do_not_tell_two_spellings_apart():
    assert plain("自治区商务厅(口岸办)") == plain("自治区商务厅（口岸办）")


def test_every_annotated_task_is_one_of_the_plan(folder, plans):
    """Assignments and tasks name tasks only; targets and projects may stand outside."""
    for document_id, plan in plans.items():
        names = task_names(plan)
        for table in ("tasks", "task_assignments"):
            for row in read_gold(folder, document_id, table) or []:
                assert plain(row["task"]) in names, f"{document_id}: {row['task']}"


@pytest.mark.parametrize(
    ("document_id", "name", "local"),
    [
        ("ah-ports-2022", "4", "4"),
        ("ah-ftz-2021", "109(2)", "109.2"),
        ("nm-ports-2022", "(三)", "3"),
        ("sn-ports-2021", "四（一）1", "4-1-1"),
        ("ah-yrd-2022", "71", "71"),
    ],
)
def test_tasks_by_the_names_that_annotators_give_them(plans, document_id, name, local):
    assert task_names(plans[document_id])[plain(name)] == local


def test_a_number_that_comes_twice_names_no_task_alone(plans):
    """（一） stands under 四, 五 and 六 of Shaanxi's plan: only the path tells which."""
    names = task_names(plans["sn-ports-2021"])
    assert "（一）" not in names
    assert names["五（一）"] != names["六（一）"]


def test_annotation_whose_method_nobody_said_is_named(tmp_path, folder, plans, parsed, reference):
    (tmp_path / "nm-ports-2022.tasks.jsonl").write_bytes((folder / "nm-ports-2022.tasks.jsonl").read_bytes())
    with pytest.raises(KouanError, match=r"methods\.csv: it lacks nm-ports-2022, tasks"):
        list(measure({"parsed": parsed}, [plans["nm-ports-2022"]], reference, tmp_path))
