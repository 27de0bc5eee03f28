"""What the front page says, read from the database: the documents, how exact the data are, how many rows there are."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kouan.publish.site_metadata import DATABASE
from kouan.site.document.coverage import coverage
from kouan.site.document.store import document_of

_DOCUMENTS = """
select
  documents.*,
  divisions.name as division, divisions.name_en as division_en,
  (
    select group_concat(name, '、') from (
      select coalesce(name, mention) as name from document_agencies left join agencies using (agency_id)
      where document_id = documents.document_id and role = 'issuer' order by document_agencies.rowid
    )
  ) as issuer,
  (
    select group_concat(name, '; ') from (
      select coalesce(name_en, name, mention) as name from document_agencies left join agencies using (agency_id)
      where document_id = documents.document_id and role = 'issuer' order by document_agencies.rowid
    )
  ) as issuer_en,
  (select count(*) from tasks where document_id = documents.document_id) as tasks,
  (select count(*) from targets where document_id = documents.document_id) as targets,
  (select count(distinct project_id) from project_mentions where document_id = documents.document_id) as projects,
  (select count(distinct port_id) from port_mentions where document_id = documents.document_id) as ports
from documents
left join divisions using (division_code)
order by coalesce(published_on, adopted_on, period_start_year || '') desc, document_id
"""

# Whole tables, in all documents of a sample together; samples without annotated rows measure nothing.
_QUALITY = """
select
  table_name, sample, annotated,
  "precision", precision_low, precision_high, recall, recall_low, recall_high
from quality
where column_name is null and document_id is null and corpus_document is null and annotated > 0
  and (sample, stage) in (values ('data_set', 'published'), ('held_out', 'parsed'))
order by quality_id
"""


@dataclass(frozen=True)
class Measured:
    """How exactly a table is read in a sample: the annotated rows, and precision and recall with their intervals."""

    annotated: int
    precision: tuple[float, float, float]
    recall: tuple[float, float, float]


@dataclass(frozen=True)
class Front:
    """What the front page says.

    Attributes:
        documents: A row for each document, the newest first, with `share`: that of its sentences which gave data.
        quality: Table to sample (`data_set` as published, `held_out` as read by code) to what was measured.
        weakest: The table and the figures of the lowest recall on unseen texts; None where none was measured.
        counts: Table to the number of its rows.
    """

    documents: list[dict[str, Any]]
    quality: dict[str, dict[str, Measured]]
    weakest: tuple[str, Measured] | None
    counts: dict[str, int]


async def read_front_page(datasette: Any) -> Front:
    """Return what the front page of a site says."""
    database = datasette.get_database(DATABASE)
    about = (datasette.metadata("databases") or {}).get(DATABASE) or {}
    tables = list(about.get("tables") or {})
    documents, quality, counts = await asyncio.gather(
        database.execute(_DOCUMENTS), database.execute(_QUALITY), _counts(database, tables)
    )
    measured = _measured(quality.rows, tables)
    unseen = [(name, samples["held_out"]) for name, samples in measured.items() if "held_out" in samples]
    return Front(
        documents=[{**dict(row), "share": await _share(datasette, row["document_id"])} for row in documents.rows],
        quality=measured,
        weakest=min(unseen, key=lambda one: one[1].recall[0], default=None),
        counts=counts,
    )


async def _share(datasette: Any, document_id: str) -> float | None:
    document = await document_of(datasette, document_id)
    return None if document is None else coverage(document).sentence_share


async def _counts(database: Any, tables: list[str]) -> dict[str, int]:
    known = set(await database.table_names())
    found = {}
    for name in tables:
        if name in known:
            rows = await database.execute(f"select count(*) from [{name}]")  # noqa: S608 - the name is a table's
            found[name] = rows.first()[0]
    return found


def _measured(rows: list[Mapping[str, Any]], tables: list[str]) -> dict[str, dict[str, Measured]]:
    """Return the figures by table, in the order of the tables."""
    found: dict[str, dict[str, Measured]] = {}
    for row in rows:
        figures = Measured(
            annotated=row["annotated"],
            precision=(row["precision"], row["precision_low"], row["precision_high"]),
            recall=(row["recall"], row["recall_low"], row["recall_high"]),
        )
        found.setdefault(row["table_name"], {}).setdefault(row["sample"], figures)
    return {name: found[name] for name in [*tables, *found] if name in found}
