"""Puts finished files into place, after all of them are written beside the old ones."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files (name to content) into a folder, which is made if need be.

    Everything is written beside the old files first, so that a full disk or an interruption leaves those as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".new-", dir=folder) as beside:
        for name, content in contents.items():
            Path(beside, name).write_bytes(content)
        for name in contents:
            Path(beside, name).replace(folder / name)
