"""Keys across all documents, checked by a join of the buckets: what rows refer to is there, and keys are there once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kouan.scale.masters import BucketTask

STAGE = "keys"


@dataclass(frozen=True)
class Joined:
    """What the join of a bucket found: how many keys it compared, and what is wrong with them."""

    compared: int
    problems: tuple[str, ...]


def join(task: BucketTask) -> Joined:
    """Return what is wrong with the keys of a bucket."""
    compared = 0
    have: dict[str, set[str]] = {}
    wanted: dict[str, set[str]] = {}
    owners: dict[tuple[str, str], str] = {}
    repeated: list[str] = []
    for segment in task.segments():
        for kind, sets in (("have", have), ("refs", wanted)):
            for table, ids in segment.get(kind, {}).items():
                sets.setdefault(table, set()).update(ids)
                compared += len(ids)
        for name, values in sorted(segment.get("keys", {}).items()):
            compared += len(values)
            for value, owner in values:
                first = owners.setdefault((name, value), owner)
                if first != owner:
                    repeated.append(_twice(name, value, first, owner))
    return Joined(compared, (*_missing(wanted, have), *repeated))


def _missing(wanted: Mapping[str, set[str]], have: Mapping[str, set[str]]) -> Iterator[str]:
    for table, ids in sorted(wanted.items()):
        for id_ in sorted(ids - have.get(table, set())):
            yield f"{table}: rows refer to {id_}, which is on no list. Add it to datasets/reference/{table}.csv."


def _twice(name: str, value: str, first: str, owner: str) -> str:
    return f"{name}: {first} and {owner} have the same value, {value}. Remove or change one of them."
