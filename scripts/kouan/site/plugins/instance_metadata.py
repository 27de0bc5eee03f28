"""Lets every template, those of error pages included, reach the metadata of the whole site: `instance_metadata()`.

Datasette gives most pages the metadata of their own table or query, and errors none; the footer is the same on all.
"""

from typing import Any

from datasette import hookimpl


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the function to all templates."""
    env.globals["instance_metadata"] = datasette.metadata
