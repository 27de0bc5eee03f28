"""Stops Datasette from printing a traceback with all variables for every error, a mistyped address included.

It does so wherever the library rich is installed (https://github.com/simonw/datasette/issues/1416, meant for
development), and frictionless brings rich with it. Printing blocks the server: a few wrong addresses a second are
enough to stop it. There is no setting for it, so the module's reference to rich is taken away.
"""

from typing import Any

from datasette import handle_exception, hookimpl


@hookimpl
def startup(datasette: Any) -> None:  # noqa: ARG001 - the hook is called with it
    """Forget rich before the first request."""
    handle_exception.rich = None
