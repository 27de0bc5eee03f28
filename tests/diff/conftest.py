"""Small releases: the descriptor of two tables and their rows, to be changed and compared."""

import copy
import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

TASKS = [
    ("p.1", "1", "1", "1﹒推进口岸建设。", "0", "9"),
    ("p.2", "2", "2", "2﹒推动通关便利化。", "10", "20"),
    ("p.3", "3", "3", "3﹒发展口岸经济。", "21", "30"),
]
MENTIONS = [("p.1.hefei", "p.1", "合肥空港"), ("p.3.wuhu", "p.3", "芜湖港")]
COLUMNS = {
    "tasks": ("task_id", "ordinal", "number", "text", "char_start", "char_end"),
    "mentions": ("mention_id", "task_id", "mention"),
}
NUMBERS = {"ordinal", "char_start", "char_end"}


@dataclass
class Made:
    """A release in memory; change it, then write it."""

    descriptor: dict
    rows: dict[str, list[tuple[str, ...]]]

    def fields(self, table):
        return next(one for one in self.descriptor["resources"] if one["name"] == table)["schema"]["fields"]

    def write(self, folder: Path) -> Path:
        (folder / "csv").mkdir(parents=True)
        for resource in self.descriptor["resources"]:
            if "schema" not in resource:
                continue
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(field["name"] for field in resource["schema"]["fields"])
            writer.writerows(self.rows[resource["name"]])
            (folder / resource["path"]).write_text(text.getvalue(), encoding="utf-8")
        (folder / "datapackage.json").write_text(json.dumps(self.descriptor, ensure_ascii=False), encoding="utf-8")
        return folder


def table(name):
    fields = [
        {"name": column, "type": "integer" if column in NUMBERS else "string", "title_en": column.capitalize()}
        for column in COLUMNS[name]
    ]
    schema = {"fields": fields, "primaryKey": [COLUMNS[name][0]]}
    if name == "mentions":
        schema["foreignKeys"] = [{"fields": ["task_id"], "reference": {"resource": "tasks", "fields": ["task_id"]}}]
    return {"name": name, "path": f"csv/{name}.csv", "description_en": f"The {name}.", "schema": schema}


@pytest.fixture
def first_release() -> Made:
    return Made(
        {"name": "plans", "version": "2026.11.0", "resources": [table("mentions"), table("tasks")]},
        {"tasks": list(TASKS), "mentions": list(MENTIONS)},
    )


@pytest.fixture
def next_release(first_release: Made) -> Made:
    made = copy.deepcopy(first_release)
    made.descriptor["version"] = "2026.12.0"
    return made


@pytest.fixture
def renumbered(next_release: Made) -> Made:
    """The next release, in which a task came after the first."""
    next_release.rows["tasks"] = [
        TASKS[0],
        ("p.2", "2", "2", "2﹒支持综合保税区。", "10", "20"),
        ("p.3", "3", "3", "3﹒推动通关便利化。", "21", "31"),
        ("p.4", "4", "4", "4﹒发展口岸经济。", "32", "41"),
    ]
    next_release.rows["mentions"] = [MENTIONS[0], ("p.4.wuhu", "p.4", "芜湖港")]
    return next_release
