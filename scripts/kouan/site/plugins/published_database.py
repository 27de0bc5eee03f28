"""Puts a database that can be paged through whole in the place of each that is served from a file.

Where all are such files, Datasette's own database about them does not change either.
"""

from typing import Any

from datasette import hookimpl

from kouan.site.database import InternalDatabase, PublishedDatabase

_INTERNAL = "_internal"


@hookimpl
def startup(datasette: Any) -> None:
    """Replace the databases that do not change, under their own names and addresses."""
    for name, database in list(datasette.databases.items()):
        if database.path and not database.is_mutable:
            datasette.remove_database(name)
            datasette.add_database(
                PublishedDatabase(datasette, database.path, is_mutable=False), name=name, route=database.route
            )
    internal = datasette.databases[_INTERNAL]
    if all(not database.is_mutable for name, database in datasette.databases.items() if name != _INTERNAL):
        datasette.remove_database(_INTERNAL)
        datasette.add_database(InternalDatabase(datasette, memory_name=internal.memory_name), name=_INTERNAL)
