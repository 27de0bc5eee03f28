"""What changed between two releases: tables, columns and rows that came, went, moved or changed, by key and column."""

from kouan.diff.changes import Diff
from kouan.diff.compare import compare, first
from kouan.diff.json_text import as_json, read_json
from kouan.diff.last_release import last_release, since_last_release
from kouan.diff.page import as_html
from kouan.diff.text import as_text

__all__ = [
    "Diff",
    "as_html",
    "as_json",
    "as_text",
    "compare",
    "diff_files",
    "first",
    "last_release",
    "read_json",
    "since_last_release",
]


def diff_files(diff: Diff) -> dict[str, bytes]:
    """Return the files in which a release says what changed, by name."""
    return {
        "diff.txt": as_text(diff).encode(),
        "diff.json": as_json(diff).encode(),
        "diff.html": as_html(diff).encode(),
    }
