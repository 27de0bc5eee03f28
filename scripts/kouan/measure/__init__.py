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
from kouan.measure.match import score_assignments, score_ports, score_projects, score_targets, score_tasks
from kouan.measure.score import Interval, Score
from kouan.plan import Plan
from kouan.reference import FILES, Entry, Reference
from kouan.rows import Tables

__all__ = ["Measured", "Score", "measure", "quality_csv"]

_SHARES = ("precision", "recall", "f1")
_USED = "annotation_used_for_corrections"
_TOTAL = "all_annotation"
_SCORERS = {
    "tasks": score_tasks,
    "task_assignments": score_assignments,
    "targets": score_targets,
    "port_mentions": score_ports,
    "project_mentions": score_projects,
}


@dataclass(frozen=True)
class Measured:
    """A score of one table (or one of its columns, over rows that match) in one document at one stage.

    `sample` is data_set for a published document; for another text it is development where those who wrote rules had
    its annotation, and held_out where they had neither.
    """

    table: str
    column: str
    sample: str
    document: str
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
            sample, said = methods[here]
            for stage, tables in stages.items():
                method = _USED if stage == "published" and here in corrected else said
                for column, score in scorer(gold, _rows_of(tables, plan), plan, reference):
                    yield Measured(table, column, sample, plan.document_id, stage, score, method)


def _rows_of(tables: Tables, plan: Plan) -> Tables:
    """Keep the rows of one document; rows that belong to no document stay."""
    return {
        name: [row for row in rows if row.get("document_id", plan.document_id) == plan.document_id]
        for name, rows in tables.items()
    }


def _methods(path: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for each document and table which sample it belongs to and how its rows were annotated."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {(row["document_id"], row["table_name"]): (row.get("sample") or "data_set", row["method"]) for row in rows}


def quality_csv(measured: Iterable[Measured], kept: Iterable[Entry] = ()) -> str:
    """Return the scores as the text of datasets/reference/quality.csv, totals of each table and sample last.

    `kept` are rows of that list for samples that were not measured this time.
    """
    scores = list(measured)
    rows = [_quality_row(entry) for entry in (*scores, *_totals(scores))]
    stream = io.StringIO()
    writer = csv.DictWriter(stream, FILES["quality"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted([*rows, *map(dict, kept)], key=_order))
    return stream.getvalue()


def _quality_row(entry: Measured) -> dict[str, str]:
    score = entry.score
    low, high = zip(*map(_bounds, (score.precision_interval, score.recall_interval, score.f1_interval)), strict=True)
    shares = (score.precision, score.recall, score.f1)
    return {
        "table_name": entry.table,
        "column_name": entry.column,
        "sample": entry.sample,
        "document_id": entry.document if entry.sample == "data_set" else "",
        "corpus_document": entry.document if entry.sample != "data_set" else "",
        "stage": entry.stage,
        "annotated": str(score.annotated),
        "predicted": str(score.predicted),
        "correct": str(score.correct),
        **dict(zip(_SHARES, map(_rounded, shares), strict=True)),
        **{f"{name}_low": _rounded(bound) for name, bound in zip(_SHARES, low, strict=True)},
        **{f"{name}_high": _rounded(bound) for name, bound in zip(_SHARES, high, strict=True)},
        "method": entry.method,
    }


def _bounds(interval: Interval | None) -> tuple[float | None, float | None]:
    return interval or (None, None)


def _rounded(share: float | None) -> str:
    return "" if share is None else f"{share:.4f}"


def _order(row: Entry) -> tuple[str | bool, ...]:
    document = row["document_id"] or row["corpus_document"]
    return row["table_name"], row["column_name"], row["sample"], not document, document, row["stage"]


def _totals(measured: Sequence[Measured]) -> Iterator[Measured]:
    """Sum the documents of each table, column, sample and stage; a total has no document."""
    groups: dict[tuple[str, str, str, str], list[Score]] = {}
    for entry in measured:
        groups.setdefault((entry.table, entry.column, entry.sample, entry.stage), []).append(entry.score)
    for (table, column, sample, stage), scores in groups.items():
        counts = zip(*((score.annotated, score.predicted, score.correct) for score in scores), strict=True)
        yield Measured(table, column, sample, "", stage, Score(*map(sum, counts)), _TOTAL)
