"""What code met in documents and could not place, each thing once: for people who read it on a screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from kouan.rows import Row

_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True)
class Unplaced:
    """One thing that could not be placed in one document: how often, and the stored offset of the first place.

    `first` is None for what concerns a document as a whole.
    """

    severity: str
    document_id: str
    kind: str
    description: str
    count: int
    first: int | None

    def __str__(self) -> str:
        place = "" if self.first is None else f" at {self.first}"
        times = f" ({self.count} times)" if self.count > 1 else ""
        return f"{self.severity}: {self.document_id}{place}{times}: {self.description}"


def unplaced(issues: Iterable[Row]) -> list[Unplaced]:
    """Return the issues of documents but for mere remarks, those that say the same joined; the worst first.

    Errors come before warnings, what is met often before what is met once, and then the order is the documents'.
    """
    groups: dict[tuple[str, str, str, str], list[Row]] = {}
    for row in issues:
        key = (str(row["severity"]), str(row["document_id"]), str(row["kind"]), str(row["description_en"]))
        if row["severity"] != "info":
            groups.setdefault(key, []).append(row)
    found = [
        Unplaced(*key, count=len(rows), first=None if rows[0]["char_start"] is None else int(rows[0]["char_start"]))
        for key, rows in groups.items()
    ]
    return sorted(found, key=lambda one: (_SEVERITIES.index(one.severity), -one.count))
