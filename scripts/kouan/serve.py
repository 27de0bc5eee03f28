"""Serves the built database with Datasette: its command line, and the same site inside this process.

Only the files of the build and of `site/` decide what is served; Datasette gets them by its own options.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from kouan.errors import KouanError
from kouan.publish.site_metadata import DATABASE

HOST = "127.0.0.1"
_SITE = Path(__file__).parent / "site"
_MOUNT = "static"


def serve_site(root: Path, port: int) -> None:
    """Serve a project's build on 127.0.0.1 in place of this process, until it is stopped.

    Raises KouanError where the project has not been built.
    """
    command = serve_command(root / "build", port)
    sys.stdout.flush()
    os.execv(command[0], command)  # noqa: S606 - our own interpreter, no shell


def serve_command(folder: Path, port: int) -> list[str]:
    """Return the command that serves a folder with kouan.db, metadata.json and settings.json."""
    database, metadata, settings = _files(folder)
    command = [
        *(sys.executable, "-m", "datasette", "serve", "--immutable", str(database)),
        *("--host", HOST, "--port", str(port), "--metadata", str(metadata)),
        *("--plugins-dir", str(_SITE / "plugins"), "--template-dir", str(_SITE / "templates")),
        *("--static", f"{_MOUNT}:{_SITE / 'static'}"),
    ]
    for name, value in json.loads(settings.read_text(encoding="utf-8")).items():
        command += ["--setting", name, str(int(value))]
    return command


def make_site(folder: Path) -> Any:
    """Return the Datasette that serve_command starts, for use inside this process."""
    database, metadata, settings = _files(folder)
    return Datasette(
        immutables=[str(database)],
        metadata=json.loads(metadata.read_text(encoding="utf-8")),
        settings=json.loads(settings.read_text(encoding="utf-8")),
        plugins_dir=str(_SITE / "plugins"),
        template_dir=str(_SITE / "templates"),
        static_mounts=[(_MOUNT, str(_SITE / "static"))],
    )


def _files(folder: Path) -> tuple[Path, Path, Path]:
    files = (folder / f"{DATABASE}.db", folder / "metadata.json", folder / "settings.json")
    for file in files:
        if not file.is_file():
            raise KouanError(f"{file}: there is no such file. Build the data set first: run `make` or `kouan build`.")
    return files
