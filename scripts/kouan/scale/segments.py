"""What a task hands on to buckets: one file with a segment for each bucket, of which a bucket reads its own.

A segment says which keys of other tables rows refer to and which they have, which entries of the lists they use, what
they describe that no list knows, and which values may be there once only.
"""

import hashlib
import json
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kouan.rows import Row
from kouan.scale.shards import part_of
from kouan.scale.storage import Folder
from kouan.schema import Table
from kouan.validate.keys import unique_keys

_OFFSET = struct.Struct("<Q")


@dataclass
class Handed:
    """What is handed on, bucket by bucket.

    Attributes:
        refs: By table, the primary keys that rows refer to.
        have: By table, the primary keys that rows have.
        uses: By table, the entries of the list that are published because of them.
        own: By table and id, what no list knows: the document that names it first, and its row.
        keys: By table and columns, each value that may be there once only, with the primary key of its row.
    """

    refs: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    have: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    uses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    own: dict[str, dict[str, tuple[str, Row]]] = field(default_factory=lambda: defaultdict(dict))
    keys: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def refer(self, table: Table, rows: Iterable[Row], to: Sequence[str]) -> None:
        """Take in the keys of some tables that rows refer to."""
        for key in table.foreign_keys:
            if key.table in to:
                self.refs[key.table] |= {str(row[key.column]) for row in rows if row[key.column] is not None}

    def describe(self, table: str, id_: str, document: str, row: Row) -> None:
        """Take in what no list knows, as the first document describes it."""
        known = self.own[table].get(id_)
        if known is None or document < known[0]:
            self.own[table][id_] = (document, row)

    def once(self, table: Table, rows: Sequence[Row]) -> None:
        """Take in the keys of rows that may be there once only."""
        for columns in unique_keys(table):
            name = f"{table.name} {', '.join(columns)}"
            for row in rows:
                values = [row[column] for column in columns]
                if any(value is not None for value in values):
                    shown = json.dumps(values, ensure_ascii=False)
                    self.keys[name].append((shown, str(row[table.primary_key[0]])))

    def segments(self, buckets: int) -> list[bytes]:
        """Return the segment of each bucket; the same things give the same bytes."""
        dealt: list[dict[str, Any]] = [defaultdict(dict) for _ in range(buckets)]
        for kind, sets in (("refs", self.refs), ("have", self.have), ("uses", self.uses)):
            for table, ids in sets.items():
                for id_ in sorted(ids):
                    dealt[part_of(id_, buckets)][kind].setdefault(table, []).append(id_)
        for table, described in self.own.items():
            for id_, (document, row) in sorted(described.items()):
                dealt[part_of(id_, buckets)]["own"].setdefault(table, {})[id_] = (document, row)
        for name, values in self.keys.items():
            for value, owner in sorted(values):
                dealt[part_of(value, buckets)]["keys"].setdefault(name, []).append((value, owner))
        return [zlib.compress(json.dumps(one, ensure_ascii=False, sort_keys=True).encode()) for one in dealt]


def joined(segments: Sequence[bytes]) -> bytes:
    """Return the file of segments: where each begins and the last ends, then all of them."""
    start = _OFFSET.size * (len(segments) + 1)
    offsets = [start]
    for segment in segments:
        offsets.append(offsets[-1] + len(segment))
    return b"".join([*(_OFFSET.pack(offset) for offset in offsets), *segments])


def read_segment(folder: Folder, name: str, bucket: int) -> dict[str, Any]:
    """Return the segment of a bucket from a file of them."""
    place = bucket * _OFFSET.size
    bounds = folder.read_range(name, place, place + 2 * _OFFSET.size)
    (start,), (end,) = _OFFSET.iter_unpack(bounds)
    segment: dict[str, Any] = json.loads(zlib.decompress(folder.read_range(name, start, end)))
    return segment


def digests(segments: Iterable[bytes]) -> tuple[str, ...]:
    """Return the digest of each segment."""
    return tuple(hashlib.sha256(segment).hexdigest() for segment in segments)
