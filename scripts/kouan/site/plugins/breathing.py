"""Lets others be answered while a page with thousands of rows is made, which else would hold up the whole server.

Templates call `breathe()` now and then, and so does the making of cells.
"""

import asyncio
from collections.abc import Awaitable
from itertools import count
from typing import Any

from datasette import hookimpl

# About two milliseconds of work.
_CELLS = 64

_NUMBERS = count(1)


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Add the function to all templates."""
    env.globals["breathe"] = breathe


@hookimpl(tryfirst=True)
def render_cell() -> Awaitable[None] | None:
    """Show no cell in another way, and pause at some."""
    return _pause() if next(_NUMBERS) % _CELLS == 0 else None


async def breathe() -> str:
    """Give way to other requests; what it returns shows nothing."""
    await asyncio.sleep(0)
    return ""


async def _pause() -> None:
    await asyncio.sleep(0)
