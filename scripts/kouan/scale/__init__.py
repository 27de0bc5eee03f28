"""Builds partitioned Parquet from any number of documents, on this machine or on an engine of many.

Documents are dealt to shards by their ids. A shard is read, resolved, corrected and validated alone, by the same pure
functions as the project's own documents; what documents share (bodies, ports, projects, indicators, divisions) is
merged and checked by buckets of keys. Shards and buckets decide names and bytes, never the engine or its order.
"""

from kouan.scale.build import build_partitions
from kouan.scale.engines import Engine, open_engine

__all__ = ["Engine", "build_partitions", "open_engine"]
