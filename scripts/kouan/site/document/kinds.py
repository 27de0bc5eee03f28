"""The tables whose rows are marked in the text of a document, and which of their spans are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """What one table gives to mark.

    Attributes:
        table: The table, which is also what the mark is called in HTML.
        key: Its primary key.
        label: The column with a few words of what a row says.
        label_en: The column with the same in English.
        called: The table whose English name says it, and the column that refers to it; its `name_en` joins the row.
        spans: What stands before `char_start` and `char_end`; the first names the row's own span.
    """

    table: str
    key: str
    label: str
    label_en: str
    spans: tuple[str, ...] = ("",)
    called: tuple[str, str] | None = None

    @property
    def is_data(self) -> bool:
        """Whether a row of the table is data that the sentence gave, and not something said about the source."""
        return self.table not in {"issues", "documents"}


CLAUSE = "clause_"
"""The prefix of the span of a whole responsibility clause, which all its rows share."""

KINDS = (
    Kind("tasks", "task_id", "title", "title_en"),
    Kind("task_assignments", "assignment_id", "mention", "name_en", ("", CLAUSE), called=("agencies", "agency_id")),
    Kind("targets", "target_id", "indicator", "indicator_en", ("", "deadline_")),
    Kind("port_mentions", "port_mention_id", "mention", "name_en", called=("ports", "port_id")),
    Kind("project_mentions", "project_mention_id", "mention", "name_en", called=("projects", "project_id")),
    Kind("document_agencies", "document_agency_id", "mention", "name_en", called=("agencies", "agency_id")),
    Kind("documents", "document_id", "title", "title_en"),
    Kind("issues", "issue_id", "description", "description_en"),
)

BY_TABLE = {kind.table: kind for kind in KINDS}
