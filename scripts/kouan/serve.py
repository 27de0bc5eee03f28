"""Serves the built database with Datasette, once for each language, in one process.

Only the files of the build and of `site/` decide what is served; Datasette gets them by its own options.
"""

import json
import os
from contextlib import suppress
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
from kouan.publish.switch import finish, is_interrupted, locked
from kouan.site.app import App, combined_app
from kouan.site.asked import readable_app
from kouan.site.build import Stamp, build_stamp, check_build
from kouan.site.cache import Cache, answering_app
from kouan.site.connections import BoundedProtocol
from kouan.site.current import CurrentSite
from kouan.site.database import PublishedDatabase
from kouan.site.headers import with_headers
from kouan.site.lanes import in_lanes
from kouan.site.language import EN, LANGUAGES, ZH
from kouan.site.metadata import FixedMetadata
from kouan.site.started import started_app

_SITE = Path(__file__).parent / "site"
_MOUNT = "static"

_MEGABYTE = 1_000_000
_ROOT, _CACHE = "KOUAN_SERVED_ROOT", "KOUAN_CACHE_MEGABYTES"


@dataclass(frozen=True)
class Site:
    """The site inside this process: its two instances and the ASGI app that serves both."""

    zh: Datasette
    en: Datasette
    app: App
    cache: Cache
    stamp: Stamp

    @property
    def client(self) -> httpx.AsyncClient:
        """A client of the app, without a server or a network."""
        return httpx.AsyncClient(transport=httpx.ASGITransport(app=self.app), base_url="http://localhost")

    def close(self) -> None:
        """Let go of answers and, with their threads and processes, of connections to the database."""
        self.cache.clear()
        for instance in (self.zh, self.en):
            instance.executor.shutdown(wait=False)
            for database in instance.databases.values():
                if isinstance(database, PublishedDatabase):
                    database.retire()


def serve_site(root: Path, port: int, host: str, workers: int, cache_megabytes: int) -> None:
    """Serve a project's build on a host's port, until it is stopped; a new build as soon as it is there.

    Each worker is a process, with a cache of its own of at most that many megabytes.

    Raises KouanError where the project has not been built, or where the build is not whole or of another version.
    """
    _finish_build(Project(root))
    check_build(Project(root))
    options: dict[str, Any] = {
        "host": host,
        "port": port,
        "lifespan": "off",
        "log_level": "info",
        "access_log": False,
        "http": BoundedProtocol,
    }
    if workers == 1:
        uvicorn.run(current_site(root, cache_megabytes), **options)
        return
    # Workers begin anew and have nothing but their environment.
    os.environ |= {_ROOT: str(root), _CACHE: str(cache_megabytes)}
    uvicorn.run("kouan.serve:worker_site", factory=True, workers=workers, **options)


def _finish_build(project: Project) -> None:
    """Put the rest of a new build in place, if one was interrupted there and this user may write; check_build tells."""
    if is_interrupted(project.build):
        with suppress(KouanError), locked(project.build):
            finish(project.root, project.build)


def worker_site() -> App:
    """Return what a worker of `serve_site` serves."""
    return current_site(Path(os.environ[_ROOT]), int(os.environ[_CACHE]))


def current_site(root: Path, cache_megabytes: int, interval: float = 1.0) -> CurrentSite:
    """Return the app that serves the build of a project, and the next one once it is there.

    It looks for one at each request, but not more often than once in that many seconds.
    """
    project = Project(root)

    def opened() -> Site:
        _finish_build(project)
        check_build(project)
        site = make_site(project.build, cache_megabytes)
        if is_interrupted(project.build) or build_stamp(project.build) != site.stamp:
            site.close()
            message = f"{project.build}: it was replaced while it was opened. It is opened again at the next look."
            raise KouanError(message)
        return site

    def stamp() -> Stamp:
        # One that was interrupted before its first file was moved has to be finished, too.
        return () if is_interrupted(project.build) else build_stamp(project.build)

    return CurrentSite(opened, stamp, interval)


def make_site(folder: Path, cache_megabytes: int = 0) -> Site:
    """Return the site of a folder with kouan.db, the metadata of both languages, and settings.json.

    Answers are kept in memory up to that many megabytes.
    """
    stamp, cache = build_stamp(folder), Cache(cache_megabytes * _MEGABYTE)
    database, settings = _file(folder, f"{DATABASE}.db"), _file(folder, "settings.json")
    instances = {
        language.code: Datasette(
            immutables=[str(database)],
            metadata=FixedMetadata(_read(_file(folder, METADATA_FILES[language.code]))),
            settings={**_read(settings), "base_url": language.address},
            plugins_dir=str(_SITE / "plugins"),
            template_dir=str(_SITE / "templates"),
            static_mounts=[(_MOUNT, str(_SITE / "static"))],
            # Nothing here depends on who asks, so pages of other sites may read it, too.
            cors=True,
        )
        for language in LANGUAGES
    }
    apps = {code: started_app(instance) for code, instance in instances.items()}
    # Headers and lanes lie behind the answers that are kept, which have the ones and need none of the others.
    app = answering_app(
        with_headers(readable_app(in_lanes(combined_app(apps)))), cache, lambda: build_stamp(folder) == stamp
    )
    return Site(zh=instances[ZH.code], en=instances[EN.code], app=app, cache=cache, stamp=stamp)


def _read(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _file(folder: Path, name: str) -> Path:
    if not (folder / name).is_file():
        message = f"{folder / name}: there is no such file. Build the data set first: run `make` or `kouan build`."
        raise KouanError(message)
    return folder / name
