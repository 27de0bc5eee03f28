"""Rows of a document's own text: passages, tasks and who answers for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kouan.extract.clauses import Clause
from kouan.extract.mentions import Mention
from kouan.outline.passages import cover
from kouan.outline.tasks import Task
from kouan.plan import Plan
from kouan.resolve.agencies import Agencies
from kouan.rows import Row

_PATH = " > "
_EDGES = " \n\t，,；;。、"


def passage_rows(plan: Plan) -> Iterator[Row]:
    """Yield the rows that cover a whole document, furniture included."""
    stretches = cover(plan.clean, plan.outline.passages, len(plan.source.text))
    for ordinal, stretch in enumerate(stretches, 1):
        yield {
            "passage_id": f"{plan.document_id}.p{ordinal}",
            "document_id": plan.document_id,
            "ordinal": ordinal,
            "kind": stretch.kind,
            "heading_path": _PATH.join(stretch.heading_path) or None,
            "task_id": plan.task_id(stretch.task),
            "text": stretch.text,
            "char_start": stretch.start,
            "char_end": stretch.end,
            "method": "parsed",
        }


def task_rows(plan: Plan) -> Iterator[Row]:
    """Yield a row for each task in printed order."""
    for ordinal, task in enumerate(plan.outline.tasks, 1):
        yield {
            "task_id": plan.task_id(task.local),
            "document_id": plan.document_id,
            "ordinal": ordinal,
            "number": task.number,
            "parent_task_id": plan.task_id(task.parent),
            "heading_path": _PATH.join(task.heading_path) or None,
            "title": task.title,
            **plan.traced(task.start, task.end, "text"),
            "method": "parsed",
        }


def assignment_rows(plan: Plan, agencies: Agencies) -> Iterator[Row]:
    """Yield a row for each agency of each clause, once in each role; one that resolves to no body has no agency_id.

    The work of a clause is the task's text since the clause before it in the same task.
    """
    for task, clauses in _clauses_by_task(plan).items():
        begin = task.start
        for number, clause in enumerate(clauses, 1):
            clause_start, clause_end = plan.clean.span(clause.start, clause.end)
            work_start, work_end = _work(plan, begin, clause.start)
            begin = clause.end
            duties = (duty for duty in _duties(plan, clause, agencies) if not duty.is_repeated)
            for ordinal, duty in enumerate(duties, 1):
                mention = duty.mention
                yield {
                    "task_id": plan.task_id(task.local),
                    "document_id": plan.document_id,
                    "clause": number,
                    "ordinal": ordinal,
                    "role": duty.role,
                    "agency_id": duty.agency_id,
                    "mention": mention.text,
                    "is_open_ended": mention.is_open_ended,
                    "scope": clause.scope,
                    "due": clause.due,
                    **plan.traced(mention.start, mention.end),
                    "clause_char_start": clause_start,
                    "clause_char_end": clause_end,
                    "work_char_start": work_start,
                    "work_char_end": work_end,
                    "method": "parsed",
                }


def repeated_mentions(plan: Plan, clause: Clause, agencies: Agencies) -> Iterator[Mention]:
    """Yield the names in a clause of bodies that it names before in the same role."""
    return (duty.mention for duty in _duties(plan, clause, agencies) if duty.is_repeated)


@dataclass(frozen=True)
class _Duty:
    """A body that a clause names: its role, its name and its id, and whether it has that role there already."""

    role: str
    mention: Mention
    agency_id: str | None
    is_repeated: bool


def _duties(plan: Plan, clause: Clause, agencies: Agencies) -> Iterator[_Duty]:
    seen: set[tuple[str, str]] = set()
    for part in clause.parts:
        for mention in part.mentions:
            agency_id = agencies.find(mention.full, plan.setting.division_code)
            key = part.role, agency_id or mention.full
            yield _Duty(part.role, mention, agency_id, key in seen)
            seen.add(key)


def _clauses_by_task(plan: Plan) -> dict[Task, list[Clause]]:
    """Group clauses by the innermost task around each."""
    grouped: dict[Task, list[Clause]] = {}
    for clause in plan.outline.clauses:
        task = plan.outline.task_at(clause.start)
        if task is not None:
            grouped.setdefault(task, []).append(clause)
    return grouped


def _work(plan: Plan, start: int, end: int) -> tuple[int | None, int | None]:
    text = plan.clean.text
    while start < end and text[start] in _EDGES:
        start += 1
    return plan.clean.span(start, end) if start < end else (None, None)
