"""Keys across all documents, checked by a join of the buckets: what rows refer to is there, and keys are there once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kouan.scale.masters import BucketTask

STAGE = "keys"


@dataclass(frozen=True)
class Joined:
    """What the join of a bucket found: how many keys it compared, and what is wrong with them."""

    compared: int
    problems: tuple[str, ...]


def join(task: BucketTask) -> Joined:
    """Return what is wrong with the keys of a bucket."""
    segments = list(task.segments())
    compared = sum(len(ids) for one in segments for ids in one.get("refs", {}).values())
    compared += sum(len(values) for one in segments for values in one.get("keys", {}).values())
    return Joined(compared, (*_missing(segments), *_repeated(segments)))


def _missing(segments: list[dict[str, Any]]) -> Iterator[str]:
    have: dict[str, set[str]] = {}
    wanted: dict[str, set[str]] = {}
    for segment in segments:
        for kind, sets in (("have", have), ("refs", wanted)):
            for table, ids in segment.get(kind, {}).items():
                sets.setdefault(table, set()).update(ids)
    for table, ids in sorted(wanted.items()):
        for id_ in sorted(ids - have.get(table, set())):
            yield f"{table}: rows refer to {id_}, which is on no list. Add it to datasets/reference/{table}.csv."


def _repeated(segments: list[dict[str, Any]]) -> Iterator[str]:
    owners: dict[tuple[str, str], str] = {}
    for segment in segments:
        for name, values in sorted(segment.get("keys", {}).items()):
            for value, owner in values:
                first = owners.setdefault((name, value), owner)
                if first != owner:
                    yield f"{name}: {first} and {owner} have the same value, {value}. Remove or change one of them."
