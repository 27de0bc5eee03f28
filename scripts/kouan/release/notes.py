"""NOTES.md: what a reader has to know of a version before using it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from kouan.diff import Diff, as_text
from kouan.pages import page
from kouan.publish.changes import Version
from kouan.publish.site_texts import said_and_limits
from kouan.release.accuracy import figures
from kouan.rows import Row
from kouan.schema import Package
from kouan.site.language import EN


def release_notes(package: Package, version: Version, tables: Mapping[str, Sequence[Row]], diff: Diff) -> bytes:
    """Return the notes, given the rows of all tables and what changed since the last release."""
    limits = {table.name: said_and_limits(table.description_en, EN)[1] for table in package.tables}
    severities = package.table("issues").column("severity")
    issues = Counter((str(row["severity"]), str(row["kind"])) for row in tables["issues"])
    return page(
        Path(__file__).with_name("notes.md"),
        {
            "package": package,
            "version": version,
            "diff": as_text(diff).rstrip(),
            "is_first": diff.old is None,
            "tables": tables,
            "figures": figures(tables["quality"]),
            "quality": package.table("quality"),
            "limits": [(name, text) for name, text in limits.items() if text],
            "issues": sorted(issues.items(), key=lambda one: (severities.enum.index(one[0][0]), one[0][1])),
        },
    ).encode()
