"""Rows of what documents say of ports and projects, and of those that no reference list knows."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kouan.extract.ports import PortMention
from kouan.extract.projects import ProjectMention
from kouan.plan import Plan
from kouan.resolve.divisions import DivisionIndex
from kouan.resolve.ports import KnownPorts, resolve_ports
from kouan.resolve.ports import plain as plain_port
from kouan.resolve.projects import KnownProjects, resolve_projects
from kouan.resolve.projects import plain as plain_project
from kouan.rows import Row, Value

_PORT_BLANKS = (
    "name_en", "parent_port_id", "iata_code", "unlocode", "latitude", "longitude", "coordinates_source", "code_source",
)  # fmt: skip
_PROJECT_BLANKS = ("name_en", "port_id")
_DIGITS = 16
"""Of hexadecimal: enough that no two of the names of millions of plans share an id."""
_SHORTEST_PLACE = 2


@dataclass(frozen=True)
class _Found:
    """A mention in its plan: the id of what it names, None if no list knows it; what is said; what the name tells."""

    plan: Plan
    mention: PortMention | ProjectMention
    known_id: str | None
    plain_name: str
    says: Mapping[str, Value]
    facts: Mapping[str, Value]


def port_rows(plans: Sequence[Plan], known: KnownPorts, divisions: DivisionIndex) -> tuple[list[Row], list[Row]]:
    """Return the port mentions of documents, and rows for the ports that are not known, under ids of their own.

    What several documents name is described as the first of them does. An unknown port lies in the division that its
    name begins with.
    """
    found = [
        _Found(
            plan,
            port.mention,
            port.port_id,
            plain_port(port.mention.name),
            {"status": port.mention.status, "class": port.mention.port_class},
            {"mode": port.mention.mode, "match_status": "no_source", **dict.fromkeys(_PORT_BLANKS)},
        )
        for plan in plans
        for port in resolve_ports(plan.ports, known, plan.setting.division_code)
    ]
    return _rows("port", found, divisions)


def project_rows(plans: Sequence[Plan], known: KnownProjects, divisions: DivisionIndex) -> tuple[list[Row], list[Row]]:
    """Return the project mentions of documents, and rows for the projects not known, as `port_rows` does."""
    found = [
        _Found(
            plan,
            project.mention,
            project.project_id,
            plain_project(project.mention.name),
            {"action": project.mention.action},
            dict.fromkeys(_PROJECT_BLANKS),
        )
        for plan in plans
        for project in resolve_projects(plan.projects, known)
    ]
    return _rows("project", found, divisions)


def _rows(noun: str, found: Sequence[_Found], divisions: DivisionIndex) -> tuple[list[Row], list[Row]]:
    key = f"{noun}_id"
    mentions: list[Row] = []
    unknown: dict[str, Row] = {}
    for one in found:
        plan, mention = one.plan, one.mention
        thing_id = one.known_id or _own_id(noun, one.plain_name)
        if one.known_id is None and thing_id not in unknown:
            division = _division_of(mention.name, divisions, plan.setting.division_code)
            named: Row = {key: thing_id, "name": mention.name, "kind": mention.kind, "division_code": division}
            unknown[thing_id] = named | dict(one.facts)
        mentions.append(
            {
                key: thing_id,
                "document_id": plan.document_id,
                "task_id": plan.task_id(mention.task),
                "mention": mention.mention,
                **one.says,
                **plan.said(mention.task, mention.start, mention.end),
                "method": "parsed",
            }
        )
    return mentions, list(unknown.values())


def _own_id(noun: str, plain_name: str) -> str:
    """Return the id of an unknown thing by its plain name.

    It ends in a digest of the name, not in a running number, and names no document: so it depends on nothing else that
    is read, and one document alone has the rows that it has among many.
    """
    return f"{noun}-{hashlib.sha256(plain_name.encode()).hexdigest()[:_DIGITS]}"


def _division_of(name: str, divisions: DivisionIndex, within: str | None) -> str | None:
    """Return the division whose full or short name a name begins with, the longest that is one."""
    found = (divisions.find(name[:end], within) for end in range(len(name) - 1, _SHORTEST_PLACE - 1, -1))
    return next((code for code in found if code), None)
