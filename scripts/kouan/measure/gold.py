"""The annotation: one JSON object a line, one file a document and kind."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kouan.errors import KouanError
from kouan.plan import Plan

_FILES = {
    "tasks": "tasks",
    "task_assignments": "assignments",
    "targets": "targets",
    "port_mentions": "ports",
    "project_mentions": "projects",
}
_DOUBT = re.compile(r"borderline|doubtful")
_BRACKETS = str.maketrans({"(": "（", ")": "）"})

Annotation = Mapping[str, Any]
"""A row as its annotator wrote it."""


def read_gold(folder: Path, document_id: str, table: str) -> list[Annotation] | None:
    """Return the annotation of a table in a document, or None where there is none.

    Raises KouanError, naming file and line, where a line is not a JSON object.
    """
    path = folder / f"{document_id}.{_FILES[table]}.jsonl"
    if not path.is_file():
        return None
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_annotation(f"{path}, line {number}", line) for number, line in enumerate(lines, 1)]


def _annotation(place: str, line: str) -> Annotation:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        row = error
    if not isinstance(row, dict):
        message = f"{place}: expected one JSON object, found {line[:40]!r}. Correct the line; see GUIDE.md beside it."
        raise KouanError(message)
    return row


def is_doubtful(row: Annotation) -> bool:
    """Tell whether the annotator was in doubt about a row."""
    return bool(_DOUBT.search(row.get("note") or ""))


def plain(text: str) -> str:
    """Return a printed text so that widths of brackets do not tell two spellings apart."""
    return text.translate(_BRACKETS)


def task_names(plan: Plan) -> dict[str, str]:
    """Return the local id of each task by the names that annotators give it.

    A task is called by its printed number where that is the only one, and by the path of numbers above it: 四（一）1.
    """
    names: dict[str, str] = {}
    numbers = [task.number for task in plan.outline.tasks]
    for task in plan.outline.tasks:
        names[plain(task.path)] = task.local
        if task.number and numbers.count(task.number) == 1:
            names[plain(task.number)] = task.local
    return names
