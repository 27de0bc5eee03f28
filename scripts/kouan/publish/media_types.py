"""What kind of file each output is. The table of the machine would give other answers on another one."""

from pathlib import PurePosixPath

_BY_NAME = {
    "croissant.json": "application/ld+json",
    "csvw.json": "application/csvm+json",
    "datapackage.json": "application/vnd.datapackage+json",
    "sbom.cdx.json": "application/vnd.cyclonedx+json",
    "SHA256SUMS": "text/plain",
}
_BY_SUFFIX = {
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".db": "application/vnd.sqlite3",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yml": "application/yaml",
    ".zip": "application/zip",
}
_ANYTHING = "application/octet-stream"


def media_type(path: str) -> str:
    """Return the media type of a file by its name, without parameters."""
    name = PurePosixPath(path)
    return _BY_NAME.get(name.name) or _BY_SUFFIX.get(name.suffix, _ANYTHING)
