"""One shard: its documents read, resolved, corrected and validated, and written as one Parquet file for each table.

The same pure functions do it as for the project's own documents. A document that cannot be read, or whose rows break a
rule, is left out with all of its rows, and the record says which and why.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from kouan.build import make_tables, stored_source
from kouan.errors import KouanError
from kouan.plan import read_plan
from kouan.publish.contract import checked_tables
from kouan.publish.parquet import parquet_bytes
from kouan.read import Source, read_source
from kouan.rows import Tables
from kouan.scale.lists import Lists, code_digest, load_lists
from kouan.scale.masters import ALL, hand_on_masters
from kouan.scale.records import NEXT, Job, Part, Record, handed_on, keep, part_file, write_made
from kouan.scale.segments import Handed, digests, joined
from kouan.scale.storage import Folder, open_folder
from kouan.validate import validate_rows
from kouan.validate.dataset import Dataset

_BATCH = 300_000
"""How many bytes of documents are worked on at once: enough that the lists are looked through seldom."""
NOT_OF_SHARDS = (*ALL, "quality")
"""The tables that are not made shard by shard."""


@dataclass(frozen=True)
class ShardTask:
    """The reading of one shard: the names of its documents in their folder, sorted by their ids."""

    job: Job
    shard: int
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the task."""
        return f"shard-{self.shard:05}"


@dataclass
class _Made:
    """What was made of the documents so far."""

    tables: Tables
    handed: Handed = field(default_factory=Handed)
    refused: list[tuple[str, str]] = field(default_factory=list)
    texts: dict[str, bytes] = field(default_factory=dict)


def read_shard(task: ShardTask) -> Record:
    """Write the tables of a shard, or keep those that are there if neither documents, lists nor code have changed."""
    if task.job.code != code_digest():
        message = "a worker has another version of the code, of Python or of pyarrow. Install the same everywhere."
        raise KouanError(message)
    output = open_folder(task.job.output)
    documents = open_folder(task.job.documents)
    stored = {name: documents.read(name) for name in task.names}
    inputs = _digest(task, stored)
    kept = keep(output, task.name, inputs)
    if kept is not None:
        return kept
    lists = load_lists(output.below(NEXT), task.job.lists)
    made = _Made({table.name: [] for table in lists.package.tables})
    with TemporaryDirectory(prefix="kouan-") as folder:
        for batch in _batches(stored):
            _read_batch(batch, Path(folder), lists, documents, made)
    files, parts = _files(task, lists, made)
    for table in lists.package.tables:
        if table.name not in NOT_OF_SHARDS:
            made.handed.refer(table, made.tables[table.name], ALL)
    made.handed.once(lists.package.table("documents"), made.tables["documents"])
    segments = made.handed.segments(task.job.buckets)
    files[handed_on(task.name)] = joined(segments)
    rows = made.tables["documents"]
    ids = {str(row["document_id"]) for row in rows}
    record = Record(
        name=task.name,
        inputs=inputs,
        parts=tuple(parts),
        segments=digests(segments),
        documents=len(rows),
        characters=sum(int(row["characters"] or 0) for row in rows),
        refused=tuple(made.refused),
        registered=tuple(sorted(ids & {entry["document_id"] for entry in lists.registered.values()})),
    )
    return write_made(output, record, files)


def _digest(task: ShardTask, stored: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(f"{task.job.fingerprint} {task.shard}".encode())
    for name, content in stored.items():
        digest.update(f"\n{name} {hashlib.sha256(content).hexdigest()}".encode())
    return digest.hexdigest()


def _batches(stored: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    batch: dict[str, bytes] = {}
    for name, content in stored.items():
        batch[name] = content
        if sum(map(len, batch.values())) >= _BATCH:
            yield batch
            batch = {}
    if batch:
        yield batch


def _read_batch(batch: Mapping[str, bytes], folder: Path, lists: Lists, documents: Folder, made: _Made) -> None:
    """Read some documents and add what they give to what was made."""
    sources: list[Source] = []
    for name, content in batch.items():
        path = folder / PurePosixPath(name).name
        path.write_bytes(content)
        try:
            sources.append(_source(path, name, lists, documents))
        except KouanError as error:
            made.refused.append((name, _without(str(error), folder)))
    for tables, read in _valid_tables(sources, lists, made.refused):
        hand_on_masters(tables, lists.reference, made.handed)
        for name in made.tables.keys() - NOT_OF_SHARDS:
            made.tables[name] += tables[name]
        for source in read:
            if source.original_file is not None and source.file not in lists.registered:
                made.texts[source.file] = source.text.encode()


def _source(path: Path, name: str, lists: Lists, documents: Folder) -> Source:
    """Return a document; one that the project's list holds has to be the file that was registered."""
    entry = lists.registered.get(path.name)
    if entry is None:
        return read_source(path)
    original = entry["original_file"]
    if original:
        place = PurePosixPath(name).with_name(original).as_posix()
        (path.parent / original).write_bytes(documents.read(place))
    return stored_source(path.parent, entry)


def _without(message: str, folder: Path) -> str:
    """Return a message without the folder of this machine in which files lay for a moment."""
    return message.replace(f"{folder}/", "")


def _valid_tables(
    sources: Sequence[Source], lists: Lists, refused: list[tuple[str, str]]
) -> Iterator[tuple[Tables, Sequence[Source]]]:
    """Yield whole tables of documents that break no rule; those that do are put among the refused."""
    if not sources:
        return
    tables, problem = _tables(sources, lists)
    if problem is None:
        yield tables, sources
    elif len(sources) == 1:
        refused.append((sources[0].file, problem))
    else:
        for source in sources:
            yield from _valid_tables([source], lists, refused)


def _tables(sources: Sequence[Source], lists: Lists) -> tuple[Tables, str | None]:
    """Return whole tables of documents, and the first thing that is wrong with them."""
    corrections = [one for source in sources for one in lists.corrections.get(source.document_id, ())]
    try:
        plans = [read_plan(source, lists.reference) for source in sources]
        tables = make_tables(plans, lists.reference, lists.package, corrections) | {"quality": []}
    except KouanError as error:
        return {}, str(error)
    problems = validate_rows(
        Dataset(
            tables,
            lists.package,
            {plan.document_id: plan.clean for plan in plans},
            {source.document_id: source for source in sources},
            lists.reference,
        )
    )
    return tables, str(problems[0]) if problems else None


def _files(task: ShardTask, lists: Lists, made: _Made) -> tuple[dict[str, bytes], list[Part]]:
    """Return the files of a shard and what they are: a part of each table, and texts that were no text files."""
    files: dict[str, bytes] = {}
    parts: list[Part] = []
    for table, rows in checked_tables(made.tables, lists.package):
        if table.name not in NOT_OF_SHARDS:
            path = f"{table.name}/part-{task.shard:05}.parquet"
            files[path] = parquet_bytes(lists.package, table, rows)
            parts.append(part_file(path, len(rows), files[path]))
    for name, content in made.texts.items():
        files[f"texts/{name}"] = content
        parts.append(part_file(f"texts/{name}", 0, content))
    return files, parts
