"""The list of all questions by subject, `/-/questions`; a question in another language stays where it is.

Templates get the same by `question_groups()`, and the group of one question by `question_group(name)`.
"""

from collections.abc import Callable
from typing import Any

from datasette import Response, hookimpl

from kouan.site.questions import group_of, question_groups


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Add the page."""
    return [(r"^/-/questions$", questions_page)]


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the functions to all templates."""
    env.globals["question_groups"] = lambda: question_groups(datasette)
    env.globals["question_group"] = lambda name: group_of(datasette, name)


async def questions_page(datasette: Any, request: Any) -> Response:
    """Return the list."""
    return Response.html(await datasette.render_template("questions.html", {}, request=request))
