"""Gives templates what a code means: `code_label(database, table, column, value)`, None for a value without a label."""

from typing import Any

from datasette import hookimpl

from kouan.site.code_labels import code_label


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the function to all templates."""
    env.globals["code_label"] = lambda *args: code_label(datasette, *args)
