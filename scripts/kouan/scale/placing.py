"""Puts what a task has made in the place of what was there."""

from kouan.scale.records import NEXT, Record, record_name
from kouan.scale.storage import open_folder


def place(output: str, record: Record) -> str:
    """Move the files of a record into the output and return its name.

    The old record goes first and the new one comes last: a record that is there speaks of files that are there.
    """
    folder = open_folder(output)
    following = folder.below(NEXT)
    folder.remove(record_name(record.name))
    for name in record.files:
        folder.take(following, name)
    return record.name
