"""Everything about a body."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from kouan.site.pictures.bars import Bar, work_bar
from kouan.site.profiles.said import Row, rows_of

_AGENCY = """
select agencies.*, parents.name as parent, parents.name_en as parent_en, divisions.name as place,
  divisions.name_en as place_en
from agencies
left join agencies as parents on parents.agency_id = agencies.parent_agency_id
left join divisions on divisions.division_code = agencies.division_code
where agencies.agency_id = ?
"""

_PARTS = """
select agency_id, name as agency, name_en as agency_en, kind from agencies where parent_agency_id = ? order by agency_id
"""

_ALIASES = "select distinct alias from agency_aliases where agency_id = ? order by rowid"

_ISSUED = """
select document_id, role, documents.title as document, documents.title_en as document_en, document_agencies.char_start,
  document_agencies.char_end
from document_agencies
join documents using (document_id)
where agency_id = ?
order by document_id, role
"""

_TASKS = """
select assignment_id, task_assignments.document_id, documents.title as document, documents.title_en as document_en,
  task_id, number, number_en, tasks.title as task, tasks.title_en as task_en, role, mention, scope, due,
  task_assignments.char_start, task_assignments.char_end
from task_assignments
join tasks using (task_id)
join documents on documents.document_id = task_assignments.document_id
where agency_id = ?
order by task_assignments.document_id, tasks.ordinal, clause, task_assignments.ordinal
"""

# The targets for whose sentences a clause with this body answers.
_TARGETS = """
select targets.*, ports.name as port, ports.name_en as port_en, places.short_name as place, places.name_en as place_en,
  documents.title as document, documents.title_en as document_en,
  min(case role when 'lead' then 1 when 'support' then 3 else 2 end) as part, role
from task_assignments
join targets on targets.task_id = task_assignments.task_id
  and coalesce(work_char_start <= targets.char_start and targets.char_end <= work_char_end, true)
join tasks on tasks.task_id = targets.task_id
join documents on documents.document_id = targets.document_id
left join ports using (port_id)
left join divisions as places on places.division_code = targets.division_code
where agency_id = ?
group by target_id
order by deadline_year is null, deadline_year, targets.document_id, targets.char_start, target_id
"""

# In which a body counts for a task in which it has several parts.
_ORDER = ("lead", "support", "joint")


@dataclass(frozen=True)
class Work:
    """A body's tasks in a document: how many by role, as a bar and by the roles with the parts in clauses."""

    row: Row
    bar: Bar
    roles: Sequence[tuple[str, Sequence[Row]]]


@dataclass(frozen=True)
class AgencyProfile:
    """A body's row; bodies under it; other names; documents that it issued; its work; targets that it answers for."""

    row: Row
    parts: Sequence[Row]
    aliases: Sequence[Row]
    issued: Sequence[Row]
    work: Sequence[Work]
    targets: Sequence[Row]


async def agency_profile(datasette: Any, agency_id: str) -> AgencyProfile | None:
    """Return what there is about a body; None if there is no such body."""
    found = await rows_of(datasette, _AGENCY, agency_id)
    if not found:
        return None
    tasks = await rows_of(datasette, _TASKS, agency_id)
    by_document = [list(group) for _, group in groupby(tasks, key=lambda row: row["document_id"])]
    counts = [_counts(group) for group in by_document]
    longest = max((count["tasks"] for count in counts), default=1)
    return AgencyProfile(
        row=found[0],
        parts=await rows_of(datasette, _PARTS, agency_id),
        aliases=await rows_of(datasette, _ALIASES, agency_id),
        issued=await rows_of(datasette, _ISSUED, agency_id),
        work=[
            Work(group[0], work_bar(count, longest), _roles(group))
            for group, count in zip(by_document, counts, strict=True)
        ],
        targets=await rows_of(datasette, _TARGETS, agency_id),
    )


def _counts(rows: Sequence[Row]) -> dict[str, int]:
    """Count tasks, each once: as led where the body leads, else as supported, else as shared."""
    parts: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: _ORDER.index(row["role"])):
        parts.setdefault(row["task_id"], row["role"])
    roles = list(parts.values())
    return {
        "tasks": len(roles),
        "leads": roles.count("lead"),
        "supports": roles.count("support"),
        "shares": roles.count("joint"),
    }


def _roles(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    by_role = ((role, [row for row in rows if row["role"] == role]) for role in _ORDER)
    return [(role, found) for role, found in by_role if found]
