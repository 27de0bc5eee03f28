"""Read a document of any usual kind from disk: what kind it is, its text, and what of it has no text."""

from kouan.read.source import Source, read_source

__all__ = ["Source", "read_source"]
