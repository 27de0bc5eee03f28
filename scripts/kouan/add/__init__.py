"""Add a document to a project: read and mask it, find out what it is, propose what lists lack, write all or nothing."""

from kouan.add.addition import Addition, propose_addition
from kouan.add.place import place_files

__all__ = ["Addition", "place_files", "propose_addition"]
