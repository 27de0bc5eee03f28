"""Gives templates the address of all rows of a table's page, in a format: `all_rows("json")`.

A page has some of the rows that its filters let through; the address keeps the filters, not the place in the pages.
"""

from typing import Any

from datasette import hookimpl
from datasette.utils import path_with_format, path_with_replaced_args
from jinja2 import pass_context


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the function to all templates."""

    @pass_context
    def all_rows(context: Any, extension: str) -> str:
        request = context["request"]
        path = path_with_format(request=request, format=extension).partition("?")[0]
        changed = {"_size": "max", "_next": None, "_facet_size": None}
        return str(datasette.urls.path(path_with_replaced_args(request, changed, path=path)))

    env.globals["all_rows"] = all_rows
