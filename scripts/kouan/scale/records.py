"""What a task has made: written beside its files when all of them are there, so that a later build can keep them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from kouan.scale.storage import Folder

NEXT = "_next"
"""The folder within the output where a build puts what it makes until all of it is there."""


@dataclass(frozen=True)
class Part:
    """A file of the output, by its name there."""

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Job:
    """What all tasks of a build share.

    Attributes:
        documents: The address of the folder with the documents.
        output: The address of the folder with the partitions.
        lists: The SHA-256 of the lists in the output.
        code: The digest of the code that made the tasks.
        shards: Into how many shards the documents are dealt.
        buckets: Into how many buckets keys are dealt.
    """

    documents: str
    output: str
    lists: str
    code: str
    shards: int
    buckets: int

    @property
    def fingerprint(self) -> str:
        """What the bytes depend on beside the documents."""
        return f"{self.lists} {self.code} {self.shards} {self.buckets}"


@dataclass(frozen=True)
class Record:
    """What was made of some inputs.

    Attributes:
        name: That of the task: `shard-00012`.
        inputs: The digest of all that it was made of.
        parts: The files that belong to the result.
        segments: The digest of what it hands on to each bucket, in order.
        documents: How many documents it holds.
        characters: How many characters they have.
        refused: Documents that are left out, with the reason.
        registered: The documents among them that the project's list holds.
        is_new: Whether its files lie in the folder of what this build makes, not yet among the last results.
    """

    name: str
    inputs: str
    parts: tuple[Part, ...] = ()
    segments: tuple[str, ...] = ()
    documents: int = 0
    characters: int = 0
    refused: tuple[tuple[str, str], ...] = ()
    registered: tuple[str, ...] = ()
    is_new: bool = field(default=True, compare=False)

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all files of the task, that of the record last."""
        return (*(part.path for part in self.parts), handed_on(self.name), record_name(self.name))

    def as_json(self) -> bytes:
        """Return the record as it is stored."""
        known = {key: value for key, value in asdict(self).items() if key != "is_new"}
        return (json.dumps(known, ensure_ascii=False, sort_keys=True) + "\n").encode()


def handed_on(name: str) -> str:
    """Return the name of the file with what the task of a name hands on to buckets."""
    return f"_kouan/{name}.bin"


def record_name(name: str) -> str:
    """Return the name of the file with the record of a task."""
    return f"_kouan/{name}.json"


def keep(output: Folder, name: str, inputs: str) -> Record | None:
    """Return what an interrupted build, or else the last one, made of the same inputs, if all of it is there."""
    for folder, is_new in ((output.below(NEXT), True), (output, False)):
        record = read_record(folder, name)
        if record is not None and record.inputs == inputs and _is_whole(folder, record):
            return replace(record, is_new=is_new)
    return None


def write_made(output: Folder, record: Record, files: Mapping[str, bytes]) -> Record:
    """Write the files of a task beside the last results, then the record that makes them count."""
    folder = output.below(NEXT)
    for name, content in files.items():
        folder.write(name, content)
    folder.write(record_name(record.name), record.as_json())
    return record


def part_file(path: str, rows: int, content: bytes) -> Part:
    """Return the part that a file is."""
    return Part(path, rows, len(content), hashlib.sha256(content).hexdigest())


def read_record(folder: Folder, name: str) -> Record | None:
    """Return a record, or None where there is none that is whole."""
    content = folder.find(record_name(name))
    try:
        known = json.loads(content) if content else None
    except ValueError:
        known = None
    if known is None:
        return None
    return Record(
        **{
            **known,
            "parts": tuple(Part(**part) for part in known["parts"]),
            "segments": tuple(known["segments"]),
            "refused": tuple((document, reason) for document, reason in known["refused"]),
            "registered": tuple(known["registered"]),
        }
    )


def _is_whole(folder: Folder, record: Record) -> bool:
    """Tell whether all files of a record are there in their size."""
    return folder.size(handed_on(record.name)) is not None and all(
        folder.size(part.path) == part.bytes for part in record.parts
    )
