"""Gives templates the address of a file of the site with the digest of its bytes: `static_file("kouan.css")`.

Whoever has such a file may keep it for ever, since other bytes get another address (`kouan.site.answers`).
"""

from functools import cache
from pathlib import Path
from typing import Any

from datasette import hookimpl

from kouan.site.answers import digest

_FOLDER = Path(__file__).parent.parent / "static"


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the function to all templates."""

    @cache
    def static_file(name: str) -> str:
        return f"{datasette.urls.path(f'/static/{name}')}?{digest((_FOLDER / name).read_bytes())}"

    env.globals["static_file"] = static_file
