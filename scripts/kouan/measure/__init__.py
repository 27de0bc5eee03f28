"""Measure how exactly documents were read, against annotation made by hand in tests/gold.

A row that its annotator marked as doubtful or borderline counts neither way: finding it is no error, missing it none.
"""

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kouan.errors import KouanError
from kouan.measure.gold import read_gold
from kouan.measure.match import Score, score_assignments, score_ports, score_projects, score_targets, score_tasks
from kouan.plan import Plan
from kouan.reference import FILES, Reference
from kouan.rows import Tables

__all__ = ["Measured", "measure", "quality_csv"]

_USED = "annotation_used_for_corrections"
_SCORERS = {
    "tasks": score_tasks,
    "task_assignments": score_assignments,
    "targets": score_targets,
    "port_mentions": score_ports,
    "project_mentions": score_projects,
}


@dataclass(frozen=True)
class Measured:
    """A score of one table (or one of its columns, over rows that match) in one document at one stage."""

    table: str
    column: str
    document_id: str
    stage: str
    score: Score
    method: str


def measure(
    stages: Mapping[str, Tables],
    plans: Sequence[Plan],
    reference: Reference,
    folder: Path,
    corrected: Collection[tuple[str, str]] = (),
) -> Iterator[Measured]:
    """Yield the scores of every annotated document at every stage (`parsed`, `published`).

    `corrected` are the documents and tables that people corrected: they did so with the annotation at hand, so that
    what is published there agrees with it and is not measured by it.
    """
    methods = _methods(folder / "methods.csv")
    for plan in plans:
        for table, scorer in _SCORERS.items():
            gold = read_gold(folder, plan.document_id, table)
            if gold is None:
                continue
            here = (plan.document_id, table)
            if here not in methods:
                message = f"{folder / 'methods.csv'}: it lacks {', '.join(here)}. Say how these rows were annotated."
                raise KouanError(message)
            for stage, tables in stages.items():
                method = _USED if stage == "published" and here in corrected else methods[here]
                for column, score in scorer(gold, _rows_of(tables, plan), plan, reference):
                    yield Measured(table, column, plan.document_id, stage, score, method)


def _rows_of(tables: Tables, plan: Plan) -> Tables:
    """Keep the rows of one document; rows that belong to no document stay."""
    return {
        name: [row for row in rows if row.get("document_id", plan.document_id) == plan.document_id]
        for name, rows in tables.items()
    }


def _methods(path: Path) -> dict[tuple[str, str], str]:
    """Return how the rows of each table were annotated in each document."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        return {(row["document_id"], row["table_name"]): row["method"] for row in csv.DictReader(stream)}


def quality_csv(measured: Iterable[Measured]) -> str:
    """Return the scores as the text of datasets/reference/quality.csv, totals of each table over all documents last."""
    scores = list(measured)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FILES["quality"])
    for entry in sorted([*scores, *_totals(scores)], key=_order):
        score = entry.score
        shares = ("" if share is None else f"{share:.4f}" for share in (score.precision, score.recall, score.f1))
        counts = (score.annotated, score.predicted, score.correct)
        writer.writerow((entry.table, entry.column, entry.document_id, entry.stage, *counts, *shares, entry.method))
    return stream.getvalue()


def _order(entry: Measured) -> tuple[str, str, bool, str, str]:
    return entry.table, entry.column, not entry.document_id, entry.document_id, entry.stage


def _totals(measured: Sequence[Measured]) -> Iterator[Measured]:
    """Sum the documents of each table, column and stage; a total has no document."""
    keys = dict.fromkeys((entry.table, entry.column, entry.stage) for entry in measured)
    for table, column, stage in keys:
        scores = [
            entry.score for entry in measured if (entry.table, entry.column, entry.stage) == (table, column, stage)
        ]
        total = Score(
            *(sum(counts) for counts in zip(*((s.annotated, s.predicted, s.correct) for s in scores), strict=True))
        )
        yield Measured(table, column, "", stage, total, "all_annotation")
