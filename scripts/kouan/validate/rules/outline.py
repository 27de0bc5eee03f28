"""Rules about the order of passages and tasks, and about what stands below what."""

from collections.abc import Iterator
from itertools import pairwise

from kouan.validate.dataset import Dataset, meet, optional_text, span, text, whole
from kouan.validate.problems import Problem

_NO_TEXT = ("contents", "furniture", "repeat")


def ordinals_run_from_one(dataset: Dataset) -> Iterator[Problem]:
    """Within a document passages and tasks are numbered 1, 2, 3 ... in the order of the rows."""
    for table in ("passages", "tasks"):
        for rows in dataset.of_document(table).values():
            for ordinal, row in enumerate(rows, 1):
                if row["ordinal"] != ordinal:
                    message = f"expected {ordinal}, found {row['ordinal']}. Number a document's rows without holes."
                    yield dataset.problem(table, row, "ordinal", message)
                    break


def tasks_follow_the_text(dataset: Dataset) -> Iterator[Problem]:
    """Tasks stand in the order in which the document prints them; a sub-item does not come before its parent."""
    for rows in dataset.of_document("tasks").values():
        for before, row in pairwise(rows):
            if whole(row, "char_start") < whole(before, "char_start"):
                message = f"it begins before {before['task_id']}, whose ordinal is smaller. Put span or order right."
                yield dataset.problem("tasks", row, "char_start", message)


def passages_know_their_task(dataset: Dataset) -> Iterator[Problem]:
    """Passages of the text that lie in a task's span name a task."""
    tasks = dataset.of_document("tasks")
    for row in dataset.tables["passages"]:
        if row["task_id"] is None and row["kind"] not in _NO_TEXT:
            around = (task for task in tasks.get(text(row, "document_id"), []) if meet(span(row), span(task)))
            task = next(around, None)
            if task is not None:
                message = f"the passage lies in task {task['task_id']} and names none. Give the task_id."
                yield dataset.problem("passages", row, "task_id", message)


def hierarchies_have_no_circle(dataset: Dataset) -> Iterator[Problem]:
    """Nothing stands below itself: tasks, agencies, ports, divisions, and every table that refers to itself."""
    for table in dataset.package.tables:
        for key in table.foreign_keys:
            if key.table != table.name:
                continue
            above = {text(row, key.reference): optional_text(row, key.column) for row in dataset.tables[table.name]}
            for row in dataset.tables[table.name]:
                if _is_below_itself(text(row, key.reference), above):
                    message = f"{row[key.reference]} stands below itself by way of {row[key.column]}. Break the circle."
                    yield dataset.problem(table.name, row, key.column, message)


def _is_below_itself(start: str, above: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    place = above.get(start)
    while place is not None and place not in seen:
        if place == start:
            return True
        seen.add(place)
        place = above.get(place)
    return False


RULES = (ordinals_run_from_one, tasks_follow_the_text, passages_know_their_task, hierarchies_have_no_circle)
