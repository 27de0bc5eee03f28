"""The build of partitions: shards, then lists in use, then keys, each spread over an engine; then all is put in place.

No process holds all rows: this one holds the names of documents and the records of parts. Nothing counts before
manifest.json names it, which is written last; a build that ends early leaves the last result as it was, and the next
one goes on where it ended.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from kouan.errors import KouanError
from kouan.project import Project
from kouan.publish.parquet import parquet_bytes
from kouan.reference import Reference
from kouan.resolve.quality import quality_rows
from kouan.scale.engines import Engine
from kouan.scale.joins import STAGE, join
from kouan.scale.lists import FILE, code_digest, pack_lists
from kouan.scale.masters import PLACES, THINGS, BucketTask, merge
from kouan.scale.placing import place
from kouan.scale.records import NEXT, Job, Part, Record, part_file
from kouan.scale.shard import ShardTask, read_shard
from kouan.scale.shards import bucket_count, part_of, shard_count
from kouan.scale.storage import Folder, open_folder
from kouan.schema import Package

MANIFEST = "manifest.json"
_SHOWN = 20
Say = Callable[[str], None]


class _Inputs:
    """The digests of what each bucket is made of, whatever the order in which they come."""

    def __init__(self, buckets: int) -> None:
        self._sums = [0] * buckets

    def add(self, record: Record) -> None:
        """Take in what a task hands on."""
        for bucket, digest in enumerate(record.segments):
            named = hashlib.sha256(f"{record.name} {digest}".encode()).digest()
            self._sums[bucket] = (self._sums[bucket] + int.from_bytes(named)) % 2**256

    def digest(self, job: Job, bucket: int) -> str:
        """Return the digest of what a bucket is made of."""
        return hashlib.sha256(f"{job.fingerprint} {self._sums[bucket]}".encode()).hexdigest()


@dataclass
class _Progress:
    """The records of the tasks that are done, in any order."""

    records: dict[str, Record]
    inputs: _Inputs

    def add(self, record: Record) -> None:
        self.inputs.add(record)
        self.records[record.name] = record

    def tasks(self, job: Job, stage: str) -> Iterator[BucketTask]:
        """Yield the tasks of a stage, which look at all that was handed on before it."""
        names = tuple(sorted(self.records))
        new = frozenset(name for name, record in self.records.items() if record.is_new)
        inputs = [self.inputs.digest(job, bucket) for bucket in range(job.buckets)]
        return (BucketTask(job, stage, bucket, inputs[bucket], names, new) for bucket in range(job.buckets))


def build_partitions(project: Project, documents: str, output: str, engine: Engine, say: Say) -> dict[str, Any]:
    """Build partitioned Parquet of the documents of a folder and return its manifest.

    Args:
        project: Whose contract, lists and corrections are used.
        documents: The path or address of the folder; a document's id is its file's stem.
        output: The path or address of the folder for the result, which may be there already: then only what depends
            on changed documents is made.
        engine: Where the work is done. Its workers have to reach both folders.
        say: Is told what was done.

    KouanError where folders cannot be reached, ids or keys are there twice, or a reference leads nowhere.
    """
    package, reference = project.package(), project.reference()
    names = _document_names(open_folder(documents), reference)
    shards = shard_count(len(names))
    lists = pack_lists(project)
    digest = hashlib.sha256(lists).hexdigest()
    job = Job(documents, output, digest, code_digest(), shards, bucket_count(shards))
    folder = open_folder(output)
    folder.below(NEXT).write(FILE, lists)
    done = _Progress({}, _Inputs(job.buckets))
    for record in engine.run(read_shard, _shard_tasks(job, names)):
        done.add(record)
    _say_read(done.records.values(), say)
    for stage in (THINGS, PLACES):
        for record in list(engine.run(merge, done.tasks(job, stage))):
            done.add(record)
    _check_keys(engine, list(done.tasks(job, STAGE)), say)
    records = [done.records[name] for name in sorted(done.records)]
    quality = _quality(package, reference, records)
    folder.below(NEXT).write(quality[0].path, quality[1])
    manifest = _manifest(package, job, records, quality[0])
    _put_in_place(engine, folder, manifest, records, quality[0])
    say(f"publish   {output}: {manifest['rows']:,} rows in {len(manifest['parts'])} parts")
    return manifest


def _document_names(folder: Folder, reference: Reference) -> dict[str, str]:
    """Return the names of documents by id, sorted; originals of registered documents are read with them."""
    originals = {entry["original_file"] for entry in reference["documents"] if entry["original_file"]}
    names: dict[str, str] = {}
    for name in folder.names():
        path = PurePosixPath(name)
        if path.name in originals:
            continue
        if path.stem in names:
            message = f"{folder.url}: {names[path.stem]} and {name} have one id, {path.stem}. Rename one of them."
            raise KouanError(message)
        names[path.stem] = name
    if not names:
        message = f"{folder.url}: there are no documents. Give the folder or the address where they lie."
        raise KouanError(message)
    for document_id in names:
        parts = document_id.split(".")
        longer = (".".join(parts[:count]) for count in range(1, len(parts)))
        other = next((id_ for id_ in longer if id_ in names), None)
        if other is not None:
            message = f"{folder.url}: {other} and {document_id} would give rows the same ids. Rename one of the files."
            raise KouanError(message)
    return dict(sorted(names.items()))


def _shard_tasks(job: Job, names: dict[str, str]) -> Iterator[ShardTask]:
    dealt: list[list[str]] = [[] for _ in range(job.shards)]
    for document_id, name in names.items():
        dealt[part_of(document_id, job.shards)].append(name)
    return (ShardTask(job, shard, tuple(own)) for shard, own in enumerate(dealt))


def _say_read(records: Iterable[Record], say: Say) -> None:
    shards = list(records)
    documents, characters = sum(one.documents for one in shards), sum(one.characters for one in shards)
    made = sum(one.is_new for one in shards)
    say(f"read      {documents:,} documents, {characters:,} characters; {made} of {len(shards)} shards made anew")
    refused = [one for record in sorted(shards, key=lambda record: record.name) for one in record.refused]
    if refused:
        say(f"refused   {len(refused):,} documents, which {MANIFEST} names:")
        for name, reason in refused[:_SHOWN]:
            say(f"  {name}: {reason}")
    if not documents:
        name, reason = refused[0]
        message = f"not one document can be taken. {name}: {reason}"
        raise KouanError(message)


def _check_keys(engine: Engine, tasks: Sequence[BucketTask], say: Say) -> None:
    """Join the keys of all buckets; KouanError where one is there twice or a reference leads nowhere."""
    found = list(engine.run(join, tasks))
    problems = sorted(problem for one in found for problem in one.problems)
    if problems:
        shown = "\n".join(f"  {problem}" for problem in problems[:_SHOWN])
        message = f"the build is not valid, the last good one stays in place. Problems: {len(problems)}\n{shown}"
        raise KouanError(message)
    say(f"validate  every row by itself; {sum(one.compared for one in found):,} keys across documents, no problems")


def _quality(package: Package, reference: Reference, records: Sequence[Record]) -> tuple[Part, bytes]:
    registered = {document_id for record in records for document_id in record.registered}
    rows = quality_rows(reference, package, registered)
    content = parquet_bytes(package, package.table("quality"), rows)
    return part_file("quality/part-00000.parquet", len(rows), content), content


def _manifest(package: Package, job: Job, records: Sequence[Record], quality: Part) -> dict[str, Any]:
    parts = sorted([quality, *(part for record in records for part in record.parts)], key=lambda part: part.path)
    tables = {
        table.name: sum(part.rows for part in parts if PurePosixPath(part.path).parts[0] == table.name)
        for table in package.tables
    }
    return {
        "data_package": package.name,
        "version": package.version,
        "lists": job.lists,
        "code": job.code,
        "shards": job.shards,
        "buckets": job.buckets,
        "documents": sum(record.documents for record in records),
        "characters": sum(record.characters for record in records),
        "refused": [{"file": name, "reason": reason} for record in records for name, reason in record.refused],
        "rows": sum(tables.values()),
        "tables": tables,
        "parts": [asdict(part) for part in parts],
    }


def _put_in_place(
    engine: Engine, folder: Folder, manifest: dict[str, Any], records: Sequence[Record], quality: Part
) -> None:
    """Move what is new in the place of what was there; the manifest goes first and comes back last."""
    content = (json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
    following = folder.below(NEXT)
    new = [record for record in records if record.is_new]
    if new or folder.find(MANIFEST) != content:
        following.write(MANIFEST, content)
        folder.remove(MANIFEST)
        for _ in engine.run(partial(place, folder.url), new):
            pass
        folder.take(following, FILE)
        folder.take(following, quality.path)
        _remove_others(folder, manifest, records)
        folder.take(following, MANIFEST)
    following.remove_all()


def _remove_others(folder: Folder, manifest: dict[str, Any], records: Sequence[Record]) -> None:
    """Remove parts and records of an earlier build that do not belong to this one."""
    own = {FILE, *(str(part["path"]) for part in manifest["parts"])}
    own |= {name for record in records for name in record.files}
    for name in folder.names():
        if name not in own and PurePosixPath(name).parts[0] in {"_kouan", "texts", *manifest["tables"]}:
            folder.remove(name)
