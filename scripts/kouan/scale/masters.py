"""The lists that documents speak of, those in use: merged from all shards, bucket by bucket of their keys.

First bodies, ports, projects and indicators (THINGS), then the divisions in which these and the documents lie (PLACES).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kouan.publish.parquet import parquet_bytes
from kouan.reference import Reference
from kouan.resolve.agencies import known_agencies
from kouan.resolve.masters import typed, used, with_parents
from kouan.rows import Row, Tables
from kouan.scale.lists import load_lists
from kouan.scale.records import NEXT, Job, Part, Record, handed_on, keep, part_file, write_made
from kouan.scale.segments import Handed, digests, joined, read_segment
from kouan.scale.storage import open_folder
from kouan.schema import Package

THINGS, PLACES = "things", "places"
TABLES: Mapping[str, tuple[str, ...]] = {
    THINGS: ("agencies", "agency_aliases", "ports", "projects", "indicators"),
    PLACES: ("divisions",),
}
ALL = (*TABLES[THINGS], *TABLES[PLACES])
_OWN = ("ports", "projects")
"""The tables that hold what no list knows."""


@dataclass(frozen=True)
class BucketTask:
    """The merging of one bucket: of what the files of some tasks hold for it, those that are new being in NEXT."""

    job: Job
    stage: str
    bucket: int
    inputs: str
    sources: tuple[str, ...]
    new: frozenset[str]

    @property
    def name(self) -> str:
        """The name of the task."""
        return f"{self.stage}-{self.bucket:05}"

    def segments(self) -> Iterator[dict[str, Any]]:
        """Yield what each source hands on to this bucket."""
        output = open_folder(self.job.output)
        for source in self.sources:
            folder = output.below(NEXT) if source in self.new else output
            yield read_segment(folder, handed_on(source), self.bucket)


def hand_on_masters(tables: Tables, reference: Reference, handed: Handed) -> None:
    """Take in what documents use of the lists, and what they name that no list knows.

    `tables` are whole tables, as `make_tables` returns them.
    """
    listed = dict(tables)
    for name in _OWN:
        key = f"{name[:-1]}_id"
        known = reference.index(name, key)
        listed[name] = [row for row in tables[name] if row[key] in known]
        first: dict[str, str] = {}
        for mention in tables[f"{name[:-1]}_mentions"]:
            first.setdefault(str(mention[key]), str(mention["document_id"]))
        for row in tables[name]:
            if row[key] not in known:
                handed.describe(name, str(row[key]), first[str(row[key])], row)
        handed.uses[name] |= used(listed, key, name)
    handed.uses["agencies"] |= used(tables, "agency_id", "agencies")
    handed.uses["indicators"] |= used(tables, "indicator_id", "indicators")
    holders = ("documents", "targets", "agencies", "agency_aliases", *_OWN)
    handed.uses["divisions"] |= _with_those_above(used(listed, "division_code", *holders), reference)


def merge(task: BucketTask) -> Record:
    """Write the rows of a bucket of the lists in use, or keep those that are there; return its record."""
    output = open_folder(task.job.output)
    kept = keep(output, task.name, task.inputs)
    if kept is not None:
        return kept
    lists = load_lists(output.below(NEXT), task.job.lists)
    tables = _rows(_merged(task.segments()), lists.reference, lists.package)
    handed = Handed()
    files: dict[str, bytes] = {}
    parts: list[Part] = []
    for name in TABLES[task.stage]:
        table = lists.package.table(name)
        rows = tables[name]
        handed.refer(table, rows, ALL)
        handed.have[name] |= {str(row[table.primary_key[0]]) for row in rows}
        handed.once(table, rows)
        path = f"{name}/part-{task.bucket:05}.parquet"
        files[path] = parquet_bytes(lists.package, table, rows)
        parts.append(part_file(path, len(rows), files[path]))
    if task.stage == THINGS:
        handed.uses["divisions"] |= _with_those_above(used(tables, "division_code", *_OWN), lists.reference)
    segments = handed.segments(task.job.buckets)
    files[handed_on(task.name)] = joined(segments)
    return write_made(output, Record(task.name, task.inputs, tuple(parts), digests(segments)), files)


def _with_those_above(codes: set[str], reference: Reference) -> set[str]:
    return with_parents(codes, reference.index("divisions", "division_code"), "parent_code")


def _merged(segments: Iterable[dict[str, Any]]) -> Handed:
    merged = Handed()
    for segment in segments:
        for table, ids in segment.get("uses", {}).items():
            merged.uses[table].update(ids)
        for table, described in segment.get("own", {}).items():
            for id_, (document, row) in described.items():
                merged.describe(table, id_, document, row)
    return merged


def _rows(merged: Handed, reference: Reference, package: Package) -> Tables:
    """Return the rows of all lists; what is used and not on its list has none, which the join will find."""
    tables: Tables = {}
    for name in ("ports", "projects", "indicators", "divisions"):
        (key,) = package.table(name).primary_key
        entries = reference.index(name, key)
        known = [typed(entries[id_], package.table(name)) for id_ in merged.uses[name] if id_ in entries]
        tables[name] = _sorted([*known, *(row for _, row in merged.own[name].values())], key)
    bodies = known_agencies(reference)
    found = {id_: entry for id_ in merged.uses["agencies"] if (entry := bodies.get(id_)) is not None}
    agencies = [typed(entry, package.table("agencies")) for entry in found.values()]
    aliases = [entry for entry in reference["agency_aliases"] if entry["agency_id"] in found]
    tables["agencies"] = _sorted(agencies, "agency_id")
    tables["agency_aliases"] = [typed(entry, package.table("agency_aliases")) for entry in aliases]
    return tables


def _sorted(rows: Sequence[Row], key: str) -> list[Row]:
    return sorted(rows, key=lambda row: str(row[key]))
