"""The questions of the site by subject, for templates and pages: titles, addresses and files."""

from dataclasses import dataclass
from typing import Any

from kouan.publish.site_metadata import DATABASE


@dataclass(frozen=True)
class Question:
    """A canned query.

    Attributes:
        title: The question.
        description: What its answer holds.
        parameters: What can be filled in, in words.
        href: The address of its page; files are at the same address with .csv, .excel or .json.
        on_front_page: Whether it is one of those that the front page shows.
    """

    name: str
    title: str
    description: str
    parameters: tuple[str, ...]
    href: str
    on_front_page: bool


@dataclass(frozen=True)
class Group:
    """Questions about one subject."""

    name: str
    title: str
    questions: tuple[Question, ...]


def question_groups(datasette: Any) -> list[Group]:
    """Return the groups that have questions, in the order of metadata.yml."""
    about = (datasette.metadata("databases") or {}).get(DATABASE) or {}
    groups: dict[str, str] = about.get("query_groups") or {}
    found: dict[str, list[Question]] = {name: [] for name in groups}
    for name, query in (about.get("queries") or {}).items():
        if query.get("group") in found:
            found[query["group"]].append(_question(datasette, name, query))
    return [Group(name, title, tuple(found[name])) for name, title in groups.items() if found[name]]


def group_of(datasette: Any, name: str) -> Group | None:
    """Return the group of a question; None for a query that is none."""
    return next(
        (group for group in question_groups(datasette) if any(one.name == name for one in group.questions)), None
    )


def _question(datasette: Any, name: str, query: dict[str, Any]) -> Question:
    return Question(
        name=name,
        title=query["title"],
        description=query["summary"],
        parameters=tuple(part["title"] for part in query["parameters"].values()),
        href=str(datasette.urls.query(DATABASE, name)),
        on_front_page=query["front_page"],
    )
