"""Add a document to a project: read and mask it, find out what it is, propose what lists lack, write all or nothing."""

from kouan.add.addition import Addition, propose_addition

__all__ = ["Addition", "propose_addition"]
