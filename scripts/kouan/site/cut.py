"""Whether an answer has less than there is: rows cut at a limit, or SQL stopped by a time limit.

Each request has notes of its own.
"""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Note:
    """Whether something was noted while a request was answered."""

    is_set: bool = False


class Notes:
    """The notes of one kind, one for each request that watches for it."""

    def __init__(self, name: str) -> None:
        self._current: ContextVar[Note | None] = ContextVar(name, default=None)

    def watch(self) -> Note:
        """Begin a note for the request that is being answered, and return it."""
        note = Note()
        self._current.set(note)
        return note

    def set(self) -> None:
        """Set the note of the request, if it watches."""
        note = self._current.get()
        if note:
            note.is_set = True


ROWS = Notes("rows")
"""Rows were cut at the limit for one query."""

TIME = Notes("time")
"""SQL was stopped by a time limit; what it was to tell is missing, or the answer is an error."""
