"""The tables whose rows are marked in the text of a document, and which of their spans are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What one table gives to mark.

    Attributes:
        table: The table, which is also what the mark is called in HTML.
        key: Its primary key.
        label: The column with a few words of what a row says; for issues also `label_en`.
        spans: What stands before `char_start` and `char_end`; the first names the row's own span.
    """

    table: str
    key: str
    label: str
    spans: tuple[str, ...] = ("",)
    label_en: str | None = None

    @property
    def is_data(self) -> bool:
        """Whether a row of the table is data that the sentence gave, and not something said about the source."""
        return self.table not in {"issues", "documents"}


CLAUSE = "clause_"
"""The prefix of the span of a whole responsibility clause, which all its rows share."""

KINDS = (
    Kind("tasks", "task_id", "title"),
    Kind("task_assignments", "assignment_id", "mention", ("", CLAUSE)),
    Kind("targets", "target_id", "indicator", ("", "deadline_")),
    Kind("port_mentions", "port_mention_id", "mention"),
    Kind("project_mentions", "project_mention_id", "mention"),
    Kind("document_agencies", "document_agency_id", "mention"),
    Kind("documents", "document_id", "title"),
    Kind("issues", "issue_id", "description", label_en="description_en"),
)

BY_TABLE = {kind.table: kind for kind in KINDS}
