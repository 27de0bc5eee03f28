"""What a release holds, as those who describe, sum and check it see it."""

from dataclasses import dataclass

from kouan.schema import Package


@dataclass(frozen=True)
class ReleasedFile:
    """A file of a release: its path below the release's folder, its size in bytes, its sum, and what it is."""

    path: str
    size: int
    sha256: str
    media_type: str
    table: str | None = None  # the table that it holds, if it holds one alone


def archive_name(package: Package) -> str:
    """Return the name of the zip with the data package."""
    return f"{package.name}-{package.version}.zip"
