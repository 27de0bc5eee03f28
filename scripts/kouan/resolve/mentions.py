"""Rows of what documents say of ports and projects, and of those that no reference list knows."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kouan.plan import Plan
from kouan.resolve.ports import KnownPorts, resolve_ports
from kouan.resolve.ports import plain as plain_port
from kouan.resolve.projects import KnownProjects, resolve_projects
from kouan.resolve.projects import plain as plain_project
from kouan.rows import Row

_PORT_FACTS = (
    "name_en", "division_code", "parent_port_id", "iata_code", "unlocode", "latitude", "longitude",
    "coordinates_source", "code_source",
)  # fmt: skip
_PROJECT_FACTS = ("name_en", "division_code", "port_id")


def port_rows(plans: Sequence[Plan], known: KnownPorts) -> tuple[list[Row], list[Row]]:
    """Return the port mentions of documents, and rows for the ports that are not known, under ids of their own."""
    resolved = [(plan, port) for plan in plans for port in resolve_ports(plan.ports, known, plan.setting.division_code)]
    named = ((plan, plain_port(port.mention.name)) for plan, port in resolved if port.port_id is None)
    own = _own_ids("port", named)
    mentions: list[Row] = []
    unknown: dict[str, Row] = {}
    for plan, port in resolved:
        mention = port.mention
        port_id = port.port_id or own[plain_port(mention.name)]
        if port.port_id is None:
            facts: Row = {"name": mention.name, "kind": mention.kind, "mode": mention.mode, "match_status": "no_source"}
            unknown.setdefault(port_id, {"port_id": port_id, **facts, **dict.fromkeys(_PORT_FACTS)})
        mentions.append(
            {
                "port_id": port_id,
                "document_id": plan.document_id,
                "task_id": plan.task_id(mention.task),
                "mention": mention.mention,
                "status": mention.status,
                "class": mention.port_class,
                **plan.traced(mention.start, mention.end),
                "method": "parsed",
            }
        )
    return mentions, list(unknown.values())


def project_rows(plans: Sequence[Plan], known: KnownProjects) -> tuple[list[Row], list[Row]]:
    """Return the project mentions of documents, and rows for the projects not known, under ids of their own."""
    resolved = [(plan, project) for plan in plans for project in resolve_projects(plan.projects, known)]
    named = ((plan, plain_project(project.mention.name)) for plan, project in resolved if project.project_id is None)
    own = _own_ids("project", named)
    mentions: list[Row] = []
    unknown: dict[str, Row] = {}
    for plan, project in resolved:
        mention = project.mention
        project_id = project.project_id or own[plain_project(mention.name)]
        if project.project_id is None:
            facts: Row = {"name": mention.name, "kind": mention.kind}
            unknown.setdefault(project_id, {"project_id": project_id, **facts, **dict.fromkeys(_PROJECT_FACTS)})
        mentions.append(
            {
                "project_id": project_id,
                "document_id": plan.document_id,
                "task_id": plan.task_id(mention.task),
                "mention": mention.mention,
                "action": mention.action,
                **plan.traced(mention.start, mention.end),
                "method": "parsed",
            }
        )
    return mentions, list(unknown.values())


def _own_ids(kind: str, named: Iterable[tuple[Plan, str]]) -> dict[str, str]:
    """Return ids for unknown things, numbered within the document that names each first."""
    ids: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for plan, name in named:
        if name not in ids:
            counts[plan.document_id] += 1
            ids[name] = f"{plan.document_id}.{kind}{counts[plan.document_id]}"
    return ids
