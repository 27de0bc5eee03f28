"""Puts finished files into place, after all of them are written beside the old ones."""

from collections.abc import Mapping
from pathlib import Path

from kouan.publish.switch import switched


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files (name to content) into a folder, which is made if need be.

    Everything is written beside the old files first, so that a full disk or an interruption leaves those as they were.
    """
    with switched(folder, folder) as staging:
        for name, content in contents.items():
            Path(staging, name).write_bytes(content)
