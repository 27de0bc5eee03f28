"""The index of all versions: a page in each language for people, and versions.json for programs."""

import json
from collections.abc import Sequence
from pathlib import Path

from kouan.hosting.versions import HostedVersion
from kouan.pages import page
from kouan.release.files import ReleasedFile
from kouan.schema import Package
from kouan.site.language import LANGUAGES, ZH, Language, other_language

INDEX = "versions.json"
"""The file that programs read; where it is, a folder was published to."""

# What people ask for first, in this order, where a version has it: the end of its path, and what it is.
_FIRST = (
    ("README.html", "先读这个", "read this first"),
    (".zip", "数据包（CSV）", "data package (CSV)"),
    (".xlsx", "Excel 工作簿", "Excel workbook"),
    (".db", "SQLite 数据库", "SQLite database"),
    ("NOTES.html", "版本说明（英文）", "release notes"),
    ("dictionary.html", "数据字典", "data dictionary (Chinese)"),
    ("dictionary.en.html", "数据字典（英文）", "data dictionary"),
    ("diff.html", "与上一版的差别（英文）", "what changed since the version before"),
    ("SHA256SUMS", "校验和", "checksums"),
)
_KILO = 1000


def index_files(package: Package, versions: Sequence[HostedVersion], *, has_docs: bool) -> dict[str, bytes]:
    """Return the files of the index by name.

    Args:
        package: The data set, which gives the index its title.
        versions: All versions, the highest first.
        has_docs: Whether the documentation lies beside them, in docs/.
    """
    files = {INDEX: _for_programs(package, versions)}
    for t in LANGUAGES:
        context = {
            "t": t,
            "other": other_language(t),
            "package": package,
            "versions": [(version, first_files(version, t)) for version in versions],
            "has_docs": has_docs,
            "file_name": _file_name,
            "size": _size,
        }
        files[_file_name(t)] = page(Path(__file__).with_name("index.html"), context).encode()
    return files


def first_files(version: HostedVersion, t: Language) -> list[tuple[ReleasedFile, str]]:
    """Return the files that people ask for first, each with what it is."""
    return [
        (file, t(zh, en))
        for end, zh, en in _FIRST
        for file in version.files
        if "/" not in file.path and (file.path == end or (end.startswith(".") and file.path.endswith(end)))
    ]


def _file_name(t: Language) -> str:
    return "index.html" if t == ZH else f"index.{t.code}.html"


def _for_programs(package: Package, versions: Sequence[HostedVersion]) -> bytes:
    content = {
        "name": package.name,
        "latest": versions[0].version,
        "versions": [
            {
                "version": version.version,
                "date": version.date,
                "path": f"{version.version}/",
                "bytes": version.size,
                "files": [
                    {"path": f"{version.version}/{file.path}", "bytes": file.size, "sha256": file.sha256}
                    for file in version.files
                ],
            }
            for version in versions
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _size(size: int) -> str:
    """Say a number of bytes in decimal units, as file managers and browsers do."""
    if size < _KILO:
        return f"{size} B"
    return f"{size / _KILO:.0f} kB" if size < _KILO**2 else f"{size / _KILO**2:.1f} MB"
