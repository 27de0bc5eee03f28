"""How exactly each table and column was read: the totals of the table `quality` as people read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from kouan.rows import Row

_SHARES = ("precision", "recall", "f1")


@dataclass(frozen=True)
class Figure:
    """A measurement of a whole sample.

    Attributes:
        table: The table that was measured.
        column: The column, None for whole rows.
        sample: What it was measured on, a value of quality.sample.
        stage: Before or after corrections, a value of quality.stage.
        annotated: How many rows or values the annotation holds.
        shares: Precision, recall and F1, each with its 95 % interval, as `98.1 % (89.9–99.7 %)`.
    """

    table: str
    column: str | None
    sample: str
    stage: str
    annotated: int
    shares: tuple[str, ...]


def figures(quality: Iterable[Row]) -> list[Figure]:
    """Return the totals of the table `quality` that have something to say: by table, whole rows before columns."""
    found = [
        Figure(
            table=str(row["table_name"]),
            column=None if row["column_name"] is None else str(row["column_name"]),
            sample=str(row["sample"]),
            stage=str(row["stage"]),
            annotated=cast("int", row["annotated"]),
            shares=tuple(_share(row, name) for name in _SHARES),
        )
        for row in quality
        if row["document_id"] is None
        and row["corpus_document"] is None
        and all(row[name] is not None for name in _SHARES)
    ]
    return sorted(found, key=lambda figure: (figure.table, figure.column or ""))


def _share(row: Row, name: str) -> str:
    share, low, high = (100 * cast("float", row[part]) for part in (name, f"{name}_low", f"{name}_high"))
    return f"{share:.1f} % ({low:.1f}–{high:.1f} %)"
