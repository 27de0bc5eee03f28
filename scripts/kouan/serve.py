"""Serves the built database with Datasette, once for each language, in one process.

Only the files of the build and of `site/` decide what is served; Datasette gets them by its own options.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from datasette.app import Datasette

from kouan.errors import KouanError
from kouan.project import Project
from kouan.publish.site import METADATA_FILES
from kouan.publish.site_metadata import DATABASE
from kouan.site.app import App, combined_app
from kouan.site.build import check_build
from kouan.site.language import EN, LANGUAGES, ZH

_SITE = Path(__file__).parent / "site"
_MOUNT = "static"


@dataclass(frozen=True)
class Site:
    """The site inside this process: its two instances and the ASGI app that serves both."""

    zh: Datasette
    en: Datasette
    app: App

    @property
    def client(self) -> httpx.AsyncClient:
        """A client of the app, without a server or a network."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(app=self.app), base_url="http://localhost")


def serve_site(root: Path, port: int, host: str) -> None:
    """Serve a project's build on a host's port, until it is stopped.

    Raises KouanError where the project has not been built, or where the build is not whole or of another version.
    """
    check_build(Project(root))
    site = make_site(root / "build")
    uvicorn.run(site.app, host=host, port=port, lifespan="off", log_level="info")


def make_site(folder: Path) -> Site:
    """Return the site of a folder with kouan.db, the metadata of both languages, and settings.json."""
    database, settings = _file(folder, f"{DATABASE}.db"), _file(folder, "settings.json")
    instances = {
        language.code: Datasette(
            immutables=[str(database)],
            metadata=_read(_file(folder, METADATA_FILES[language.code])),
            settings={**_read(settings), "base_url": language.address},
            plugins_dir=str(_SITE / "plugins"),
            template_dir=str(_SITE / "templates"),
            static_mounts=[(_MOUNT, str(_SITE / "static"))],
            # Nothing here depends on who asks, so pages of other sites may read it, too.
            cors=True,
        )
        for language in LANGUAGES
    }
    apps = {code: instance.app() for code, instance in instances.items()}
    return Site(zh=instances[ZH.code], en=instances[EN.code], app=combined_app(apps))


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _file(folder: Path, name: str) -> Path:
    if not (folder / name).is_file():
        message = f"{folder / name}: there is no such file. Build the data set first: run `make` or `kouan build`."
        raise KouanError(message)
    return folder / name
