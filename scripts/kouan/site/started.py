"""Has every one of the first requests wait until Datasette has started.

Datasette starts with its first request and lets pass those that come meanwhile, which then fail with 500
(https://github.com/simonw/datasette/pull/2887).
"""

import asyncio
from typing import Any

from kouan.site.app import App, Scope


def started_app(datasette: Any) -> App:
    """Return the app of an instance of Datasette, which answers nothing before it has started."""
    app: App = datasette.app()
    lock = asyncio.Lock()
    is_started = False

    async def started(scope: Scope, receive: Any, send: Any) -> None:
        nonlocal is_started
        if not is_started:
            async with lock:
                await datasette.invoke_startup()
                is_started = True
        await app(scope, receive, send)

    return started
