"""The responsibility clauses of the registered plans against what people read in them."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from kouan.extract.clauses import unread_clauses
from kouan.plan import Plan

GOLD = Path(__file__).parents[1] / "gold"
CLAUSES = {"ah-ports-2022": 35, "ah-ftz-2021": 114, "nm-ports-2022": 32, "ah-yrd-2022": 71, "sn-ports-2021": 0}


@pytest.mark.parametrize(("name", "number"), CLAUSES.items())
def test_every_clause_of_the_plans_is_read(name: str, number: int, plans: Mapping[str, Plan]) -> None:
    found = plans[name].outline.clauses
    assert len(found) == number
    assert unread_clauses(plans[name].clean.text, found) == []


@pytest.mark.parametrize("name", ["ah-ports-2022", "ah-ftz-2021", "nm-ports-2022", "ah-yrd-2022"])
def test_every_assignment_of_the_plans(name: str, plans: Mapping[str, Plan]) -> None:
    """Task, clause within the task, role, mention: exactly what people read in the documents."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.assignments.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = Counter((row["task"], row["clause"], row["role"], row["mention"]) for row in rows)
    found: Counter[tuple[str | None, int, str, str]] = Counter()
    seen: Counter[str] = Counter()
    for clause in plans[name].outline.clauses:
        task = plans[name].outline.task_at(clause.start)
        assert task is not None
        seen[task.local] += 1
        for part in clause.parts:
            found.update((task.number, seen[task.local], part.role, mention.text) for mention in part.mentions)
    assert found == expected


@pytest.mark.parametrize("name", ["ah-ftz-2021", "ah-yrd-2022"])
def test_open_ended_lists_of_the_plans(name: str, plans: Mapping[str, Plan]) -> None:
    rows = [json.loads(line) for line in (GOLD / f"{name}.assignments.jsonl").read_text(encoding="utf-8").splitlines()]
    expected = sum(bool(row["open_ended"]) for row in rows)
    mentions = [m for clause in plans[name].outline.clauses for part in clause.parts for m in part.mentions]
    assert sum(mention.is_open_ended for mention in mentions) == expected
