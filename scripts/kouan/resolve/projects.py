"""Project names to project ids: one project has one id in every document."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from kouan.extract.projects import ProjectMention
from kouan.resolve.ports import plain as plain_port

_MARKS = re.compile(r"[“”‘’]")
_SORT = re.compile(r"(?:建设|重大){0,9}(?:项目|工程)?(?:建设)?$")


def plain(name: str) -> str:
    """Return a project's name without what never tells two apart: 合肥国际陆港 of 合肥国际陆港项目."""
    bare = _MARKS.sub("", plain_port(name))
    return _SORT.sub("", bare) or bare


@dataclass(frozen=True)
class KnownProjects:
    """The projects of the reference list by their names, plain."""

    ids: Mapping[str, str]

    def find(self, name: str) -> str | None:
        """Return the id of a project by any of its names, or None for one that the list does not hold."""
        return self.ids.get(plain(name))


def known_projects(projects: Iterable[Mapping[str, str]], aliases: Iterable[Mapping[str, str]]) -> KnownProjects:
    """Build the list from rows with project_id and name, and rows with alias and project_id."""
    ids = {plain(row["name"]): row["project_id"] for row in projects}
    return KnownProjects(ids | {plain(row["alias"]): row["project_id"] for row in aliases})


@dataclass(frozen=True)
class ResolvedProject:
    """What a document says of one project in one task; `project_id` is None for one that the list does not hold."""

    project_id: str | None
    mention: ProjectMention


def resolve_projects(mentions: Sequence[ProjectMention], known: KnownProjects) -> list[ResolvedProject]:
    """Return one row for each project and task, in the order of their spans: the first that says what is done."""

    def key(mention: ProjectMention) -> tuple[str, str]:
        return mention.task or "", known.find(mention.name) or plain(mention.name)

    best = [
        min(group, key=lambda mention: (mention.action == "other", mention.start))
        for _, group in groupby(sorted(mentions, key=key), key=key)
    ]
    resolved = [ResolvedProject(known.find(mention.name), mention) for mention in best]
    return sorted(
        resolved,
        key=lambda project: (project.mention.start, project.mention.end, project.project_id or project.mention.name),
    )
