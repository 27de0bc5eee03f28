"""Which shard a document belongs to, and which bucket a key: by its digest alone."""

import hashlib

_PER_SHARD = 100
_MOST_SHARDS = 2**14
_SHARDS_PER_BUCKET = 32
_MOST_BUCKETS = 2**7


def shard_count(documents: int) -> int:
    """Return into how many shards that many documents are dealt: a power of two, so that it seldom changes.

    A shard has 50 to 100 documents on average, and more where there are over a million and a half.
    """
    shards = 1
    while shards * _PER_SHARD < documents and shards < _MOST_SHARDS:
        shards *= 2
    return shards


def bucket_count(shards: int) -> int:
    """Return into how many buckets the keys of that many shards are dealt: each reads a little of every shard."""
    return min(_MOST_BUCKETS, max(1, shards // _SHARDS_PER_BUCKET))


def part_of(key: str, parts: int) -> int:
    """Return the part of a number of parts that a key belongs to, from 0."""
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]) * parts >> 64
