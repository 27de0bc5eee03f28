"""Puts a database that can be paged through whole in the place of each that is served from a file."""

from typing import Any

from datasette import hookimpl

from kouan.site.database import PublishedDatabase


@hookimpl
def startup(datasette: Any) -> None:
    """Replace the databases that do not change, under their own names and addresses."""
    for name, database in list(datasette.databases.items()):
        if database.path and not database.is_mutable:
            datasette.remove_database(name)
            datasette.add_database(
                PublishedDatabase(datasette, database.path, is_mutable=False), name=name, route=database.route
            )
