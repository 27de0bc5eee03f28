"""Everything about a port."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kouan.site.profiles.said import Row, Said, rows_of, sayings

_PORT = """
select ports.*, parents.name as parent, parents.name_en as parent_en, places.name as place, places.name_en as place_en,
  provinces.name as province, provinces.name_en as province_en
from ports
left join ports as parents on parents.port_id = ports.parent_port_id
left join divisions as places on places.division_code = ports.division_code
left join divisions as provinces on provinces.division_code = substr(ports.division_code, 1, 2) || '0000'
where ports.port_id = ?
"""

_PARTS = "select port_id, name as port, name_en as port_en, kind from ports where parent_port_id = ? order by port_id"

_MENTIONS = """
select port_mentions.*, documents.title as document, documents.title_en as document_en, tasks.title as task,
  tasks.title_en as task_en, tasks.number, tasks.number_en
from port_mentions
join documents using (document_id)
left join tasks using (task_id)
where port_id = ?
order by document_id, port_mentions.char_start
"""

_TARGETS = """
select targets.*, ports.name as port, ports.name_en as port_en,
  documents.title as document, documents.title_en as document_en
from targets
join ports using (port_id)
join documents using (document_id)
where ? in (ports.port_id, parent_port_id)
order by deadline_year is null, deadline_year, document_id, targets.char_start, target_id
"""

_PROJECTS = """
select projects.project_id, projects.name as project, projects.name_en as project_en, projects.kind, action,
  ports.port_id, ports.name as port, ports.name_en as port_en, documents.title as document,
  documents.title_en as document_en, document_id, task_id, project_mention_id, project_mentions.quote
from projects
join ports using (port_id)
join project_mentions using (project_id)
join documents using (document_id)
where ? in (ports.port_id, parent_port_id)
order by project_id, document_id, project_mentions.char_start
"""

# A clause answers for a task's speaking of the port if the sentences that it is for have the port in them.
_TASKS = """
with spoken (task_id, char_start, char_end) as (
  select task_id, char_start, char_end from port_mentions where port_id = ?1
  union
  select task_id, char_start, char_end from targets where port_id = ?1
  union
  select task_id, project_mentions.char_start, project_mentions.char_end
  from project_mentions join projects using (project_id) where port_id = ?1
)
select tasks.document_id, tasks.task_id, tasks.number, tasks.number_en, tasks.title as task,
  tasks.title_en as task_en, documents.title as document,
  documents.title_en as document_en, role, agency_id, coalesce(agencies.name, mention) as agency,
  agencies.name_en as agency_en
from tasks
join documents on documents.document_id = tasks.document_id
left join task_assignments on task_assignments.task_id = tasks.task_id and exists (
  select 1 from spoken where spoken.task_id = tasks.task_id
    and coalesce(work_char_start <= spoken.char_start and spoken.char_end <= work_char_end, true)
)
left join agencies using (agency_id)
where tasks.task_id in (select task_id from spoken)
order by tasks.document_id, tasks.ordinal, clause, role = 'support', task_assignments.ordinal
"""


@dataclass(frozen=True)
class Task:
    """A task that speaks of the port, and who answers for that: roles with bodies, each once."""

    row: Row
    roles: Sequence[tuple[str, Sequence[Row]]]


@dataclass(frozen=True)
class PortProfile:
    """A port's own row; its areas and sites; states by document; then what is said of it, promised, built and done."""

    row: Row
    parts: Sequence[Row]
    states: Sequence[tuple[Row, Sequence[str], Sequence[Row]]]
    mentions: Sequence[Said]
    targets: Sequence[Row]
    projects: Sequence[Sequence[Row]]
    tasks: Sequence[Task]


async def port_profile(datasette: Any, port_id: str) -> PortProfile | None:
    """Return what there is about a port; None if there is no such port."""
    found = await rows_of(datasette, _PORT, port_id)
    if not found:
        return None
    mentions = await rows_of(datasette, _MENTIONS, port_id)
    projects = await rows_of(datasette, _PROJECTS, port_id)
    return PortProfile(
        row=found[0],
        parts=await rows_of(datasette, _PARTS, port_id),
        states=_states(mentions),
        mentions=await sayings(datasette, "port_mentions", "port_mention_id", mentions),
        targets=await rows_of(datasette, _TARGETS, port_id),
        projects=[list(group) for _, group in groupby(projects, key=lambda row: row["project_id"])],
        tasks=_tasks(await rows_of(datasette, _TASKS, port_id)),
    )


def _states(mentions: Sequence[Row]) -> list[tuple[Row, list[str], list[Row]]]:
    """Return for each document the states that it gives and a mention for each class, each once."""
    by_document = [list(group) for _, group in groupby(mentions, key=lambda row: row["document_id"])]
    return [
        (group[0], _each_once(group, "status"), list({row["class"]: row for row in group if row["class"]}.values()))
        for group in by_document
    ]


def _tasks(rows: Sequence[Row]) -> list[Task]:
    return [
        Task(group[0], _roles(group))
        for group in (list(group) for _, group in groupby(rows, key=lambda row: row["task_id"]))
    ]


def _roles(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    roles = _each_once(rows, "role")
    return [(role, list({row["agency"]: row for row in rows if row["role"] == role}.values())) for role in roles]


def _each_once(rows: Sequence[Row], column: str) -> list[str]:
    return list(dict.fromkeys(str(row[column]) for row in rows if row[column] is not None))
